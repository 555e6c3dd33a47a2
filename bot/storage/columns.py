"""Column types: moments in UTC, and whole values as JSON text."""

from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text, TypeDecorator

T = TypeVar("T")

Serial = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows by itself only where the key's type is spelled INTEGER."""


class UtcTime(TypeDecorator[datetime]):
    """An aware moment. SQLite has no zones, so it keeps UTC in a form that sorts as text."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments: nobody could say later what they meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        return read_moment(value)


def read_moment(value: datetime | str | None) -> datetime | None:
    """Read a moment as it was selected, or as a driver gives what was selected as plain text."""
    if value is None:
        return None
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class JsonOf(TypeDecorator[T], Generic[T]):
    """A frozen value that is never queried into, as JSON.

    The text type rather than the database's own JSON: that of Postgres refuses a NUL character,
    which a prompt may hold. Fields that a later version adds need defaults.
    """

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:  # noqa: ANN401 - a type, or a form of typing
        super().__init__()
        self.kind = kind
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)

    def __repr__(self) -> str:
        return "Text()"

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:
        """Write."""
        return None if value is None else self._adapter.dump_json(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> T | None:
        """Read, and check."""
        return self.read(value)

    def read(self, value: str | None) -> T | None:
        """Read what was selected as plain text. Raises ValidationError."""
        return None if value is None else self._adapter.validate_json(value)
