"""Choices by scope."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from bot.models import Preferences
from bot.storage.inserting import insert_or_replace
from bot.storage.tables import preferences

_GET = select(preferences.c.choices).where(preferences.c.scope == bindparam("of_scope"))
STATEMENTS_MAX = 16
"""One for each number of scopes; an order has two to four."""


@lru_cache(STATEMENTS_MAX)
def _among(count: int) -> Select[str, Preferences]:
    asked: list[BindParameter[str]] = [bindparam(f"scope{number}") for number in range(count)]
    return select(preferences.c.scope, preferences.c.choices).where(preferences.c.scope.in_(asked))


class PreferenceScopes:
    """Implements `bot.ports.PreferenceBook`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, scope: str) -> Preferences:
        """See the port."""
        return self._connection.scalar(_GET, {"of_scope": scope}) or Preferences()

    def among(self, scopes: Sequence[str]) -> Mapping[str, Preferences]:
        """See the port."""
        named = {f"scope{number}": scope for number, scope in enumerate(scopes)}
        rows = self._connection.execute(_among(len(scopes)), named)
        return {row.scope: row.choices for row in rows}

    def put(self, scope: str, choices: Preferences) -> None:
        """See the port."""
        insert_or_replace(self._connection, preferences, {"scope": scope, "choices": choices})
