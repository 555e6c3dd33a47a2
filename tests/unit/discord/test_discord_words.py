"""Every language says the same things, within Discord's lengths."""

import re
from pathlib import Path

import discord
import pytest
from fluent.syntax import FluentParser, ast

from adapters.discord.languages import WORDS, Languages, Translator, text
from adapters.discord.permissions import IN_CHANNEL, IN_THREAD, INVITED_WITH
from bot.replies import Words

FILES = sorted(WORDS.glob("*.ftl"))
LOCALES = [path.stem for path in FILES]
DISCORDS = {"en": "en-US", "es": "es-ES", "de": "de", "fr": "fr", "ja": "ja", "zh-CN": "zh-CN"}


def messages(path: Path) -> dict[str, str]:
    parsed = FluentParser().parse(path.read_text("utf-8"))
    assert not [one for one in parsed.body if isinstance(one, ast.Junk)]
    return {
        one.id.name: path.read_text("utf-8")[one.span.start : one.span.end]
        for one in parsed.body
        if isinstance(one, ast.Message) and one.span is not None
    }


def test_the_languages_are_those_of_the_core() -> None:
    assert set(LOCALES) == set(Words().locales) == set(DISCORDS)


@pytest.mark.parametrize("path", FILES, ids=LOCALES)
def test_every_language_has_every_text_with_its_facts(path: Path) -> None:
    english = messages(WORDS / "en.ftl")
    here = messages(path)
    assert here.keys() == english.keys()
    for key, said in here.items():
        facts = set(re.findall(r"\$(\w+)", said))
        assert facts <= set(re.findall(r"\$(\w+)", english[key])), key


@pytest.mark.parametrize("locale", LOCALES)
def test_texts_of_commands_fit(locale: str) -> None:
    say = Languages(strict=True).say(DISCORDS[locale])
    assert say.locale == locale
    for key in messages(WORDS / "en.ftl"):
        if key.startswith(("cmd-", "opt-")):
            assert 1 <= len(say(key)) <= 100, key
    for key in ("menu-edit-title", "menu-use-title", "edit-files"):
        if say.knows(key):
            assert len(say(key)) <= 45, key
    for key in ("menu-use-prompt", "menu-use-files", "menu-credits-amount", "menu-credits-reason"):
        assert len(say(key)) <= 45, key


@pytest.mark.parametrize("locale", LOCALES)
def test_names_of_menus_fit_and_differ(locale: str) -> None:
    say = Languages(strict=True).say(DISCORDS[locale])
    names = [say(f"menu-{one}") for one in ("edit", "vary", "use", "recipe", "credits")]
    assert all(1 <= len(name) <= 32 for name in names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_permission_has_its_name(locale: str) -> None:
    say = Languages(strict=True).say(DISCORDS[locale])
    names = {*IN_CHANNEL, *IN_THREAD, "create_public_threads"}
    assert all(say.knows(f"perm-{name}") for name in names)
    assert discord.Permissions(**dict.fromkeys(names, True)) == INVITED_WITH


async def test_commands_are_worded_in_each_language_but_english() -> None:
    languages = Languages(strict=True)
    translator = Translator(languages)
    string = text("cmd-imagine", languages.say("en"))
    context: discord.app_commands.TranslationContextTypes
    context = discord.app_commands.TranslationContext(
        location=discord.app_commands.TranslationContextLocation.other, data=None
    )
    said = {
        locale: await translator.translate(string, locale, context)
        for locale in (discord.Locale.german, discord.Locale.british_english, discord.Locale.korean)
    }
    assert string.message == "Make pictures from your words"
    assert said[discord.Locale.german] == "Bilder aus deinen Worten machen"
    assert said[discord.Locale.british_english] is None
    assert said[discord.Locale.korean] is None


def test_the_oldest_readers_are_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.discord.languages.REMEMBERED_MAX", 2)
    languages = Languages()
    for user, locale in ((1, "de"), (2, "fr"), (1, "es"), (3, "ja")):
        languages.learn(user, locale)
    assert [languages.of(user) for user in (1, 2, 3)] == ["es", "en", "ja"]
    assert languages.of(9, "fr") == "fr"
