"""A chat platform that remembers what it was told, and fails when it is asked to."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.errors import DeliveryError
from bot.models import ChatLimits, ChatRef, MessageRef, Posted, Reply, UserRef


@dataclass(frozen=True, kw_only=True)
class Post:
    chat: ChatRef
    reply: Reply
    key: str
    message: MessageRef
    to: UserRef | None
    in_reply_to: MessageRef | None
    replaces: MessageRef | None


@dataclass(kw_only=True)
class FakeMessenger:
    """Implements `bot.ports.Messenger`.

    `faults` are raised by the next posts, one each; None lets one through. `refuses` raises for
    posts of its choice. A post waits while its chat's gate in `gates` is closed.
    """

    limits_now: ChatLimits = field(default_factory=lambda: ChatLimits(edit_interval_s=2.0))
    faults: deque[DeliveryError | None] = field(default_factory=deque)
    refuses: Callable[[Post], bool] = lambda _: False
    edit_fault: DeliveryError | None = None
    gates: dict[ChatRef, asyncio.Event] = field(default_factory=dict)
    tries: list[Post] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    edits: list[tuple[MessageRef, Reply]] = field(default_factory=list)
    deleted: list[MessageRef] = field(default_factory=list)
    apart: bool = False  # whether each picture gets a message of its own

    async def post(
        self,
        chat: ChatRef,
        reply: Reply,
        *,
        key: str,
        to: UserRef | None = None,
        in_reply_to: MessageRef | None = None,
        replaces: MessageRef | None = None,
    ) -> Posted:
        message = MessageRef(chat=chat, id=f"m{len(self.tries) + 1}")
        post = Post(
            chat=chat,
            reply=reply,
            key=key,
            message=message,
            to=to,
            in_reply_to=in_reply_to,
            replaces=replaces,
        )
        self.tries.append(post)
        if gate := self.gates.get(chat):
            await gate.wait()
        self._fail(post)
        return self._shown(post)

    async def edit(self, message: MessageRef, reply: Reply) -> None:
        if self.edit_fault:
            raise self.edit_fault
        self.edits.append((message, reply))

    async def delete(self, message: MessageRef) -> None:
        self.deleted.append(message)

    async def limits(self, chat: ChatRef, user: UserRef) -> ChatLimits:
        return self.limits_now

    def results(self) -> list[Post]:
        return [post for post in self.posts if post.key.startswith("result:")]

    def _fail(self, post: Post) -> None:
        fault = self.faults.popleft() if self.faults else None
        if fault:
            raise fault
        if self.refuses(post):
            raise DeliveryError("refused", permanent=True)

    def _shown(self, post: Post) -> Posted:
        for known in self.posts:
            if known.key == post.key:
                return Posted(message=known.message)
        self.posts.append(post)
        pictures = {
            image.index: replace(post.message, id=f"{post.message.id}.{image.index}")
            for image in post.reply.images
            if self.apart and image.index
        }
        return Posted(message=post.message, pictures=pictures)
