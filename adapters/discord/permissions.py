"""What the bot needs to be allowed, and what it lacks where."""

import discord
from discord.abc import GuildChannel

from bot.replies import Phrases

INVITED_WITH = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    attach_files=True,
    embed_links=True,
    read_message_history=True,
)
"""Exactly what the invite link asks for: to post pictures, answer messages and open threads."""

ALWAYS = ("view_channel", "attach_files", "embed_links", "read_message_history")
IN_CHANNEL = (*ALWAYS, "send_messages")
IN_THREAD = (*ALWAYS, "send_messages_in_threads")
TO_OPEN_THREADS = ("create_public_threads", "send_messages_in_threads")
OPENED_BY = ("create_public_threads",)
"""What a person needs, for whom the bot opens one."""

Place = GuildChannel | discord.Thread


def missing(granted: discord.Permissions, *, thread: bool) -> tuple[str, ...]:
    """The names of the permissions without which a result cannot be posted."""
    return lacking(granted, IN_THREAD if thread else IN_CHANNEL)


def lacking(granted: discord.Permissions, needed: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the needed permissions are not granted."""
    if granted.administrator:
        return ()
    return tuple(name for name in needed if not getattr(granted, name))


def missing_in(channel: Place) -> tuple[str, ...]:
    """The same for a channel of a server, by what the gateway has told."""
    granted = channel.permissions_for(channel.guild.me)
    return missing(granted, thread=isinstance(channel, discord.Thread))


def mend(say: Phrases, names: tuple[str, ...]) -> str:
    """Whom to ask for what, in Discord's own names of its permissions."""
    return say("mend", missing=[say(f"perm-{name}") for name in names])
