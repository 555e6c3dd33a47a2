import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.providers.sketch.fonts import Face, cleaned, coverage, names, runs, split_missing
from bot.providers.sketch.lettering import Align, Lettering, draw, fit

FACES = [Face.CONDENSED, Face.BLACK, Face.ROUND, Face.SERIF]
SAMPLES = {
    "latin": "Zażółć gęślą jaźń",
    "cyrillic": "Съешь ещё этих мягких булок",
    "greek": "Καλημέρα κόσμε",
    "chinese": "今天天气很好繁體中文",
    "japanese": "東京の夜はとても長いカタカナ",
    "korean": "한국어 포스터",
    "vietnamese": "Tiếng Việt đẹp",
}


def said(lettering: Lettering) -> str:
    return " ".join("".join(run.text for run in line.runs).strip() for line in lettering.lines)


def set_in(text: str, width: float = 600, height: float = 300, **fields: object) -> Lettering:
    options = {"align": Align.CENTRE, "least_px": 14, "most_px": 300, **fields}
    return fit(text, Face.CONDENSED, (width, height), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES.keys())
def test_each_script_is_set_by_fonts_that_have_it(face: Face, text: str) -> None:
    settable, missing = split_missing(cleaned(text), face)
    assert missing == ()
    for run in runs(settable, face):
        lacking = {c for c in run.text if c != " "} - {chr(code) for code in coverage(run.face)}
        assert not lacking, "a font draws boxes for what it lacks"


@pytest.mark.parametrize(("text", "gap"), [("Party 🎉", "🎉"), ("سلام OK", "س"), ("שלום", "ש")])
def test_what_no_font_has_is_reported_and_left_out(text: str, gap: str) -> None:
    lettering = set_in(text)
    assert gap in lettering.missing
    assert gap not in said(lettering)
    assert "LETTER" in names(lettering.missing) or "PARTY POPPER" in names(lettering.missing)


def test_names_of_gaps_are_few() -> None:
    assert names("🎉🎊🎈🎂🍰🧁").endswith("and 2 more")


@given(
    text=st.text(min_size=1, max_size=120),
    width=st.floats(120, 1600),
    height=st.floats(60, 1600),
    align=st.sampled_from(list(Align)),
    face=st.sampled_from(FACES),
)
def test_whatever_is_set_stays_in_its_zone(
    text: str, width: float, height: float, align: Align, face: Face
) -> None:
    lettering = fit(text, face, (width, height), align=align, least_px=8, most_px=500)
    assert lettering.width <= width * 1.01
    assert lettering.height <= height * 1.01
    mask = draw(lettering, (round(width), round(height)), align)
    assert mask.size == (round(width), round(height))


@given(
    st.lists(st.sampled_from(["neon", "Bar", "東京", "夜", "и", "über"]), min_size=1, max_size=12)
)
def test_no_letter_is_lost_or_added(words: list[str]) -> None:
    for align in Align:
        lettering = set_in(" ".join(words), align=align)
        assert said(lettering).replace(" ", "") == "".join(words)


def test_a_word_too_long_for_the_least_size_is_broken() -> None:
    lettering = set_in("Donaudampfschifffahrt" * 6, width=200)
    assert len(lettering.lines) > 1
    assert not lettering.shortened


def test_a_text_too_long_for_the_zone_ends_with_dots() -> None:
    lettering = set_in("many words " * 200, width=200, height=60)
    assert lettering.shortened
    assert said(lettering).endswith("…")


def test_lines_end_where_the_text_says() -> None:
    assert len(set_in("a\nb\nc").lines) == 3


def test_closing_marks_never_begin_a_line() -> None:
    for width in range(120, 420, 20):
        for line in set_in("今日は、とても良い天気です。「はい」、そう。", width=width).lines:
            assert "".join(run.text for run in line.runs)[0] not in "、。」"


def test_short_kana_words_stay_whole() -> None:
    assert len(set_in("こんにちは", width=400, height=400).lines) == 1


@pytest.mark.parametrize(
    "hostile", ["\u202eevil\u202c", "a\u0000b\u0007c", "zero\u200bwidth", "\ufeffbom"]
)
def test_invisible_characters_are_dropped(hostile: str) -> None:
    kept = cleaned(hostile)
    assert kept.isprintable()
    assert set_in(hostile).missing == ()


def test_the_letters_have_ink_and_leave_a_margin_of_none() -> None:
    mask = draw(set_in("OPEN LATE"), (600, 300), Align.CENTRE)
    box = mask.getbbox()
    assert box is not None
    assert box[2] - box[0] > 200
    assert abs((box[1] + box[3]) / 2 - 150) < 20, "the ink stands in the middle of the zone"
