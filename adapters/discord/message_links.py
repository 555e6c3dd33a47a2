"""Links to messages: they count where the person could read the message without the bot.

What they ordered themselves counts from anywhere.
"""

import re

import discord

from adapters.discord.ids import message_ref
from adapters.discord.talks import Talk
from bot.app import Bot
from bot.models import MessageRef

LINK = re.compile(r"/channels/(?:\d+|@me)/(\d+)/(\d+)")


async def linked(link: str, talk: Talk, bot: Bot) -> MessageRef | None:
    """The message a link names; None where there is none that this person can see from here."""
    found = LINK.search(link)
    if found is None:
        return None
    there = message_ref(int(found[1]), int(found[2]))
    if await _may_read(talk, int(found[1])):
        return there
    shown = await bot.shown(there, talk.caller)
    return there if shown is not None and shown.own else None


async def _may_read(talk: Talk, channel: int) -> bool:
    """Whether it is the very channel, or one of this server that is open to the person."""
    interaction = talk.interaction
    if channel == interaction.channel_id:
        return True
    guild, member = interaction.guild, interaction.user
    if not talk.seated or guild is None or not isinstance(member, discord.Member):
        return False
    try:
        there = guild.get_channel_or_thread(channel) or await guild.fetch_channel(channel)
        return _is_open(there, member)
    except discord.DiscordException:
        return False


def _is_open(there: "discord.abc.GuildChannel | discord.Thread", member: discord.Member) -> bool:
    rights = there.permissions_for(member)
    if isinstance(there, discord.Thread) and there.is_private():
        invited = any(one.id == member.id for one in there.members)
        if not (invited or rights.manage_threads):
            return False
    return rights.view_channel and rights.read_message_history
