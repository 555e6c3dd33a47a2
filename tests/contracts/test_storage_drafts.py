"""What every database promises about drafts, preferences, and what is given up or forgotten."""

from dataclasses import replace
from datetime import timedelta

from bot.models import (
    HOME_TEAM,
    AttemptOutcome,
    Draft,
    ImageRequest,
    JobId,
    Note,
    Offer,
    OutboxItem,
    PersonId,
    Picture,
    PictureRef,
    Plan,
    Preferences,
    Quality,
    Ratio,
    Reference,
    Spoiler,
    UserRef,
)
from bot.ports import Books
from bot.storage.database import Database
from tests.fakes.samples import ASSET, MESSAGE, MIA, NOON, make_attempt, make_event, make_job

SECOND = timedelta(seconds=1)
PERSON = PersonId("p1")
OTHER = replace(ASSET, sha256="b" * 64)
PREVIEW = replace(ASSET, sha256="c" * 64)


def make_draft(id_: str = "d1", **changes: object) -> Draft:
    request = ImageRequest(
        prompt='a "fox"\0', model="sketch", references=(Reference(asset=OTHER, name="b.png"),)
    )
    plan = Plan(request=request, notes=(Note(key="left-out", facts={"reason": "a"}),))
    draft = Draft(
        id=JobId(id_),
        person=PERSON,
        created_at=NOON,
        offers=(Offer(plans=(plan,), total=88),),
        in_reply_to=MESSAGE,
    )
    return replace(draft, **changes)  # type: ignore[arg-type]


async def test_a_draft_is_read_back_whole_and_answered_once(database: Database) -> None:
    draft = make_draft()
    await database.write(lambda b: b.drafts.add(draft))
    assert await database.read(lambda b: b.drafts.get(draft.id)) == draft
    assert await database.read(lambda b: b.drafts.get(JobId("unknown"))) is None
    assert await database.write(lambda b: b.drafts.close(draft.id, at=NOON + SECOND))
    assert not await database.write(lambda b: b.drafts.close(draft.id, at=NOON + 2 * SECOND))
    closed = await database.read(lambda b: b.drafts.get(draft.id))
    assert closed == replace(draft, closed_at=NOON + SECOND)


async def test_drafts_are_forgotten_by_person_and_by_age(database: Database) -> None:
    def work(books: Books) -> None:
        books.drafts.add(make_draft("old", created_at=NOON - SECOND))
        books.drafts.add(make_draft("new"))
        books.drafts.add(make_draft("bobs", person=PersonId("bob")))
        books.drafts.purge(NOON)
        assert books.drafts.get(JobId("old")) is None
        assert books.drafts.forget(PERSON) == [make_draft("new")]
        assert books.drafts.get(JobId("new")) is None
        assert books.drafts.get(JobId("bobs")) is not None

    await database.write(work)


async def test_preferences_are_kept_by_scope(database: Database) -> None:
    choices = Preferences(quality=Quality.HIGH, ratio=Ratio.R4_5, spoiler=Spoiler.ASK)

    def work(books: Books) -> None:
        books.preferences.put("person:p1", Preferences(private=True))
        books.preferences.put("person:p1", choices)

    await database.write(work)
    assert await database.read(lambda b: b.preferences.get("person:p1")) == choices
    assert await database.read(lambda b: b.preferences.get("person:p2")) == Preferences()
    asked = ["person:p2", "person:p1", "team:t"]
    assert await database.read(lambda b: b.preferences.among(asked)) == {"person:p1": choices}
    assert await database.read(lambda b: b.preferences.among(asked[:1])) == {}


