"""Pictures without a background: asked for, refused, edited, downloaded."""

import io
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from bot.models import ActionKey, ImageFormat, JobId, Reply, Verb
from config.settings import HERE
from tests.fakes.openai_server import OpenAIServer, error
from tests.fakes.studio import Studio, button, open_studio

MODELS = """
default = "plain"

[models.plain]
title = "Plain"
provider = "openai"
wire = "plain"
price = "gpt-image-2"

[models.clear]
title = "Clear"
provider = "openai"
wire = "clear"
price = "gpt-image-2"
transparency = true
"""
NOT_HERE = "Transparent background is not supported for this model."


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as server:
        server.size = (1024, 1024)
        yield server


@pytest.fixture
async def studio(tmp_path: Path, server: OpenAIServer) -> AsyncIterator[Studio]:
    folder = tmp_path / "config"
    folder.mkdir()
    for name in ("prices.toml", "styles.toml"):
        shutil.copy(HERE / name, folder)
    (folder / "models.toml").write_text(MODELS)
    async with open_studio(
        tmp_path / "data", config_dir=folder, openai_base_url=server.base_url, openai_api_key="k"
    ) as studio:
        yield studio


@pytest.fixture
async def drawing(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path / "data") as studio:
        yield studio


async def opened(studio: Studio, sha256: str) -> Image.Image:
    async with studio.bot.file(sha256) as path:
        image = Image.open(io.BytesIO(path.read_bytes()))
    image.load()
    return image


async def test_a_model_that_cannot_is_told_before_anything_is_held(
    studio: Studio, server: OpenAIServer
) -> None:
    answer = await studio.say("/imagine a fox --transparent")
    assert isinstance(answer, Reply)
    assert answer.text == (
        "Plain cannot draw a transparent background. Add --model clear for one that can."
    )
    assert answer.footer == "Nothing was charged."
    assert (await studio.balance(), server.posts) == (100, 0)


async def test_a_model_that_can_is_asked_for_it_only_then(
    studio: Studio, server: OpenAIServer
) -> None:
    reply = (await studio.made("/imagine a fox --transparent --model clear")).reply
    assert {field.name: field.value for field in reply.fields}["Background"] == "transparent"
    assert reply.images[0].alt.startswith("Picture on a transparent background")
    await studio.made("/imagine a fox --model clear")
    sent = [one.fields.get("background") for one in server.received]
    assert sent == ["transparent", None]


async def test_an_account_that_has_it_not_pays_nothing_and_hears_what_to_do(
    studio: Studio, server: OpenAIServer
) -> None:
    server.then(error(400, code="invalid_value", message=NOT_HERE))
    reply = (await studio.made("/imagine a fox --transparent --model clear")).reply
    assert reply.code == "picture-failed-transparency"
    assert "Leave --transparent out, or choose another model" in reply.text
    assert reply.text.endswith("You were not charged.")
    assert (await studio.balance(), server.posts) == (100, 1)
    again = (await studio.made("/imagine a fox --model clear")).reply
    assert again.code == "ok", "the model itself is not out of order"


async def test_an_edit_stays_clear_unless_its_model_or_format_cannot(
    studio: Studio, server: OpenAIServer
) -> None:
    post = await studio.made("/imagine a fox --transparent --model clear")
    await studio.made("make it blue", replied_to=post.message)
    varied = await studio.pressed(button(post.reply, Verb.VARY))
    assert [one.fields.get("background") for one in server.received] == ["transparent"] * 3
    assert varied.reply.images[0].clear
    plain = (await studio.made("bluer --model plain", replied_to=post.message)).reply
    assert "This picture has a background: Plain cannot draw a transparent one." in plain.text
    jpeg = (await studio.made("bluer --format jpeg", replied_to=post.message)).reply
    assert "This picture has a background: JPEG files have no transparency." in jpeg.text
    assert [one.fields.get("background") for one in server.received][3:] == [None, None]


async def test_the_sketch_draws_it_and_every_copy_keeps_it(drawing: Studio) -> None:
    reply = (await drawing.made("/imagine a fox sticker --transparent")).reply
    (shown,) = reply.images
    assert shown.clear
    assert shown.asset.format is ImageFormat.PNG
    assert (await opened(drawing, shown.asset.sha256)).getchannel("A").getextrema() == (0, 255)
    job = reply.job or JobId("")
    for verb, mode in ((Verb.AS_WEBP, "RGBA"), (Verb.AS_JPEG, "RGB")):
        answer = await drawing.press(ActionKey(verb=verb, job=job, index=1))
        assert isinstance(answer, Reply)
        (copy,) = answer.images
        image = await opened(drawing, copy.asset.sha256)
        assert (image.mode, copy.clear) == (mode, mode == "RGBA")
        assert ("transparent" in copy.alt) == copy.clear
        if mode == "RGB":
            assert min(image.getpixel((3, 3))) > 250  # type: ignore[arg-type, type-var]


async def test_a_recipe_asks_for_the_same(drawing: Studio) -> None:
    reply = (await drawing.made("/imagine a fox --transparent")).reply
    answer = await drawing.press(ActionKey(verb=Verb.RECIPE, job=reply.job or JobId(""), index=1))
    assert isinstance(answer, Reply)
    said = "\n".join((answer.text, answer.quote, *(field.value for field in answer.fields)))
    assert "--transparent" in said
