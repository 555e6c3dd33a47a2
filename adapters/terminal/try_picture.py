"""`imagine try`: one job through the whole core, in the terminal."""

import asyncio
import getpass
import json
import os
import sys
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console

from adapters.terminal.files import attachment, copy_without_overwriting
from adapters.terminal.messenger import TerminalMessenger
from bot.app import Bot, JobReport
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
CHAT = ChatRef(platform=f"{PLATFORM}-{os.getpid()}", id="tty")
"""A place of this process alone: no other process delivers to it."""

UNREADABLE = "invalid-reference-unreadable"

DONE = 0
BAD_INPUT = 2
NO_CREDITS = 3
REFUSED = 4
PROVIDER_FAILED = 5


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
    name = getpass.getuser()
    return Caller(user=UserRef(platform=PLATFORM, id=name), name=name, is_admin=True)


def exit_code(code: str) -> int:
    """The exit code of an outcome's code."""
    if code == "ok":
        return DONE
    if code == "insufficient-credits":
        return NO_CREDITS
    if code == "picture-failed-rejected":
        return REFUSED
    return PROVIDER_FAILED if code.startswith("picture-failed") else BAD_INPUT


async def try_picture(bot: Bot, arguments: TryArguments) -> int:
    """Make the pictures, print where they are, and return the exit code."""
    console = Console(stderr=True)
    messenger = TerminalMessenger(console)
    bot.connect(CHAT.platform, messenger)
    work = asyncio.create_task(bot.run(), name="bot")
    try:
        reply = await _outcome(bot, messenger, arguments, work)
    finally:
        messenger.close()
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
    return await _tell(bot, console, arguments, reply)


async def _outcome(
    bot: Bot, messenger: TerminalMessenger, arguments: TryArguments, work: asyncio.Task[None]
) -> Reply:
    missing = await _unreadable(bot, arguments)
    answer = missing or await bot.imagine(_order(arguments))
    if isinstance(answer, Reply):
        return answer
    try:
        waiting: set[asyncio.Future[Any]] = {messenger.last, work}
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    except asyncio.CancelledError:
        await asyncio.shield(_cancel(bot, messenger))
        raise
    if not messenger.last.done():
        work.result()
    return messenger.last.result()


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
        confirmed=True,
    )


async def _cancel(bot: Bot, messenger: TerminalMessenger) -> None:
    if not messenger.first.done() or (job := messenger.first.result().job) is None:
        return
    action = ActionKey(verb=Verb.CANCEL, job=job, index=0)
    await bot.press(
        Press(event_key=f"{PLATFORM}:{uuid.uuid4()}", caller=operator(), chat=CHAT, action=action)
    )


async def _tell(bot: Bot, console: Console, arguments: TryArguments, reply: Reply) -> int:
    report = await bot.report(JobId(reply.job)) if reply.job else None
    pictures = report.pictures if report else ()
    images = [await _saved(bot, arguments, picture) for picture in pictures]
    if arguments.as_json:
        answer = _as_json(reply, report, images, balance=await bot.available(operator()))
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    else:
        console.print(reply.text, markup=False, highlight=False)
        for image in images:
            sys.stdout.write(f"{image['path']}\n")
    return exit_code(reply.code)


async def _saved(bot: Bot, arguments: TryArguments, picture: Picture) -> dict[str, object]:
    download = await bot.original(picture.ref, operator())
    async with bot.file(download.sha256) as path:
        saved = await asyncio.to_thread(
            copy_without_overwriting, path, arguments.folder, download.filename
        )
    asset = picture.asset
    return {
        "path": str(saved),
        "width": asset.width,
        "height": asset.height,
        "format": asset.format.value,
        "bytes": asset.size_bytes,
        "sha256": asset.sha256,
    }


def print_failure(code: str, message: str) -> None:
    """Print the one JSON object of a run that never reached the core."""
    answer = {**_NOTHING, "error": {"code": code, "message": message}}
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


_NOTHING: dict[str, object] = {
    "job": None,
    "state": "refused",
    "model": None,
    "price": 0,
    "balance": None,
    "seconds": None,
    "images": [],
}


def _as_json(
    reply: Reply, report: JobReport | None, images: list[dict[str, object]], *, balance: int
) -> dict[str, object]:
    answer: dict[str, object] = {
        "job": report.job.id if report else None,
        "state": report.job.state.value if report else "refused",
        "model": report.job.request.model if report else None,
        "price": report.price if report else 0,
        "balance": balance,
        "seconds": report.seconds if report else None,
        "images": images,
    }
    if reply.code != "ok":
        answer["error"] = {"code": reply.code, "message": reply.text}
    return answer
