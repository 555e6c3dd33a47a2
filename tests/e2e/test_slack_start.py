"""Starting against a Slack that refuses, or is not there yet."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.slack.access import Access
from bot.errors import StartError
from tests.fakes.slack.house import HTTP, open_house
from tests.fakes.slack.server import Fault
from tests.fakes.slack.world import TEAM, World


async def test_a_slack_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    def away(world: World) -> None:
        world.faults["auth.test"] = deque([Fault(drop=True)] * 6)
        world.faults["apps.connections.open"] = deque([Fault(status=503)] * 6)

    async with open_house(tmp_path, furnish=away) as house:
        await house.made(house.people.command("a fox"))


async def test_a_slack_that_is_unwell_is_waited_for(tmp_path: Path) -> None:
    def unwell(world: World) -> None:
        world.faults["auth.test"].append(Fault(error="internal_error"))
        world.faults["apps.connections.open"].append(Fault(error="internal_error"))

    async with open_house(tmp_path, furnish=unwell) as house:
        await house.made(house.people.command("a fox"))


async def test_a_token_that_is_refused_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    def spoil(world: World) -> None:
        world.faults["auth.test"].append(Fault(error="invalid_auth"))

    with pytest.raises(StartError, match="SLACK_BOT_TOKEN"):
        await _open(tmp_path, spoil)


async def _open(folder: Path, furnish: Callable[[World], None]) -> None:
    async with open_house(folder, furnish=furnish) as house:
        assert house.world.teams[TEAM]


def test_without_a_way_in_the_start_says_which_setting_is_missing() -> None:
    with pytest.raises(StartError, match="SLACK_APP_TOKEN"):
        Access(bot_token="xoxb-one").require()
    Access(bot_token="xoxb-one", app_token="xapp-one").require()
    Access(bot_token="xoxb-one", signing_secret="s").require()
    assert "xoxb" not in repr(Access(bot_token="xoxb-one", app_token="xapp-one"))


async def test_tokens_of_workspaces_are_not_taken_in_without_a_key_to_encrypt_them(
    tmp_path: Path,
) -> None:
    with pytest.raises(StartError, match="IMAGINE_SECRET_KEYS"):
        async with open_house(tmp_path, HTTP, installable=True, secret_keys=""):
            pass
