"""Discord's snowflakes <-> the core's addresses, both ways."""

from hashlib import blake2b

from bot.models import ChatRef, MessageRef, UserRef

PLATFORM = "discord"
NONCE_BYTES = 12
"""A nonce has at most 25 characters; this is 24 in hex."""


class NotOfDiscord(ValueError):
    """An address of another platform."""


def user_ref(user_id: int) -> UserRef:
    """A user, as `IMAGINE_ADMINS` spells it."""
    return UserRef(platform=PLATFORM, id=str(user_id))


def place(guild_id: int | None) -> str:
    """A server, as `IMAGINE_HOMES` spells it; empty in direct messages."""
    return f"{PLATFORM}:{guild_id}" if guild_id else ""


def user_id(user: UserRef) -> int:
    """The user's snowflake. Raises ValueError for anyone from elsewhere."""
    return _snowflake(user.platform, user.id)


def chat_ref(channel_id: int) -> ChatRef:
    """A channel, thread or direct message: all of them are channels to Discord."""
    return ChatRef(platform=PLATFORM, id=str(channel_id))


def channel_id(chat: ChatRef) -> int:
    """The channel's snowflake. Raises ValueError for a chat elsewhere."""
    return _snowflake(chat.platform, chat.id)


def message_ref(channel_id: int, message_id: int) -> MessageRef:
    """A message in a channel."""
    return MessageRef(chat=chat_ref(channel_id), id=str(message_id))


def message_id(message: MessageRef) -> int:
    """The message's snowflake. Raises ValueError for a message elsewhere."""
    return _snowflake(message.chat.platform, message.id)


def event_key(snowflake: int) -> str:
    """What an interaction or a message is claimed by."""
    return f"{PLATFORM}:{snowflake}"


def nonce(key: str) -> str:
    """The nonce of a post: the same key gives the same one, in another process too."""
    return blake2b(key.encode(), digest_size=NONCE_BYTES).hexdigest()


def _snowflake(platform: str, text: str) -> int:
    if platform != PLATFORM or not (text.isascii() and text.isdecimal()):
        raise NotOfDiscord(f"{platform}:{text} is not of Discord")
    return int(text)
