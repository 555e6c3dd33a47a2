"""Orders that wait for a yes, choices by scope, and what became of messages no place took."""

from alembic import op
from sqlalchemy import Boolean, Column, DateTime, PrimaryKeyConstraint, String, Text, false

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what is new; nothing that is there changes its meaning."""
    op.create_table(
        "drafts",
        Column("id", String, nullable=False),
        Column("person", String, nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False),
        Column("offers", Text, nullable=False),
        Column("in_reply_to", Text),
        Column("closed_at", DateTime(timezone=True)),
        PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_person", "drafts", ["person"])
    op.create_index("ix_drafts_created_at", "drafts", ["created_at"])
    op.create_table(
        "preferences",
        Column("scope", String, nullable=False),
        Column("choices", Text, nullable=False),
        PrimaryKeyConstraint("scope", name="pk_preferences"),
    )
    op.add_column("outbox", Column("given_up", Boolean, nullable=False, server_default=false()))
    op.create_index("ix_outbox_job", "outbox", ["job"])
    op.create_index("ix_attempts_ended_at", "attempts", ["ended_at"])
