"""A Bot that says what a test told it to, for the local chat's own tests."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import About, Answer, Bot
from bot.models import (
    Caller,
    Completion,
    Download,
    Order,
    PictureRef,
    Press,
    PricePreview,
    Reply,
)

Hears = Callable[[Order], Answer]


class StubBot(Bot):
    """Answers every line with `answer`, keeps what it was asked, and reads every attachment."""

    def __init__(self, answer: Answer | Exception = None) -> None:
        self.answer = answer
        self.orders: list[Order] = []
        self.edits: list[Order] = []
        self.previewed: list[Order] = []
        self.presses: list[Press] = []
        self.files: dict[str, bytes] = {}
        self.credits: dict[str, int] = {}
        self.local: dict[str, Path] = {}
        self.originals: dict[PictureRef, Download] = {}
        self.sketch = True
        self.talk = False
        self.refusal: Exception | None = None
        self.gate: asyncio.Event | None = None
        self.entered = asyncio.Event()

    async def say(self, order: Order) -> Answer:
        self.orders.append(order)
        await self._read(order)
        return self._answer()

    def is_talk(self, order: Order) -> bool:
        return self.talk

    async def edit(self, order: Order) -> Answer:
        self.edits.append(order)
        await self._read(order)
        return self._answer()

    async def press(self, press: Press) -> Answer:
        self.presses.append(press)
        self.entered.set()
        if self.gate is not None:
            await self.gate.wait()
        return self._answer()

    async def preview(self, order: Order) -> PricePreview:
        self.previewed.append(order)
        words = len(order.text.split())
        return PricePreview(summary=f"{words} words" if words else "")

    async def complete(self, order: Order) -> Sequence[Completion]:
        known = (("/imagine ", "/imagine", "Make pictures"), ("--ratio ", "--ratio", "Shape"))
        token = order.text.split()[-1]
        return [
            Completion(insert=insert, label=label, hint=hint)
            for insert, label, hint in known
            if insert.startswith(token)
        ]

    async def balance(self, caller: Caller) -> Reply:
        return Reply(text="100")

    async def original(self, picture: PictureRef, caller: Caller) -> Download:
        if self.refusal is not None:
            raise self.refusal
        return self.originals[picture]

    @asynccontextmanager
    async def file(self, sha256: str) -> AsyncIterator[Path]:
        if sha256 not in self.local:
            raise FileNotFoundError(sha256)
        yield self.local[sha256]

    def about(self) -> About:
        return About(model="Sketch", sketch=self.sketch, starting_credits=100)

    async def available(self, caller: Caller) -> int:
        return self.credits.get(caller.user.id, 100)

    async def _read(self, order: Order) -> None:
        for attachment in order.attachments:
            self.files[attachment.name] = b"".join([part async for part in attachment.open()])

    def _answer(self) -> Answer:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer
