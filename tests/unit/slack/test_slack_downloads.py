"""Where a token may go, and how long its owner's name is waited for."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import workspaces as rooms
from adapters.slack.downloads import Downloads
from adapters.slack.payloads import File
from adapters.slack.workspaces import Workspace, Workspaces
from bot.errors import DeliveryError

OWN = Workspace(team="T1", token="xoxb-one", bot_user="U1")


@pytest.mark.parametrize(
    "url",
    [
        "http://slack.com/file",
        "http://files.slack.com/file",
        "https://slack.com.test/file",
        "https://notslack.com/file",
        "https://drive.test/file",
    ],
)
async def test_a_token_goes_to_slack_alone_and_never_in_the_open(url: str) -> None:
    known = Workspaces(lambda token: AsyncWebClient(token=token), own=OWN)
    async with aiohttp.ClientSession() as session:
        downloads = Downloads(known, session, own_host="slack.com")
        (file,) = downloads.attachments("T1", [File(id="F1", url_private=url)])
        with pytest.raises(DeliveryError, match="outside"):
            await anext(aiter(file.open()))


class Slow(AsyncWebClient):
    async def users_info(self, **_: Any) -> Any:
        await asyncio.Event().wait()


class Installed:
    async def async_find_bot(self, **_: Any) -> Bot:
        return Bot(bot_token="xoxb-two", bot_id="B2", bot_user_id="U2", installed_at=0.0)


async def test_a_slow_slack_does_not_hold_up_an_acknowledgement(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rooms, "NAME_S", 0)
    found = await Workspaces(lambda token: Slow(token=token), store=Installed()).find("T2")  # type: ignore[arg-type]
    assert found is not None
    assert (found.token, found.bot_name) == ("xoxb-two", "")
