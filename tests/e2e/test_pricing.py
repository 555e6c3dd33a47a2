"""What a line would cost while it is typed: no file is read, and nothing is held for it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.models import Audience, Reply, Verb
from bot.prompts.parse import PROMPT_MAX, TEXT_MAX
from tests.fakes.painted import encoded, painted
from tests.fakes.studio import Studio, attached, open_studio


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


TEXT = attached("brief.txt", b"a red fox")
PICTURE = attached("fox.png", b"")


@pytest.mark.parametrize(
    ("text", "total"), [("/imagine", 1), ("/imagine ", 1), ("/imagine -n 3", 3)]
)
async def test_a_prompt_in_a_file_has_a_price(studio: Studio, text: str, total: int) -> None:
    order = studio.order(text, attachments=(TEXT,))
    assert (await studio.bot.preview(order)).total == total


async def test_a_prompt_in_a_file_may_change_a_picture(studio: Studio) -> None:
    result = await studio.made("/imagine a fox")
    order = studio.order("", attachments=(TEXT,), replied_to=result.message)
    assert (await studio.bot.preview(order)).total


async def test_pictures_without_words_have_none(studio: Studio) -> None:
    for files in ((), (PICTURE,)):
        shown = await studio.bot.preview(studio.order("/imagine ", attachments=files))
        assert (shown.total, shown.problem) == (None, "")


async def test_what_is_too_long_is_refused_while_it_is_typed(studio: Studio) -> None:
    words = "fox " * (PROMPT_MAX // 4)
    fits = await studio.bot.preview(studio.order(f"/imagine {words}"[: PROMPT_MAX + 9]))
    assert fits.total == 3  # the words are 2 cents of it
    for long in (f"/imagine {words}fox", "/imagine " + "fox " * TEXT_MAX):
        shown = await studio.bot.preview(studio.order(long.rstrip()))
        assert shown.total is None
        assert "20,000" in shown.problem


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a fox -n 9", "1, 2, 3 or 4"),
        ("a fox --ratio 7:5", "7:5"),
        ("a fox --ratio", "needs a value"),
        ("a fox --ratio ", "needs a value"),
        ("a fox --ratio 16:9 --size 1024x1024", "16:9"),
        ("a fox --rato", "--ratio"),
        ("a fox --quality lowish", "low"),
    ],
)
async def test_the_line_under_the_box_says_what_the_answer_would(
    studio: Studio, text: str, said: str
) -> None:
    shown = await studio.bot.preview(studio.order(f"/imagine {text}"))
    assert said in shown.problem
    assert shown.total is None


@pytest.mark.parametrize(
    "text",
    ["--ra", "--", "--ratio 1", "--ratio 16:", "--quality lo", "--size 10", "--size 1024x", "-n 2"],
)
async def test_what_may_become_right_is_no_problem_yet(studio: Studio, text: str) -> None:
    shown = await studio.bot.preview(studio.order(f"/imagine a fox {text}"))
    assert shown.problem == ""
    assert shown.total


@pytest.mark.parametrize("text", ["/compare a fox", "/compare a fox --models sketch"])
async def test_where_there_is_nothing_to_compare_there_is_no_price(
    studio: Studio, text: str
) -> None:
    shown = await studio.bot.preview(studio.order(text))
    assert shown.total is None
    assert shown.problem


async def test_a_result_says_on_a_press_why_it_cost_what_it_did(studio: Studio) -> None:
    result = await studio.made("/imagine make it night", attachments=(attached("fox.png", PHOTO),))
    why = next(action for action in result.reply.more if action.verb is Verb.WHY)
    told = await studio.press(why)
    assert isinstance(told, Reply)
    assert told.audience is Audience.REQUESTER
    assert told.text == "1 edit, low, 1K: 1 · 1 reference: 1"
    assert await studio.balance() == 98


PHOTO = encoded(painted(640, 480), "PNG")
