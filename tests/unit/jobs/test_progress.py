import asyncio
import errno
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from pathlib import Path

import pytest

from bot.errors import DeliveryError
from bot.jobs import statusline
from bot.jobs.progress import CLOSED_MAX, REFRESH_MIN_S
from bot.jobs.standing import Standing
from bot.jobs.statusline import PATIENCE_MAX_S
from bot.models import ChatLimits, JobId, MessageRef, PictureRef, Progressed, Reply, Sending
from bot.replies import Stage
from tests.fakes.clock import breathe
from tests.fakes.house import BOB, CHAT, House, a_job, until
from tests.fakes.messenger import FakeMessenger
from tests.fakes.provider import FakeProvider, picture

JOB = a_job().id


@pytest.fixture
def messenger(house: House) -> FakeMessenger:
    assert isinstance(house.messenger, FakeMessenger)
    return house.messenger


@asynccontextmanager
async def watching(house: House) -> AsyncIterator[None]:
    task = asyncio.create_task(house.progress.run())
    await breathe()
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def texts(messenger: FakeMessenger) -> list[str]:
    return [reply.text for _, reply in messenger.edits]


async def test_a_status_is_posted_and_its_address_kept(
    house: House, messenger: FakeMessenger
) -> None:
    await house.submit(a_job())
    async with watching(house):
        await house.progress.announce(a_job())
    (post,) = messenger.posts
    assert (post.key, post.reply.text) == ("status:job-1", "queued 1")
    assert (await house.job(JOB)).status == post.message
    found = await house.uow.read(lambda books: books.messages.find(post.message))
    assert found == PictureRef(job=JOB, index=0)


