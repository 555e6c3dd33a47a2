"""What people typed, as they see it: Discord sends numbers for people, roles, rooms and emoji."""

import re
from collections.abc import Iterable

import discord

from adapters.discord.ids import user_ref
from bot.models import UserRef

EMOJI = re.compile(r"<a?:(\w{2,32}):\d{15,22}>")
USER = re.compile(r"<@!?(\d{15,22})>")
OTHERS = re.compile(r"<(?:@&|#)\d{15,22}>")
"""A role, a channel: their names are nothing to draw."""
SOMEBODY = "@somebody"


def as_seen(text: str, people: Iterable[discord.abc.User] = ()) -> tuple[str, dict[str, UserRef]]:
    """The text with names for numbers, and whose each name in it is.

    No number of a person goes on to a model, a caption or a file's name; only two people of one
    name, who cannot be told apart by it, keep theirs.
    """
    names = {user.id: f"@{user.display_name}" for user in people}
    twice = {name for name in names.values() if list(names.values()).count(name) > 1}
    known = {id_: f"<@{id_}>" if name in twice else name for id_, name in names.items()}

    def named(found: re.Match[str]) -> str:
        return known.get(int(found[1]), SOMEBODY)

    seen = OTHERS.sub("", USER.sub(named, EMOJI.sub(r":\1:", text)))
    return seen, {name: user_ref(id_) for id_, name in known.items()}
