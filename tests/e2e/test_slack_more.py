"""Slack's share of the wider core: exports, settings, enhanced words, asked-for prices."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack.ids import Place, chat_ref, user_ref
from bot.models import ActionKey, Caller, Order, Press, Reply, Verb
from tests.fakes.slack.house import House, button, open_house
from tests.fakes.slack.people import SIGNING_SECRET
from tests.fakes.slack.server import Fault
from tests.fakes.slack.world import ADA, BOT_USER, GENERAL, MIA, TEAM, Message


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


async def told(house: House, text: str, *, user: str = MIA) -> str:
    before = len(house.world.whispers(user))
    await house.people.command(text, user=user)
    await house.world.until(lambda: len(house.world.whispers(user)) > before)
    return house.world.whispers(user)[-1]


async def test_an_export_comes_as_a_file_to_one_alone(home: House) -> None:
    await home.people.command("privacy export")
    direct = home.world.direct(MIA).id
    await home.world.until(lambda: home.world.shares(direct))
    await home.quiet()
    (share,) = home.world.shares()
    file = home.world.files[share.files[0]]
    assert file.name.endswith(".json")
    assert b'"known_as"' in file.data


async def test_deleting_takes_the_latest_pictures_off_the_home_page(home: House) -> None:
    await home.made(home.people.command("a secret fox"))
    await home.made(home.people.command("a crane", user=ADA))
    assert "secret" in str(await home.store.scan("slack:"))
    mia = Caller(user=user_ref(TEAM, MIA), name="Mia")
    chat = chat_ref(Place(team=TEAM, channel=GENERAL))
    asked = await home.bot.privacy(Order(event_key="privacy", caller=mia, chat=chat, text="delete"))
    assert isinstance(asked, Reply)
    yes = next(action for action in asked.actions if action.verb is Verb.FORGET)
    press = Press(event_key="yes", caller=mia, chat=chat, action=ActionKey.parse(yes.key))
    answer = await home.bot.press(press)
    assert isinstance(answer, Reply)
    assert answer.code == "ok"
    kept = dict(await home.store.scan("slack:"))
    assert "secret" not in str(kept)
    assert [key for key in kept if MIA in key] == []
    assert f"slack:recent:{TEAM}:{ADA}" in kept


async def test_settings_hold_for_a_person_and_a_channel(home: House) -> None:
    await told(home, "settings quality medium")
    assert "medium" in (await home.made(home.people.command("a fox"))).words()
    await told(home, "settings channel ratio 16:9", user=ADA)
    card = await home.made(home.people.command("a fox"))
    assert "1536x864" in card.words() or "1280x720" in card.words()
    thread = await home.made(home.people.says("<@U0BOT> turn it into a crane", thread=card.ts))
    assert "1536x864" in thread.words() or "1280x720" in thread.words()
    status = await told(home, "status")
    assert status


async def test_a_price_above_the_threshold_is_asked_about_first(tmp_path: Path) -> None:
    async with open_house(tmp_path, confirm_above=1) as house:
        before = len(house.world.whispers(MIA))
        await house.people.command("a fox -n 2")
        await house.world.until(lambda: len(house.world.whispers(MIA)) > before)
        assert house.world.posts() == []
        assert await house.balance() == 100
        question = Message(
            channel=GENERAL,
            ts="1.000001",
            user=BOT_USER,
            blocks=house.world.responses[-1][1]["blocks"],
            only_for=MIA,
        )
        card = await house.made(house.people.press(question, button(question, "confirm", 1)))
        await house.quiet()
        assert house.world.dismissed == 1
        assert card.channel == GENERAL
        assert await house.balance() < 100


async def test_no_log_line_holds_a_secret_or_a_persons_words(
    home: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    home.world.faults["chat.update"].append(Fault(error="invalid_blocks"))
    home.world.faults["users.info"].append(Fault(status=500))
    card = await home.made(home.people.command("a canary in a coal mine"))
    await home.people.press(card, button(card, "edit"))
    await home.world.until(lambda: home.world.opened)
    await told(home, "models")
    for secret in ("xoxb-", "xapp-", "canary in a", "/respond/", SIGNING_SECRET):
        assert secret not in caplog.text
