"""Which tasks a gateway is told to stop: those nobody waits for, and no others."""

import asyncio

from bot.models import JobId, JobState, Sending, TaskAccepted
from tests.fakes.house import House, a_job, ended, until
from tests.fakes.provider import FakeProvider

JOB = JobId("job-1")


class Keeper(FakeProvider):
    def __init__(self, *scripts: object) -> None:
        super().__init__(*scripts)  # type: ignore[arg-type]
        self.abandoned: list[str] = []

    async def abandon(self, task_id: str) -> None:
        self.abandoned.append(task_id)


async def begun(house: House, *steps: object) -> "tuple[Keeper, asyncio.Task[None]]":
    house.provider = provider = Keeper((*steps, asyncio.Event()))
    await house.submit(a_job())
    work = asyncio.create_task(house.worker.handle(JOB))
    await until(lambda: provider.tasks and provider.posts)
    return provider, work


async def accepted(house: House) -> bool:
    return (await house.job(JOB)).task_id == "t-1"


async def test_a_cancelled_job_is_stopped_at_the_gateway(house: House) -> None:
    provider, work = await begun(house, Sending(), TaskAccepted(task_id="t-1"))
    await until(lambda: accepted(house))
    await house.cancel(JOB)
    await ended(work)
    assert provider.abandoned == ["t-1"]
    assert (await house.job(JOB)).state is JobState.CANCELLED


async def test_a_job_that_was_never_accepted_has_nothing_to_stop(house: House) -> None:
    provider, work = await begun(house, Sending(), Sending())
    await house.cancel(JOB)
    await ended(work)
    assert provider.abandoned == []


async def test_a_job_that_is_handed_back_goes_on_at_the_gateway(house: House) -> None:
    provider, work = await begun(house, Sending(), TaskAccepted(task_id="t-1"))
    await until(lambda: accepted(house))
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert provider.abandoned == []
    house.provider = again = FakeProvider(())
    await house.worker.handle(JOB)
    assert again.tasks[0].task_id == "t-1"
    assert again.posts == 0
    assert (await house.job(JOB)).state is JobState.DONE


async def test_a_task_out_of_time_is_stopped_and_its_outcome_unknown(house: House) -> None:
    provider, work = await begun(house, Sending(), TaskAccepted(task_id="t-1"))
    await until(lambda: accepted(house))
    await house.clock.advance(3600)
    await ended(work)
    assert provider.abandoned == ["t-1"]
    failure = (await house.job(JOB)).failure
    assert failure is not None
    assert failure.code == "outcome_unknown"


async def test_a_resumed_task_out_of_time_is_of_unknown_outcome_too(house: House) -> None:
    _, work = await begun(house, Sending(), TaskAccepted(task_id="t-1"))
    await until(lambda: accepted(house))
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    house.provider = provider = Keeper((asyncio.Event(),))
    work = asyncio.create_task(house.worker.handle(JOB))
    await until(lambda: provider.tasks)
    await house.clock.advance(3600)
    await ended(work)
    failure = (await house.job(JOB)).failure
    assert failure is not None
    assert failure.code == "outcome_unknown"
