"""The Messenger port on the local chat."""

from adapters.web.chat import LocalChat
from adapters.web.entries import Entry
from adapters.web.ids import STUDIO, message_number, message_ref, person_id
from adapters.web.people import BY_ID
from bot.errors import DeliveryError
from bot.models import ChatLimits, ChatRef, MessageRef, Posted, Reply, UserRef

FILE_BYTES_MAX = 128 * 1024
"""The log shows pictures up to this size themselves, larger ones as previews; in full, either is
the original."""
REQUEST_BYTES_MAX = 64 * 1024 * 1024
FORMATS = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
EDIT_INTERVAL_S = 0.25


class WebMessenger:
    """Posts into the log; the tabs follow it by themselves."""

    def __init__(self, chat: LocalChat) -> None:
        self._chat = chat

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
        """Add a message; a status it `replaces` becomes it, in place."""
        draft = Entry.of_bot(
            reply,
            key=f"bot:{key}",
            to=_person(to),
            answers=_number(in_reply_to),
        )
        entry = await self._chat.post(draft, replaces=_number(replaces))
        return Posted(message=message_ref(entry.number))

    async def edit(self, message: MessageRef, reply: Reply) -> None:
        """Replace a message's content. Raises DeliveryError where it is gone."""
        if not await self._chat.revise(_known(message), reply):
            raise DeliveryError(f"message {message.id} is gone", permanent=True)

    async def delete(self, message: MessageRef) -> None:
        """Remove a message."""
        await self._chat.remove(_known(message))

    async def limits(self, chat: ChatRef, user: UserRef) -> ChatLimits:
        """What the page can show."""
        return ChatLimits(
            file_bytes_max=FILE_BYTES_MAX,
            request_bytes_max=REQUEST_BYTES_MAX,
            formats=FORMATS,
            edit_interval_s=EDIT_INTERVAL_S,
        )

    async def forget(self, user: UserRef) -> None:
        """Remove what a person wrote here and what was written to them."""
        await self._chat.forget(_person(user))

    async def direct(self, user: UserRef) -> ChatRef | None:
        """The one channel there is; a message for one person is shown to nobody else."""
        return STUDIO if _person(user) in BY_ID else None


def _known(message: MessageRef) -> int:
    try:
        return message_number(message)
    except ValueError as error:
        raise DeliveryError(str(error), permanent=True) from error


def _number(message: MessageRef | None) -> int | None:
    return None if message is None else _known(message)


def _person(user: UserRef | None) -> str:
    try:
        return "" if user is None else person_id(user)
    except ValueError as error:
        raise DeliveryError(str(error), permanent=True) from error
