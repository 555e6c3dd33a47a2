import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import InsufficientCredits, InvalidPrompt, InvalidReference, PictureFailed
from bot.models import Note
from bot.replies import Phrases, Words

EN = """
hello = Hello { $name }
only-english = Only here
error = That did not work.
invalid-prompt = Not understood.
note-cut = Cut{ $limit ->
    [none] .
   *[other] {" "}at { $limit }.
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en.ftl").write_text(EN)
    (tmp_path / "de.ftl").write_text("hello = Hallo { $name }\n")
    (tmp_path / "zh-CN.ftl").write_text("hello = 你好 { $name }\n")
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("de-AT", "de"),
        ("DE_de", "de"),
        ("zh-CN", "zh-CN"),
        ("zh", "zh-CN"),
        ("zh_Hans_CN", "zh-CN"),
        ("zh-TW", "zh-CN"),
        ("pt-BR", "en"),
        ("", "en"),
        ("../../etc", "en"),
    ],
)
def test_locales_find_their_words(folder: Path, asked: str, found: str) -> None:
    assert Words(folder).for_locale(asked).locale == found


def test_what_a_locale_lacks_is_said_in_english(folder: Path) -> None:
    say = Words(folder, strict=True).for_locale("de")
    assert say("hello", name="Ann") == "Hallo Ann"
    assert say.say("only-english") == "Only here"


def test_what_english_lacks_raises_when_strict(folder: Path) -> None:
    with pytest.raises(KeyError):
        Words(folder, strict=True).for_locale("de")("nothing")
    with pytest.raises(LookupError):
        Words(folder, strict=True).for_locale("de")("hello")


def test_what_english_lacks_is_logged_and_shown_as_its_key(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert Words(folder).for_locale("de")("nothing") == "nothing"
    assert "nothing" in caplog.text


def test_an_error_falls_back_to_its_code_and_then_to_any(folder: Path) -> None:
    say = Words(folder, strict=True).for_locale("en")
    assert say.error(InvalidPrompt("unheard-of")) == "Not understood."
    assert say.error(InvalidReference("unheard-of", name="a.png")) == "That did not work."


def test_a_fact_that_an_error_lacks_is_none(folder: Path) -> None:
    say = Words(folder, strict=True).for_locale("en")
    assert say.notes((Note(key="cut"), Note(key="cut", facts={"limit": 3}))) == (
        "Cut.",
        "Cut at 3.",
    )


def test_a_failure_code_with_underscores_finds_its_words(say: Phrases) -> None:
    told = say.error(PictureFailed("outcome_unknown"))
    assert told.startswith("The connection to the model broke")


def test_numbers_are_declined_and_grouped(words: Words) -> None:
    needed = InsufficientCredits(needed=1, available=1200)
    assert "costs 1 credit and you have 1,200" in words.for_locale("en").error(needed)
    assert "kostet 1 Credit, und du hast 1.200" in words.for_locale("de").error(needed)


def test_lists_offer_a_choice(say: Phrases) -> None:
    error = InvalidPrompt("bad-value", flag="--quality", value="hi", allowed=["low", "high"])
    assert say.error(error) == "--quality cannot be “hi”. Use low or high."


def test_facts_are_one_line_without_tricks(say: Phrases) -> None:
    name = "a\u202egnp.exe\n\n@everyone\x00" + "x" * 500
    told = say.error(InvalidReference("empty", name=name))
    assert "\u202e" not in told
    assert "\n" not in told
    assert "\x00" not in told
    assert told.startswith("“a gnp.exe @everyone x")
    assert len(told) < 500


def test_selectors_are_no_way_in(say: Phrases) -> None:
    # Braces of a person's text are text, not Fluent.
    assert "“{ $limit }”" in say.error(InvalidReference("empty", name="{ $limit }"))


@pytest.mark.parametrize(
    ("eta_s", "told"),
    [
        (0.2, "5 seconds"),
        (17, "15 seconds"),
        (18, "20 seconds"),
        (87, "85 seconds"),
        (88, "2 minutes"),
        (3000, "50 minutes"),
        (7200, "2 hours"),
    ],
)
def test_durations_are_said_as_people_say_them(say: Phrases, eta_s: float, told: str) -> None:
    assert say("queue-eta", eta_s=eta_s) == f"ready in about {told}"


@pytest.mark.parametrize(
    ("limit_bytes", "told"),
    [(50 * 2**20, "50 MB"), (2**20, "1 MB"), (2**20 - 1, "1,024 kB"), (1, "1 kB")],
)
def test_file_sizes_are_those_of_the_chats(say: Phrases, limit_bytes: int, told: str) -> None:
    error = InvalidReference("too-large", name="a.png", limit_bytes=limit_bytes)
    assert f"larger than {told}," in say.error(error)


def test_areas_are_megapixels(words: Words) -> None:
    error = InvalidReference("too-many-pixels", name="a.png", limit_pixels=50_500_000)
    assert "50.5 megapixels" in words.for_locale("en").error(error)
    assert "50,5\xa0Megapixel" in words.for_locale("de").error(error)


def test_dates_cannot_be_read_the_wrong_way_round(words: Words) -> None:
    at = datetime(2026, 12, 3, tzinfo=UTC)
    assert "3 Dec 2026" in words.for_locale("en")("grant-expires", at=at, amount=2)
    german = words.for_locale("de")("grant-expires", at=at, amount=2)
    assert "3.12.2026" in german.replace("03.", "3.")


def test_sentences_are_spaced_as_the_language_does(words: Words) -> None:
    assert words.for_locale("en").join("A.", "", "B.") == "A. B."
    assert words.for_locale("ja").join("一。", "", "二。") == "一。二。"