async def test_what_no_place_took_waits_until_it_is_taken_back(database: Database) -> None:
    def work(books: Books) -> None:
        for number, name in enumerate(("delivered", "lost", "deleted", "failed", "newest")):
            job = make_job(
                name,
                created_at=NOON + number * SECOND,
                deleted=name == "deleted",
                captured=int(name != "failed"),
            )
            books.jobs.add(job)
            item = OutboxItem(key=f"result:{name}", job=job.id, platform="web", due_at=NOON)
            books.outbox.add(item)
            (books.outbox.done if name == "delivered" else books.outbox.give_up)(item.key)
        assert books.outbox.due(NOON, limit=9, platforms=["web"]) == []
        assert books.outbox.given_up(PERSON, limit=10) == ["newest", "lost"]
        assert books.outbox.given_up(PERSON, limit=1) == ["newest"]
        assert books.outbox.given_up(PersonId("bob"), limit=10) == []
        assert books.outbox.take_back(JobId("lost"))
        assert not books.outbox.take_back(JobId("lost"))
        assert books.outbox.given_up(PERSON, limit=10) == ["newest"]

    await database.write(work)


async def test_attempts_that_ended_lately(database: Database) -> None:
    def work(books: Books) -> None:
        books.jobs.add(make_job())
        for number, ended_s, outcome in ((1, 5, AttemptOutcome.OK), (2, 9, AttemptOutcome.BUSY)):
            ended = NOON + ended_s * SECOND
            books.attempts.put(make_attempt(number, ended_at=ended, outcome=outcome))
        books.attempts.put(make_attempt(3))
        assert books.attempts.ended(NOON, limit=9) == [
            ("sketch", AttemptOutcome.BUSY, 9.0),
            ("sketch", AttemptOutcome.OK, 5.0),
        ]
        assert books.attempts.ended(NOON, limit=1) == [("sketch", AttemptOutcome.BUSY, 9.0)]
        assert books.attempts.ended(NOON + 10 * SECOND, limit=9) == []

    await database.write(work)


async def test_bytes_are_in_use_while_a_job_or_an_open_draft_has_them(database: Database) -> None:
    def work(books: Books) -> None:
        job = make_job()
        books.jobs.add(job)
        picture = Picture(
            ref=PictureRef(job=job.id, index=1),
            asset=ASSET,
            preview=PREVIEW,
            revised_prompt="a red fox",
        )
        books.pictures.add(picture, at=NOON)
        books.drafts.add(make_draft())
        used = {name: books.pictures.in_use(name * 64) for name in "abcd"}
        assert used == {"a": True, "b": True, "c": True, "d": False}
        files = [name * 64 for name in "abcd"]
        assert sorted(books.pictures.named(files)) == files[:3]
        assert list(books.pictures.named(files[1:2])) == files[1:2]
        books.drafts.close(JobId("d1"), at=NOON)
        books.jobs.put(replace(job, deleted=True))
        assert not any(books.pictures.in_use(name * 64) for name in "abcd")
        assert not books.pictures.named(files)
        books.pictures.strip(job.id)
        assert books.pictures.of(job.id) == [replace(picture, preview=None, revised_prompt=None)]

    await database.write(work)


async def test_copies_are_nobodys_reason_to_keep_a_file(database: Database) -> None:
    copy, kept = "e" * 64, "f" * 64

    def work(books: Books) -> None:
        for name in ("one", "two"):
            books.jobs.add(make_job(name))
            books.pictures.note_copy(JobId(name), copy)
        books.pictures.note_copy(JobId("two"), copy)
        books.pictures.note_copy(JobId("two"), kept)
        assert not books.pictures.in_use(copy)
        assert not books.pictures.named([copy, kept])
        books.jobs.put(make_job("two", deleted=True))
        assert set(books.pictures.take_copies(JobId("two"))) == {copy, kept}
        assert not books.pictures.take_copies(JobId("two"))
        books.pictures.forget_copy(copy)
        assert not books.pictures.take_copies(JobId("one"))

    await database.write(work)


async def test_drafts_that_are_forgotten_or_old_need_no_files(database: Database) -> None:
    def work(books: Books) -> None:
        books.drafts.add(make_draft())
        assert books.pictures.in_use("b" * 64)
        books.drafts.purge(NOON + SECOND)
        assert not books.pictures.in_use("b" * 64)
        books.drafts.add(draft := make_draft())
        books.drafts.forget(draft.person)
        assert not books.pictures.in_use("b" * 64)

    await database.write(work)


