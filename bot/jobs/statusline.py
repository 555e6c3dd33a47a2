"""One job's status message and the edits it gets."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextvars import Context
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.errors import DeliveryError
from bot.jobs.bell import stop
from bot.jobs.partials import Partials
from bot.jobs.standing import Standing
from bot.models import Asset, ChatLimits, Job, MessageRef, Reply
from bot.ports import Clock, Messenger
from bot.replies import Stage

log = logging.getLogger(__name__)

Show = Callable[[Job, Standing], Awaitable[Reply]]
"""Builds a status message; supplied from outside, where the words are."""

PATIENCE = 0.1
PATIENCE_MAX_S = 30.0
"""A waiting job's place is told anew once this part of its wait has passed, or so many seconds.

The far end of a long queue moves as often as its head, and each move would be an edit.
"""

CLOSE_WAIT_S = 20.0
"""How long a result waits for an edit of its status message that is under way."""


class StatusLine:
    """The latest standing of a job, and the message that shows it.

    `lock` is held while the platform is spoken to, so that nothing is said out of order.
    """

    def __init__(
        self, job: Job, *, clock: Clock, messenger: Messenger, show: Show, partials: Partials
    ) -> None:
        self.job = job
        self.message: MessageRef | None = job.status
        self.lock = asyncio.Lock()
        self.closed = False
        self._clock = clock
        self._messenger = messenger
        self._show = show
        self._partials = partials
        self._latest = Standing()
        self._shown: Standing | None = None
        self._shown_at = clock.now()
        self._partial: Path | None = None
        self._on_show: Asset | None = None
        self._ends_at: datetime | None = None
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self, group: asyncio.TaskGroup) -> None:
        """Begin to edit, until closed."""
        # Of a context of its own: what was ordered in one interaction is edited long after it.
        self._task = group.create_task(self._follow(), context=Context())

    def posted(self, message: MessageRef, standing: Standing) -> None:
        """The status message exists now and shows this."""
        self.message = message
        self._showed(standing)
        if self._latest == Standing():
            self._latest = standing
        self._changed.set()

    def drawing(self, job: Job, *, fraction: float, partial: Path | None) -> None:
        """The job's pictures grow."""
        self._partial = partial or self._partial
        self.update(job, Standing(stage=Stage.DRAWING, fraction=fraction, eta_s=self._eta_s()))

    def update(self, job: Job, standing: Standing) -> None:
        """Show this next. The last one wins; what is shown never goes back a stage."""
        self.job = job
        if standing.stage is Stage.DRAWING:
            standing = self._merged(standing)
        if self._latest.stage is not Stage.UPLOADING:
            self._latest = standing
        if self._tells():
            self._changed.set()

    async def close(self) -> None:
        """Say no more. Waits for what is being said; a platform that hangs is not waited for."""
        try:
            async with asyncio.timeout(CLOSE_WAIT_S), self.lock:
                self.closed = True
        except TimeoutError:
            log.warning("an edit hangs", extra={"job": self.job.id})
        self.closed = True
        if self._task is not None:
            await stop(self._task)
        if self._on_show is not None:
            await self._partials.forget(self._on_show)

    def _merged(self, standing: Standing) -> Standing:
        if standing.fraction is None:
            if standing.eta_s is not None:
                self._ends_at = self._clock.now() + timedelta(seconds=standing.eta_s)
            return replace(standing, fraction=self._latest.fraction)
        return standing

    def _eta_s(self) -> float | None:
        if self._ends_at is None:
            return None
        left = (self._ends_at - self._clock.now()).total_seconds()
        return left if left > 0 else None

    async def _follow(self) -> None:
        interval_s = await self._interval_s()
        while not self.closed:
            await self._changed.wait()
            self._changed.clear()
            async with self.lock:
                if self.message is None or not self._tells():
                    continue
                if not await self._edit(self.message):
                    self._changed.set()
            await self._clock.sleep(interval_s)

    async def _interval_s(self) -> float:
        try:
            limits = await self._messenger.limits(self.job.chat, self.job.caller.user)
        except DeliveryError:
            limits = ChatLimits()
        return limits.edit_interval_s

    async def _edit(self, message: MessageRef) -> bool:
        """Say whether that was it: only what a platform had no room for is tried again."""
        standing, tired = self._latest, False
        partial, self._partial = self._partial, None
        fresh = await self._partials.keep(partial) if partial else None
        before, self._on_show = self._on_show, fresh or self._on_show
        try:
            reply = await self._show(self.job, replace(standing, partial=self._on_show))
            await self._messenger.edit(message, reply)
        except DeliveryError as error:
            log.debug("an edit was dropped", exc_info=True)
            tired = error.retry_after_s is not None
        except Exception:
            log.exception("a status could not be built", extra={"job": self.job.id})
        if not tired:
            self._showed(standing)
        if before is not None and fresh is not None:
            await self._partials.forget(before)
        return not tired

    def _showed(self, standing: Standing) -> None:
        self._shown, self._shown_at = standing, self._clock.now()

    def _tells(self) -> bool:
        """Whether the latest standing is worth an edit: a waiting job's clock alone is not."""
        new, shown = self._latest, self._shown
        if shown is None or not new.stage is shown.stage is Stage.QUEUED:
            return new != shown
        since_s = (self._clock.now() - self._shown_at).total_seconds()
        return new.position != shown.position and since_s >= _patience_s(new)


def _patience_s(standing: Standing) -> float:
    return min(PATIENCE_MAX_S, PATIENCE * (standing.eta_s or 0.0))
