"""Where a result goes on Discord when its chat takes it no longer, and what is said of that."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.discord.ids import chat_ref, user_ref
from bot.errors import DeliveryError
from bot.models import ActionKey, Reply
from tests.fakes.discord.messages import Message
from tests.fakes.discord.studio import DiscordStudio, open_discord_studio
from tests.fakes.discord.world import (
    ATTACH,
    MANAGE_GUILD,
    SEND,
    SEND_IN_THREADS,
    THREAD,
    Channel,
    Guild,
    Role,
)

FOX = "a red fox in a wood"
SMALL_BYTES = 200_000
"""Less than its sketch at 4K, more than the preview of that."""


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    async with open_discord_studio(tmp_path) as studio:
        yield studio


@pytest.fixture
async def slow(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    """Drawing takes long enough to take a right away meanwhile."""
    async with open_discord_studio(tmp_path, sketch_pace_s=1) as studio:
        yield studio


async def deny(studio: DiscordStudio, rights: int, channel: Channel | None = None) -> None:
    there = channel or studio.channel
    there.denied = rights
    await studio.discord.gateway.dispatch("CHANNEL_UPDATE", there.json())


async def begun(studio: DiscordStudio, **more: object) -> Message:
    """Have Mia ask for a picture, and give the status message."""
    discord = studio.discord
    await discord.command(studio.mia, studio.channel, "imagine", prompt=FOX, **more)
    status: Message = (await discord.until(lambda: discord.shown(studio.channel), "a status"))[0]
    return status


async def answer(studio: DiscordStudio, name: str, channel: Channel | None = None) -> Message:
    asked = await studio.discord.command(studio.mia, channel or studio.channel, name)
    return await studio.discord.answered(asked)


@pytest.mark.real_pictures  # of the weight of pictures
async def test_a_large_result_whose_channel_is_lost_comes_as_a_preview(
    slow: DiscordStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.discord.messenger.FILE_BYTES_MAX", SMALL_BYTES)
    monkeypatch.setattr("tests.fakes.discord.rest.MB", SMALL_BYTES // 10)
    await begun(slow, resolution="4k")
    await deny(slow, ATTACH)
    result = await slow.result(slow.discord.direct(slow.mia))
    assert [file.name[-4:] for file in result.files] == [".jpg"]
    assert result.named == []  # a direct message notifies by itself


@pytest.mark.real_pictures  # of the weight of pictures
async def test_a_private_result_too_late_for_its_answer_fits_direct_messages(
    slow: DiscordStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.discord.messenger.FILE_BYTES_MAX", SMALL_BYTES)
    monkeypatch.setattr("tests.fakes.discord.rest.MB", SMALL_BYTES // 10)
    discord = slow.discord
    asked = await discord.command(
        slow.mia, slow.channel, "imagine", prompt=FOX, private=True, resolution="4k"
    )
    await discord.answered(asked)
    discord.expire_tokens()
    result = await slow.result(discord.direct(slow.mia))
    assert [file.name[-4:] for file in result.files] == [".jpg"]
    assert "could not post this in the chat where you asked" in result.text


async def test_a_private_result_asked_for_by_mention_takes_its_statuss_place(
    slow: DiscordStudio,
) -> None:
    discord = slow.discord
    await discord.say(slow.mia, slow.channel, f"<@{discord.me.id}> {FOX} --private")
    direct = discord.direct(slow.mia)
    await discord.until(lambda: discord.shown(direct), "a status")
    result = await slow.result(direct)
    await discord.until(lambda: discord.shown(direct) == [result], "the status to go")
    assert "could not post" not in result.text


@pytest.mark.real_pictures  # of the weight of pictures
async def test_a_channel_that_takes_less_than_it_said_gets_previews(
    studio: DiscordStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Guild, "bytes_max", SMALL_BYTES)
    result = await studio.made(FOX, resolution="4k")
    assert [file.name[-4:] for file in result.files] == [".jpg"]


async def test_a_result_in_direct_messages_says_why_and_the_status_goes(
    slow: DiscordStudio,
) -> None:
    status = await begun(slow)
    await deny(slow, ATTACH)
    result = await slow.result(slow.discord.direct(slow.mia))
    assert "could not post this in the chat where you asked" in result.text
    await slow.discord.until(lambda: status.deleted, "the status to go")
    assert slow.discord.shown(slow.channel) == []


async def test_a_picture_that_nothing_takes_is_told_of_once(slow: DiscordStudio) -> None:
    discord = slow.discord
    slow.mia.closed = True
    status = await begun(slow)
    await deny(slow, ATTACH)
    await discord.until(lambda: status.deleted, "the status to go")
    (told,) = discord.shown(slow.channel)
    assert "/inbox" in told.text
    assert told.pings == [slow.mia]
    assert not told.buttons
    said = [one for one in discord.messages.values() if one.pings == [slow.mia]]
    assert said == [told]


async def test_where_nothing_new_may_be_said_the_status_says_it(slow: DiscordStudio) -> None:
    discord = slow.discord
    slow.mia.closed = True
    status = await begun(slow)
    await deny(slow, SEND)
    await discord.until(lambda: "/inbox" in status.text, "the status to say it")
    assert discord.shown(slow.channel) == [status]
    assert not status.buttons


async def test_a_failure_that_cannot_be_posted_is_told_in_the_status(slow: DiscordStudio) -> None:
    discord = slow.discord
    slow.mia.closed = True
    await discord.command(slow.mia, slow.channel, "imagine", prompt="a cat sketch:refuse")
    status: Message = (await discord.until(lambda: discord.shown(slow.channel)))[0]
    await deny(slow, SEND)
    await discord.until(lambda: "not charged" in status.text, "the status to say it")
    assert "/inbox" not in status.text


async def test_what_waits_is_mentioned_until_it_is_fetched(slow: DiscordStudio) -> None:
    discord = slow.discord
    for name in ("credits balance", "queue"):
        assert "/inbox" not in (await answer(slow, name)).text
    slow.mia.closed = True
    status = await begun(slow)
    await deny(slow, ATTACH)
    await discord.until(lambda: status.deleted, "the status to go")
    for name in ("credits balance", "queue"):
        assert "1 result waits in /inbox" in (await answer(slow, name)).text
    await deny(slow, 0)
    inbox = await answer(slow, "inbox")
    await discord.press(slow.mia, inbox, "repost:")
    await slow.result()
    for name in ("credits balance", "queue"):
        assert "/inbox" not in (await answer(slow, name)).text


async def test_publishing_where_nothing_may_be_posted_changes_nothing(
    studio: DiscordStudio,
) -> None:
    discord = studio.discord
    hidden = await studio.made("a secret fox", private=True)
    await deny(studio, SEND)
    pressed = await discord.press(studio.mia, hidden, "publish:")
    refused = await studio.refusal(pressed)
    assert "not allowed to post" in refused
    assert "Send Messages" in refused
    assert discord.shown(studio.channel) == []
    job = ActionKey.parse(hidden.button("publish:")["custom_id"]).job
    report = await studio.bot.report(job)
    assert report is not None
    assert report.job.request.private
    await deny(studio, 0)
    await discord.press(studio.mia, hidden, "publish:")
    await studio.result()


async def hidden_in_a_group(studio: DiscordStudio) -> Message:
    """A private result in a chat in which the bot has no seat, whose token is over."""
    group = studio.discord.group(studio.mia, studio.ben)
    await studio.discord.command(
        studio.mia, group, "imagine", prompt=FOX, private=True, outside=True
    )
    hidden = await studio.result(group)
    studio.discord.expire_tokens()
    return hidden


async def test_publishing_without_a_seat_goes_through_the_press(studio: DiscordStudio) -> None:
    discord, hidden = studio.discord, await hidden_in_a_group(studio)
    await discord.press(studio.mia, hidden, "publish:")
    shown = await discord.until(lambda: discord.results(hidden.channel), "everyone's copy")
    assert [message.hidden for message in shown] == [False]
    assert discord.shown(discord.direct(studio.mia)) == []


async def test_what_nobody_else_would_see_is_not_published(studio: DiscordStudio) -> None:
    hidden = await hidden_in_a_group(studio)
    job = ActionKey.parse(hidden.button("publish:")["custom_id"]).job
    messenger, chat = studio.room.messenger, chat_ref(hidden.channel.id)
    with pytest.raises(DeliveryError) as refused:
        await messenger.post(
            chat, Reply(text=FOX, job=job), key=f"publish:{job}:1", to=user_ref(studio.mia.id)
        )
    assert refused.value.permanent
    assert studio.discord.shown(studio.discord.direct(studio.mia)) == []


async def test_publishing_keeps_to_the_age_policy(studio: DiscordStudio) -> None:
    discord = studio.discord
    hidden = await studio.made("a secret fox", private=True)
    await only_for_adults(studio)
    pressed = await discord.press(studio.mia, hidden, "publish:")
    assert "age-restricted" in await studio.refusal(pressed)
    assert discord.results(studio.channel) == []


async def test_a_private_order_keeps_to_the_age_policy(studio: DiscordStudio) -> None:
    await only_for_adults(studio)
    asked = await studio.discord.command(
        studio.mia, studio.channel, "imagine", prompt="a fox", private=True
    )
    assert "age-restricted" in await studio.refusal(asked)
    assert await studio.balance() == 100


async def test_a_private_order_needs_no_right_to_post(studio: DiscordStudio) -> None:
    await deny(studio, SEND | ATTACH)
    assert (await studio.made("a secret fox", private=True)).hidden


def sleeping_thread(studio: DiscordStudio) -> Channel:
    """A thread that the gateway has not told of."""
    thread = Channel(type=THREAD, name="asleep", guild=studio.guild, parent=studio.channel)
    studio.discord.channels[thread.id] = thread
    return thread


async def test_a_thread_nobody_told_of_keeps_to_the_age_policy(studio: DiscordStudio) -> None:
    await only_for_adults(studio)
    thread = sleeping_thread(studio)
    asked = await studio.discord.command(studio.mia, thread, "imagine", prompt=FOX)
    assert "age-restricted" in await studio.refusal(asked)
    assert await studio.balance() == 100


async def test_rights_in_a_thread_nobody_told_of_are_checked_first(studio: DiscordStudio) -> None:
    thread = sleeping_thread(studio)
    thread.denied = SEND_IN_THREADS
    asked = await studio.discord.command(studio.mia, thread, "imagine", prompt=FOX)
    assert "Send Messages in Threads" in await studio.refusal(asked)
    assert await studio.balance() == 100


async def only_for_adults(studio: DiscordStudio) -> None:
    boss = studio.discord.person("boss")
    studio.guild.join(boss, Role(name="boss", permissions=MANAGE_GUILD))
    setting = await studio.discord.command(
        boss, studio.channel, "settings", setting="age-restricted only", scope="channel"
    )
    await studio.discord.answered(setting)
