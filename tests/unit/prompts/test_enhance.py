import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.prompts.clean import clean
from bot.prompts.enhance import WRITTEN_MAX, accepted, expand
from bot.prompts.looks import ASPECTS, DRAWN, LOOKS, PLAIN, SAID
from bot.prompts.parse import PROMPT_MAX
from bot.prompts.quotes import quotations

WORDS = st.sampled_from(
    ["a", "fox", "poster", "night", "red", "watercolor", "35mm", "style", "says", "\n", "--no", "."]
)
INSIDE = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Cf", "Co", "Zl", "Zp"], exclude_characters='"“”„‟＂'
    ),
    min_size=1,
    max_size=30,
).filter(lambda text: bool(text.strip()))
QUOTED = INSIDE.map(lambda text: f' "{text}" ')
PROMPTS = st.lists(WORDS | QUOTED, min_size=1, max_size=12).map(" ".join)


def labels(text: str) -> list[str]:
    return [line.partition(":")[0].lower() for line in text.splitlines()]


def test_a_short_prompt_gets_every_aspect() -> None:
    assert labels(expand("a lighthouse in winter")) == ["subject", *ASPECTS]


def test_a_poster_is_made_to_be_read() -> None:
    told = expand('a poster that says "OPEN LATE"')
    assert '"OPEN LATE"' in told
    assert "spelled exactly as quoted" in told


@pytest.mark.parametrize(
    ("prompt", "left_out"),
    [
        ("a fox at night", "light"),
        ("a red fox", "palette"),
        ("a fox, close-up", "camera"),
        ("a fox, cinematic", "style"),
        ("a very detailed fox", "quality"),
        ("a fox, centered", "composition"),
    ],
)
def test_what_a_person_said_is_left_to_them(prompt: str, left_out: str) -> None:
    told = labels(expand(prompt))
    assert left_out not in told
    assert len(told) == len(ASPECTS)


@pytest.mark.parametrize("way", ["watercolor", "pixel", "pencil"])
def test_what_is_drawn_has_no_lens_and_a_style_already(way: str) -> None:
    told = labels(expand(f"a {way} fox"))
    assert {"camera", "style"}.isdisjoint(told)


def test_a_chosen_style_is_not_talked_over() -> None:
    assert {"camera", "style"}.isdisjoint(labels(expand("a fox", styled=True)))


def test_what_is_lettered_says_nothing_about_the_look() -> None:
    assert "light" in labels(expand('a shop with the words "NEON NIGHT"'))


@given(PROMPTS)
def test_quoted_words_stay_to_the_letter_and_in_order(prompt: str) -> None:
    cleaned = clean(prompt)
    assert quotations(expand(prompt))[: len(quotations(cleaned))] == quotations(cleaned)
    assert cleaned in expand(prompt)


@given(PROMPTS)
def test_what_was_expanded_needs_nothing_more(prompt: str) -> None:
    once = expand(prompt)
    assert expand(once) == once


@given(st.text(max_size=200))
def test_any_text_can_be_expanded(text: str) -> None:
    assert clean(text) in expand(text)


def test_a_prompt_that_would_become_too_long_is_left_alone() -> None:
    long = "ab " * (PROMPT_MAX // 3)
    assert expand(long) == long
    added = len(expand("ab")) - len("ab")
    fits = "ab" + "c" * (PROMPT_MAX - added - 2)
    assert len(expand(fits)) == PROMPT_MAX
    assert expand(fits + "c") == fits + "c"


def test_the_looks_fill_every_aspect_and_never_contradict_their_own_detection() -> None:
    assert set(SAID) == set(ASPECTS)
    for look in (*LOOKS, PLAIN):
        for aspect in ASPECTS:
            assert getattr(look, aspect)
    assert not DRAWN & SAID["camera"]


def test_an_answer_is_taken_when_it_keeps_every_quotation() -> None:
    assert accepted('a sign "OPEN"', ' A tall sign that reads "OPEN".\n') == (
        'A tall sign that reads "OPEN".'
    )
    assert accepted("a fox", "```text\nA red fox\n```") == "A red fox"
    assert accepted("“OPEN LATE” sign", 'a sign "OPEN LATE"') == 'a sign "OPEN LATE"'


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ('a sign "OPEN"', "a sign that says open"),
        ('"A" and "A" again', 'only one "B"'),
        ("a fox", ""),
        ("a fox", " \n\u200b"),
        ("a fox", "x" * (WRITTEN_MAX + 1)),
    ],
)
def test_an_answer_that_loses_something_is_not_taken(prompt: str, answer: str) -> None:
    assert accepted(prompt, answer) is None


def test_an_answer_may_have_exactly_the_longest_length() -> None:
    assert accepted("a fox", "x" * WRITTEN_MAX) == "x" * WRITTEN_MAX
