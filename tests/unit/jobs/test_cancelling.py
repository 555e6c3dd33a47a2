import asyncio
from dataclasses import replace

import pytest

from bot.errors import JobNotFound, NotAllowed
from bot.jobs.cancel import Cancelled
from bot.models import AttemptOutcome, Job, JobId, JobState, Sending
from bot.ports import Books
from tests.fakes.house import House, a_job, ended, until
from tests.fakes.provider import FakeProvider

JOB = a_job().id


async def owed(house: House) -> list[str]:
    items = await house.uow.read(
        lambda books: books.outbox.due(house.clock.now(), limit=9, platforms=["fake"])
    )
    return [item.key for item in items]


async def test_a_waiting_job_is_cancelled_at_once_and_costs_nothing(house: House) -> None:
    await house.submit(a_job())
    assert await house.cancel(JOB) is Cancelled.AT_ONCE
    job = await house.job(JOB)
    assert job.state is JobState.CANCELLED
    assert await house.available() == 100
    assert await owed(house) == ["result:job-1"]
    await house.worker.handle(JOB)
    assert (await house.job(JOB)).attempts == 0


async def test_a_job_being_drawn_keeps_what_has_landed_and_releases_the_rest(house: House) -> None:
    house.provider = provider = FakeProvider((Sending(), 1, asyncio.Event()))
    await house.submit(a_job(count=3))
    work = asyncio.create_task(house.worker.handle(JOB))
    await until(lambda: provider.waiting)
    assert await has_landed(house, 1)
    assert await house.cancel(JOB) is Cancelled.STOPPING
    await ended(work)
    job = await house.job(JOB)
    assert (job.state, job.captured) == (JobState.CANCELLED, 1)
    assert job.failure is not None
    assert job.failure.code == "cancelled"
    assert (await house.available(), provider.cancelled) == (98, 1)
    assert [attempt.outcome for attempt in await house.attempts(JOB)] == [AttemptOutcome.CANCELLED]
    assert await owed(house) == ["result:job-1"]


async def has_landed(house: House, count: int) -> bool:
    return len(await house.uow.read(lambda books: books.pictures.of(JOB))) == count


async def test_a_finished_job_is_not_cancelled(house: House) -> None:
    await house.handle(a_job())
    assert await house.cancel(JOB) is Cancelled.TOO_LATE
    assert (await house.job(JOB)).state is JobState.DONE


async def test_who_may_not_cancel_changes_nothing(house: House) -> None:
    def refuse(books: Books, job: Job) -> None:
        raise NotAllowed("not-owner")

    await house.submit(a_job())
    with pytest.raises(NotAllowed):
        await house.cancel(JOB, allowed=refuse)
    assert (await house.job(JOB)).state is JobState.QUEUED


async def test_an_unknown_job_is_not_found(house: House) -> None:
    with pytest.raises(JobNotFound):
        await house.cancel(JobId("nope"))


async def test_a_cancellation_written_down_before_sending_stops_the_request(house: House) -> None:
    gate = asyncio.Event()
    house.provider = provider = FakeProvider((gate, Sending()))
    await house.submit(a_job())
    work = asyncio.create_task(house.worker.handle(JOB))
    await until(lambda: provider.tasks)
    await house.uow.write(flag)  # by another process: nobody tells the worker
    gate.set()
    await ended(work)
    assert (await house.job(JOB)).state is JobState.CANCELLED
    assert provider.posts == 0


def flag(books: Books) -> None:
    job = books.jobs.get(JOB)
    assert job is not None
    books.jobs.put(replace(job, cancel_requested=True))


async def test_everything_landed_is_done_even_when_a_cancel_came_in(house: House) -> None:
    hold = asyncio.Event()
    house.provider = FakeProvider((Sending(), 1, hold))
    await house.submit(a_job())
    work = asyncio.create_task(house.worker.handle(JOB))
    await until(lambda: has_landed(house, 1))
    await house.cancel(JOB)
    await ended(work)
    job = await house.job(JOB)
    assert (job.state, job.failure, job.captured) == (JobState.DONE, None, 1)


@pytest.mark.parametrize("turns", range(0, 60, 6))
async def test_a_race_between_cancel_and_finish_settles_once(house: House, turns: int) -> None:
    await house.submit(a_job(count=2))
    work = asyncio.create_task(house.worker.handle(JOB))
    for _ in range(turns):
        await asyncio.to_thread(lambda: None)
    await house.cancel(JOB)
    await ended(work)
    job = await house.job(JOB)
    assert job.state.final
    assert await house.available() == 100 - 2 * job.captured
    assert await house.violations() == []
    assert await owed(house) == ["result:job-1"]


async def test_cancels_from_all_sides_settle_once(house: House) -> None:
    await house.submit(a_job(count=2))
    ends = await asyncio.gather(*(house.cancel(JOB) for _ in range(10)), house.worker.handle(JOB))
    assert ends.count(Cancelled.AT_ONCE) <= 1
    assert (await house.job(JOB)).state.final
    assert await house.violations() == []
