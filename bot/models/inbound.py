"""What adapters hand in: plain values, and a stream for every attachment."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.models.jobs import Caller
from bot.models.pictures import Size
from bot.models.refs import ChatRef, MessageRef, PictureRef, UserRef
from bot.models.reply import ActionKey


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file someone attached. `open` starts its download; the platform's auth is inside it."""

    name: str
    open: Callable[[], AsyncIterator[bytes]]
    size_bytes: int | None = None
    media_type: str | None = None


class Addressed(StrEnum):
    """How an order's words came: what is said in chat may be talk, a command or a form never is."""

    COMMAND = "command"
    SPOKEN = "spoken"  # to the bot: in private, with its name, or as a reply that pings it
    OVERHEARD = "overheard"  # beside a picture of the bot's, which nobody else need see as a wish


@dataclass(frozen=True, kw_only=True)
class Order:
    """Something a person asked for in words.

    `event_key` is the platform's id of the event; the same key has one effect. `text` has no
    command word for commands that are a method of Bot. `options` are the values of structured
    surfaces (slash options, forms), by the grammar's flag names without dashes: ratio, size,
    quality, count, ... They win over flags in the text. `mentions` resolve `@tokens` of the text
    to users. `replied_to` is the message answered, `source` a picture named outright, where index 0
    is the job's first; `form` is the button whose form was filled in. Each makes it an edit, but
    for the form of a whole job, which puts other words in the place of those refused. `message`
    is the person's own message, where there is one.
    `mask` is an attachment given as one. `server` is the platform's id of the server or workspace,
    for its settings; `confirmed` says that the price was agreed to, so that nothing is asked.
    `edits_attachment` makes it an edit of the first attachment. `channel` is the channel whose
    settings hold, where `chat` is a thread of it. `addressed` says whether the words may be talk.
    """

    event_key: str
    caller: Caller
    chat: ChatRef
    text: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    mask: Attachment | None = None
    message: MessageRef | None = None
    replied_to: MessageRef | None = None
    source: PictureRef | None = None
    mentions: Mapping[str, UserRef] = field(default_factory=dict)
    server: str = ""
    confirmed: bool = False
    edits_attachment: bool = False
    channel: ChatRef | None = None
    form: ActionKey | None = None
    addressed: Addressed = Addressed.COMMAND


@dataclass(frozen=True, kw_only=True)
class Press:
    """A button was pressed. Whoever presses pays."""

    event_key: str
    caller: Caller
    chat: ChatRef
    action: ActionKey
    message: MessageRef | None = None


@dataclass(frozen=True, kw_only=True)
class ChatLimits:
    """What a chat can take; asked before money moves.

    `formats` are the media types shown inline. `edit_interval_s` is the least time between two
    edits of a status message. `mend` says how to let the bot in where `may_post` is False.
    `private_apart`: what is for one person alone goes to them elsewhere, whatever the chat takes.
    """

    may_post: bool = True
    mend: str = ""
    file_bytes_max: int = 10 * 1024 * 1024
    request_bytes_max: int = 25 * 1024 * 1024
    formats: frozenset[str] = frozenset({"image/png", "image/jpeg"})
    edit_interval_s: float = 2.0
    private_apart: bool = False


@dataclass(frozen=True, kw_only=True)
class Posted:
    """Where a message went. `pictures` maps result indexes that have a message of their own.

    `left` is the message that it replaces, where that could not be removed.
    """

    message: MessageRef
    left: MessageRef | None = None
    pictures: Mapping[int, MessageRef] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PricePreview:
    """What a text being typed would make: shown beside the box. `problem` replaces it."""

    summary: str = ""
    total: int | None = None
    available: int | None = None
    size: Size | None = None
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class Completion:
    """One suggestion while typing: `insert` replaces the token at the end of the text."""

    insert: str
    label: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Download:
    """An untouched original, to be handed out."""

    sha256: str
    filename: str
    media_type: str
    size_bytes: int
