"""What `imagine doctor` says of Discord: token, intents, servers, and the invite link."""

import asyncio
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import aiohttp
import discord

from adapters.discord.application import Options, point_at
from adapters.discord.ids import PLATFORM, place
from adapters.discord.languages import Languages
from adapters.discord.permissions import INVITED_WITH, missing
from bot.models import Finding, Health

SUBJECT = "discord"
SCOPES = ("bot", "applications.commands")
SERVERS_MAX = 200
WAIT_S = 20.0
PORTAL = "https://discord.com/developers/applications"


@dataclass(frozen=True, kw_only=True)
class _Server:
    name: str
    place: str
    rights: discord.Permissions


UNREACHED = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)


async def check(options: Options, *, homes: Collection[str] = ()) -> list[Finding]:
    """Ask Discord. Never raises: what cannot be reached is a finding.

    `homes` are those of IMAGINE_HOMES.
    """
    point_at(options)
    try:
        async with (
            asyncio.timeout(WAIT_S),
            discord.Client(intents=discord.Intents(guilds=True)) as client,
        ):
            await client.login(options.token)
            servers = await client.http.get_guilds(SERVERS_MAX)
            seats = [
                _Server(name=one["name"], place=place(int(one["id"])), rights=_rights(one))
                for one in servers
            ]
            return list(_findings(client, seats, homes))
    except discord.LoginFailure:
        return [
            _bad(
                "DISCORD_TOKEN is not accepted.",
                f"Take a new one from {PORTAL} (Bot, Reset Token).",
            )
        ]
    except UNREACHED as error:
        return [
            _bad(
                f"Discord cannot be reached ({type(error).__name__}).",
                "Check the network, and DISCORD_API_BASE where it is set.",
            )
        ]


def invite_link(application_id: int) -> str:
    """The link that adds the bot to a server with exactly the permissions it needs."""
    return discord.utils.oauth_url(application_id, permissions=INVITED_WITH, scopes=SCOPES)


def _findings(
    client: discord.Client, servers: list[_Server], homes: Collection[str]
) -> Iterator[Finding]:
    application = client.application
    assert application is not None
    link = invite_link(application.id)
    yield _good(f"The token is {client.user}'s. To add it to a server: {link}")
    if application.interactions_endpoint_url:
        yield _bad(
            "Commands go to an interactions endpoint, so none reaches this bot.",
            f"Empty “Interactions Endpoint URL” in {PORTAL}/{application.id}.",
        )
    yield from _installing(application, servers, homes)
    yield from _intents(application.flags, application.id)
    yield from _servers(servers, link)


def _installing(
    application: discord.AppInfo, servers: list[_Server], homes: Collection[str]
) -> Iterator[Finding]:
    """Either only the operator can add it, or anyone; there is nothing in between."""
    portal = f"{PORTAL}/{application.id}"
    if not application.bot_public:
        yield _good("The bot is private: only its owner can add it to servers.")
        return
    private = (
        f"For one team, set “Install Link” to “None” in {portal}/installation, then switch “Public "
        f"Bot” off in {portal}/bot. Keep it public only if people should add it to their own "
        "account."
    )
    home = [server for server in servers if server.place in homes]
    if home:
        yield _note(
            "The bot is public: anyone may add it to a server of their own. Only these are yours: "
            f"{', '.join(server.name for server in home)}.",
            private,
        )
    else:
        known = ",".join(server.place for server in servers) or f"{PLATFORM}:SERVER"
        yield _bad(
            "The bot is public, so anyone may add it to a server of their own, and IMAGINE_HOMES "
            "names no server that is yours: it refuses all of them.",
            f"Set IMAGINE_HOMES to those of your team, of {known}. {private}",
        )
    if application.user_integration_config is None:
        yield _note(
            "The bot is public, but people cannot add it to their own account, only to servers.",
            f"Allow “User Install” in {portal}/installation, or make the bot private.",
        )


def _intents(flags: discord.ApplicationFlags, application_id: int) -> Iterator[Finding]:
    portal = f"{PORTAL}/{application_id}/bot"
    if flags.gateway_message_content or flags.gateway_message_content_limited:
        yield _good("Message Content Intent is on: plain replies are read.")
    else:
        yield _note(
            "Message Content Intent is off: replies are read only with a ping or a mention.",
            f"Switch it on in {portal}, then start again.",
        )
    if flags.gateway_guild_members or flags.gateway_guild_members_limited:
        yield _good("Server Members Intent is on: credits can be given to roles.")
    else:
        yield _note(
            "Server Members Intent is off: credits cannot be given to a role.",
            f"Switch it on in {portal}, then start again.",
        )


def _servers(servers: list[_Server], link: str) -> Iterator[Finding]:
    if not servers:
        yield _note("The bot is in no server yet.", f"Open {link}")
    say = Languages().say("en")
    for server in servers:
        rights = server.rights
        lacking = missing(rights, thread=False) or missing(rights, thread=True)
        if lacking:
            told = ", ".join(say(f"perm-{one}") for one in lacking)
            yield _bad(f"In “{server.name}” it lacks: {told}.", f"Open {link}, or change its role.")
    whole = sum(1 for server in servers if not missing(server.rights, thread=False))
    if whole:
        yield _good(f"In {whole} of {len(servers)} servers it may do all it needs.")


def _rights(guild: "discord.types.guild.Guild") -> discord.Permissions:
    return discord.Permissions(int(guild.get("permissions", "0")))


def _good(text: str) -> Finding:
    return Finding(subject=SUBJECT, health=Health.GOOD, text=text)


def _note(text: str, mend: str) -> Finding:
    return Finding(subject=SUBJECT, health=Health.WARNING, text=text, mend=mend)


def _bad(text: str, mend: str) -> Finding:
    return Finding(subject=SUBJECT, health=Health.BROKEN, text=text, mend=mend)
