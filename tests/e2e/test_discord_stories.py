"""What people do on Discord all day, on the whole bot."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from tests.fakes.discord.messages import File
from tests.fakes.discord.pictures import photo
from tests.fakes.discord.studio import DiscordStudio, open_discord_studio
from tests.fakes.discord.world import MANAGE_GUILD, MANAGE_MESSAGES, Role


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[DiscordStudio]:
    async with open_discord_studio(tmp_path) as studio:
        yield studio


async def test_attachments_of_a_command_are_references(studio: DiscordStudio) -> None:
    result = await studio.made("a fox like this", image1=photo("one.png"), image2=photo("two.png"))
    assert "one.png" in result.text
    assert "two.png" in result.text


async def test_a_file_that_is_no_picture_is_refused_and_free(studio: DiscordStudio) -> None:
    pdf = File(name="brief.pdf", data=b"%PDF-1.7 nothing")
    asked = await studio.discord.command(
        studio.mia, studio.channel, "imagine", prompt="a fox", image1=pdf
    )
    assert "brief.pdf" in await studio.refusal(asked)
    assert await studio.balance() == 100


async def test_flags_in_the_prompt_work_and_options_win(studio: DiscordStudio) -> None:
    result = await studio.made("a fox --ratio 16:9 -n 3", count=1)
    assert len(result.files) == 1
    assert "1824" in result.text or "16:9" in result.text or "x" in result.text


async def test_an_empty_prompt_is_refused_in_the_readers_language(studio: DiscordStudio) -> None:
    asked = await studio.discord.command(
        studio.ben, studio.channel, "imagine", prompt="--ratio 1:1"
    )
    answer = await studio.discord.answered(asked)
    assert answer.hidden
    assert "Worte" in answer.text or "Bild" in answer.text


async def test_the_form_of_a_button_edits_with_files(studio: DiscordStudio) -> None:
    result = await studio.made("a red fox")
    opened = await studio.discord.acknowledged(
        await studio.discord.press(studio.mia, result, "edit:")
    )
    assert [one["component"]["type"] for one in opened.modal["components"]] == [4, 4, 3, 19]
    await studio.discord.submit(
        studio.mia, opened, {"files": [photo("logo.png")]}, change="put the logo in", ratio="1:1"
    )
    edited = await studio.result(before=1)
    assert edited.reply_to is result
    assert "logo.png" in edited.text
    assert "put the logo in" in edited.text


async def test_two_people_fill_one_form_at_once(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    first = await discord.acknowledged(await discord.press(studio.mia, result, "edit:"))
    second = await discord.acknowledged(await discord.press(studio.ben, result, "edit:"))
    assert first.modal["custom_id"] != second.modal["custom_id"]
    await discord.submit(studio.ben, second, {"files": [photo("b.png")]}, change="blue please")
    await discord.submit(studio.mia, first, {"files": [photo("a.png")]}, change="green please")
    await discord.until(lambda: len(discord.results(studio.channel)) == 3)
    one, two = discord.results(studio.channel)[1:]
    texts = {person: made.text for made in (one, two) for person in made.named}
    assert "a.png" in texts[studio.mia.id]
    assert "green please" in texts[studio.mia.id]
    assert "b.png" in texts[studio.ben.id]
    assert "blue please" in texts[studio.ben.id]


async def test_buttons_make_the_next_picture(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    for number, button in enumerate(("vary:", "again:", "upscale:"), 1):
        await discord.press(studio.ben, result, button)
        made = await studio.result(before=number)
        assert made.reply_to is result
        assert made.named == [studio.ben.id]


async def test_the_original_is_for_the_one_who_asked(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    answer = await discord.answered(await discord.press(studio.ben, result, "original:"))
    assert answer.hidden
    assert answer.files[0].data == result.files[0].data


async def test_deleting_is_for_its_owner(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    refused = await discord.choose(studio.ben, result, "delete:")
    assert "nur" in (await studio.refusal(refused)).lower()
    assert not result.deleted
    await discord.choose(studio.mia, result, "delete:")
    await discord.until(lambda: result.deleted, "the result's removal")


async def test_an_admin_of_the_server_grants_and_others_do_not(studio: DiscordStudio) -> None:
    discord = studio.discord
    refused = await discord.command(
        studio.mia, studio.channel, "credits grant", target=studio.mia, amount=1000
    )
    assert "admin" in (await studio.refusal(refused)).lower()
    boss = discord.person("boss")
    studio.guild.join(boss, Role(name="boss", permissions=MANAGE_GUILD))
    await discord.command(
        boss, studio.channel, "credits grant", target=studio.ben, amount=50, reason="launch"
    )
    told = await discord.until(
        lambda: next((m for m in discord.shown(studio.channel) if "50" in m.text), None)
    )
    assert "@Ben" in told.text
    assert "launch" in told.text
    assert told.pings == []
    assert await studio.balance(studio.ben) == 150
    assert await studio.balance() == 100


async def test_nothing_in_a_prompt_pings_or_formats(studio: DiscordStudio) -> None:
    nasty = f"@everyone @here <@{studio.ben.id}> **bold** [x](http://y.z) `code` ||s|| \n# big"
    result = await studio.made(nasty)
    assert result.named == [studio.mia.id]
    raw = next(one["content"] for one in result.components[0]["components"][1:])
    assert "@everyone" not in raw
    assert str(studio.ben.id) not in raw
    assert "\\*\\*bold" in raw


async def test_the_same_interaction_twice_is_one_job(studio: DiscordStudio) -> None:
    discord = studio.discord
    asked = await discord.command(studio.mia, studio.channel, "imagine", prompt="a red fox")
    await discord.again(asked)
    await studio.result()
    await discord.again(asked)
    await discord.command(studio.mia, studio.channel, "credits balance")
    assert await studio.balance() == 99
    assert len(discord.results(studio.channel)) == 1


async def test_models_and_styles_are_completed_with_prices(studio: DiscordStudio) -> None:
    asked = await studio.discord.acknowledged(
        await studio.discord.command(
            studio.mia,
            studio.channel,
            "imagine",
            kind=4,
            focused="model",
            prompt="a fox",
            model="sk",
        )
    )
    assert [one["value"] for one in asked.choices] == ["sketch"]
    assert "1" in asked.choices[0]["name"]


async def test_a_private_picture_is_hidden_until_published(studio: DiscordStudio) -> None:
    discord = studio.discord
    hidden = await studio.made("a secret fox", private=True)
    assert hidden.hidden
    assert discord.shown(studio.channel) == []
    await discord.press(studio.mia, hidden, "publish:")
    shown = await discord.until(lambda: discord.results(studio.channel))
    assert not shown[0].hidden


@pytest.mark.parametrize("clear", [True, False])
async def test_a_background_is_left_out_by_an_option(studio: DiscordStudio, clear: bool) -> None:
    picture = await studio.made("a fox", transparent=clear)
    data = next(file.data for file in picture.files)
    with Image.open(io.BytesIO(data)) as image:
        assert image.mode == ("RGBA" if clear else "RGB")


async def test_a_job_is_cancelled_while_it_waits(tmp_path: Path) -> None:
    async with open_discord_studio(
        tmp_path, jobs_running_max=1, sketch_pace_s=600, shutdown_grace_s=0
    ) as studio:
        discord = studio.discord
        await discord.command(studio.ben, studio.channel, "imagine", prompt="first")
        await discord.until(lambda: discord.shown(studio.channel))
        await discord.command(studio.mia, studio.channel, "imagine", prompt="second")
        status = await discord.until(
            lambda: next((m for m in discord.shown(studio.channel) if "second" in m.text), None)
        )
        assert await studio.balance() == 99
        await discord.press(studio.mia, status, "cancel:")
        await discord.until(lambda: status.deleted, "the status to go")
        assert await studio.balance() == 100


async def test_a_job_is_cancelled_while_it_is_drawn(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path, sketch_pace_s=600) as studio:
        discord = studio.discord
        await discord.command(studio.mia, studio.channel, "imagine", prompt="a fox")
        status = await discord.until(lambda: discord.shown(studio.channel)[-1:])
        await discord.until(lambda: "Drawing" in status[0].text)
        refused = await discord.press(studio.ben, status[0], "cancel:")
        assert await studio.refusal(refused)
        await discord.press(studio.mia, status[0], "cancel:")
        await discord.until(lambda: status[0].deleted, "the status to go")
        assert await studio.balance() == 100


async def test_a_picture_grows_in_the_status(tmp_path: Path) -> None:
    async with open_discord_studio(tmp_path, sketch_pace_s=4) as studio:
        discord = studio.discord
        await discord.command(studio.mia, studio.channel, "imagine", prompt="a red fox")
        status = (await discord.until(lambda: discord.shown(studio.channel)))[0]
        assert status.pings == []
        await discord.until(lambda: status.files and "%" in status.text, "a partial picture")
        assert status.files[0].name == "partial.jpg"
        assert status.edits <= 3  # at most one in two seconds
        await studio.result()


async def test_edit_takes_a_link_an_attachment_or_refuses(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    link = f"https://discord.com/channels/{studio.guild.id}/{studio.channel.id}/{result.id}"
    await discord.command(studio.mia, studio.channel, "edit", change="make it blue", link=link)
    assert "make it blue" in (await studio.result(before=1)).text
    await discord.command(
        studio.mia, studio.channel, "edit", change="at night", picture=photo("beach.png")
    )
    assert "beach.png" in (await studio.result(before=2)).text
    refused = await discord.command(studio.mia, studio.channel, "edit", change="make it blue")
    assert "cannot find the picture" in await studio.refusal(refused)
    assert len(discord.results(studio.channel)) == 3


async def test_a_comparison_is_offered_model_by_model(studio: DiscordStudio) -> None:
    asked = await studio.discord.command(
        studio.mia, studio.channel, "compare", prompt="a fox", models="sketch"
    )
    assert await studio.refusal(asked)
    assert await studio.balance() == 100


async def test_a_moderator_deletes_anybodys_result(studio: DiscordStudio) -> None:
    discord = studio.discord
    result = await studio.made("a red fox")
    moderator = discord.person("mod")
    studio.guild.join(moderator, Role(name="mod", permissions=MANAGE_MESSAGES))
    await discord.choose(moderator, result, "delete:")
    await discord.until(lambda: result.deleted, "the result's removal")


async def test_the_queue_shows_and_cancels_ones_own(tmp_path: Path) -> None:
    slow = {"jobs_running_max": 1, "sketch_pace_s": 600, "shutdown_grace_s": 0}
    async with open_discord_studio(tmp_path, **slow) as studio:
        discord = studio.discord
        await discord.command(studio.ben, studio.channel, "imagine", prompt="first")
        await discord.until(lambda: discord.shown(studio.channel))
        await discord.command(studio.mia, studio.channel, "imagine", prompt="second")
        await discord.until(lambda: any("second" in m.text for m in discord.shown(studio.channel)))
        asked = await discord.command(studio.mia, studio.channel, "queue")
        queue = await discord.answered(asked)
        assert "second" in queue.text
        assert "first" not in queue.text
        await discord.press(studio.mia, queue, "cancel:")
        await discord.until(
            lambda: (
                not any("second" in m.text for m in discord.shown(studio.channel) if m.buttons)
                or any("ancelled" in m.text for m in discord.shown(studio.channel))
            )
        )
        assert await studio.balance() == 100


async def test_a_quick_change_is_picked_under_more(studio: DiscordStudio) -> None:
    result = await studio.made("a red fox", count=2)
    opened = await studio.discord.acknowledged(
        await studio.discord.choose(studio.mia, result, "quick:")
    )
    assert [one["component"]["type"] for one in opened.modal["components"]] == [3, 3, 4]
    await studio.discord.submit(
        studio.mia, opened, quick="background", which="2", details="a beach at dawn"
    )
    edited = await studio.result(before=1)
    assert edited.reply_to is result
    assert "Replace the background: a beach at dawn." in edited.text
    assert "fox-2" in edited.text


async def test_nobody_is_notified_of_what_was_ready_at_once(studio: DiscordStudio) -> None:
    result = await studio.made("a red fox")
    assert result.named == [studio.mia.id]
    assert result.pings == []


async def test_whoever_had_to_wait_is_notified(
    studio: DiscordStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.presenting.ATTENTION_S", 0.0)
    assert (await studio.made("a red fox")).pings == [studio.mia]
    direct = await studio.made("a red fox", channel=studio.discord.direct(studio.mia))
    assert direct.named == []  # a direct message notifies by itself


async def test_nobody_is_notified_of_what_they_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.presenting.ATTENTION_S", 0.0)
    async with open_discord_studio(tmp_path, sketch_pace_s=600) as studio:
        discord = studio.discord
        await discord.command(studio.mia, studio.channel, "imagine", prompt="a red fox")
        status = (await discord.until(lambda: discord.shown(studio.channel)))[0]
        await discord.press(studio.mia, status, "cancel:")
        await discord.until(lambda: status.deleted)
        (told,) = discord.shown(studio.channel)
        assert told.named == [studio.mia.id]
        assert told.pings == []
