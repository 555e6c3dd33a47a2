"""The tables. Columns where something is queried, JSON where it is only read back."""

from collections.abc import Mapping

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.models import (
    HOME_TEAM,
    Asset,
    Caller,
    ChatRef,
    Failure,
    ImageRequest,
    MessageRef,
    Note,
    Offer,
    Preferences,
    Quote,
)
from bot.storage.columns import JsonOf, Serial, UtcTime

AMOUNT_MAX = 2**53
"""No amount is larger, so that every reader of JSON gets it exactly."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

people = Table(
    "people",
    metadata,
    Column("id", String, primary_key=True),
    Column("team", String, nullable=False, server_default=HOME_TEAM),
    Column("created_at", UtcTime, nullable=False),
)

identities = Table(
    "identities",
    metadata,
    Column("platform", String, primary_key=True),
    Column("user", String, primary_key=True),
    Column("team", String, primary_key=True, server_default=HOME_TEAM),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("key", String, primary_key=True),
    Column("caller", JsonOf[Caller](Caller), nullable=False),
    Column("chat", JsonOf[ChatRef](ChatRef), nullable=False),
    Column("claimed_at", UtcTime, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("debounce", String, nullable=False),
    Index("ix_events_debounce", "debounce", "claimed_at"),
    Index("ix_events_unanswered", "answered", "claimed_at"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String, primary_key=True),
    Column("person", String, nullable=False),
    Column("caller", JsonOf[Caller](Caller), nullable=False),
    Column("chat", JsonOf[ChatRef](ChatRef), nullable=False),
    Column("request", JsonOf[ImageRequest](ImageRequest), nullable=False),
    Column("quote", JsonOf[Quote](Quote), nullable=False),
    Column("state", String, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("notes", JsonOf[tuple[Note, ...]](tuple[Note, ...]), nullable=False),
    Column("started_at", UtcTime),
    Column("finished_at", UtcTime),
    Column("runner", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sent", Integer, nullable=False),
    Column("task_id", String),
    Column("cancel_requested", Boolean, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("failure", JsonOf[Failure](Failure)),
    Column("captured", BigInteger, nullable=False),
    Column("charged", BigInteger, nullable=False, server_default="0"),
    Column("status", JsonOf[MessageRef](MessageRef)),
    Column("parent_message", JsonOf[MessageRef](MessageRef)),
    Column("team", String, nullable=False, server_default=HOME_TEAM),
    Index("ix_jobs_state_created_at", "state", "created_at"),
    Index("ix_jobs_person_created_at", "person", "created_at"),
)

pictures = Table(
    "pictures",
    metadata,
    Column("job", ForeignKey("jobs.id"), primary_key=True),
    Column("index", Integer, primary_key=True),
    Column("asset", JsonOf[Asset](Asset), nullable=False),
    Column("preview", JsonOf[Asset](Asset)),
    Column("revised_prompt", Text),
    Column("at", UtcTime, nullable=False),
    CheckConstraint('"index" >= 1', name="index"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("job", ForeignKey("jobs.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("provider", String, nullable=False),
    Column("model", String, nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("sent_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("outcome", String),
    Column("detail", Text, nullable=False),
    Column("usage", JsonOf[Mapping[str, object]](Mapping[str, object]), nullable=False),
    Index("ix_attempts_model", "model", "outcome", "ended_at"),
    Index("ix_attempts_ended_at", "ended_at"),
)

messages = Table(
    "messages",
    metadata,
    Column("platform", String, primary_key=True),
    Column("chat", String, primary_key=True),
    Column("message", String, primary_key=True),
    Column("job", String, nullable=False, index=True),
    Column("index", Integer, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("job", String, nullable=False),
    Column("platform", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("last_error", Text, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("given_up", Boolean, nullable=False, server_default=false()),
    Index("ix_outbox_due", "done", "platform", "due_at"),
    Index("ix_outbox_job", "job"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String, primary_key=True),
    Column("person", String, nullable=False, index=True),
    Column("created_at", UtcTime, nullable=False, index=True),
    Column("offers", JsonOf[tuple[Offer, ...]](tuple[Offer, ...]), nullable=False),
    Column("in_reply_to", JsonOf[MessageRef](MessageRef)),
    Column("closed_at", UtcTime),
    Column("team", String, nullable=False, server_default=HOME_TEAM),
)

file_uses = Table(
    "file_uses",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("holder", String, primary_key=True, index=True),
    Column("use", String, primary_key=True),
)

preferences = Table(
    "preferences",
    metadata,
    Column("scope", String, primary_key=True),
    Column("choices", JsonOf[Preferences](Preferences), nullable=False),
)

keyvalue = Table(
    "keyvalue",
    metadata,
    # Scans promise key order, and a database's own language may sort otherwise.
    Column("key", String().with_variant(String(collation="C"), "postgresql"), primary_key=True),
    Column("value", Text, nullable=False),
    Column("expires_at", UtcTime, index=True),
)

grants = Table(
    "grants",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("person", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", String, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, index=True),
    Column("available", BigInteger, nullable=False),
    Column("held", BigInteger, nullable=False),
    Column("spent", BigInteger, nullable=False),
    Column("expired", BigInteger, nullable=False),
    Column("revoked", BigInteger, nullable=False),
    CheckConstraint(f"amount > 0 AND amount <= {AMOUNT_MAX}", name="amount"),
    CheckConstraint(
        "available >= 0 AND held >= 0 AND spent >= 0 AND expired >= 0 AND revoked >= 0",
        name="never_below_zero",
    ),
    CheckConstraint("available + held + spent + expired + revoked = amount", name="conserved"),
    Index("ix_grants_person", "person", "id"),
)

transfers = Table(
    "transfers",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("kind", String, nullable=False),
    Column("person", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("job", String),
    Column("actor", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    CheckConstraint(f"amount > 0 AND amount <= {AMOUNT_MAX}", name="amount"),
    UniqueConstraint("job", "kind"),
    Index("ix_transfers_person", "person", "id"),
)

entries = Table(
    "entries",
    metadata,
    Column("transfer", ForeignKey("transfers.id"), primary_key=True, autoincrement=False),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("grant", ForeignKey("grants.id"), nullable=False, index=True),
    Column("debit", String, nullable=False),
    Column("credit", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    CheckConstraint(f"amount > 0 AND amount <= {AMOUNT_MAX}", name="amount"),
    CheckConstraint("debit <> credit", name="two_accounts"),
)

holds = Table(
    "holds",
    metadata,
    Column("job", String, primary_key=True),
    Column("person", String, nullable=False),
    Column("model", String, nullable=False),
    Column("unit", BigInteger, nullable=False),
    Column("count", Integer, nullable=False),
    Column("tariff", String, nullable=False),
    Column("created_at", UtcTime, nullable=False, index=True),
    Column("resolved_at", UtcTime, index=True),
    Column("captured", BigInteger),
    Column("released", BigInteger),
    CheckConstraint("unit >= 0 AND count >= 0", name="price"),
    CheckConstraint(
        "resolved_at IS NULL AND captured IS NULL AND released IS NULL OR "
        "resolved_at IS NOT NULL AND captured >= 0 AND released >= 0 "
        "AND captured + released = unit * count",
        name="resolved_whole",
    ),
)

ledger_keys = Table(
    "ledger_keys",
    metadata,
    Column("key", String, primary_key=True),
    Column("payload", Text, nullable=False),
    Column("result", Text, nullable=False),
)
