"""The adapter's own wording is whole in every language."""

from itertools import product

import pytest
from fluent.syntax import ast
from fluent.syntax.parser import FluentParser

from adapters.slack.client import WORDS
from bot.replies import Words as CoreWords
from bot.replies.words import Words

ENGLISH = WORDS / "en.ftl"
SHORT = {"home-create": 75, "home-help": 75, "home-settings": 75, "home-edit": 75, "close": 24}


def keys(locale: str) -> list[str]:
    body = FluentParser().parse((WORDS / f"{locale}.ftl").read_text("utf-8")).body
    assert not [item for item in body if isinstance(item, ast.Junk)]
    return [item.id.name for item in body if isinstance(item, ast.Message)]


@pytest.mark.parametrize("locale", CoreWords().locales)
def test_every_language_of_the_core_is_spoken_here(locale: str) -> None:
    assert keys(locale) == keys("en")


@pytest.mark.parametrize(("locale", "key"), [*product(CoreWords().locales, SHORT)])
def test_labels_fit(locale: str, key: str) -> None:
    assert len(Words(WORDS, strict=True).for_locale(locale)(key)) <= SHORT[key]


@pytest.mark.parametrize("locale", CoreWords().locales)
def test_an_invitation_names_the_bot(locale: str) -> None:
    say = Words(WORDS, strict=True).for_locale(locale)
    assert "/invite @imagine" in say("mend-invite", bot="imagine")
