"""The manifest says to Slack exactly what the code uses."""

import ast
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.errands import Errands
from adapters.precedence import Precedence
from adapters.slack import surface
from adapters.slack.access import Access
from adapters.slack.check import check
from adapters.slack.listeners import Listeners
from adapters.slack.workspaces import Workspaces
from bot.models import Health
from tests.fakes.slack.clock import QuickClock
from tests.fakes.slack.server import Fault, Server
from tests.fakes.slack.world import TEAM, World, furnished

ROOT = Path(__file__).resolve().parents[3]
METHODS = {
    "assistant_threads_setStatus": {"chat:write"},
    "assistant_threads_setSuggestedPrompts": {"assistant:write"},
    "auth_test": set(),
    "apps_connections_open": set(),
    "chat_delete": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": {
        "channels:history",
        "groups:history",
        "im:history",
        "mpim:history",
    },
    "conversations_info": {"channels:read", "groups:read", "im:read", "mpim:read"},
    "conversations_open": {"im:write"},
    "conversations_replies": {
        "channels:history",
        "groups:history",
        "im:history",
        "mpim:history",
    },
    "files_completeUploadExternal": {"files:write"},
    "files_delete": {"files:write"},
    "files_info": {"files:read"},
    "usergroups_users_list": {"usergroups:read"},
    "users_info": {"users:read"},
    "users_list": {"users:read"},
    "views_open": set(),
    "auth_revoke": set(),
    "views_publish": set(),
    "views_update": set(),
}
"""What Slack's documentation asks for each method."""
BY_SURFACE = {"app_mentions:read", "commands"}
"""Asked for by the events and commands themselves."""


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    found = yaml.safe_load((ROOT / "config" / "slack-manifest.yaml").read_text())
    assert isinstance(found, dict)
    return found


def test_the_rights_are_those_of_the_code(manifest: dict[str, Any]) -> None:
    assert manifest["oauth_config"]["scopes"]["bot"] == sorted(surface.SCOPES)
    assert "user" not in manifest["oauth_config"]["scopes"]
    used = set().union(*(METHODS[method] for method in methods_called()))
    assert used | BY_SURFACE == set(surface.SCOPES)


def test_the_commands_shortcuts_and_events_are_those_of_the_code(
    manifest: dict[str, Any],
) -> None:
    features = manifest["features"]
    assert tuple(one["command"] for one in features["slash_commands"]) == surface.COMMANDS
    assert {(one["type"], one["callback_id"]) for one in features["shortcuts"]} == {
        ("global", surface.CREATE_SHORTCUT),
        ("message", surface.EDIT_SHORTCUT),
    }
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert tuple(events) == surface.EVENTS
    heard = {"tokens_revoked", "app_uninstalled"}
    answered = listened_to("event") - set(surface.OLD_EVENTS)
    assert {event.partition(".")[0] for event in events} - heard == answered
    assert set(surface.OLD_EVENTS) < listened_to("event")
    assert "agent_view" in features
    assert "assistant_view" not in features
    assert listened_to("command") == set(surface.COMMANDS)
    assert listened_to("shortcut") == {surface.CREATE_SHORTCUT, surface.EDIT_SHORTCUT}
    assert all(one["should_escape"] for one in features["slash_commands"])
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["interactivity"]["is_enabled"] is True


def methods_called() -> set[str]:
    """The Web API's methods that stand anywhere in the adapter."""
    found: set[str] = set()
    for path in (ROOT / "adapters" / "slack").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                name = node.func.attr
                if (
                    not name.startswith("_")
                    and "_" in name
                    and hasattr(AsyncWebClient, name)
                    and name != "api_call"
                ):
                    found.add(name)
    return found


def listened_to(kind: str) -> set[str]:
    """What the adapter registers by name; the patterns that catch the rest are left out."""
    found: set[str] = set()

    class Recording(AsyncApp):
        pass

    async def nobody(**_: object) -> None:
        return None

    app = Recording(client=AsyncWebClient(), authorize=Workspaces(lambda _: AsyncWebClient()))  # type: ignore[arg-type]
    original = getattr(app, kind)

    def record(constraint: object, **more: object) -> Any:
        if isinstance(constraint, str):
            found.add(constraint)
        return original(constraint, **more)

    setattr(app, kind, record)
    Listeners(None, None, None, Errands(), Precedence()).register(app)  # type: ignore[arg-type]
    return found


async def checked(world: World, **access: str) -> list[tuple[Health, str]]:
    server = Server(world)
    await server.start()
    try:
        known = {"bot_token": "xoxb-one", "app_token": "xapp-one", **access}
        findings = await check(Access(api_base=server.api_base, **known))
        assert not server.astray
        return [(finding.health, finding.text) for finding in findings]
    finally:
        await server.stop()


@pytest.fixture
def world() -> World:
    return furnished(QuickClock(), set(surface.SCOPES))


async def test_the_doctor_is_content_with_all_rights(world: World) -> None:
    found = await checked(world)
    assert [health for health, _ in found] == [Health.GOOD] * 3
    assert found[2][1] == "Slack takes the largest cards that are built here."


async def test_the_doctor_has_slack_judge_the_cards(world: World) -> None:
    world.blocks_max = 5
    *_, (health, text) = await checked(world)
    assert health is Health.WARNING
    assert text.startswith("Slack would refuse a result of four pictures: ")
    assert "maxItems" in text


@pytest.mark.parametrize("fault", [Fault(error="unknown_method"), Fault(status=503)])
async def test_where_slack_judges_no_cards_nothing_is_wrong_with_them(
    world: World, fault: Fault
) -> None:
    world.faults["blocks.validate"] += [fault]
    *_, (health, text) = await checked(world)
    assert (health, text[:31]) == (Health.GOOD, "Slack did not judge our cards (")


async def test_the_doctor_names_each_missing_right_and_what_it_is_for(world: World) -> None:
    world.teams[TEAM].scopes -= {"files:read", "im:write"}
    (health, text), _ = await checked(world)
    assert health is Health.BROKEN
    assert "files:read (read attached pictures)" in text
    assert "im:write" in text


async def test_the_doctor_tells_tokens_that_are_not_taken(world: World) -> None:
    found = await checked(world, bot_token="xoxb-no", app_token="xapp-no")
    assert [health for health, _ in found] == [Health.BROKEN, Health.BROKEN]
    found = await checked(world, app_token="")
    assert "no way in" in found[1][1]
    found = await checked(world, app_token="", signing_secret="s")
    assert found[1][0] is Health.GOOD


async def test_the_doctor_follows_no_redirect_with_a_token(world: World) -> None:
    world.faults["auth.test"].append(Fault(redirect="/elsewhere"))
    world.faults["apps.connections.open"].append(Fault(redirect="/elsewhere"))
    found = await checked(world)
    assert [health for health, _ in found] == [Health.BROKEN, Health.BROKEN]


async def test_the_doctor_asks_for_an_address_to_install_at(world: World) -> None:
    found = await checked(world, client_id="c", client_secret="s")
    assert found[3][0] is Health.BROKEN
    found = await checked(world, client_id="c", client_secret="s", public_url="https://x.test/")
    assert "https://x.test/slack/install" in found[3][1]
