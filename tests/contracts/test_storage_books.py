"""What every database's books promise."""

import asyncio
import json
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from bot.models import (
    HOME_TEAM,
    AttemptOutcome,
    ChatRef,
    Failure,
    ImageRequest,
    Job,
    JobId,
    JobState,
    MessageRef,
    Note,
    OutboxItem,
    PersonId,
    Picture,
    PictureRef,
    Quality,
    Reference,
    Resolution,
    Role,
    Size,
    TeamId,
    UserRef,
)
from bot.ports import Books
from bot.storage.database import Database
from bot.storage.database import database_url as read_url
from bot.storage.keyvalue import DatabaseKeyValue
from bot.storage.tables import jobs
from tests.fakes.clock import FakeClock
from tests.fakes.samples import ASSET, MESSAGE, MIA, NOON, make_attempt, make_event, make_job

SECOND = timedelta(seconds=1)


async def test_people_are_found_by_platform_and_id(database: Database) -> None:
    def work(books: Books) -> None:
        assert books.people.find(MIA, HOME_TEAM) is None
        mia = books.people.add(MIA, team=HOME_TEAM, name="Mia \0 ☕", at=NOON)
        on_slack = UserRef(platform="slack", id="mia")
        other = books.people.add(on_slack, team=HOME_TEAM, name="Mia", at=NOON)
        abroad = books.people.add(MIA, team=TeamId("slack:T2"), name="Mia", at=NOON)
        assert books.people.find(MIA, TeamId("slack:T2")) == abroad != mia
        assert set(books.people.teams(MIA)) == {HOME_TEAM, "slack:T2"}
        assert books.people.find(MIA, HOME_TEAM) == mia != other

    await database.write(work)


async def test_an_event_is_claimed_once(database: Database) -> None:
    def work(books: Books) -> None:
        assert books.events.claim(make_event("a"))
        assert not books.events.claim(make_event("a", claimed_at=NOON + SECOND))

    await database.write(work)
    assert await database.read(lambda b: b.events.unanswered()) == [make_event("a")]


async def test_a_second_click_within_the_window_is_no_new_event(database: Database) -> None:
    def click(books: Books, key: str, after_s: float) -> bool:
        at = NOON + timedelta(seconds=after_s)
        return books.events.claim(make_event(key, claimed_at=at), debounce="mia vary", within_s=2)

    def work(books: Books) -> None:
        assert click(books, "a", 0)
        assert not click(books, "b", 1.999)
        assert click(books, "c", 2), "the window starts with the first click and ends at 2 s"
        assert not click(books, "b", 60), "a debounced click delivered again stays debounced"
        assert books.events.claim(make_event("d"), debounce="ben vary", within_s=2)

    await database.write(work)
    unanswered = await database.read(lambda b: b.events.unanswered())
    assert [event.key for event in unanswered] == ["a", "d", "c"]


async def test_a_clock_set_back_makes_no_double_clicks(database: Database) -> None:
    def click(books: Books, key: str, after_s: float) -> bool:
        at = NOON + timedelta(seconds=after_s)
        return books.events.claim(make_event(key, claimed_at=at), debounce="mia vary", within_s=2)

    def work(books: Books) -> list[bool]:
        return [click(books, "a", 0), click(books, "b", -1.999), click(books, "c", -2)]

    assert await database.write(work) == [True, False, True]


async def test_answered_events_are_not_spoken_for(database: Database) -> None:
    def work(books: Books) -> None:
        books.events.claim(make_event("late", claimed_at=NOON + SECOND))
        books.events.claim(make_event("early"))
        books.events.claim(make_event("done"))
        books.events.answer("done")
        books.events.answer("never seen")

    await database.write(work)
    unanswered = await database.read(lambda b: b.events.unanswered())
    assert [event.key for event in unanswered] == ["early", "late"]


