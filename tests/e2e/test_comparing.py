"""The same words drawn by several models: one priced job each, all or none."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.models import Reply, Verb
from tests.fakes.studio import Studio, button, open_studio

CONFIG = Path(__file__).parents[2] / "config"
MODELS = """
default = "sketch"
[models.sketch]
title = "Sketch"
provider = "sketch"
wire = "sketch"
price = "gpt-image-2"
[models.second]
title = "Second"
provider = "sketch"
wire = "sketch"
price = "gpt-image-2"
[models.square]
title = "Square"
provider = "sketch"
wire = "sketch"
price = "gpt-image-2"
sizes = ["1024x1024"]
[models.fourth]
title = "Fourth"
provider = "sketch"
wire = "sketch"
price = "gpt-image-2"
[models.fifth]
title = "Fifth"
provider = "sketch"
wire = "sketch"
price = "gpt-image-2"
"""


@pytest.fixture
def config_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "models.toml").write_text(MODELS, "utf-8")
    for name in ("prices.toml", "styles.toml"):
        (folder / name).write_text((CONFIG / name).read_text("utf-8"), "utf-8")
    return folder


@pytest.fixture
async def studio(tmp_path: Path, config_dir: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path / "data", config_dir=config_dir) as studio:
        yield studio


def refused(answer: object, code: str) -> Reply:
    assert isinstance(answer, Reply)
    assert answer.code == code
    return answer


def fields(reply: Reply) -> dict[str, str]:
    return {field.name: field.value for field in reply.fields}


async def test_each_model_makes_a_job_of_its_own(studio: Studio) -> None:
    assert await studio.say("/compare a fox --models sketch,second -n 2") is None
    await studio.chat.until(lambda: len(studio.results) == 2)
    told = [fields(post.reply) for post in studio.results]
    assert {one["Model"] for one in told} == {"Sketch", "Second"}
    assert all(one["Cost"].startswith("−2") and one["Time"].endswith(" s") for one in told)
    assert await studio.balance() == 96


async def test_the_flag_compares_too_and_a_repeated_name_counts_once(studio: Studio) -> None:
    await studio.say("/imagine a fox --models Sketch, second, sketch")
    await studio.chat.until(lambda: len(studio.results) == 2)
    assert await studio.balance() == 98


async def test_a_structured_surface_names_the_models_as_an_option(studio: Studio) -> None:
    order = studio.order("a fox", options={"models": "sketch,second"})
    assert await studio.bot.compare(order) is None
    assert await studio.bot.compare(order) is None
    await studio.chat.until(lambda: len(studio.results) == 2)
    assert await studio.balance() == 98


@pytest.mark.parametrize(
    "models", ["", " --models sketch", " --models sketch,second,square,fourth,fifth"]
)
async def test_two_to_four_models_can_be_compared(studio: Studio, models: str) -> None:
    answer = refused(await studio.say(f"/compare a fox{models}"), "invalid-prompt-compare-models")
    assert "2 to 4" in answer.text
    assert "fifth" in answer.text


async def test_four_models_can(studio: Studio) -> None:
    assert await studio.say("/compare a fox --models sketch,second,square,fourth") is None
    await studio.chat.until(lambda: len(studio.results) == 4)


async def test_an_unknown_model_is_suggested_and_nothing_is_made(studio: Studio) -> None:
    answer = refused(await studio.say("/compare a fox --models sketch,secnd"), "unknown-model")
    assert "second" in answer.text
    assert studio.chat.posts == []


async def test_what_one_model_cannot_do_stops_all(studio: Studio) -> None:
    refused(await studio.say("/compare a fox --models sketch,square --ratio 16:9"), "unsupported")
    assert await studio.balance() == 100


async def test_a_dear_comparison_is_asked_about_as_a_whole(
    tmp_path: Path, config_dir: Path
) -> None:
    async with open_studio(tmp_path / "data", config_dir=config_dir, confirm_above=20) as studio:
        card = refused(
            await studio.say("/compare a fox --models sketch,second --quality high"), "confirm"
        )
        assert "44 credits" in card.text
        assert {"Sketch": "22 credits", "Second": "22 credits"}.items() <= fields(card).items()
        cheaper = next(a for a in card.actions if a.verb is Verb.CONFIRM and a.index == 2)
        assert cheaper.price == 12
        assert await studio.press(cheaper) is None
        await studio.chat.until(lambda: len(studio.results) == 2)
        assert await studio.balance() == 88
        late = refused(await studio.press(button(card, Verb.CONFIRM)), "job-not-found-answered")
        assert "Nothing more" in late.text


async def test_too_few_credits_for_all_make_none(tmp_path: Path, config_dir: Path) -> None:
    async with open_studio(tmp_path / "data", config_dir=config_dir, starting_credits=3) as studio:
        answer = refused(
            await studio.say("/compare a fox --models sketch,second -n 2"), "insufficient-credits"
        )
        assert "4 credits" in answer.text
        assert await studio.balance() == 3
        assert studio.chat.posts == []
