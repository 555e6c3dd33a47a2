import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.references.names import CHARS_MAX, clean_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("photo.jpg", "photo.jpg"),
        ("  two  words .png", "two words .png"),
        ("/etc/passwd", "passwd"),
        (r"C:\fakepath\my photo.heic", "my photo.heic"),
        ("evil\u202egnp.exe", "evil gnp.exe"),
        ("line\nbreak\x00.png", "line break .png"),
        ("ﾈｺ 猫.webp", "ﾈｺ 猫.webp"),
        ("", "file"),
        ("///", "file"),
        ("\u200b\u2066", "file"),
    ],
)
def test_shows_a_plain_name(given: str, shown: str) -> None:
    assert clean_name(given) == shown


def test_a_name_at_the_limit_stays_and_one_beyond_keeps_its_ending() -> None:
    at_limit = "a" * (CHARS_MAX - 4) + ".png"
    assert clean_name(at_limit) == at_limit
    beyond = clean_name("a" + at_limit)
    assert len(beyond) <= CHARS_MAX
    assert beyond.endswith(".png")
    assert "…" in beyond


@given(st.text(max_size=300))
def test_any_name_becomes_one_short_visible_line(name: str) -> None:
    shown = clean_name(name)
    assert 0 < len(shown) <= CHARS_MAX
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in shown)
    assert "/" not in shown
    assert "\\" not in shown
    assert clean_name(shown) == shown
