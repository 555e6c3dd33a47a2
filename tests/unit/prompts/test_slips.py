"""What somebody meant who made a slip."""

import pytest

from bot.errors import InvalidPrompt
from bot.prompts.parse import parse
from bot.prompts.slips import without_slip


def slip_in(text: str) -> InvalidPrompt:
    with pytest.raises(InvalidPrompt) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a fox --rato 4:5", "a fox --ratio 4:5"),
        ("--qualty high a fox", "--quality high a fox"),
        ("a fox --transparant", "a fox --transparent"),
        ("a fox --quality mediun", "a fox --quality medium"),
        ("a fox --seed 5", None),
        ("a fox --ratio 7:5", "a fox --ratio 4:3"),
        ("a fox --rato 4:5 --rato 1:1", None),
        ("a fox -n 9", None),
    ],
)
def test_the_likely_flag_stands_in_the_place_of_the_wrong_one(text: str, meant: str | None) -> None:
    assert without_slip(text, slip_in(text)) == meant
    if meant is not None:
        assert parse(meant).prompt == "a fox"
