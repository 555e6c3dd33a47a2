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

    def admit(self, books: Books, user: UserRef, *, name: str, now: datetime) -> PersonId:
        """Find the person, or make one; the starting credits come with the same transaction."""
        known = books.people.find(user)
        if known is not None:
            return known
        person = books.people.add(user, name=name, at=now)
        if self.starting_credits:
            self.ledger.grant(
                books,
                person=person,
                amount=self.starting_credits,
                actor=SYSTEM,
                reason=STARTING_REASON,
                key=f"start:{person}",
                now=now,
            )
        return person

    def is_admin(self, caller: Caller) -> bool:
        """Whether the platform or the operator's list says so."""
        return caller.is_admin or caller.user in self.admins

    def require_admin(self, caller: Caller) -> None:
        """Raise NotAllowed for everyone else. Checked at every admin action."""
        if not self.is_admin(caller):
            raise NotAllowed("admin-only")
