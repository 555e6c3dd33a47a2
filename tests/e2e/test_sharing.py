"""Credits for a whole group: everyone gets them, or nobody does."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Answer
from bot.credits.ledger import Ledger
from bot.models import Caller, Order, Reply
from tests.fakes.studio import ADA, BEN, MIA, Studio, open_studio

TEAM = {MIA.user: "@mia", BEN.user: "@ben"}


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


def order(studio: Studio, text: str = "@team 20 launch", caller: Caller = ADA) -> Order:
    return studio.order(text, caller, mentions={"@team": MIA.user})


async def balances(studio: Studio) -> list[int]:
    return [await studio.balance(one) for one in (MIA, BEN)]


def code(answer: Answer) -> str:
    assert isinstance(answer, Reply)
    return answer.code


async def test_everyone_of_a_group_is_told_of(studio: Studio) -> None:
    answer = await studio.bot.share(order(studio), TEAM)
    assert isinstance(answer, Reply)
    assert answer.text.splitlines() == [
        "@mia got 20 credits. Reason: launch",
        "@ben got 20 credits. Reason: launch",
    ]
    assert await balances(studio) == [120, 120]


async def test_the_same_order_again_gives_nobody_twice(studio: Studio) -> None:
    once = order(studio)
    for _ in range(3):
        await studio.bot.share(once, TEAM)
    assert await balances(studio) == [120, 120]


async def test_what_breaks_in_the_middle_gives_nobody_anything(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant, given = Ledger.grant, []

    def breaks(self: Ledger, books: object, **more: object) -> object:
        if str(more["key"]).startswith("grant:"):
            given.append(more["person"])
            if len(given) == 2:
                raise ConnectionError("the process ends here")
        return grant(self, books, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Ledger, "grant", breaks)
    assert code(await studio.bot.share(order(studio), TEAM)) == "internal"
    assert len(given) == 2
    monkeypatch.undo()
    assert await balances(studio) == [100, 100]
    assert code(await studio.bot.share(order(studio), TEAM)) == "ok"
    assert await balances(studio) == [120, 120]


async def test_taking_back_takes_from_all_or_from_none(studio: Studio) -> None:
    await studio.made("/imagine a fox", BEN)
    answer = await studio.bot.share(order(studio, "@team 100 over"), TEAM, back=True)
    assert code(answer) == "too-much"
    assert "@ben" in answer.text  # type: ignore[union-attr]
    assert await balances(studio) == [100, 99]
    answer = await studio.bot.share(order(studio, "@team 99 over"), TEAM, back=True)
    assert code(answer) == "ok"
    assert await balances(studio) == [1, 0]


async def test_only_admins_share(studio: Studio) -> None:
    answer = await studio.bot.share(order(studio, caller=MIA), TEAM)
    assert code(answer) == "not-allowed-admin-only"
    assert await balances(studio) == [100, 100]
