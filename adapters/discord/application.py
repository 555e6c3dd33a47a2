"""The application as it is set up in Discord's developer portal, and where Discord is."""

from dataclasses import dataclass

import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL


@dataclass(frozen=True, kw_only=True)
class Options:
    """Where Discord is. The defaults of the settings are the real one."""

    token: str
    api_base: str
    gateway_url: str
    cdn_base: str


def point_at(options: Options) -> None:
    """Where discord.py finds Discord: it keeps these addresses on its classes."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we never speak
    Route.BASE = options.api_base.rstrip("/")
    DiscordWebSocket.DEFAULT_GATEWAY = URL(options.gateway_url)
    discord.Asset.BASE = options.cdn_base.rstrip("/")


async def application_info(token: str) -> discord.AppInfo:
    """What the operator has chosen in the developer portal. Raises LoginFailure."""
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        await client.login(token)
        assert client.application is not None
        return client.application


def intents_for(flags: discord.ApplicationFlags) -> discord.Intents:
    """The events to ask for: privileged ones only where the portal allows them."""
    intents = discord.Intents.none()
    intents.guilds = intents.guild_messages = intents.dm_messages = True
    intents.message_content = flags.gateway_message_content or flags.gateway_message_content_limited
    intents.members = flags.gateway_guild_members or flags.gateway_guild_members_limited
    return intents
