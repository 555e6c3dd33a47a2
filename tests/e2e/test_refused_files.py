"""What a refused order sent does not stay in the store for ever."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import leftovers
from tests.e2e.test_privacy import png
from tests.fakes.studio import attached, open_studio


async def test_the_files_of_a_refused_order_are_removed(
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
    async with open_studio(tmp_path, starting_credits=0) as studio:
        answer = await studio.say("/imagine a fox", attachments=(attached("a.png", png()),))
        assert answer is not None
        assert answer.code == "insufficient-credits"  # type: ignore[union-attr]
        async with asyncio.timeout(30):
            await swept.wait()
    left = [file for file in (tmp_path / "assets").rglob("*") if len(file.name) == 64]
    assert [file.parent.name for file in left] == [".owners"]
