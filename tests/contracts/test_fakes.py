"""The fakes keep the contracts of the ports they stand in for."""

import asyncio
import dataclasses
import inspect
from pathlib import Path

import pytest

from bot.errors import DeliveryError, ProviderBusy
from bot.models import (
    ChatRef,
    Drawn,
    DrawTask,
    ImageRequest,
    MessageRef,
    Reply,
    ReplyImage,
    Sending,
    UserRef,
    Withheld,
)
from bot.ports import Clock, ImageProvider, Leases, Messenger
from tests.fakes.clock import FakeClock, breathe
from tests.fakes.house import FakeLeases
from tests.fakes.messenger import FakeMessenger
from tests.fakes.provider import FakeProvider, picture

CHAT = ChatRef(platform="fake", id="c")
USER = UserRef(platform="fake", id="u")


@pytest.mark.parametrize(
    ("fake", "port"),
    [
        (FakeClock, Clock),
        (FakeMessenger, Messenger),
        (FakeProvider, ImageProvider),
        (FakeLeases, Leases),
    ],
)
def test_they_have_the_shape_of_their_ports(fake: type, port: type) -> None:
    asked = {name: member for name, member in vars(port).items() if not name.startswith("_")}
    assert asked
    for name, member in asked.items():
        if callable(member):
            own = inspect.signature(getattr(fake, name)).parameters.values()
            assert [(p.name, p.kind) for p in own] == [
                (p.name, p.kind) for p in inspect.signature(member).parameters.values()
            ]
        else:
            assert name in {field.name for field in dataclasses.fields(fake)}


async def test_time_stands_still_until_it_is_moved() -> None:
    clock, woken = FakeClock(), []

    async def sleeper(delay_s: float) -> None:
        await clock.sleep(delay_s)
        woken.append((delay_s, (clock.now() - start).total_seconds()))

    start = clock.now()
    tasks = [asyncio.create_task(sleeper(delay_s)) for delay_s in (5, 2, 0)]
    await breathe()
    assert woken == [(0, 0)]
    await clock.advance(4.9)
    assert woken[1:] == [(2, 2)]
    await clock.advance(0.1)
    assert woken[2:] == [(5, 5)]
    assert clock.sleepers == 0
    assert clock.now().tzinfo is not None
    await asyncio.gather(*tasks)


async def test_a_sleeper_that_was_cancelled_is_gone() -> None:
    clock = FakeClock()
    task = asyncio.create_task(clock.sleep(1))
    await breathe()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert clock.sleepers == 0
    await clock.advance(2)


async def test_the_same_key_shows_one_message() -> None:
    messenger = FakeMessenger()
    first = await messenger.post(CHAT, Reply(text="a"), key="k", to=USER)
    again = await messenger.post(CHAT, Reply(text="a"), key="k", to=USER)
    other = await messenger.post(CHAT, Reply(text="b"), key="l")
    assert first == again
    assert other.message != first.message
    assert [post.reply.text for post in messenger.posts] == ["a", "b"]
    assert first.message.chat == CHAT


async def test_a_messenger_fails_with_delivery_errors_only_and_shows_nothing_then() -> None:
    messenger = FakeMessenger()
    messenger.faults.append(DeliveryError("once"))
    messenger.edit_fault = DeliveryError("no")
    with pytest.raises(DeliveryError):
        await messenger.post(CHAT, Reply(text="a"), key="k")
    with pytest.raises(DeliveryError):
        await messenger.edit(MessageRef(chat=CHAT, id="m"), Reply(text="b"))
    assert (messenger.posts, messenger.edits) == ([], [])
    assert (await messenger.limits(CHAT, USER)).may_post
    await messenger.delete(MessageRef(chat=CHAT, id="gone"))


async def test_pictures_apart_have_messages_of_their_own() -> None:
    messenger = FakeMessenger(apart=True)
    image = ReplyImage(asset=None, filename="p.png", alt="p", index=2)  # type: ignore[arg-type]
    posted = await messenger.post(CHAT, Reply(text="", images=(image,)), key="k")
    assert set(posted.pictures) == {2}
    assert posted.pictures[2] != posted.message


def a_task(folder: Path, *indexes: int) -> DrawTask:
    request = ImageRequest(prompt="x", model="fake", count=len(indexes))
    return DrawTask(job="j", attempt=1, request=request, indexes=indexes, scratch=folder)


async def test_a_provider_says_that_it_sends_and_draws_just_what_is_wanted(tmp_path: Path) -> None:
    provider = FakeProvider()
    events = [event async for event in provider.draw(a_task(tmp_path, 2, 4))]
    assert events[0] == Sending()
    assert [event.index for event in events if isinstance(event, Drawn)] == [2, 4]
    assert all(e.path.is_relative_to(tmp_path) for e in events if isinstance(e, Drawn))
    assert provider.posts == 1


async def test_a_provider_follows_its_script_and_speaks_of_every_picture(tmp_path: Path) -> None:
    no = Withheld(index=1, reason="safety")
    provider = FakeProvider((ProviderBusy(),), (Sending(), no))
    with pytest.raises(ProviderBusy):
        [event async for event in provider.draw(a_task(tmp_path, 1, 2))]
    assert provider.posts == 0
    events = [event async for event in provider.draw(a_task(tmp_path, 1, 2))]
    assert [type(event) for event in events] == [Sending, Withheld, Drawn]


def test_drawn_pictures_differ_by_index(tmp_path: Path) -> None:
    first, second = picture(tmp_path / "1.png", 1), picture(tmp_path / "2.png", 2)
    assert first.read_bytes() != second.read_bytes()