async def test_edits_know_nothing_of_the_interaction_that_ordered(
    house: House, messenger: FakeMessenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    handled: ContextVar[str] = ContextVar("handled", default="")
    seen, edit = list[str](), messenger.edit

    async def edited(message: MessageRef, reply: Reply) -> None:
        seen.append(handled.get())
        await edit(message, reply)

    monkeypatch.setattr(messenger, "edit", edited)
    job = await house.submit(a_job())
    async with watching(house):
        handled.set("an interaction")
        await house.progress.announce(job)
        house.progress.drawing(job, fraction=0.5)
        await until(lambda: seen)
    assert seen == [""]


async def test_a_chat_that_cannot_be_told_does_not_stop_the_job(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.faults = deque([DeliveryError("no")])
    await house.submit(a_job())
    await house.progress.announce(a_job())
    assert (await house.job(JOB)).status is None


async def test_a_status_whose_address_cannot_be_kept_does_not_fail_the_order(
    house: House, messenger: FakeMessenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    await house.submit(a_job())
    with monkeypatch.context() as patch:
        patch.setattr(house.uow, "write", full)
        await house.progress.announce(a_job())
    assert len(messenger.posts) == 1
    assert (await house.job(JOB)).status is None


@pytest.mark.parametrize("interval_s", [2.0, 7.0])
async def test_edits_keep_their_distance_and_the_last_word_wins(
    house: House, messenger: FakeMessenger, interval_s: float
) -> None:
    messenger.limits_now = ChatLimits(edit_interval_s=interval_s)
    job = await house.submit(a_job())
    async with watching(house):
        await house.progress.announce(job)
        for percent in range(0, 50, 10):
            house.progress.drawing(job, fraction=percent / 100)
            await breathe()
        await until(lambda: len(messenger.edits) == 1)
        await house.clock.advance(interval_s - 0.1)
        assert len(messenger.edits) == 1
        await house.clock.advance(0.1)
        await until(lambda: len(messenger.edits) == 2)
    assert [reply.progress for _, reply in messenger.edits] == [0.0, 0.4]


@pytest.mark.parametrize(("eta_s", "patience_s"), [(30.0, 3.0), (3000.0, PATIENCE_MAX_S)])
async def test_far_back_in_the_queue_a_place_is_told_less_often(
    house: House, messenger: FakeMessenger, eta_s: float, patience_s: float
) -> None:
    job = await house.submit(a_job())
    line = house.progress._line(job)
    assert line is not None
    first, second = (Standing(position=place, eta_s=eta_s) for place in (9, 8))
    async with watching(house), asyncio.TaskGroup() as group:
        line.start(group)
        line.posted(MessageRef(chat=CHAT, id="1"), first)
        await house.clock.advance(patience_s - 0.1)
        line.update(job, second)
        await breathe()
        assert messenger.edits == []
        await house.clock.advance(0.1)
        line.update(job, second)
        await until(lambda: len(messenger.edits) == 1)
        await house.progress.close(JOB)


async def test_an_edit_that_fails_is_forgotten(house: House, messenger: FakeMessenger) -> None:
    job = await house.submit(a_job())
    messenger.edit_fault = DeliveryError("429")
    async with watching(house):
        await house.progress.announce(job)
        house.progress.drawing(job, fraction=0.1)
        await until(lambda: 2.0 in house.clock.slept)
        messenger.edit_fault = None
        await house.clock.advance(2)
        assert messenger.edits == []
        house.progress.drawing(job, fraction=0.7)
        await until(lambda: len(messenger.edits) == 1)


async def test_an_edit_there_was_no_room_for_comes_later(
    house: House, messenger: FakeMessenger
) -> None:
    job = await house.submit(a_job())
    messenger.edit_fault = DeliveryError("used up", retry_after_s=5)
    async with watching(house):
        await house.progress.announce(job)
        house.progress.drawing(job, fraction=0.1)
        await until(lambda: 2.0 in house.clock.slept)
        messenger.edit_fault = None
        await house.clock.advance(2)
        await until(lambda: len(messenger.edits) == 1)
    assert messenger.edits[0][1].progress == 0.1


async def test_after_closing_nothing_is_edited(house: House, messenger: FakeMessenger) -> None:
    job = await house.submit(a_job())
    async with watching(house):
        await house.progress.announce(job)
        await house.progress.close(JOB)
        house.progress.drawing(job, fraction=0.5)
        house.progress.uploading(job)
        await house.clock.advance(60)
    assert messenger.edits == []


async def test_closing_waits_for_the_status_that_is_being_posted(
    house: House, messenger: FakeMessenger
) -> None:
    gate = messenger.gates[CHAT] = asyncio.Event()
    job = await house.submit(a_job())
    async with watching(house):
        announcing = asyncio.create_task(house.progress.announce(job))
        await until(lambda: messenger.tries)
        closing = asyncio.create_task(house.progress.close(JOB))
        await breathe()
        assert not closing.done()
        gate.set()
        await closing
        assert (await house.job(JOB)).status == messenger.posts[0].message
        await announcing
    assert messenger.deleted == []


async def test_a_status_that_comes_after_the_result_is_removed(
    house: House, messenger: FakeMessenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statusline, "CLOSE_WAIT_S", 0.01)
    gate = messenger.gates[CHAT] = asyncio.Event()
    job = await house.submit(a_job())
    announcing = asyncio.create_task(house.progress.announce(job))
    await until(lambda: messenger.tries)
    await house.progress.close(JOB)
    gate.set()
    await announcing
    assert messenger.deleted == [messenger.posts[0].message]
    assert (await house.job(JOB)).status is None


async def test_a_status_is_not_posted_for_a_job_that_is_delivered(
    house: House, messenger: FakeMessenger
) -> None:
    await house.progress.close(JOB)
    await house.progress.announce(await house.submit(a_job()))
    assert messenger.posts == []
    for n in range(CLOSED_MAX):
        await house.progress.close(JobId(f"j{n}"))
    await house.progress.announce(a_job())
    assert len(messenger.posts) == 1


async def test_waiting_jobs_are_told_when_they_move_up_and_only_then(
    house: House, messenger: FakeMessenger
) -> None:
    jobs = [await house.submit(a_job(f"j{n}", person=BOB)) for n in range(3)]
    async with watching(house):
        for job in jobs:
            await house.progress.announce(job)
        assert [post.reply.text for post in messenger.posts] == [
            "queued 1",
            "queued 2",
            "queued 3",
        ]
        await house.clock.advance(31)
        await house.cancel(jobs[0].id)
        house.progress.moved()
        await house.clock.advance(REFRESH_MIN_S)
        await until(lambda: len(messenger.edits) == 2)
    assert sorted(texts(messenger)) == ["queued 1", "queued 2"]


async def test_a_partial_picture_is_shown_and_gone_with_the_status(
    house: House, messenger: FakeMessenger, tmp_path: Path
) -> None:
    shown: list[Standing] = []

    async def show(job: object, standing: Standing) -> Reply:
        shown.append(standing)
        return Reply(text="")

    job = await house.submit(a_job())
    house.progress._show = show
    async with watching(house):
        await house.progress.announce(job)
        for index in (1, 2):
            partial = picture(tmp_path / f"{index}.png", index)
            house.progress.drawing(job, fraction=index / 10, partial=partial)
            await until(lambda n=index: len(messenger.edits) == n and house.clock.sleepers == 2)
            await house.clock.advance(2)
        assert len(files(house)) == 1
        house.progress.drawing(job, fraction=0.5, partial=tmp_path / "gone.png")
        await until(lambda: len(messenger.edits) == 3)
        first, second, third = [standing.partial for standing in shown[1:]]
        assert first is not None
        assert first != second
        assert second == third  # the last one that could be shown stays
        await house.progress.close(JOB)
        assert files(house) == []


def files(house: House) -> list[Path]:
    return [path for path in (house.folder / "partials").rglob("*") if path.is_file()]


async def test_an_equal_partial_of_another_job_stays(house: House, tmp_path: Path) -> None:
    jobs = [await house.submit(a_job(name)) for name in ("a", "b")]
    messenger = house.messenger
    assert isinstance(messenger, FakeMessenger)
    async with watching(house):
        for count, job in enumerate(jobs, start=1):
            await house.progress.announce(job)
            partial = picture(tmp_path / "same.png", 1)
            house.progress.drawing(job, fraction=0.1, partial=partial)
            await until(lambda n=count: len(messenger.edits) == n)
        await house.progress.close(jobs[0].id)
        assert len(files(house)) == 1
        await house.progress.close(jobs[1].id)
        assert files(house) == []


async def test_the_fraction_is_of_the_whole_job(house: House, messenger: FakeMessenger) -> None:
    house.provider = FakeProvider(
        (Sending(), 1, ZeroDivisionError()), (Sending(), Progressed(fraction=0.5))
    )
    reports: list[float] = []
    watcher = house.progress
    job = await house.submit(a_job(count=2))
    turn = await house.journal.take(job.id, provider=lambda _: "fake")
    assert turn is not None
    drawing = watcher.drawing
    watcher.drawing = lambda job, *, fraction, partial=None: reports.append(fraction)  # type: ignore[method-assign]
    await house.journal.hand_back(job.id)
    house.provider = FakeProvider((Sending(), Progressed(fraction=0.5)))
    await house.worker.handle(job.id)
    watcher.drawing = drawing  # type: ignore[method-assign]
    assert reports == [0.5]


async def test_a_status_never_goes_back_from_uploading(
    house: House, messenger: FakeMessenger
) -> None:
    job = await house.submit(a_job())
    async with watching(house):
        await house.progress.announce(job)
        house.progress.uploading(job)
        house.progress.drawing(job, fraction=0.9)
        await until(lambda: len(messenger.edits) == 1)
    assert texts(messenger) == [f"{Stage.UPLOADING} None"]


async def test_a_status_that_cannot_be_built_harms_nobody(
    house: House, messenger: FakeMessenger, caplog: pytest.LogCaptureFixture
) -> None:
    job = await house.submit(a_job())
    async with watching(house):
        await house.progress.announce(job)
        line = house.progress._lines[JOB]

        async def broken(job: object, standing: Standing) -> Reply:
            raise KeyError("words")

        line._show = broken
        house.progress.drawing(job, fraction=0.2)
        await until(lambda: "could not be built" in caplog.text)
        await house.progress.close(JOB)


async def test_a_job_is_seen_through_from_its_status_to_its_result(
    house: House, messenger: FakeMessenger
) -> None:
    gate = asyncio.Event()
    house.provider = FakeProvider((Sending(), gate))
    async with house.running():
        job = await house.submit(a_job(count=2))
        await house.progress.announce(job)
        gate.set()
        await house.until_delivered(1)
        edits = len(messenger.edits)
        house.progress.drawing(job, fraction=0.9)
        await house.clock.advance(60)
    status, result = messenger.posts
    assert (status.key, result.key) == ("status:job-1", "result:job-1")
    assert result.replaces == status.message
    assert len(messenger.edits) == edits
