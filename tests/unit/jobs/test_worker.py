import asyncio
import errno
import json
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from bot.errors import (
    ContentRejected,
    LedgerError,
    OutcomeUnknown,
    ProviderBusy,
    ProviderRefused,
    UnknownModel,
)
from bot.jobs.drawing import BUSY_PAUSE_MAX_S, BUSY_PAUSES_S
from bot.jobs.endings import Ending
from bot.jobs.journal import Turn
from bot.jobs.landing import keep
from bot.jobs.worker import DEADLINE_S, FINISH_PAUSES_S
from bot.models import (
    AttemptOutcome,
    DrawEvent,
    Drawn,
    DrawTask,
    Job,
    JobId,
    JobState,
    Picture,
    Provenance,
    Reference,
    Sending,
    TaskAccepted,
    Used,
    Withheld,
)
from bot.ports import Books
from tests.fakes.house import ANN, House, PlainDarkroom, a_job, ended, until
from tests.fakes.provider import FakeProvider, picture


async def test_a_picture_is_stored_captured_and_owed_to_its_chat(house: House) -> None:
    job = await house.handle(a_job(count=2))
    assert job.state is JobState.DONE
    assert job.failure is None
    assert (job.captured, await house.available()) == (2, 96)
    pictures = await house.uow.read(lambda books: books.pictures.of(job.id))
    assert [picture.ref.index for picture in pictures] == [1, 2]
    for each in pictures:
        assert each.preview is not None
        async with house.store.local(each.asset.sha256) as file:
            assert file.stat().st_size == each.asset.size_bytes
    (attempt,) = await house.attempts(job.id)
    assert attempt.outcome is AttemptOutcome.OK
    assert attempt.sent_at is not None
    owed = await house.uow.read(
        lambda books: books.outbox.due(house.clock.now(), limit=9, platforms=["fake"])
    )
    assert [item.job for item in owed] == [job.id]
    assert await house.violations() == []


async def test_it_is_durable_that_a_request_leaves_before_it_does(house: House) -> None:
    seen = []

    class Watching(FakeProvider):
        async def draw(self, task: DrawTask) -> AsyncIterator[DrawEvent]:
            yield Sending()
            seen.append((await house.job(task.job)).sent)
            async for event in super().draw(task):
                yield event

    house.provider = Watching()
    job = await house.handle(a_job())
    assert seen == [1]
    assert job.sent == 1  # two requests of one attempt count once


@pytest.mark.parametrize(
    ("error", "code", "outcome"),
    [
        (
            ContentRejected(stage="prompt", categories=("gore",)),
            "rejected",
            AttemptOutcome.REJECTED,
        ),
        (ProviderRefused(reason="quota"), "quota", AttemptOutcome.REFUSED),
        (OutcomeUnknown("reset"), "outcome_unknown", AttemptOutcome.UNKNOWN),
        (UnknownModel(), "model", AttemptOutcome.REFUSED),
        (OSError(errno.ENOSPC, "full"), "storage", AttemptOutcome.CRASHED),
        (ZeroDivisionError(), "internal", AttemptOutcome.CRASHED),
    ],
)
async def test_a_failure_costs_nothing_and_is_never_resent(
    house: House, error: Exception, code: str, outcome: AttemptOutcome
) -> None:
    house.provider = provider = FakeProvider((Sending(), error))
    job = await house.handle(a_job(count=2))
    assert job.state is JobState.FAILED
    assert job.failure is not None
    assert job.failure.code == code
    assert [attempt.outcome for attempt in await house.attempts(job.id)] == [outcome]
    assert (provider.posts, await house.available()) == (1, 100)
    assert await house.violations() == []


async def test_a_refusal_says_what_was_refused(house: House) -> None:
    house.provider = FakeProvider((ContentRejected(stage="reference", categories=("a", "b")),))
    job = await house.handle(a_job())
    assert job.failure is not None
    assert job.failure.facts == {"stage": "reference", "categories": ["a", "b"]}


async def test_what_landed_before_a_failure_is_paid_for_and_nothing_else(house: House) -> None:
    house.provider = FakeProvider((Sending(), 1, 3, OutcomeUnknown()))
    job = await house.handle(a_job(count=4))
    assert job.state is JobState.DONE
    assert job.failure is not None
    assert (job.failure.code, job.captured) == ("outcome_unknown", 2)
    assert await house.available() == 96


async def test_withheld_pictures_cost_nothing(house: House) -> None:
    no = Withheld(index=2, reason="safety", categories=("gore",))
    house.provider = FakeProvider((Sending(), no))
    job = await house.handle(a_job(count=2))
    assert (job.state, job.captured) == (JobState.DONE, 1)
    assert job.failure is not None
    assert job.failure.facts == {"stage": "output", "categories": ["gore"]}
    assert await house.available() == 98


