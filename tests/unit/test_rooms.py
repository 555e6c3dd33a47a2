"""What `imagine run` serves, and what it says of tokens that are not enough."""

from typing import Any

import pytest

from adapters.rooms import rooms_to_serve
from bot.errors import StartError
from config.settings import Settings

DISCORD: dict[str, Any] = {"DISCORD_TOKEN": "d"}
SLACK: dict[str, Any] = {"SLACK_BOT_TOKEN": "xoxb", "SLACK_APP_TOKEN": "xapp"}
INSTALLABLE: dict[str, Any] = {
    "SLACK_CLIENT_ID": "1",
    "SLACK_CLIENT_SECRET": "c",
    "SLACK_SIGNING_SECRET": "s",
}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*DISCORD, *SLACK, *INSTALLABLE):
        monkeypatch.delenv(name, raising=False)


def settings(values: dict[str, Any]) -> Settings:
    return Settings(_env_file=None, **values)


@pytest.mark.parametrize(
    ("values", "asked", "served"),
    [
        ({}, [], {"web"}),
        ({}, ["web"], {"web"}),
        (DISCORD, [], {"discord"}),
        (SLACK, [], {"slack"}),
        (INSTALLABLE | {"secret_keys": "k"}, [], {"slack"}),
        (DISCORD | SLACK, [], {"discord", "slack"}),
        (DISCORD | SLACK, ["slack"], {"slack"}),
        (DISCORD | {"SLACK_APP_TOKEN": "xapp"}, ["discord"], {"discord"}),
    ],
)
def test_what_is_asked_for_or_configured_is_served(
    values: dict[str, Any], asked: list[str], served: set[str]
) -> None:
    assert rooms_to_serve(settings(values), asked) == served


@pytest.mark.parametrize(
    ("values", "asked", "said"),
    [
        ({}, ["worker"], "nothing called worker"),
        ({}, ["discord"], "set DISCORD_TOKEN"),
        ({}, ["slack"], "set SLACK_BOT_TOKEN"),
        (SLACK, ["discord"], "set DISCORD_TOKEN"),
        (SLACK, ["web"], "local chat"),
        (DISCORD, ["discord", "web"], "local chat"),
        ({"SLACK_APP_TOKEN": "xapp"}, [], "set SLACK_BOT_TOKEN"),
        ({"SLACK_SIGNING_SECRET": "s"}, [], "set SLACK_BOT_TOKEN"),
        (DISCORD | {"SLACK_APP_TOKEN": "xapp"}, [], "set SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb"}, [], "SLACK_APP_TOKEN .* or SLACK_SIGNING_SECRET"),
        ({"SLACK_CLIENT_ID": "1"}, [], "set SLACK_CLIENT_SECRET"),
        (INSTALLABLE, [], "set IMAGINE_SECRET_KEYS.*imagine secrets new"),
        (SLACK | {"SLACK_CLIENT_SECRET": "c"}, [], "set SLACK_CLIENT_ID"),
    ],
)
def test_what_cannot_start_is_said_with_what_is_missing(
    values: dict[str, Any], asked: list[str], said: str
) -> None:
    with pytest.raises(StartError, match=said):
        rooms_to_serve(settings(values), asked)
