import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import InsufficientCredits, TooManyJobs
from bot.jobs.submit import SubmitLimits
from bot.models import Event, JobState
from bot.storage.database import Database
from tests.fakes.house import ANN, BOB, CHAT, House, a_job


@pytest.fixture
async def narrow(tmp_path: Path, database: Database) -> House:
    house = House(tmp_path, database, limits=SubmitLimits(person_max=2, queue_max=3))
    await house.grant(ANN, 100)
    await house.grant(BOB, 100)
    return house


async def test_hold_job_and_answer_are_written_together(house: House) -> None:
    caller = a_job().caller
    event = Event(key="event:job-1", caller=caller, chat=CHAT, claimed_at=house.clock.now())
    await house.claim(event)
    await house.submit(a_job(count=3))
    assert await house.available() == 94
    assert (await house.job(a_job().id)).state is JobState.QUEUED
    assert not await house.uow.read(lambda books: books.events.unanswered())


async def test_without_credits_nothing_is_written(house: House) -> None:
    job = a_job(count=4)
    dear = replace(job, quote=replace(job.quote, unit=26))
    with pytest.raises(InsufficientCredits) as refused:
        await house.submit(dear)
    assert (refused.value.needed, refused.value.available) == (104, 100)
    assert await house.uow.read(lambda books: books.jobs.get(dear.id)) is None
    assert await house.violations() == []


async def test_a_person_has_so_many_open_jobs_and_not_one_more(narrow: House) -> None:
    await narrow.submit(a_job("a1"))
    await narrow.submit(a_job("a2"))
    with pytest.raises(TooManyJobs) as refused:
        await narrow.submit(a_job("a3"))
    assert (refused.value.key, refused.value.facts) == ("too-many-jobs-person", {"limit": 2})
    assert await narrow.available() == 96
    await narrow.worker.handle(a_job("a1").id)
    await narrow.submit(a_job("a3"))


async def test_a_full_queue_is_told(narrow: House) -> None:
    await narrow.submit(a_job("a1"))
    await narrow.submit(a_job("a2"))
    await narrow.submit(a_job("b1", person=BOB))
    with pytest.raises(TooManyJobs) as refused:
        await narrow.submit(a_job("b2", person=BOB))
    assert (refused.value.key, refused.value.facts) == ("too-many-jobs-queue", {"limit": 3})


async def test_many_at_once_never_get_past_the_limit(narrow: House) -> None:
    tries = [narrow.submit(a_job(f"a{n}")) for n in range(20)]
    ends = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(end, TooManyJobs) for end in ends) == 18
    assert await narrow.available() == 96


async def test_the_event_may_have_no_claim(house: House) -> None:
    await house.submit(a_job(created_at=house.clock.now() - timedelta(days=1)))
