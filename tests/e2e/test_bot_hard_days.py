"""What must hold when a price table changes, a disk fills up or a process dies at a bad moment."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from bot.app.clock import SystemClock
from bot.models import ChatRef, Event, Posted, Reply, Tone, UserRef, Verb
from config.settings import HERE
from tests.fakes.studio import ADA, BEN, MIA, PLATFORM, Studio, Watched, button, open_studio

BEN_MENTIONED = {"@ben": UserRef(platform=PLATFORM, id="ben")}


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


def lock_out(folder: Path) -> None:
    """Make every further write fail, as a full disk does."""
    with sqlite3.connect(folder / "imagine.db") as database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    database.close()


async def test_a_database_that_cannot_be_written_is_told_in_words(
    tmp_path: Path, studio: Studio
) -> None:
    await studio.balance()
    lock_out(tmp_path)
    answer = await studio.say("/imagine a cat")
    assert isinstance(answer, Reply)
    assert (answer.code, answer.tone) == ("internal", Tone.ERROR)


async def test_a_grant_answers_its_event_in_the_same_transaction(
    tmp_path: Path, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(key: str) -> None:
        raise ConnectionError("the process ends here")

    monkeypatch.setattr(studio.bot._do.events, "_note", dies)
    await studio.say("/credits grant @ben 10 once", ADA, mentions=BEN_MENTIONED)
    with sqlite3.connect(tmp_path / "imagine.db") as database:
        unanswered = database.execute("SELECT count(*) FROM events WHERE answered = 0").fetchone()
    database.close()
    assert unanswered == (0,)
    assert await studio.balance(BEN) == 110


async def test_a_result_is_neither_deleted_nor_published_before_it_is_there(
    tmp_path: Path,
) -> None:
    async with open_studio(tmp_path, sketch_pace_s=600, shutdown_grace_s=0) as studio:
        assert await studio.say("/imagine a cat --private") is None
        await studio.chat.until(lambda: bool(studio.chat.posts))
        cancel = button(studio.chat.posts[0].reply, Verb.CANCEL)
        for verb in (Verb.DELETE, Verb.PUBLISH):
            answer = await studio.press(type(cancel)(verb=verb, job=cancel.job, label=""))
            assert isinstance(answer, Reply)
            assert answer.code == "source-not-found-unfinished"


async def test_a_button_whose_price_has_changed_asks_first(tmp_path: Path) -> None:
    prices = tmp_path / "config"
    copytree(HERE, prices)
    async with open_studio(tmp_path / "data", config_dir=prices) as studio:
        first = await studio.made("/imagine a cat")
    table = (prices / "prices.toml").read_text()
    (prices / "prices.toml").write_text(
        table.replace("patches = { low = 16,", "patches = { low = 62,")
    )
    async with open_studio(tmp_path / "data", config_dir=prices) as studio:
        answer = await studio.press(button(first.reply, Verb.AGAIN))
        assert isinstance(answer, Reply)
        assert answer.code == "confirm"
        assert await studio.balance(MIA) == 99
        await studio.pressed(button(answer, Verb.CONFIRM))
        assert await studio.balance(MIA) == 90


async def test_an_apology_that_hangs_holds_up_no_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, hung = Watched.post, asyncio.Event()

    async def hangs(self: Watched, chat: ChatRef, reply: Reply, **more: Any) -> Posted:
        if more["key"].startswith("lost:"):
            hung.set()
            await asyncio.Event().wait()
        return await post(self, chat, reply, **more)

    async with open_studio(tmp_path) as studio:
        order = studio.order("/imagine a cat")
        lost = Event(key="e", caller=MIA, chat=order.chat, claimed_at=SystemClock().now())
        await studio.bot._parts.uow.write(lambda books: books.events.claim(lost))
    monkeypatch.setattr(Watched, "post", hangs)
    async with open_studio(tmp_path) as studio:
        await hung.wait()
        await studio.made("/imagine a fox", event_key="later")
