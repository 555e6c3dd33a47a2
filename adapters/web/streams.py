"""The log's changes as server-sent events, rendered for the one who reads them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

from adapters.web.chat import LocalChat, News
from adapters.web.entries import Entry
from adapters.web.render import Renderer, Viewer

TICK_S = 15.0
"""A sign of life at least this often, so that a dead connection is noticed."""
RETRY_MS = 1000


async def events(
    chat: LocalChat,
    renderer: Renderer,
    viewer: Viewer,
    cursor: str,
    available: Callable[[], Awaitable[int]],
    *,
    tick_s: float = TICK_S,
) -> AsyncIterator[str]:
    """What changed since the cursor, for one tab, until the chat closes."""
    yield f"retry: {RETRY_MS}\n\n"
    last: int | None = None
    begun: set[int] = set()
    async for news in chat.changes(cursor, tick_s=tick_s):
        for part in _told(chat, renderer, viewer, news):
            yield part
            await asyncio.sleep(0)
        if _may_move_credits(news, begun) and (now := await available()) != last:
            last = now
            yield event("balance", renderer.balance(viewer, now))


def event(name: str, data: str, *, id_: str = "") -> str:
    """One event on the wire. A data line can hold anything but a line end."""
    lines = "".join(f"data: {line}\n" for line in data.splitlines() or [""])
    return f"event: {name}\n" + (f"id: {id_}\n" if id_ else "") + lines + "\n"


def _told(chat: LocalChat, renderer: Renderer, viewer: Viewer, news: News) -> Iterator[str]:
    if news.reset:
        yield event("reset", "", id_=news.cursor)
    elif not news.entries:
        yield ": still here\n\n"
    else:
        for entry in news.entries:
            yield _one(chat, renderer, viewer, entry)
        yield event("cursor", news.cursor, id_=news.cursor)


def _one(chat: LocalChat, renderer: Renderer, viewer: Viewer, entry: Entry) -> str:
    if entry.gone or not entry.visible_to(viewer.person.id):
        return event("gone", str(entry.number))
    return event("message", renderer.message(viewer, entry, chat.held, chat.picture))


def _may_move_credits(news: News, begun: set[int]) -> bool:
    """Whether to ask: credits are held when a job begins, not each time its picture grows."""
    growing = {entry.number for entry in news.entries if entry.moving} & begun
    begun |= {entry.number for entry in news.entries}
    return not news.entries or len(growing) < len(news.entries)
