"""Starts processes: reads the settings, builds the core, gives each platform its messenger."""

import asyncio
import io
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from starlette.routing import BaseRoute

from adapters.ending import finish
from adapters.interpreter import tune
from adapters.links import Links
from adapters.logs import configure_logging
from adapters.rooms import DISCORD, ROOMS, SLACK, WEB, missing_for_slack, rooms_to_serve
from adapters.serving import serve_public
from adapters.terminal import ledger as ledger_commands
from adapters.terminal.answer import one_object
from adapters.terminal.doctor import show_findings
from adapters.terminal.inspect_files import inspect_files
from adapters.terminal.try_picture import TryArguments, try_picture
from adapters.terminal.usage import TryCommand
from adapters.web.app import web_app
from adapters.web.chat import LocalChat
from adapters.web.client import serve
from adapters.web.messenger import WebMessenger
from bot.app import Bot
from bot.app.clock import SystemClock
from bot.bootstrap import Core, migrate, open_core
from bot.errors import DataFolderInUse, StartError
from bot.models import Finding, Health, UserRef
from config.settings import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from adapters.discord import client as discord_client
    from adapters.discord.application import Options
    from adapters.slack import client as slack_client
    from adapters.slack.access import Access

log = logging.getLogger(__name__)

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
ledger = typer.Typer(no_args_is_help=True, help="The ledger, for operators.")
app.add_typer(ledger, name="credits")

UserArgument = Annotated[str, typer.Argument(help="platform:id, for example web:mia")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]


def main() -> None:
    """Run the command line. What an operator can mend is said in one sentence."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a file may have any name
    try:
        app()
    except (StartError, SettingsError) as error:
        sys.stderr.write(f"imagine: {error}\n")
        raise SystemExit(1) from None
    except Exception as error:
        log.critical("stopped by %s: %s", type(error).__name__, error, exc_info=True)
        raise SystemExit(1) from None


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Make and edit pictures where your team talks. Alone, it starts all that is configured."""
    if context.invoked_subcommand is None:
        run([])


@app.command()
def run(
    rooms: Annotated[list[str] | None, typer.Argument(help=f"Any of: {', '.join(ROOMS)}.")] = None,
) -> None:
    """Serve just these chats, in one process."""
    settings = _settings(traces=True)
    finish(_serve(settings, rooms_to_serve(settings, rooms or ())), stopped=0)


@app.command("try", cls=TryCommand, context_settings={"ignore_unknown_options": True})
def try_(
    prompt: Annotated[
        list[str] | None, typer.Argument(help="What to make; the chat's --flags may stand in it.")
    ] = None,
    ref: Annotated[list[Path] | None, typer.Option(help="A reference picture.")] = None,
    mask: Annotated[Path | None, typer.Option(help="Where to edit: transparent or white.")] = None,
    output: Annotated[Path, typer.Option("-o", help="The folder for the files.")] = Path(),
    as_json: JsonOption = False,
) -> None:
    """Make a picture here in the terminal: one job through the whole core."""
    arguments = TryArguments(
        prompt=" ".join(prompt or ()),
        references=tuple(ref or ()),
        mask=mask,
        folder=output,
        as_json=as_json,
    )
    with one_object(wanted=as_json, start=(StartError, SettingsError)) as answer:
        finish(_with_bot(lambda bot: try_picture(bot, arguments, answer)))


@app.command()
def inspect(files: list[Path], as_json: JsonOption = False) -> None:
    """Say what the intake of references makes of files, and why it refuses one."""
    finish(_with_bot(lambda bot: inspect_files(bot, files, as_json=as_json)))


@app.command()
def doctor() -> None:
    """Check the installation, and say how to mend what fails."""
    settings = _settings()

    async def work(bot: Bot) -> int:
        return show_findings([*await bot.check(), *await _platforms(settings)])

    finish(_with_bot(work, settings))


@app.command("migrate")
def migrate_() -> None:
    """Bring the database to the current schema."""
    migrate(_settings())
    typer.echo("The database is current.")


@ledger.command()
def grant(user: UserArgument, amount: int, reason: Annotated[list[str], typer.Argument()]) -> None:
    """Give credits, with a reason; `expires:30d` may stand in it."""
    words = " ".join((str(amount), *reason))
    finish(_with_bot(lambda bot: ledger_commands.grant(bot, _user(user), words)))


@ledger.command()
def revoke(user: UserArgument, amount: int, reason: Annotated[list[str], typer.Argument()]) -> None:
    """Take unspent credits back, with a reason."""
    words = " ".join((str(amount), *reason))
    finish(_with_bot(lambda bot: ledger_commands.revoke(bot, _user(user), words)))


@ledger.command()
def balance(user: UserArgument) -> None:
    """Show what a person can spend, what is held, and what expires when."""
    finish(_with_bot(lambda bot: ledger_commands.balance(bot, _user(user))))


@ledger.command()
def history(user: UserArgument) -> None:
    """Show a person's latest movements."""
    finish(_with_bot(lambda bot: ledger_commands.history(bot, _user(user))))


def _settings(*, traces: bool = False) -> Settings:
    settings = read_settings()
    try:
        configure_logging(settings.log_level, traces=traces)
    except ValueError:
        known = "DEBUG, INFO, WARNING, ERROR or CRITICAL"
        raise SettingsError(f"IMAGINE_LOG_LEVEL should be {known}.") from None
    return settings


def _user(text: str) -> UserRef:
    try:
        return UserRef.parse(text)
    except ValueError as error:
        raise StartError(f"{error}, for example discord:123 or web:mia.") from None


@asynccontextmanager
async def _core(settings: Settings, *, lead: bool) -> AsyncIterator[Core]:
    async with AsyncExitStack() as stack:
        try:
            core = await stack.enter_async_context(open_core(settings, lead=lead))
        except OSError as error:
            folder = settings.data_dir.resolve()
            raise StartError(
                f"The data folder {folder} cannot be used: {error.strerror}."
            ) from error
        yield core


async def _with_bot(act: Callable[[Bot], Awaitable[int]], settings: Settings | None = None) -> int:
    async with _core(settings or _settings(), lead=False) as core:
        return await act(core.bot)


async def _platforms(settings: Settings) -> list[Finding]:
    """What the chat platforms that are configured say of themselves."""
    found: list[Finding] = []
    if settings.discord_token:
        from adapters.discord.check import check as check_discord

        found += await check_discord(_discord_options(settings))
    if settings.names_slack and (missing := missing_for_slack(settings)):
        text = "Slack is set up by half."
        mend = f"Set {missing}."
        found.append(Finding(subject="Slack", health=Health.BROKEN, text=text, mend=mend))
    elif settings.has_slack:
        from adapters.slack.check import check as check_slack

        found += await check_slack(_slack_access(settings))
    return found


async def _serve(settings: Settings, rooms: frozenset[str]) -> int:
    async with _core(settings, lead=True) as core:
        if not core.leads:
            raise DataFolderInUse(
                f"Another imagine is running on {settings.data_dir.resolve()}, or on its database. "
                "Stop it, or set IMAGINE_DATA_DIR and DATABASE_URL to others."
            )
        async with AsyncExitStack() as open_rooms, asyncio.TaskGroup() as group:
            address = settings.public_url if settings.has_chat_token else ""
            links = await Links.open(core.key_value, address)
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
                chat = await LocalChat.open(core.key_value, lambda: datetime.now(UTC))
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

    access = _slack_access(settings)
    async with slack_client.open_slack(
        core.bot, core.key_value, access, clock=SystemClock()
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


if __name__ == "__main__":
    main()
