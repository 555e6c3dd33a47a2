"""What a refused order sent does not stay in the store for ever."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import leftovers
from bot.app.confirming import OPEN_DRAFTS_MAX
from bot.models import Attachment, Reply, Verb
from tests.e2e.test_privacy import png
from tests.fakes.clock import FakeClock
from tests.fakes.studio import BEN, attached, button, open_studio


async def test_files_that_no_job_came_to_need_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leftovers, "UNNAMED_KEPT", timedelta(0))
    monkeypatch.setattr(leftovers, "DOUBT_S", 0.0)
    monkeypatch.setattr(leftovers, "FIRST_S", 0.0)
    monkeypatch.setattr(leftovers, "EVERY_S", 0.01)
    swept = asyncio.Event()
    sweep = leftovers.Leftovers.sweep

    async def told(self: leftovers.Leftovers) -> leftovers.Swept:
        result = await sweep(self)
        if result.files:
            swept.set()
        return result

    monkeypatch.setattr(leftovers.Leftovers, "sweep", told)
    async with open_studio(tmp_path) as studio:
        lost = tmp_path / "lost.png"  # as a process leaves it that died before its job was written
        lost.write_bytes(png())
        await studio.bot._parts.assets.keep(lost)
        async with asyncio.timeout(180):
            await swept.wait()
    assert _stored(tmp_path) == []


def _stored(folder: Path) -> list[Path]:
    found = (folder / "assets").rglob("*")
    return [file for file in found if len(file.name) == 64 and file.parent.name != ".owners"]


def _unread(name: str, reads: list[str]) -> Attachment:
    async def stream() -> AsyncIterator[bytes]:
        reads.append(name)
        yield png()

    return Attachment(name=name, open=stream, size_bytes=46_000_000)


async def test_without_credits_no_file_is_read_and_none_stays(tmp_path: Path) -> None:
    reads: list[str] = []
    async with open_studio(tmp_path, starting_credits=0) as studio:
        for words in ("/imagine a fox", "/enhance a fox"):
            files = tuple(_unread(f"{number}.png", reads) for number in range(16))
            answer = await studio.say(words, attachments=files)
            assert answer is not None
            assert answer.code == "insufficient-credits"  # type: ignore[union-attr]
    assert reads == []
    assert _stored(tmp_path) == []


async def test_with_too_many_files_or_jobs_or_too_full_a_disk_none_is_read(tmp_path: Path) -> None:
    reads: list[str] = []
    crowd = tuple(_unread(f"{number}.png", reads) for number in range(17))
    async with open_studio(
        tmp_path, jobs_open_per_person_max=1, sketch_pace_s=600, shutdown_grace_s=0
    ) as studio:
        told = await studio.say("/imagine a fox", attachments=crowd)
        assert told.code == "invalid-reference-too-many"  # type: ignore[union-attr]
        assert await studio.say("/imagine a fox") is None
        told = await studio.say("/imagine a fox", attachments=crowd[:1])
        assert told.code == "too-many-jobs-person"  # type: ignore[union-attr]
    async with open_studio(tmp_path / "full", disk_free_min_bytes=2**60) as studio:
        told = await studio.say("/imagine a fox", attachments=crowd[:1])
        assert told.code == "no-room"  # type: ignore[union-attr]
    assert reads == []


@pytest.mark.real_pictures
async def test_what_was_taken_in_is_gone_when_the_refusal_is_said(tmp_path: Path) -> None:
    photo, colourful = attached("a.png", png()), attached("b.png", png())
    async with open_studio(tmp_path) as studio:
        words = "/imagine a fox as:subject as:mask"
        told = await studio.say(words, attachments=(photo, colourful))
        assert told.code == "invalid-reference-mask-kind", told  # type: ignore[union-attr]
        assert _stored(tmp_path) == []
        await studio.made("/imagine a fox", attachments=(photo,))
        kept = len(_stored(tmp_path))
        told = await studio.say(words, attachments=(photo, colourful))
        assert len(_stored(tmp_path)) == kept, "what a job needs stays"


async def test_the_oldest_of_too_many_open_questions_is_closed(tmp_path: Path) -> None:
    async with open_studio(tmp_path, confirm_above=0) as studio:
        asked = [await studio.say(f"/imagine fox {n}") for n in range(OPEN_DRAFTS_MAX + 1)]
        oldest, second = (button(card, Verb.CONFIRM) for card in asked[:2])  # type: ignore[arg-type]
        refused = await studio.press(oldest)
        assert refused.code == "job-not-found-answered"  # type: ignore[union-attr]
        await studio.pressed(second)


async def test_a_burst_beyond_the_limit_is_refused_free_of_charge(tmp_path: Path) -> None:
    async with open_studio(tmp_path, clock=FakeClock(), events_at_once=2) as studio:
        for _ in range(2):
            await studio.say("/help")
        told = await studio.say("/imagine a fox")
        assert told.code == "too-fast-events"  # type: ignore[union-attr]
        assert await studio.balance() == 100
        assert await studio.say("/help", BEN) is not None


@pytest.mark.parametrize("credit", [2, 1])
async def test_only_what_is_sure_to_cost_is_asked_for_before_files_are_read(
    tmp_path: Path, credit: int
) -> None:
    """A text file is words, and a broken picture is left out: neither has a price."""
    brief, broken = attached("brief.txt", b"a red fox"), attached("b.png", b"broken")
    async with open_studio(tmp_path, starting_credits=credit) as studio:
        if credit == 1:
            await studio.made("/imagine", attachments=(brief,))
        else:
            files = (attached("a.png", png()), broken, broken)
            await studio.made("/imagine a poster of this place", attachments=files)
        assert await studio.balance() == 0


async def test_the_refusal_names_the_price_of_what_was_asked(tmp_path: Path) -> None:
    async with open_studio(tmp_path, starting_credits=0) as studio:
        asked = await studio.bot.preview(studio.order("/imagine a fox --quality high -n 4"))
        told = await studio.say("/imagine a fox --quality high -n 4")
        assert isinstance(told, Reply)
        assert f"{asked.total} credits" in told.text
