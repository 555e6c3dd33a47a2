"""What this room has to remember over a restart: its posts, threads and files."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from adapters.slack.ids import Place
from bot.models import JobId
from bot.ports import KeyValue

POSTS = "slack:post"
THREADS = "slack:thread"
OURS = "slack:ours"
SPOKEN = "slack:spoken"
FILES = "slack:files"
RECENT = "slack:recent"
RECENT_MAX = 6
POST_LASTS = timedelta(days=90)
"""How far a post got; no message is tried again so late."""
THREAD_LASTS = timedelta(days=365)
"""What a thread is about, from its last picture on. Later, a reply in it has to name a picture."""
FILES_LASTS = timedelta(days=3 * 365)
"""Which files go with a message. Deleted later, it leaves its files to Slack's retention."""
RECENT_LASTS = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class PostRecord:
    """How far a post got. `since` is when it was first tried, in epoch seconds.

    `files` are uploaded file ids by place in the reply, `shared` the `ts` of their message.
    """

    since: float
    ts: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    shared: str = ""


@dataclass(frozen=True, kw_only=True)
class RecentPicture:
    """A picture for a person's home page."""

    job: str
    index: int
    file: str
    alt: str


class Memory:
    """Small records over the core's key-value port."""

    def __init__(self, store: KeyValue) -> None:
        self._store = store

    async def post(self, place: Place, key: str) -> PostRecord | None:
        """What became of a post so far; None where it was never tried there."""
        kept = await self._store.get(_name(POSTS, place, key))
        return PostRecord(**json.loads(kept)) if kept else None

    async def keep_post(self, place: Place, key: str, record: PostRecord) -> None:
        """Note how far a post got."""
        await self._store.set(
            _name(POSTS, place, key), json.dumps(asdict(record)), lasts=POST_LASTS
        )

    async def forget_post(self, place: Place, key: str) -> None:
        """What was posted is gone."""
        await self._store.delete(_name(POSTS, place, key))

    async def thread_job(self, place: Place) -> JobId | None:
        """The job whose pictures a reply in this thread is about."""
        kept = await self._store.get(_name(THREADS, place, place.thread))
        return JobId(kept) if kept else None

    async def keep_thread(self, place: Place, job: JobId, *, ours: bool) -> None:
        """From now on, replies in this thread are about this job; `ours` if we began the thread."""
        await self._store.set(_name(THREADS, place, place.thread), job, lasts=THREAD_LASTS)
        if ours or await self.is_ours(place):
            await self._store.set(_name(OURS, place, place.thread), job, lasts=THREAD_LASTS)

    async def is_ours(self, place: Place) -> bool:
        """Whether the thread hangs under a status of ours, and not under somebody's message."""
        return await self._store.get(_name(OURS, place, place.thread)) is not None

    async def note_spoken(self, place: Place) -> None:
        """Somebody has said something in this thread, which would lose its head with its root."""
        await self._store.set(_name(SPOKEN, place, place.thread), "", lasts=THREAD_LASTS)

    async def is_spoken_in(self, place: Place) -> bool:
        """Whether somebody has said something in this thread."""
        return await self._store.get(_name(SPOKEN, place, place.thread)) is not None

    async def files(self, place: Place, ts: str) -> Sequence[str]:
        """The ids of the files that a message of ours shows."""
        return tuple(json.loads(await self._store.get(_name(FILES, place, ts)) or "[]"))

    async def keep_files(self, place: Place, ts: str, files: Sequence[str]) -> None:
        """Note which files a message of ours shows."""
        key = _name(FILES, place, ts)
        await self._store.set(key, json.dumps(list(files)), lasts=FILES_LASTS)

    async def drop_files(self, place: Place, ts: str) -> None:
        """A message is gone, and its files with it."""
        await self._store.delete(_name(FILES, place, ts))

    async def recent(self, team: str, user: str) -> Sequence[RecentPicture]:
        """A person's latest pictures, newest first."""
        kept = await self._store.get(f"{RECENT}:{team}:{user}")
        return [RecentPicture(**one) for one in json.loads(kept or "[]")]

    async def keep_recent(self, team: str, user: str, new: Sequence[RecentPicture]) -> None:
        """Put pictures in front of a person's latest."""
        fresh = {(one.job, one.index) for one in new}
        old = [one for one in await self.recent(team, user) if (one.job, one.index) not in fresh]
        kept = [asdict(one) for one in (*new, *old)][:RECENT_MAX]
        await self._keep_recent(team, user, kept)

    async def forget(self, team: str, user: str) -> None:
        """Delete what is kept about a person; the other records name jobs and places alone."""
        await self._store.delete(f"{RECENT}:{team}:{user}")

    async def forget_recent(self, team: str, user: str, file: str) -> None:
        """Take a deleted picture off a person's latest."""
        left = [asdict(one) for one in await self.recent(team, user) if one.file != file]
        await self._keep_recent(team, user, left)

    async def _keep_recent(self, team: str, user: str, kept: Sequence[object]) -> None:
        key = f"{RECENT}:{team}:{user}"
        await self._store.set(key, json.dumps(kept), lasts=RECENT_LASTS)


def _name(kind: str, place: Place, rest: str) -> str:
    return f"{kind}:{place.team}:{place.channel}:{rest}"
