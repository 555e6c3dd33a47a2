"""Defaults of people, channels and servers, and where they count."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.models import (
    AgeRestricted,
    Audience,
    ChatRef,
    Form,
    ImageRequest,
    InputKind,
    Order,
    Quality,
    Reply,
    Spoiler,
)
from tests.fakes.studio import ADA, BEN, MIA, PLATFORM, Studio, open_studio


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


def fields(answer: object) -> dict[str, str]:
    assert isinstance(answer, Reply)
    assert answer.code == "ok", answer
    assert answer.audience is Audience.REQUESTER
    return {field.name: field.value for field in answer.fields}


async def made(studio: Studio, text: str, **more: object) -> ImageRequest:
    result = await studio.made(text, **more)  # type: ignore[arg-type]
    report = await studio.bot.report(result.reply.job or pytest.fail("no job"))
    assert report is not None
    return report.job.request


async def test_what_was_never_set_is_built_in(studio: Studio) -> None:
    told = fields(await studio.say("/settings"))
    assert told == {
        "Model": "sketch",
        "Quality": "low",
        "Ratio": "1:1",
        "Resolution": "1k",
        "Format": "png",
        "Style": "none",
        "Private": "off",
    }


async def test_ones_own_defaults_hold_where_nothing_is_said(studio: Studio) -> None:
    told = fields(await studio.say("/settings quality medium ratio 3:2 format jpeg"))
    assert told["Quality"] == "medium (yours)"
    request = await made(studio, "/imagine a fox")
    assert (request.quality, str(request.size)) == (Quality.MEDIUM, "1536x1024")
    assert (await made(studio, "/imagine a fox -q low")).quality is Quality.LOW
    other = await studio.made("/imagine a fox", BEN)
    assert other.reply.images[0].asset.width == 1024


async def test_the_narrower_choice_wins(studio: Studio) -> None:
    for words in ("server ratio 16:9 quality medium", "channel ratio 3:2"):
        fields(await studio.say(f"/settings {words}", ADA, server="guild"))
    told = fields(await studio.say("/settings", server="guild"))
    assert (told["Ratio"], told["Quality"]) == ("3:2 (this channel)", "medium (this server)")
    fields(await studio.say("/settings ratio 4:5"))
    request = await made(studio, "/imagine a fox", server="guild")
    assert (request.ratio.value, request.quality) == ("4:5", Quality.MEDIUM)
    assert (await made(studio, "/imagine a fox")).quality is Quality.LOW
    fields(await studio.say("/settings reset"))
    assert (await made(studio, "/imagine a fox", server="guild")).ratio.value == "3:2"


async def test_another_channel_is_another_matter(studio: Studio) -> None:
    fields(await studio.say("/settings channel quality high", ADA))
    elsewhere = Order(
        event_key="there", caller=MIA, chat=ChatRef(platform=PLATFORM, id="b"), text="/settings"
    )
    assert fields(await studio.bot.say(elsewhere))["Quality"] == "low"


async def test_only_admins_set_a_channels_or_a_servers(studio: Studio) -> None:
    for scope in ("channel", "server"):
        answer = await studio.say(f"/settings {scope} quality high", MIA, server="guild")
        assert isinstance(answer, Reply)
        assert answer.code == "not-allowed-admin-only"
    assert fields(await studio.say("/settings channel"))["Quality"] == "low"


async def test_policies_are_for_chats_and_can_be_asked_by_an_adapter(studio: Studio) -> None:
    await studio.say("/settings server spoiler always age-restricted only", ADA, server="guild")
    await studio.say("/settings channel spoiler ask", ADA, server="guild")
    policy = await studio.bot.policy(studio.order("", server="guild"))
    assert (policy.spoiler, policy.age_restricted) == (Spoiler.ASK, AgeRestricted.ONLY)
    told = fields(await studio.say("/settings", server="guild"))
    assert told["Spoiler"] == "when asked for (this channel)"
    assert told["Age-restricted channels"] == "only there (this server)"


async def test_a_server_is_needed_for_its_settings(studio: Studio) -> None:
    answer = await studio.say("/settings server quality high", ADA)
    assert isinstance(answer, Reply)
    assert answer.code == "invalid-prompt-setting-no-server"


async def test_models_and_styles_are_checked_when_they_are_set(studio: Studio) -> None:
    for words, code in (
        ("model nonsense", "unknown-model"),
        ("style zz", "invalid-prompt-bad-value"),
    ):
        answer = await studio.say(f"/settings {words}")
        assert isinstance(answer, Reply)
        assert answer.code == code
    assert fields(await studio.say("/settings style Pixel Art"))["Style"] == "pixel-art (yours)"
    assert (await made(studio, "/imagine a fox")).style == "pixel-art"


async def test_private_by_default_can_be_said_away(studio: Studio) -> None:
    await studio.say("/settings private on")
    assert (await studio.made("/imagine a fox")).reply.audience is Audience.REQUESTER
    order = studio.order("a fox", options={"private": "false"})
    assert await studio.bot.imagine(order) is None
    await studio.chat.until(lambda: len(studio.results) == 2)
    assert studio.results[-1].reply.audience is Audience.EVERYONE


async def test_prices_while_typing_know_the_defaults(studio: Studio) -> None:
    await studio.say("/settings quality medium")
    assert (await studio.bot.preview(studio.order("/imagine a fox"))).total == 6
    found = await studio.bot.complete(studio.order("/imagine a fox -n 2"))
    assert [one.hint for one in found] == ["12 credits"]
    found = await studio.bot.complete(studio.order("/imagine a fox -n 2", BEN))
    assert [one.hint for one in found] == ["2 credits"]


async def test_prices_while_typing_know_what_holds_in_the_chat(studio: Studio) -> None:
    await studio.say("/settings channel quality medium", ADA)
    found = await studio.bot.complete(studio.order("/imagine a fox -n 2"))
    assert [one.hint for one in found] == ["12 credits"]


async def test_a_form_that_is_left_as_it_is_changes_nothing(studio: Studio) -> None:
    await studio.say("/settings quality medium ratio 3:2 style pixel-art")
    form = await studio.bot.form(studio.order(""))
    assert isinstance(form, Form)
    chosen = {one.name: one.value for one in form.inputs if one.kind is InputKind.SELECT}
    assert chosen == dict.fromkeys(chosen, "")
    labels = {one.name: one.choices[0].label for one in form.inputs if one.choices}
    assert labels["quality"] == "As usual: medium"
    assert labels["ratio"] == "As usual: 3:2"
    for words in ("a fox", "a fox --ratio 16:9 --quality high -n 2 --model sketch"):
        typed = await studio.bot.preview(studio.order(f"/imagine {words}"))
        filled = await studio.bot.preview(studio.order(f"/imagine {words}", options=chosen))
        assert (typed.problem, typed) == ("", filled)
    assert typed.total == 26


async def test_a_default_that_is_gone_counts_no_more(tmp_path: Path) -> None:
    async with open_studio(tmp_path / "data") as studio:
        await studio.say("/settings style pixel-art")
    config = tmp_path / "config"
    config.mkdir()
    shipped = Path(__file__).parents[2] / "config"
    for name in ("models.toml", "prices.toml", "styles.toml"):
        text = (shipped / name).read_text("utf-8")
        (config / name).write_text(text.replace("[styles.pixel-art]", "[styles.other]"), "utf-8")
    async with open_studio(tmp_path / "data", config_dir=config) as studio:
        assert (await made(studio, "/imagine a fox", event_key="later")).style is None
