"""One job in a worker's hands: what the provider says becomes records, files and progress."""

import hashlib
import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.errors import ProviderBusy
from bot.jobs import endings
from bot.jobs.endings import Ending
from bot.jobs.failpoints import Failpoint, pass_by
from bot.jobs.journal import Journal, Turn
from bot.jobs.landing import Damaged, Landing
from bot.jobs.workplace import Workplace, workplace
from bot.models import (
    DrawEvent,
    Drawn,
    DrawTask,
    ImageRequest,
    Job,
    PersonId,
    PictureRef,
    Progressed,
    Provenance,
    Sending,
    TaskAccepted,
    Used,
    Withheld,
)
from bot.models.drawing import PARTIALS_MAX, UNREADABLE
from bot.ports import AssetStore, Clock, ImageProvider, TaskKeeper

BUSY_PAUSES_S = (1.0, 2.0, 4.0, 8.0, 16.0)
"""Before each further try of a provider that said "later"; it may ask for more."""

BUSY_PAUSE_MAX_S = 60.0
"""A provider that asks for a longer pause than this has failed the job."""


@dataclass(frozen=True, kw_only=True)
class Route:
    """Who draws for a model; `name` is the provider's, for the records.

    `trained` says whether a trained model makes the pictures, and not a plain program.
    """

    name: str
    provider: ImageProvider
    trained: bool = True


class Watcher(Protocol):
    """Shows people how far a job is. Never waits, never raises."""

    def drawing(self, job: Job, *, fraction: float, partial: Path | None = None) -> None:
        """Called while pictures are made; `fraction` is of the whole job, 0 to 1."""
        ...

    def uploading(self, job: Job) -> None:
        """Called when the last picture has landed."""
        ...

    def moved(self) -> None:
        """Called when a job was taken or has ended: the others have moved up."""
        ...


@dataclass(frozen=True, kw_only=True)
class Studio:
    """What every drawing needs. `route` raises UnknownModel; `salt` is this team's secret.

    `partials` says how many partial pictures a request may ask for.
    """

    journal: Journal
    clock: Clock
    store: AssetStore
    landing: Landing
    watcher: Watcher
    route: Callable[[str], Route]
    scratch: Path
    salt: str = ""
    partials: Callable[[ImageRequest], int] = lambda _: PARTIALS_MAX
    failpoint: Failpoint = pass_by


class Drawing:
    """One turn of one job. `sent` says whether the present attempt's request may have left."""

    def __init__(self, studio: Studio, turn: Turn) -> None:
        self._studio = studio
        self._turn = turn
        self._pending: set[int] = set(turn.missing)
        self._withheld: list[Withheld] = []
        self.sent = turn.job.task_id is not None
        self._task_id = turn.job.task_id

    async def run(self) -> Ending:
        """Draw what is missing. Raises what the provider or a disk raised."""
        job = self._turn.job
        if not self._pending:
            return endings.WELL
        route = self._studio.route(job.request.model)
        async with workplace(
            job.request, store=self._studio.store, root=self._studio.scratch
        ) as place:
            self._studio.failpoint("references-ready")
            await self._draw_patiently(route.provider, place)
        self._studio.failpoint("drawing-over")
        return self._ending()

    async def abandon(self) -> None:
        """Tell a gateway that its task is not waited for any more. Called when drawing is over."""
        if self._task_id is None:
            return
        provider = self._studio.route(self._turn.job.request.model).provider
        if isinstance(provider, TaskKeeper):
            await provider.abandon(self._task_id)

    async def _draw_patiently(self, provider: ImageProvider, place: Workplace) -> None:
        for pause_s in BUSY_PAUSES_S:
            try:
                return await self._draw(provider, place)
            except ProviderBusy as busy:
                pause_s = max(pause_s, busy.retry_after_s or 0)
                if pause_s > BUSY_PAUSE_MAX_S:
                    raise
                await self._pause(busy, pause_s)
        return await self._draw(provider, place)

    async def _pause(self, busy: ProviderBusy, pause_s: float) -> None:
        await self._studio.journal.busy(self._turn, endings.of_error(busy))
        self.sent = self._task_id is not None
        await self._studio.clock.sleep(pause_s)
        self._turn = await self._studio.journal.again(self._turn)

    async def _draw(self, provider: ImageProvider, place: Workplace) -> None:
        task = self._task(place)
        async with _closing(provider.draw(task)) as events:
            async for event in events:
                await self._take_in(event)

    def _task(self, place: Workplace) -> DrawTask:
        job = self._turn.job
        return DrawTask(
            job=job.id,
            attempt=job.attempts,
            request=job.request,
            indexes=tuple(sorted(self._pending)),
            references=place.references,
            mask=place.mask,
            scratch=place.scratch,
            person_hash=person_hash(job.person, self._studio.salt),
            task_id=job.task_id,
            partials=self._studio.partials(job.request),
        )

    async def _take_in(self, event: DrawEvent) -> None:
        match event:
            case Sending():
                await self._studio.journal.sending(self._turn)
                self.sent = True
            case TaskAccepted():
                self._task_id = event.task_id
                await self._studio.journal.accepted(self._turn, event.task_id)
            case Progressed():
                self._show(event)
            case Drawn():
                await self._land(event)
            case Withheld():
                self._pending.discard(event.index)
                self._withheld.append(event)
            case Used():
                await self._studio.journal.used(self._turn, event.usage)

    def _show(self, event: Progressed) -> None:
        job = self._turn.job
        had = job.request.count - len(self._turn.missing)
        fraction = (had + event.fraction * len(self._turn.missing)) / job.request.count
        self._studio.watcher.drawing(job, fraction=fraction, partial=event.partial)

    async def _land(self, event: Drawn) -> None:
        if event.index not in self._pending:
            return
        self._studio.failpoint("drawn")
        ref = PictureRef(job=self._turn.job.id, index=event.index)
        try:
            landed = await self._studio.landing.land(ref, event, self._provenance())
        except Damaged:
            self._withheld.append(Withheld(index=event.index, reason=UNREADABLE))
        else:
            await self._studio.journal.landed(self._turn, landed.picture)
            await self._studio.landing.secure(landed)
        self._pending.discard(event.index)

    def _provenance(self) -> Provenance:
        request = self._turn.job.request
        trained = self._studio.route(request.model).trained
        return Provenance.of(trained=trained, references=bool(request.references))

    def _ending(self) -> Ending:
        if self._pending:
            return endings.BROKEN_PROMISE
        return endings.withheld(self._withheld) if self._withheld else endings.WELL


def person_hash(person: PersonId, salt: str) -> str:
    """Name a person to a provider, so that nobody without the salt can tell who it is."""
    return hmac.new(salt.encode(), person.encode(), hashlib.sha256).hexdigest()


@asynccontextmanager
async def _closing(events: AsyncIterator[DrawEvent]) -> AsyncIterator[AsyncIterator[DrawEvent]]:
    try:
        yield events
    finally:
        close = getattr(events, "aclose", None)
        if close is not None:
            await close()
