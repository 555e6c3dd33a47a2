"""The books of a transaction, over one connection. One file a book; codecs beside it."""

from functools import cached_property

from sqlalchemy import Connection

from bot.storage.books.attempts import Attempts
from bot.storage.books.audit import Audit
from bot.storage.books.drafts import Drafts
from bot.storage.books.events import Events
from bot.storage.books.holds import Holds
from bot.storage.books.jobs import Jobs, OpenJobs
from bot.storage.books.keys import Keys
from bot.storage.books.keyvalue import KeyValues
from bot.storage.books.ledger import LedgerAccounts
from bot.storage.books.messages import Messages
from bot.storage.books.outbox import Outbox
from bot.storage.books.people import People
from bot.storage.books.pictures import Pictures
from bot.storage.books.preferences import PreferenceScopes

__all__ = ["OpenJobs", "SqlBooks"]


class SqlBooks:
    """Implements `bot.ports.Books`. `writes` says whether reads may lock what they return.

    `open_jobs` is the database's own.
    """

    def __init__(
        self, connection: Connection, *, writes: bool, open_jobs: OpenJobs | None = None
    ) -> None:
        self._connection = connection
        self._open_jobs = open_jobs
        self._writes = writes

    @cached_property
    def people(self) -> People:
        """Who is who."""
        return People(self._connection)

    @cached_property
    def events(self) -> Events:
        """Inbound events."""
        return Events(self._connection)

    @cached_property
    def jobs(self) -> Jobs:
        """Jobs."""
        return Jobs(self._connection, writes=self._writes, open_jobs=self._open_jobs)

    @cached_property
    def pictures(self) -> Pictures:
        """Finished pictures."""
        return Pictures(self._connection)

    @cached_property
    def attempts(self) -> Attempts:
        """Calls to providers."""
        return Attempts(self._connection)

    @cached_property
    def messages(self) -> Messages:
        """Which message shows what."""
        return Messages(self._connection)

    @cached_property
    def outbox(self) -> Outbox:
        """Messages owed."""
        return Outbox(self._connection)

    @cached_property
    def drafts(self) -> Drafts:
        """Orders that wait for a yes."""
        return Drafts(self._connection, writes=self._writes)

    @cached_property
    def preferences(self) -> PreferenceScopes:
        """Choices by scope."""
        return PreferenceScopes(self._connection)

    @cached_property
    def ledger(self) -> LedgerAccounts:
        """Grants and entries."""
        return LedgerAccounts(self._connection, writes=self._writes)

    @cached_property
    def holds(self) -> Holds:
        """Promises to jobs."""
        return Holds(self._connection, writes=self._writes)

    @cached_property
    def keys(self) -> Keys:
        """Idempotency keys."""
        return Keys(self._connection)

    @cached_property
    def keyvalue(self) -> KeyValues:
        """Small texts by key."""
        return KeyValues(self._connection)

    @cached_property
    def audit(self) -> Audit:
        """The whole ledger."""
        return Audit(self._connection)
