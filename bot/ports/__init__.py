"""The seams of the core, as Protocols. Each line says when it is called and what it must not do."""

from bot.ports.books import (
    AttemptBook,
    Books,
    DraftBook,
    EventBook,
    JobBook,
    MessageBook,
    OutboxBook,
    PictureBook,
    UnitOfWork,
)
from bot.ports.chat import DirectLine, FindsPosts, Forgets, Messenger
from bot.ports.drawing import ImageProvider, TaskKeeper
from bot.ports.files import AssetStore, KeyValue
from bot.ports.ledger_books import AuditBook, HoldBook, KeyBook, LedgerBook
from bot.ports.people_books import KeyValueBook, PeopleBook, PreferenceBook
from bot.ports.text import TextModel
from bot.ports.work import Clock, JobQueue, Leases

__all__ = [
    "AssetStore",
    "AttemptBook",
    "AuditBook",
    "Books",
    "Clock",
    "DirectLine",
    "DraftBook",
    "EventBook",
    "FindsPosts",
    "Forgets",
    "HoldBook",
    "ImageProvider",
    "JobBook",
    "JobQueue",
    "KeyBook",
    "KeyValue",
    "KeyValueBook",
    "Leases",
    "LedgerBook",
    "MessageBook",
    "Messenger",
    "OutboxBook",
    "PeopleBook",
    "PictureBook",
    "PreferenceBook",
    "TaskKeeper",
    "TextModel",
    "UnitOfWork",
]
