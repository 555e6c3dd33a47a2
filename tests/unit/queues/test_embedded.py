import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.jobs.bell import stop
from bot.jobs.endings import BROKEN_PROMISE
from bot.models import AttemptOutcome, Job, JobId, JobState, PersonId, Sending
from bot.queues.embedded import GRACE_S, POLL_S, REST_S
from bot.storage.database import Database
from tests.fakes.clock import breathe
from tests.fakes.house import ANN, BOB, FakeLeases, House, a_job, until
from tests.fakes.provider import FakeProvider


class Bench:
    """A handler that notes who came and keeps them until told."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.came: list[str] = []
        self.here: set[str] = set()
        self.most = 0
        self.gate = asyncio.Event()

    async def handle(self, job_id: JobId) -> None:
        turn = await self.house.journal.take(job_id, provider=lambda _: "")
        assert turn is not None
        self.came.append(job_id)
        self.here.add(job_id)
        self.most = max(self.most, len(self.here))
        await self.gate.wait()
        self.here.discard(job_id)
        await self.house.journal.finish(turn, BROKEN_PROMISE)


@asynccontextmanager
async def at_work(house: House) -> AsyncIterator[Bench]:
    bench = Bench(house)
    task = asyncio.create_task(house.queue.run(bench.handle))
    try:
        yield bench
    finally:
        bench.gate.set()
        await stop(task)


async def test_so_many_run_at_once_and_so_many_of_one_person(
    tmp_path: Path, database: Database
) -> None:
    house = House(tmp_path, database, slots=3, person_max=2)
    for person in (ANN, BOB):
        await house.grant(person, 100)
        for n in range(3):
            await house.submit(a_job(f"{person}{n}", person=person))
    async with at_work(house) as bench:
        await until(lambda: len(bench.here) == 3)
        await breathe()
        assert sorted(bench.came) == ["ann0", "ann1", "bob0"]
        bench.gate.set()
        await until(lambda: len(bench.came) == 6)
    assert bench.most == 3


async def test_one_person_alone_does_not_fill_all_slots(tmp_path: Path, database: Database) -> None:
    house = House(tmp_path, database, slots=4, person_max=2)
    await house.grant(ANN, 100)
    for n in range(4):
        await house.submit(a_job(f"a{n}"))
    async with at_work(house) as bench:
        await until(lambda: len(bench.here) == 2)
        await breathe()
        assert bench.came == ["a0", "a1"]


async def test_forty_jobs_of_one_person_do_not_starve_another(
    tmp_path: Path, database: Database
) -> None:
    house = House(tmp_path, database, slots=1, person_max=1)
    house.limits = type(house.limits)(person_max=50)
    for person in (ANN, BOB):
        await house.grant(person, 100)
    for n in range(40):
        await house.submit(a_job(f"a{n:02}"))
    async with at_work(house) as bench:
        await until(lambda: bench.here)
        await house.submit(a_job("b", person=BOB))
        bench.gate.set()
        await until(lambda: "b" in bench.came)
    assert bench.came.index("b") <= 2


async def test_a_job_starts_when_rung_for_without_any_poll(house: House) -> None:
    start = house.clock.now()
    async with at_work(house) as bench:
        await until(lambda: house.clock.sleepers == 1)
        await house.submit(a_job())
        await until(lambda: bench.came)
    assert (bench.came, house.clock.now()) == (["job-1"], start)


async def test_a_job_nobody_rang_for_is_found_by_the_slow_poll(house: House) -> None:
    async with at_work(house) as bench:
        await until(lambda: house.clock.sleepers == 1)
        house.queue.wake = lambda: None  # type: ignore[method-assign]
        await house.submit(a_job())
        await house.clock.advance(POLL_S - 1)
        assert bench.came == []
        await house.clock.advance(1)
        await until(lambda: bench.came)


async def test_a_handler_that_fails_is_not_called_again_at_once(house: House) -> None:
    calls: list[JobId] = []

    async def broken(job_id: JobId) -> None:
        calls.append(job_id)
        raise OSError("no database")

    task = asyncio.create_task(house.queue.run(broken))
    await house.submit(a_job())
    await until(lambda: calls and house.clock.sleepers == 1)
    await breathe()
    assert len(calls) == 1
    await house.clock.advance(REST_S)
    await until(lambda: len(calls) == 2)
    await stop(task)


@pytest.mark.parametrize(
    ("leader", "runner", "others", "runs"),
    [
        (True, "", set(), True),
        (True, "beside", {"beside"}, False),
        (True, "beside", set(), True),
        (False, "here", set(), True),
        (False, "", set(), False),
        (False, "beside", set(), False),
    ],
)
async def test_a_process_runs_its_own_jobs_and_the_leader_those_of_the_dead(
    house: House, leader: bool, runner: str, others: set[str], runs: bool
) -> None:
    leases = FakeLeases(leader=leader, others=others)
    second = House(house.folder, house.uow, leases=leases)
    async with at_work(second) as bench:
        await second.submit(a_job("asked", runner=runner))
        await second.submit(a_job("own", runner="here"))
        await until(lambda: "own" in bench.came)
        assert bench.came == (["asked", "own"] if runs else ["own"])


async def drawn_until_cancelled(house: House, *, sent: int) -> asyncio.Task[None]:
    await house.uow.write(lambda books: None)
    queue = asyncio.create_task(house.queue.run(house.worker.handle))
    await house.submit(a_job())
    provider = house.provider
    assert isinstance(provider, FakeProvider)
    await until(lambda: provider.tasks and provider.posts == sent)
    queue.cancel()
    return queue


async def test_shutdown_lets_jobs_finish_that_can(house: House) -> None:
    gate = asyncio.Event()
    house.provider = FakeProvider((Sending(), gate))
    queue = await drawn_until_cancelled(house, sent=1)
    late = await house.submit(a_job("late"))
    gate.set()
    await asyncio.gather(queue, return_exceptions=True)
    assert (await house.job(a_job().id)).state is JobState.DONE
    assert (await house.job(late.id)).attempts == 0


@pytest.mark.parametrize("sent", [0, 1])
async def test_shutdown_hands_back_what_does_not_finish(house: House, sent: int) -> None:
    house.provider = FakeProvider((*([Sending()] * sent), asyncio.Event()))
    queue = await drawn_until_cancelled(house, sent=sent)
    await until(lambda: GRACE_S in house.clock.slept)
    await house.clock.advance(GRACE_S)
    await asyncio.gather(queue, return_exceptions=True)
    job = await house.job(a_job().id)
    assert (job.state, job.runner, job.sent) == (JobState.QUEUED, "", sent)
    assert [a.outcome for a in await house.attempts(job.id)] == [AttemptOutcome.CANCELLED]
    assert await house.available() == 98  # still held
    after = House(house.folder, house.uow)
    await after.worker.handle(job.id)
    assert (await after.job(job.id)).state is JobState.DONE


async def test_a_job_handed_back_after_its_re_run_ends(house: House) -> None:
    for _ in range(2):
        house.provider = FakeProvider((Sending(), asyncio.Event()))
        work = asyncio.create_task(run_again(house))
        provider = house.provider
        await until(lambda p=provider: p.posts == 1)
        await stop(work)
    job = await house.job(a_job().id)
    assert job.state is JobState.FAILED
    assert job.failure is not None
    assert job.failure.code == "crashed"
    assert await house.available() == 100
    assert await house.violations() == []


async def run_again(house: House) -> None:
    if await house.uow.read(lambda books: books.jobs.get(a_job().id)) is None:
        await house.submit(a_job())
    await house.worker.handle(a_job().id)


async def test_fifty_people_all_get_their_pictures(tmp_path: Path, database: Database) -> None:
    house = House(tmp_path, database, slots=4)
    jobs: list[Job] = []
    for n in range(50):
        person = PersonId(f"p{n}")
        await house.grant(person, 10)
        jobs.append(a_job(f"j{n}", person=person))
    async with house.running():
        await asyncio.gather(*(house.submit(job) for job in jobs))
        ended = await house.until_final(*(job.id for job in jobs))
        await house.until_delivered(50)
    assert {job.state for job in ended} == {JobState.DONE}
    assert await house.violations() == []


async def test_another_process_is_looked_for_beside_the_event_loop(house: House) -> None:
    asked: list[threading.Thread] = []

    class Slow(FakeLeases):
        def alive(self, runner: str) -> bool:
            asked.append(threading.current_thread())
            return super().alive(runner)

    second = House(house.folder, house.uow, leases=Slow(leader=True))
    await second.submit(replace(a_job(), runner="another"))
    async with at_work(second):
        await until(lambda: asked)
    assert threading.current_thread() not in asked
