"""Bot: the use cases, one method each. Adapters call these and render what comes back."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from bot.models import (
    Attachment,
    Caller,
    Completion,
    Download,
    Form,
    Job,
    JobId,
    Order,
    Picture,
    PictureRef,
    Press,
    PricePreview,
    Reply,
)
from bot.ports import Messenger

Answer = Reply | Form | None
"""What an adapter renders; None when the core has already spoken in the chat itself."""


@dataclass(frozen=True, kw_only=True)
class JobReport:
    """How a job stands, for programs."""

    job: Job
    pictures: tuple[Picture, ...]
    available: int
    seconds: float | None


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """A file's fate: `reason` is the sentence a person would get, empty where it is accepted."""

    accepted: bool
    reason: str
    width: int | None
    height: int | None
    format: str | None
    seconds: float


class Bot:
    """The product. No method raises for something a person did: the Answer says it."""

    def connect(self, platform: str, messenger: Messenger) -> None:
        """Register where messages for a platform's chats go. Called before `run`."""
        raise NotImplementedError

    async def run(self) -> None:
        """Recover, then work and deliver until cancelled; waits for what it started."""
        raise NotImplementedError

    async def say(self, order: Order) -> Answer:
        """Understand a whole line of chat: `/imagine ...`, `/credits ...`, a reply, plain words."""
        raise NotImplementedError

    async def imagine(self, order: Order) -> Answer:
        """Make pictures - or edit, where the order replies to a picture."""
        raise NotImplementedError

    async def edit(self, order: Order) -> Answer:
        """Edit the picture replied to or named; refused, and free, where there is none."""
        raise NotImplementedError

    async def press(self, press: Press) -> Answer:
        """Do what a button says. EDIT answers a Form, whose values come back through `edit`."""
        raise NotImplementedError

    async def preview(self, order: Order) -> PricePreview:
        """Price a text while it is being typed. Reads no attachment and costs nothing."""
        raise NotImplementedError

    async def complete(self, text: str, caller: Caller) -> Sequence[Completion]:
        """Suggest commands, flags and values for the end of a text being typed."""
        raise NotImplementedError

    async def help(self, caller: Caller) -> Reply:
        """What can be typed here."""
        raise NotImplementedError

    async def models(self, caller: Caller) -> Reply:
        """The models, with prices."""
        raise NotImplementedError

    async def queue(self, caller: Caller) -> Reply:
        """The caller's open jobs with position and ETA, each with a Cancel button."""
        raise NotImplementedError

    async def available(self, caller: Caller) -> int:
        """How many credits the caller can spend now."""
        raise NotImplementedError

    async def balance(self, caller: Caller) -> Reply:
        """What the caller can spend, what is held, what expires when."""
        raise NotImplementedError

    async def history(self, caller: Caller) -> Reply:
        """The caller's latest movements of credits."""
        raise NotImplementedError

    async def grant(self, order: Order) -> Reply:
        """Give credits: the text is `@user AMOUNT [expires:30d] [reason]`. Admins only."""
        raise NotImplementedError

    async def revoke(self, order: Order) -> Reply:
        """Take unspent credits back: the text is `@user AMOUNT reason`. Admins only."""
        raise NotImplementedError

    async def original(self, picture: PictureRef, caller: Caller) -> Download:
        """The untouched bytes of a picture. Raises JobNotFound, or NotAllowed for a private one."""
        raise NotImplementedError

    def file(self, sha256: str) -> AbstractAsyncContextManager[Path]:
        """Lend a local file with these bytes. Raises FileNotFoundError."""
        raise NotImplementedError

    async def report(self, job: JobId) -> JobReport | None:
        """Read a job for a program."""
        raise NotImplementedError

    async def inspect(self, attachment: Attachment, caller: Caller) -> Inspected:
        """What the intake of references makes of a file, in words."""
        raise NotImplementedError

    async def names(self) -> Mapping[str, str]:
        """What the operator should know at the door: default model, whether it is the sketch."""
        raise NotImplementedError
