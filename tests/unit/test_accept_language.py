"""Which language a browser is answered in."""

import pytest

from adapters.accept_language import asked_for, speaks
from bot.replies.words import Words


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("de-CH,de;q=0.9,en;q=0.8", "de"),
        ("nl,fr;q=0.5", "fr"),
        ("nl,fr", "fr"),
        ("pt-BR,es;q=0.9,en;q=0.8", "es"),
        ("zh-TW", "zh-CN"),
        ("zh-Hant-HK,zh;q=0.9", "zh-CN"),
        ("fr;q=0.3, ja;q=0.9", "ja"),
        ("fr;q=0, es", "es"),
        ("en-GB,de", "en"),
        ("nl", None),
        ("*", None),
        ("", None),
        (";;q=1,<script>,fr;q=nonsense", None),
    ],
)
def test_the_first_language_that_is_spoken_here_is_taken(header: str, locale: str | None) -> None:
    words = Words()
    spoken = [tag for tag in asked_for(header) if speaks(words, tag)]
    assert (words.for_locale(spoken[0]).locale if spoken else None) == locale
