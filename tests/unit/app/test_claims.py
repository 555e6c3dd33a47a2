from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Bot
from bot.bootstrap import open_core
from bot.models import ActionKey, ChatRef, Event, JobId, Order, Press, Reply, Verb
from config.settings import Settings
from tests.fakes.studio import MIA, PLATFORM, Watched

HERE = ChatRef(platform=PLATFORM, id="studio")


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    settings = Settings(_env_file=None, data_dir=tmp_path, events_at_once=2)  # type: ignore[call-arg]
    async with open_core(settings) as core:
        core.bot.connect(PLATFORM, Watched())
        yield core.bot


def order(key: str, text: str = "/imagine a fox") -> Order:
    return Order(event_key=key, caller=MIA, chat=HERE, text=text)


async def owed(bot: Bot) -> list[str]:
    events: list[Event] = list(await bot._parts.uow.read(lambda books: books.events.unanswered()))
    return [event.key for event in events]


async def test_what_was_claimed_ahead_is_owed_an_answer_and_done_once(bot: Bot) -> None:
    assert await bot.claim_event("e", MIA, HERE)
    assert await owed(bot) == ["e"]
    assert not await bot.claim_event("e", MIA, HERE)
    assert await bot.say(order("e")) is None
    assert await owed(bot) == []
    assert await bot.say(order("e")) is None
    assert len(await bot._parts.uow.read(lambda books: books.jobs.unfinished())) == 1


async def test_a_claim_of_a_process_before_is_one_too(bot: Bot) -> None:
    event = Event(key="e", caller=MIA, chat=HERE, claimed_at=bot._parts.clock.now())
    await bot._parts.uow.write(lambda books: books.events.claim(event))
    assert not await bot.claim_event("e", MIA, HERE)


async def test_a_refusal_is_owed_until_it_was_shown(bot: Bot) -> None:
    assert await bot.claim_event("e", MIA, HERE)
    refused = await bot.say(order("e", "/imagine --ratio nonsense"))
    assert isinstance(refused, Reply)
    assert await owed(bot) == ["e"]
    await bot.event_answered("e")
    assert await owed(bot) == []


async def test_what_may_have_had_an_effect_is_not_owed_once_it_is_done(bot: Bot) -> None:
    assert await bot.claim_event("e", MIA, HERE)
    assert isinstance(await bot.settings(order("e", "quality low")), Reply)
    assert await owed(bot) == []


async def test_an_event_that_comes_again_takes_nothing_of_the_rate(bot: Bot) -> None:
    for _ in range(5):
        await bot.claim_event("e", MIA, HERE)
    assert await bot.claim_event("f", MIA, HERE)
    await bot.claim_event("f", MIA, HERE)
    answer = await bot.say(order("g"))
    assert isinstance(answer, Reply)
    assert answer.code == "too-fast-events"


async def test_one_that_is_too_fast_may_come_again(bot: Bot) -> None:
    for key in "ab":
        assert await bot.claim_event(key, MIA, HERE)
    assert await bot.claim_event("c", MIA, HERE)  # goes on, to be told what is wrong
    assert await owed(bot) == ["a", "b"]
    assert isinstance(await bot.say(order("c")), Reply)


async def test_a_second_press_within_a_moment_is_none(bot: Bot) -> None:
    action = ActionKey(verb=Verb.AGAIN, job=JobId("abc"), index=0)
    assert await bot.claim_event("a", MIA, HERE, action=action)
    assert not await bot.claim_event("b", MIA, HERE, action=action)
    press = Press(event_key="a", caller=MIA, chat=HERE, action=action)
    assert isinstance(await bot.press(press), Reply)