async def test_nothing_but_withheld_pictures_is_a_refusal(house: House) -> None:
    house.provider = FakeProvider((Sending(), Withheld(index=1, reason="safety")))
    job = await house.handle(a_job())
    assert job.state is JobState.FAILED
    assert job.failure is not None
    assert job.failure.code == "rejected"


async def test_a_damaged_picture_does_not_sink_the_others(house: House, tmp_path: Path) -> None:
    class Torn(FakeProvider):
        async def draw(self, task: DrawTask) -> AsyncIterator[DrawEvent]:
            async for event in super().draw(task):
                if isinstance(event, Drawn) and event.index == 1:
                    await asyncio.to_thread(event.path.write_bytes, b"torn")
                yield event

    house.provider = Torn()
    job = await house.handle(a_job(count=2))
    assert (job.state, job.captured) == (JobState.DONE, 1)
    assert job.failure is not None
    assert job.failure.code == "unreadable"


@pytest.mark.parametrize(
    ("reasons", "code", "withheld"),
    [
        (("missing", "missing"), "missing", 0),
        (("missing", "unreadable"), "unreadable", 0),
        (("moderation", "missing"), "missing", 1),
        (("moderation", "unreadable"), "unreadable", 1),
    ],
)
async def test_what_did_not_come_is_called_what_it_is(
    house: House, reasons: tuple[str, ...], code: str, withheld: int
) -> None:
    gone = [Withheld(index=number, reason=reason) for number, reason in enumerate(reasons, 1)]
    house.provider = FakeProvider((Sending(), *gone))
    job = await house.handle(a_job(count=3))
    assert job.captured == 1
    assert job.failure is not None
    assert (job.failure.code, job.failure.facts) == (code, {"withheld": withheld})


async def test_a_busy_provider_is_asked_again_and_the_wait_costs_no_re_run(house: House) -> None:
    house.provider = provider = FakeProvider(
        (Sending(), ProviderBusy(retry_after_s=7)), (ProviderBusy(),), (Sending(),)
    )
    await house.submit(a_job())
    work = asyncio.create_task(house.worker.handle(a_job().id))
    await until(lambda: 7 in house.clock.slept)
    assert (await house.job(a_job().id)).sent == 0
    await house.clock.advance(7)
    await until(lambda: len(provider.tasks) == 2 and house.clock.sleepers == 2)
    await house.clock.advance(BUSY_PAUSES_S[1])
    await ended(work)
    job = await house.job(a_job().id)
    assert (job.state, job.sent, job.attempts) == (JobState.DONE, 1, 3)
    outcomes = [attempt.outcome for attempt in await house.attempts(job.id)]
    assert outcomes == [AttemptOutcome.BUSY, AttemptOutcome.BUSY, AttemptOutcome.OK]


async def test_a_provider_that_stays_busy_fails_the_job_and_the_hold_is_released(
    house: House,
) -> None:
    house.provider = provider = FakeProvider(*[(ProviderBusy(),)] * 20)
    await house.submit(a_job())
    work = asyncio.create_task(house.worker.handle(a_job().id))
    for tries in range(1, len(BUSY_PAUSES_S) + 1):
        await until(lambda n=tries: len(provider.tasks) == n and house.clock.sleepers == 2)
        await house.clock.advance(BUSY_PAUSES_S[tries - 1])
    await ended(work)
    job = await house.job(a_job().id)
    assert job.failure is not None
    assert job.failure.code == "busy"
    assert len(provider.tasks) == len(BUSY_PAUSES_S) + 1
    assert await house.available() == 100


@pytest.mark.parametrize(("asked_s", "tries"), [(BUSY_PAUSE_MAX_S, 2), (BUSY_PAUSE_MAX_S + 1, 1)])
async def test_a_pause_that_is_too_long_is_not_waited_for(
    house: House, asked_s: float, tries: int
) -> None:
    house.provider = provider = FakeProvider((ProviderBusy(retry_after_s=asked_s),))
    await house.submit(a_job())
    work = asyncio.create_task(house.worker.handle(a_job().id))
    await until(lambda: asked_s in house.clock.slept or work.done())
    await house.clock.advance(asked_s)
    await ended(work)
    assert len(provider.tasks) == tries


