"""LocalChat: the message log of the one channel, and who is told of its changes.

Every change gives its entry the next revision. A tab follows by naming the last revision it has
seen and is sent the present state of all that changed since: a tab that sleeps, reloads or reads
slowly misses nothing, and nothing queues up for it.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self

from adapters.web.attached import KeptFiles
from adapters.web.entries import BOT, SAID, Entry, from_json, to_json
from adapters.web.shelf import Shelf
from bot.models import PictureRef, Reply, ReplyImage
from bot.ports import KeyValue

MESSAGES = "web:message:"
POSTED = "web:posted:"
SHOWN_MAX = 100
"""Messages on a freshly loaded page, and in each older page."""
HELD_MAX = 400
"""Entries kept in memory; older ones are read from the store when asked for."""


@dataclass(frozen=True, kw_only=True)
class News:
    """What a follower is told. `cursor` is where it stands then.

    `reset` says that the follower's cursor is unknown here: it has to load the page's log anew.
    """

    cursor: str
    entries: Sequence[Entry] = ()
    reset: bool = False


class LocalChat:
    """The log. `open` makes one; all methods belong to one event loop."""

    def __init__(self, store: KeyValue, now: Callable[[], datetime], folder: Path) -> None:
        self.shelf = Shelf(store)
        self.attached = KeptFiles(folder)
        self._store = store
        self._now = now
        self._held: dict[int, Entry] = {}
        self._last = 0
        self._revision = 0
        self._forgotten = 0
        self._epoch = secrets.token_hex(4)
        self._turn = asyncio.Lock()
        self._changed = asyncio.Event()
        self._closed = False

    @classmethod
    async def open(cls, store: KeyValue, now: Callable[[], datetime], folder: Path) -> Self:
        """Read the recent log; `folder` is for the files people attach."""
        chat = cls(store, now, folder)
        for _, text in await store.scan(MESSAGES, limit=HELD_MAX, newest=True):
            entry = from_json(text)
            chat._held[entry.number] = entry
            chat._last = max(chat._last, entry.number)
        return chat

    @property
    def cursor(self) -> str:
        """Where the log stands now; `changes` takes it up from here."""
        return self._cursor(self._revision)

    async def post(self, draft: Entry, *, replaces: int | None = None) -> Entry:
        """Add an entry, durably. Its number and time are given here.

        The same `key` again changes nothing and answers the first entry, also after a restart. An
        entry that `replaces` another takes its place, number and all; where others could not see
        that one, it goes to the end, as what is new. The line that one of the bot's answers is from
        then on as public as the answer.
        """
        async with self._turn:
            known = await self._posted(draft.key)
            if known is not None:
                return known
            old = await self.entry(replaces) if replaces is not None else None
            if old is not None and draft.public and not old.public:
                await self._drop(old)
                old = None
            number = old.number if old else self._next()
            entry = replace(draft, number=number, at=old.at if old else self._now())
            # The key first: after a crash in between, its number names no entry of this key.
            await self._store.set(POSTED + draft.key, str(number))
            await self._keep(entry)
            await self._settle_asked(entry)
            return self._publish(entry)

    async def settle(self, number: int, *, private: bool) -> None:
        """Say who may see a line, unless that is settled."""
        async with self._turn:
            line = await self.entry(number)
            if line is not None and line.pending:
                await self._settle(line, private=private)

    async def revise(self, number: int, reply: Reply) -> bool:
        """Give one of the bot's entries new content. False where there is no such entry."""
        async with self._turn:
            old = await self.entry(number)
            if old is None:
                return False
            entry = replace(old, reply=reply)
            if entry.moving:
                self.shelf.glimpse(reply.images)
            else:
                await self._keep(entry)
            self._publish(entry)
            return True

    async def remove(self, number: int) -> None:
        """Take an entry out of the log; one that is gone already is no error."""
        async with self._turn:
            entry = await self.entry(number)
            if entry is not None:
                await self._drop(entry)

    async def forget(self, person: str) -> None:
        """Remove all lines by a person and to them, with the files that hang on them."""
        async with self._turn:
            after = ""
            while rows := await self._store.scan(MESSAGES, after=after, limit=SHOWN_MAX):
                after = rows[-1][0]
                for entry in (from_json(text) for _, text in rows):
                    if person in {entry.author, entry.to}:
                        await self._erase(entry)

    async def entry(self, number: int) -> Entry | None:
        """One entry, however old."""
        held = self._held.get(number)
        if held is not None:
            return None if held.gone else held
        text = await self._store.get(_message_key(number))
        return from_json(text) if text else None

    async def said(self, event: str) -> Entry | None:
        """A person's line, by the event it was sent with, if it is still there."""
        return await self._posted(SAID + event)

    def held(self, number: int | None) -> Entry | None:
        """An entry if it is at hand: enough for a pointer."""
        entry = self._held.get(number or 0)
        return None if entry is None or entry.gone else entry

    def picture(self, wanted: PictureRef, person: str) -> ReplyImage | None:
        """A result's picture as this person may see it, if it is at hand."""
        for entry in self._held.values():
            if entry.gone or entry.reply is None or entry.reply.job != wanted.job:
                continue
            for image in entry.reply.images if entry.visible_to(person) else ():
                if image.index == wanted.index:
                    return image
        return None

    def recent(self, person: str) -> Sequence[Entry]:
        """The last entries this person may see, oldest first."""
        entries = (self._held[number] for number in sorted(self._held))
        return [entry for entry in entries if not entry.gone and entry.visible_to(person)][
            -SHOWN_MAX:
        ]

    async def older(self, person: str, before: int) -> Sequence[Entry]:
        """Entries shortly before a number that this person may see, oldest first."""
        after = _message_key(max(before - SHOWN_MAX - 1, 0))
        rows = await self._store.scan(MESSAGES, after=after, limit=SHOWN_MAX)
        entries = (from_json(text) for _, text in rows)
        return [entry for entry in entries if entry.number < before and entry.visible_to(person)]

    async def changes(self, cursor: str, *, tick_s: float) -> AsyncIterator[News]:
        """Tell what changed since the cursor, in order, until `close`.

        After `tick_s` without a change comes one News without entries.
        """
        seen = self._seen(cursor)
        while not self._closed:
            if seen is None or seen < self._forgotten:
                seen = self._revision
                yield News(cursor=self._cursor(seen), reset=True)
                continue
            changed = self._changed
            if entries := self._since(seen):
                seen = entries[-1].revision
                yield News(cursor=self._cursor(seen), entries=entries)
                continue
            try:
                await asyncio.wait_for(changed.wait(), tick_s)
            except TimeoutError:
                yield News(cursor=self._cursor(seen))

    def close(self) -> None:
        """End every `changes`."""
        self._closed = True
        self._wake()

    async def _drop(self, entry: Entry) -> None:
        await self._store.delete(_message_key(entry.number))
        self._publish(replace(entry, gone=True))

    async def _erase(self, entry: Entry) -> None:
        """Drop an entry and all that hangs on it; not even the memory of this process keeps it."""
        for file in entry.files:
            await self.shelf.drop_thumb(file.thumb)
            await self.attached.drop(file.kept)
        await self._store.delete(POSTED + entry.key)
        await self._drop(replace(entry, text="", files=(), reply=None))

    async def _settle_asked(self, answer: Entry) -> None:
        line = await self.entry(answer.answers or 0)
        if line is None or line.author == BOT or line.author != answer.to:
            return
        if line.pending or (line.private and answer.public):
            await self._settle(line, private=not answer.public)

    async def _settle(self, line: Entry, *, private: bool) -> None:
        line = replace(line, private=private, pending=False)
        await self._keep(line)
        self._publish(line)

    async def _posted(self, key: str) -> Entry | None:
        number = await self._store.get(POSTED + key)
        entry = await self.entry(int(number)) if number else None
        return entry if entry is not None and entry.key == key else None

    async def _keep(self, entry: Entry) -> None:
        if entry.reply is not None:
            await self.shelf.keep(entry.reply.images, entry.reply.files)
        await self._store.set(_message_key(entry.number), to_json(entry))

    def _publish(self, entry: Entry) -> Entry:
        self._revision += 1
        entry = replace(entry, revision=self._revision)
        self._held[entry.number] = entry
        while len(self._held) > HELD_MAX:
            dropped = self._held.pop(min(self._held))
            self._forgotten = max(self._forgotten, dropped.revision)
        self._wake()
        return entry

    def _since(self, revision: int) -> Sequence[Entry]:
        news = (entry for entry in self._held.values() if entry.revision > revision)
        return sorted(news, key=lambda entry: entry.revision)

    def _seen(self, cursor: str) -> int | None:
        epoch, _, revision = cursor.partition("-")
        known = epoch == self._epoch and revision.isascii() and revision.isdecimal()
        return int(revision) if known else None

    def _cursor(self, revision: int) -> str:
        return f"{self._epoch}-{revision}"

    def _next(self) -> int:
        self._last += 1
        return self._last

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


def _message_key(number: int) -> str:
    return f"{MESSAGES}{number:012d}"
