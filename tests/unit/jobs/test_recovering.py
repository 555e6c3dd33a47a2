import asyncio
from collections import deque
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.errors import DeliveryError, LedgerError
from bot.jobs import recovery
from bot.jobs.lifecycle import ATTEMPTS_MAX, SENDS_MAX
from bot.models import (
    AttemptOutcome,
    Audience,
    ChatRef,
    Event,
    Job,
    JobId,
    JobState,
    Quote,
    Sending,
    TaskAccepted,
)
from bot.ports import Books, Messenger
from bot.storage.database import Database
from tests.fakes.clock import START
from tests.fakes.house import ANN, FakeLeases, House, a_job, until
from tests.fakes.messenger import FakeMessenger
from tests.fakes.provider import FakeProvider

JOB = a_job().id


async def crashed(house: House, *steps: Any, count: int = 2) -> None:
    """Work on a job up to a point and lose the worker without a word."""
    never = asyncio.Event()
    house.provider = provider = FakeProvider((*steps, never))
    if await house.uow.read(lambda books: books.jobs.get(JOB)) is None:
        await house.submit(a_job(count=count))
    await house.uow.write(lambda books: None)
    hand_back, house.journal.hand_back = house.journal.hand_back, gone  # type: ignore[method-assign]
    work = asyncio.create_task(house.worker.handle(JOB))
    sends = sum(isinstance(step, Sending) for step in steps)
    landed = len({step for step in steps if isinstance(step, int)})
    await until(lambda: provider.tasks and provider.posts == sends)
    await until(lambda: pictures(house, landed))
    if any(isinstance(step, TaskAccepted) for step in steps):
        await until(lambda: accepted(house))
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    house.journal.hand_back = hand_back  # type: ignore[method-assign]
    house.provider = FakeProvider()


async def gone(_job: object) -> None:
    """What a dead process does about its job."""


async def pictures(house: House, count: int) -> bool:
    return len(await house.uow.read(lambda books: books.pictures.of(JOB))) >= count


async def accepted(house: House) -> bool:
    return (await house.job(JOB)).task_id is not None


def restarted(house: House, runner: str = "next", **leases: Any) -> House:
    return House(house.folder, house.uow, leases=FakeLeases(runner=runner, **leases))


async def test_a_job_sent_once_runs_again_for_what_is_missing(house: House) -> None:
    await crashed(house, Sending(), 2)
    after = restarted(house)
    found = await after.recovery.run()
    assert (found.requeued, found.settled) == (1, 0)
    job = await after.job(JOB)
    assert (job.state, job.runner, job.sent) == (JobState.QUEUED, "", 1)
    assert [a.outcome for a in await after.attempts(JOB)] == [AttemptOutcome.CRASHED]
    await after.worker.handle(JOB)
    job = await after.job(JOB)
    assert (job.state, job.captured, job.sent) == (JobState.DONE, 2, 2)
    assert isinstance(after.provider, FakeProvider)
    assert [task.indexes for task in after.provider.tasks] == [(1,)]
    assert await after.violations() == []


async def test_a_job_sent_twice_is_not_sent_again_and_keeps_what_landed(house: House) -> None:
    await crashed(house, Sending(), 2, count=3)
    second = restarted(house, "second")
    await second.recovery.run()
    await crashed(second, Sending())
    third = restarted(house, "third")
    found = await third.recovery.run()
    assert (found.requeued, found.settled) == (0, 1)
    job = await third.job(JOB)
    assert (job.state, job.captured, job.sent) == (JobState.DONE, 1, SENDS_MAX)
    assert job.failure is not None
    assert job.failure.code == "crashed"
    assert await third.available() == 98
    assert await third.violations() == []


async def test_a_job_sent_twice_without_a_picture_costs_nothing(house: House) -> None:
    await crashed(house, Sending())
    second = restarted(house, "second")
    await second.recovery.run()
    await crashed(second, Sending())
    third = restarted(house, "third")
    await third.recovery.run()
    assert (await third.job(JOB)).state is JobState.FAILED
    assert await third.available() == 100


