"""Menus, roles, settings and policies on Discord."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app.clock import SystemClock
from bot.ports import KeyValue
from bot.storage.database import open_database
from bot.storage.keyvalue import DatabaseKeyValue
from tests.fakes.discord.messages import Message, walk
from tests.fakes.discord.pictures import photo
from tests.fakes.discord.studio import DiscordStudio, open_discord_studio
from tests.fakes.discord.world import MANAGE_GUILD, V2, Channel, Role, User


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    async with open_discord_studio(tmp_path) as studio:
        yield studio


@asynccontextmanager
async def kept_in(folder: Path) -> AsyncIterator[KeyValue]:
    """The room's records, read beside the bot."""
    database = open_database(f"sqlite:///{folder}/imagine.db")
    yield DatabaseKeyValue(database, SystemClock())
    await database.close()


def boss_of(studio: DiscordStudio) -> User:
    boss = studio.discord.person("boss")
    studio.guild.join(boss, Role(name="boss", permissions=MANAGE_GUILD))
    return boss


def unescaped(message: Message) -> str:
    """What a message says, as people read it."""
    return message.text.replace("\\", "").replace("\u200b", "")


def hidden_behind_a_tap(message: Message) -> bool:
    items = [item for one in walk(message.components) for item in one.get("items", ())]
    return bool(items) and all(item["spoiler"] for item in items)


