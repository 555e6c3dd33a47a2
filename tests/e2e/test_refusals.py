"""What is told when an order, or what is none, cannot be followed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.models import Reply, UserRef
from tests.fakes.studio import ADA, PLATFORM, Studio, open_studio

UNCHARGED = "Nothing was charged."


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


async def told(studio: Studio, text: str, caller: object = ADA) -> Reply:
    mentions = {"@ben": UserRef(platform=PLATFORM, id="ben")}
    answer = await studio.say(text, caller, mentions=mentions)  # type: ignore[arg-type]
    assert isinstance(answer, Reply)
    return answer


@pytest.mark.parametrize("text", ["/compare a fox", "/compare a fox --models sketch"])
async def test_one_model_cannot_be_compared(studio: Studio, text: str) -> None:
    reply = await told(studio, text)
    assert reply.text == "Only one model (sketch) is connected, so there is nothing to compare."


@pytest.mark.parametrize(
    "text",
    [
        *("/foo", "/credits foo", "/settings n 4", "/settings quality hih", "/settings model foo"),
        *("/settings style foo", "/settings server private on"),
        *("/credits grant", "/credits grant @ben", "/credits grant @ben -5 x"),
        *("/credits revoke @ben 0", "/credits balance @nobody"),
    ],
)
async def test_what_never_costs_says_nothing_of_charges(studio: Studio, text: str) -> None:
    assert (await told(studio, text)).footer == ""


@pytest.mark.parametrize(
    "text",
    ["/imagine", "/imagine a fox --qualty high", "/imagine a fox --model foo", "/edit a fox"],
)
async def test_a_refused_order_says_that_it_cost_nothing(studio: Studio, text: str) -> None:
    assert (await told(studio, text)).footer == UNCHARGED


@pytest.mark.parametrize(
    ("given", "text", "cheaper"),
    [
        (0, "/imagine a fox", False),
        (0, "/imagine a fox -n 4 --quality high", False),
        (3, "/imagine a fox -n 4", True),
        (1, "/imagine a fox --quality medium", True),
    ],
)
async def test_a_cheaper_order_is_advised_where_one_can_be_paid(
    tmp_path: Path, given: int, text: str, cheaper: bool
) -> None:
    async with open_studio(tmp_path, starting_credits=given) as studio:
        reply = await told(studio, text)
        assert reply.code == "insufficient-credits"
        assert "an admin" in reply.text
        assert ("fewer pictures" in reply.text) is cheaper


async def test_an_order_that_would_be_asked_about_is_advised_the_same(tmp_path: Path) -> None:
    async with open_studio(tmp_path, starting_credits=0, confirm_above=1) as studio:
        reply = await told(studio, "/imagine a fox -n 4 --quality high")
        assert reply.code == "insufficient-credits"
        assert "fewer pictures" not in reply.text
