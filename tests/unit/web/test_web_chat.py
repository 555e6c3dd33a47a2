import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from starlette.datastructures import UploadFile

from adapters.web import chat as rooms
from adapters.web.attached import KeptFiles
from adapters.web.chat import LocalChat, News
from adapters.web.entries import AttachedFile, from_json, to_json
from adapters.web.ids import user_ref
from adapters.web.messenger import WebMessenger
from bot.ports import Forgets
from bot.storage.keyvalue import DatabaseKeyValue
from tests.fakes.clock import FakeClock
from tests.fakes.web_entries import image, progress, result, said, told, whisper

LONG_S = 180.0


async def reopened(store: DatabaseKeyValue, clock: FakeClock) -> LocalChat:
    return await LocalChat.open(store, clock.now, Path("no-files"))


def texts(chat: LocalChat, person: str = "mia") -> list[str]:
    return [e.reply.text if e.reply else e.text for e in chat.recent(person)]


async def next_news(following: AsyncIterator[News]) -> News:
    return await asyncio.wait_for(anext(following), LONG_S)


async def test_messages_are_numbered_and_dated(chat: LocalChat, clock: FakeClock) -> None:
    first = await chat.post(said("one"))
    await clock.advance(60)
    second = await chat.post(told("two"))
    assert (first.number, second.number) == (1, 2)
    assert second.at - first.at == timedelta(seconds=60)


async def test_the_same_key_is_one_message(chat: LocalChat) -> None:
    first = await chat.post(said("one", key="k"))
    again = await chat.post(said("one", key="k"))
    assert again == first
    assert texts(chat) == ["one"]


async def test_the_same_key_after_a_restart(
    chat: LocalChat, store: DatabaseKeyValue, clock: FakeClock
) -> None:
    await chat.post(told(result(2), key="result"))
    chat = await reopened(store, clock)
    await chat.post(told(result(2), key="result"))
    assert texts(chat) == ["Ready."]


async def test_a_crash_between_key_and_message_loses_neither_message(
    chat: LocalChat, store: DatabaseKeyValue, clock: FakeClock
) -> None:
    await store.set(rooms.POSTED + "lost", "1")
    chat = await reopened(store, clock)
    await chat.post(said("other"))
    await chat.post(told("late", key="lost"))
    await chat.post(told("late", key="lost"))
    assert texts(chat) == ["other", "late"]


async def test_all_of_a_person_is_forgotten_and_nothing_else(
    chat: LocalChat,
    store: DatabaseKeyValue,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rooms, "SHOWN_MAX", 2)
    await chat.shelf.keep_thumb("thumb-1", "c2VjcmV0")
    await chat.attached.keep("file-1", UploadFile(BytesIO(b"secret"), filename="secret.png"))
    secret = AttachedFile(name="secret.png", thumb="thumb-1", kept="file-1")
    mine = replace(said("a secret"), files=(secret,))
    for entry in (mine, said("theirs", by="ben"), told(whisper("your secret"))):
        await chat.post(entry)
    await chat.post(told("another secret"))
    await chat.post(told("for ben", to="ben"))
    following = chat.changes(chat.cursor, tick_s=LONG_S)
    messenger = WebMessenger(chat)
    assert isinstance(messenger, Forgets)
    await messenger.forget(user_ref("mia"))
    await messenger.forget(user_ref("mia"))
    assert {e.number for e in (await next_news(following)).entries if e.gone} == {1, 3, 4}
    assert texts(chat) == ["theirs", "for ben"]
    assert texts(await reopened(store, clock)) == ["theirs", "for ben"]
    assert "secret" not in str(await store.scan("web:"))
    assert await chat.shelf.thumb("thumb-1") is None
    assert await chat.attached.path("file-1") is None
    assert (await chat.post(said("again"))).number == 6


async def test_the_log_survives_a_restart(
    chat: LocalChat, store: DatabaseKeyValue, clock: FakeClock
) -> None:
    await chat.post(said('<b>"hi"</b> ‮ \x00 日本'))
    await chat.post(told(result(2)))
    before = [to_json(entry) for entry in chat.recent("mia")]
    chat = await reopened(store, clock)
    assert [to_json(entry) for entry in chat.recent("mia")] == before
    assert (await chat.post(said("next"))).number == 3


async def test_a_status_becomes_the_result_in_place(chat: LocalChat) -> None:
    status = await chat.post(told(progress(0), key="status"))
    await chat.post(said("meanwhile"))
    done = await chat.post(told(result(1), key="result"), replaces=status.number)
    assert done.number == status.number
    assert texts(chat) == ["Ready.", "meanwhile"]


async def test_a_result_whose_status_is_gone_is_a_new_message(chat: LocalChat) -> None:
    status = await chat.post(told(progress(0), key="status"))
    await chat.remove(status.number)
    done = await chat.post(told(result(1), key="result"), replaces=status.number)
    assert done.number == 2


async def test_progress_is_shown_but_not_kept(
    chat: LocalChat, store: DatabaseKeyValue, clock: FakeClock
) -> None:
    entry = await chat.post(told(progress(0)))
    assert await chat.revise(entry.number, progress(0.5, image(0)))
    shown = await chat.entry(entry.number)
    assert shown is not None
    assert shown.reply is not None
    assert shown.reply.progress == 0.5
    assert await chat.shelf.media_type(image(0).asset.sha256) == "image/png"
    kept = await (await reopened(store, clock)).entry(entry.number)
    assert kept is not None
    assert kept.reply is not None
    assert kept.reply.progress == 0


async def test_a_final_edit_is_kept(
    chat: LocalChat, store: DatabaseKeyValue, clock: FakeClock
) -> None:
    entry = await chat.post(told(progress(0)))
    await chat.revise(entry.number, result(2))
    chat = await reopened(store, clock)
    assert texts(chat) == ["Ready."]
    assert await chat.shelf.media_type(image(2).asset.sha256) == "image/png"


