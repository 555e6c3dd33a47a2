"""Where messages go."""

from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.models import ChatLimits, ChatRef, MessageRef, Posted, Reply, UserRef

PUBLISHING = "publish:"
"""How keys begin of results shown to everyone after all: their person has them already."""


class Messenger(Protocol):
    """A chat platform, as the core sees it. All methods raise DeliveryError only."""

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
        """Put a new message into the chat.

        Called for every status and result. `key` is stable over retries: posting it again must not
        show a second message where the platform can prevent that. `to` is the requester, for whom
        alone a reply with audience REQUESTER is visible. `replaces` is a status message that this
        one supersedes: the platform decides whether it is edited in place, removed, or kept as the
        head of a thread. What has a key that begins with `PUBLISHING` goes where everyone sees it,
        or nowhere: then the DeliveryError is permanent.
        """
        ...

    async def edit(self, message: MessageRef, reply: Reply) -> None:
        """Replace a message's content. Called for progress: may be dropped when too frequent."""
        ...

    async def delete(self, message: MessageRef) -> None:
        """Remove a message of ours. A message that is gone already is no error."""
        ...

    async def limits(self, chat: ChatRef, user: UserRef) -> ChatLimits:
        """What the chat can take now. Called before money moves and before a result is built."""
        ...


@runtime_checkable
class Forgets(Protocol):
    """A Messenger of a platform whose adapter keeps records of its own about people."""

    async def forget(self, user: UserRef) -> None:
        """Delete all of them that are about a user of the platform; none is no error.

        Called when a person has everything deleted, after their messages were. It may be called
        again after a crash.
        """
        ...


@runtime_checkable
class DirectLine(Messenger, Protocol):
    """A Messenger that can also write to one user alone, without having been spoken to."""

    async def direct(self, user: UserRef) -> ChatRef | None:
        """Where to post what only `user` may read: with them as `to`, for the audience REQUESTER.

        None for someone it does not know. Called seldom, for operators. Raises DeliveryError.
        """
        ...


@runtime_checkable
class FindsPosts(Protocol):
    """A Messenger that can look for a post of which nobody heard whether it arrived."""

    async def find_post(self, chat: ChatRef, *, key: str, since: datetime) -> MessageRef | None:
        """Our message that was posted under `key`, at `since` or later; None where there is none.

        Raises DeliveryError.
        """
        ...