def full_job() -> Job:
    request = ImageRequest(
        prompt='bidi \u202e, NUL \0 and "quotes" 🦊',
        model="sketch",
        size=Size(width=1024, height=1280),
        references=(Reference(asset=ASSET, name="logo.png", role=Role.LOGO),),
        mask=ASSET,
        source=PictureRef(job=JobId("job0"), index=2),
        compression=80,
    )
    return make_job(
        request=request,
        state=JobState.FAILED,
        notes=(Note(key="snapped", facts={"to": "1008x1008", "step": 16}),),
        started_at=NOON + SECOND,
        finished_at=NOON + 2 * SECOND,
        runner="1-ab",
        attempts=2,
        sent=1,
        task_id="t",
        cancel_requested=True,
        deleted=True,
        failure=Failure(code="rejected", facts={"stage": "prompt", "categories": ["violence"]}),
        captured=1,
        status=MESSAGE,
        parent_message=MESSAGE,
    )


@pytest.mark.parametrize("job", [make_job(), full_job()], ids=["bare", "full"])
async def test_a_job_comes_back_as_it_was(database: Database, job: Job) -> None:
    await database.write(lambda books: books.jobs.add(job))
    assert await database.read(lambda books: books.jobs.get(job.id)) == job
    assert await database.write(lambda books: books.jobs.get(job.id)) == job


async def test_a_job_from_before_transparency_is_read(
    database: Database, database_url: str
) -> None:
    job = full_job()
    await database.write(lambda books: books.jobs.add(job))
    engine = create_engine(read_url(database_url))
    with engine.begin() as connection:
        kept = json.loads(connection.scalar(text("SELECT request FROM jobs")) or "")
        assert kept.pop("transparent") is False
        connection.execute(text("UPDATE jobs SET request = :old"), {"old": json.dumps(kept)})
    engine.dispose()
    assert await database.read(lambda books: books.jobs.get(job.id)) == job


def test_every_field_of_a_job_has_a_column() -> None:
    assert {field.name for field in fields(Job)} == set(jobs.c.keys())


async def test_a_job_is_overwritten_but_not_invented(database: Database) -> None:
    await database.write(lambda books: books.jobs.add(make_job()))
    await database.write(lambda books: books.jobs.put(full_job()))
    assert await database.read(lambda books: books.jobs.get(JobId("job1"))) == full_job()
    assert await database.read(lambda books: books.jobs.get(JobId("job2"))) is None
    with pytest.raises(LookupError):
        await database.write(lambda books: books.jobs.put(make_job("job2")))


async def test_a_status_is_noted_beside_what_others_wrote_meanwhile(database: Database) -> None:
    job = make_job()
    await database.write(lambda books: books.jobs.add(job))
    await database.write(lambda books: books.jobs.put(replace(job, attempts=1)))
    assert await database.write(lambda books: books.jobs.note_status(job.id, MESSAGE))
    found = await database.read(lambda books: books.jobs.get(job.id))
    assert found == replace(job, attempts=1, status=MESSAGE)
    assert not await database.write(lambda books: books.jobs.note_status(JobId("no"), MESSAGE))


async def test_open_jobs_are_read_as_they_were_written(database: Database) -> None:
    job = full_job()
    job = replace(job, state=JobState.RUNNING)
    await database.write(lambda books: books.jobs.add(job))
    for _ in range(2):
        assert await database.read(lambda books: books.jobs.unfinished()) == [job]


async def test_unfinished_and_recent_jobs_come_in_order(database: Database) -> None:
    def add(books: Books) -> None:
        for number, state in enumerate(JobState):
            at = NOON - number * SECOND
            books.jobs.add(make_job(state.value, state=state, created_at=at))
        books.jobs.add(make_job("other", person=PersonId("p2"), created_at=NOON - 9 * SECOND))

    def names(found: object) -> list[str]:
        assert isinstance(found, list)
        return [job.id for job in found]

    await database.write(add)
    unfinished = await database.read(lambda b: b.jobs.unfinished())
    assert names(unfinished) == ["other", "running", "queued"]
    recent = await database.read(lambda b: b.jobs.recent(PersonId("p1"), limit=2))
    assert names(recent) == ["queued", "running"]
    for person, counts in (("p1", (2, 3)), ("p2", (1, 3)), ("nobody", (0, 3))):
        assert await database.read(lambda b, p=person: b.jobs.count_unfinished(p)) == counts


