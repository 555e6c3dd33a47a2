"""What stands beside something else: a suggestion being typed, or a card about other things."""

from bot.replies.describing import price_words
from bot.replies.words import Phrases

_OF_VALUE = {"command": "help", "as": "role"}
"""Suggestions whose value picks the words; any other value is known by its price alone."""


def completion_hint(say: Phrases, option: str, value: str, *, price: int | None = None) -> str:
    """Explain a command ("command", its name), a role ("as", the role) or a flag (its option, "").

    A flag's value has no words but its `price`, in credits; "" where there is nothing to say.
    """
    if price is not None:
        return price_words(say, price)
    if option in _OF_VALUE:
        key = f"{_OF_VALUE[option]}-{value}"
    else:
        key = "" if value else f"flag-{option}"
    return say(key) if say.knows(key) else ""


def inbox_hint(say: Phrases, undelivered: int) -> str:
    """Say that results wait in the inbox; "" where none do."""
    return say("inbox-hint", count=undelivered) if undelivered else ""
