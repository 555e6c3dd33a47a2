"""What people say near pictures, in six languages: talk is never charged, orders are understood."""

from pathlib import Path

import pytest

from bot.prompts.talking import Meaning, is_instruction, meaning_of, only_changes, only_refers

PHRASES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "phrases.tsv").read_text(encoding="utf-8").splitlines()
]
"""(language, kind, text); the lists were made with two of three at hand, each third held out."""
HELD_OUT = PHRASES[2::3]
ASKED_BACK_MAX = 0.03


def _said(kind: str, phrases: list[tuple[str, ...]]) -> list[str]:
    return [text for _, said, text in phrases if said == kind]


def test_there_are_enough_phrases() -> None:
    assert len(PHRASES) >= 300
    for language in ("en", "de", "es", "fr", "ja", "zh"):
        assert sum(one[0] == language for one in PHRASES) >= 50


@pytest.mark.parametrize("changing", [True, False], ids=["reply", "direct"])
def test_no_talk_is_an_order(changing: bool) -> None:
    charged = [
        text
        for text in _said("talk", PHRASES)
        if meaning_of(text, changing=changing) is Meaning.INSTRUCTION
    ]
    assert charged == []


@pytest.mark.parametrize("phrases", [PHRASES, HELD_OUT], ids=["all", "held-out"])
def test_few_orders_are_asked_about(phrases: list[tuple[str, ...]]) -> None:
    orders = _said("order", phrases)
    asked = [text for text in orders if meaning_of(text, changing=True) is not Meaning.INSTRUCTION]
    assert len(asked) <= ASKED_BACK_MAX * len(orders), asked


def test_greetings_are_greetings() -> None:
    for text in _said("greeting", PHRASES):
        assert meaning_of(text, changing=True) is Meaning.GREETING, text
        assert meaning_of(text, changing=False) is Meaning.GREETING, text


@pytest.mark.parametrize(
    "text",
    [
        "a red fox in the snow",
        "a birthday card for my mum",
        "a poster that says “thanks, nice!”",
        "ein Leuchtturm bei Nacht",
        "un chat sur un toit",
        "un gato en la luna",
        "月を見る猫",
        "雪里的狐狸",
        "🦊 in the snow",
    ],
)
def test_a_description_is_an_order_for_a_new_picture(text: str) -> None:
    assert meaning_of(text, changing=False) is Meaning.INSTRUCTION


def test_words_to_somebody_else_are_theirs() -> None:
    assert meaning_of("<@123> make it night", changing=True, names=["<@123>"]) is Meaning.TALK
    assert meaning_of("@bob make it night", changing=True) is Meaning.TALK


def test_what_is_quoted_is_lettering() -> None:
    assert meaning_of("“thanks”", changing=True) is Meaning.DOUBT
    assert meaning_of('write "ok"', changing=True) is Meaning.INSTRUCTION


def test_a_picture_without_a_wish_is_in_doubt() -> None:
    assert meaning_of("thanks!", changing=True, with_picture=True) is Meaning.DOUBT
    assert meaning_of("look at this", changing=True, with_picture=True) is Meaning.DOUBT


def test_a_picture_may_only_be_looked_at() -> None:
    assert only_refers("a fox in this style")
    assert only_refers("ein Fuchs in diesem Stil")
    assert only_refers("このスタイルで狐")
    assert not only_refers("make it night")
    assert not is_instruction("make a poster in this style")
    assert is_instruction("make it night")
    assert not is_instruction("a poster that says HELLO")


@pytest.mark.parametrize(
    "text",
    ["remove the background", "please make it blue", "entferne den Hintergrund", "quita el fondo",
     "enlève le fond", "背景を消して", "把背景换成蓝色"],
)  # fmt: skip
def test_some_words_can_only_change_a_picture(text: str) -> None:
    assert only_changes(text)


@pytest.mark.parametrize(
    "text",
    ["make a poster", "draw a cat", "a fox that turns its head", "ein Fuchs im Schnee",
     "un zorro en la nieve", "dessine un chat", "雪の中の狐", "雪中的狐狸", ""],
)  # fmt: skip
def test_others_describe_a_new_one(text: str) -> None:
    assert not only_changes(text)
