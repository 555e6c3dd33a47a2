"""The worker: one job at a time from QUEUED to settled, whatever happens on the way."""

import asyncio
import logging
import traceback
from collections.abc import Callable
from contextlib import suppress
from itertools import chain, repeat

from bot.errors import LedgerError, ProviderError, UnknownModel
from bot.jobs import endings
from bot.jobs.bell import stop
from bot.jobs.drawing import Drawing, Studio
from bot.jobs.endings import Ending, NotOurs, Stopped
from bot.jobs.journal import Turn
from bot.models import Job, JobId

log = logging.getLogger(__name__)

DEADLINE_S = 15 * 60.0
"""The longest a worker stays with a job, pauses of a busy provider included."""

ABANDON_TIMEOUT_S = 5.0

FINISH_PAUSES_S = (1.0, 5.0, 30.0, 60.0)
"""Before each further try to write down how a job ended (a full disk, a database away).

At the last a job is let go, so that it takes no place here for good: recovery takes it up. Where
not even that can be written, the last repeats.
"""


class Worker:
    """Runs jobs that the queue hands it; one worker serves any number at once.

    `settled` is called when a message may be owed to a chat.
    """

    def __init__(
        self, studio: Studio, *, settled: Callable[[], None], deadline_s: float = DEADLINE_S
    ) -> None:
        self._studio = studio
        self._journal = studio.journal
        self._settled = settled
        self._deadline_s = deadline_s
        self._stops: dict[JobId, asyncio.Event] = {}

    async def handle(self, job_id: JobId) -> None:
        """Run a waiting job to its end; a job that is not waiting is left alone.

        On cancellation the job is handed back: it waits again, or is settled with what has landed
        if it was sent twice. One whose end cannot be written is let go: recovery finds it. Raises
        only where it could not be taken or handed back.
        """
        asked = self._stops[job_id] = asyncio.Event()
        try:
            turn = await self._journal.take(job_id, provider=self._provider_name)
            self._studio.watcher.moved()
            if turn is not None:
                await self._finish(turn, await self._supervise(turn, asked))
        except NotOurs:
            log.warning("a job was taken from its worker", extra={"job": job_id})
        except asyncio.CancelledError:
            await self._journal.hand_back(job_id)
            raise
        finally:
            del self._stops[job_id]
            self._studio.watcher.moved()
            self._settled()

    def stop(self, job_id: JobId) -> None:
        """Stop drawing a job whose cancellation has been written down; unknown here is no error."""
        if asked := self._stops.get(job_id):
            asked.set()

    def _provider_name(self, job: Job) -> str:
        try:
            return self._studio.route(job.request.model).name
        except UnknownModel:
            return ""

    async def _supervise(self, turn: Turn, asked: asyncio.Event) -> Ending:
        drawing = Drawing(self._studio, turn)
        work = asyncio.create_task(drawing.run())
        timer = asyncio.create_task(self._studio.clock.sleep(self._deadline_s))
        stopped = asyncio.create_task(asked.wait())
        try:
            await asyncio.wait({work, timer, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await stop(work, timer, stopped)
        ending = endings.CANCELLED
        if not work.cancelled():
            ending = _ending(work, turn.job)
        elif not asked.is_set():
            ending = endings.out_of_time(was_sent=drawing.sent)
        if work.cancelled() or ending is endings.CANCELLED:
            await self._abandon(drawing)
        return ending

    async def _abandon(self, drawing: Drawing) -> None:
        try:
            async with asyncio.timeout(ABANDON_TIMEOUT_S):
                await drawing.abandon()
        except Exception:
            log.exception("a gateway could not be told that a job is over")

    async def _finish(self, turn: Turn, ending: Ending) -> None:
        if ending.failure is None:
            self._studio.watcher.uploading(turn.job)
        for pause_s in chain(FINISH_PAUSES_S, repeat(FINISH_PAUSES_S[-1])):
            try:
                await self._journal.finish(turn, ending)
            except NotOurs:
                raise
            except Exception as error:
                log.exception("a job's end could not be written", extra={"job": turn.job.id})
                if isinstance(error, LedgerError) or pause_s == FINISH_PAUSES_S[-1]:
                    with suppress(Exception):  # then the database is what is wrong
                        await self._journal.let_go(turn.job.id)
                        return
                await self._studio.clock.sleep(pause_s)
            else:
                return


def _ending(work: asyncio.Task[Ending], job: Job) -> Ending:
    error = work.exception()
    if error is None:
        return work.result()
    if not isinstance(error, Exception) or isinstance(error, NotOurs):
        raise error
    ending = endings.of_error(error)
    if endings.is_defect(ending):
        log.error(
            "a job failed: %s\n%s",
            type(error).__name__,
            "".join(traceback.format_tb(error.__traceback__)),  # its message might hold a prompt
            extra={"job": job.id},
        )
    elif not isinstance(error, ProviderError | Stopped):
        log.error("a job failed: %s", ending.detail, extra={"job": job.id})
    return ending
