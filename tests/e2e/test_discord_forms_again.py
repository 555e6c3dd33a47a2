"""Forms and the select of further actions serve more than once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.discord.messages import Message, walk
from tests.fakes.discord.studio import DiscordStudio, open_discord_studio


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    async with open_discord_studio(tmp_path) as studio:
        yield studio


async def test_a_form_that_did_not_get_through_can_be_sent_again(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    opened = await discord.menu(studio.mia, "Use as reference", result, studio.channel)
    await discord.acknowledged(opened)
    lost = discord.faults.plan("POST", "/callback", 404)
    await discord.submit(studio.mia, opened, prompt="a poster")
    await discord.until(lambda: lost.met)
    await discord.submit(studio.mia, opened, prompt="a poster")
    assert "a poster" in (await studio.result(before=1)).text


def card_of(message: Message) -> list[dict[str, object]]:
    return [
        {key: value for key, value in one.items() if key not in {"components", "id"}}
        for one in walk(message.components)
    ]


@pytest.mark.parametrize("spoiler", [None, True])
async def test_a_select_is_fresh_after_a_choice(
    studio: DiscordStudio, spoiler: bool | None
) -> None:
    discord = studio.discord
    result = await studio.made("a red fox", count=2, spoiler=spoiler)
    before, files, flags = card_of(result), list(result.files), result.flags
    assert result.edits == 0
    await discord.choose(studio.mia, result, "recipe:")
    await discord.until(lambda: result.edits == 1)
    assert card_of(result) == before
    assert (result.files, result.flags) == (files, flags)


async def test_what_was_deleted_is_not_shown_again(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    await discord.answered(await discord.choose(studio.mia, result, "delete:"))
    assert result.deleted
    assert result.edits == 0


async def test_a_hidden_select_is_left_alone(studio: DiscordStudio) -> None:
    discord = studio.discord
    asked = await discord.command(
        studio.mia, studio.channel, "imagine", prompt="a secret", private=True
    )
    await discord.until(lambda: asked.original and asked.original.has_button("again:"))
    assert asked.original is not None
    edits = asked.original.edits
    await discord.answered(await discord.choose(studio.mia, asked.original, "recipe:"))
    assert asked.original.edits == edits
    assert not [
        one for one in discord.rest.requests if one.method == "PATCH" and "/channels/" in one.path
    ]
