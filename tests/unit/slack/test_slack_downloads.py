"""Where a token may go, and how long its owner's name is waited for."""

import asyncio
from collections.abc import AsyncIterator
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


OWN_BASE = "http://proxy.test:8080/api/"
FILE = "https://files.slack.com/files-pri/T1-F1/a.png"


def _downloads(session: aiohttp.ClientSession, api_base: str) -> Downloads:
    known = Workspaces(lambda token: AsyncWebClient(token=token), own=OWN)
    return Downloads(known, session, api_base=api_base)


class Asked(Exception):
    """The token would be sent."""


@pytest.fixture
async def session(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[aiohttp.ClientSession]:
    def get(*_: object, **__: object) -> None:
        raise Asked

    async with aiohttp.ClientSession() as session:
        monkeypatch.setattr(session, "get", get)
        yield session


@pytest.mark.parametrize(
    "url",
    [
        "http://files.slack.com/files-pri/T1-F1/a.png",
        "https://files.slack.com:8443/files-pri/T1-F1/a.png",
        "https://me@files.slack.com/files-pri/T1-F1/a.png",
        "https://files.slack.com/files-pri/../api/files.delete?file=F1",
        "https://files.slack.com/files-pri/%2e%2e/api/files.delete?file=F1",
        "https://files.slack.com/files-pri/..%2fapi/files.delete?file=F1",
        "https://files.slack.com/api/files.delete?file=F1",
        "https://slack.com/files-pri/T1-F1/a.png",
        "https://slack.com/api/chat.postMessage?channel=C1&text=hello",
        "https://edgeapi.slack.com/cache/T1/users/list",
        "https://files.slack.com.test/files-pri/T1-F1/a.png",
        "https://notslack.com/files-pri/T1-F1/a.png",
        "https://drive.test/file",
        "https://slack-files.com/T1-F1-abc",
        "http://proxy.test:8080/api/files.delete?file=F1",
        "http://proxy.test/files/F1",
        "https://proxy.test:8080/files/F1",
        "https://[broken/files-pri/",
        "/files-pri/T1-F1/a.png",
    ],
)
@pytest.mark.parametrize("api_base", ["https://slack.com/api/", OWN_BASE])
async def test_a_token_goes_to_where_slack_keeps_files_alone(
    session: aiohttp.ClientSession, api_base: str, url: str
) -> None:
    (file,) = _downloads(session, api_base).attachments("T1", [File(id="F1", url_private=url)])
    with pytest.raises(DeliveryError, match="outside"):
        await anext(aiter(file.open()))


@pytest.mark.parametrize(
    ("url", "api_base"),
    [
        (FILE, "https://slack.com/api/"),
        ("https://files.slack.com:443/files-tmb/T1-F1/a_360.png", "https://slack.com/api/"),
        ("http://proxy.test:8080/files/F1/a.png", OWN_BASE),
    ],
)
async def test_a_file_that_was_uploaded_is_fetched(
    session: aiohttp.ClientSession, url: str, api_base: str
) -> None:
    (file,) = _downloads(session, api_base).attachments("T1", [File(id="F1", url_private=url)])
    with pytest.raises(Asked):
        await anext(aiter(file.open()))


@pytest.mark.parametrize("said", [{"mode": "external"}, {"is_external": True}])
async def test_a_file_that_slack_only_points_at_gets_no_token(
    session: aiohttp.ClientSession, said: dict[str, object]
) -> None:
    record = File.model_validate({"id": "F1", "url_private": FILE, **said})
    (file,) = _downloads(session, "https://slack.com/api/").attachments("T1", [record])
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


class Reinstalled:
    """An organisation whose token has changed with every look."""

    def __init__(self) -> None:
        self.looks = 0

    async def async_find_bot(self, **_: Any) -> Bot:
        self.looks += 1
        token = f"xoxb-{self.looks}"
        return Bot(bot_token=token, bot_id="B2", bot_user_id="U2", installed_at=0.0)


async def test_an_organisation_that_installs_anew_is_looked_up_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rooms, "NAME_S", 0)
    known = Workspaces(lambda token: Slow(token=token), own=OWN, store=Reinstalled())  # type: ignore[arg-type]
    old = await known.find("T2", "E1")
    known.forget("T9")
    assert await known.find("T2", "E1") is old
    known.forget("")
    new = await known.find("T2", "E1")
    assert (old and old.token, new and new.token) == ("xoxb-1", "xoxb-2")
    assert await known.find("T1") is OWN
