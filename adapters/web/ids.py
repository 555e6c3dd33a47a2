"""Platform-neutral addresses <-> what this chat calls people, its one channel and its messages."""

from bot.models import ChatRef, MessageRef, UserRef

PLATFORM = "web"
CHANNEL = "studio"
STUDIO = ChatRef(platform=PLATFORM, id=CHANNEL)


def user_ref(person: str) -> UserRef:
    """The core's address of a person."""
    return UserRef(platform=PLATFORM, id=person)


def person_id(user: UserRef) -> str:
    """The id of one of this chat's people. Raises ValueError for someone of another platform."""
    if user.platform != PLATFORM:
        raise ValueError(f"{user} is not of the local chat")
    return user.id


def message_ref(number: int) -> MessageRef:
    """The core's address of a message."""
    return MessageRef(chat=STUDIO, id=str(number))


def message_number(message: MessageRef) -> int:
    """The number of a message of this chat. Raises ValueError for any other message."""
    if message.chat != STUDIO or not (message.id.isascii() and message.id.isdecimal()):
        raise ValueError(f"{message} is not of the local chat")
    return int(message.id)
