"""Teams: whose a person, a job and a draft are. All that was there is the home team's."""

from alembic import op
from sqlalchemy import Column, String

revision = "0006"
down_revision = "0005"

HOME = "home"


def upgrade() -> None:
    """Add the column; one user may have a wallet in each team from now on."""
    for table in ("people", "identities", "jobs", "drafts"):
        op.add_column(table, Column("team", String, nullable=False, server_default=HOME))
    with op.batch_alter_table("identities") as identities:
        identities.drop_constraint("pk_identities", type_="primary")
        identities.create_primary_key("pk_identities", ["platform", "user", "team"])
    op.create_index("ix_holds_created_at", "holds", ["created_at"])
