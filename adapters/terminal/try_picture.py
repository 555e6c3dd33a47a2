"""`imagine try`: one job through the whole core, in the terminal."""

import asyncio
import getpass
import os
import secrets
import sys
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console

from adapters.terminal import asking
from adapters.terminal.answer import NOTHING
from adapters.terminal.answer import Answer as Told
from adapters.terminal.files import (
    attachment,
    copy_without_overwriting,
    make_folder,
    names_together,
    reason_of,
)
from adapters.terminal.messenger import TerminalMessenger
from adapters.terminal.wording import paid, said_here
from bot.app import Answer, Bot, JobReport
from bot.models import (
    ActionKey,
    Caller,
    ChatRef,
    JobId,
    Order,
    Picture,
    Press,
    Reply,
    Tone,
    UserRef,
    Verb,
)

PLATFORM = "terminal"
CHAT = ChatRef(platform=f"{PLATFORM}-{secrets.token_hex(8)}", id="tty")
"""A place of this process alone: no other, before or after, delivers to it or is delivered its own.

Not named by the process' number, which comes again: in a container it is always the same.
"""

COMMAND = ("/", "／")
"""How a line begins that was copied from a chat."""

UNREADABLE = "invalid-reference-unreadable"
NO_FOLDER = "output-folder"
NOT_SAVED = "not-saved"

DONE = 0
BROKEN = 1
BAD_INPUT = 2
NO_CREDITS = 3
REFUSED = 4
PROVIDER_FAILED = 5
INTERRUPTED = 130

STOP_S = 15.0
"""How long a run that is stopped may take to cancel its job and to hear what became of it."""


@dataclass(frozen=True, kw_only=True)
class TryArguments:
    """What was typed."""

    prompt: str
    references: Sequence[Path] = ()
    mask: Path | None = None
    folder: Path = field(default_factory=Path)
    as_json: bool = False
    locale: str = "en"


def operator() -> Caller:
    """Whoever sits at this terminal; they own the machine, so they are an admin."""
    name = _login()
    return Caller(user=UserRef(platform=PLATFORM, id=name), name=name, is_admin=True)


def _login() -> str:
    """The login name; in a container a user may have a number only."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def exit_code(code: str) -> int:
    """The exit code of an outcome's code."""
    if code == "ok":
        return DONE
    if code == "internal":
        return BROKEN
    if code == "insufficient-credits":
        return NO_CREDITS
    if code == "picture-failed-rejected":
        return REFUSED
    return PROVIDER_FAILED if code.startswith("picture-failed") else BAD_INPUT


async def try_picture(bot: Bot, arguments: TryArguments, answer: Told) -> int:
    """Make the pictures, print where they are, and return the exit code.

    Cancelled, it cancels its job and still tells what became of it; what was paid for is saved.
    """
    console = Console(stderr=True)
    messenger = TerminalMessenger(console)
    bot.connect(CHAT.platform, messenger)
    work = asyncio.create_task(bot.run(), name="bot")
    try:
        reply, stopped = await _outcome(bot, console, messenger, arguments, work), False
    except asyncio.CancelledError:
        reply, stopped = await asyncio.shield(_cancelled(bot, messenger)), True
    finally:
        messenger.close()
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
    code = await _tell(bot, console, arguments, reply, answer)
    return INTERRUPTED if stopped else code


async def _outcome(
    bot: Bot,
    console: Console,
    messenger: TerminalMessenger,
    arguments: TryArguments,
    work: asyncio.Task[None],
) -> Reply:
    answer = await _refused(bot, arguments) or await _asked(bot, arguments)
    answer = await asking.settled(answer, bot, console, operator(), CHAT)
    if isinstance(answer, Reply):
        return said_here(answer, operator())
    waiting: set[asyncio.Future[Any]] = {messenger.last, work}
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    if not messenger.last.done():
        work.result()
    return messenger.last.result()


async def _asked(bot: Bot, arguments: TryArguments) -> Answer:
    """Ask for the job. A stop meanwhile waits: a job half asked for could not be cancelled."""
    as_in_chat = arguments.prompt.lstrip().startswith(COMMAND)
    ask = bot.say if as_in_chat else bot.imagine
    request = asyncio.ensure_future(ask(_order(arguments)))
    try:
        return await asyncio.shield(request)
    except asyncio.CancelledError:
        await asyncio.wait({request}, timeout=STOP_S)
        raise


