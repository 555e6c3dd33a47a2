"""Who is who."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.models import PersonId, TeamId, UserRef
from bot.storage.tables import identities, people

_THEIRS = (
    identities.c.platform == bindparam("of_platform"),
    identities.c.user == bindparam("of_user"),
)
_FIND = select(identities.c.person).where(*_THEIRS, identities.c.team == bindparam("of_team"))
_TEAMS = select(identities.c.team).where(*_THEIRS).order_by(identities.c.team)


class People:
    """Implements `bot.ports.PeopleBook`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, user: UserRef, team: TeamId) -> PersonId | None:
        """See the port."""
        named = {"of_platform": user.platform, "of_user": user.id, "of_team": team}
        found = self._connection.scalar(_FIND, named)
        return None if found is None else PersonId(found)

    def add(self, user: UserRef, *, team: TeamId, name: str, at: datetime) -> PersonId:
        """See the port."""
        person = PersonId(secrets.token_hex(8))
        self._connection.execute(insert(people), {"id": person, "team": team, "created_at": at})
        self._connection.execute(
            insert(identities),
            {
                "platform": user.platform,
                "user": user.id,
                "team": team,
                "person": person,
                "name": name.replace("\0", ""),  # Postgres has no text with NUL
            },
        )
        return person

    def teams(self, user: UserRef) -> Sequence[TeamId]:
        """See the port."""
        named = {"of_platform": user.platform, "of_user": user.id}
        return [TeamId(team) for team in self._connection.scalars(_TEAMS, named)]

    def identities(self, person: PersonId) -> Sequence[tuple[UserRef, str]]:
        """See the port."""
        theirs = select(identities).where(identities.c.person == person)
        rows = self._connection.execute(theirs.order_by(identities.c.platform, identities.c.user))
        return [(UserRef(platform=row.platform, id=row.user), row.name) for row in rows]

    def unname(self, person: PersonId) -> None:
        """See the port."""
        theirs = update(identities).where(identities.c.person == person)
        self._connection.execute(theirs.values(name=""))
