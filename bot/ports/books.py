"""What a transaction can read and write.

All of it is synchronous: a transaction is one function that runs whole on a database thread, so
that nothing can be interleaved with it or cancelled out of it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from bot.models import (
    Attempt,
    AttemptOutcome,
    Draft,
    Event,
    ImageRequest,
    Job,
    JobId,
    MessageRef,
    OutboxItem,
    PersonId,
    Picture,
    PictureRef,
)
from bot.ports.ledger_books import AuditBook, HoldBook, KeyBook, LedgerBook
from bot.ports.people_books import KeyValueBook, PeopleBook, PreferenceBook

T = TypeVar("T")


class EventBook(Protocol):
    """Inbound events, claimed once."""

    def claim(self, event: Event, *, debounce: str = "", within_s: float = 0) -> bool:
        """Record the event. False when its key (or its debounce, in the window) is known."""
        ...

    def answer(self, key: str) -> None:
        """The event was answered or became a job; recovery need not speak for it."""
        ...

    def unanswered(self) -> Sequence[Event]:
        """Events claimed and never answered, oldest first."""
        ...

    def purge(self, before: datetime) -> None:
        """Forget answered events that were claimed before a moment: nothing sends them again."""
        ...


class JobBook(Protocol):
    """Jobs."""

    def add(self, job: Job) -> None:
        """Write a new job."""
        ...

    def get(self, job: JobId) -> Job | None:
        """Read a job; in a write transaction its row stays locked until the end."""
        ...

    def put(self, job: Job) -> None:
        """Write back a job that was read in this transaction."""
        ...

    def note_status(self, job: JobId, message: MessageRef) -> bool:
        """Write down a job's status message alone; False for a job that is not there."""
        ...

    def need(self, job: Job) -> None:
        """Keep the files that a job starts from, where these became others since it was added."""
        ...

    def unfinished(self) -> Sequence[Job]:
        """Every job in a state that is not final, in order of creation."""
        ...

    def count_unfinished(self, person: PersonId) -> tuple[int, int]:
        """How many jobs are in a state that is not final: the person's, and everyone's."""
        ...

    def recent(self, person: PersonId, *, limit: int) -> Sequence[Job]:
        """A person's latest jobs, newest first."""
        ...

    def of(self, person: PersonId) -> Sequence[JobId]:
        """All of a person's jobs, oldest first."""
        ...


class PictureBook(Protocol):
    """Finished pictures."""

    def add(self, picture: Picture, *, at: datetime) -> None:
        """Record a stored picture. Adding the same index again is an error."""
        ...

    def of(self, job: JobId) -> Sequence[Picture]:
        """A job's pictures by index."""
        ...

    def used_elsewhere(self, picture: Picture) -> bool:
        """Whether another job shows these bytes or was given them as a reference."""
        ...

    def in_use(self, sha256: str) -> bool:
        """Whether a job that is not deleted, or an open draft, shows or was given these bytes."""
        ...

    def named(self, files: Collection[str]) -> Collection[str]:
        """Those of the files, by sha256, that are `in_use`."""
        ...

    def note_copy(self, job: JobId, sha256: str) -> None:
        """The file is a copy of one of the job's pictures. It does not count as `in_use`."""
        ...

    def take_copies(self, job: JobId) -> Collection[str]:
        """Forget which copies a job has; returns their files by sha256, which are to go."""
        ...

    def forget_copy(self, sha256: str) -> None:
        """A file is gone: it is nobody's copy any more."""
        ...

    def strip(self, job: JobId) -> None:
        """Forget previews and words of a job's pictures; what they were by hash stays."""
        ...


class AttemptBook(Protocol):
    """Calls to providers."""

    def put(self, attempt: Attempt) -> None:
        """Write, or overwrite the same number."""
        ...

    def of(self, job: JobId) -> Sequence[Attempt]:
        """A job's attempts by number."""
        ...

    def purge(self, before: datetime, *, limit: int) -> None:
        """Remove up to `limit` attempts that ended before a moment."""
        ...

    def seconds(self, model: str, *, limit: int) -> Sequence[tuple[str, str, float]]:
        """(quality, resolution, seconds) of the latest successful attempts of a model."""
        ...

    def used(
        self, model: str, *, limit: int
    ) -> Sequence[tuple[ImageRequest, Mapping[str, object]]]:
        """Orders of a model that one attempt drew whole, with its usage, the latest first."""
        ...

    def ended(self, since: datetime, *, limit: int) -> Sequence[tuple[str, AttemptOutcome, float]]:
        """(provider, outcome, seconds) of the attempts that ended since a moment, newest first."""
        ...