async def test_a_deleted_twin_does_not_keep_bytes(database: Database) -> None:
    def work(books: Books) -> None:
        for name in ("one", "two"):
            books.jobs.add(make_job(name))
            books.pictures.add(Picture(ref=_first(name), asset=ASSET), at=NOON)
        assert books.pictures.used_elsewhere(Picture(ref=_first("one"), asset=ASSET))
        books.jobs.put(make_job("two", deleted=True))
        assert not books.pictures.used_elsewhere(Picture(ref=_first("one"), asset=ASSET))

    await database.write(work)


def _first(job: str) -> PictureRef:
    return PictureRef(job=JobId(job), index=1)


async def test_a_person_can_be_listed_and_forgotten(database: Database) -> None:
    def work(books: Books) -> None:
        person = books.people.add(MIA, team=HOME_TEAM, name="Mia", at=NOON)
        assert books.people.identities(person) == [(MIA, "Mia")]
        books.people.unname(person)
        assert books.people.identities(person) == [(MIA, "")]
        assert books.people.find(MIA, HOME_TEAM) == person
        assert books.people.identities(PersonId("nobody")) == []
        books.jobs.add(make_job("b", created_at=NOON + SECOND))
        books.jobs.add(make_job("a"))
        assert books.jobs.of(PERSON) == ["a", "b"]
        books.messages.remember(MESSAGE, _first("a"))
        books.messages.forget(JobId("a"))
        assert books.messages.find(MESSAGE) is None

    await database.write(work)


async def test_only_old_answered_events_are_purged(database: Database) -> None:
    def work(books: Books) -> None:
        books.events.claim(make_event("old", answered=True))
        books.events.claim(make_event("open"))
        books.events.claim(make_event("new", claimed_at=NOON + SECOND, answered=True))
        books.events.purge(NOON + SECOND)
        assert [books.events.claim(make_event(key)) for key in ("old", "open", "new")] == [
            True,
            False,
            False,
        ]

    await database.write(work)


async def test_records_of_what_is_over_are_purged_a_few_at_a_time(database: Database) -> None:
    def work(books: Books) -> None:
        for number in range(1, 6):
            ended = None if number == 5 else NOON + (number == 4) * SECOND
            books.attempts.put(make_attempt(number, ended_at=ended))
        for name in ("a", "b", "c", "given-up", "owed"):
            late = NOON + (name == "c") * SECOND
            books.outbox.add(OutboxItem(key=name, job=JobId(name), platform="web", due_at=late))
        for name in ("a", "b", "c"):
            books.outbox.done(name)
        books.outbox.give_up("given-up")
        before = NOON + SECOND
        for left in ([2, 3, 4, 5], [3, 4, 5], [4, 5], [4, 5]):
            books.attempts.purge(before, limit=1)
            assert [one.number for one in books.attempts.of(JobId("job1"))] == left
        for _ in range(3):
            books.outbox.purge(before, limit=1)
        for key in ("a", "b", "c", "given-up", "owed"):  # what is there is not added anew
            books.outbox.add(OutboxItem(key=key, job=JobId(key), platform="slack", due_at=NOON))
        found = books.outbox.due(NOON, limit=9, platforms=["slack"])
        assert [item.key for item in found] == ["a", "b"]

    await database.write(lambda books: books.jobs.add(make_job()))
    await database.write(work)


async def test_messages_of_jobs_deleted_long_ago_are_forgotten(database: Database) -> None:
    def work(books: Books) -> None:
        jobs = [
            make_job("kept"),
            make_job("gone", deleted=True),
            make_job("lately", deleted=True, created_at=NOON + SECOND),
        ]
        for job in jobs:
            books.jobs.add(job)
            books.messages.remember(replace(MESSAGE, id=job.id), _first(job.id))
        books.messages.purge(NOON + SECOND, limit=9)
        assert [bool(books.messages.of(job.id)) for job in jobs] == [True, False, True]

    await database.write(work)


async def test_a_user_on_two_platforms_is_one_listing_each(database: Database) -> None:
    def work(books: Books) -> None:
        other = UserRef(platform="slack", id="mia")
        for user in (MIA, other):
            person = books.people.add(user, team=HOME_TEAM, name="Mia", at=NOON)
            assert books.people.identities(person) == [(user, "Mia")]

    await database.write(work)