async def test_what_is_gone_cannot_be_changed(chat: LocalChat, store: DatabaseKeyValue) -> None:
    entry = await chat.post(told("soon gone"))
    await chat.remove(entry.number)
    await chat.remove(entry.number)
    assert not await chat.revise(entry.number, result(1))
    assert await chat.entry(entry.number) is None
    assert texts(chat) == []


async def test_whispers_and_private_lines_are_seen_by_their_people_only(chat: LocalChat) -> None:
    await chat.post(told(whisper("for mia"), to="mia"))
    await chat.post(said("my secret", by="ben", private=True))
    await chat.post(said("open", by="ben"))
    assert texts(chat, "mia") == ["for mia", "open"]
    assert texts(chat, "ben") == ["my secret", "open"]
    assert texts(chat, "ada") == ["open"]


async def test_a_picture_shown_in_the_end_shows_what_was_asked(chat: LocalChat) -> None:
    line = await chat.post(said("a cave", pending=True))
    await chat.post(told(whisper("sure?"), answers=line.number))
    await chat.post(told("by ben", to="ben", answers=line.number))
    assert texts(chat, "ben") == ["by ben"]
    await chat.post(told("drawn", answers=line.number))
    assert texts(chat, "ben") == ["a cave", "by ben", "drawn"]


async def test_what_others_see_for_the_first_time_is_new_to_them(chat: LocalChat) -> None:
    secret = await chat.post(told(whisper("a cave"), to="mia"))
    await chat.post(said("meanwhile", by="ben"))
    await chat.post(told("shown to all", to="mia"), replaces=secret.number)
    assert texts(chat, "ben") == texts(chat, "mia") == ["meanwhile", "shown to all"]


async def test_a_follower_hears_changes_in_order(chat: LocalChat) -> None:
    following = chat.changes(chat.cursor, tick_s=LONG_S)
    waiting = asyncio.create_task(next_news(following))
    await asyncio.sleep(0)
    first = await chat.post(told("a"))
    assert [e.number for e in (await waiting).entries] == [1]
    await chat.post(told("b"))
    await chat.revise(first.number, result(1))
    assert [e.number for e in (await next_news(following)).entries] == [2, 1]


async def test_a_slow_follower_gets_the_last_state_once(chat: LocalChat) -> None:
    following = chat.changes(chat.cursor, tick_s=LONG_S)
    entry = await chat.post(told(progress(0)))
    for step in range(1, 101):
        await chat.revise(entry.number, progress(step / 100))
    news = await next_news(following)
    assert len(news.entries) == 1
    assert news.entries[0].reply is not None
    assert news.entries[0].reply.progress == 1


async def test_a_follower_that_comes_back_misses_nothing(chat: LocalChat) -> None:
    await chat.post(told("seen"))
    cursor = chat.cursor
    await chat.post(told("missed"))
    gone = await chat.post(told("came and went"))
    await chat.remove(gone.number)
    news = await next_news(chat.changes(cursor, tick_s=LONG_S))
    assert [(e.number, e.gone) for e in news.entries] == [(2, False), (3, True)]
    assert news.cursor == chat.cursor


@pytest.mark.parametrize("cursor", ["", "nonsense", "other-3", "-", "x-²"])
async def test_a_follower_of_another_process_starts_over(chat: LocalChat, cursor: str) -> None:
    await chat.post(told("a"))
    following = chat.changes(cursor, tick_s=LONG_S)
    news = await next_news(following)
    assert news.reset
    assert news.cursor == chat.cursor
    await chat.post(told("b"))
    assert [e.number for e in (await next_news(following)).entries] == [2]


async def test_a_follower_starts_over_when_changes_were_forgotten(
    chat: LocalChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "HELD_MAX", 3)
    cursor = chat.cursor
    for number in range(4):
        await chat.post(told(f"{number}"))
    assert (await next_news(chat.changes(cursor, tick_s=LONG_S))).reset
    assert len(texts(chat)) == 3
    assert (await chat.entry(1)) is not None


async def test_silence_is_told_too(chat: LocalChat) -> None:
    news = await next_news(chat.changes(chat.cursor, tick_s=0.001))
    assert not news.entries
    assert not news.reset


async def test_closing_ends_followers(chat: LocalChat) -> None:
    following = chat.changes(chat.cursor, tick_s=LONG_S)
    waiting = asyncio.create_task(next_news(following))
    await asyncio.sleep(0)
    chat.close()
    with pytest.raises(StopAsyncIteration):
        await waiting


async def test_a_page_has_so_many_and_older_ones_on_request(
    chat: LocalChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "SHOWN_MAX", 3)
    for number in range(1, 8):
        await chat.post(said(f"{number}"))
    assert texts(chat) == ["5", "6", "7"]
    older = await chat.older("mia", 5)
    assert [entry.text for entry in older] == ["2", "3", "4"]
    assert [entry.text for entry in await chat.older("mia", 2)] == ["1"]


def test_entries_come_back_whole() -> None:
    entry = told(result(4), answers=3)
    assert from_json(to_json(entry)) == entry


async def test_kept_files_have_their_room_and_the_oldest_go_first(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path, bytes_max=20)
    for number in range(3):
        await kept.keep(f"file-{number}", UploadFile(BytesIO(b"x" * 10)))
        os.utime(tmp_path / f"file-{number}", (number, number))
    assert [bool(await kept.path(f"file-{number}")) for number in range(3)] == [False, True, True]
    assert not list(os.scandir(tmp_path))[2:]
    assert b"".join([part async for part in kept.read("file-2")]) == b"x" * 10
    assert await kept.path("") is None
