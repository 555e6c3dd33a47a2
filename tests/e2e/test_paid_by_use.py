"""What is paid where nobody knows before what a picture takes: what was used, at most the quote."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.models import Health, Reply
from tests.fakes.openai_server import OpenAIServer, pictures, png
from tests.fakes.studio import Studio, open_studio

WORDS = {"input_tokens": 10, "input_tokens_details": {"text_tokens": 10, "image_tokens": 0}}


@asynccontextmanager
async def drawn_with(folder: Path, output_tokens: int | None) -> AsyncIterator[Studio]:
    usage = None if output_tokens is None else {**WORDS, "output_tokens": output_tokens}
    async with OpenAIServer() as server:
        server.always = pictures(png(1024, 1024), png(1024, 1024), usage=usage)
        async with open_studio(
            folder, openai_base_url=server.base_url, openai_api_key="key"
        ) as studio:
            yield studio


@pytest.mark.parametrize(
    ("output_tokens", "paid"),
    [(2 * 520, 4), (2 * 781, 5), (9_000, 6), (None, 6)],
)
async def test_what_was_used_is_paid_and_the_rest_given_back(
    tmp_path: Path, output_tokens: int | None, paid: int
) -> None:
    async with drawn_with(tmp_path, output_tokens) as studio:
        result = await studio.made("/imagine a fox -n 2 --model gpt-image-2.6-flare")
        cost = next(field.value for field in result.reply.fields if field.name == "Cost")
        assert cost == f"−{paid}"
        assert await studio.balance() == 100 - paid
        ledger = next(one for one in await studio.bot.check() if one.subject == "ledger")
        assert ledger.health is Health.GOOD


async def test_where_the_law_is_known_a_provider_that_counts_otherwise_changes_nothing(
    tmp_path: Path,
) -> None:
    async with drawn_with(tmp_path, 3) as studio:
        await studio.made("/imagine a fox -n 2 --quality high --model gpt-image-2")
        assert await studio.balance() == 100 - 2 * 22


async def test_how_much_is_thought_is_said_to_a_model_that_takes_it_and_to_no_other(
    tmp_path: Path,
) -> None:
    async with OpenAIServer() as server:
        server.always = pictures(png(1024, 1024))
        async with open_studio(
            tmp_path, openai_base_url=server.base_url, openai_api_key="key"
        ) as studio:
            await studio.made("/imagine a fox --complexity high --model gpt-image-2.6-flare")
            await studio.made("/imagine a fox --model gpt-image-2.6-flare")
            refused = await studio.say("/imagine a fox --complexity high --model gpt-image-2")
            assert isinstance(refused, Reply)
            assert refused.text.startswith(
                "GPT Image 2 cannot be told how much to think. Add --model"
            )
        assert [one.fields.get("complexity") for one in server.received] == ["high", None]
