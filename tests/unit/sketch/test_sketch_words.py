from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models import ImageRequest, JobId, Operation, PictureRef, Quality, Size
from bot.providers.sketch.doing import unknown_words
from bot.providers.sketch.words import Brief, split_quotes, understand


def brief(prompt: str, index: int = 1, **fields: object) -> Brief:
    return understand(ImageRequest(prompt=prompt, model="sketch", **fields), index)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("prompt", "texts"),
    [
        ('a sign "OPEN LATE" here', ("OPEN LATE",)),
        ("a sign “Öffnen”", ("Öffnen",)),
        ("ein Schild „Guten Tag“ bitte", ("Guten Tag",)),
        ("табличка «ПРИВЕТ»", ("ПРИВЕТ",)),
        ("看板「営業中」と『夜』", ("営業中", "夜")),
        ("don't and won't, it's 'fine'", ("fine",)),
        ("a poster that says HELLO WORLD in red", ("HELLO WORLD",)),
        ("says nothing at all", ()),
        ('an empty "" and " " quote', ()),
        ('one quote " only', ()),
    ],
)
def test_quotes_are_found_and_kept(prompt: str, texts: tuple[str, ...]) -> None:
    assert split_quotes(prompt)[0] == texts


@pytest.mark.parametrize(
    ("prompt", "subjects", "places", "moods"),
    [
        ("a fox in a winter forest", ("fox",), ("forest",), ("winter",)),
        ("ein Fuchs im Wald, Herbst", ("fox",), ("forest",), ("autumn",)),
        ("un renard dans la forêt, automne", ("fox",), ("forest",), ("autumn",)),
        ("лиса в осеннем лесу", ("fox",), ("forest",), ("autumn",)),
        ("森の狐、秋", ("fox",), ("forest",), ("autumn",)),
        ("🦊 in space", ("fox",), ("space",), ()),
        ("a catalogue of carpets", (), (), ()),
        ("sea at night", (), ("sea",), ("night",)),
    ],
)
def test_words_of_several_languages_name_the_same_things(
    prompt: str, subjects: tuple[str, ...], places: tuple[str, ...], moods: tuple[str, ...]
) -> None:
    found = brief(prompt)
    assert (found.subjects, found.places, found.moods) == (subjects, places, moods)


def test_quoted_words_are_set_and_not_drawn() -> None:
    assert brief('a poster "CAT NIGHT"').subjects == ()
    assert brief('"cat"').subjects == ("cat",), "unless there is nothing else to go by"


def test_colours_go_to_what_they_stand_beside() -> None:
    found = brief("a red balloon over green hills, bluer, #ff8800")
    assert found.owned["balloon"] == (214, 40, 57)
    assert found.colours[-1] == (255, 136, 0)
    assert (47, 111, 223) in found.colours


def test_avoided_words_are_not_drawn() -> None:
    assert brief("a cat and a dog", avoid="dogs").subjects == ("cat",)


def test_chance_depends_on_words_and_index_but_not_on_size_or_quality() -> None:
    request = ImageRequest(prompt="a  Cat", model="sketch")
    finer = replace(request, quality=Quality.HIGH, size=Size(width=2048, height=1024))
    assert understand(request, 1).seed == understand(finer, 1).seed
    assert understand(request, 1).seed == understand(replace(request, prompt="a cat"), 1).seed
    assert understand(request, 1).seed != understand(request, 2).seed
    assert understand(request, 1).look != understand(request, 2).look


def test_an_upscale_has_the_chance_of_its_source() -> None:
    request = ImageRequest(prompt="a cat", model="sketch")
    larger = replace(
        request, operation=Operation.UPSCALE, source=PictureRef(job=JobId("j"), index=3)
    )
    assert understand(larger, 1).seed == understand(request, 3).seed
    assert understand(larger, 1).look == understand(request, 3).look


@given(st.text(max_size=400))
def test_any_text_is_understood_the_same_way_twice(prompt: str) -> None:
    assert brief(prompt) == brief(prompt)
    assert len(brief(prompt).colours) <= 3


def test_a_very_long_prompt_is_read_quickly_enough_to_be_bounded() -> None:
    found = brief("a cat " + "and more words " * 1300)
    assert found.subjects == ("cat",)
    assert len(found.said) <= 4000


@pytest.mark.parametrize(
    ("prompt", "unknown"),
    [
        ("a red fox in the snow", ()),
        ("a perfume bottle in the forest", ("perfume bottle",)),
        ("anime girl with umbrella", ("anime", "umbrella")),
        ('a poster that says "PERFUME BOTTLE"', ()),
        ("ein Parfümflakon im Wald", ("parfümflakon",)),
        ("香水のボトル", ("香水", "ボトル")),
        ("", ()),
    ],
)
def test_what_is_not_known_is_told(prompt: str, unknown: tuple[str, ...]) -> None:
    assert unknown_words(prompt, editing=False) == unknown


@pytest.mark.parametrize(
    ("prompt", "undone"),
    [
        ("make it night", ()),
        ("add a cat", ()),
        ("bluer", ()),
        ("remove the background", ("remove the background",)),
        ("make the fox blue", ("make the fox blue",)),
        ("put a hat on", ("hat",)),
        ('change the text to "MOKKA"', ("change the text to",)),
    ],
)
def test_what_an_edit_leaves_undone_is_told(prompt: str, undone: tuple[str, ...]) -> None:
    assert unknown_words(prompt, editing=True) == undone


def test_no_more_is_told_than_fits_a_line() -> None:
    told = unknown_words("xyzzy, plugh, frobnicate, quux, " + "w" * 500, editing=False)
    assert len(told) == 3
    assert all(len(one) <= 48 for one in told)
