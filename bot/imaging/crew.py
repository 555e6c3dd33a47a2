"""The parent's side of picture processes: start, ask, kill, close.

Workers are plain child interpreters (`python -m module`) rather than a ProcessPoolExecutor's: one
can be killed at its deadline without breaking the others, none inherits the parent's memory,
threads, descriptors or secrets as with fork, none imports the parent's `__main__` as with spawn and
forkserver, and each leads a session of its own, out of the terminal's reach.
"""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bot.errors import WorkerLost
from bot.imaging.serving import HEADER, READ, WRITE

# What a child interpreter needs to run at all; tokens and addresses stay with the parent.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "LD_LIBRARY_PATH")

DYING_S = 5.0
"""How long a process that has hung up may take to end by itself."""

_OUT_OF_CPU_TIME = getattr(signal, "SIGXCPU", 24)  # not there on Windows


class Crew:
    """Up to `size` workers running `module`, each started by its first question and jailed.

    They may read below `reads`, and read, write and delete below `writes`.
    `deadline_s` is wall time for one answer. An answer longer than `answer_bytes_max` is taken for
    a broken worker.
    """

    def __init__(
        self,
        module: str,
        *,
        size: int,
        deadline_s: float,
        answer_bytes_max: int,
        quiet: bool = False,
        reads: Sequence[Path] = (),
        writes: Sequence[Path] = (),
    ) -> None:
        self.size = size
        self._deadline_s = deadline_s
        self._closed = False
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        command = (
            sys.executable, "-P", "-m", module,
            *(word for path in reads for word in (READ, str(path.resolve()))),
            *(word for path in writes for word in (WRITE, str(path.resolve()))),
        )  # fmt: skip
        self._workers = [_Worker(command, answer_bytes_max, quiet=quiet) for _ in range(size)]
        for worker in self._workers:
            self._idle.put_nowait(worker)

    async def ask(self, question: bytes) -> bytes:
        """Wait for a free worker and for its answer.

        Raises WorkerLost when it died, missed the deadline or the crew was closed. A worker whose
        caller is cancelled is killed; whoever asks next gets a fresh one.
        """
        worker = await self._idle.get()
        try:
            if self._closed:
                raise WorkerLost("closed")
            return await worker.ask(question, self._deadline_s)
        finally:
            self._idle.put_nowait(worker)

    async def close(self) -> None:
        """End all workers, also busy ones, and wait until they are gone."""
        self._closed = True
        await asyncio.gather(*(worker.end() for worker in self._workers))


class _Worker:
    """One child process, replaced when it is lost."""

    def __init__(self, command: tuple[str, ...], answer_bytes_max: int, *, quiet: bool) -> None:
        self._command = command
        self._answer_bytes_max = answer_bytes_max
        self._stderr = DEVNULL if quiet else None
        self._process: Process | None = None

    async def ask(self, question: bytes, deadline_s: float) -> bytes:
        try:
            async with asyncio.timeout(deadline_s):
                return await self._exchange(question)
        except TimeoutError as error:
            await self.end()
            raise WorkerLost("timeout") from error
        except ValueError as error:
            await self.end()
            raise WorkerLost("died") from error
        except (OSError, EOFError) as error:
            raise WorkerLost(await self._how_it_died()) from error
        except BaseException:
            await self.end()
            raise

    async def _exchange(self, question: bytes) -> bytes:
        process = await self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(HEADER.pack(len(question)) + question)
        await process.stdin.drain()
        (length,) = HEADER.unpack(await process.stdout.readexactly(HEADER.size))
        if length > self._answer_bytes_max:
            raise ValueError(f"an answer of {length} bytes")
        return await process.stdout.readexactly(length)

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            await self.end()
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=PIPE, stdout=PIPE, stderr=self._stderr,
                env=_environment(), start_new_session=True,
            )  # fmt: skip
        return self._process

    async def _how_it_died(self) -> str:
        """The kernel ends a process past its CPU limit with a signal of its own."""
        process = self._process
        if process is not None:
            # To kill what has died already would take its status away from who waits for it.
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), DYING_S)
        await self.end()
        out_of_time = process is not None and process.returncode == -_OUT_OF_CPU_TIME
        return "timeout" if out_of_time else "died"

    async def end(self) -> None:
        """Kill: a worker holds nothing that a clean exit would save."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


def _environment() -> dict[str, str]:
    """Enough to import what the parent can; one malloc arena, so that threads do not eat memory."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    paths = os.pathsep.join(path for path in sys.path if path)
    return kept | {"PYTHONPATH": paths, "MALLOC_ARENA_MAX": "1"}
