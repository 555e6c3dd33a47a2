"""A whole Bot on real SQLite and the real sketch, with one chat that can be waited for."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bot.app import Answer, Bot
from bot.bootstrap import open_core
from bot.models import (
    Action,
    ActionKey,
    Attachment,
    Caller,
    ChatRef,
    MessageRef,
    Order,
    Posted,
    Press,
    Reply,
    UserRef,
    Verb,
)
from bot.ports import Clock
from config.settings import Settings
from tests.fakes.messenger import FakeMessenger, Post

PLATFORM = "test"
CHAT = ChatRef(platform=PLATFORM, id="studio")
WAIT_S = 180.0


def member(name: str, *, is_admin: bool = False, locale: str = "en") -> Caller:
    user = UserRef(platform=PLATFORM, id=name)
    return Caller(user=user, name=name, is_admin=is_admin, locale=locale)


def attached(name: str, data: bytes) -> Attachment:
    async def stream() -> AsyncIterator[bytes]:
        yield data

    return Attachment(name=name, open=stream, size_bytes=len(data))


MIA, BEN, ADA = member("mia"), member("ben"), member("ada", is_admin=True)


@dataclass(kw_only=True)
class Watched(FakeMessenger):
    """A FakeMessenger that says when something was posted, edited or deleted."""

    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def _shown(self, post: Post) -> Posted:
        self.changed.set()
        return super()._shown(post)

    async def edit(self, message: MessageRef, reply: Reply) -> None:
        await super().edit(message, reply)
        self.changed.set()

    async def until(self, happened: Callable[[], bool]) -> None:
        async with asyncio.timeout(WAIT_S):
            while not happened():
                await self.changed.wait()
                self.changed.clear()


@dataclass(kw_only=True)
class Studio:
    """What a person does, in one call each."""

    bot: Bot
    chat: Watched
    numbers: "count[int]" = field(default_factory=count)

    def order(self, text: str, caller: Caller = MIA, **more: object) -> Order:
        key = more.pop("event_key", f"event-{next(self.numbers)}")
        return Order(event_key=key, caller=caller, chat=CHAT, text=text, **more)  # type: ignore[arg-type]

    async def say(self, text: str, caller: Caller = MIA, **more: object) -> Answer:
        return await self.bot.say(self.order(text, caller, **more))

    async def made(self, text: str, caller: Caller = MIA, **more: object) -> Post:
        """Say it and wait for the result; an answer instead of a job fails the test."""
        before = len(self.results)
        answer = await self.say(text, caller, **more)
        assert answer is None, answer
        return await self._next_result(before)

    async def _next_result(self, before: int) -> Post:
        await self.chat.until(lambda: len(self.results) > before)
        # Its record is written next: one more transaction comes back after that one.
        await self.bot._parts.uow.write(lambda _: None)
        return self.results[-1]

    async def press(self, action: Action | ActionKey, caller: Caller = MIA) -> Answer:
        key = action if isinstance(action, ActionKey) else ActionKey.parse(action.key)
        return await self.bot.press(
            Press(event_key=f"press-{next(self.numbers)}", caller=caller, chat=CHAT, action=key)
        )

    async def pressed(self, action: Action, caller: Caller = MIA) -> Post:
        before = len(self.results)
        answer = await self.press(action, caller)
        assert answer is None, answer
        return await self._next_result(before)

    async def balance(self, caller: Caller = MIA) -> int:
        return await self.bot.available(caller)

    @property
    def results(self) -> list[Post]:
        return self.chat.results()


def button(reply: Reply, verb: Verb, index: int | None = None) -> Action:
    return next(
        action for action in reply.actions if action.verb is verb and index in {None, action.index}
    )


@asynccontextmanager
async def open_studio(
    folder: Path, *, clock: Clock | None = None, **settings: object
) -> AsyncIterator[Studio]:
    """Build it all in `folder` and run it; closing it stops it as SIGTERM would."""
    values: Mapping[str, object] = {
        "sketch_pace_s": 0,
        "drawing_processes": 1,
        "events_at_once": 10_000,
        **settings,
    }
    options = Settings(_env_file=None, data_dir=folder, **values)  # type: ignore[call-arg, arg-type]
    async with open_core(options, clock=clock) as core:
        chat = Watched()
        core.bot.connect(PLATFORM, chat)
        work = asyncio.create_task(core.bot.run())
        try:
            yield Studio(bot=core.bot, chat=chat)
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
