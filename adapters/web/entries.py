"""What stands in the log: one entry for each message, kept as JSON."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self

from pydantic import TypeAdapter

from bot.models import Audience, Reply, Tone

BOT = ""
"""The author of the bot's own messages."""
SAID = "say:"
"""Before the event of a line, in its key."""
UNDATED = datetime.min.replace(tzinfo=UTC)
"""The time of an entry that the log has not taken yet."""


@dataclass(frozen=True, kw_only=True)
class AttachedFile:
    """A file a person sent, as the log remembers it.

    `thumb` is a small JPEG's key, `kept` that of the file itself; either may be empty.
    """

    name: str
    thumb: str = ""
    kept: str = ""
    media_type: str | None = None
    size_bytes: int = 0


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A message. A person's has `text` and `files`, the bot's has a `reply`.

    `key` is what it was posted under. `to` is the person a reply is for, `answers` the number of
    the message replied to and `picture` the picture in it that was meant (0: none). `revision`
    orders changes while the process lives; `gone` marks a removed message, so that open tabs hear
    of it. A `pending` line is its author's alone until its answer tells who may see it.
    """

    number: int
    author: str
    at: datetime
    key: str = ""
    text: str = ""
    files: tuple[AttachedFile, ...] = ()
    reply: Reply | None = None
    to: str = ""
    answers: int | None = None
    picture: int = 0
    private: bool = False
    pending: bool = False
    revision: int = 0
    gone: bool = False

    def visible_to(self, person: str) -> bool:
        """Whether this person may see it at all."""
        if self.reply is not None and self.reply.audience is Audience.REQUESTER:
            return person == self.to
        return self.public or person in {self.author, self.to}

    @property
    def event(self) -> str:
        """The event of a person's line: its page knows the line by it. Empty for others."""
        return self.key.removeprefix(SAID) if self.key.startswith(SAID) else ""

    @property
    def public(self) -> bool:
        """Whether everyone may see it."""
        whispered = self.reply is not None and self.reply.audience is Audience.REQUESTER
        return not (whispered or self.private or self.pending)

    @classmethod
    def of_bot(
        cls, reply: Reply, *, key: str, to: str, answers: int | None = None, private: bool = False
    ) -> Self:
        """The bot's message, to be posted: the log gives it its number and time."""
        return cls(
            number=0,
            author=BOT,
            at=UNDATED,
            key=key,
            reply=reply,
            to=to,
            answers=answers,
            private=private,
        )

    @classmethod
    def of_person(
        cls,
        author: str,
        *,
        key: str,
        text: str,
        files: tuple[AttachedFile, ...],
        answers: int | None,
        picture: int,
        private: bool = False,
        pending: bool = False,
    ) -> Self:
        """A person's message, to be posted."""
        return cls(
            number=0,
            author=author,
            at=UNDATED,
            key=key,
            text=text,
            files=files,
            answers=answers,
            picture=picture,
            private=private,
            pending=pending,
        )

    @property
    def moving(self) -> bool:
        """Whether it shows work in progress: soon overwritten, so not worth a durable write."""
        return self.reply is not None and self.reply.tone is Tone.PROGRESS


_ENTRY = TypeAdapter(Entry)


def to_json(entry: Entry) -> str:
    """The text kept in the store. Revisions begin anew with each process and are left out."""
    return _ENTRY.dump_json(replace(entry, revision=0)).decode()


def from_json(text: str) -> Entry:
    """Read it back. Raises ValueError where the text is not an entry."""
    return _ENTRY.validate_json(text)
