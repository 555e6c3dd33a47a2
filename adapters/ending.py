"""How the program ends: signals, exit codes, and which error is told."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

from bot.errors import StartError

STOPPED_BY_SIGNAL = 130


def finish(work: Coroutine[Any, Any, int], *, stopped: int = STOPPED_BY_SIGNAL) -> None:
    """Run to the end; SIGTERM and SIGINT cancel it, and what it started is waited for.

    `stopped` is the exit code then: a server that is asked to stop has done what it should.
    """
    try:
        code = asyncio.run(_until_signalled(work, stopped))
    except BaseExceptionGroup as errors:
        if (told := errors.subgroup(StartError)) is not None:
            raise _first(told) from None
        raise
    if code:
        raise SystemExit(code)


async def _until_signalled(work: Coroutine[Any, Any, int], stopped: int) -> int:
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, task.cancel)
        except NotImplementedError:  # Windows has no such handlers
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(task.cancel))
    try:
        return await task
    except asyncio.CancelledError:
        return stopped


def _first(errors: BaseExceptionGroup[StartError]) -> StartError:
    found = errors.exceptions[0]
    return _first(found) if isinstance(found, BaseExceptionGroup) else found
