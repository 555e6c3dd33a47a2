"""The workspaces this app is installed in: whose token speaks where."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import answered, call
from bot.errors import DeliveryError

NAME_S = 1.0

NewClient = Callable[[str], AsyncWebClient]
"""Makes a client that speaks with this token."""


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """One installation. `scopes` are those granted, where Slack has told."""

    team: str
    token: str = field(repr=False)
    bot_user: str
    bot_id: str = ""
    bot_name: str = ""
    scopes: frozenset[str] = frozenset()


async def introduce(client: AsyncWebClient) -> Workspace:
    """Ask Slack who a token belongs to. Raises Refused or Unanswered."""
    response = await answered(client.auth_test())
    answer = response.data
    assert isinstance(answer, dict)
    return Workspace(
        team=str(answer["team_id"]),
        token=client.token or "",
        bot_user=str(answer["user_id"]),
        bot_id=str(answer.get("bot_id", "")),
        bot_name=str(answer.get("user", "")),
        scopes=_scopes(response.headers),
    )


class Workspaces(AsyncAuthorize):
    """Finds the workspace of a request or a message. Bolt asks it to authorise every request.

    `own` is the one that the operator's bot token belongs to; `store` knows those that installed
    the app themselves.
    """

    def __init__(
        self,
        new_client: NewClient,
        *,
        own: Workspace | None = None,
        store: AsyncInstallationStore | None = None,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._new_client = new_client
        self._own = own
        self._store = store
        self._known: dict[str, Workspace] = {own.team: own} if own else {}
        self._clients: dict[str, AsyncWebClient] = {}

    async def find(self, team: str, enterprise: str | None = None) -> Workspace | None:
        """The installation that serves a team.

        With a bot token alone everything is its own: guests of shared channels have other teams.
        """
        if team in self._known:
            return self._known[team]
        found = await self._installed(team, enterprise)
        if found is not None:
            self._known[team] = found
            return found
        return None if self._store else self._own

    async def client(self, team: str) -> AsyncWebClient:
        """Who speaks in a team. Raises DeliveryError where the app is not installed (any more)."""
        workspace = await self.find(team)
        if workspace is None:
            raise DeliveryError(f"not installed in {team}", permanent=True)
        if workspace.token not in self._clients:
            self._clients[workspace.token] = self._new_client(workspace.token)
        return self._clients[workspace.token]

    def forget(self, team: str) -> None:
        """Look the team up again: it installed the app anew, or removed it.

        Without a team it was an organisation, and which teams that has is not known here: all are
        looked up again, but for the operator's own.
        """
        known = self._known
        gone = {team} & known.keys() if team else {one for one in known if known[one] != self._own}
        for name in gone:
            self._clients.pop(known.pop(name).token, None)

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult | None:
        """Authorise a request; None where the app is not installed."""
        workspace = await self.find(team_id or "", enterprise_id)
        if workspace is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=workspace.token,
            bot_id=workspace.bot_id,
            bot_user_id=workspace.bot_user,
        )

    async def _installed(self, team: str, enterprise: str | None) -> Workspace | None:
        if self._store is None:
            return None
        bot = await self._store.async_find_bot(enterprise_id=enterprise, team_id=team)
        if bot is None:
            return None
        return Workspace(
            team=team,
            token=bot.bot_token,
            bot_user=bot.bot_user_id,
            bot_id=bot.bot_id,
            bot_name=await _name(self._new_client(bot.bot_token), bot.bot_user_id),
        )


async def _name(client: AsyncWebClient, user: str) -> str:
    # A request of Slack's waits for this, and may wait three seconds in all.
    try:
        async with asyncio.timeout(NAME_S):
            answer = await call(client.users_info(user=user))
    except (DeliveryError, TimeoutError):
        return ""
    return str((answer.get("user") or {}).get("name", ""))


def _scopes(headers: Mapping[str, str]) -> frozenset[str]:
    told = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), "")
    return frozenset(scope.strip() for scope in str(told).split(",") if scope.strip())
