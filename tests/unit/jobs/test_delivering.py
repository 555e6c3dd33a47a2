import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from bot.errors import DeliveryError
from bot.jobs import delivery, removals
from bot.jobs.bell import stop
from bot.jobs.delivery import BACKOFF_S, HOLDING_TRIES, LATE_TRIES, LIMITED_TRIES, TRIES_MAX
from bot.jobs.outbox import UNREAD_S, Deliverer
from bot.jobs.removals import Removals
from bot.models import (
    Audience,
    ChatLimits,
    ChatRef,
    Job,
    JobId,
    JobState,
    MessageRef,
    OutboxItem,
    PictureRef,
    Posted,
    Sending,
    UserRef,
)
from bot.ports import Books
from tests.fakes.clock import breathe
from tests.fakes.house import BOB, CHAT, PATIENCE_S, House, a_job, until
from tests.fakes.messenger import FakeMessenger, Post
from tests.fakes.provider import FakeProvider

JOB = a_job().id
SOON = DeliveryError("503")
NEVER = DeliveryError("403", permanent=True)


@pytest.fixture
def messenger(house: House) -> FakeMessenger:
    assert isinstance(house.messenger, FakeMessenger)
    return house.messenger


async def items(house: House) -> list[OutboxItem]:
    later = house.clock.now().replace(year=2100)
    found = await house.uow.read(
        lambda books: books.outbox.due(later, limit=99, platforms=["fake", "other"])
    )
    return list(found)


async def set_on(house: House, **changes: object) -> None:
    def work(books: Books) -> None:
        job = books.jobs.get(JOB)
        assert job is not None
        books.jobs.put(replace(job, **changes))  # type: ignore[arg-type]

    await house.uow.write(work)


async def test_a_result_answers_the_person_and_replaces_the_status(
    house: House, messenger: FakeMessenger
) -> None:
    asked = MessageRef(chat=CHAT, id="asked")
    status = MessageRef(chat=CHAT, id="status")
    await house.handle(a_job(parent_message=asked))
    await set_on(house, status=status)
    async with house.delivering():
        await house.until_delivered(1)
    (post,) = messenger.posts
    assert (post.key, post.in_reply_to, post.replaces) == ("result:job-1", asked, status)
    assert post.to == a_job().caller.user
    assert await items(house) == []


@pytest.mark.parametrize(("count", "whole"), [(1, 1), (2, 0)])
async def test_the_message_is_known_as_the_job_or_its_only_picture(
    house: House, messenger: FakeMessenger, count: int, whole: int
) -> None:
    await house.handle(a_job(count=count))
    async with house.delivering():
        await house.until_delivered(1)
    await until(lambda: known_as(house, messenger.posts[0].message))
    assert await known_as(house, messenger.posts[0].message) == PictureRef(job=JOB, index=whole)


async def known_as(house: House, message: MessageRef) -> PictureRef | None:
    return await house.uow.read(lambda books: books.messages.find(message))


async def test_the_only_picture_that_landed_is_known_by_its_own_index(
    house: House, messenger: FakeMessenger
) -> None:
    house.provider = FakeProvider((Sending(), 2, ZeroDivisionError()))
    await house.handle(a_job(count=3))
    async with house.delivering():
        await until(lambda: messenger.posts and known_as(house, messenger.posts[0].message))
    await until(lambda: known_as(house, messenger.posts[0].message))
    assert await known_as(house, messenger.posts[0].message) == PictureRef(job=JOB, index=2)


