"""What a reply, a link or a menu points at: found and changed, or refused and free."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.discord.messages import File, Message
from tests.fakes.discord.pictures import photo
from tests.fakes.discord.studio import DiscordStudio, open_discord_studio
from tests.fakes.discord.world import V2

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
    assert CANNOT_FIND in await answer_to(studio, said)
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
