"""How the services do, told from the bot's own calls."""

from collections.abc import AsyncIterator
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.models import Audience, Reply
from tests.fakes.studio import MIA, Studio, open_studio


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


def fields(answer: object) -> dict[str, str]:
    assert isinstance(answer, Reply)
    assert answer.audience is Audience.REQUESTER
    return {field.name: field.value for field in answer.fields}


async def test_before_any_call_nothing_is_claimed(studio: Studio) -> None:
    assert fields(await studio.say("/status")) == {
        "sketch": "not called lately",
        "Queue": "0 being drawn, 0 waiting",
        "Version": version("imagine"),
    }


async def test_calls_are_told_with_uptime_and_speed(studio: Studio) -> None:
    for words in ("a cat", "a dog", "a cat sketch:fail", "a cat sketch:refuse"):
        await studio.made(f"/imagine {words}")
    told = fields(await studio.bot.status(MIA))["sketch"]
    assert told.startswith("75% of 4 calls answered · ")
    assert told.endswith(" s a picture on average")


async def test_models_tell_their_speed_once_it_is_known(studio: Studio) -> None:
    before = fields(await studio.bot.models(MIA))["Sketch (sketch)"]
    assert "typically" not in before
    assert "commercial use allowed" in before
    for words in ("a cat", "a dog", "a cow"):
        await studio.made(f"/imagine {words}")
    assert "typically" in fields(await studio.say("/models"))["Sketch (sketch)"]


async def test_what_is_drawn_and_what_waits_is_counted(tmp_path: Path) -> None:
    async with open_studio(
        tmp_path, sketch_pace_s=600, jobs_running_max=1, shutdown_grace_s=0
    ) as studio:
        for words in ("a cat", "a dog", "a cow"):
            await studio.say(f"/imagine {words}")
        await studio.chat.until(
            lambda: any("Drawing now" in reply.text for _, reply in studio.chat.edits)
        )
        assert fields(await studio.say("/status"))["Queue"] == "1 being drawn, 2 waiting"
