"""The command line. What a command needs is imported when it runs: `--help` needs none of it."""

import io
import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from adapters.ending import finish
from adapters.rooms import ROOMS
from adapters.terminal.answer import one_object
from adapters.terminal.usage import TryCommand
from bot.errors import StartError
from bot.imaging.jail import forbid_dumping
from bot.models import UserRef
from config.refusal import SettingsError

log = logging.getLogger(__name__)

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
ledger = typer.Typer(no_args_is_help=True, help="The ledger, for operators.")
app.add_typer(ledger, name="credits")
keys = typer.Typer(no_args_is_help=True, help="The keys that stored tokens are encrypted with.")
app.add_typer(keys, name="secrets")

PRIVATE = 0o077
"""What is written here, database and pictures above all, is for this account alone."""


def _user(text: str) -> UserRef:
    try:
        return UserRef.parse(text)
    except ValueError as error:
        raise typer.BadParameter(f"{error}, for example discord:123 or web:mia") from None


UserArgument = Annotated[
    UserRef,
    typer.Argument(parser=_user, metavar="PLATFORM:ID", help="platform:id, for example web:mia"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]


def main() -> None:
    """Run the command line. What an operator can mend is said in one sentence."""
    os.umask(PRIVATE)
    forbid_dumping()
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


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"imagine {version('imagine')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show which it is.")
    ] = False,
) -> None:
    """Make and edit pictures where your team talks. Alone, it starts all that is configured."""
    if context.invoked_subcommand is None:
        run([])


@app.command()
def run(
    rooms: Annotated[list[str] | None, typer.Argument(help=f"Any of: {', '.join(ROOMS)}.")] = None,
) -> None:
    """Serve just these chats, in one process."""
    from adapters import process
    from adapters.rooms import rooms_to_serve

    settings = process.given(traces=True)
    sys.stderr.write(f"imagine: starting on {settings.data_dir.resolve()} ...\n")
    finish(process.serve_rooms(settings, rooms_to_serve(settings, rooms or ())), stopped=0)


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
    from adapters import process
    from adapters.terminal.try_picture import BAD_INPUT, TryArguments, try_picture

    arguments = TryArguments(
        prompt=" ".join(prompt or ()),
        references=tuple(ref or ()),
        mask=mask,
        folder=output,
        as_json=as_json,
    )
    with one_object(wanted=as_json, start=(StartError, SettingsError)) as answer:
        if (fault := process.fault_of(arguments.prompt)) is not None:
            answer.fail(fault.code, fault.text)
            sys.stderr.write(f"{fault.text}\n")
            raise SystemExit(BAD_INPUT)
        if sys.stderr.isatty():
            sys.stderr.write("Starting ...\n")
        finish(process.with_bot(lambda bot: try_picture(bot, arguments, answer)))


@app.command()
def inspect(files: list[Path], as_json: JsonOption = False) -> None:
    """Say what the intake of references makes of files, and why it refuses one."""
    from adapters import process
    from adapters.terminal.inspect_files import inspect_files

    finish(process.with_bot(lambda bot: inspect_files(bot, files, as_json=as_json)))


@app.command()
def doctor() -> None:
    """Check the installation, and say how to mend what fails."""
    from adapters import process

    finish(process.examine())


@app.command("migrate")
def migrate_() -> None:
    """Bring the database to the current schema."""
    from adapters import process
    from bot.bootstrap import migrate

    migrate(process.given())
    typer.echo("The database is current.")


@keys.command()
def new() -> None:
    """Print a key for IMAGINE_SECRET_KEYS."""
    from bot.bootstrap import new_key

    typer.echo(new_key())


@keys.command()
def rotate() -> None:
    """Encrypt all stored tokens with the first of IMAGINE_SECRET_KEYS; then others can be unset."""
    from adapters import process

    finish(process.reseal())


@keys.command()
def forget() -> None:
    """Delete the stored tokens that no key opens; their workspaces have to install the app anew."""
    from adapters import process

    finish(process.forget_closed())


@ledger.command()
def grant(user: UserArgument, amount: int, reason: Annotated[list[str], typer.Argument()]) -> None:
    """Give credits, with a reason; `expires:30d` may stand in it."""
    from adapters import process
    from adapters.terminal import ledger as ledger_commands

    words = " ".join((str(amount), *reason))
    finish(process.with_bot(lambda bot: ledger_commands.grant(bot, user, words)))


@ledger.command()
def revoke(user: UserArgument, amount: int, reason: Annotated[list[str], typer.Argument()]) -> None:
    """Take unspent credits back, with a reason."""
    from adapters import process
    from adapters.terminal import ledger as ledger_commands

    words = " ".join((str(amount), *reason))
    finish(process.with_bot(lambda bot: ledger_commands.revoke(bot, user, words)))


@ledger.command()
def balance(user: UserArgument) -> None:
    """Show what a person can spend, what is held, and what expires when."""
    from adapters import process
    from adapters.terminal import ledger as ledger_commands

    finish(process.with_bot(lambda bot: ledger_commands.balance(bot, user)))


@ledger.command()
def history(user: UserArgument) -> None:
    """Show a person's latest movements."""
    from adapters import process
    from adapters.terminal import ledger as ledger_commands

    finish(process.with_bot(lambda bot: ledger_commands.history(bot, user)))


if __name__ == "__main__":
    main()
