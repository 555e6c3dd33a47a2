"""What a gateway must say about itself; each has a file of its differences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.catalog import ModelCard
from bot.models import ImageRequest
from bot.providers.tasks.body import Embedded


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What one submission asks for: `count` pictures. The mask is of the gateway's polarity."""

    card: ModelCard
    request: ImageRequest
    prompt: str
    count: int
    references: tuple[Embedded, ...] = ()
    mask: Embedded | None = None


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A POST: `path` below the base URL, and its JSON, in which files may be embedded."""

    path: str
    fields: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer's status, headers and JSON (None where it was none)."""

    status: int
    headers: Mapping[str, str]
    body: object


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Not done yet; `fraction` from 0 to 1."""

    fraction: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Look:
    """Done; what came of it is told at this address."""

    url: str


@dataclass(frozen=True, kw_only=True)
class Ready:
    """The pictures in order. None is one that its safety check kept back."""

    links: tuple[str | None, ...]
    usage: Mapping[str, object] = field(default_factory=dict)


Standing = Waiting | Look | Ready


class Gateway(Protocol):
    """The differences of one gateway. Addresses may be relative to its base URL.

    `white_mask` says that white is edited, not alpha 0; `data_uris` that files are embedded as data
    URIs, not as bare base64; `transparency` that it can be asked to leave the background out. It is
    first asked after `first_poll_s`, then after `poll_s` and ever more seldom.
    """

    name: str
    white_mask: bool
    data_uris: bool
    transparency: bool
    first_poll_s: float
    poll_s: float

    def headers(self, key: str) -> Mapping[str, str]:
        """How the key is sent."""
        ...

    def knows(self, url: str) -> bool:
        """Whether the key may also be sent to this address, which is not below the base URL."""
        ...

    def submission(self, draft: Draft) -> Submission:
        """The request for a draft."""
        ...

    def handles(self, submission: Submission, answer: Answer) -> Sequence[str]:
        """Find the addresses to ask at in a 2xx answer, the best first. Raises ProviderError.

        One that is not the gateway's own is passed over.
        """
        ...

    def standing(self, handle: str, answer: Answer) -> Standing:
        """Read an answer from there, or from a `Look`. Raises ProviderError."""
        ...

    def cancelling(self, handle: str) -> tuple[str, str] | None:
        """Method and address that stop a task, where there are any."""
        ...
