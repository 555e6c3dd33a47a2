"""Adapters' records that end, so that those of messages long gone are not kept for ever."""

from datetime import UTC, datetime, timedelta

from alembic import op
from sqlalchemy import Column, DateTime, String, Text, column, or_, table

revision = "0003"
down_revision = "0002"

OLD_LASTS = timedelta(days=365)
"""From now on, for what was kept before records had an end."""
THAT_END = ("slack:post:", "slack:thread:", "slack:ours:", "slack:recent:", "discord:thread:")
STATES, HOMES = "slack:state:", "discord:home:"

keyvalue = table(
    "keyvalue",
    column("key", String),
    column("value", Text),
    column("expires_at", DateTime(timezone=True)),
)


def upgrade() -> None:
    """Add the end, and set one for old records of the kinds that have one now."""
    op.add_column("keyvalue", Column("expires_at", DateTime(timezone=True)))
    op.create_index("ix_keyvalue_expires_at", "keyvalue", ["expires_at"])
    key, now = keyvalue.c.key, datetime.now(UTC)
    end = keyvalue.update().values(expires_at=now + OLD_LASTS)
    op.execute(end.where(or_(*(key.startswith(kind) for kind in (*THAT_END, HOMES)))))
    op.execute(keyvalue.update().values(expires_at=now).where(key.startswith(STATES)))
    # Of direct messages no home is kept any more: it told who speaks with the bot.
    op.execute(keyvalue.delete().where(key.startswith(HOMES), keyvalue.c.value.startswith(":")))
