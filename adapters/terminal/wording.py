"""What the core says for chats, as it reads in a terminal."""

from dataclasses import replace

from bot.models import Caller, Reply

EMPTY = (
    "There are no words to draw from. "
    "Say what the picture should show: imagine try 'a red fox in the snow'"
)


def said_here(reply: Reply, caller: Caller) -> Reply:
    """Name what can be typed here instead of what can be typed in a chat."""
    if reply.code == "invalid-prompt-empty":
        return replace(reply, text=EMPTY)
    if reply.code == "insufficient-credits":
        how = f"Here you are one: imagine credits grant {caller.user} 100 REASON"
        return replace(reply, text=f"{reply.text} {how}")
    return reply


def paid(price: int, balance: int) -> str:
    """What a run cost and what it left."""
    charged = f"Charged {_credits(price)}" if price else "Nothing was charged"
    left = f"{balance:,}" if price else _credits(balance)
    return f"{charged}; {left} {'is' if balance == 1 else 'are'} left."


def _credits(amount: int) -> str:
    return f"{amount:,} credit{'' if amount == 1 else 's'}"
