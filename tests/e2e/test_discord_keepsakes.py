"""What "More" under a result hands out: the recipe, and the picture in other formats, for free."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from tests.fakes.discord.studio import DiscordStudio, open_discord_studio


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    async with open_discord_studio(tmp_path) as studio:
        yield studio


@pytest.mark.parametrize(("verb", "format_"), [("as-jpeg", "JPEG"), ("as-webp", "WEBP")])
async def test_a_picture_comes_in_another_format_for_the_one_who_asks(
    studio: DiscordStudio, verb: str, format_: str
) -> None:
    result = await studio.made("a red fox", count=2)
    chosen = await studio.discord.choose(studio.ben, result, f"{verb}:")
    answer = await studio.discord.answered(chosen)
    assert answer.hidden
    image = Image.open(io.BytesIO(answer.files[0].data))
    original = Image.open(io.BytesIO(result.files[0].data))
    assert image.format == format_
    assert image.size == original.size
    assert b"DigitalSourceType" in answer.files[0].data
    assert answer.files[0].name.endswith(f".{format_.lower().replace('jpeg', 'jpg')}")
    assert await studio.balance(studio.ben) == 100


async def test_the_second_picture_is_the_second(studio: DiscordStudio) -> None:
    result = await studio.made("a red fox", count=2)
    values = [one["value"] for one in result.options if one["value"].startswith("as-jpeg:")]
    assert [value.rpartition(":")[2] for value in values] == ["1", "2"]
    first, second = [
        await studio.discord.answered(await studio.discord.choose(studio.mia, result, value))
        for value in values
    ]
    assert first.files[0].data != second.files[0].data
    assert second.files[0].name.endswith("-2.jpg")


async def test_no_format_is_offered_that_the_picture_has(studio: DiscordStudio) -> None:
    result = await studio.made("a red fox", format="webp")
    verbs = {one["value"].partition(":")[0] for one in result.options}
    assert {"as-png", "as-jpeg", "recipe", "delete", "thread"} <= verbs
    assert "as-webp" not in verbs


async def test_the_recipe_is_a_choice_away(studio: DiscordStudio) -> None:
    result = await studio.made("a red fox", ratio="4:5")
    chosen = await studio.discord.choose(studio.ben, result, "recipe:")
    answer = await studio.discord.answered(chosen)
    assert answer.hidden
    assert "/imagine a red fox" in answer.text


async def test_what_is_deleted_is_not_handed_out(studio: DiscordStudio) -> None:
    result = await studio.made("a red fox")
    await studio.discord.choose(studio.mia, result, "delete:")
    await studio.discord.until(lambda: result.deleted, "the result's removal")
    chosen = await studio.discord.choose(studio.mia, result, "as-jpeg:")
    assert "deleted" in await studio.refusal(chosen)
