"""Who a caller is to the core: a person with a wallet, in a team, and what they may do there."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.app.teams import Teams
from bot.credits.ledger import Ledger
from bot.errors import NotAllowed
from bot.models import HOME_TEAM, Caller, PersonId, TeamId, UserRef
from bot.ports import Books

STARTING_REASON = "starting credits"
SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class People:
    """Finds people, and makes new ones with their starting credits.

    `admins` is the operator's list: they give credits in every team. `guests` says that places of
    strangers may come in, each as a team that starts with nothing.
    """

    ledger: Ledger
    admins: frozenset[UserRef]
    starting_credits: int
    teams: Teams = field(default_factory=Teams)
    guests: bool = False

    def team_of(self, caller: Caller) -> TeamId:
        """The team a caller speaks in: whose wallets, pictures and admins count."""
        return self.teams.team_at(caller.place)

    def starting_in(self, team: TeamId) -> int:
        """What somebody new has in a team."""
        return self.starting_credits if team == HOME_TEAM else 0

    def lets_in(self, place: str) -> bool:
        """Whether anything is drawn in a server or workspace."""
        return self.guests or self.teams.team_at(place) == HOME_TEAM

    def require_place(self, caller: Caller) -> None:
        """Raise NotAllowed in a server or workspace of strangers, unless guests may come in."""
        if not self.lets_in(caller.place):
            raise NotAllowed("not-home")

    def admit(
        self, books: Books, user: UserRef, *, name: str, now: datetime, team: TeamId
    ) -> PersonId:
        """Find the person, or make one; the starting credits come with the same transaction."""
        known = books.people.find(user, team)
        if known is not None:
            return known
        person = books.people.add(user, team=team, name=name, at=now)
        if amount := self.starting_in(team):
            self.ledger.grant(
                books,
                person=person,
                amount=amount,
                actor=SYSTEM,
                reason=STARTING_REASON,
                key=f"start:{person}",
                now=now,
            )
        return person

    def is_admin(self, caller: Caller) -> bool:
        """Whether they may move credits: the operator's list says so, or the platform at home."""
        return caller.user in self.admins or (caller.is_admin and self.team_of(caller) == HOME_TEAM)

    def rules(self, caller: Caller) -> bool:
        """Whether they may choose for everyone where they are; a guest place has its own admins."""
        return caller.is_admin or self.is_admin(caller)

    def moderates(self, caller: Caller) -> bool:
        """Whether they may tidy up after others of the team they speak in."""
        return caller.may_moderate or self.rules(caller)

    def require_admin(self, caller: Caller) -> None:
        """Raise NotAllowed for everyone else. Checked whenever credits move."""
        if not self.is_admin(caller):
            raise NotAllowed("admin-only")

    def require_rule(self, caller: Caller) -> None:
        """Raise NotAllowed for who may not choose for everyone where they are."""
        if not self.rules(caller):
            raise NotAllowed("admin-only")
