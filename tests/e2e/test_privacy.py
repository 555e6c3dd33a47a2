"""What is kept of a person: told, handed out, and deleted for good."""

import asyncio
import gc
import json
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.app import privacy
from bot.models import ActionKey, Audience, ImageRequest, PictureRef, Reply, Verb
from tests.fakes.openai_server import png
from tests.fakes.studio import BEN, MIA, Studio, attached, button, open_studio

CLAIMED_AND_ANSWERED = 2
"""Write transactions of an event that only reads."""
SECRET = "a zeppelin over Umbria"


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


def card(answer: object, code: str = "ok") -> Reply:
    assert isinstance(answer, Reply)
    assert answer.code == code
    assert answer.audience is Audience.REQUESTER
    return answer


async def exported(studio: Studio, caller: Any = MIA) -> dict[str, Any]:
    told = card(await studio.say("/privacy export", caller))
    async with studio.bot.file(told.files[0].sha256) as path:
        data = path.read_bytes()
    assert len(data) == told.files[0].size_bytes
    assert (told.files[0].filename, told.files[0].media_type) == (
        "imagine-export.json",
        "application/json",
    )
    found: dict[str, Any] = json.loads(data)
    return found


async def forgotten(studio: Studio) -> None:
    asked = card(await studio.say("/privacy delete"), "confirm")
    card(await studio.press(button(asked, Verb.FORGET)))


async def test_what_is_kept_is_told_with_the_reason(studio: Studio) -> None:
    told = card(await studio.say("/privacy"))
    assert len(told.fields) == 4
    assert "/privacy export" in told.text
    answer = await studio.say("/privacy everything")
    assert isinstance(answer, Reply)
    assert answer.code == "invalid-prompt-unknown-command"


async def test_everything_of_a_person_is_handed_out_and_nothing_of_others(studio: Studio) -> None:
    files = (attached("logo.png", png()),)
    result = await studio.made(f"/imagine {SECRET} --no people as:logo", attachments=files)
    await studio.made("/imagine a cat", BEN)
    await studio.say("/settings quality medium")
    told = await exported(studio)
    assert told["known_as"] == [{"user": "test:mia", "name": "mia"}]
    assert told["settings"]["quality"] == "medium"
    assert told["credits"] == {"available": 98, "held": 0}
    assert sum(line["amount"] for line in told["credit_history"]) == 98
    assert len(told["jobs"]) == 1
    job = told["jobs"][0]
    assert (job["request"]["prompt"], job["request"]["avoid"]) == (SECRET, "people")
    assert job["request"]["references"][0]["name"] == "logo.png"
    assert job["pictures"][0]["sha256"] == result.reply.images[0].asset.sha256
    assert job["credits"] == 2


