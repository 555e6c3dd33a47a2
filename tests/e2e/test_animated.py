"""Animations: as the model made them, with a picture that stands still where one is needed."""

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from bot.models import ChatLimits, ImageFormat, Reply
from tests.fakes.openai_server import OpenAIServer, pictures
from tests.fakes.studio import Studio, open_studio

FLARE = "--model gpt-image-2.6-flare"


def gif(frames: int, *, size: int = 64) -> bytes:
    shown = [Image.new("RGB", (size, size), (20 * n, 90, 200 - 10 * n)) for n in range(frames)]
    out = io.BytesIO()
    shown[0].save(out, "GIF", save_all=True, append_images=shown[1:], duration=200)
    return out.getvalue()


@dataclass(frozen=True, kw_only=True)
class Scene:
    studio: Studio
    server: OpenAIServer


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with OpenAIServer() as server:
        server.always = pictures(gif(9))
        async with open_studio(
            tmp_path, openai_base_url=server.base_url, openai_api_key="key"
        ) as studio:
            shows = ChatLimits().formats | {"image/gif"}
            studio.chat.limits_now = ChatLimits(formats=shows)
            yield Scene(studio=studio, server=server)


async def test_an_animation_comes_as_it_was_made(scene: Scene) -> None:
    result = await scene.studio.made(f"/imagine a fox that waves --format gif --ratio 16:9 {FLARE}")
    (image,) = result.reply.images
    assert (image.asset.format, image.filename[-4:]) == (ImageFormat.GIF, ".gif")
    async with scene.studio.bot.file(image.asset.sha256) as path:
        assert path.read_bytes() == gif(9)
    sent = scene.server.received[-1].fields
    assert (sent["output_format"], sent["frame_count"]) == ("gif", 9)
    assert sent["size"] == "1280x720"
    assert "stream" not in sent
    assert "an animation is smaller than a picture" in result.reply.text


async def test_where_a_chat_shows_none_a_poster_stands_for_it(scene: Scene) -> None:
    scene.studio.chat.limits_now = ChatLimits()
    (image,) = (await scene.studio.made(f"/imagine a fox --format gif {FLARE}")).reply.images
    assert image.asset.format is ImageFormat.JPEG


async def test_an_edit_of_an_animation_begins_with_its_first_picture(scene: Scene) -> None:
    first = await scene.studio.made(f"/imagine a fox --format gif {FLARE}")
    await scene.studio.made("make it night", replied_to=first.message)
    edit = scene.server.received[-1]
    assert b"GIF8" not in edit.body
    assert edit.path.endswith("/edits")


@pytest.mark.parametrize("frames", [16, 17])
async def test_no_more_pictures_than_a_model_makes(scene: Scene, frames: int) -> None:
    scene.server.always = pictures(gif(frames))
    result = await scene.studio.made(f"/imagine a fox --format gif {FLARE}")
    assert bool(result.reply.images) == (frames == 16)
    assert await scene.studio.balance() == (100 if frames == 17 else 99)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (f"a fox --format gif --transparent {FLARE}", "GIF files have no transparency"),
        ("a fox --format gif --model gpt-image-2", "GPT Image 2"),
    ],
)
async def test_what_cannot_be_animated_is_told_free_of_charge(
    scene: Scene, words: str, said: str
) -> None:
    answer = await scene.studio.say(f"/imagine {words}")
    assert isinstance(answer, Reply)
    assert said in answer.text
    assert await scene.studio.balance() == 100