async def test_the_menu_edit_opens_the_form_of_our_picture(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    opened = await discord.acknowledged(
        await discord.menu(studio.mia, "Edit image", result, studio.channel)
    )
    await discord.submit(studio.mia, opened, change="make it blue")
    assert "make it blue" in (await studio.result(before=1)).text


async def test_the_menu_edit_takes_anybodys_picture(studio: DiscordStudio) -> None:
    discord = studio.discord
    shot = await discord.say(studio.ben, studio.channel, "look", files=[photo("beach.png")])
    opened = await discord.acknowledged(
        await discord.menu(studio.mia, "Edit image", shot, studio.channel)
    )
    await discord.submit(studio.mia, opened, change="at night", ratio="1:1", keep="the sea")
    result = await studio.result()
    assert "at night" in result.text
    assert "beach.png" in result.text


async def test_the_menu_vary_presses_the_button(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    await discord.menu(studio.mia, "Vary", result, studio.channel)
    assert (await studio.result(before=1)).named == [studio.mia.id]


async def test_the_menu_use_makes_a_new_picture_of_an_old_one(studio: DiscordStudio) -> None:
    discord = studio.discord
    shot = await discord.say(studio.ben, studio.channel, "look", files=[photo("beach.png")])
    opened = await discord.acknowledged(
        await discord.menu(studio.mia, "Use as reference", shot, studio.channel)
    )
    await discord.submit(
        studio.mia, opened, {"files": [photo("logo.png")]}, prompt="a poster --ratio 4:5"
    )
    text = (await studio.result()).text
    assert "beach.png" in text
    assert "logo.png" in text


async def test_the_menu_vary_asks_which_of_several(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox", count=3)
    asked = await discord.menu(studio.mia, "Vary", result, studio.channel)
    which = await discord.answered(asked)
    assert which.hidden
    assert [one["custom_id"].split(":")[2] for one in which.buttons] == ["1", "2", "3"]
    assert [one["label"] for one in which.buttons] == ["Vary 1 · 2 credits", "Vary 2", "Vary 3"]
    await discord.press(studio.mia, which, which.buttons[1]["custom_id"])
    varied = await studio.result(before=1)
    assert varied.named == [studio.mia.id]
    assert await studio.balance() == 95


@pytest.mark.parametrize("private", [False, True])
async def test_the_menu_use_takes_our_own_pictures(studio: DiscordStudio, private: bool) -> None:
    discord = studio.discord
    result = await studio.made("a red fox", count=2, private=private)
    opened = await discord.acknowledged(
        await discord.menu(studio.mia, "Use as reference", result, studio.channel)
    )
    await discord.submit(studio.mia, opened, prompt="a poster")
    made = await studio.result(before=1)
    assert made.hidden is private
    assert all(file.name in made.text for file in result.files)


async def test_the_menu_use_takes_a_gallery_of_another_bot(studio: DiscordStudio) -> None:
    discord = studio.discord
    shot = photo("theirs.png")
    items = [{"media": {"url": "attachment://theirs.png"}}]
    card = Message(
        channel=studio.channel,
        author=discord.person("other", bot=True),
        components=[{"type": 17, "components": [{"type": 12, "items": items}]}],
        files=[shot],
        flags=V2,
    )
    await discord.show(card)
    opened = await discord.acknowledged(
        await discord.menu(studio.mia, "Use as reference", card, studio.channel)
    )
    await discord.submit(studio.mia, opened, prompt="a poster")
    assert "theirs.png" in (await studio.result()).text


async def test_a_number_in_the_form_of_the_menu_names_the_picture(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox", count=3)
    opened = await discord.acknowledged(
        await discord.menu(studio.mia, "Edit image", result, studio.channel)
    )
    await discord.submit(studio.mia, opened, change="#2 make it blue")
    edited = await studio.result(before=1)
    assert result.files[1].name in edited.text
    assert result.files[0].name not in edited.text


async def test_what_was_typed_before_a_restart_is_handed_back(studio: DiscordStudio) -> None:
    discord = studio.discord
    shot = await discord.say(studio.ben, studio.channel, "look", files=[photo("beach.png")])
    opened = await discord.acknowledged(
        await discord.menu(studio.mia, "Use as reference", shot, studio.channel)
    )
    opened.modal["custom_id"] += "-of-another-process"
    short = await discord.answered(await discord.submit(studio.mia, opened, prompt="a *poster*"))
    assert "opened before a restart" in short.text
    assert "a \\*poster\\*" in short.text
    words = "a poster of the sea, " * 190
    long = await discord.answered(await discord.submit(studio.mia, opened, prompt=words))
    assert words.strip() in (long.files[0].data.decode() if long.files else long.text)
    assert await studio.balance() == 100


async def test_the_menu_recipe_shows_a_line_to_copy(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox", ratio="4:5", count=2)
    asked = await discord.menu(studio.ben, "Show recipe", result, studio.channel)
    answer = await discord.answered(asked)
    assert answer.hidden
    assert "/imagine a red fox" in answer.text
    assert "--size 1024x1280 -n 2" in answer.text


async def test_a_recipe_too_long_for_a_card_is_a_file(studio: DiscordStudio) -> None:
    words = "a red fox in deep snow, " * 220
    result = await studio.made(words)
    asked = await studio.discord.menu(studio.ben, "Show recipe", result, studio.channel)
    answer = await studio.discord.answered(asked)
    assert answer.hidden
    assert f"/imagine {words.strip()}" in answer.files[0].data.decode()


@pytest.mark.parametrize("name", ["Edit image", "Vary", "Use as reference", "Show recipe"])
async def test_a_menu_on_a_message_without_a_picture_says_so(
    studio: DiscordStudio, name: str
) -> None:
    said = await studio.discord.say(studio.ben, studio.channel, "just words")
    asked = await studio.discord.menu(studio.mia, name, said, studio.channel)
    assert "no picture" in await studio.refusal(asked)


async def test_the_menu_credits_gives_and_takes(studio: DiscordStudio) -> None:
    discord, boss = studio.discord, boss_of(studio)
    opened = await discord.acknowledged(
        await discord.menu(boss, "Credits", studio.mia, studio.channel)
    )
    assert opened.modal["title"] == "Credits for Mia"
    await discord.submit(boss, opened, amount="40", reason="launch")
    await discord.until(lambda: any("40" in m.text for m in discord.shown(studio.channel)))
    assert await studio.balance() == 140
    opened = await discord.acknowledged(
        await discord.menu(boss, "Credits", studio.mia, studio.channel)
    )
    await discord.submit(boss, opened, amount="-15")
    # What was taken back, and what is left, is said to who took it alone.
    await discord.until(lambda: any("15" in m.text for m in discord.shown(studio.channel, to=boss)))
    assert not any("15" in m.text for m in discord.shown(studio.channel))
    assert await studio.balance() == 125


async def test_a_bot_gets_no_credits(studio: DiscordStudio) -> None:
    discord, boss = studio.discord, boss_of(studio)
    other = discord.person("other", bot=True)
    studio.guild.join(other)
    for role in studio.guild.roles.values():
        told = {"guild_id": str(studio.guild.id), "role": role.json()}
        await discord.gateway.dispatch("GUILD_ROLE_CREATE", told)
    asked = await discord.command(boss, studio.channel, "credits grant", target=other, amount=9)
    assert "Bots cannot draw" in await studio.refusal(asked)
    said = await discord.say(
        boss, studio.channel, f"<@{discord.me.id}> /credits grant <@{other.id}> 9", pings=[other]
    )
    answer = await discord.until(
        lambda: next((m for m in discord.shown(studio.channel) if m.reply_to is said), None)
    )
    assert "/credits grant @name" in answer.text or "do not know" in answer.text
    assert await studio.balance(other) == 100


async def test_the_menu_credits_is_refused_to_others(studio: DiscordStudio) -> None:
    discord = studio.discord
    opened = await discord.acknowledged(
        await discord.menu(studio.mia, "Credits", studio.mia, studio.channel)
    )
    sent = await discord.submit(studio.mia, opened, amount="40")
    assert "admin" in (await studio.refusal(sent)).lower()
    assert await studio.balance() == 100


@pytest.fixture
async def peopled(tmp_path: Path) -> AsyncIterator[tuple[DiscordStudio, User, Role]]:
    """A boss, and a role that Mia, Ben and a bot have."""
    async with open_discord_studio(tmp_path, members_intent=True) as studio:
        boss, team = boss_of(studio), Role(name="designers")
        helper = studio.discord.person("helper", bot=True)
        for user in (studio.mia, studio.ben, helper):
            studio.guild.join(user, team)
        await studio.discord.gateway.dispatch(
            "GUILD_ROLE_CREATE", {"guild_id": str(studio.guild.id), "role": team.json()}
        )
        yield studio, boss, team


async def balances(studio: DiscordStudio) -> list[int]:
    return [await studio.balance(user) for user in (studio.mia, studio.ben)]


async def test_a_role_gets_credits_once_its_reach_is_agreed_to(
    peopled: tuple[DiscordStudio, User, Role],
) -> None:
    studio, boss, team = peopled
    discord = studio.discord
    reason = "thanks @everyone, expires 1d"
    asked = await discord.command(
        boss, studio.channel, "credits grant", target=team, amount=20, reason=reason, expires="30d"
    )
    question = await discord.answered(asked)
    assert "2 people with the role designers" in question.text
    assert "40" in question.text
    assert question.hidden
    assert await balances(studio) == [100, 100]
    assert discord.shown(studio.channel) == []
    await discord.press(boss, question, "confirm:")
    (told,) = await discord.until(lambda: discord.shown(studio.channel))
    assert "2 people with the role designers: 20 credits each." in told.text
    assert reason in unescaped(told)
    assert told.pings == []
    assert len(told.text.splitlines()) == 1
    await discord.until(lambda: question.deleted)
    assert await balances(studio) == [120, 120]
    again = await discord.press(boss, question, "confirm:")
    await discord.answered(again)
    assert await balances(studio) == [120, 120]


async def test_a_role_gets_nothing_from_a_no(peopled: tuple[DiscordStudio, User, Role]) -> None:
    studio, boss, team = peopled
    discord = studio.discord
    asked = await discord.command(boss, studio.channel, "credits grant", target=team, amount=20)
    question = await discord.answered(asked)
    refused = await discord.press(boss, question, "refuse:")
    assert "Nobody" in await studio.refusal(refused)
    late = await discord.press(boss, question, "confirm:")
    assert "answered" in await studio.refusal(late)
    assert await balances(studio) == [100, 100]


async def test_a_role_that_grew_meanwhile_is_asked_about_again(
    peopled: tuple[DiscordStudio, User, Role],
) -> None:
    studio, boss, team = peopled
    discord = studio.discord
    asked = await discord.command(boss, studio.channel, "credits grant", target=team, amount=20)
    question = await discord.answered(asked)
    studio.guild.join(discord.person("zoe"), team)
    pressed = await discord.press(boss, question, "confirm:")
    anew = await discord.answered(pressed)
    assert "3 people with the role designers" in anew.text
    assert await balances(studio) == [100, 100]
    await discord.press(boss, anew, "confirm:")
    await discord.until(lambda: discord.shown(studio.channel))
    assert await balances(studio) == [120, 120]


async def test_a_role_too_large_is_refused_before_the_server_is_read(
    peopled: tuple[DiscordStudio, User, Role], monkeypatch: pytest.MonkeyPatch
) -> None:
    studio, boss, team = peopled
    monkeypatch.setattr("adapters.discord.granting.ROLE_MEMBERS_MAX", 2)
    asked = await studio.discord.command(
        boss, studio.channel, "credits grant", target=team, amount=20
    )
    assert "3 members" in await studio.refusal(asked)
    assert not [one for one in studio.discord.rest.requests if one.path.endswith("/members")]


async def test_credits_of_a_role_are_taken_back_once_agreed_to(
    peopled: tuple[DiscordStudio, User, Role],
) -> None:
    studio, boss, team = peopled
    discord = studio.discord
    assert await balances(studio) == [100, 100]
    asked = await discord.command(boss, studio.channel, "credits revoke", target=team, amount=20)
    pressed = await discord.press(boss, await discord.answered(asked), "confirm:")
    told = await discord.answered(pressed)
    assert "Taken back from 2 people with the role designers: 20 credits each." in told.text
    assert told.hidden
    assert await balances(studio) == [80, 80]


@pytest.mark.parametrize(
    "reason", ["for @alice", "thanks @everyone", "--expires 1d", "5 expires 1d"]
)
async def test_the_reason_of_a_grant_is_taken_to_the_letter(
    studio: DiscordStudio, reason: str
) -> None:
    discord, boss = studio.discord, boss_of(studio)
    await discord.command(
        boss, studio.channel, "credits grant", target=studio.mia, amount=20, reason=reason
    )
    (told,) = await discord.until(lambda: discord.shown(studio.channel))
    assert f"Reason: {reason}" in unescaped(told)
    assert "expire on" not in told.text
    assert told.pings == []
    assert await studio.balance() == 120


async def test_a_role_without_the_members_intent_says_what_to_do(studio: DiscordStudio) -> None:
    boss, team = boss_of(studio), Role(name="designers")
    studio.guild.join(studio.mia, team)
    asked = await studio.discord.command(
        boss, studio.channel, "credits grant", target=team, amount=20
    )
    assert "Server Members Intent" in await studio.refusal(asked)
    assert await studio.balance() == 100


async def test_a_server_may_hide_every_picture_behind_a_tap(studio: DiscordStudio) -> None:
    boss = boss_of(studio)
    asked = await studio.discord.command(
        boss, studio.channel, "settings", setting="spoiler always", scope="server"
    )
    assert "Saved" in await studio.refusal(asked)
    assert hidden_behind_a_tap(await studio.made("a red fox"))


async def test_a_person_may_hide_a_picture_behind_a_tap(studio: DiscordStudio) -> None:
    assert hidden_behind_a_tap(await studio.made("a red fox", spoiler=True))
    await studio.made("another fox")
    assert not hidden_behind_a_tap(studio.discord.results(studio.channel)[-1])


async def test_a_channel_may_be_closed_to_pictures(studio: DiscordStudio) -> None:
    discord, boss = studio.discord, boss_of(studio)
    setting = await discord.command(
        boss, studio.channel, "settings", setting="age-restricted only", scope="channel"
    )
    await discord.answered(setting)
    asked = await discord.command(studio.mia, studio.channel, "imagine", prompt="a fox")
    assert "age-restricted" in await studio.refusal(asked)
    assert await studio.balance() == 100


async def test_a_members_own_settings_hold(studio: DiscordStudio) -> None:
    discord = studio.discord
    await discord.answered(
        await discord.command(studio.mia, studio.channel, "settings", setting="ratio 16:9")
    )
    result = await studio.made("a red fox")
    width, height = (int(n) for n in _size(result.text))
    assert width > height


@pytest.mark.parametrize("name", ["help", "models", "queue", "status", "credits balance"])
async def test_cards_are_for_the_one_who_asked(studio: DiscordStudio, name: str) -> None:
    asked = await studio.discord.command(studio.mia, studio.channel, name)
    answer = await studio.discord.answered(asked)
    assert answer.hidden
    assert answer.text


async def test_an_enhanced_prompt_is_offered_and_taken(studio: DiscordStudio) -> None:
    discord = studio.discord
    asked = await discord.command(studio.mia, studio.channel, "enhance", prompt="a red fox")
    offered = await discord.answered(asked)
    await discord.press(studio.mia, offered, "confirm:")
    await studio.result()
    assert await studio.balance() < 100


async def test_a_dear_order_asks_first(studio: DiscordStudio) -> None:
    discord = studio.discord
    asked = await discord.command(
        studio.mia, studio.channel, "imagine", prompt="a fox", quality="high", count=3
    )
    offered = await discord.answered(asked)
    assert await studio.balance() == 100
    await discord.press(studio.mia, offered, "confirm:")
    await studio.result()
    assert await studio.balance() == 34


def _size(text: str) -> list[str]:
    found = re.search(r"(\d{3,4})x(\d{3,4})", text)
    assert found is not None, text
    return [found[1], found[2]]


async def test_what_is_kept_is_handed_out_as_a_file(studio: DiscordStudio) -> None:
    await studio.made("a red fox")
    asked = await studio.discord.command(studio.mia, studio.channel, "privacy", action="export")
    answer = await studio.discord.answered(asked)
    assert answer.hidden
    assert answer.files[0].name == "imagine-export.json"
    assert b"a red fox" in answer.files[0].data


async def test_a_question_that_was_answered_goes_away(studio: DiscordStudio) -> None:
    discord = studio.discord
    asked = await discord.command(studio.mia, studio.channel, "privacy", action="delete")
    offered = await discord.answered(asked)
    await discord.press(studio.mia, offered, "refuse:")
    await discord.until(lambda: offered.deleted, "the question to go")


async def test_deleting_takes_what_this_room_knows_of_a_person(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path) as studio, kept_in(tmp_path) as store:
        discord = studio.discord
        for user in (studio.mia, studio.ben):
            await store.set(f"discord:told:cannot-read:{user.id}", "yes")
            await discord.answered(await discord.command(user, studio.channel, "credits balance"))
        asked = await discord.command(studio.mia, studio.channel, "privacy", action="delete")
        offered = await discord.answered(asked)
        assert f"discord:language:{studio.mia.id}" in dict(await store.scan("discord:"))
        await discord.answered(await discord.press(studio.mia, offered, "forget:"))
        kept = dict(await store.scan("discord:"))
        assert not [key for key in kept if str(studio.mia.id) in key]
        assert kept[f"discord:told:cannot-read:{studio.ben.id}"] == "yes"
        assert f"discord:language:{studio.ben.id}" in kept


async def test_direct_messages_leave_no_record_of_where_they_were(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path) as studio, kept_in(tmp_path) as store:
        direct = studio.discord.direct(studio.mia)
        await studio.made("a red fox", channel=direct)
        await studio.made("a red fox")
        homes = dict(await store.scan("discord:home:"))
        assert list(homes) == [f"discord:home:{studio.channel.id}"]


async def _inbox(studio: DiscordStudio, channel: Channel) -> Message:
    asked = await studio.discord.command(studio.mia, channel, "inbox")
    return await studio.discord.answered(asked)


async def test_the_inbox_posts_what_no_chat_would_take(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path, sketch_pace_s=1) as studio:
        discord = studio.discord
        studio.mia.closed = True
        await discord.command(studio.mia, studio.channel, "imagine", prompt="a red fox")
        await discord.until(lambda: discord.shown(studio.channel))
        await discord.remove_channel(studio.channel)
        other = discord.channel(studio.guild, "other")
        await discord.add_channel(other)
        shown = await _inbox(studio, other)
        while not shown.has_button("repost:"):
            shown = await _inbox(studio, other)
        await discord.press(studio.mia, shown, "repost:")
        await studio.result(other)
