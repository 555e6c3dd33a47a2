"""Everything that can go wrong, as one tree.

BotError
├── UserError                  shown to a person: a code and facts, which `replies` turns into words
│   ├── InvalidPrompt          the words or a flag cannot be understood
│   ├── InvalidReference       an attachment cannot be used
│   ├── SourceNotFound         an edit whose picture is unknown; never becomes a new picture
│   ├── InsufficientCredits
│   ├── TooManyJobs            a person's or the whole queue's limit is reached
│   ├── BudgetReached          a day's budget, of the team or of all, would be exceeded
│   ├── NotAllowed             the caller may not do this
│   ├── UnknownModel
│   ├── Unsupported            the model cannot do what was asked
│   ├── CannotPostHere         the chat would not take the result; found out before money moves
│   ├── JobNotFound
│   └── PictureFailed          a job ended without pictures: refused, failed, unknown, cancelled
├── ProviderError              raised by an ImageProvider; the worker settles by its class
│   ├── ContentRejected        refused by the provider's safety; never resent
│   ├── ProviderBusy           proven not drawn; may be sent again after `retry_after_s`
│   ├── ProviderRefused        account, key, quota or a bad request: an operator must look
│   └── OutcomeUnknown         sent and never answered; never resent by itself
├── DeliveryError              a Messenger could not post; `permanent` says go elsewhere
├── LedgerError                a rule of the ledger would be broken: a defect, or another writer
│   ├── IdempotencyConflict    the same key with another payload
│   └── HoldResolved           the hold was captured or released before
├── WorkerLost                 a picture process died or missed its deadline
└── StartError                 the program cannot start; the message tells the operator what to mend
    ├── DatabaseTooNew
    ├── DataFolderInUse        or its database: another process runs on it
    └── LeaseLost              this process may not go on: another may have taken its place
"""

from collections.abc import Mapping
from typing import ClassVar

Fact = str | int | float | bool | None | list[str]


class BotError(Exception):
    """The root: anything this project raises on purpose."""


class UserError(BotError):
    """Something a person can act on. `facts` fill the sentence of `code` in the wording."""

    code: ClassVar[str] = "error"
    about_order = True
    """Whether it came of an order, so that a person may wonder whether they paid."""

    def __init__(self, reason: str | None = None, **facts: Fact) -> None:
        self.reason = reason
        self.facts: Mapping[str, Fact] = facts
        super().__init__(f"{self.key} {dict(facts)}")

    @property
    def key(self) -> str:
        """The wording's key: the code, and the reason where a code has several."""
        return f"{self.code}-{self.reason}" if self.reason else self.code


class InvalidPrompt(UserError):
    """Reasons: empty, too-long, unknown-flag, bad-value, ... each with its facts."""

    code = "invalid-prompt"


class InvalidReference(UserError):
    """Facts always hold `name`, the file as its sender called it."""

    code = "invalid-reference"


class SourceNotFound(UserError):
    """An edit was asked for and no picture to edit was found."""

    code = "source-not-found"


class InsufficientCredits(UserError):
    """Facts: `needed`, `available`, and `least`: what a cheaper order could be paid with, or None.

    All are in credits.
    """

    code = "insufficient-credits"

    def __init__(self, *, needed: int, available: int, least: int | None = None) -> None:
        self.needed = needed
        self.available = available
        payable = least if least is not None and least <= available else None
        super().__init__(needed=needed, available=available, least=payable)


class TooManyJobs(UserError):
    """Reasons: person (facts: limit), queue (facts: limit)."""

    code = "too-many-jobs"


class BudgetReached(UserError):
    """Reasons: team, all (facts: limit, left, needed; all in credits)."""

    code = "budget-reached"

    def __init__(self, reason: str, *, limit: int, left: int, needed: int) -> None:
        self.limit = limit
        super().__init__(reason, limit=limit, left=left, needed=needed)


class TooFast(UserError):
    """Reasons: events, enhance, export (facts: wait_s, whole seconds until it may go on)."""

    code = "too-fast"


class NoRoom(UserError):
    """The disk is nearly full: nothing that has files is taken in."""

    code = "no-room"


class NotAllowed(UserError):
    """Reasons: admin-only, not-owner, ..."""

    code = "not-allowed"


class UnknownModel(UserError):
    """Facts: `asked`, `known` (a list) and perhaps `suggestion`."""

    code = "unknown-model"


class Unsupported(UserError):
    """Facts: `model`, `what`, and `instead`: the nearest model that can, or None."""

    code = "unsupported"


class CannotPostHere(UserError):
    """Facts: `mend`, the platform's own way to let the bot in."""

    code = "cannot-post-here"


class JobNotFound(UserError):
    """The job of a button or a message is not (or no longer) known."""

    code = "job-not-found"


class PictureFailed(UserError):
    """How a job ended that made nothing. The reason is the job's failure code."""

    code = "picture-failed"


class ProviderError(BotError):
    """A provider did not deliver. `detail` is for the operator's log, never for a chat."""

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(detail)


class ContentRejected(ProviderError):
    """`stage`: prompt, reference, output or None; `categories` as the provider names them."""

    def __init__(
        self, detail: str = "", *, stage: str | None = None, categories: tuple[str, ...] = ()
    ) -> None:
        self.stage = stage
        self.categories = categories
        super().__init__(detail)


class ProviderBusy(ProviderError):
    """The provider said "later", or could not be reached at all: nothing was drawn."""

    def __init__(self, detail: str = "", *, retry_after_s: float | None = None) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(detail)


class ProviderRefused(ProviderError):
    """`reason`: key, quota, permission, model, transparency, request, or failed: it tried."""

    def __init__(self, detail: str = "", *, reason: str) -> None:
        self.reason = reason
        super().__init__(detail)


class OutcomeUnknown(ProviderError):
    """The request was sent and its answer was lost; the operator may have been billed."""


class DeliveryError(BotError):
    """A message could not be posted, edited or deleted. `too_large`: its files are.

    `no_files` says why the place takes none of ours at all, which only its admins can change:
    rights, space, policy or keys; or trouble of the platform's own, which may pass. Empty: it does.
    """

    def __init__(
        self,
        detail: str = "",
        *,
        permanent: bool = False,
        retry_after_s: float | None = None,
        too_large: bool = False,
        no_files: str = "",
    ) -> None:
        self.permanent = permanent
        self.no_files = no_files
        self.retry_after_s = retry_after_s
        self.too_large = too_large
        super().__init__(detail)


class LedgerError(BotError):
    """A ledger rule would be broken by what was asked; nothing was written."""


class IdempotencyConflict(LedgerError):
    """The key was used before with another payload."""


class HoldResolved(LedgerError):
    """A hold resolves once; this one already has, differently."""


class WorkerLost(BotError):
    """A process working on a picture is gone. `reason`: died, timeout, closed."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class StartError(BotError):
    """The message is one or two sentences for the operator."""


class DatabaseTooNew(StartError):
    """The database was written by a newer version of this program."""


class DataFolderInUse(StartError):
    """Another process leads on the data folder, or on the database."""


class LeaseLost(StartError):
    """The connection that held the process' leases is gone, and the leases with it."""
