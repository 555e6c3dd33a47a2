"""Who asks: names, language and rights as Slack knows them, asked rarely."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from adapters.bounded import Bounded
from adapters.slack.calls import Refused, call
from adapters.slack.ids import team_place, user_ref
from adapters.slack.workspaces import Workspaces
from bot.errors import DeliveryError
from bot.models import Caller, UserRef
from bot.ports import Clock

FRESH_S = 600
"""An admin whose rights are taken away keeps them for at most this long."""
PEOPLE_MAX = 5000
TEAMS_MAX = 50
"""Teams whose names are remembered; each may have thousands."""
UNKNOWN = frozenset({"user_not_found", "users_not_found", "user_not_visible"})
PAGES_MAX = 10
PAGE = 200

log = logging.getLogger(__name__)


class People:
    """Reads and remembers `users.info`."""

    def __init__(self, workspaces: Workspaces, clock: Clock) -> None:
        self._workspaces = workspaces
        self._clock = clock
        self._known: Bounded[tuple[str, str], tuple[datetime, Caller]] = Bounded(PEOPLE_MAX)
        self._names: Bounded[str, tuple[datetime, dict[str, str]]] = Bounded(TEAMS_MAX)

    async def caller(self, team: str, user: str) -> Caller:
        """Who this is. Where Slack does not say, a plain member; rights outlive nothing."""
        kept = self._known.get((team, user))
        if kept is not None and kept[0] > self._clock.now():
            return kept[1]
        try:
            client = await self._workspaces.client(team)
            answer = await call(client.users_info(user=user, include_locale=True))
        except DeliveryError:
            log.warning("a person's record could not be read", exc_info=True)
            if kept is None:
                return Caller(user=user_ref(team, user), name=user, place=team_place(team))
            return replace(kept[1], is_admin=False, may_moderate=False)
        record = answer.get("user") or {}
        return self._keep(team, user, _caller(team, user, record, home=await self._home(team)))

    async def may_hold_credits(self, team: str, user: str) -> bool:
        """Whether there is such a person: no id that Slack does not know, and no bot."""
        try:
            client = await self._workspaces.client(team)
            answer = await call(client.users_info(user=user))
        except Refused as error:
            return error.code not in UNKNOWN
        except DeliveryError:
            return True
        return not (answer.get("user") or {}).get("is_bot")

    async def _home(self, team: str) -> str:
        workspace = await self._workspaces.find(team)
        return workspace.team if workspace else team

    def known(self, team: str, user: str) -> Caller:
        """Who this is without asking Slack: somebody not seen yet is a plain member."""
        kept = self._known.get((team, user))
        if kept is None or kept[0] <= self._clock.now():
            return Caller(
                user=user_ref(team, user),
                name=user,
                locale=self.locale(team, user),
                place=team_place(team),
            )
        return kept[1]

    def locale(self, team: str, user: str) -> str:
        """The language last seen of a person."""
        kept = self._known.get((team, user))
        return kept[1].locale if kept else "en"

    async def named(self, team: str, name: str) -> UserRef | None:
        """The one person whose user name this is. Raises DeliveryError.

        Display names do not count: anybody may choose any.
        """
        kept = self._names.get(team)
        if kept is None or kept[0] <= self._clock.now():
            kept = (self._until(), await self._read_names(team))
            self._names[team] = kept
        user = kept[1].get(name.removeprefix("@").casefold())
        return user_ref(team, user) if user else None

    async def group(self, team: str, group: str) -> tuple[str, ...]:
        """The members of a user group. Raises DeliveryError."""
        client = await self._workspaces.client(team)
        answer = await call(client.usergroups_users_list(usergroup=group))
        return tuple(str(user) for user in answer.get("users") or ())

    def _keep(self, team: str, user: str, caller: Caller) -> Caller:
        self._known[team, user] = (self._until(), caller)
        return caller

    def _until(self) -> datetime:
        return self._clock.now() + timedelta(seconds=FRESH_S)

    async def _read_names(self, team: str) -> dict[str, str]:
        client = await self._workspaces.client(team)
        found: dict[str, str] = {}
        twice: set[str] = set()
        cursor = ""
        for _ in range(PAGES_MAX):
            answer = await call(client.users_list(limit=PAGE, cursor=cursor or None))
            for user in answer.get("members") or ():
                for name in _names(user):
                    if found.setdefault(name, user["id"]) != user["id"]:
                        twice.add(name)
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        return {name: user for name, user in found.items() if name not in twice}


def _caller(team: str, user: str, record: dict[str, Any], *, home: str) -> Caller:
    profile = record.get("profile") or {}
    rules = _rules(record, home)
    name = profile.get("display_name") or profile.get("real_name") or record.get("name") or user
    return Caller(
        user=user_ref(team, user),
        name=str(name),
        locale=str(record.get("locale") or "en"),
        is_admin=rules,
        may_moderate=rules,
        place=team_place(home if _belongs(record, home) else str(record["team_id"])),
    )


def _rules(record: dict[str, Any], home: str) -> bool:
    """Guests of shared channels may rule elsewhere: that is no right here."""
    return _belongs(record, home) and any(
        record.get(name) for name in ("is_admin", "is_owner", "is_primary_owner")
    )


def _belongs(record: dict[str, Any], home: str) -> bool:
    """Whether a person is of this workspace, by themselves or through its organisation."""
    everywhere = (record.get("enterprise_user") or {}).get("teams") or ()
    return record.get("team_id") in {None, "", home} or home in everywhere


def _names(user: dict[str, Any]) -> set[str]:
    if user.get("deleted"):
        return set()
    return {str(user["name"]).casefold()} if user.get("name") else set()
