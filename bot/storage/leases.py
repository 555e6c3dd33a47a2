"""Leases over lock files in a folder, which the system lets go however a process dies."""

import asyncio
import contextlib
import os
import secrets
import time
from pathlib import Path

from filelock import FileLock, Timeout

LEADER = "leader"
STALE_AFTER_S = 24 * 3600.0
"""Files of dead runners that no job asked after are swept when they are this old."""


class FolderLeases:
    """Implements `bot.ports.Leases` for the processes that share a folder.

    A lock is an open file's, so several of these may live in one process, and a child process that
    was forked does not keep its parent's.
    """

    def __init__(self, folder: Path, *, lead: bool = True) -> None:
        """Take a lease of our own, and with `lead` the lead if nobody has it.

        Blocks for a few file calls.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._sweep()
        self._runner = new_runner()
        self._own = _lock(self._file(self._runner))
        self._own.acquire(blocking=False)
        self._lead = _lock(self._file(LEADER))
        if lead:
            self.take_lead()

    @property
    def folder(self) -> Path:
        """Where the locks are."""
        return self._folder

    @property
    def runner(self) -> str:
        """See the port."""
        return self._runner

    @property
    def leader(self) -> bool:
        """See the port."""
        return self._lead.is_locked

    def take_lead(self) -> bool:
        """Become the leader, if nobody is; returns whether this process now is."""
        with contextlib.suppress(Timeout):
            if not self._lead.is_locked:
                self._lead.acquire(blocking=False)
        return self._lead.is_locked

    def alive(self, runner: str) -> bool:
        """See the port. Asking locks a dead runner's file for a moment, so only the leader asks."""
        if runner == self._runner:
            return self._own.is_locked
        file = self._file(runner)
        if not runner or file.parent != self._folder or not file.exists():
            return False
        return not _free(file)

    async def watch(self) -> None:
        """See the port. A lock on an open file is not lost."""
        await asyncio.Event().wait()

    def close(self) -> None:
        """Give everything back."""
        self._lead.release()
        if self._own.is_locked:
            self._own.release()
            self._file(self._runner).unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.lock"

    def _sweep(self) -> None:
        # A young file may belong to a process that is just about to lock it.
        for file in self._folder.glob("*-*.lock"):
            with contextlib.suppress(OSError):
                if time.time() - file.stat().st_mtime > STALE_AFTER_S:
                    _free(file)


def new_runner() -> str:
    """An id that no process has had before; its number is for the operator's eyes."""
    return f"{os.getpid()}-{secrets.token_hex(4)}"


def _free(file: Path) -> bool:
    lock = _lock(file)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return False
    file.unlink(missing_ok=True)
    lock.release()
    return True


def _lock(file: Path) -> FileLock:
    # A soft lock would outlive its process; better to fail than to fall back on one.
    return FileLock(file, fallback_to_soft=False, preserve_lock_file=True, thread_local=False)
