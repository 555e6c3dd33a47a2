"""Untouched files too large for a chat: linked, sent directly, in parts, or told of."""

from collections.abc import AsyncIterator
from pathlib import Path
from unittest.mock import AsyncMock

import discord as discord_py
import httpx
import pytest
from starlette.applications import Starlette

from adapters.discord.originals import Originals
from adapters.links import Links
from tests.fakes.discord.messages import Message, walk
from tests.fakes.discord.studio import DiscordStudio, open_discord_studio
from tests.fakes.discord.world import MANAGE_GUILD, Guild, Role

pytestmark = pytest.mark.real_pictures  # of the weight of pictures

LIMIT = 200_000


@pytest.fixture(autouse=True)
def _small_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Guild, "bytes_max", LIMIT)
    monkeypatch.setattr(discord_py.Guild, "filesize_limit", LIMIT)


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    async with open_discord_studio(tmp_path) as studio:
        yield studio


async def large(studio: DiscordStudio) -> Message:
    return await studio.made("a red fox in a wood", resolution="4k")


async def asked_for(studio: DiscordStudio, result: Message) -> Message:
    return await studio.discord.answered(
        await studio.discord.press(studio.mia, result, "original:")
    )


def joined(messages: list[Message]) -> bytes:
    return b"".join(file.data for message in messages for file in message.files)


def is_whole(data: bytes) -> bool:
    return data.startswith(b"\x89PNG") and data.endswith(b"IEND\xaeB`\x82")


async def test_with_a_public_address_it_is_linked(tmp_path: Path) -> None:
    links = Links("https://imagine.example", [b"secret"])
    async with open_discord_studio(tmp_path, links=links) as studio:
        answer = await asked_for(studio, await large(studio))
        assert answer.hidden
        assert answer.files == []
        url = next(one["url"] for one in answer.buttons if "url" in one)
        served = httpx.ASGITransport(Starlette(routes=[links.route(studio.bot)]))
        async with httpx.AsyncClient(transport=served) as browser:
            given = await browser.get(url)
        assert is_whole(given.content)
        assert len(given.content) > LIMIT
        assert "attachment" in given.headers["content-disposition"]


async def test_what_fits_whole_comes_first_and_says_what_it_is(studio: DiscordStudio) -> None:
    answer = await asked_for(studio, await large(studio))
    (copy,) = answer.files
    assert copy.name.endswith(".webp")
    assert len(copy.data) <= LIMIT
    assert "re-encoded, not the untouched file" in answer.text
    assert "7-Zip" in answer.text
    assert answer.interaction is not None
    talk = answer.interaction
    await studio.discord.until(lambda: is_whole(joined(talk.followups)))
    assert studio.discord.shown(studio.discord.direct(studio.mia)) == []


async def test_where_nothing_fits_whole_it_says_what_may(
    studio: DiscordStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Originals, "_copy", AsyncMock(return_value=None))
    answer = await asked_for(studio, await large(studio))
    assert answer.files == []
    assert "As JPEG" in answer.text


async def test_a_file_handed_out_is_hidden_where_the_server_hides_all(
    studio: DiscordStudio,
) -> None:
    discord, boss = studio.discord, studio.discord.person("boss")
    studio.guild.join(boss, Role(name="boss", permissions=MANAGE_GUILD))
    await discord.answered(
        await discord.command(
            boss, studio.channel, "settings", setting="spoiler always", scope="server"
        )
    )
    result = await studio.made("a red fox")
    for key in ("original:", "as-jpeg:"):
        asked = await (discord.press if key == "original:" else discord.choose)(
            studio.mia, result, key
        )
        answer = await discord.answered(asked)
        items = [item for one in walk(answer.components) for item in one.get("items", ())]
        assert [item["spoiler"] for item in items] == [True]


async def test_the_untouched_file_comes_in_parts(
    studio: DiscordStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.discord.originals.REQUEST_BYTES_MAX", LIMIT)
    answer = await asked_for(studio, await large(studio))
    assert answer.interaction is not None
    talk = answer.interaction
    await studio.discord.until(lambda: is_whole(joined(talk.followups)))
    assert talk.followups[0].files[0].name.endswith(".png.001")
    assert all(message.hidden for message in talk.followups)
    assert f"{len(talk.followups)} parts" in answer.text


async def test_several_parts_share_a_message(studio: DiscordStudio) -> None:
    answer = await asked_for(studio, await large(studio))
    assert answer.interaction is not None
    talk = answer.interaction
    await studio.discord.until(lambda: talk.followups)
    assert len(talk.followups) == 1
    assert is_whole(joined(talk.followups))


@pytest.mark.parametrize(("most", "told"), [(2, "parts"), (1, "more than Discord")])
async def test_no_part_is_sent_where_not_all_can_be(
    studio: DiscordStudio, monkeypatch: pytest.MonkeyPatch, most: int, told: str
) -> None:
    monkeypatch.setattr("adapters.discord.originals.REQUEST_BYTES_MAX", LIMIT)
    monkeypatch.setattr("adapters.discord.originals.FOLLOWUPS_MAX", most)
    answer = await asked_for(studio, await large(studio))
    assert told in answer.text
    if told != "parts":
        assert answer.interaction is not None
        assert answer.interaction.followups == []


async def test_parts_keep_to_what_one_request_carries(
    studio: DiscordStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = await large(studio)
    monkeypatch.setattr("adapters.discord.originals.REQUEST_BYTES_MAX", LIMIT // 2)
    said = await asked_for(studio, result)
    parts = await studio.discord.until(
        lambda: (
            (
                hidden := [
                    one for one in studio.discord.shown(studio.channel, to=studio.mia) if one.hidden
                ]
            )
            and sum(len(file.data) for one in hidden for file in one.files) > LIMIT
            and hidden
        )
    )
    assert ".png.001" in str([file.name for one in parts for file in one.files])
    assert all(sum(len(file.data) for file in one.files) <= LIMIT // 2 for one in parts), said.text
