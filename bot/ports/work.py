"""Time, and who works when."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from bot.models import Job, JobId
from bot.ports.books import Books


class Clock(Protocol):
    """Time as the core sees it; tests move it by hand."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...

    async def sleep(self, delay_s: float) -> None:
        """Wait."""
        ...


class JobQueue(Protocol):
    """Wakes workers. The `jobs` table is the truth; a queue only says "look"."""

    def add(self, books: Books, job: Job) -> None:
        """Called inside the transaction that writes the job; must not do anything outside it."""
        ...

    def wake(self) -> None:
        """Called after that transaction has committed, and when capacity may have changed."""
        ...

    async def run(self, handle: Callable[[JobId], Awaitable[None]]) -> None:
        """Hand queued jobs to `handle`, fairly and within the limits, until cancelled.

        On cancellation takes no new job, gives the handlers some time to finish, then cancels
        those that have not, and waits for them.
        """
        ...


class Leases(Protocol):
    """Which processes live. A lease ends with its process, however that dies."""

    @property
    def runner(self) -> str:
        """The own id of this process, leased since it was opened."""
        ...

    @property
    def leader(self) -> bool:
        """Whether this process runs the queue and the recovery of the database."""
        ...

    def alive(self, runner: str) -> bool:
        """Whether the process behind the id still holds its lease."""
        ...

    async def watch(self) -> None:
        """Wait until cancelled. Raises LeaseLost once the leases are gone while the process lives.

        From then on it neither leads nor counts as alive, and has to end.
        """
        ...
