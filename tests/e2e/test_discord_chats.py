"""Replies, mentions, threads, direct messages and chats in which the bot has no seat."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.discord.ids import user_ref
from bot.models import Audience, Reply
from tests.fakes.discord.messages import Message
from tests.fakes.discord.pictures import photo
from tests.fakes.discord.studio import DiscordStudio, open_discord_studio
from tests.fakes.discord.world import MANAGE_GUILD, SEND, THREAD, Role, User


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    async with open_discord_studio(tmp_path) as studio:
        yield studio


async def test_a_reply_with_a_photo_edits_without_the_intent(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    await discord.say(
        studio.mia,
        studio.channel,
        "put this logo in the corner",
        reply_to=result,
        files=[photo("logo.png")],
    )
    edited = await studio.result(before=1)
    assert "logo.png" in edited.text


async def test_a_reply_that_cannot_be_read_says_what_to_do(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    said = await discord.say(
        studio.mia, studio.channel, "make it blue", reply_to=result, ping=False
    )
    answer = await discord.until(
        lambda: next((m for m in discord.shown(studio.channel) if m.reply_to is said), None)
    )
    assert "Mention me" in answer.text
    assert answer.pings == []
    assert await studio.balance() == 99


async def test_what_to_do_about_it_is_said_to_each_person_once(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")

    async def comment(user: User, words: str) -> Message:
        return await discord.say(user, studio.channel, words, reply_to=result, ping=False)

    def answered() -> list[Message | None]:
        return [m.reply_to for m in discord.shown(studio.channel) if "cannot read" in m.text]

    first = await comment(studio.mia, "lovely")
    await discord.until(lambda: first in answered())
    await comment(studio.mia, "and the ears!")
    third = await comment(studio.ben, "I like it too")
    await discord.until(lambda: third in answered())
    asked = await discord.say(studio.mia, studio.channel, f"<@{discord.me.id}> a crane")
    assert (await studio.result(before=1)).reply_to is asked
    assert answered() == [first, third]


async def test_with_the_intent_a_plain_reply_edits(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path, content_intent=True) as studio:
        result = await studio.made("a red fox")
        await studio.discord.say(
            studio.mia, studio.channel, "make it blue", reply_to=result, ping=False
        )
        assert "make it blue" in (await studio.result(before=1)).text


async def test_talk_between_people_is_not_for_the_bot(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path, content_intent=True) as studio:
        discord = studio.discord
        hello = await discord.say(studio.mia, studio.channel, "hello Ben")
        await discord.say(studio.ben, studio.channel, "hello Mia", reply_to=hello)
        await studio.made("a red fox")
        assert len(discord.results(studio.channel)) == 1
        assert [m for m in discord.shown(studio.channel) if m.reply_to in {hello}] != []


async def test_a_mention_makes_a_picture(studio: DiscordStudio) -> None:
    discord = studio.discord
    said = await discord.say(studio.mia, studio.channel, f"<@{discord.me.id}> a paper boat")
    result = await studio.result()
    assert result.reply_to is said
    assert "> a paper boat" in result.text


async def test_a_mention_alone_is_answered_with_help(studio: DiscordStudio) -> None:
    discord = studio.discord
    said = await discord.say(studio.mia, studio.channel, f"<@{discord.me.id}>")
    await discord.until(
        lambda: [
            m
            for m in (*discord.shown(studio.channel), *discord.shown(discord.direct(studio.mia)))
            if m is not said and "/imagine" in m.text
        ]
    )


async def test_a_mention_in_reply_to_a_photo_uses_it(studio: DiscordStudio) -> None:
    discord = studio.discord
    shot = await discord.say(studio.ben, studio.channel, "look", files=[photo("beach.png")])
    await discord.say(studio.mia, studio.channel, f"<@{discord.me.id}> as a woodcut", reply_to=shot)
    assert "beach.png" in (await studio.result()).text


async def test_an_edit_of_an_unknown_message_is_refused_and_free(studio: DiscordStudio) -> None:
    discord = studio.discord
    await discord.command(studio.mia, studio.channel, "models")
    boss = await discord.say(studio.mia, studio.channel, f"<@{discord.me.id}> /help")
    helped = await discord.until(
        lambda: (
            [m for m in discord.shown(studio.channel) if m.author is discord.me]
            + [m for m in discord.shown(discord.direct(studio.mia)) if m.author is discord.me]
        )
    )
    assert boss
    chat = helped[0].channel
    said = await discord.say(studio.mia, chat, "make it blue", reply_to=helped[0])
    answer = await discord.until(
        lambda: next((m for m in discord.shown(chat) if m.reply_to is said), None)
    )
    assert "cannot find the picture" in answer.text
    assert await studio.balance() == 100


async def test_a_word_of_thanks_for_credits_is_not_answered(studio: DiscordStudio) -> None:
    discord = studio.discord
    boss = discord.person("boss")
    studio.guild.join(boss, Role(name="boss", permissions=MANAGE_GUILD))
    await discord.command(boss, studio.channel, "credits grant", target=studio.mia, amount=5)
    card = (await discord.until(lambda: discord.shown(studio.channel)))[0]
    thanks = await discord.say(studio.mia, studio.channel, "thanks!", reply_to=card)
    asked = await discord.say(
        studio.mia, studio.channel, f"<@{discord.me.id}> make it blue", reply_to=card
    )
    await discord.until(lambda: asked in [m.reply_to for m in discord.shown(studio.channel)])
    assert thanks not in [m.reply_to for m in discord.shown(studio.channel)]


@pytest.mark.parametrize("words", ["/credits history", "a red fox --quality high -n 3"])
async def test_a_card_for_a_person_who_takes_none_is_not_lost_in_silence(
    studio: DiscordStudio, words: str
) -> None:
    discord = studio.discord
    studio.mia.closed = True
    said = await discord.say(studio.mia, studio.channel, f"<@{discord.me.id}> {words}")
    told = await discord.until(
        lambda: next((m for m in discord.shown(studio.channel) if m.reply_to is said), None)
    )
    assert "direct messages" in told.text
    assert "credit" not in told.text


async def test_a_thread_goes_on_from_its_last_result(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    await discord.choose(studio.mia, result, "thread:")
    thread = await discord.until(
        lambda: next((c for c in discord.channels.values() if c.type == THREAD), None)
    )
    assert thread.id == result.id
    await discord.say(studio.mia, thread, f"<@{discord.me.id}> make it blue")
    blue = await studio.result(thread)
    await discord.say(studio.ben, thread, f"<@{discord.me.id}> and add a hat")
    hat = await studio.result(thread, before=1)
    assert "make it blue" in blue.text
    assert "and add a hat" in hat.text
    assert hat.named == [studio.ben.id]


async def test_direct_messages_work_like_a_channel(studio: DiscordStudio) -> None:
    discord = studio.discord
    direct = discord.direct(studio.mia)
    result = await studio.made("a red fox", channel=direct)
    await discord.say(studio.mia, direct, "make it blue", reply_to=result, ping=False)
    assert "make it blue" in (await studio.result(direct, before=1)).text


async def test_where_the_bot_has_no_seat_the_result_is_a_followup(studio: DiscordStudio) -> None:
    discord = studio.discord
    group = discord.group(studio.mia, studio.ben)
    asked = await discord.command(studio.mia, group, "imagine", prompt="a red fox", outside=True)
    result = await studio.result(group)
    assert result.interaction is asked
    assert not result.hidden
    await discord.until(lambda: discord.shown(group, to=studio.mia) == [result])
    await discord.press(studio.ben, result, "vary:")
    varied = await studio.result(group, before=1)
    assert varied.named == [studio.ben.id]


async def test_a_server_without_the_bot_gives_no_rights(studio: DiscordStudio) -> None:
    discord = studio.discord
    elsewhere = discord.guild("elsewhere", studio.mia, seated=False)
    elsewhere.roles[elsewhere.id].permissions |= 1 << 5
    channel = discord.channel(elsewhere)
    refused = await discord.command(
        studio.mia, channel, "credits grant", target=studio.mia, amount=1000, outside=True
    )
    assert "admin" in (await studio.refusal(refused)).lower()
    assert await studio.balance() == 100


async def test_an_expired_token_sends_the_result_to_the_person(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path, sketch_pace_s=1) as studio:
        discord = studio.discord
        group = discord.group(studio.mia, studio.ben)
        await discord.command(studio.mia, group, "imagine", prompt="a red fox", outside=True)
        await discord.until(lambda: discord.shown(group, to=studio.mia))
        discord.expire_tokens()
        await studio.result(discord.direct(studio.mia))
        assert discord.results(group) == []


async def test_a_private_result_reaches_the_person_after_the_token(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path, sketch_pace_s=1) as studio:
        discord = studio.discord
        asked = await discord.command(
            studio.mia, studio.channel, "imagine", prompt="a secret", private=True
        )
        await discord.answered(asked)
        discord.expire_tokens()
        await studio.result(discord.direct(studio.mia))
        assert discord.shown(studio.channel) == []


async def test_an_operator_can_be_written_to(studio: DiscordStudio) -> None:
    messenger, mia = studio.room.messenger, studio.mia
    chat = await messenger.direct(user_ref(mia.id))
    assert chat is not None
    await messenger.post(
        chat,
        Reply(text="The key is refused.", audience=Audience.REQUESTER),
        key="outage:1",
        to=user_ref(mia.id),
    )
    assert studio.discord.shown(studio.discord.direct(mia))[0].text == "The key is refused."
    assert await messenger.direct(user_ref(1)) is None


async def test_closed_messages_leave_word_and_keep_the_picture(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path, sketch_pace_s=1) as studio:
        discord = studio.discord
        studio.mia.closed = True
        asked = await discord.command(
            studio.mia, studio.channel, "imagine", prompt="a secret", private=True
        )
        await discord.answered(asked)
        discord.expire_tokens()
        told = await discord.until(lambda: discord.shown(studio.channel))
        assert told[0].named == [studio.mia.id]
        assert "secret" not in told[0].text
        assert "/inbox" in told[0].text
        assert await studio.balance() == 99


async def test_who_names_the_bot_where_it_may_not_write_hears_of_it_alone(
    studio: DiscordStudio,
) -> None:
    discord = studio.discord
    quiet = discord.channel(studio.guild, "quiet", denied=SEND)
    await discord.add_channel(quiet)
    await discord.say(studio.mia, quiet, f"<@{discord.me.id}> a red fox")
    (told,) = await discord.until(lambda: discord.shown(discord.direct(studio.mia)))
    assert "Send Messages" in told.text
    assert await studio.balance() == 100