async def test_pictures_with_messages_of_their_own_are_known_each(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.apart = True
    await house.handle(a_job(count=2))
    async with house.delivering():
        await house.until_delivered(1)
    message = messenger.posts[0].message
    await until(lambda: known_as(house, message))
    for index in (1, 2):
        own = replace(message, id=f"{message.id}.{index}")
        assert await known_as(house, own) == PictureRef(job=JOB, index=index)


async def test_a_result_that_was_deleted_meanwhile_is_owed_to_nobody(
    house: House, messenger: FakeMessenger
) -> None:
    await house.handle(a_job())
    await set_on(house, deleted=True)
    async with house.delivering():
        await until(lambda: not_owed(house))
    assert messenger.tries == []


async def test_a_result_that_is_deleted_while_it_is_posted_is_taken_away(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.apart = True
    messenger.gates[CHAT] = asyncio.Event()
    await house.handle(a_job(count=2))
    async with house.delivering():
        await until(lambda: messenger.tries)
        await set_on(house, deleted=True)
        messenger.gates[CHAT].set()
        await until(lambda: len(messenger.deleted) == 3)
        await until(lambda: not_owed(house))
    (post,) = messenger.posts
    assert {post.message.id, f"{post.message.id}.1", f"{post.message.id}.2"} == {
        message.id for message in messenger.deleted
    }
    assert await house.uow.read(lambda books: books.messages.of(JOB)) == []


async def test_an_outbox_that_cannot_be_read_is_read_again(
    house: House, messenger: FakeMessenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, faults = house.uow.read, deque([OSError("the database is away")] * 2)

    async def faulty(work: Callable[[Books], Any]) -> Any:
        if faults:
            raise faults.popleft()
        return await read(work)

    async def later() -> bool:
        await house.clock.advance(UNREAD_S)
        return bool(messenger.results())

    await house.handle(a_job())
    monkeypatch.setattr(house.uow, "read", faulty)
    async with house.delivering():
        await until(later)
    assert not faults


async def test_a_failure_is_delivered_too(house: House, messenger: FakeMessenger) -> None:
    house.provider = FakeProvider((Sending(), ZeroDivisionError()))
    await house.handle(a_job())
    async with house.delivering():
        await house.until_delivered(1)
    assert messenger.posts[0].reply.code == "internal"


async def test_a_delivery_failure_keeps_the_pictures_and_tries_again(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.faults = deque([SOON, SOON])
    job = await house.handle(a_job(count=2))
    async with house.delivering():
        await until_posted(house, messenger)
    assert (job.state, await house.available()) == (JobState.DONE, 96)
    assert len(messenger.posts[0].reply.images) == 2
    assert len({post.key for post in messenger.tries}) == 1


async def until_posted(house: House, messenger: FakeMessenger) -> None:
    """Let time pass until the first message is shown."""
    async with asyncio.timeout(PATIENCE_S):
        while not messenger.posts:
            await asyncio.to_thread(lambda: None)
            await house.clock.advance(1)


async def test_the_platform_says_when_to_come_back(house: House, messenger: FakeMessenger) -> None:
    messenger.faults = deque([DeliveryError(retry_after_s=17.5)])
    await house.handle(a_job())
    (item,) = await items(house)
    await house.delivery.deliver(item)
    (item,) = await items(house)
    assert (item.due_at - house.clock.now()).total_seconds() == 17.5
    assert (item.tries, item.last_error) == (1, "")


async def test_a_platform_that_is_busy_is_asked_soon_and_never_given_up(
    house: House, messenger: FakeMessenger
) -> None:
    busy = DeliveryError(retry_after_s=2)
    messenger.faults = deque([SOON] * 4 + [busy] * TRIES_MAX)
    await house.handle(a_job())
    waits = []
    for _ in range(4 + TRIES_MAX):
        (item,) = await items(house)
        await house.delivery.deliver(item)
        (left,) = await items(house)
        waits.append((left.due_at - house.clock.now()).total_seconds())
    assert set(waits[4:]) == {BACKOFF_S[LIMITED_TRIES - 1]}
    await house.delivery.deliver(left)
    assert await items(house) == []
    assert len(messenger.posts) == 1


async def test_what_cannot_be_posted_stays_after_the_last_try_and_not_before(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.faults = deque([SOON] * 99)
    await house.handle(a_job())
    waits = []
    for _ in range(TRIES_MAX):
        (item,) = await items(house)
        await house.delivery.deliver(item)
        if left := await items(house):
            waits.append((left[0].due_at - house.clock.now()).total_seconds())
    assert await items(house) == []
    assert len(tried(messenger)) == TRIES_MAX
    assert waits[: len(BACKOFF_S)] == list(BACKOFF_S)
    assert set(waits[len(BACKOFF_S) :]) == {BACKOFF_S[-1]}
    job = await house.job(JOB)
    assert (job.state, job.captured) == (JobState.DONE, 1)
    assert len(await house.uow.read(lambda books: books.pictures.of(JOB))) == 1


async def test_a_place_that_refuses_for_good_is_passed_over(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.refuses = lambda post: post.in_reply_to is not None
    await house.handle(a_job(parent_message=MessageRef(chat=CHAT, id="gone")))
    async with house.delivering():
        await house.until_delivered(1)
    assert [post.in_reply_to for post in messenger.posts] == [None]
    assert messenger.posts[0].reply.audience is Audience.EVERYONE


async def test_a_chat_that_takes_nothing_leads_to_the_person_alone(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.limits_now = ChatLimits(may_post=False)
    await house.handle(a_job())
    async with house.delivering():
        await house.until_delivered(1)
    assert messenger.posts[0].reply.audience is Audience.REQUESTER


async def test_when_every_place_refuses_the_result_stays_with_its_job(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.refuses = lambda _: True
    await house.handle(a_job())
    async with house.delivering():
        await until(lambda: not_owed(house))
    await until(lambda: len(messenger.tries) == 4)
    assert [post.key for post in messenger.tries] == [*["result:job-1"] * 3, "word:result:job-1"]
    assert (await house.job(JOB)).state is JobState.DONE


def tried(messenger: FakeMessenger) -> list[Post]:
    return [post for post in messenger.tries if post.key.startswith("result:")]


STATUS = MessageRef(chat=CHAT, id="status")


async def lost(house: House, job: Job) -> None:
    """Bring a job with a status message to the end of its delivery."""
    await house.handle(job)
    await set_on(house, status=STATUS)
    (item,) = await items(house)
    await house.delivery.deliver(item)


async def test_a_result_elsewhere_says_so_and_takes_the_status_away(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.limits_now = ChatLimits(may_post=False)
    await lost(house, a_job())
    (post,) = messenger.posts
    assert (post.reply.text, post.reply.audience) == ("done, elsewhere", Audience.REQUESTER)
    assert messenger.deleted == [STATUS]


async def test_a_second_message_in_the_chat_takes_the_status_away(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.refuses = lambda post: post.replaces is not None
    await lost(house, a_job())
    assert [post.reply.text for post in messenger.posts] == ["done"]
    assert messenger.deleted == [STATUS]


async def test_a_status_that_became_the_result_stays(
    house: House, messenger: FakeMessenger
) -> None:
    await lost(house, a_job())
    assert messenger.posts[0].replaces == STATUS
    assert messenger.deleted == []


async def test_a_status_that_cannot_be_taken_away_harms_nothing(
    house: House, messenger: FakeMessenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuses(message: MessageRef) -> None:
        raise NEVER

    monkeypatch.setattr(messenger, "delete", refuses)
    messenger.limits_now = ChatLimits(may_post=False)
    await lost(house, a_job())
    assert await items(house) == []
    assert await known_as(house, messenger.posts[0].message) == PictureRef(job=JOB, index=1)


async def test_a_private_result_goes_to_its_person_whatever_the_chat_takes(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.limits_now = ChatLimits(may_post=False)
    request = replace(a_job().request, private=True)
    await lost(house, a_job(request=request))
    (post,) = messenger.posts
    assert (post.replaces, post.reply.text) == (STATUS, "done")
    assert messenger.deleted == []


async def test_pictures_that_nothing_takes_are_told_of_in_place_of_the_status(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.refuses = lambda post: bool(post.reply.images)
    await lost(house, a_job())
    (word,) = messenger.posts
    assert (word.key, word.replaces) == ("word:result:job-1", STATUS)
    assert word.reply.code == "waiting"
    assert word.to == a_job().caller.user


async def test_a_status_says_that_it_takes_long_and_the_inbox_has_it_meanwhile(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.faults = deque([SOON] * LATE_TRIES)
    await house.handle(a_job())
    await set_on(house, status=STATUS)
    async with house.delivering():
        await until_posted(house, messenger)
        await until(lambda: not_owed(house))
    ((message, reply),) = messenger.edits
    assert (message, reply.code) == (STATUS, "late")
    assert await in_inbox(house) == []


def test_it_takes_less_than_a_minute_to_take_long() -> None:
    assert 30 < sum(BACKOFF_S[: LATE_TRIES - 1]) < 60


async def test_no_status_says_so_while_the_quick_tries_go_on(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.faults = deque([SOON] * (LATE_TRIES - 1))
    await house.handle(a_job())
    await set_on(house, status=STATUS)
    async with house.delivering():
        await until_posted(house, messenger)
    assert messenger.edits == []


async def test_a_late_result_that_was_sent_elsewhere_meanwhile_is_taken_away_here(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.faults = deque([SOON] * LATE_TRIES)
    messenger.gates[CHAT] = asyncio.Event()
    messenger.gates[CHAT].set()
    await house.handle(a_job())
    async with house.delivering():
        await until(lambda: shelved(house))
        assert await in_inbox(house) == [JOB]
        messenger.gates[CHAT].clear()
        await until(lambda: on_its_way(house, messenger))
        assert await house.uow.write(lambda books: books.outbox.take_back(JOB))
        messenger.gates[CHAT].set()
        await until(lambda: messenger.deleted)
    (post,) = messenger.posts
    assert messenger.deleted == [post.message]


async def shelved(house: House) -> bool:
    await house.clock.advance(1)
    return bool(await in_inbox(house))


async def on_its_way(house: House, messenger: FakeMessenger) -> bool:
    await house.clock.advance(30)
    return len(messenger.tries) > LATE_TRIES


async def in_inbox(house: House) -> list[JobId]:
    person = a_job().person
    return list(await house.uow.read(lambda books: books.outbox.given_up(person, limit=9)))


async def test_where_no_new_word_may_be_said_the_status_says_it(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.refuses = lambda _: True
    await lost(house, a_job())
    ((message, reply),) = messenger.edits
    assert (message, reply.code) == (STATUS, "waiting")


async def test_a_failure_that_nothing_takes_becomes_the_status(
    house: House, messenger: FakeMessenger
) -> None:
    house.provider = FakeProvider((Sending(), ZeroDivisionError()))
    messenger.refuses = lambda _: True
    await lost(house, a_job())
    ((message, reply),) = messenger.edits
    assert (message, reply.code) == (STATUS, "internal")
    assert not [post for post in messenger.tries if post.key.startswith("word:")]


async def test_a_status_that_cannot_be_changed_harms_nothing(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.refuses = lambda _: True
    messenger.edit_fault = NEVER
    await lost(house, a_job())
    assert await items(house) == []


async def test_a_chat_that_hangs_does_not_hold_up_what_comes_next(
    house: House, messenger: FakeMessenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removals, "PATIENCE_S", 0.01)

    async def hangs(message: MessageRef) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(messenger, "delete", hangs)
    messenger.limits_now = ChatLimits(may_post=False)
    await lost(house, a_job())
    assert await items(house) == []


async def test_what_is_too_large_for_a_place_is_tried_there_with_previews(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.faults = deque([DeliveryError("413", permanent=True, too_large=True)])
    await lost(house, a_job())
    assert [post.replaces for post in messenger.tries] == [STATUS, STATUS]
    (post,) = messenger.posts
    assert [image.filename for image in post.reply.images] == ["p.jpg"]


async def test_what_is_too_large_even_so_goes_elsewhere(
    house: House, messenger: FakeMessenger
) -> None:
    too_large = DeliveryError("413", permanent=True, too_large=True)
    messenger.faults = deque([too_large] * 4)
    await lost(house, a_job())
    assert [post.reply.text for post in messenger.posts] == ["done, elsewhere"]


async def test_a_result_for_its_person_fits_what_their_own_messages_take(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    direct = ChatRef(platform="fake", id="direct")

    class Direct(FakeMessenger):
        async def direct(self, user: UserRef) -> ChatRef | None:
            return direct

        async def limits(self, chat: ChatRef, user: UserRef) -> ChatLimits:
            most = 1 if chat == direct else 1_000_000
            return ChatLimits(may_post=chat == direct, file_bytes_max=most)

    messenger = house.messengers["fake"] = Direct()
    await lost(house, a_job())
    (post,) = messenger.posts
    assert post.chat == CHAT
    assert [image.filename for image in post.reply.images] == ["p.jpg"]


async def not_owed(house: House) -> bool:
    return not await items(house)


async def test_a_reply_that_cannot_be_built_is_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise FileNotFoundError("asset")

    await house.handle(a_job())
    (item,) = await items(house)
    monkeypatch.setattr(house.messenger, "limits", broken)
    assert await house.delivery.deliver(item) is not None
    assert [item.last_error for item in await items(house)] == ["FileNotFoundError"]


async def test_a_post_that_hangs_ends(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "POST_TIMEOUT_S", 0.01)
    assert isinstance(house.messenger, FakeMessenger)
    house.messenger.gates[CHAT] = asyncio.Event()
    await house.handle(a_job())
    (item,) = await items(house)
    await house.delivery.deliver(item)
    assert [item.last_error for item in await items(house)] == ["TimeoutError"]


async def test_a_platform_without_a_messenger_is_left_alone(house: House) -> None:
    elsewhere = ChatRef(platform="other", id="x")
    await house.handle(a_job(chat=elsewhere))
    await house.handle(a_job("job-2"))
    async with house.delivering():
        await house.until_delivered(1)
    (left,) = await items(house)
    assert (left.job, left.tries) == (JOB, 0)


async def test_one_slow_chat_does_not_hold_up_others(
    house: House, messenger: FakeMessenger
) -> None:
    slow = ChatRef(platform="fake", id="slow")
    gate = messenger.gates[slow] = asyncio.Event()
    await house.handle(a_job("s1", chat=slow))
    await house.handle(a_job("s2", chat=slow))
    async with house.delivering():
        await until(lambda: messenger.tries)
        await house.handle(a_job("q1"))
        await house.handle(a_job("q2"))
        await house.until_delivered(2)
        assert keys(messenger.posts) == ["q1", "q2"]
        gate.set()
        await house.until_delivered(4)
    assert keys(messenger.posts)[2:] == ["s1", "s2"]


def keys(posts: list[Post]) -> list[str]:
    return [post.key.removeprefix("result:") for post in posts]


async def test_what_is_delivered_while_the_outbox_is_read_is_not_posted_again(
    house: House, messenger: FakeMessenger
) -> None:
    class SlowReads:
        """Hands out what was true when it was asked, when it is told to."""

        gate = asyncio.Event()
        read_while_closed = 0

        async def read(self, work: Callable[[Books], Any]) -> Any:
            found = await house.uow.read(work)
            self.read_while_closed += not self.gate.is_set()
            await self.gate.wait()
            return found

    slow = SlowReads()
    slow.gate.set()
    posting = messenger.gates[CHAT] = asyncio.Event()
    deliverer = Deliverer(
        house.delivery,
        uow=slow,  # type: ignore[arg-type]
        clock=house.clock,
        messengers=house.messengers,
    )
    await house.handle(a_job())
    task = asyncio.create_task(deliverer.run())
    await until(lambda: messenger.tries)
    await until(lambda: house.clock.sleepers == 1)
    slow.gate.clear()
    deliverer.wake()
    await until(lambda: slow.read_while_closed == 1)
    posting.set()
    await until(lambda: not_owed(house))
    await breathe()
    slow.gate.set()
    await until(lambda: house.clock.sleepers == 1)
    await stop(task)
    assert len(messenger.tries) == 1


async def test_a_chat_keeps_its_order_over_quick_retries(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.faults = deque([SOON])
    await house.handle(a_job("a"))
    async with house.delivering():
        await until(lambda: messenger.tries)
        await house.handle(a_job("b"))
        await until(lambda: house.clock.sleepers == 1)
        await breathe()
        assert messenger.posts == []
        await house.clock.advance(1)
        await house.until_delivered(2)
    assert keys(messenger.posts) == ["a", "b"]


async def test_one_result_that_cannot_be_posted_does_not_block_its_chat(
    house: House, messenger: FakeMessenger
) -> None:
    def bad(post: Post) -> bool:
        if post.key == "result:a":
            raise SOON
        return False

    messenger.refuses = bad
    await house.handle(a_job("a"))
    await house.handle(a_job("b", person=BOB))
    async with house.delivering():
        await until_posted(house, messenger)
    assert keys(messenger.posts) == ["b"]
    assert keys(messenger.tries).count("a") == HOLDING_TRIES + 1


async def test_on_shutdown_a_post_under_way_may_finish(
    house: House, messenger: FakeMessenger
) -> None:
    gate = messenger.gates[CHAT] = asyncio.Event()
    await house.handle(a_job())
    task = asyncio.create_task(house.deliverer.run())
    await until(lambda: messenger.tries)
    task.cancel()
    await breathe()
    gate.set()
    await asyncio.gather(task, return_exceptions=True)
    assert keys(messenger.posts) == [JOB]
    assert await items(house) == []


async def test_on_shutdown_a_post_that_hangs_is_given_up(
    house: House, messenger: FakeMessenger
) -> None:
    messenger.gates[CHAT] = asyncio.Event()
    await house.handle(a_job())
    task = asyncio.create_task(house.deliverer.run())
    await until(lambda: messenger.tries)
    task.cancel()
    await until(lambda: house.clock.sleepers == 1)
    await house.clock.advance(60)
    await asyncio.gather(task, return_exceptions=True)
    assert len(await items(house)) == 1


@pytest.mark.parametrize("broken", ["status", "record"])
async def test_a_result_that_cannot_be_read_does_not_block_its_chat(
    house: House, messenger: FakeMessenger, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    close, load = house.progress.close, delivery._load

    async def closes(job: JobId) -> None:
        if job == "a" and broken == "status":
            raise ZeroDivisionError
        await close(job)

    def loads(books: Books, job: JobId) -> object:
        if job == "a" and broken == "record":
            raise LookupError(job)
        return load(books, job)

    monkeypatch.setattr(delivery, "_load", loads)
    house.delivery._tools = replace(house.delivery._tools, close_status=closes)
    await house.handle(a_job("a"))
    await house.handle(a_job("b", person=BOB))
    async with house.delivering():
        await until_posted(house, messenger)
    assert keys(messenger.posts) == ["b"]
    (item,) = await items(house)
    assert (item.job, item.tries) == ("a", HOLDING_TRIES + 1)
    for _ in range(TRIES_MAX - item.tries):
        (item,) = await items(house)
        await house.delivery.deliver(item)
    assert await items(house) == []


async def test_a_record_that_cannot_be_decoded_does_not_block_the_outbox(
    house: House, messenger: FakeMessenger
) -> None:
    await house.handle(a_job("a"))
    await house.handle(a_job("b", person=BOB))
    broken = text("UPDATE jobs SET chat = '[]' WHERE id = 'a'")
    await house.uow.write(lambda books: books.jobs._connection.execute(broken).rowcount)
    async with house.delivering():
        await until_posted(house, messenger)
    assert keys(messenger.posts) == ["b"]


class Searched(FakeMessenger):
    """A platform whose chats can be searched; `there` stands in one though nobody heard of it."""

    there: MessageRef | None = None
    asked: tuple[str, object] | None = None

    async def find_post(self, chat: ChatRef, *, key: str, since: object) -> MessageRef | None:
        self.asked = key, since
        return self.there


async def delivered_in(house: House, chat: FakeMessenger, **changes: object) -> None:
    house.messengers["fake"] = chat
    await house.handle(a_job())
    await set_on(house, **changes)
    (item,) = await items(house)
    await house.delivery.deliver(item)


async def test_a_status_whose_answer_was_lost_is_found_and_taken_away(house: House) -> None:
    chat = Searched()
    chat.there = MessageRef(chat=CHAT, id="ghost")
    await delivered_in(house, chat, status=None)
    assert chat.asked == ("status:job-1", a_job().created_at)
    assert chat.deleted == [chat.there]


async def test_a_status_that_is_known_is_not_looked_for(house: House) -> None:
    chat = Searched()
    await delivered_in(house, chat, status=STATUS)
    assert chat.asked is None


async def test_a_chat_that_cannot_be_searched_keeps_no_result_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuses(*given: object, **named: object) -> None:
        raise SOON

    monkeypatch.setattr(Searched, "find_post", refuses)
    chat = Searched()
    await delivered_in(house, chat, status=None)
    assert await items(house) == []


class Stubborn(FakeMessenger):
    """A platform that takes nothing away for now, and leaves what a post replaces."""

    fault: DeliveryError | None = SOON

    async def post(self, *given: Any, **named: Any) -> Posted:
        return replace(await super().post(*given, **named), left=named["replaces"])

    async def delete(self, message: MessageRef) -> None:
        if self.fault:
            raise self.fault
        await super().delete(message)


async def test_a_status_that_could_not_go_goes_later_and_once(house: House) -> None:
    chat = Stubborn()
    await delivered_in(house, chat, status=STATUS)
    await house.removals.again()
    assert chat.deleted == []
    chat.fault = None
    restarted = Removals(uow=house.uow, clock=house.clock, messengers={"fake": chat})
    await restarted.again()
    await restarted.again()
    assert chat.deleted == [STATUS]


async def test_what_can_never_be_taken_away_is_given_up(house: House) -> None:
    chat = Stubborn()
    chat.fault = NEVER
    await delivered_in(house, chat, status=STATUS)
    await house.removals.again()
    chat.fault = None
    await house.removals.again()
    assert chat.deleted == []
