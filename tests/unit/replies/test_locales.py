"""Every locale says everything, with the same facts, in the lengths the platforms allow."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.catalog import Use
from bot.models import EntryKind, Operation, Quality, Role, Verb
from bot.prompts.commands import COMMANDS
from bot.prompts.flags import FLAGS
from bot.replies import Phrases, Words
from bot.replies.words import FOLDER, Tongue

LABEL_CHARS_MAX = {
    "button": 60,  # 75 with a price of four digits
    "edit-title": 24,
    "reword-title": 24,
    "edit-change": 45,
    "edit-keep": 45,
    "edit-ratio": 45,
    "edit-files": 45,
    "reword-prompt": 45,
}
PROVIDER_REASONS = ("key", "quota", "permission", "model", "request")
HINT_CHARS_MAX = 100
ROOT = Path(__file__).parents[3]
SHOUTS = re.compile("[!！¡]")


def tongue(locale: str) -> Tongue:
    return Tongue(locale, (FOLDER / f"{locale}.ftl").read_text("utf-8"))


ENGLISH = tongue("en")
LOCALES = Words().locales


@pytest.fixture(params=LOCALES)
def other(request: pytest.FixtureRequest) -> Tongue:
    return tongue(request.param)


def test_six_languages_are_spoken() -> None:
    assert set(LOCALES) == {"de", "en", "es", "fr", "ja", "zh-CN"}


ONE_WORD_FOR_ONE_THING = {"de": "Referenz", "en": "kept of you"}
"""Said otherwise everywhere: a "Vorlage"; what is kept "about you"."""


@pytest.mark.parametrize("room", ["bot/replies", "adapters/discord", "adapters/slack"])
@pytest.mark.parametrize(("locale", "other_word"), ONE_WORD_FOR_ONE_THING.items())
def test_one_thing_has_one_name(room: str, locale: str, other_word: str) -> None:
    source = (ROOT / room / "words" / f"{locale}.ftl").read_text("utf-8")
    assert [line for line in source.splitlines() if other_word.lower() in line.lower()] == []


def test_a_locale_parses_and_says_everything_once(other: Tongue) -> None:
    assert other.junk == []
    assert set(other.messages) == set(ENGLISH.messages)
    source = (FOLDER / f"{other.locale}.ftl").read_text("utf-8")
    keys = re.findall(r"^([a-z][\w-]*) =", source, flags=re.M)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("key", ENGLISH.messages)
def test_a_locale_mentions_the_same_facts(key: str) -> None:
    mentioned = {locale: tongues()[locale].variables(key) for locale in LOCALES}
    assert set(mentioned.values()) == {ENGLISH.variables(key)}


@pytest.mark.parametrize("key", ENGLISH.messages)
def test_every_variant_can_be_said(key: str, words: Words) -> None:
    for locale in LOCALES:
        for facts in samples(tongues()[locale], key):
            told = words.for_locale(locale)(key, **facts)
            assert told.strip(), (locale, key)
            assert not SHOUTS.search(told), (locale, told)
            assert "{" not in told, (locale, told)
            assert "  " not in told, (locale, told)


def test_labels_fit_their_places(any_say: Phrases) -> None:
    for key in ENGLISH.messages:
        most = _label_most(key)
        if most is not None:
            facts = dict.fromkeys(ENGLISH.variables(key), 16)
            assert len(any_say(key, **facts)) <= most, (any_say.locale, key)


def _label_most(key: str) -> int | None:
    if key.endswith("-hint"):
        return HINT_CHARS_MAX
    if key.startswith("button-") and key != "button-priced":
        return LABEL_CHARS_MAX["button"]
    return LABEL_CHARS_MAX.get(key.removesuffix("-one"))


def test_the_priced_label_fits_the_narrowest_button(any_say: Phrases) -> None:
    label = max((any_say(f"button-{verb}") for verb in Verb), key=len)
    price = any_say("price", amount=9999)
    assert len(any_say("button-priced", label=label, price=price)) <= 75


@pytest.mark.parametrize("locale", ["ja", "zh-CN"])
def test_wide_scripts_use_wide_stops(locale: str, words: Words) -> None:
    told = words.for_locale(locale)("lost-event")
    assert unicodedata.east_asian_width(told[-1]) == "W"


def test_every_value_that_picks_a_sentence_has_one() -> None:
    wanted = {
        *(f"quality-{quality}" for quality in Quality),
        *(f"role-{role}" for role in Role),
        *(f"status-{operation}" for operation in Operation),
        *(f"result-{operation}" for operation in Operation),
        *(f"button-{verb}" for verb in Verb),
        *(f"history-{kind}" for kind in EntryKind),
        *(f"models-{use}" for use in Use),
        *(f"help-{command}" for command in COMMANDS.values()),
        *(f"flag-{flag.option}" for flag in FLAGS),
        *(f"picture-failed-{code}" for code in PROVIDER_REASONS),
    }
    assert wanted <= set(ENGLISH.messages)


class _Choices(Visitor):
    """For each fact: the literal variants a sentence tells apart."""

    def __init__(self) -> None:
        self.found: dict[str, set[str | int]] = {}

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        if isinstance(node.selector, ast.VariableReference):
            variants = self.found.setdefault(node.selector.id.name, set())
            variants |= {_literal(variant.key) for variant in node.variants}
        self.generic_visit(node)


def _literal(key: ast.Identifier | ast.NumberLiteral) -> str | int:
    if isinstance(key, ast.NumberLiteral):
        return int(key.value)
    return {"one": 1, "other": 7}.get(key.name, key.name)


def samples(words_of: Tongue, key: str) -> Iterator[dict[str, str | int | None]]:
    """Facts that reach every variant of a sentence, one selector at a time."""
    choices = _Choices()
    choices.visit(words_of.messages[key])
    plain: dict[str, str | int | None] = dict.fromkeys(words_of.variables(key), 7)
    yield plain
    for name, variants in choices.found.items():
        for value in variants:
            yield plain | {name: None if value == "none" else value}


_TONGUES: dict[str, Tongue] = {}


def tongues() -> dict[str, Tongue]:
    if not _TONGUES:
        _TONGUES.update({locale: tongue(locale) for locale in LOCALES})
    return _TONGUES