async def test_a_job_never_sent_may_crash_more_often_but_not_for_ever(house: House) -> None:
    await house.submit(a_job())
    await crashed(house)
    await house.uow.write(lambda books: tried(books, ATTEMPTS_MAX - 1))
    after = restarted(house)
    assert (await after.recovery.run()).requeued == 1
    await crashed(after)
    assert (await restarted(house, "third").recovery.run()).settled == 1
    assert (await house.job(JOB)).state is JobState.FAILED


def tried(books: Books, attempts: int) -> None:
    job = books.jobs.get(JOB)
    assert job is not None
    (attempt,) = books.attempts.of(JOB)
    books.attempts.put(replace(attempt, number=attempts))
    books.jobs.put(replace(job, attempts=attempts))


async def test_a_gateways_task_is_resumed_and_is_no_new_request(house: House) -> None:
    await crashed(house, Sending(), TaskAccepted(task_id="t-9"))
    for runner in ("second", "third", "fourth"):
        house = restarted(house, runner)
        assert (await house.recovery.run()).requeued == 1
        await crashed(house)
    house = restarted(house, "last")
    await house.recovery.run()
    house.provider = provider = FakeProvider(())
    await house.worker.handle(JOB)
    assert [task.task_id for task in provider.tasks] == ["t-9"]
    job = await house.job(JOB)
    assert (job.state, job.sent, provider.posts) == (JobState.DONE, 1, 0)


async def test_a_task_taken_in_the_last_run_allowed_is_still_resumed(house: House) -> None:
    await crashed(house, Sending())
    second = restarted(house, "second")
    await second.recovery.run()
    await crashed(second, Sending(), TaskAccepted(task_id="t-9"))
    third = restarted(house, "third")
    assert (await third.recovery.run()).requeued == 1
    third.provider = FakeProvider(())
    await third.worker.handle(JOB)
    job = await third.job(JOB)
    assert (job.state, job.sent, third.provider.posts) == (JobState.DONE, SENDS_MAX, 0)


async def test_a_waiting_job_just_waits_on(house: House) -> None:
    await house.submit(a_job())
    after = restarted(house)
    found = await after.recovery.run()
    assert (found.requeued, found.settled) == (0, 0)
    assert (await after.job(JOB)).state is JobState.QUEUED


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING])
async def test_what_belongs_to_a_living_process_is_left_alone(
    house: House, state: JobState
) -> None:
    job = a_job(runner="beside")
    await house.submit(job)
    await house.uow.write(lambda books: books.jobs.put(replace(job, state=state)))
    after = restarted(house, others={"beside"})
    await after.recovery.run()
    assert await after.job(JOB) == replace(job, state=state)
    after.leases.others.clear()
    await after.recovery.run()
    assert ((await after.job(JOB)).state, (await after.job(JOB)).runner) == (JobState.QUEUED, "")


async def test_who_does_not_lead_touches_nothing(house: House) -> None:
    await crashed(house, Sending())
    before = await house.job(JOB)
    await restarted(house, leader=False).recovery.run()
    assert await house.job(JOB) == before


async def test_a_job_cancelled_in_its_last_moment_is_not_run_again(house: House) -> None:
    await crashed(house, Sending())
    await house.cancel(JOB)
    after = restarted(house)
    await after.recovery.run()
    assert (await after.job(JOB)).state is JobState.CANCELLED
    assert await after.available() == 100


async def test_a_hold_without_a_job_is_released(house: House) -> None:
    await house.uow.write(
        lambda books: house.ledger.hold(
            books,
            person=ANN,
            job=JOB,
            quote=Quote(model="m", unit=5, count=2, tariff="t"),
            now=START,
        )
    )
    assert await house.available() == 90
    assert (await house.recovery.run()).released == 1
    assert await house.available() == 100


OTHER = ChatRef(platform="fake", id="other")


def an_event(key: str = "e1", platform: str = "fake") -> Event:
    chat = ChatRef(platform=platform, id="general")
    return Event(key=key, caller=a_job().caller, chat=chat, claimed_at=START)


