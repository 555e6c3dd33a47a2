"""The first schema: people, jobs, what is owed to chats, and the ledger.

A revision stands on its own feet: it repeats what the tables were, and never imports what they are.
"""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None

AMOUNT = "amount > 0 AND amount <= 9007199254740992"
APPEND_ONLY = ("transfers", "entries")
SERIAL = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Create everything."""
    _people()
    _jobs()
    _work()
    _chats()
    _grants()
    _transfers()
    _holds()
    _append_only()


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


def _id(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, String, nullable=nullable)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _credits(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=nullable)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _moment(name: str, *, nullable: bool = False) -> SchemaItem:
    return Column(name, DateTime(timezone=True), nullable=nullable)


def _people() -> None:
    op.create_table(
        "people",
        _id("id"),
        _moment("created_at"),
        PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_table(
        "identities",
        _id("platform"),
        _id("user"),
        _id("person"),
        _id("name"),
        PrimaryKeyConstraint("platform", "user", name="pk_identities"),
        ForeignKeyConstraint(["person"], ["people.id"], name="fk_identities_person"),
    )
    op.create_index("ix_identities_person", "identities", ["person"])
    op.create_table(
        "events",
        _id("key"),
        _text("caller"),
        _text("chat"),
        _moment("claimed_at"),
        _flag("answered"),
        _id("debounce"),
        PrimaryKeyConstraint("key", name="pk_events"),
    )
    op.create_index("ix_events_debounce", "events", ["debounce", "claimed_at"])
    op.create_index("ix_events_unanswered", "events", ["answered", "claimed_at"])


def _jobs() -> None:
    op.create_table(
        "jobs",
        _id("id"),
        _id("person"),
        _text("caller"),
        _text("chat"),
        _text("request"),
        _text("quote"),
        _id("state"),
        _moment("created_at"),
        _text("notes"),
        _moment("started_at", nullable=True),
        _moment("finished_at", nullable=True),
        _id("runner"),
        _count("attempts"),
        _count("sent"),
        _id("task_id", nullable=True),
        _flag("cancel_requested"),
        _flag("deleted"),
        _text("failure", nullable=True),
        _credits("captured"),
        _text("status", nullable=True),
        _text("parent_message", nullable=True),
        PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_index("ix_jobs_state_created_at", "jobs", ["state", "created_at"])
    op.create_index("ix_jobs_person_created_at", "jobs", ["person", "created_at"])


def _work() -> None:
    op.create_table(
        "pictures",
        _id("job"),
        _count("index"),
        _text("asset"),
        _text("preview", nullable=True),
        _text("revised_prompt", nullable=True),
        _moment("at"),
        PrimaryKeyConstraint("job", "index", name="pk_pictures"),
        ForeignKeyConstraint(["job"], ["jobs.id"], name="fk_pictures_job"),
        CheckConstraint('"index" >= 1', name=op.f("ck_pictures_index")),
    )
    op.create_table(
        "attempts",
        _id("job"),
        _count("number"),
        _id("provider"),
        _id("model"),
        _moment("started_at"),
        _moment("sent_at", nullable=True),
        _moment("ended_at", nullable=True),
        _id("outcome", nullable=True),
        _text("detail"),
        _text("usage"),
        PrimaryKeyConstraint("job", "number", name="pk_attempts"),
        ForeignKeyConstraint(["job"], ["jobs.id"], name="fk_attempts_job"),
    )
    op.create_index("ix_attempts_model", "attempts", ["model", "outcome", "ended_at"])


def _chats() -> None:
    op.create_table(
        "messages",
        _id("platform"),
        _id("chat"),
        _id("message"),
        _id("job"),
        _count("index"),
        PrimaryKeyConstraint("platform", "chat", "message", name="pk_messages"),
    )
    op.create_index("ix_messages_job", "messages", ["job"])
    op.create_table(
        "outbox",
        Column("id", SERIAL, nullable=False),
        _id("key"),
        _id("job"),
        _id("platform"),
        _count("tries"),
        _moment("due_at"),
        _text("last_error"),
        _flag("done"),
        PrimaryKeyConstraint("id", name="pk_outbox"),
        UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_index("ix_outbox_due", "outbox", ["done", "platform", "due_at"])
    key = String().with_variant(String(collation="C"), "postgresql")
    op.create_table(
        "keyvalue",
        Column("key", key, nullable=False),
        _text("value"),
        PrimaryKeyConstraint("key", name="pk_keyvalue"),
    )


def _grants() -> None:
    accounts = ("available", "held", "spent", "expired", "revoked")
    op.create_table(
        "grants",
        Column("id", SERIAL, nullable=False),
        _id("person"),
        _credits("amount"),
        _count("priority"),
        _text("reason"),
        _id("actor"),
        _moment("created_at"),
        _moment("expires_at", nullable=True),
        *(_credits(account) for account in accounts),
        PrimaryKeyConstraint("id", name="pk_grants"),
        CheckConstraint(AMOUNT, name=op.f("ck_grants_amount")),
        CheckConstraint(
            " AND ".join(f"{account} >= 0" for account in accounts),
            name=op.f("ck_grants_never_below_zero"),
        ),
        CheckConstraint(f"{' + '.join(accounts)} = amount", name=op.f("ck_grants_conserved")),
    )
    op.create_index("ix_grants_expires_at", "grants", ["expires_at"])
    op.create_index("ix_grants_person", "grants", ["person", "id"])


def _transfers() -> None:
    op.create_table(
        "transfers",
        Column("id", SERIAL, nullable=False),
        _id("kind"),
        _id("person"),
        _credits("amount"),
        _id("job", nullable=True),
        _id("actor"),
        _text("reason"),
        _moment("at"),
        PrimaryKeyConstraint("id", name="pk_transfers"),
        CheckConstraint(AMOUNT, name=op.f("ck_transfers_amount")),
        UniqueConstraint("job", "kind", name="uq_transfers_job_kind"),
    )
    op.create_index("ix_transfers_person", "transfers", ["person", "id"])
    op.create_table(
        "entries",
        Column("transfer", SERIAL, nullable=False, autoincrement=False),
        _count("line"),
        Column("grant", SERIAL, nullable=False),
        _id("debit"),
        _id("credit"),
        _credits("amount"),
        PrimaryKeyConstraint("transfer", "line", name="pk_entries"),
        ForeignKeyConstraint(["transfer"], ["transfers.id"], name="fk_entries_transfer"),
        ForeignKeyConstraint(["grant"], ["grants.id"], name="fk_entries_grant"),
        CheckConstraint(AMOUNT, name=op.f("ck_entries_amount")),
        CheckConstraint("debit <> credit", name=op.f("ck_entries_two_accounts")),
    )
    op.create_index("ix_entries_grant", "entries", ["grant"])


def _holds() -> None:
    op.create_table(
        "holds",
        _id("job"),
        _id("person"),
        _id("model"),
        _credits("unit"),
        _count("count"),
        _id("tariff"),
        _moment("created_at"),
        _moment("resolved_at", nullable=True),
        _credits("captured", nullable=True),
        _credits("released", nullable=True),
        PrimaryKeyConstraint("job", name="pk_holds"),
        CheckConstraint("unit >= 0 AND count >= 0", name=op.f("ck_holds_price")),
        CheckConstraint(
            "resolved_at IS NULL AND captured IS NULL AND released IS NULL OR "
            "resolved_at IS NOT NULL AND captured >= 0 AND released >= 0 "
            "AND captured + released = unit * count",
            name=op.f("ck_holds_resolved_whole"),
        ),
    )
    op.create_index("ix_holds_resolved_at", "holds", ["resolved_at"])
    op.create_table(
        "ledger_keys",
        _id("key"),
        _text("payload"),
        _text("result"),
        PrimaryKeyConstraint("key", name="pk_ledger_keys"),
    )


def _append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in APPEND_ONLY:
            for change in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_refuse_{change.lower()} BEFORE {change} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% are append-only', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
