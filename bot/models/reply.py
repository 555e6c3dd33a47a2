"""What the core says, flat and closed. Every string is plain text: renderers escape all of it."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from bot.models.pictures import Asset
from bot.models.refs import JobId, PictureRef, UserRef

_INDEX = re.compile(r"[0-9]{1,2}")


class Tone(StrEnum):
    """How a message should look."""

    PLAIN = "plain"
    PROGRESS = "progress"
    DONE = "done"
    WARNING = "warning"
    ERROR = "error"


class Audience(StrEnum):
    """Who may see it."""

    EVERYONE = "everyone"
    REQUESTER = "requester"


class Verb(StrEnum):
    """What a button does. The values live in messages for years: never rename one."""

    AGAIN = "again"
    VARY = "vary"
    UPSCALE = "upscale"
    EDIT = "edit"
    ORIGINAL = "original"
    CANCEL = "cancel"
    DELETE = "delete"
    PUBLISH = "publish"
    ENHANCE = "enhance"
    CONFIRM = "confirm"  # of a draft: `index` is the offer taken, from 1
    REFUSE = "refuse"
    REPOST = "repost"
    FORGET = "forget"
    RECIPE = "recipe"
    AS_PNG = "as-png"
    AS_JPEG = "as-jpeg"
    AS_WEBP = "as-webp"
    QUICK = "quick"
    WHY = "why"  # the price is what it is


SHOWING = frozenset(
    {
        Verb.EDIT,
        Verb.QUICK,
        Verb.RECIPE,
        Verb.WHY,
        Verb.ORIGINAL,
        Verb.AS_PNG,
        Verb.AS_JPEG,
        Verb.AS_WEBP,
    }
)
"""Verbs that open a form or hand something out, to whoever presses alone: free, and no change."""


class Style(StrEnum):
    """A button's weight."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    DANGER = "danger"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked before a button does what cannot be undone; `yes` and `no` are the answers."""

    text: str
    yes: str
    no: str


@dataclass(frozen=True, kw_only=True)
class Action:
    """A button: `verb:job:index` is all it carries. `price` is what pressing it costs, if known.

    `name` is the label without the price, for where one beside it shows the same.

    `question` is for platforms that can ask at the button itself.
    """

    verb: Verb
    job: JobId
    index: int = 0
    label: str
    price: int | None = None
    name: str = ""
    style: Style = Style.SECONDARY
    question: Question | None = None

    @property
    def key(self) -> str:
        """The button's id on every platform."""
        return f"{self.verb}:{self.job}:{self.index}"


@dataclass(frozen=True, kw_only=True)
class ActionKey:
    """A pressed button, read back. `index` 0 means the whole job."""

    verb: Verb
    job: JobId
    index: int

    @classmethod
    def parse(cls, key: str) -> Self:
        """Read `verb:job:index`. Raises ValueError on anything else."""
        verb, job, index = key.split(":")
        if not job:
            raise ValueError("a button without a job")
        if not _INDEX.fullmatch(index):  # `int` takes signs, blanks and all scripts' digits
            raise ValueError("a button without an index")
        return cls(verb=Verb(verb), job=JobId(job), index=int(index))


@dataclass(frozen=True, kw_only=True)
class Field:
    """A named fact of a card. Only the person that a card is for may see `own`, instead of it.

    Where the name is a moment, written in UTC, `at` is that moment, for those who know the reader's
    clock.
    """

    name: str
    value: str
    own: str = ""
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ReplyImage:
    """A picture in a message: `asset` is the file that fits this chat, a preview where needed.

    `index` 0 is not a result (a partial picture). `alt` describes it for those who cannot see it.
    `clear`: it has no background of its own.
    """

    asset: Asset
    filename: str
    alt: str
    index: int = 0
    clear: bool = False


@dataclass(frozen=True, kw_only=True)
class ReplyFile:
    """A file in a message that is no picture; `Bot.file` lends its bytes."""

    sha256: str
    filename: str
    media_type: str
    size_bytes: int


@dataclass(frozen=True, kw_only=True)
class Link:
    """A button that opens an address."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A message. `text` stands alone where nothing else can be shown.

    `quote` is a person's own words, always shown as a quotation. `progress` is 0 to 1. `mention` is
    the one user who may be pinged; where it is `quiet`, it names them and notifies nobody. `code`
    names the outcome for programs ("ok" or an error's key). `job` is the job it belongs to. `more`
    are actions for a menu, where a platform has one; `links` are for adapters that make some.
    `source` is the picture that was changed.
    """

    text: str
    quote: str = ""
    fields: tuple[Field, ...] = ()
    images: tuple[ReplyImage, ...] = ()
    actions: tuple[Action, ...] = ()
    tone: Tone = Tone.PLAIN
    audience: Audience = Audience.EVERYONE
    progress: float | None = None
    footer: str = ""
    mention: UserRef | None = None
    quiet: bool = False
    job: JobId | None = None
    code: str = "ok"
    files: tuple[ReplyFile, ...] = ()
    more: tuple[Action, ...] = ()
    links: tuple[Link, ...] = ()
    source: PictureRef | None = None


class InputKind(StrEnum):
    """What a form's field takes."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    SELECT = "select"
    FILES = "files"
    TOGGLE = "toggle"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One option of a SELECT; `label` may carry a price."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class FormInput:
    """One field of a form. `most` bounds characters or files."""

    name: str
    kind: InputKind
    label: str
    hint: str = ""
    value: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = False
    most: int | None = None


@dataclass(frozen=True, kw_only=True)
class Form:
    """A modal. `key` is the action it belongs to; its values come back as an Order's options."""

    key: str
    title: str
    inputs: tuple[FormInput, ...]
    submit: str