async def test_a_picture_is_recorded_once_per_index(database: Database) -> None:
    second = Picture(ref=PictureRef(job=JobId("job1"), index=2), asset=ASSET)
    first = Picture(
        ref=PictureRef(job=JobId("job1"), index=1), asset=ASSET, preview=ASSET, revised_prompt="x"
    )

    def work(books: Books) -> None:
        books.jobs.add(make_job())
        books.pictures.add(second, at=NOON)
        books.pictures.add(first, at=NOON)

    await database.write(work)
    assert await database.read(lambda b: b.pictures.of(JobId("job1"))) == [first, second]
    with pytest.raises(ValueError, match="recorded already"):
        await database.write(lambda b: b.pictures.add(first, at=NOON))


async def test_attempts_are_overwritten_by_number_and_timed(database: Database) -> None:
    done = make_attempt(
        2,
        sent_at=NOON,
        ended_at=NOON + 4 * SECOND,
        outcome=AttemptOutcome.OK,
        detail="fine \0",
        usage={"tokens": 12, "nested": {"a": [1]}},
    )
    request = ImageRequest(
        prompt="x", model="sketch", quality=Quality.HIGH, resolution=Resolution.K2
    )

    def work(books: Books) -> None:
        books.jobs.add(make_job(request=request))
        books.attempts.put(make_attempt(2))
        books.attempts.put(make_attempt(1, outcome=AttemptOutcome.BUSY, ended_at=NOON))
        books.attempts.put(done)

    await database.write(work)
    numbers = await database.read(lambda b: [a.number for a in b.attempts.of(JobId("job1"))])
    assert numbers == [1, 2]
    stored = await database.read(lambda b: b.attempts.of(JobId("job1"))[1])
    assert (stored.usage, stored.detail) == (done.usage, "fine ")
    seconds = await database.read(lambda b: b.attempts.seconds("sketch", limit=9))
    assert seconds == [("high", "2k", 4.0)]
    assert await database.read(lambda b: b.attempts.seconds("other", limit=9)) == []


async def test_messages_lead_to_their_pictures(database: Database) -> None:
    whole, one = (PictureRef(job=JobId("job1"), index=index) for index in (0, 2))
    elsewhere = MessageRef(chat=ChatRef(platform="slack", id="studio"), id="m1")

    def work(books: Books) -> None:
        books.messages.remember(MESSAGE, whole)
        books.messages.remember(MESSAGE, one)
        books.messages.remember(elsewhere, whole)

    await database.write(work)
    assert await database.read(lambda b: b.messages.find(MESSAGE)) == one
    assert await database.read(lambda b: b.messages.find(elsewhere)) == whole
    unknown = MessageRef(chat=MESSAGE.chat, id="m2")
    assert await database.read(lambda b: b.messages.find(unknown)) is None
    assert await database.read(lambda b: b.messages.of(JobId("job1"))) == [elsewhere, MESSAGE]


async def test_the_outbox_owes_each_key_once(database: Database) -> None:
    job, web = JobId("job1"), ["web", "slack"]
    soon, late = (
        OutboxItem(key=key, job=job, platform="web", due_at=NOON + wait)
        for key, wait in (("soon", 0 * SECOND), ("late", 9 * SECOND))
    )

    def work(books: Books) -> None:
        assert books.outbox.next_due(web) is None
        books.outbox.add(soon)
        books.outbox.add(late)
        books.outbox.add(replace(soon, due_at=NOON - SECOND))
        assert books.outbox.next_due(web) == NOON
        assert books.outbox.due(NOON - SECOND, limit=9, platforms=web) == []
        assert books.outbox.due(NOON, limit=9, platforms=web) == [soon]
        assert books.outbox.due(NOON + 9 * SECOND, limit=9, platforms=web) == [soon, late]
        assert books.outbox.due(NOON + 9 * SECOND, limit=1, platforms=web) == [soon]
        again = replace(soon, tries=1, due_at=NOON + 99 * SECOND, last_error="gone")
        books.outbox.put(again)
        assert books.outbox.next_due(web) == late.due_at
        books.outbox.done("late")
        assert books.outbox.due(NOON + 99 * SECOND, limit=9, platforms=web) == [again]
        books.outbox.done("soon")
        books.outbox.add(soon)
        assert books.outbox.next_due(web) is None, "what was delivered is not owed again"

    await database.write(work)