class MessageBook(Protocol):
    """Which message shows which job, for as long as it is there: what makes reply-to-edit work."""

    def remember(self, message: MessageRef, picture: PictureRef) -> None:
        """Index 0 stands for the whole job. Remembering again replaces."""
        ...

    def find(self, message: MessageRef) -> PictureRef | None:
        """The job (and picture, if the message shows just one)."""
        ...

    def of(self, job: JobId) -> Sequence[MessageRef]:
        """All messages of a job."""
        ...

    def forget(self, job: JobId) -> None:
        """Forget which messages show a job."""
        ...

    def purge(self, before: datetime, *, limit: int) -> None:
        """Forget up to `limit` messages of deleted jobs made before a moment."""
        ...


class OutboxBook(Protocol):
    """Messages owed to chats."""

    def add(self, item: OutboxItem) -> None:
        """Owe a message. Adding a known key again changes nothing."""
        ...

    def due(
        self, now: datetime, *, limit: int, platforms: Collection[str] | None
    ) -> Sequence[OutboxItem]:
        """What should be delivered to these platforms, or any, now, in the order it was added."""
        ...

    def put(self, item: OutboxItem) -> None:
        """Record a failed try and when to try next."""
        ...

    def done(self, key: str) -> bool:
        """It was delivered. False where it was owed no more: its owner had it sent elsewhere."""
        ...

    def give_up(self, key: str) -> None:
        """No place takes it; it waits until its owner asks for it elsewhere."""
        ...

    def shelve(self, key: str) -> None:
        """It is late: its owner may ask for it elsewhere, while it is still tried."""
        ...

    def given_up(self, person: PersonId, *, limit: int) -> Sequence[JobId]:
        """A person's jobs with pictures whose messages are late or given up, newest first."""
        ...

    def take_back(self, job: JobId) -> bool:
        """A job's late and given-up messages are no more owed. False when there are none."""
        ...

    def purge(self, before: datetime, *, limit: int) -> None:
        """Remove up to `limit` messages delivered or taken back, and due before a moment."""
        ...

    def next_due(self, platforms: Collection[str]) -> datetime | None:
        """When the next item for these platforms falls due; None when nothing is owed."""
        ...


class DraftBook(Protocol):
    """Orders that wait for a yes."""

    def add(self, draft: Draft) -> None:
        """Write a new draft."""
        ...

    def get(self, draft: JobId) -> Draft | None:
        """Read a draft; in a write transaction its row stays locked until the end."""
        ...

    def close(self, draft: JobId, *, at: datetime) -> bool:
        """It was answered. False when it was before."""
        ...

    def close_oldest(self, person: PersonId, *, keep: int, at: datetime) -> None:
        """Leave the `keep` newest of a person's open drafts open."""
        ...

    def forget(self, person: PersonId) -> Sequence[Draft]:
        """Remove all of a person's drafts, and return them."""
        ...

    def purge(self, before: datetime) -> None:
        """Remove drafts made before a moment."""
        ...


class Books(Protocol):
    """One transaction's view of everything."""

    @property
    def people(self) -> PeopleBook: ...  # noqa: D102 - named by its type
    @property
    def events(self) -> EventBook: ...  # noqa: D102
    @property
    def jobs(self) -> JobBook: ...  # noqa: D102
    @property
    def pictures(self) -> PictureBook: ...  # noqa: D102
    @property
    def attempts(self) -> AttemptBook: ...  # noqa: D102
    @property
    def messages(self) -> MessageBook: ...  # noqa: D102
    @property
    def outbox(self) -> OutboxBook: ...  # noqa: D102
    @property
    def drafts(self) -> DraftBook: ...  # noqa: D102
    @property
    def preferences(self) -> PreferenceBook: ...  # noqa: D102
    @property
    def keyvalue(self) -> KeyValueBook: ...  # noqa: D102
    @property
    def ledger(self) -> LedgerBook: ...  # noqa: D102
    @property
    def holds(self) -> HoldBook: ...  # noqa: D102
    @property
    def keys(self) -> KeyBook: ...  # noqa: D102
    @property
    def audit(self) -> AuditBook: ...  # noqa: D102


class UnitOfWork(Protocol):
    """Runs transactions."""

    async def write(self, work: Callable[[Books], T], *, first: bool = False) -> T:
        """Run `work` in one transaction on a database thread: commit when it returns.

        `first` goes before all that waits, in a sync that only its like shares: somebody waits for
        an acknowledgement.

        Any raise rolls back and is passed on. Cancelling the caller does not stop the transaction:
        it ends one way or the other before CancelledError is raised here. `work` may be run again
        after a serialisation failure, so it must have no other effect than on its books.
        """
        ...

    async def read(self, work: Callable[[Books], T]) -> T:
        """Run `work` on one consistent snapshot; it must not write."""
        ...
