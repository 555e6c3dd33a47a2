"""Choices show what they would cost, with all that was chosen before."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.discord.ids import chat_ref
from bot.models import Order
from tests.fakes.discord.studio import DiscordStudio, caller, open_discord_studio

AUTOCOMPLETE = 4


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    async with open_discord_studio(tmp_path) as studio:
        yield studio


async def shown(studio: DiscordStudio, focused: str, **options: object) -> list[str]:
    asked = await studio.discord.command(
        studio.mia,
        studio.channel,
        "imagine",
        kind=AUTOCOMPLETE,
        focused=focused,
        prompt="a fox",
        **{focused: ""},
        **options,
    )
    await studio.discord.acknowledged(asked)
    return [one["name"] for one in asked.choices]


async def test_a_models_price_counts_the_options_chosen(studio: DiscordStudio) -> None:
    plain = await shown(studio, "model")
    dear = await shown(studio, "model", quality="high", count=3)
    assert plain[0].endswith("1 credit")
    assert dear[0].endswith("66 credits")


async def test_a_style_shows_its_price(studio: DiscordStudio) -> None:
    styles = await shown(studio, "style", quality="high")
    assert len(styles) > 1
    assert all(name.endswith("22 credits") for name in styles)


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("/imagine a fox --model ", "1 credit"),
        ("/imagine a fox --quality high -n 3 --model ", "66 credits"),
        ("a fox --quality high -n 3 --model s", "66 credits"),
        ("/imagine a fox --quality high -n 9 --model ", "1 credit"),
        ("/imagine a fox -n 2 --quality h", "44 credits"),
    ],
)
async def test_a_price_counts_the_flags_typed_before(
    studio: DiscordStudio, text: str, price: str
) -> None:
    there = chat_ref(studio.channel.id)
    order = Order(event_key="", caller=caller(studio.mia), chat=there, text=text)
    found = await studio.bot.complete(order)
    assert found[0].hint.endswith(price)
