"""The rooms of a job, put together on a real database with everything remote faked."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image

from bot.credits.ledger import Ledger
from bot.jobs.bell import stop
from bot.jobs.cancel import Cancelled, cancel
from bot.jobs.delivery import Delivery, Tools
from bot.jobs.drawing import Route, Studio
from bot.jobs.failpoints import Failpoint, pass_by
from bot.jobs.fairness import Served
from bot.jobs.journal import Journal
from bot.jobs.landing import Damaged, Landing
from bot.jobs.outbox import Deliverer
from bot.jobs.partials import Partials
from bot.jobs.progress import Progress
from bot.jobs.recovery import Recovery
from bot.jobs.removals import Removals
from bot.jobs.standing import Board, Standing
from bot.jobs.submit import SubmitLimits, submit
from bot.jobs.worker import Worker
from bot.models import (
    Asset,
    Attempt,
    Audience,
    Caller,
    ChatLimits,
    ChatRef,
    Event,
    ImageFormat,
    ImageRequest,
    Job,
    JobId,
    JobState,
    PersonId,
    Picture,
    Provenance,
    Quote,
    Reply,
    ReplyImage,
    Size,
    UserRef,
)
from bot.ports import AssetStore, Books, ImageProvider, Leases, Messenger
from bot.queues.embedded import EmbeddedQueue
from bot.storage.assets import FolderAssets
from bot.storage.database import Database, open_database
from tests.fakes.clock import FakeClock, breathe
from tests.fakes.messenger import FakeMessenger
from tests.fakes.migrated import quick_migrate
from tests.fakes.provider import FakeProvider

ANN = PersonId("ann")
BOB = PersonId("bob")
CHAT = ChatRef(platform="fake", id="general")
PATIENCE_S = 180.0


class PlainDarkroom:
    """Looks at pictures in a thread."""

    async def measure(self, path: Path) -> tuple[ImageFormat, Size]:
        return await asyncio.to_thread(_measure, path)

    async def preview(self, path: Path, folder: Path, *, provenance: Provenance) -> Path:
        return await asyncio.to_thread(_preview, path, folder, provenance)


def _measure(path: Path) -> tuple[ImageFormat, Size]:
    try:
        with Image.open(path) as image:
            image.load()
            return ImageFormat((image.format or "").lower()), Size(
                width=image.width, height=image.height
            )
    except OSError as error:
        raise Damaged(str(error)) from error


def _preview(path: Path, folder: Path, provenance: Provenance) -> Path:
    small = folder / f"{path.stem}-preview.jpg"
    with Image.open(path) as image:
        image.convert("RGB").save(small, "JPEG", comment=provenance.value)
    return small


@dataclass
class FakeLeases:
    """Implements `bot.ports.Leases`; `others` are the processes that live beside this one."""

    runner: str = "here"
    leader: bool = True
    others: set[str] = field(default_factory=set)

    def alive(self, runner: str) -> bool:
        return runner == self.runner or runner in self.others

    async def watch(self) -> None:
        await asyncio.Event().wait()


def a_job(
    name: str = "job-1",
    *,
    person: PersonId = ANN,
    chat: ChatRef = CHAT,
    count: int = 1,
    **changes: object,
) -> Job:
    job = Job(
        id=JobId(name),
        person=person,
        caller=Caller(user=UserRef(platform=chat.platform, id=person), name=person.title()),
        chat=chat,
        request=ImageRequest(prompt=f"a fox, {name}", model="fake", count=count),
        quote=Quote(model="fake", unit=2, count=count, tariff="t1"),
        state=JobState.QUEUED,
        created_at=FakeClock().now(),
    )
    return replace(job, **changes)  # type: ignore[arg-type]


class House:
    """One process. `running` starts its queue, deliverer and progress."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        *,
        provider: ImageProvider | None = None,
        messenger: Messenger | None = None,
        clock: FakeClock | None = None,
        leases: Leases | None = None,
        slots: int = 2,
        person_max: int = 2,
        limits: SubmitLimits | None = None,
        failpoint: Failpoint = pass_by,
        store: AssetStore | None = None,
    ) -> None:
        self.uow = database
        self.clock = clock or FakeClock()
        self.ledger = Ledger()
        self.leases = leases or FakeLeases()
        self.trained = True
        self.provider = provider or FakeProvider()
        self.messenger = messenger or FakeMessenger()
        self.messengers: dict[str, Messenger] = {"fake": self.messenger}
        self.limits = limits or SubmitLimits()
        self.store = store or FolderAssets(folder / "assets")
        self.folder = folder
        self.failpoint = failpoint
        self.served: Served = {}
        darkroom = PlainDarkroom()
        self.board = Board(uow=self.uow, clock=self.clock, slots=slots, served=self.served)
        self.progress = Progress(
            uow=self.uow,
            clock=self.clock,
            board=self.board,
            messengers=self.messengers,
            show=show,
            partials=Partials(store=FolderAssets(folder / "partials"), darkroom=darkroom),
        )
        self.removals = Removals(uow=self.uow, clock=self.clock, messengers=self.messengers)
        self.delivery = Delivery(
            Tools(
                uow=self.uow,
                clock=self.clock,
                messengers=self.messengers,
                removals=self.removals,
                present=present,
                redirected=redirected,
                waiting=waiting,
                late=late,
                close_status=self.progress.close,
                failpoint=failpoint,
            )
        )
        self.deliverer = Deliverer(
            self.delivery, uow=self.uow, clock=self.clock, messengers=self.messengers
        )
        self.journal = Journal(
            uow=self.uow,
            clock=self.clock,
            ledger=self.ledger,
            runner=self.leases.runner,
            failpoint=failpoint,
        )
        studio = Studio(
            journal=self.journal,
            clock=self.clock,
            store=self.store,
            landing=Landing(store=self.store, darkroom=darkroom, failpoint=failpoint),
            watcher=self.progress,
            route=lambda model: Route(name="fake", provider=self.provider, trained=self.trained),
            scratch=folder / "scratch",
            failpoint=failpoint,
        )
        self.worker = Worker(studio, settled=self.deliverer.wake)
        self.queue = EmbeddedQueue(
            uow=self.uow,
            clock=self.clock,
            leases=self.leases,
            slots=slots,
            person_max=person_max,
            served=self.served,
        )
        self.recovery = Recovery(
            uow=self.uow,
            clock=self.clock,
            ledger=self.ledger,
            leases=self.leases,
            messengers=self.messengers,
            apologise=apologise,
        )

    async def grant(self, person: PersonId, amount: int) -> None:
        await self.uow.write(
            lambda books: self.ledger.grant(
                books,
                person=person,
                amount=amount,
                actor="test",
                reason="start",
                key=f"start:{person}",
                now=self.clock.now(),
            )
        )

    async def submit(self, job: Job) -> Job:
        await self.uow.write(
            lambda books: submit(
                books,
                job=job,
                ledger=self.ledger,
                queue=self.queue,
                limits=self.limits,
                event_key=f"event:{job.id}",
                now=self.clock.now(),
                failpoint=self.failpoint,
            )
        )
        self.failpoint("submit-committed")
        self.queue.wake()
        self.failpoint("submit-announced")
        return job

    async def handle(self, job: Job) -> Job:
        """Submit and work on a job without the queue."""
        await self.submit(job)
        await self.worker.handle(job.id)
        return await self.job(job.id)

    async def cancel(
        self, job_id: JobId, *, allowed: Callable[[Books, Job], None] = lambda _, job: None
    ) -> Cancelled:
        _, how = await cancel(
            job_id,
            allowed=allowed,
            uow=self.uow,
            ledger=self.ledger,
            clock=self.clock,
            stop=self.worker.stop,
        )
        self.deliverer.wake()
        self.queue.wake()
        return how

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        tasks = [
            asyncio.create_task(self.queue.run(self.worker.handle)),
            asyncio.create_task(self.deliverer.run()),
            asyncio.create_task(self.progress.run()),
        ]
        try:
            yield
        finally:
            await stop(*tasks)

    @asynccontextmanager
    async def delivering(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.deliverer.run())
        try:
            yield
        finally:
            await stop(task)

    async def job(self, job_id: JobId) -> Job:
        job = await self.uow.read(lambda books: books.jobs.get(job_id))
        assert job is not None
        return job

    async def attempts(self, job_id: JobId) -> Sequence[Attempt]:
        return await self.uow.read(lambda books: books.attempts.of(job_id))

    async def available(self, person: PersonId = ANN) -> int:
        balance = await self.uow.read(
            lambda books: self.ledger.balance(books, person=person, now=self.clock.now())
        )
        return balance.available

    async def violations(self) -> list[str]:
        """Everything that must always be true of money, checked."""

        def work(books: Books) -> list[str]:
            orphans = [f"orphan hold of {hold.job}" for hold in self.ledger.orphans(books)]
            return self.ledger.check(books) + orphans

        return await self.uow.read(work)

    async def claim(self, event: Event) -> None:
        await self.uow.write(lambda books: books.events.claim(event))

    async def until_final(self, *job_ids: JobId) -> list[Job]:
        async def ended() -> bool:
            return all([(await self.job(job_id)).state.final for job_id in job_ids])

        await until(ended)
        return [await self.job(job_id) for job_id in job_ids]

    async def until_delivered(self, count: int) -> None:
        messenger = self.messenger
        assert isinstance(messenger, FakeMessenger)
        await until(lambda: len(messenger.results()) >= count)
        await breathe()