async def test_handing_out_holds_up_neither_the_loop_nor_those_who_write(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        await studio.made(f"/imagine fox {number}")
    encode, threads, ours = json.dumps, set(), threading.get_ident()

    def encoded(*args: Any, **named: Any) -> str:
        threads.add(threading.get_ident())
        return encode(*args, **named)

    written = await writes(studio, monkeypatch)
    monkeypatch.setattr(privacy.json, "dumps", encoded)
    monkeypatch.setattr(privacy, "BATCH", 2)
    told = await exported(studio)
    assert [job["request"]["prompt"] for job in told["jobs"]] == ["fox 0", "fox 1", "fox 2"]
    assert threads
    assert ours not in threads
    assert written() == CLAIMED_AND_ANSWERED


async def writes(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Count the write transactions from now on."""
    uow, counted = studio.bot._parts.uow, 0
    write = uow.write

    async def counting(work: Any, *, first: bool = False) -> Any:
        nonlocal counted
        counted += 1
        return await write(work, first=first)

    monkeypatch.setattr(uow, "write", counting)
    return lambda: counted


async def test_what_only_reads_does_not_queue_with_those_who_write(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = (await studio.made("/imagine a fox")).reply.job
    assert job is not None
    picture = PictureRef(job=job, index=1)
    written = await writes(studio, monkeypatch)
    await studio.bot.form(studio.order("", source=picture))
    await studio.bot.inbox(MIA)
    await studio.bot.history(MIA)
    await studio.bot.original(picture, MIA)
    await studio.bot.preview(studio.order("at night", source=picture))
    assert written() == 0
    card(await studio.press(ActionKey(verb=Verb.ORIGINAL, job=job, index=1)))
    assert written() == CLAIMED_AND_ANSWERED
    card(await studio.say("/settings"))
    assert written() == 2 * CLAIMED_AND_ANSWERED


async def test_deleting_takes_words_files_and_messages_and_leaves_the_credits(
    tmp_path: Path,
) -> None:
    files = (attached("logo.png", png()),)
    async with open_studio(tmp_path) as studio:
        first = await studio.made(f"/imagine {SECRET} as:logo", attachments=files)
        edit = await studio.made("make it blue", replied_to=first.message)
        reference = (await exported(studio))["jobs"][0]["request"]["references"][0]["sha256"]
        await studio.say("/settings style pixel-art")
        await studio.say(f"/enhance {SECRET}")
        before = await studio.balance()
        await forgotten(studio)
        assert await studio.balance() == before
        assert {first.message, edit.message} <= set(studio.chat.deleted)
        shas = [post.reply.images[0].asset.sha256 for post in (first, edit)]
        for sha256 in (*shas, reference):
            with pytest.raises(FileNotFoundError):
                async with studio.bot.file(sha256):
                    pass
        answer = await studio.say("make it red", replied_to=first.message)
        card(answer, "source-not-found")
        told = await exported(studio)
        assert told["known_as"] == [{"user": "test:mia", "name": ""}]
        assert told["settings"]["style"] is None
        assert [job["request"]["prompt"] for job in told["jobs"]] == ["", ""]
        assert sum(line["amount"] for line in told["credit_history"]) == before
    kept = await asyncio.to_thread(_all_bytes, tmp_path / "imagine.db")
    assert SECRET.encode() not in kept
    assert b"logo.png" not in kept


def _all_bytes(file: Path) -> bytes:
    with sqlite3.connect(file) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master")]
        rows = [
            str(row)
            for table in tables
            if not table.startswith(("sqlite_", "ix_", "uq_", "pk_"))
            and not table.endswith(("_update", "_delete"))
            for row in connection.execute(f'SELECT * FROM "{table}"')
        ]
    connection.close()
    return "\n".join(rows).encode()


async def test_deleted_words_are_in_no_memory_either(studio: Studio) -> None:
    """Jobs that were read for the queue and its standings are kept by nobody."""
    await studio.say(f"/imagine {SECRET}")
    await studio.say("/queue")
    await studio.chat.until(lambda: any(post.reply.images for post in studio.chat.posts))
    await forgotten(studio)
    gc.collect()
    words = [one.prompt for one in gc.get_objects() if isinstance(one, ImageRequest)]
    assert SECRET not in words


async def test_what_others_built_on_stays_theirs(studio: Studio) -> None:
    first = await studio.made("/imagine a house")
    edit = await studio.made("make it blue", BEN, replied_to=first.message)
    await forgotten(studio)
    async with studio.bot.file(first.reply.images[0].asset.sha256):
        pass
    await studio.pressed(button(edit.reply, Verb.AGAIN), BEN)
    assert studio.results[-1].reply.code == "ok"


async def test_nothing_is_deleted_before_a_yes_or_by_anyone_else(studio: Studio) -> None:
    await studio.made(f"/imagine {SECRET}")
    asked = card(await studio.say("/privacy delete"), "confirm")
    answer = await studio.press(button(asked, Verb.FORGET), BEN)
    assert isinstance(answer, Reply)
    assert answer.code == "not-allowed-not-owner"
    await studio.press(button(asked, Verb.REFUSE))
    late = await studio.press(button(asked, Verb.FORGET))
    assert isinstance(late, Reply)
    assert late.code == "job-not-found-answered"
    assert (await exported(studio))["jobs"][0]["request"]["prompt"] == SECRET


async def test_an_offer_is_no_wish_to_be_forgotten(studio: Studio) -> None:
    offer = card(await studio.say("/enhance a fox"), "enhanced")
    wish = button(offer, Verb.REFUSE)
    answer = await studio.press(_as(wish.key, Verb.FORGET))
    assert isinstance(answer, Reply)
    assert answer.code == "job-not-found-answered"


def _as(key: str, verb: Verb) -> ActionKey:
    return ActionKey.parse(f"{verb}:{key.partition(':')[2]}")


async def test_open_jobs_are_finished_or_cancelled_first(tmp_path: Path) -> None:
    async with open_studio(tmp_path, sketch_pace_s=600, shutdown_grace_s=0) as studio:
        await studio.say("/imagine a cat")
        asked = card(await studio.say("/privacy delete"), "confirm")
        answer = await studio.press(button(asked, Verb.FORGET))
        assert isinstance(answer, Reply)
        assert answer.code == "not-allowed-open-jobs"
        await studio.press(button(studio.chat.posts[0].reply, Verb.CANCEL))
        await studio.chat.until(lambda: len(studio.results) == 1)
