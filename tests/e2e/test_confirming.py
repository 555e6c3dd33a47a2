"""Dear orders are asked about first: nothing is held or charged before a yes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.models import Action, ActionKey, Audience, JobId, Quality, Reply, Resolution, Verb
from tests.fakes.openai_server import png
from tests.fakes.studio import ADA, BEN, MIA, Studio, attached, button, open_studio

DEAR = "/imagine a castle --quality high"
COSTS = 22
CHEAPER = 6


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path, starting_credits=1000, confirm_above=20) as studio:
        yield studio


def asked(answer: object) -> Reply:
    assert isinstance(answer, Reply)
    assert answer.code == "confirm"
    assert answer.audience is Audience.REQUESTER
    return answer


def offers(card: Reply) -> list[Action]:
    return [action for action in card.actions if action.verb is Verb.CONFIRM]


async def test_a_dear_order_is_asked_about_and_holds_nothing(studio: Studio) -> None:
    card = asked(await studio.say(DEAR))
    assert card.text.startswith("1 picture for 22 credits.")
    assert "Medium quality: 6 credits instead of 22." in card.text
    assert [(one.index, one.price) for one in offers(card)] == [(1, COSTS), (2, CHEAPER)]
    assert await studio.balance() == 1000
    assert studio.chat.posts == []


async def test_a_yes_starts_what_was_asked_and_charges_what_the_button_says(
    studio: Studio,
) -> None:
    card = asked(await studio.say(DEAR))
    result = await studio.pressed(offers(card)[0])
    assert len(result.reply.images) == 1
    assert await studio.balance() == 1000 - COSTS


async def test_the_cheaper_way_is_what_its_button_says(studio: Studio) -> None:
    card = asked(await studio.say(DEAR))
    result = await studio.pressed(offers(card)[1])
    report = await studio.bot.report(result.reply.job or pytest.fail("no job"))
    assert report is not None
    assert (report.job.request.quality, report.job.request.count) == (Quality.MEDIUM, 1)
    assert await studio.balance() == 1000 - CHEAPER


async def test_a_yes_counts_once_however_often_it_is_given(studio: Studio) -> None:
    card = asked(await studio.say(DEAR))
    both = [ActionKey.parse(one.key) for one in offers(card)]
    answers = await asyncio.gather(*(studio.press(key) for key in both * 2))
    await studio.chat.until(lambda: len(studio.results) == 1)
    late = await studio.press(replace(both[0], index=2), BEN)
    assert isinstance(late, Reply)
    assert late.code == "job-not-found-answered"
    assert sum(answer is None for answer in answers) >= 1
    assert await studio.balance() in {1000 - COSTS, 1000 - CHEAPER}
    assert await studio.balance(BEN) == 1000


async def test_no_means_no(studio: Studio) -> None:
    card = asked(await studio.say(DEAR))
    answer = await studio.press(button(card, Verb.REFUSE))
    assert isinstance(answer, Reply)
    assert "nothing was charged" in answer.text
    late = await studio.press(offers(card)[0])
    assert isinstance(late, Reply)
    assert late.code == "job-not-found-answered"
    assert await studio.balance() == 1000
    assert studio.chat.posts == []


async def test_a_no_is_for_the_one_who_was_asked(studio: Studio) -> None:
    card = asked(await studio.say(DEAR))
    answer = await studio.press(button(card, Verb.REFUSE), BEN)
    assert isinstance(answer, Reply)
    assert answer.code == "not-allowed-not-asked"
    await studio.pressed(offers(card)[0])


async def test_what_costs_exactly_the_threshold_is_not_asked_about(tmp_path: Path) -> None:
    async with open_studio(tmp_path, confirm_above=2) as studio:
        await studio.made("/imagine a cat -n 2")
        asked(await studio.say("/imagine a cat -n 3"))


async def test_an_order_that_was_agreed_to_is_not_asked_about(studio: Studio) -> None:
    assert await studio.say(DEAR, confirmed=True) is None
    await studio.chat.until(lambda: len(studio.results) == 1)
    assert await studio.balance() == 1000 - COSTS


async def test_buttons_ask_too_where_they_cost_more(studio: Studio) -> None:
    first = await studio.made("/imagine a castle --quality high", confirmed=True)
    before = await studio.balance()
    card = asked(await studio.press(button(first.reply, Verb.UPSCALE)))
    assert offers(card)[0].price == button(first.reply, Verb.UPSCALE).price
    assert await studio.balance() == before
    large = await studio.pressed(offers(card)[0])
    assert before - await studio.balance() == offers(card)[0].price
    report = await studio.bot.report(large.reply.job or pytest.fail("no job"))
    assert report is not None
    assert report.job.request.resolution is Resolution.K4


async def test_whoever_says_yes_pays(studio: Studio) -> None:
    card = asked(await studio.say(DEAR))
    await studio.pressed(offers(card)[0], caller=BEN)
    assert (await studio.balance(MIA), await studio.balance(BEN)) == (1000, 1000 - COSTS)


async def test_a_private_order_is_for_its_owner_to_agree_to(studio: Studio) -> None:
    card = asked(await studio.say(f"{DEAR} --private"))
    answer = await studio.press(offers(card)[0], BEN)
    assert isinstance(answer, Reply)
    assert answer.code == "not-allowed-private"
    result = await studio.pressed(offers(card)[0])
    assert result.reply.audience is Audience.REQUESTER


async def test_only_what_can_be_paid_is_offered(tmp_path: Path) -> None:
    async with open_studio(tmp_path, starting_credits=10, confirm_above=20) as studio:
        card = asked(await studio.say(DEAR))
        assert [one.price for one in offers(card)] == [CHEAPER]
        answer = await studio.say(f"{DEAR} --resolution 4k")
        assert isinstance(answer, Reply)
        assert answer.code == "insufficient-credits"
        assert "72" in answer.text


@pytest.mark.parametrize("words", [DEAR, "/imagine a castle --enhance"])
async def test_nobody_is_asked_what_a_yes_could_not_start(tmp_path: Path, words: str) -> None:
    async with open_studio(tmp_path, confirm_above=20, credits_per_day_max=1) as studio:
        assert await studio.say("/imagine a castle") is None
        refused = await studio.say(words)
        assert isinstance(refused, Reply)
        assert refused.code == "budget-reached-all"


async def test_references_wait_with_the_order_over_a_restart(tmp_path: Path) -> None:
    files = (attached("a.png", png()),)
    async with open_studio(tmp_path, starting_credits=1000, confirm_above=20) as studio:
        card = asked(await studio.say(f"{DEAR} as:style", attachments=files))
    async with open_studio(tmp_path, starting_credits=1000, confirm_above=20) as studio:
        result = await studio.pressed(offers(card)[0])
        report = await studio.bot.report(result.reply.job or pytest.fail("no job"))
        assert report is not None
        assert [one.name for one in report.job.request.references] == ["a.png"]


async def test_a_price_that_changed_is_asked_about_again(tmp_path: Path) -> None:
    async with open_studio(tmp_path / "data", starting_credits=1000, confirm_above=20) as studio:
        card = asked(await studio.say(DEAR))
    config = _dearer(tmp_path)
    async with open_studio(
        tmp_path / "data", starting_credits=1000, confirm_above=20, config_dir=config
    ) as studio:
        again = asked(await studio.press(offers(card)[0]))
        assert offers(again)[0].price == 23
        assert await studio.balance() == 1000
        await studio.pressed(offers(again)[0])
        assert await studio.balance() == 977


def _dearer(folder: Path) -> Path:
    config = folder / "config"
    config.mkdir()
    shipped = Path(__file__).parents[2] / "config"
    for name in ("models.toml", "styles.toml", "prices.toml"):
        text = (shipped / name).read_text("utf-8")
        (config / name).write_text(
            text.replace("output_usd_per_million = 30", "output_usd_per_million = 32"), "utf-8"
        )
    return config


async def test_an_unknown_draft_or_offer_is_told_plainly(studio: Studio) -> None:
    for verb in (Verb.CONFIRM, Verb.REFUSE):
        answer = await studio.press(ActionKey(verb=verb, job=JobId("nothing"), index=1))
        assert isinstance(answer, Reply)
        assert answer.code == "job-not-found"
    card = asked(await studio.say(DEAR))
    key = replace(ActionKey.parse(offers(card)[0].key), index=9)
    answer = await studio.press(key)
    assert isinstance(answer, Reply)
    assert answer.code == "job-not-found"


async def test_a_yes_that_cannot_be_paid_stays_to_be_given(studio: Studio) -> None:
    card = asked(await studio.say(DEAR))
    mentions = {"@mia": MIA.user}
    await studio.say("/credits revoke @mia 990 oops", ADA, mentions=mentions)
    answer = await studio.press(offers(card)[0])
    assert isinstance(answer, Reply)
    assert answer.code == "insufficient-credits"
    await studio.say("/credits grant @mia 90 sorry", ADA, mentions=mentions)
    await studio.pressed(offers(card)[1])
    assert await studio.balance() == 100 - CHEAPER
