"""Admins of somebody else's server make and take nothing here."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.models import Caller, Reply
from tests.fakes.studio import ADA, MIA, Studio, open_studio

HOME, ELSEWHERE = "test:home", "test:elsewhere"
MIA_AT_HOME = replace(MIA, place=HOME)
EVE = replace(ADA, user=replace(ADA.user, id="eve"), name="eve", place=ELSEWHERE, may_moderate=True)


@pytest.fixture
async def open_to_guests(tmp_path: Path) -> AsyncIterator[Studio]:
    operator = str(ADA.user)
    async with open_studio(tmp_path, homes=HOME, guests="own-credits", admins=operator) as studio:
        yield studio


async def _told(studio: Studio, text: str, caller: Caller) -> Reply:
    answer = await studio.say(text, caller, mentions={"@mia": MIA.user, "@eve": EVE.user})
    assert isinstance(answer, Reply)
    return answer


async def test_elsewhere_an_order_is_refused_free_of_charge(tmp_path: Path) -> None:
    async with open_studio(tmp_path, homes=HOME) as studio:
        told = await _told(studio, "/imagine a fox", EVE)
        assert told.code == "not-allowed-not-home"
        assert "Nothing was charged" in told.text
        await studio.made("/imagine a fox", MIA_AT_HOME)


async def test_a_guest_begins_with_nothing_and_gives_and_takes_nothing(
    open_to_guests: Studio,
) -> None:
    studio = open_to_guests
    await studio.made("/imagine a fox", MIA_AT_HOME)
    assert (await _told(studio, "/imagine a fox", EVE)).code.startswith("insufficient-credits")
    for text in ("/credits grant @eve 50", "/credits revoke @mia 50", "/credits history @mia"):
        assert (await _told(studio, text, EVE)).code == "not-allowed-admin-only", text
    assert (await studio.balance(EVE), await studio.balance(MIA_AT_HOME)) == (0, 99)
    await _told(studio, "/credits grant @eve 5", replace(ADA, is_admin=False, place=ELSEWHERE))
    assert await studio.balance(EVE) == 5


async def test_where_no_home_is_named_the_platform_says_which_places_are_the_operators(
    tmp_path: Path,
) -> None:
    async with open_studio(tmp_path) as studio:
        assert (await _told(studio, "/imagine a fox", EVE)).code == "not-allowed-not-home"
        studio.bot.find_homes("test", {HOME})
        assert (await _told(studio, "/imagine a fox", EVE)).code == "not-allowed-not-home"
        await studio.made("/imagine a fox", MIA_AT_HOME)
        studio.bot.find_homes("test", None)
        await studio.made("/imagine a fox", EVE)


async def test_a_named_home_of_one_platform_says_nothing_of_another(tmp_path: Path) -> None:
    async with open_studio(tmp_path, homes="other:1") as studio:
        assert (await _told(studio, "/imagine a fox", EVE)).code == "not-allowed-not-home"
        studio.bot.find_homes("test", None)
        studio.bot.find_homes("other", None)
        await studio.made("/imagine a fox", EVE)
        stranger = replace(EVE, place="other:2")
        assert (await _told(studio, "/imagine a fox", stranger)).code == "not-allowed-not-home"
