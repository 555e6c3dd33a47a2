"""Who a caller is to the core: a person with a wallet, and what they may do."""

from dataclasses import dataclass
from datetime import datetime

from bot.credits.ledger import Ledger
from bot.errors import NotAllowed
from bot.models import Caller, PersonId, UserRef
from bot.ports import Books

STARTING_REASON = "starting credits"
SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class People:
    """Finds people, and makes new ones with their starting credits."""

    ledger: Ledger
    admins: frozenset[UserRef]
    starting_credits: int
    homes: frozenset[str] = frozenset()
    guests: bool = False

    def is_home(self, place: str) -> bool:
        """Whether a server or workspace is the operator's own; all are if none was named."""
        return not self.homes or place in self.homes

    def starting_at(self, place: str) -> int:
        """What somebody new has in a server or workspace."""
        return self.starting_credits if self.is_home(place) else 0

    def require_place(self, caller: Caller) -> None:
        """Raise NotAllowed in a server or workspace of strangers, unless guests may come in."""
        if caller.place and not self.guests and not self.is_home(caller.place):
            raise NotAllowed("not-home")

    def admit(
        self, books: Books, user: UserRef, *, name: str, now: datetime, place: str
    ) -> PersonId:
        """Find the person, or make one; the starting credits come with the same transaction.

        Who is first seen elsewhere than at home starts with none.
        """
        known = books.people.find(user)
        if known is not None:
            return known
        person = books.people.add(user, name=name, at=now)
        if amount := self.starting_at(place):
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
        """Whether the operator's list says so, or the platform, of a place that is a home."""
        return caller.user in self.admins or (caller.is_admin and self._rules_at(caller.place))

    def moderates(self, caller: Caller) -> bool:
        """Whether they may tidy up after others where they are."""
        return self.is_admin(caller) or (caller.may_moderate and self._rules_at(caller.place))

    def _rules_at(self, place: str) -> bool:
        return not place or self.is_home(place)

    def require_admin(self, caller: Caller) -> None:
        """Raise NotAllowed for everyone else. Checked at every admin action."""
        if not self.is_admin(caller):
            raise NotAllowed("admin-only")
