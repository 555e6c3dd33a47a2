"""Who people are on Slack, and what they may do."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.grants import grant_to_group
from adapters.slack.people import FRESH_S, People, _caller
from adapters.slack.workspaces import Workspace, Workspaces
from bot.errors import DeliveryError
from bot.models import Caller, ChatRef, Order, Reply, UserRef
from tests.fakes.clock import FakeClock

OWN = Workspace(team="T1", token="xoxb-one", bot_user="U1")


class Answer:
    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data


class Client(AsyncWebClient):
    """Slack with one admin; `silent` it does not answer."""

    silent = False

    async def users_info(self, **_: Any) -> Any:
        if self.silent:
            raise TimeoutError
        return Answer({"user": {"team_id": "T1", "name": "ada", "locale": "de", "is_admin": True}})

    async def users_list(self, **_: Any) -> Any:
        profile = {"display_name": "finance", "real_name": "The Boss"}
        return Answer({"members": [{"id": "U666", "name": "eve", "profile": profile}]})


async def test_rights_do_not_outlive_their_time_where_slack_is_silent() -> None:
    clock, client = FakeClock(), Client()
    people = People(Workspaces(lambda _: client, own=OWN), clock)
    assert (await people.caller("T1", "U2")).is_admin
    client.silent = True
    await clock.advance(FRESH_S - 1)
    assert (await people.caller("T1", "U2")).is_admin
    await clock.advance(1)
    late = await people.caller("T1", "U2")
    assert (late.is_admin, late.may_moderate) == (False, False)
    assert (late.name, late.locale) == ("ada", "de")


@pytest.mark.parametrize("name", ["finance", "The Boss"])
async def test_a_name_that_anybody_may_choose_stands_for_nobody(name: str) -> None:
    people = People(Workspaces(lambda _: Client(), own=OWN), FakeClock())
    assert await people.named("T1", name) is None
    assert await people.named("T1", "eve") == UserRef(platform="slack", id="T1:U666")


class Core:
    def may_grant(self, caller: Caller) -> bool:
        return caller.is_admin

    async def say(self, _: Order) -> Reply:
        return Reply(text="Admins only.", code="not-allowed-admin-only")


class NobodyAsked(People):
    def __init__(self) -> None:
        pass

    async def group(self, team: str, group: str) -> tuple[str, ...]:
        raise DeliveryError("looked up")


async def test_a_group_is_not_looked_into_for_somebody_who_may_not_grant() -> None:
    caller = Caller(user=UserRef(platform="slack", id="T1:U3"), name="mia")
    chat = ChatRef(platform="slack", id="T1:C1")
    order = Order(event_key="e", caller=caller, chat=chat, text="/credits grant @all 1")
    core: Any = Core()
    unused: Any = None
    answer = await grant_to_group(core, NobodyAsked(), order, {"@all": "S1"}, unused)
    assert isinstance(answer, Reply)
    assert answer.code == "not-allowed-admin-only"


@pytest.mark.parametrize(
    ("record", "place", "rules"),
    [
        ({"team_id": "T1"}, "slack:T1", True),
        ({"team_id": "T9"}, "slack:T9", False),
        ({"team_id": "T9", "enterprise_user": {"teams": ["T9", "T8"]}}, "slack:T9", False),
        ({"team_id": "T9", "enterprise_user": {"teams": ["T9", "T1"]}}, "slack:T1", True),
    ],
)
def test_an_admin_of_another_organisation_is_none_here(
    record: dict[str, Any], place: str, rules: bool
) -> None:
    caller = _caller("T1", "U1", {**record, "is_admin": True}, home="T1")
    assert (caller.place, caller.is_admin, caller.may_moderate) == (place, rules, rules)
