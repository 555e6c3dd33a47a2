"""`.env.example` names every setting, by the name it is read by."""

import re
from pathlib import Path

import pytest
from pydantic import AliasChoices
from pydantic.fields import FieldInfo

from config.settings import Settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"
ENTRY = re.compile(r"^# ([A-Z][A-Z0-9_]*)=(.*)$", re.MULTILINE)
ENTRIES = ENTRY.findall(EXAMPLE.read_text("utf-8"))


def spelled(name: str, field: FieldInfo) -> list[str]:
    if isinstance(field.validation_alias, AliasChoices):
        return [str(choice) for choice in field.validation_alias.choices]
    return [f"IMAGINE_{name.upper()}"]


def test_the_example_names_every_setting_once() -> None:
    names = [n for name, field in Settings.model_fields.items() for n in spelled(name, field)]
    assert sorted(name for name, _ in ENTRIES) == sorted(names)


def test_what_the_example_says_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, _ in ENTRIES:
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / ".env"
    file.write_text("".join(f"{name}={value}\n" for name, value in ENTRIES), "utf-8")
    read = Settings(_env_file=file)  # type: ignore[call-arg]
    values = dict(ENTRIES)
    assert read.model_fields_set == set(Settings.model_fields)
    assert read.admins == set(values["IMAGINE_ADMINS"].split(","))


def test_figures_in_the_example_are_the_defaults() -> None:
    values = dict(ENTRIES)
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, int | float):
            assert float(values[spelled(name, field)[0]]) == field.default, name