async def unanswered(house: House) -> list[str]:
    events = await house.uow.read(lambda books: books.events.unanswered())
    return [event.key for event in events]


async def test_an_event_that_became_nothing_is_answered_once(house: House) -> None:
    await house.claim(an_event())
    assert await house.recovery.events() == 1
    assert await house.recovery.events() == 0
    assert isinstance(house.messenger, FakeMessenger)
    (post,) = house.messenger.posts
    assert (post.key, post.reply.code) == ("lost:e1", "lost-event")


async def test_a_person_is_answered_once_in_each_chat(house: House) -> None:
    for event in (an_event("e1"), an_event("e2"), replace(an_event("e3"), chat=OTHER)):
        await house.claim(event)
    assert await house.recovery.events() == 3
    assert await unanswered(house) == []
    assert isinstance(house.messenger, FakeMessenger)
    assert [post.key for post in house.messenger.posts] == ["lost:e1", "lost:e3"]


async def test_who_takes_no_messages_is_answered_in_the_chat(house: House) -> None:
    await house.claim(an_event())
    assert isinstance(house.messenger, FakeMessenger)
    house.messenger.refuses = lambda post: post.reply.audience is Audience.REQUESTER
    await house.recovery.events()
    (post,) = house.messenger.posts
    assert post.reply.mention == an_event().caller.user
    assert post.reply.code == "lost-event"
    assert await unanswered(house) == []


async def test_an_event_of_a_platform_that_is_not_connected_waits(house: House) -> None:
    await house.claim(an_event(platform="elsewhere"))
    await house.recovery.events()
    assert await unanswered(house) == ["e1"]


@pytest.mark.parametrize(("permanent", "left"), [(False, ["e1"]), (True, [])])
async def test_an_answer_that_cannot_be_posted_is_tried_at_the_next_start_if_it_may_work(
    house: House, permanent: bool, left: list[str]
) -> None:
    await house.claim(an_event())
    assert isinstance(house.messenger, FakeMessenger)
    house.messenger.faults = deque([DeliveryError(permanent=permanent)])
    await house.recovery.events()
    assert await unanswered(house) == left


async def test_a_whole_restart_delivers_what_was_owed(
    house: House, tmp_path: Path, database: Database
) -> None:
    await crashed(house, Sending(), 1)
    after = restarted(house)
    await after.recovery.run()
    async with after.running():
        await after.until_delivered(1)
    job: Job = await after.job(JOB)
    assert (job.state, job.captured) == (JobState.DONE, 2)


async def test_a_chat_that_hangs_is_not_waited_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = house.recovery._tell

    async def hangs(messenger: Messenger, event: Event) -> None:
        if event.key == "e1":
            await asyncio.Event().wait()
        await tell(messenger, event)

    monkeypatch.setattr(house.recovery, "_tell", hangs)
    monkeypatch.setattr(recovery, "TOLD_S", 0.05)
    await house.claim(an_event("e1"))
    await house.claim(replace(an_event("e2"), chat=OTHER))
    assert await house.recovery.events() == 1
    assert await unanswered(house) == ["e1"]


async def test_a_job_that_cannot_be_recovered_holds_up_no_other(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(books: Books, name: str) -> None:
        job = books.jobs.get(JobId(name))
        assert job is not None
        books.jobs.put(replace(job, state=JobState.RUNNING, runner="dead"))

    for name in ("bad", "good"):
        await house.submit(a_job(name))
        await house.uow.write(partial(lost, name=name))
    interrupt = recovery.interrupt

    def breaks(books: Books, *, job: Job, **more: Any) -> Job:
        if job.id == "bad":
            raise LedgerError("broken")
        return interrupt(books, job=job, **more)

    monkeypatch.setattr(recovery, "interrupt", breaks)
    assert (await house.recovery.run()).requeued == 1
    assert (await house.job(JobId("bad"))).state is JobState.RUNNING
    assert (await house.job(JobId("good"))).state is JobState.QUEUED
