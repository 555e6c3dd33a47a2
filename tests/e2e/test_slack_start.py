"""Starting against a Slack that refuses, or is not there yet."""

import asyncio
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.errands import Errands
from adapters.slack.access import Access
from adapters.slack.client import Slack
from adapters.slack.surface import SCOPES
from bot.errors import StartError
from tests.fakes.slack.clock import QuickClock
from tests.fakes.slack.house import HTTP, open_house
from tests.fakes.slack.server import Fault, Server
from tests.fakes.slack.world import TEAM, World, furnished


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


async def test_a_wrong_token_for_the_socket_ends_with_a_sentence() -> None:
    clock = QuickClock()
    world = furnished(clock, set(SCOPES))
    world.faults["apps.connections.open"].append(Fault(error="invalid_auth"))
    server = Server(world)
    await server.start()
    unused: Any = None
    try:
        async with aiohttp.ClientSession() as session:
            client = AsyncWebClient("xoxb-one", base_url=server.api_base, session=session)
            app = AsyncApp(token="xoxb-one", client=client, request_verification_enabled=False)
            access = Access(app_token="xapp-no", api_base=server.api_base)
            slack = Slack(app, access, messenger=unused, errands=Errands(), clock=clock)
            with pytest.raises(StartError, match="SLACK_APP_TOKEN"):
                await asyncio.wait_for(slack.run(), 30)
    finally:
        await server.stop()