async def until(condition: Callable[[], object]) -> None:
    """Wait for what other tasks and database threads bring about."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            holds = condition()
            if asyncio.iscoroutine(holds):
                holds = await holds
            if holds:
                return
            await asyncio.to_thread(lambda: None)


async def ended(work: "asyncio.Task[None]") -> None:
    """Wait for a task that must come to its end by itself."""
    async with asyncio.timeout(PATIENCE_S):
        await work


@contextlib.asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Database]:
    url = f"sqlite:///{folder / 'books.db'}"
    await asyncio.to_thread(quick_migrate, url)
    database = open_database(url)
    try:
        yield database
    finally:
        await database.close()


async def present(job: Job, pictures: Sequence[Picture], limits: ChatLimits) -> Reply:
    images = tuple(
        ReplyImage(asset=asset, filename=f"p.{kind}", alt="a fox", index=picture.ref.index)
        for picture in pictures
        for asset, kind in [_file(picture, limits)]
    )
    return Reply(
        text=f"{job.state}",
        images=images,
        job=job.id,
        code=job.failure.code if job.failure else "ok",
    )


def _file(picture: Picture, limits: ChatLimits) -> tuple[Asset, str]:
    if picture.asset.size_bytes <= limits.file_bytes_max or picture.preview is None:
        return picture.asset, "png"
    return picture.preview, "jpg"


def redirected(job: Job, reply: Reply) -> Reply:
    return replace(reply, text=f"{reply.text}, elsewhere", audience=Audience.REQUESTER)


def late(job: Job) -> Reply:
    return Reply(text="it takes long", job=job.id, code="late")


def waiting(job: Job) -> Reply:
    return Reply(text="it waits in /inbox", job=job.id, code="waiting")


async def show(job: Job, standing: Standing) -> Reply:
    where = f"{standing.stage} {standing.position}"
    return Reply(text=where, progress=standing.fraction, job=job.id)


async def apologise(event: Event) -> Reply:
    return Reply(
        text="nothing was charged, please send it again",
        audience=Audience.REQUESTER,
        code="lost-event",
    )
