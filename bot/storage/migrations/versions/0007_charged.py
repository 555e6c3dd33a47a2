"""What a job's pictures cost in the end: it may be less than their quote. So far it never was."""

from alembic import op
from sqlalchemy import BigInteger, Column

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; what was captured of each hold stands in it."""
    op.add_column("jobs", Column("charged", BigInteger, nullable=False, server_default="0"))
    op.execute(
        "UPDATE jobs SET charged = COALESCE("
        "(SELECT holds.captured FROM holds WHERE holds.job = jobs.id), 0)"
    )
