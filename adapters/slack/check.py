"""What `imagine doctor` says of Slack: are the tokens taken, are rights missing."""

import json
from collections.abc import Collection

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.access import Access
from adapters.slack.calls import Refused, call
from adapters.slack.ids import team_place
from adapters.slack.samples import samples
from adapters.slack.sessions import open_session
from adapters.slack.surface import INSTALL_PATH, SCOPES
from adapters.slack.workspaces import Workspace, introduce
from bot.errors import DeliveryError
from bot.models import Finding, Health

SUBJECT = "slack"
UNASKED = frozenset({"unknown_method", "method_deprecated", "missing_scope", "ratelimited"})
"""With these Slack says nothing of the cards themselves."""
CHECK_S = 10.0
REINSTALL = (
    "Paste config/slack-manifest.yaml into the app's page (App Manifest), then install it again."
)


async def check(access: Access, *, homes: Collection[str] = ()) -> list[Finding]:
    """Ask Slack. Never raises: what cannot be reached is a finding.

    `homes` are those of IMAGINE_HOMES.
    """
    async with open_session(timeout_s=CHECK_S) as session:
        found = [await _bot(access, session)] if access.bot_token else []
        found.append(await _way_in(access, session))
        if access.bot_token and found[0].health is Health.GOOD:
            found.append(await _cards(access, session))
    if access.installable:
        found += [_install(access), _homes(homes)]
    return found


async def _bot(access: Access, session: aiohttp.ClientSession) -> Finding:
    client = AsyncWebClient(
        token=access.bot_token, base_url=access.api_base, session=session, retry_handlers=[]
    )
    try:
        workspace = await introduce(client)
    except DeliveryError as error:
        return _bad(
            f"SLACK_BOT_TOKEN is not accepted ({error}).",
            "Copy it from the app's page, OAuth & Permissions; it begins with xoxb-.",
        )
    return _scopes(workspace)


def _scopes(workspace: Workspace) -> Finding:
    missing = sorted(set(SCOPES) - workspace.scopes)
    if not missing:
        return _good(f"{workspace.bot_name} is installed in {workspace.team} with all its rights.")
    wanted = "; ".join(f"{scope} ({SCOPES[scope]})" for scope in missing)
    return _bad(f"These rights are missing: {wanted}.", REINSTALL)


async def _cards(access: Access, session: aiohttp.ClientSession) -> Finding:
    """Have Slack judge the largest cards that this version builds; nothing is posted."""
    client = AsyncWebClient(
        token=access.bot_token, base_url=access.api_base, session=session, retry_handlers=[]
    )
    for name, blocks in samples():
        try:
            answer = await call(client.api_call("blocks.validate", json={"blocks": blocks}))
        except Refused as error:
            if error.code in UNASKED:
                return _good(f"Slack did not judge our cards ({error.code}).")
            return _card(name, error.code)
        except DeliveryError as error:
            return _good(f"Slack did not judge our cards ({error}).")
        wrong = answer.get("errors") or ()
        if wrong:
            return _card(name, json.dumps(wrong[0])[:200])
    return _good("Slack takes the largest cards that are built here.")


def _card(name: str, why: str) -> Finding:
    return Finding(
        subject=SUBJECT,
        health=Health.WARNING,
        text=f"Slack would refuse {name}: {why}.",
        mend="Update the program, or report this: what such a card says goes out without it.",
    )


async def _way_in(access: Access, session: aiohttp.ClientSession) -> Finding:
    if not access.app_token:
        if access.signing_secret:
            return _good("Slack posts to /slack/events; the signing secret is set.")
        return _bad(
            "There is no way in: neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set.",
            "Set SLACK_APP_TOKEN (Basic Information, App-Level Tokens, connections:write).",
        )
    client = AsyncWebClient(base_url=access.api_base, session=session, retry_handlers=[])
    try:
        await call(client.apps_connections_open(app_token=access.app_token))
    except DeliveryError as error:
        return _bad(
            f"SLACK_APP_TOKEN is not accepted ({error}).",
            "Make one under Basic Information, App-Level Tokens, with connections:write.",
        )
    return _good("Socket Mode connects.")


def _install(access: Access) -> Finding:
    if access.public_url:
        return _good(f"Workspaces install it at {access.public_url.rstrip('/')}{INSTALL_PATH}.")
    return _bad(
        "Workspaces cannot install it: PUBLIC_URL is not set.",
        "Set PUBLIC_URL to the https address under which Slack and browsers reach this server.",
    )


def _homes(homes: Collection[str]) -> Finding:
    named = sorted(home for home in homes if home.startswith(team_place("")))
    if named:
        return _good(f"The workspaces of this team are {', '.join(named)}.")
    return _bad(
        "Workspaces cannot install it: IMAGINE_HOMES names none.",
        f"Set IMAGINE_HOMES={team_place('T…')} with the ids of your workspaces, or let others in "
        "with IMAGINE_GUESTS=own-credits as well.",
    )


def _good(text: str) -> Finding:
    return Finding(subject=SUBJECT, health=Health.GOOD, text=text)


def _bad(text: str, mend: str) -> Finding:
    return Finding(subject=SUBJECT, health=Health.BROKEN, text=text, mend=mend)
