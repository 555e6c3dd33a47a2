"""What a reply, a link or a menu points at: found and changed, or refused and free."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.discord.messages import File, Message
from tests.fakes.discord.pictures import photo
from tests.fakes.discord.studio import DiscordStudio, open_discord_studio, recorded
from tests.fakes.discord.world import PRIVATE_THREAD, THREAD, V2, Channel

CANNOT_FIND = "cannot find the picture"


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    async with open_discord_studio(tmp_path) as studio:
        yield studio


async def answer_to(studio: DiscordStudio, said: Message) -> str:
    found: Message = await studio.discord.until(
        lambda: next((m for m in studio.discord.shown(said.channel) if m.reply_to is said), None),
        "an answer",
    )
    return found.text


def gallery(*files: File) -> list[dict[str, object]]:
    items = [{"media": {"url": f"attachment://{file.name}"}} for file in files]
    return [{"type": 17, "components": [{"type": 12, "items": items}]}]


async def card_of_another(studio: DiscordStudio, *files: File) -> Message:
    """A message of another bot that shows pictures in a gallery."""
    other = studio.discord.person("other", bot=True)
    card = Message(
        channel=studio.channel,
        author=other,
        components=gallery(*files),
        files=list(files),
        flags=V2,
    )
    await studio.discord.show(card)
    return card


async def test_a_reply_to_a_deleted_result_changes_its_picture(studio: DiscordStudio) -> None:
    result = await studio.made("a red fox")
    result.deleted = True
    said = await studio.discord.say(
        studio.mia, studio.channel, f"<@{studio.discord.me.id}> make it blue", reply_to=result
    )
    blue = await studio.result(before=0)
    assert "make it blue" in blue.text
    assert blue.reply_to is said
    assert await studio.balance() == 97  # one credit for the picture, two for its edit


async def test_a_reply_to_anyones_deleted_message_is_refused(studio: DiscordStudio) -> None:
    shot = await studio.discord.say(studio.ben, studio.channel, "look", files=[photo("beach.png")])
    shot.deleted = True
    said = await studio.discord.say(
        studio.mia, studio.channel, f"<@{studio.discord.me.id}> make it blue", reply_to=shot
    )
    assert CANNOT_FIND in await answer_to(studio, said)
    assert await studio.balance() == 100


@pytest.mark.parametrize("named", [True, False])
async def test_a_reply_that_discord_did_not_look_up_is_an_edit(
    studio: DiscordStudio, named: bool
) -> None:
    result = await studio.made("a red fox")
    words = f"<@{studio.discord.me.id}> make it blue" if named else "make it blue"
    await studio.discord.say(studio.mia, studio.channel, words, reply_to=result, looked_up=False)
    assert "make it blue" in (await studio.result(before=1)).text
    assert await studio.balance() == 97


async def test_a_reply_to_words_is_no_new_picture(studio: DiscordStudio) -> None:
    link = await studio.discord.say(studio.ben, studio.channel, "look at https://example.com/1.png")
    said = await studio.discord.say(
        studio.mia, studio.channel, f"<@{studio.discord.me.id}> make it blue", reply_to=link
    )
    assert "cannot see a picture in that message" in await answer_to(studio, said)
    assert await studio.balance() == 100


async def test_a_reply_to_a_gallery_of_another_bot_changes_its_picture(
    studio: DiscordStudio,
) -> None:
    card = await card_of_another(studio, photo("theirs.png"))
    await studio.discord.say(
        studio.mia, studio.channel, f"<@{studio.discord.me.id}> make it blue", reply_to=card
    )
    assert "theirs.png" in (await studio.result()).text


async def test_a_photo_of_ones_own_can_be_changed_in_direct_messages(
    studio: DiscordStudio,
) -> None:
    direct = studio.discord.direct(studio.mia)
    shot = await studio.discord.say(studio.mia, direct, files=[photo("beach.png")])
    await studio.discord.say(studio.mia, direct, "at night", reply_to=shot)
    assert "beach.png" in (await studio.result(direct)).text


async def test_a_reply_with_a_picture_alone_uses_it(studio: DiscordStudio) -> None:
    result = await studio.made("a red fox")
    await studio.discord.say(studio.mia, studio.channel, reply_to=result, files=[photo("logo.png")])
    edited = await studio.result(before=1)
    assert "logo.png" in edited.text
    assert "Use the picture I attached" in edited.text


def link_to(message: Message) -> str:
    channel = message.channel
    guild = channel.guild.id if channel.guild else "@me"
    return f"https://discord.com/channels/{guild}/{channel.id}/{message.id}"


async def edited_by_link(studio: DiscordStudio, there: Channel, link: str) -> str:
    """The edit that comes of a link, or why there is none."""
    discord = studio.discord
    before = len(discord.results(there))
    asked = await discord.command(studio.mia, there, "edit", change="make it blue", link=link)

    def outcome() -> str:
        refused = asked.original and not asked.original.deleted and asked.original.text
        made = discord.results(there)[before:]
        return made[0].text if made else refused or ""

    said: str = await discord.until(outcome, "an outcome")
    return said


async def add_channel(studio: DiscordStudio, name: str, **more: Any) -> Channel:
    channel = Channel(name=name, guild=studio.guild, **more)
    await studio.discord.add_channel(channel)
    return channel


async def test_a_link_names_a_picture_of_this_server(studio: DiscordStudio) -> None:
    result = await studio.made("a red fox")
    other = await add_channel(studio, "other")
    assert "make it blue" in await edited_by_link(studio, studio.channel, link_to(result))
    assert "make it blue" in await edited_by_link(studio, other, link_to(result))


async def test_a_link_into_a_channel_that_is_closed_to_the_person_is_refused(
    studio: DiscordStudio,
) -> None:
    board = await add_channel(studio, "board", closed_to=(studio.mia,))
    thread = await add_channel(studio, "agenda", type=THREAD, parent=board)
    for there in (board, thread):
        await studio.discord.command(studio.ben, there, "imagine", prompt="next year's logo")
        result = await studio.result(there)
        assert CANNOT_FIND in await edited_by_link(studio, studio.channel, link_to(result))
    assert await studio.balance() == 100


async def test_a_link_into_a_private_thread_is_for_its_people(studio: DiscordStudio) -> None:
    thread = await add_channel(studio, "us", type=PRIVATE_THREAD, parent=studio.channel)
    await studio.discord.command(studio.ben, thread, "imagine", prompt="a surprise")
    result = await studio.result(thread)
    assert CANNOT_FIND in await edited_by_link(studio, studio.channel, link_to(result))


async def test_a_link_into_another_server_is_refused(studio: DiscordStudio) -> None:
    discord = studio.discord
    await discord.command(studio.ben, studio.channel, "imagine", prompt="a red fox")
    result = (await discord.until(lambda: discord.results(studio.channel)))[0]
    await recorded(studio.bot, studio.ben, result)
    elsewhere = discord.guild("elsewhere", studio.mia)
    lobby = discord.channel(elsewhere, "lobby")
    await discord.gateway.dispatch("GUILD_CREATE", elsewhere.json(discord.me))
    assert CANNOT_FIND in await edited_by_link(studio, lobby, link_to(result))


async def test_a_link_to_ones_own_picture_works_from_anywhere(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    own = discord.direct(studio.mia)
    assert "make it blue" in await edited_by_link(studio, own, link_to(result))
    await discord.command(studio.ben, studio.channel, "imagine", prompt="a crane")
    other = (await discord.until(lambda: discord.results(studio.channel)[1:]))[0]
    await recorded(studio.bot, studio.ben, other)
    assert CANNOT_FIND in await edited_by_link(studio, own, link_to(other))


async def test_a_link_that_is_none_does_not_make_an_attachment_the_source(
    studio: DiscordStudio,
) -> None:
    asked = await studio.discord.command(
        studio.mia,
        studio.channel,
        "edit",
        change="put this in the corner",
        link="the one above",
        image1=photo("logo.png"),
    )
    assert CANNOT_FIND in await studio.refusal(asked)
    assert await studio.balance() == 100