async def test_what_is_late_may_be_taken_back_and_is_then_owed_no_more(database: Database) -> None:
    def work(books: Books) -> None:
        books.jobs.add(make_job(captured=1))
        person, job = PersonId("p1"), JobId("job1")
        item = OutboxItem(key="late", job=job, platform="web", due_at=NOON)
        books.outbox.add(item)
        books.outbox.shelve("late")
        assert books.outbox.given_up(person, limit=9) == [job]
        assert books.outbox.due(NOON, limit=9, platforms=["web"]) == [item]
        assert books.outbox.take_back(job)
        assert not books.outbox.take_back(job)
        assert books.outbox.due(NOON, limit=9, platforms=["web"]) == []
        assert not books.outbox.done("late"), "a post under way was one too many"
        books.outbox.add(replace(item, key="again"))
        books.outbox.shelve("again")
        assert books.outbox.done("again")
        assert books.outbox.given_up(person, limit=9) == []
        books.outbox.shelve("again")
        assert books.outbox.given_up(person, limit=9) == [], "what was delivered is not late"

    await database.write(work)


async def test_the_outbox_is_each_platforms_own(database: Database) -> None:
    item = OutboxItem(key="k", job=JobId("job1"), platform="slack", due_at=NOON)

    def work(books: Books) -> None:
        books.outbox.add(item)
        assert books.outbox.due(NOON, limit=9, platforms=["web"]) == []
        assert books.outbox.next_due(["web"]) is None
        assert books.outbox.due(NOON, limit=9, platforms=["web", "slack"]) == [item]
        assert books.outbox.next_due(["slack"]) == NOON
        assert books.outbox.next_due([]) is None

    await database.write(work)


async def test_key_values_are_replaced_deleted_and_scanned(database: Database) -> None:
    values = DatabaseKeyValue(database, FakeClock())
    for key in ("log/2", "log/10", "log/1", "Log/3", "logs", "log", "log/é"):
        await values.set(key, f"<{key}>")
    await values.set("log/1", "new")
    assert await values.get("log/1") == "new"
    assert await values.get("nothing") is None
    await values.delete("log/10")
    await values.delete("log/10")
    assert await values.scan("log/") == [
        ("log/1", "new"),
        ("log/2", "<log/2>"),
        ("log/é", "<log/é>"),
    ]
    assert await values.scan("log/", after="log/1", limit=1) == [("log/2", "<log/2>")]
    newest = await values.scan("log/", limit=2, newest=True)
    assert newest == [("log/2", "<log/2>"), ("log/é", "<log/é>")]
    assert [key for key, _ in await values.scan("")] == [
        "Log/3",
        "log",
        "log/1",
        "log/2",
        "log/é",
        "logs",
    ]


async def test_a_record_ends_when_it_lasted_long_enough(database: Database) -> None:
    clock = FakeClock()
    values, hour = DatabaseKeyValue(database, clock), timedelta(hours=1)

    async def left() -> list[str]:
        now = clock.now()
        await database.write(lambda books: books.keyvalue.purge(now, limit=2))
        return [key for key, _ in await values.scan("")]

    for key in ("a", "b", "c", "shortened", "kept again"):
        await values.set(key, "", lasts=hour)
    await values.set("for ever", "")
    await values.set("longer", "", lasts=2 * hour)
    await values.set("kept again", "", lasts=2 * hour)
    await values.set("shortened", "")
    await clock.advance(3599)
    assert len(await left()) == 7
    await clock.advance(1)
    assert len(await left()) == 5
    assert await left() == ["for ever", "kept again", "longer", "shortened"]
    await clock.advance(3600)
    assert await left() == ["for ever", "shortened"]


async def test_a_new_person_who_does_two_things_at_once_is_one_person(database: Database) -> None:
    def meet(books: Books) -> PersonId:
        return books.people.find(MIA, HOME_TEAM) or books.people.add(
            MIA, team=HOME_TEAM, name="Mia", at=NOON
        )

    people = await asyncio.gather(*(database.write(meet) for _ in range(20)))
    assert len(set(people)) == 1
