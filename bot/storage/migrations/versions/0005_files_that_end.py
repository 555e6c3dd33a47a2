"""The records of which files a Slack message shows, with an end."""

from datetime import UTC, datetime, timedelta

from alembic import op
from sqlalchemy import Column, DateTime, String, column, table

revision = "0005"
down_revision = "0004"

OLD_LASTS = timedelta(days=3 * 365)
FILES = "slack:files:"

keyvalue = table("keyvalue", column("key", String), Column("expires_at", DateTime(timezone=True)))


def upgrade() -> None:
    """From now on, for what was kept before these records had an end."""
    old = keyvalue.update().where(keyvalue.c.key.startswith(FILES))
    op.execute(old.values(expires_at=datetime.now(UTC) + OLD_LASTS))
