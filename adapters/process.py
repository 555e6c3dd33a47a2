"""What a command runs in: the settings, the core, and each platform with its messenger."""

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from starlette.routing import BaseRoute

from adapters.interpreter import tune
from adapters.links import Links
from adapters.logs import configure_logging
from adapters.rooms import DISCORD, SLACK, WEB, missing_for_slack
from adapters.serving import serve_public
from adapters.terminal.doctor import show_findings
from adapters.terminal.try_picture import COMMAND, operator
from adapters.terminal.wording import said_here
from adapters.web.app import web_app
from adapters.web.chat import LocalChat
from adapters.web.client import serve
from adapters.web.messenger import WebMessenger
from bot.app import Bot
from bot.app.clock import SystemClock
from bot.bootstrap import Core, SealedKeyValue, open_core
from bot.errors import DataFolderInUse, InvalidPrompt, StartError
from bot.models import Finding, Health, Reply
from bot.prompts.parse import parse
from bot.replies import Words, error_reply
from config.refusal import SettingsError
from config.settings import Settings, env_file, read_settings
from config.spelling import misspelt

if TYPE_CHECKING:
    from adapters.discord import client as discord_client
    from adapters.discord.application import Options
    from adapters.slack import client as slack_client
    from adapters.slack.access import Access

log = logging.getLogger(__name__)


def given(*, traces: bool = False, warn: bool = True) -> Settings:
    """What the operator decided; logging starts with it. Raises SettingsError.

    Names that nobody reads are told with a `warn`.
    """
    settings = read_settings()
    try:
        configure_logging(settings.log_level, traces=traces, secrets=settings.secret_values)
    except ValueError:
        known = "DEBUG, INFO, WARNING, ERROR or CRITICAL"
        raise SettingsError(f"IMAGINE_LOG_LEVEL should be {known}.") from None
    for slip in slips() if warn else ():
        log.warning("%s", slip)
    folder = settings.data_dir.resolve()
    if not folder.exists():
        # The usual one follows the working folder, and with it the credits of everybody.
        sys.stderr.write(
            f"imagine: beginning with nothing in {folder}; IMAGINE_DATA_DIR names another folder\n"
        )
    return settings


def slips() -> list[str]:
    """The settings that nobody reads, a sentence each."""
    return misspelt(os.environ, env_file())


def fault_of(prompt: str) -> Reply | None:
    """What is wrong with the flags of a prompt, as far as they can be read before the start."""
    if prompt.lstrip().startswith(COMMAND):
        return None
    try:
        parse(prompt, {})
    except InvalidPrompt as error:
        told = error_reply(Words().for_locale("en"), error)
        return None if error.reason == "empty" else said_here(told, operator())
    return None


@asynccontextmanager
async def _core(settings: Settings, *, lead: bool) -> AsyncIterator[Core]:
    async with AsyncExitStack() as stack:
        try:
            core = await stack.enter_async_context(open_core(settings, lead=lead))
        except OSError as error:
            folder = settings.data_dir.resolve()
            raise StartError(
                f"The data folder {folder} cannot be used: {error.strerror}. "
                "Set IMAGINE_DATA_DIR to a folder that can be written to."
            ) from error
        yield core


async def with_bot(act: Callable[[Bot], Awaitable[int]]) -> int:
    """Run one command on a core that leaves the queue to others."""
    async with _core(given(), lead=False) as core:
        return await act(core.bot)


async def reseal() -> int:
    """Encrypt every stored token with the first of the keys. Raises StartError."""
    from adapters.slack.installations import INSTALLED

    async with _core(given(), lead=False) as core:
        written = await _sealed(core).reseal(INSTALLED)
    sys.stdout.write(f"{written} tokens were encrypted anew, with the first key.\n")
    return 0


async def forget_closed() -> int:
    """Delete the tokens that no key opens. Raises StartError."""
    from adapters.slack.installations import INSTALLED

    async with _core(given(), lead=False) as core:
        gone = await _sealed(core).forget_closed(INSTALLED)
    sys.stdout.write(f"{gone} tokens that no key opens were deleted.\n")
    return 0


def _sealed(core: Core) -> SealedKeyValue:
    if core.sealed is None:
        raise StartError("Set IMAGINE_SECRET_KEYS; `imagine secrets new` makes a key.")
    return core.sealed


async def examine() -> int:
    """Print what is found of the installation, the core's findings first, and how to mend it."""
    settings = given(warn=False)
    slipped = [Finding(subject="settings", health=Health.WARNING, text=slip) for slip in slips()]
    return show_findings([*slipped, *await _core_findings(settings), *await _platforms(settings)])


