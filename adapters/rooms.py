"""Which chats a process serves: those asked for, or all that are configured."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.errors import StartError

if TYPE_CHECKING:
    from config.settings import Settings

WEB = "web"
DISCORD = "discord"
SLACK = "slack"
ROOMS = (WEB, DISCORD, SLACK)
NEEDED_KEYS = (
    "IMAGINE_SECRET_KEYS, which encrypt the tokens of workspaces"
    " (`imagine secrets new` makes a key)"
)


def rooms_to_serve(settings: "Settings", asked: Iterable[str] = ()) -> frozenset[str]:
    """Settle what to serve; with none asked for, all that is configured, else the local chat.

    Raises StartError for one that cannot start, and for a platform that is set up by half.
    """
    if wanted := frozenset(asked):
        _known(wanted)
    else:
        wanted = frozenset(
            room for room in (DISCORD, SLACK) if _begun(settings, room)
        ) or frozenset({WEB})
    if DISCORD in wanted and not settings.discord_token:
        raise StartError("To run Discord, set DISCORD_TOKEN.")
    if SLACK in wanted and (missing := missing_for_slack(settings)):
        raise StartError(f"To run Slack, set {missing}.")
    if WEB in wanted and settings.has_chat_token:
        raise StartError(
            "The local chat has no password, so it is not served where Discord or Slack is "
            "configured. Leave it away, or unset their tokens."
        )
    return wanted


def missing_for_slack(settings: "Settings") -> str:
    """What has to be set for Slack to work; nothing when it does."""
    if bool(settings.slack_client_id) != bool(settings.slack_client_secret):
        return "SLACK_CLIENT_SECRET" if settings.slack_client_id else "SLACK_CLIENT_ID"
    if settings.slack_client_id and not settings.secret_keys:
        return NEEDED_KEYS
    if not settings.has_slack:
        return "SLACK_BOT_TOKEN"
    if not (settings.slack_app_token or settings.slack_signing_secret):
        return "SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)"
    return ""


def _known(wanted: frozenset[str]) -> None:
    if unknown := sorted(wanted.difference(ROOMS)):
        raise StartError(
            f"There is nothing called {unknown[0]} to run; there are {', '.join(ROOMS)}."
        )


def _begun(settings: "Settings", room: str) -> bool:
    return bool(settings.discord_token) if room == DISCORD else settings.names_slack
