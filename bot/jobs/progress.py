"""Status messages: posted once, edited while the job moves, silent once its result is out.

Edits are a courtesy. Each message is edited at most every `ChatLimits.edit_interval_s`; what came
up meanwhile is replaced by what came up last, and an edit that fails is forgotten.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

from bot.errors import DeliveryError
from bot.jobs.bell import Bell
from bot.jobs.partials import Partials
from bot.jobs.standing import Board, Standing
from bot.jobs.statusline import Show, StatusLine
from bot.jobs.traces import status_key
from bot.models import Job, JobId, MessageRef, PictureRef
from bot.ports import Books, Clock, Messenger, UnitOfWork
from bot.replies import Stage

log = logging.getLogger(__name__)

CLOSED_MAX = 1000
"""Jobs remembered as delivered, so that a late word about them is not shown."""

REFRESH_MIN_S = 1.0
REFRESH_S = 30.0
"""The standings are read anew at most and at least this often."""


class Progress:
    """The status messages of this process' jobs. A `bot.jobs.drawing.Watcher`."""

    def __init__(
        self,
        *,
        uow: UnitOfWork,
        clock: Clock,
        board: Board,
        messengers: Mapping[str, Messenger],
        show: Show,
        partials: Partials,
    ) -> None:
        self._uow = uow
        self._clock = clock
        self._board = board
        self._messengers = messengers
        self._show = show
        self._partials = partials
        self._lines: dict[JobId, StatusLine] = {}
        self._closed: OrderedDict[JobId, None] = OrderedDict()
        self._queue = Bell()
        self._group: asyncio.TaskGroup | None = None

    async def run(self) -> None:
        """Edit status messages until cancelled."""
        async with asyncio.TaskGroup() as group:
            self._group = group
            for line in self._lines.values():
                line.start(group)
            try:
                while True:
                    await self._queue.wait(self._clock, at_most_s=REFRESH_S)
                    await self._refresh()
                    await self._clock.sleep(REFRESH_MIN_S)
            finally:
                self._group = None

    async def announce(self, job: Job) -> None:
        """Post the status message of a job just submitted, and keep its address on the job.

        Called after the job was committed, so nothing is raised: a chat that cannot be told is not
        told, the job goes on and its result is delivered.
        """
        line = self._line(job)
        if line is None:
            return
        async with line.lock:
            try:
                await self._post(line, job)
            except DeliveryError:
                log.warning("a status was not posted", exc_info=True, extra={"job": job.id})
            except Exception:
                log.exception("a status could not be told", extra={"job": job.id})

    def drawing(self, job: Job, *, fraction: float, partial: Path | None = None) -> None:
        """Show how far the drawing is, soon."""
        if line := self._line(job):
            line.drawing(job, fraction=fraction, partial=partial)

    def uploading(self, job: Job) -> None:
        """Show that the pictures are on their way, soon."""
        if line := self._line(job):
            line.update(job, Standing(stage=Stage.UPLOADING))

    def moved(self) -> None:
        """The queue moved: waiting jobs are told their new places, soon."""
        self._queue.ring()

    async def close(self, job_id: JobId) -> None:
        """End a job's status: called before its result is posted; afterwards nothing edits it."""
        self._closed[job_id] = None
        if len(self._closed) > CLOSED_MAX:
            self._closed.popitem(last=False)
        if line := self._lines.pop(job_id, None):
            await line.close()

    async def _refresh(self) -> None:
        try:
            standings = await self._board.standings()
        except Exception:
            log.exception("the standings could not be read")
            return
        for job, standing in standings.values():
            if line := self._line(job):
                line.update(job, standing)

    def _line(self, job: Job) -> StatusLine | None:
        if known := self._lines.get(job.id):
            return known
        messenger = self._messengers.get(job.chat.platform)
        if messenger is None or job.id in self._closed:
            return None
        line = self._lines[job.id] = StatusLine(
            job,
            clock=self._clock,
            messenger=messenger,
            show=self._show,
            partials=self._partials,
        )
        if self._group is not None:
            line.start(self._group)
        return line

    async def _post(self, line: StatusLine, job: Job) -> None:
        standing = await self._board.of(job)
        messenger = self._messengers[job.chat.platform]
        posted = await messenger.post(
            job.chat,
            await self._show(job, standing),
            key=status_key(job.id),
            to=job.caller.user,
            in_reply_to=job.parent_message,
        )
        if line.closed:
            await messenger.delete(posted.message)
            return
        await self._uow.write(lambda books: _remember(books, job.id, posted.message))
        line.posted(posted.message, standing)


def _remember(books: Books, job_id: JobId, message: MessageRef) -> None:
    if books.jobs.note_status(job_id, message):
        books.messages.remember(message, PictureRef(job=job_id, index=0))
