"""What a day may cost: refused for free beyond it, and the operator is told once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.models import Caller, ChatRef, Reply, UserRef
from tests.fakes.clock import FakeClock
from tests.fakes.studio import ADA, BEN, MIA, Studio, Watched, open_studio

OPERATOR = UserRef(platform="desk", id="olga")
AFTERNOON = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
HOME, ELSEWHERE = "test:home", "test:elsewhere"


@dataclass(kw_only=True)
class Desk(Watched):
    """Where the operator is written to."""

    async def direct(self, user: UserRef) -> ChatRef | None:
        return ChatRef(platform="desk", id=user.id)

    def told(self) -> list[str]:
        return [post.reply.text for post in self.posts if post.reply.code == "budget-spent"]


@dataclass(frozen=True, kw_only=True)
class Scene:
    studio: Studio
    desk: Desk
    clock: FakeClock

    async def code(self, text: str, caller: Caller = MIA) -> str:
        """Of the refusal; "" where a picture was made."""
        before = len(self.studio.results)
        answer = await self.studio.say(text, caller)
        if isinstance(answer, Reply):
            return answer.code
        await self.studio.chat.until(lambda: len(self.studio.results) > before)
        return ""


@pytest.fixture
async def scene(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Scene]:
    settings = getattr(request, "param", {})
    clock = FakeClock(AFTERNOON)
    async with open_studio(tmp_path, clock=clock, admins=str(OPERATOR), **settings) as studio:
        desk = Desk()
        studio.bot.connect("desk", desk)
        yield Scene(studio=studio, desk=desk, clock=clock)


@pytest.mark.parametrize("scene", [{"credits_per_day_max": 2}], indirect=True)
async def test_the_last_credit_of_a_day_is_spent_and_the_next_is_not(scene: Scene) -> None:
    assert [await scene.code("/imagine a fox", who) for who in (MIA, BEN, MIA)] == [
        "",
        "",
        "budget-reached-all",
    ]
    assert await scene.code("/imagine a fox", BEN) == "budget-reached-all"
    await scene.desk.until(lambda: len(scene.desk.told()) == 1)
    assert await scene.studio.balance(MIA) == 99
    await scene.clock.advance(timedelta(hours=9).total_seconds())
    assert await scene.code("/imagine a fox") == ""
    assert len(scene.desk.told()) == 1  # once, however often it was run into


async def test_an_admin_limits_their_team_and_members_do_not(scene: Scene) -> None:
    assert await scene.code("/settings team budget-day 5") == "not-allowed-admin-only"
    assert await scene.code("/settings channel budget-day 5", ADA) == (
        "invalid-prompt-setting-of-teams"
    )
    told = await scene.studio.say("/settings team budget-day 1", ADA)
    assert isinstance(told, Reply)
    assert any("1 (the whole team)" in field.value for field in told.fields)
    assert await scene.code("/imagine a fox") == ""
    assert await scene.code("/imagine a fox", BEN) == "budget-reached-team"
    await scene.desk.until(lambda: len(scene.desk.told()) == 1)
    await scene.studio.say("/settings team reset budget-day", ADA)
    assert await scene.code("/imagine a fox", BEN) == ""


async def test_what_was_not_charged_does_not_count(scene: Scene) -> None:
    await scene.studio.say("/settings team budget-day 2", ADA)
    assert await scene.code("/imagine a fox -n 3") == "budget-reached-team"
    assert await scene.code("/imagine a fox -n 2") == ""
    assert await scene.code("/imagine a fox") == "budget-reached-team"


@pytest.mark.parametrize("scene", [{"credits_per_day_max": 3}], indirect=True)
async def test_orders_at_the_same_moment_do_not_pass_it_together(scene: Scene) -> None:
    people = [replace(MIA, user=replace(MIA.user, id=f"p{n}"), name=f"p{n}") for n in range(8)]
    codes = await asyncio.gather(*(scene.studio.say("/imagine a fox", who) for who in people))
    refused = [one for one in codes if isinstance(one, Reply)]
    assert len(refused) == 5
    assert {one.code for one in refused} == {"budget-reached-all"}


@pytest.mark.parametrize(
    "scene", [{"homes": HOME, "guests": "own-credits", "starting_credits": 9}], indirect=True
)
async def test_a_teams_budget_is_its_own(scene: Scene) -> None:
    boss, mia = replace(ADA, place=HOME), replace(MIA, place=HOME)
    guest = replace(BEN, place=ELSEWHERE)
    operator = replace(ADA, user=OPERATOR, place=ELSEWHERE)
    await scene.studio.say("/settings team budget-day 0", boss)
    await scene.studio.say("/credits grant @ben 5", operator, mentions={"@ben": BEN.user})
    assert await scene.code("/imagine a fox", mia) == "budget-reached-team"
    assert await scene.code("/imagine a fox", guest) == ""
    eve = replace(guest, is_admin=True)
    assert await scene.code("/settings team budget-day 900", eve) == "not-allowed-admin-only"