async def test_only_what_is_missing_is_asked_for_again(house: House) -> None:
    house.provider = provider = FakeProvider((Sending(), 2, ProviderBusy()))
    await house.submit(a_job(count=3))
    work = asyncio.create_task(house.worker.handle(a_job().id))
    await until(lambda: house.clock.sleepers == 2)
    await house.clock.advance(BUSY_PAUSES_S[0])
    await ended(work)
    assert [task.indexes for task in provider.tasks] == [(1, 2, 3), (1, 3)]
    assert (await house.job(a_job().id)).captured == 3


@pytest.mark.parametrize(("script", "code"), [((Sending(),), "outcome_unknown"), ((), "busy")])
async def test_the_deadline_ends_a_job_by_what_had_left(
    house: House, script: tuple[Sending, ...], code: str
) -> None:
    house.provider = provider = FakeProvider((*script, asyncio.Event()))
    await house.submit(a_job())
    work = asyncio.create_task(house.worker.handle(a_job().id))
    await until(lambda: provider.tasks and provider.posts == len(script))
    await house.clock.advance(DEADLINE_S)
    await ended(work)
    job = await house.job(a_job().id)
    assert job.failure is not None
    assert job.failure.code == code
    assert provider.cancelled == 1
    assert await house.available() == 100


async def test_a_task_id_and_the_usage_are_kept(house: House) -> None:
    house.provider = FakeProvider(
        (Sending(), TaskAccepted(task_id="t-1"), Used(usage={"tokens": 5}))
    )
    job = await house.handle(a_job())
    assert job.task_id == "t-1"
    (attempt,) = await house.attempts(job.id)
    assert attempt.usage == {"tokens": 5}


