"""What the core keeps of people: who they are, what they prefer, and what adapters note."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.models import PersonId, Preferences, TeamId, UserRef


class PeopleBook(Protocol):
    """Who is who."""

    def find(self, user: UserRef, team: TeamId) -> PersonId | None:
        """The person behind a platform's user in a team, if seen there before."""
        ...

    def add(self, user: UserRef, *, team: TeamId, name: str, at: datetime) -> PersonId:
        """Make a new person for a user who has none in this team."""
        ...

    def teams(self, user: UserRef) -> Sequence[TeamId]:
        """The teams in which a user has been seen, each with a wallet of its own."""
        ...

    def identities(self, person: PersonId) -> Sequence[tuple[UserRef, str]]:
        """The users a person is known as, with their names."""
        ...

    def unname(self, person: PersonId) -> None:
        """Forget the names; the users stay, because their credits do."""
        ...


class PreferenceBook(Protocol):
    """Choices by scope: a person's, a chat's, a server's."""

    def get(self, scope: str) -> Preferences:
        """The choices made in a scope; none where it is unknown."""
        ...

    def among(self, scopes: Sequence[str]) -> Mapping[str, Preferences]:
        """The choices made in those of the scopes that are known."""
        ...

    def put(self, scope: str, preferences: Preferences) -> None:
        """Replace them."""
        ...


class KeyValueBook(Protocol):
    """Records that have no table of their own, mostly adapters'; some of them end."""

    def set(self, key: str, value: str, *, expires_at: datetime | None = None) -> None:
        """Write, replacing. From `expires_at` on it may be removed."""
        ...

    def delete(self, key: str) -> None:
        """Remove; a key that is gone already is no error."""
        ...

    def scan(
        self, prefix: str, *, after: str, limit: int, newest: bool
    ) -> Sequence[tuple[str, str]]:
        """As `bot.ports.KeyValue.scan`."""
        ...

    def purge(self, now: datetime, *, limit: int) -> int:
        """Remove those that lasted until now or less, at most `limit`; returns how many."""
        ...
