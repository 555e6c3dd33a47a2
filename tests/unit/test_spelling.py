"""Settings that nobody reads are told, not passed over."""

from pathlib import Path

import pytest

from config.settings import Settings
from config.spelling import misspelt


def test_a_slip_is_told_with_what_was_probably_meant(tmp_path: Path) -> None:
    told = misspelt({"IMAGINE_STARTING_CREDIT": "4"}, tmp_path / ".env")
    assert told == ["IMAGINE_STARTING_CREDIT is no setting; did you mean IMAGINE_STARTING_CREDITS?"]


def test_what_resembles_nothing_is_told_alone(tmp_path: Path) -> None:
    assert misspelt({"IMAGINE_XYZZY": "1"}, tmp_path / ".env") == ["IMAGINE_XYZZY is no setting."]


def test_the_file_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("IMAGINE_ADMIN=web:ada\nOPENAI_API_KEY=x\n# IMAGINE_OLD=1\n", "utf-8")
    assert misspelt({}, file) == ["IMAGINE_ADMIN is no setting; did you mean IMAGINE_ADMINS?"]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_known_in_any_case(tmp_path: Path, name: str) -> None:
    given = {f"IMAGINE_{name.upper()}": "x", f"imagine_{name}": "x", "HOME": "/", "PORT": "80"}
    field = Settings.model_fields[name]
    if field.validation_alias is None:
        assert misspelt(given, tmp_path / ".env") == []
