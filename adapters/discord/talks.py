"""Interactions that are being answered: what each allows, and for how long.

Their tokens live for fifteen minutes and are kept in memory only. What outlives them goes to a
channel, or to the person directly.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

import discord

from adapters.discord.ids import channel_id, chat_ref, event_key, place, user_id, user_ref
from bot.errors import DeliveryError
from bot.models import ActionKey, Caller, ChatRef, JobId, UserRef

Key = TypeVar("Key")

LIFE_S = 15 * 60
ANSWER_WAIT_S = 10.0
"""What an outbox has for a talk waits this long for the talk's own answer."""
GONE = frozenset({10015, 10062, 50027})
"""Discord's codes for a token that is over: unknown webhook, unknown interaction, invalid token."""


class Original(StrEnum):
    """What became of the answer that an acknowledgement promises."""

    LOADING = "loading"  # "imagine is thinking", for the person alone
    SPOKEN = "spoken"  # it says something
    GONE = "gone"  # it was removed


@dataclass(eq=False, kw_only=True)
class Talk:
    """One interaction. `seated` says that the bot itself is in the chat and can post there.

    `private` was asked for by an option: nothing of it is for other eyes. `spoiler` too: pictures
    are hidden until they are tapped. `original_id` is the message of the promised answer, once it
    says something. `unheard`: the core spoke, and what it said did not arrive. `answered`: the
    promise is kept, or taken back. `pressed` is the button, where there was one. `direct_place` is
    whose team a person speaks for outside of servers.
    """

    interaction: discord.Interaction
    seated: bool
    private: bool = False
    spoiler: bool = False
    original: Original = Original.LOADING
    original_id: int = 0
    ended: bool = False
    unheard: bool = False
    pressed: ActionKey | None = None
    direct_place: str = ""
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def alive(self) -> bool:
        """Whether its token should still work."""
        return not self.ended and not self.interaction.is_expired()

    async def wait_until_answered(self) -> None:
        """Let the answer come first: a message before it would be taken for it."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.answered.wait(), ANSWER_WAIT_S)

    @property
    def chat(self) -> ChatRef:
        """Where it takes place."""
        return chat_ref(self.interaction.channel_id or 0)

    @property
    def channel(self) -> ChatRef:
        """The channel whose rules hold there: of a thread, the one it is in."""
        there = self.interaction.channel
        parent = there.parent_id if isinstance(there, discord.Thread) else None
        return chat_ref(parent) if parent else self.chat

    @property
    def server(self) -> str:
        """The server it takes place in; empty elsewhere."""
        return str(self.interaction.guild_id or "")

    @property
    def caller(self) -> Caller:
        """Who speaks. Rights of a server count only where the bot was invited to it."""
        interaction = self.interaction
        rights = interaction.permissions if self.seated else discord.Permissions.none()
        return Caller(
            user=user_ref(interaction.user.id),
            name=interaction.user.display_name,
            locale=interaction.locale.value,
            is_admin=rights.manage_guild or rights.administrator,
            may_moderate=rights.manage_messages or rights.administrator,
            place=place(interaction.guild_id) or self.direct_place,
        )

    @property
    def event_key(self) -> str:
        """What it is claimed by."""
        return event_key(self.interaction.id)


_handled: ContextVar[Talk | None] = ContextVar("talk", default=None)


class Talks:
    """Finds the talk behind a job, a message or the present task; forgets it with its token."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._jobs: _Expiring[JobId] = _Expiring()
        self._messages: _Expiring[int] = _Expiring()
        self._hidden: _Expiring[tuple[int, int]] = _Expiring()

    @contextmanager
    def handling(self, talk: Talk) -> Iterator[None]:
        """While this lasts, what the bot says in this task belongs to the talk."""
        token = _handled.set(talk)
        try:
            yield
        finally:
            _handled.reset(token)

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note with the present talk what could not be said while this lasts."""
        try:
            yield
        except DeliveryError:
            if self.present is not None:
                self.present.unheard = True
            raise

    @property
    def present(self) -> Talk | None:
        """The talk this task is about."""
        return _handled.get()

    def of_job(self, job: JobId | None) -> Talk | None:
        """The talk that asked for a job, if its token may still be needed."""
        present = self.present
        if present is not None:
            return present
        return self._jobs.get(job, self._now()) if job else None

    def of_message(self, message: int) -> Talk | None:
        """The talk a message can be changed through only."""
        return self._messages.get(message, self._now())

    def outside(self, chat: ChatRef, user: UserRef) -> Talk | None:
        """The latest talk of a person in a chat in which the bot has no seat."""
        return self._hidden.get((channel_id(chat), user_id(user)), self._now())

    def adopt(self, talk: Talk, job: JobId) -> None:
        """Let what comes next of a job go through a talk that did not order it."""
        self._jobs.put(job, talk, self._now())

    def remember(self, talk: Talk, *, message: int, job: JobId | None) -> None:
        """Keep the way to a message that only the talk's token reaches, and to its job's result."""
        now = self._now()
        self._messages.put(message, talk, now)
        if job:
            self._jobs.put(job, talk, now)
        if not talk.seated:
            user = talk.interaction.user.id
            self._hidden.put((talk.interaction.channel_id or 0, user), talk, now)


class _Expiring(Generic[Key]):
    def __init__(self) -> None:
        self._kept: OrderedDict[Key, tuple[float, Talk]] = OrderedDict()

    def put(self, key: Key, talk: Talk, now: float) -> None:
        while self._kept and next(iter(self._kept.values()))[0] <= now:
            self._kept.popitem(last=False)
        self._kept.pop(key, None)
        self._kept[key] = (now + LIFE_S, talk)

    def get(self, key: Key, now: float) -> Talk | None:
        until, talk = self._kept.get(key, (now, None))
        return talk if until > now else None
