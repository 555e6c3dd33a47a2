"""Discord on a bad day: limits, faults, lost connections, lost rights, restarts."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import AsyncMock

import discord as discord_py
import pytest

from adapters.discord import answering
from adapters.discord.acknowledging import Acknowledgements
from adapters.discord.ids import chat_ref
from adapters.discord.limits import EDITS_WITHIN_S
from bot.errors import DeliveryError, StartError
from bot.models import Reply, Tone
from tests.fakes.discord.messages import Message
from tests.fakes.discord.people import FakeDiscord
from tests.fakes.discord.pictures import photo
from tests.fakes.discord.server import fake_discord
from tests.fakes.discord.studio import (
    DiscordStudio,
    hurry,
    open_bot,
    open_discord_studio,
    recorded,
)
from tests.fakes.discord.wire import Request
from tests.fakes.discord.world import ATTACH, MANAGE_GUILD, Guild, Role


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    return hurry(monkeypatch)


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    async with open_discord_studio(tmp_path) as studio:
        yield studio


async def test_a_missing_permission_is_told_before_money_moves(studio: DiscordStudio) -> None:
    quiet = studio.discord.channel(studio.guild, "quiet", denied=ATTACH)
    await studio.discord.add_channel(quiet)
    asked = await studio.discord.command(studio.mia, quiet, "imagine", prompt="a red fox")
    assert "Attach Files" in await studio.refusal(asked)
    assert await studio.balance() == 100


async def test_thinking_that_stays_is_taken_back_later(
    studio: DiscordStudio, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "TAKE_BACK_WAITS_S", (0, 0))
    drops = studio.discord.faults.plan("DELETE", r"/messages/@original$", 500, times=6)
    asked = await studio.discord.command(studio.mia, studio.channel, "imagine", prompt="a red fox")
    await studio.result()
    await studio.discord.until(lambda: drops.met == 6 and asked.original and asked.original.deleted)


async def test_a_defect_of_ours_is_not_told_as_a_fault_of_discords(
    studio: DiscordStudio, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    defect = KeyError("ours")

    def broken(*_: object) -> bool:
        monkeypatch.undo()
        raise defect

    monkeypatch.setattr(Acknowledgements, "first", broken)
    asked = await studio.discord.command(studio.mia, studio.channel, "imagine", prompt="a red fox")
    await studio.refusal(asked)
    told = [one.exc_info[1] for one in caplog.records if one.exc_info]
    assert told == [defect]


async def test_a_permission_lost_while_drawing_sends_it_to_the_person(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path, sketch_pace_s=1) as studio:
        discord = studio.discord
        await discord.command(studio.mia, studio.channel, "imagine", prompt="a red fox")
        await discord.until(lambda: discord.shown(studio.channel))
        studio.channel.denied = ATTACH
        await discord.gateway.dispatch("CHANNEL_UPDATE", studio.channel.json())
        result = await studio.result(discord.direct(studio.mia))
        assert result.named == []  # a direct message notifies by itself


async def test_a_channel_deleted_while_drawing_sends_it_to_the_person(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path, sketch_pace_s=1) as studio:
        discord = studio.discord
        await discord.command(studio.mia, studio.channel, "imagine", prompt="a red fox")
        await discord.until(lambda: discord.shown(studio.channel))
        await discord.remove_channel(studio.channel)
        await studio.result(discord.direct(studio.mia))


async def test_a_locked_thread_sends_it_to_the_person(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path, sketch_pace_s=1) as studio:
        discord = studio.discord
        await discord.command(studio.mia, studio.channel, "imagine", prompt="a red fox")
        await discord.until(lambda: discord.shown(studio.channel))
        studio.channel.locked = True
        await studio.result(discord.direct(studio.mia))


@pytest.mark.real_pictures  # of the weight of pictures
async def test_a_picture_too_large_for_the_server_comes_as_its_preview(
    studio: DiscordStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Guild, "bytes_max", 200_000)
    monkeypatch.setattr(discord_py.Guild, "filesize_limit", 200_000)
    result = await studio.made("a red fox in a wood", resolution="4k")
    assert [file.name[-4:] for file in result.files] == [".jpg"]
    assert "Shown here as JPEG, 2048x2048" in result.text
    assert "“Original” brings the picture itself: PNG, 2880x2880" in result.text


@pytest.mark.real_pictures  # of the weight of pictures
async def test_pictures_too_large_together_come_as_previews(
    studio: DiscordStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.discord.limits.REQUEST_BYTES_MAX", 700_000)
    monkeypatch.setattr("tests.fakes.discord.rest.REQUEST_BYTES_MAX", 710_000)
    result = await studio.made("a red fox in a wood", resolution="4k", count=4)
    assert [file.name[-4:] for file in result.files] == [".jpg"] * 4
    answer = await studio.discord.answered(
        await studio.discord.choose(studio.mia, result, "original:")
    )
    assert answer.files[0].name.endswith(".png")


async def test_rate_limits_are_waited_out(studio: DiscordStudio, waits: list[float]) -> None:
    fault = studio.discord.faults.plan("POST", r"/channels/\d+/messages$", 429, times=3)
    await studio.made("a red fox")
    assert fault.met == 3
    assert len(studio.discord.results(studio.channel)) == 1


async def test_a_post_that_took_effect_before_its_fault_is_not_repeated(
    studio: DiscordStudio, waits: list[float]
) -> None:
    for _ in range(2):
        studio.discord.faults.plan("POST", r"/channels/\d+/messages$", 502, times=2, after=True)
    await studio.made("a red fox")
    await studio.discord.until(lambda: len(studio.discord.shown(studio.channel)) == 1)
    assert len(studio.discord.results(studio.channel)) == 1


async def test_an_outage_longer_than_the_retries_ends_in_a_delivery(
    studio: DiscordStudio, waits: list[float]
) -> None:
    fault = studio.discord.faults.plan("POST", r"/channels/\d+/messages$", 503, times=2)
    await studio.made("a red fox")
    assert fault.met == 2
    assert len(studio.discord.results(studio.channel)) == 1


async def test_an_edit_that_hangs_does_not_hold_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.discord.messenger.EDIT_WAIT_S", 0.01)
    async with open_discord_studio(tmp_path, sketch_pace_s=1) as studio:
        fault = studio.discord.faults.plan(
            "PATCH", r"/channels/\d+/messages/", 200, times=100, hang=True
        )
        await studio.made("a red fox")
        assert fault.met == 1
        fault.gate.set()


async def test_a_fault_of_the_acknowledgement_costs_nothing(
    studio: DiscordStudio, waits: list[float]
) -> None:
    studio.discord.faults.plan("POST", "/callback$", 404)
    await studio.discord.command(studio.mia, studio.channel, "imagine", prompt="lost")
    await studio.made("a red fox")
    assert await studio.balance() == 99


async def test_a_dropped_connection_resumes_and_hears_what_it_missed(
    studio: DiscordStudio,
) -> None:
    discord = studio.discord
    await discord.gateway.drop()
    asked = await discord.command(studio.mia, studio.channel, "imagine", prompt="a red fox")
    await studio.result()
    assert asked.callback is not None
    assert len(discord.gateway.resumed) == 1
    assert len(discord.gateway.identified) == 1


async def test_a_server_that_asks_for_a_new_connection_gets_one(studio: DiscordStudio) -> None:
    discord = studio.discord
    await discord.gateway.ask_to_reconnect()
    await discord.until(lambda: discord.gateway.resumed)
    await studio.made("a red fox")


async def test_an_invalid_session_is_begun_anew(studio: DiscordStudio, waits: list[float]) -> None:
    discord = studio.discord
    await discord.gateway.invalidate()
    await discord.until(lambda: len(discord.gateway.identified) == 2)
    await studio.made("a red fox")


@pytest.fixture
async def lonely() -> AsyncIterator[FakeDiscord]:
    async with fake_discord() as discord:
        yield discord


async def test_a_first_connection_that_fails_is_tried_again(
    lonely: FakeDiscord, tmp_path: Path, waits: list[float]
) -> None:
    lonely.gateway.refuse_next = [503, 503]
    lonely.faults.plan("GET", "/users/@me$", 503, times=2)
    async with open_bot(lonely, tmp_path):
        assert len(lonely.gateway.identified) == 1


async def test_a_closed_session_is_begun_by_a_new_client(
    lonely: FakeDiscord, tmp_path: Path, waits: list[float]
) -> None:
    lonely.gateway.close_next = [4010]
    async with open_bot(lonely, tmp_path):
        assert len(lonely.gateway.identified) == 2


async def test_a_private_result_outlives_the_client_that_took_its_command(
    tmp_path: Path, waits: list[float]
) -> None:
    async with open_discord_studio(tmp_path, sketch_pace_s=1) as studio:
        discord = studio.discord
        asked = await discord.command(
            studio.mia, studio.channel, "imagine", prompt="a secret", private=True
        )
        await discord.answered(asked)
        await discord.gateway.drop(4010)
        result = await studio.result(discord.direct(studio.mia))
        assert result.named == []  # a direct message notifies by itself
        assert len(discord.gateway.identified) == 2


async def test_a_wrong_token_ends_the_process_with_a_sentence(
    lonely: FakeDiscord, tmp_path: Path
) -> None:
    lonely.token_good = False
    with pytest.raises(StartError, match="DISCORD_TOKEN"):
        async with open_bot(lonely, tmp_path):
            pass


async def test_buttons_and_forms_work_after_a_restart(lonely: FakeDiscord, tmp_path: Path) -> None:
    mia = lonely.person("mia")
    channel = lonely.channel(lonely.guild("team", mia))

    async def results(count: int) -> list[Message]:
        found: list[Message] = await lonely.until(
            lambda: (shown := lonely.results(channel)) and len(shown) == count and shown
        )
        return found

    async with open_bot(lonely, tmp_path):
        await lonely.command(mia, channel, "imagine", prompt="a red fox")
        result = (await results(1))[0]
        shot = await lonely.say(mia, channel, "look", files=[photo("shot.png")])
        opened = await lonely.acknowledged(await lonely.press(mia, result, "edit:"))
        used = await lonely.acknowledged(await lonely.menu(mia, "Use as reference", shot, channel))
    async with open_bot(lonely, tmp_path):
        await lonely.press(mia, result, "vary:")
        await results(2)
        await lonely.submit(mia, opened, change="make it blue")
        assert "make it blue" in (await results(3))[-1].text
        late = await lonely.submit(mia, used, prompt="like this")
        assert "before a restart" in (await lonely.answered(late)).text
        assert lonely.syncs == 1


async def test_a_job_at_work_when_the_bot_stops_is_delivered_after_it_starts(
    lonely: FakeDiscord, tmp_path: Path
) -> None:
    mia = lonely.person("mia")
    channel = lonely.channel(lonely.guild("team", mia))
    async with open_bot(lonely, tmp_path, sketch_pace_s=600, shutdown_grace_s=0):
        await lonely.command(mia, channel, "imagine", prompt="a red fox")
        await lonely.until(lambda: lonely.shown(channel))
    async with open_bot(lonely, tmp_path):
        await lonely.until(lambda: lonely.results(channel))
        await lonely.until(lambda: len(lonely.shown(channel)) == 1)


async def test_a_command_of_an_older_version_is_answered(studio: DiscordStudio) -> None:
    studio.discord.commands.append({"name": "paint", "options": []})
    asked = await studio.discord.command(studio.mia, studio.channel, "paint")
    assert "just changed" in await studio.refusal(asked)


@pytest.mark.parametrize("how", ["a server error", "a reset"])
async def test_an_acknowledgement_whose_answer_is_lost_still_counts(
    studio: DiscordStudio, waits: list[float], how: str
) -> None:
    reset = how == "a reset"
    studio.discord.faults.plan("POST", r"/callback$", 502, after=True, reset=reset)
    asked = await studio.discord.command(studio.mia, studio.channel, "imagine", prompt="a red fox")
    await studio.result()
    await studio.discord.again(asked)
    await studio.discord.command(studio.mia, studio.channel, "credits balance")
    assert await studio.balance() == 99
    assert len(studio.discord.results(studio.channel)) == 1


async def test_commands_that_are_refused_are_offered_again(
    tmp_path: Path, waits: list[float]
) -> None:
    async with fake_discord() as discord:
        discord.guild("team", discord.person("mia"))
        discord.faults.plan(
            "PUT", r"/commands$", 500, times=7
        )  # discord.py itself tries five times
        async with open_bot(discord, tmp_path, synced=False):
            await discord.until(lambda: discord.commands)


async def test_commands_held_up_by_a_limit_hold_up_nothing_else(tmp_path: Path) -> None:
    async with fake_discord() as discord:
        mia = discord.person("mia")
        channel = discord.channel(discord.guild("team", mia))
        held = discord.faults.plan("PUT", r"/commands$", 500, hang=True)
        async with open_bot(discord, tmp_path, synced=False) as (_bot, _room):
            await discord.say(mia, channel, f"<@{discord.me.id}> a red fox")
            await discord.until(lambda: discord.results(channel))
            assert discord.commands == []
            held.gate.set()


async def test_jobs_that_wait_leave_a_channels_edits_to_those_at_work(
    studio: DiscordStudio,
) -> None:
    messenger = studio.room.messenger
    chat = chat_ref(studio.channel.id)
    waiting = Reply(text="waiting", tone=Tone.PROGRESS)
    status = (await messenger.post(chat, waiting, key="status:1")).message

    async def edited(reply: Reply) -> bool:
        try:
            await messenger.edit(status, reply)
        except DeliveryError as error:
            return error.retry_after_s != EDITS_WITHIN_S
        return True

    assert [await edited(waiting) for _ in range(3)] == [True, True, False]
    drawing = replace(waiting, progress=0.5)
    assert [await edited(drawing) for _ in range(3)] == [True, True, False]
    assert await edited(replace(waiting, tone=Tone.DONE))


async def test_a_result_posted_before_a_crash_is_found_though_its_nonce_is_forgotten(
    lonely: FakeDiscord, tmp_path: Path
) -> None:
    mia, talker = lonely.person("mia"), lonely.person("talker")
    channel = lonely.channel(lonely.guild("team", mia, talker))
    posts = r"/channels/\d+/messages$"
    async with open_bot(lonely, tmp_path, sketch_pace_s=1, shutdown_grace_s=0):
        await lonely.command(mia, channel, "imagine", prompt="a red fox")
        await lonely.until(lambda: lonely.shown(channel))
        lost = lonely.faults.plan("POST", posts, 200, times=10, after=True, reset=True)
        await lonely.until(lambda: lost.met)
    for message in lonely.messages.values():
        message.nonce = None
    for _ in range(150):
        await lonely.say(talker, channel, "meanwhile, people talk")
    lonely.faults.planned.clear()
    async with open_bot(lonely, tmp_path) as (bot, _):
        (result,) = lonely.results(channel)
        await recorded(bot, mia, result)
        await lonely.until(lambda: lonely.results(channel) == [result])
    posted = [one for one in lonely.rest.requests if one.method == "POST" and one.files]
    assert len(posted) == 1


async def test_a_result_that_was_refused_outright_is_not_looked_for(
    studio: DiscordStudio, waits: list[float]
) -> None:
    discord = studio.discord
    discord.faults.plan("POST", r"/channels/\d+/messages$", 413, times=2)  # status and result
    await studio.made("a red fox")
    looked = [one for one in discord.rest.requests if _reads_history(one)]
    assert len(looked) <= 1  # for the status, which nobody has seen


def _reads_history(request: Request) -> bool:
    return request.method == "GET" and request.path.endswith("/messages")


async def test_a_status_whose_answer_was_lost_goes_when_the_result_is_there(
    studio: DiscordStudio,
) -> None:
    discord = studio.discord
    lost = discord.faults.plan(
        "POST", r"/channels/\d+/messages$", 200, times=10, after=True, reset=True
    )
    await discord.command(studio.mia, studio.channel, "imagine", prompt="a red fox")
    await discord.until(lambda: lost.met)
    await discord.until(lambda: len(discord.shown(studio.channel)) == 1)
    for message in discord.messages.values():
        message.nonce = None
    discord.faults.planned.clear()
    await discord.until(lambda: discord.results(studio.channel))
    await discord.until(lambda: discord.shown(studio.channel) == discord.results(studio.channel))


async def test_an_announcement_whose_answer_is_lost_is_made_once(studio: DiscordStudio) -> None:
    discord = studio.discord
    boss = discord.person("boss")
    studio.guild.join(boss, Role(name="boss", permissions=MANAGE_GUILD))
    discord.faults.plan("POST", r"/channels/\d+/messages$", 200, after=True, reset=True)
    asked = await discord.command(
        boss, studio.channel, "credits grant", target=studio.mia, amount=5
    )
    await discord.until(lambda: asked.original and asked.original.deleted)
    (told,) = discord.shown(studio.channel, to=boss)
    assert "5 credits" in told.text
    assert await studio.balance() == 105


async def test_what_was_said_while_the_bot_was_away_is_answered_once(
    lonely: FakeDiscord, tmp_path: Path
) -> None:
    lonely.content_intent = True
    mia, ben = lonely.person("mia"), lonely.person("ben")
    channel, other = (lonely.channel(lonely.guild("team", mia, ben)) for _ in range(2))
    async with open_bot(lonely, tmp_path) as (bot, _):
        await lonely.command(mia, channel, "imagine", prompt="a red fox")
        (result,) = await lonely.until(lambda: lonely.results(channel))
        await recorded(bot, mia, result)
    await lonely.say(mia, channel, "make it night", reply_to=result)
    await lonely.say(ben, channel, "thanks, nice!", reply_to=result)
    await lonely.say(ben, channel, f"<@{lonely.me.id}> a blue boat")
    await lonely.say(ben, other, f"<@{lonely.me.id}> a green boat")
    async with open_bot(lonely, tmp_path):
        await lonely.until(lambda: len(lonely.results(channel)) == 3)
    async with open_bot(lonely, tmp_path) as (bot, _):
        await lonely.command(mia, other, "imagine", prompt="an owl")
        await lonely.until(lambda: lonely.results(other))
        assert len(lonely.results(channel)) == 3
        assert len(lonely.results(other)) == 1  # nothing of ours stood there to be replied to


async def test_a_session_that_cannot_be_resumed_loses_no_words(
    studio: DiscordStudio, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    with monkeypatch.context() as unheard:
        unheard.setattr(discord.gateway, "dispatch", AsyncMock())
        await discord.say(studio.mia, studio.channel, "make it night", reply_to=result)
    await discord.gateway.invalidate()
    await discord.until(lambda: len(discord.results(studio.channel)) == 2)
    assert await studio.balance() == 97
