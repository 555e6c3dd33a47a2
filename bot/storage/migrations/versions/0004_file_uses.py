"""Which files jobs and drafts use, one row a use, read out of what is there."""

import re
from collections.abc import Iterator
from typing import Any

from alembic import op
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    MetaData,
    PrimaryKeyConstraint,
    Select,
    String,
    Table,
    Text,
    column,
    select,
    table,
)

revision = "0004"
down_revision = "0003"

SHA256 = re.compile(r"[0-9a-f]{64}")
COPY = "copy:"
ROWS_AT_ONCE = 500

jobs = table("jobs", column("id", String), column("request", Text), column("deleted", Boolean))
pictures = table("pictures", column("job", String), column("asset", Text), column("preview", Text))
drafts = table(
    "drafts", column("id", String), column("offers", Text), column("closed_at", DateTime)
)
keyvalue = table("keyvalue", column("key", String))

Use = tuple[str, str, str]


def upgrade() -> None:
    """Add the table and fill it."""
    op.create_table(
        "file_uses",
        Column("sha256", String, nullable=False),
        Column("holder", String, nullable=False),
        Column("use", String, nullable=False),
        PrimaryKeyConstraint("sha256", "holder", "use", name="pk_file_uses"),
    )
    op.create_index("ix_file_uses_holder", "file_uses", ["holder"])
    connection = op.get_bind()
    file_uses = Table("file_uses", MetaData(), autoload_with=connection)
    rows = [dict(zip(("sha256", "holder", "use"), one, strict=True)) for one in _uses(connection)]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        connection.execute(file_uses.insert(), rows[start : start + ROWS_AT_ONCE])
    connection.execute(keyvalue.delete().where(keyvalue.c.key.startswith(COPY)))


def _uses(connection: Connection) -> set[Use]:
    kept = jobs.c.deleted.is_(False)
    shown = select(pictures.c.job, pictures.c.asset, pictures.c.preview)
    found = set(_named(connection, select(jobs.c.id, jobs.c.request).where(kept), "given"))
    found |= set(
        _named(connection, shown.join(jobs, jobs.c.id == pictures.c.job).where(kept), "shown")
    )
    still_open = select(drafts.c.id, drafts.c.offers).where(drafts.c.closed_at.is_(None))
    found |= set(_named(connection, still_open, "given"))
    for key in connection.scalars(select(keyvalue.c.key).where(keyvalue.c.key.startswith(COPY))):
        _, job, sha256 = key.split(":")
        found.add((sha256, job, "copy"))
    return found


def _named(connection: Connection, statement: "Select[Any]", use: str) -> Iterator[Use]:
    for row in connection.execute(statement):
        holder, *texts = tuple(row)
        for text in filter(None, texts):
            for sha256 in SHA256.findall(text):
                yield sha256, holder, use