async def _core_findings(settings: Settings) -> Sequence[Finding]:
    try:
        async with _core(settings, lead=False) as core:
            return await core.bot.check()
    except StartError as error:
        return [Finding(subject="start", health=Health.BROKEN, text=str(error))]


async def _platforms(settings: Settings) -> list[Finding]:
    """What the chat platforms that are configured say of themselves."""
    found: list[Finding] = []
    if settings.discord_token:
        from adapters.discord.check import check as check_discord

        found += await check_discord(_discord_options(settings), homes=settings.homes)
    if settings.names_slack and (missing := missing_for_slack(settings)):
        text = "Slack is set up by half."
        mend = f"Set {missing}."
        found.append(Finding(subject="Slack", health=Health.BROKEN, text=text, mend=mend))
    elif settings.has_slack:
        from adapters.slack.check import check as check_slack

        found += await check_slack(_slack_access(settings), homes=settings.homes)
    if settings.has_chat_token and settings.public_url:
        from adapters.reach import check_address, check_encryption

        found += [
            *check_encryption(settings.public_url),
            await check_address(settings.public_url),
        ]
    return found


async def serve_rooms(settings: Settings, rooms: frozenset[str]) -> int:
    """Serve these chats, and draw, until cancelled. Raises StartError."""
    if settings.has_chat_token and settings.public_url:
        from adapters.reach import require_encryption

        require_encryption(settings.public_url)
    async with _core(settings, lead=True) as core:
        if not core.leads:
            raise DataFolderInUse(
                f"Another imagine is running on {settings.data_dir.resolve()}, or on its database. "
                "Stop it, or set IMAGINE_DATA_DIR and DATABASE_URL to others."
            )
        async with AsyncExitStack() as open_rooms, asyncio.TaskGroup() as group:
            linked = settings.has_chat_token and core.link_secrets
            links = Links(settings.public_url, core.link_secrets) if linked else None
            public: list[BaseRoute] = [links.route(core.bot)] if links else []
            if DISCORD in rooms:
                room = await open_rooms.enter_async_context(_discord(settings, core, links))
                group.create_task(room.run())
            if SLACK in rooms:
                slack = await open_rooms.enter_async_context(_slack(settings, core))
                if slack.access.over_socket:
                    group.create_task(slack.run())
                public += slack.routes() if slack.access.over_web else []
            if public:
                serving = serve_public(public, settings.host, settings.port, started=_tell_public)
                group.create_task(serving)
            if WEB in rooms:
                chat = await LocalChat.open(
                    core.key_value, lambda: datetime.now(UTC), settings.data_dir.resolve() / "chat"
                )
                core.bot.connect(WEB, WebMessenger(chat))
                page = web_app(core.bot, chat)
                group.create_task(serve(page, settings.host, settings.port, started=_tell))
            group.create_task(core.bot.run())
            tune()
    return 0


@asynccontextmanager
async def _discord(
    settings: Settings, core: Core, links: Links | None
) -> "AsyncIterator[discord_client.Room]":
    # Imported here: discord.py takes half a second that no other command needs.
    from adapters.discord import client as discord_client

    options = _discord_options(settings)
    async with discord_client.open_discord(core.bot, core.key_value, options, links=links) as room:
        core.bot.connect(DISCORD, room.messenger)
        yield room


def _discord_options(settings: Settings) -> "Options":
    from adapters.discord.application import Options

    return Options(
        token=settings.discord_token,
        api_base=settings.discord_api_base,
        gateway_url=settings.discord_gateway_url,
        cdn_base=settings.discord_cdn_base,
    )


@asynccontextmanager
async def _slack(settings: Settings, core: Core) -> "AsyncIterator[slack_client.Slack]":
    # Imported here: Slack's SDK takes half a second that no other command needs.
    from adapters.slack import client as slack_client
    from adapters.slack.installations import INSTALLED

    access = _slack_access(settings)
    if access.installable and core.sealed is not None:
        await core.sealed.reseal(INSTALLED)
    async with slack_client.open_slack(
        core.bot,
        core.key_value,
        access,
        clock=SystemClock(),
        sealed=core.sealed,
        page_secrets=core.page_secrets,
    ) as slack:
        yield slack


def _slack_access(settings: Settings) -> "Access":
    from adapters.slack.access import Access

    return Access(
        bot_token=settings.slack_bot_token,
        app_token=settings.slack_app_token,
        signing_secret=settings.slack_signing_secret,
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret,
        api_base=settings.slack_api_base,
        public_url=settings.public_url,
    )


def _tell_public(address: str) -> None:
    sys.stderr.write(f"imagine: open to the web at {address} (stop with Ctrl-C)\n")


def _tell(address: str) -> None:
    sys.stderr.write(f"imagine: the local chat is open at {address} (stop with Ctrl-C)\n")
