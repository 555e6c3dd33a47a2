"""Choices by scope."""

from sqlalchemy import Connection, bindparam, select

from bot.models import Preferences
from bot.storage.inserting import insert_or_replace
from bot.storage.tables import preferences

_GET = select(preferences.c.choices).where(preferences.c.scope == bindparam("of_scope"))


class PreferenceScopes:
    """Implements `bot.ports.PreferenceBook`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, scope: str) -> Preferences:
        """See the port."""
        return self._connection.scalar(_GET, {"of_scope": scope}) or Preferences()

    def put(self, scope: str, choices: Preferences) -> None:
        """See the port."""
        insert_or_replace(self._connection, preferences, {"scope": scope, "choices": choices})