async def test_the_log_of_a_failure_tells_where_and_never_what_was_asked(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.provider = FakeProvider((Sending(), RuntimeError("a fox, job-1")))
    with caplog.at_level(logging.DEBUG, logger="bot"):
        await house.handle(a_job())
    assert "RuntimeError" in caplog.text
    assert "provider.py" in caplog.text
    assert "a fox" not in caplog.text


async def test_a_full_disk_is_no_defect_and_logs_no_stack(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.provider = FakeProvider((Sending(), OSError(errno.ENOSPC, "No space left on device")))
    with caplog.at_level(logging.DEBUG, logger="bot"):
        job = await house.handle(a_job())
    assert job.failure is not None
    assert job.failure.code == "storage"
    assert "no space left" in caplog.text
    assert "provider.py" not in caplog.text


async def test_a_worker_whose_job_was_taken_from_it_writes_nothing_more(house: House) -> None:
    gate = asyncio.Event()
    house.provider = provider = FakeProvider((Sending(), gate))
    await house.submit(a_job())
    work = asyncio.create_task(house.worker.handle(a_job().id))
    await until(lambda: provider.posts == 1)

    def take(books: Books) -> Job:
        job = books.jobs.get(a_job().id)
        assert job is not None
        books.jobs.put(replace(job, runner="other"))
        return replace(job, runner="other")

    taken = await house.uow.write(take)
    gate.set()
    await ended(work)
    assert await house.job(taken.id) == taken
    assert not await house.uow.read(lambda books: books.pictures.of(taken.id))
    assert await house.available() == 98


async def test_a_job_deleted_before_its_end_costs_nothing(house: House) -> None:
    gate = asyncio.Event()
    house.provider = provider = FakeProvider((Sending(), gate))
    await house.submit(a_job(count=2))
    work = asyncio.create_task(house.worker.handle(a_job().id))
    await until(lambda: provider.posts == 1)

    def delete(books: Books) -> None:
        job = books.jobs.get(a_job().id)
        assert job is not None
        books.jobs.put(replace(job, deleted=True))

    await house.uow.write(delete)
    gate.set()
    await ended(work)
    job = await house.job(a_job().id)
    assert (job.state, job.captured) == (JobState.CANCELLED, 0)
    assert await house.available() == 100
    assert await house.violations() == []


async def test_a_file_that_another_jobs_deletion_takes_is_stored_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    landed = house.journal.landed

    async def deleted_elsewhere(turn: Turn, picture: Picture) -> None:
        for asset in filter(None, (picture.asset, picture.preview)):
            await house.store.forget(asset.sha256)
        await landed(turn, picture)

    monkeypatch.setattr(house.journal, "landed", deleted_elsewhere)
    job = await house.handle(a_job())
    (picture,) = await house.uow.read(lambda books: books.pictures.of(job.id))
    assert picture.preview is not None
    for asset in (picture.asset, picture.preview):
        async with house.store.local(asset.sha256) as file:
            assert file.stat().st_size == asset.size_bytes


@pytest.mark.parametrize("trained", [True, False])
@pytest.mark.parametrize("given", [0, 1])
async def test_previews_say_how_they_came_about(
    house: House, tmp_path: Path, trained: bool, given: int
) -> None:
    house.trained = trained
    file = tmp_path / "photo.png"
    Image.new("RGB", (8, 8)).save(file)
    asset = await keep(file, store=house.store, darkroom=PlainDarkroom())
    references = (Reference(asset=asset, name="photo.png"),) * given
    request = replace(a_job().request, references=references)
    job = await house.handle(a_job(request=request))
    (picture,) = await house.uow.read(lambda books: books.pictures.of(job.id))
    assert picture.preview is not None
    made = (Provenance.GENERATED, Provenance.EDITED)[given] if trained else Provenance.DRAWN
    async with house.store.local(picture.preview.sha256) as path:
        with Image.open(path) as image:
            assert image.info["comment"] == made.value.encode()


async def test_a_clock_set_back_makes_no_job_end_before_it_began(house: House) -> None:
    class Winding(FakeProvider):
        async def draw(self, task: DrawTask) -> AsyncIterator[DrawEvent]:
            await house.clock.advance(-3600)
            async for event in super().draw(task):
                yield event

    house.provider = Winding()
    job = await house.handle(a_job())
    assert job.finished_at == job.started_at
    (attempt,) = await house.attempts(job.id)
    assert attempt.ended_at == attempt.started_at


async def test_an_end_that_cannot_be_written_down_is_written_when_it_can(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish, pauses = house.journal.finish, [*FINISH_PAUSES_S, *FINISH_PAUSES_S[-1:] * 9]
    tries = 0

    async def full(turn: Turn, ending: Ending) -> Job:
        nonlocal tries
        tries += 1
        if tries <= len(pauses):
            raise OSError(errno.ENOSPC, "no space left")
        return await finish(turn, ending)

    async def too_full(_: JobId) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(house.journal, "finish", full)
    monkeypatch.setattr(house.journal, "let_go", too_full)
    await house.submit(a_job())
    work = asyncio.create_task(house.worker.handle(a_job().id))
    for number, pause_s in enumerate(pauses, start=1):
        await until(lambda number=number: tries == number)
        await until(lambda: house.clock.sleepers)
        await house.clock.advance(pause_s)
    await ended(work)
    assert (await house.job(a_job().id)).state is JobState.DONE
    assert await house.available() == 98
    assert await house.violations() == []


@pytest.mark.parametrize(
    ("error", "pauses"), [(LedgerError("broken"), ()), (KeyError("x"), FINISH_PAUSES_S[:-1])]
)
async def test_a_job_that_cannot_be_ended_is_let_go_and_recovered(
    house: House, monkeypatch: pytest.MonkeyPatch, error: Exception, pauses: Sequence[float]
) -> None:
    tries = 0

    async def broken(turn: Turn, ending: Ending) -> Job:
        nonlocal tries
        tries += 1
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(house.journal, "finish", broken)
        await house.submit(a_job())
        work = asyncio.create_task(house.worker.handle(a_job().id))
        for number, pause_s in enumerate(pauses, start=1):
            await until(lambda number=number: tries == number)
            await until(lambda: house.clock.sleepers)
            await house.clock.advance(pause_s)
        await work
    job = await house.job(a_job().id)
    assert (job.state, job.runner) == (JobState.RUNNING, "")
    assert (await house.recovery.jobs()).requeued == 1
    assert (await house.job(a_job().id)).state is JobState.QUEUED
    await house.worker.handle(a_job().id)
    assert (await house.job(a_job().id)).state is JobState.DONE
    assert await house.available() == 98
    assert await house.violations() == []


async def test_the_provider_works_in_a_folder_that_goes_away(house: House) -> None:
    house.provider = provider = FakeProvider()
    await house.handle(a_job())
    (task,) = provider.tasks
    assert not task.scratch.exists()
    assert ANN not in task.person_hash
    assert task.person_hash


async def test_what_a_provider_says_is_kept_within_bounds(house: House, tmp_path: Path) -> None:
    words = "x" * 1_000_000
    path = picture(tmp_path / "1.png", 1)
    house.provider = FakeProvider(
        (
            Sending(),
            Drawn(index=1, path=path, revised_prompt=words),
            Used(usage={"total_tokens": 7, "words": words, "list": [words]}),
        )
    )
    job = await house.handle(a_job())
    (landed,) = await house.uow.read(lambda books: books.pictures.of(job.id))
    (attempt,) = await house.attempts(job.id)
    assert landed.revised_prompt is not None
    assert len(landed.revised_prompt.encode()) <= 10_000
    assert attempt.usage["total_tokens"] == 7
    assert len(json.dumps(attempt.usage)) <= 10_000
