import pytest

from adapters.web.chat import LocalChat
from adapters.web.ids import STUDIO, message_number, message_ref, user_ref
from adapters.web.messenger import FILE_BYTES_MAX, WebMessenger
from bot.errors import DeliveryError
from bot.models import ChatRef, MessageRef, Reply, UserRef
from bot.ports import DirectLine, Messenger
from tests.fakes.web_entries import progress, result, whisper

MIA = user_ref("mia")


@pytest.fixture
def messenger(chat: LocalChat) -> Messenger:
    return WebMessenger(chat)


async def test_a_result_takes_the_place_of_its_status(
    messenger: Messenger, chat: LocalChat
) -> None:
    status = await messenger.post(STUDIO, progress(0), key="status", to=MIA)
    await messenger.edit(status.message, progress(0.5))
    posted = await messenger.post(
        STUDIO, result(2), key="result", to=MIA, replaces=status.message, in_reply_to=None
    )
    again = await messenger.post(
        STUDIO, result(2), key="result", to=MIA, replaces=status.message, in_reply_to=None
    )
    assert posted == again
    assert posted.message == status.message
    assert [entry.reply for entry in chat.recent("ben")] == [result(2)]


async def test_a_reply_points_to_its_question(messenger: Messenger, chat: LocalChat) -> None:
    first = await messenger.post(STUDIO, Reply(text="a"), key="a")
    second = await messenger.post(STUDIO, Reply(text="b"), key="b", in_reply_to=first.message)
    entry = await chat.entry(message_number(second.message))
    assert entry is not None
    assert entry.answers == message_number(first.message)


async def test_a_whisper_is_for_the_requester(messenger: Messenger, chat: LocalChat) -> None:
    await messenger.post(STUDIO, whisper(), key="w", to=MIA)
    assert len(chat.recent("mia")) == 1
    assert len(chat.recent("ben")) == 0


async def test_deleting_twice_is_no_error(messenger: Messenger, chat: LocalChat) -> None:
    posted = await messenger.post(STUDIO, Reply(text="a"), key="a")
    await messenger.delete(posted.message)
    await messenger.delete(posted.message)
    assert not chat.recent("mia")


async def test_editing_what_is_gone_is_a_permanent_failure(messenger: Messenger) -> None:
    with pytest.raises(DeliveryError) as caught:
        await messenger.edit(message_ref(7), result(1))
    assert caught.value.permanent


async def test_addresses_of_other_platforms_are_permanent_failures(messenger: Messenger) -> None:
    foreign = MessageRef(chat=ChatRef(platform="slack", id="C1"), id="1")
    with pytest.raises(DeliveryError) as caught:
        await messenger.delete(foreign)
    assert caught.value.permanent
    with pytest.raises(DeliveryError):
        await messenger.post(
            STUDIO, Reply(text="a"), key="a", to=UserRef(platform="discord", id="1")
        )


async def test_its_limits_are_a_browsers(messenger: Messenger) -> None:
    limits = await messenger.limits(STUDIO, MIA)
    assert limits.may_post
    assert limits.file_bytes_max == FILE_BYTES_MAX
    assert "image/webp" in limits.formats


async def test_an_operator_is_written_to_alone(messenger: Messenger, chat: LocalChat) -> None:
    assert isinstance(messenger, DirectLine)
    there = await messenger.direct(MIA)
    assert there is not None
    await messenger.post(there, whisper("psst"), key="outage", to=MIA)
    assert len(chat.recent("mia")) == 1
    assert chat.recent("ben") == []
    assert await messenger.direct(user_ref("nobody")) is None