async def _refused(bot: Bot, arguments: TryArguments) -> Reply | None:
    """What cannot be read or written is told before anything else is done."""
    try:
        await asyncio.to_thread(make_folder, arguments.folder)
    except OSError as error:
        text = f"Pictures cannot be saved in {arguments.folder}: {reason_of(error)}."
        return Reply(text=f"{text} Nothing was charged.", tone=Tone.ERROR, code=NO_FOLDER)
    return await _unreadable(bot, arguments)


async def _unreadable(bot: Bot, arguments: TryArguments) -> Reply | None:
    """A file that is not there is told before anything else is done."""
    for path in (*arguments.references, *filter(None, (arguments.mask,))):
        if not await asyncio.to_thread(path.is_file):
            found = await bot.inspect(path, operator())
            return Reply(text=found.reason or str(path), tone=Tone.ERROR, code=UNREADABLE)
    return None


def _order(arguments: TryArguments) -> Order:
    return Order(
        event_key=f"{PLATFORM}:{uuid.uuid4()}",
        caller=operator(),
        chat=CHAT,
        text=arguments.prompt,
        attachments=tuple(attachment(path) for path in arguments.references),
        mask=attachment(arguments.mask) if arguments.mask else None,
        confirmed=arguments.as_json or not asking.at_terminal(),
    )


async def _cancelled(bot: Bot, messenger: TerminalMessenger) -> Reply:
    """Cancel the job, if there is one by now, and wait for its last word."""
    if not messenger.first.done() or (job := messenger.first.result().job) is None:
        return Reply(text="Stopped. Nothing was charged.", tone=Tone.ERROR, code="interrupted")
    action = ActionKey(verb=Verb.CANCEL, job=job, index=0)
    await bot.press(
        Press(event_key=f"{PLATFORM}:{uuid.uuid4()}", caller=operator(), chat=CHAT, action=action)
    )
    await asyncio.wait({messenger.last}, timeout=STOP_S)
    if messenger.last.done():
        return messenger.last.result()
    text = "Stopped. The job is cancelled; only what is made already is charged."
    return Reply(text=text, tone=Tone.ERROR, code="interrupted", job=job)


async def _tell(
    bot: Bot, console: Console, arguments: TryArguments, reply: Reply, answer: Told
) -> int:
    report = await bot.report(JobId(reply.job)) if reply.job else None
    balance = await bot.available(operator())
    answer.facts = _facts(reply, report, balance=balance)
    price = report.price if report else 0
    console.print(reply.text, paid(price, balance), sep="\n", markup=False, highlight=False)
    images: list[dict[str, object]] = []
    answer.facts["images"] = images
    pictures = report.pictures if report else ()
    downloads = [await bot.original(picture.ref, operator()) for picture in pictures]
    wanted = [download.filename for download in downloads]
    names = await asyncio.to_thread(names_together, arguments.folder, wanted)
    for picture, name in zip(pictures, names, strict=True):
        try:
            images.append(await _saved(bot, arguments.folder, picture, name))
        except OSError as error:
            return _not_saved(console, arguments, answer, error)
        if not arguments.as_json:
            sys.stdout.write(f"{images[-1]['path']}\n")
    return exit_code(reply.code)


def _not_saved(console: Console, arguments: TryArguments, answer: Told, error: OSError) -> int:
    text = (
        f"A picture was made and paid for, but cannot be saved in {arguments.folder}: "
        f"{reason_of(error)}. It is kept in the data folder."
    )
    console.print(text, markup=False, highlight=False)
    answer.fail(NOT_SAVED, text)
    return BAD_INPUT


async def _saved(bot: Bot, folder: Path, picture: Picture, name: str) -> dict[str, object]:
    asset = picture.asset
    async with bot.file(asset.sha256) as path:
        saved = await asyncio.to_thread(copy_without_overwriting, path, folder, name)
    return {
        "path": str(saved),
        "width": asset.width,
        "height": asset.height,
        "format": asset.format.value,
        "bytes": asset.size_bytes,
        "sha256": asset.sha256,
    }


def _facts(reply: Reply, report: JobReport | None, *, balance: int) -> dict[str, object]:
    facts: dict[str, object] = {**NOTHING, "balance": balance}
    if report:
        facts |= {
            "job": report.job.id,
            "state": report.job.state.value,
            "model": report.job.request.model,
            "price": report.price,
            "seconds": report.seconds,
        }
    if reply.code != "ok":
        facts["error"] = {"code": reply.code, "message": reply.text}
    return facts
