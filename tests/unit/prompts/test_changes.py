from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InvalidPrompt, StartError
from bot.prompts.changes import CHANGES_MAX, QuickChanges, load_changes
from bot.replies import Words
from config.settings import HERE, Settings

SHIPPED = load_changes(HERE / "changes.toml")
ONE = """
[changes.{name}]
title = "New sky"
titles = {{ de = "Neuer Himmel", zh-CN = "新天空" }}
words = "Replace the sky: {{details}}."
plain = "Clear the sky."
"""


def read(folder: Path, text: str) -> QuickChanges:
    (folder / "changes.toml").write_text(text)
    return load_changes(folder / "changes.toml")


def test_details_go_into_the_words_and_none_take_the_plain_ones(tmp_path: Path) -> None:
    sky = read(tmp_path, ONE.format(name="sky")).get("sky")
    assert sky.worded("  stars\nand a moon. ") == "Replace the sky: stars and a moon."
    assert sky.worded(" \n") == "Clear the sky."


@given(st.text())
def test_whatever_is_written_leaves_no_gap(details: str) -> None:
    for change in SHIPPED:
        assert "{details}" not in change.worded(details.replace("{details}", ""))


@pytest.mark.parametrize(
    ("locale", "title"),
    [("en", "New sky"), ("de", "Neuer Himmel"), ("fr", "New sky"), ("zh-CN", "新天空")],
)
def test_a_title_is_in_the_persons_language(tmp_path: Path, locale: str, title: str) -> None:
    assert read(tmp_path, ONE.format(name="sky")).get("sky").titled(locale) == title


def test_what_is_shipped_is_titled_in_every_language() -> None:
    for change in SHIPPED:
        assert {change.id, *change.titles} == {change.id, *(set(Words().locales) - {"en"})}


def test_a_change_that_is_gone_is_a_mistake_with_the_others_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidPrompt) as caught:
        read(tmp_path, ONE.format(name="sky")).get("sea")
    assert caught.value.facts["allowed"] == ["New sky"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Replace the sky.", "has to say once where"),
        ("{details} {details}", "has to say once where"),
    ],
)
def test_words_without_one_place_for_details_are_refused(
    tmp_path: Path, words: str, said: str
) -> None:
    text = ONE.format(name="sky").replace("Replace the sky: {details}.", words)
    with pytest.raises(StartError, match=said):
        read(tmp_path, text)


def test_an_entry_that_is_not_known_is_named(tmp_path: Path) -> None:
    with pytest.raises(StartError, match=r"changes\.sky\.wrods: there is no such entry"):
        read(tmp_path, ONE.format(name="sky") + 'wrods = "x"\n')


def test_as_many_as_a_select_takes(tmp_path: Path) -> None:
    many = "".join(ONE.format(name=f"sky{n}") for n in range(CHANGES_MAX + 1))
    with pytest.raises(StartError, match="at most"):
        read(tmp_path, many)
    assert len(read(tmp_path, many.rsplit("[changes", 1)[0])) == CHANGES_MAX


def test_a_folder_without_the_file_has_the_shipped_ones(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, config_dir=tmp_path)  # type: ignore[call-arg]
    assert settings.changes_file == HERE / "changes.toml"
    (tmp_path / "changes.toml").write_text("")
    assert settings.changes_file == tmp_path / "changes.toml"
