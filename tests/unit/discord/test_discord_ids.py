import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.ids import (
    channel_id,
    chat_ref,
    event_key,
    message_id,
    message_ref,
    nonce,
    user_id,
    user_ref,
)
from bot.models import ChatRef, MessageRef, UserRef

snowflakes = st.integers(min_value=1, max_value=2**63 - 1)


@given(snowflakes, snowflakes)
def test_addresses_come_back(channel: int, message: int) -> None:
    assert channel_id(chat_ref(channel)) == channel
    assert message_id(message_ref(channel, message)) == message
    assert message_ref(channel, message).chat == chat_ref(channel)
    assert user_id(user_ref(message)) == message


def test_people_can_be_written_as_admins_are() -> None:
    assert UserRef.parse("discord:123") == user_ref(123)


@pytest.mark.parametrize("id_", ["", "x", "-1", "1.0", "²", " 1", "12:3"])
def test_what_is_no_snowflake_is_refused(id_: str) -> None:
    chat = ChatRef(platform="discord", id=id_)
    with pytest.raises(ValueError, match="not of Discord"):
        channel_id(chat)
    with pytest.raises(ValueError, match="not of Discord"):
        message_id(MessageRef(chat=chat_ref(1), id=id_))


def test_another_platforms_addresses_are_refused() -> None:
    with pytest.raises(ValueError, match="not of Discord"):
        user_id(UserRef(platform="slack", id="1"))


@given(st.text(max_size=200))
def test_a_nonce_fits_and_stays(key: str) -> None:
    assert len(nonce(key)) <= 25
    assert nonce(key) == nonce(key)
    assert nonce(key) != nonce(f"{key}.")


def test_events_are_told_apart_from_other_platforms() -> None:
    assert event_key(5) == "discord:5"
