"""`imagine doctor` on installations that are not well."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters import main as command_line

Doctor = Callable[[], tuple[int, str, str]]


@pytest.fixture
def doctor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Doctor:
    monkeypatch.setenv("IMAGINE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("IMAGINE_DRAWING_PROCESSES", "1")
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.chdir(tmp_path)

    def run() -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["imagine", "doctor"])
        code: object = 0
        try:
            command_line.main()
        except SystemExit as stop:
            code = stop.code
        return (code if isinstance(code, int) else 0, *capfd.readouterr())

    return run


def test_a_data_folder_that_cannot_be_used_is_a_finding_with_its_mend(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a-file").touch()
    monkeypatch.setenv("IMAGINE_DATA_DIR", "a-file/below")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    code, told, _ = doctor()
    assert code == 1
    assert "broken" in told
    assert "a-file/below cannot be used" in told
    assert "Set IMAGINE_DATA_DIR to a folder" in told
    assert "Slack is set up by half." in told


def test_a_setting_that_nobody_reads_is_a_finding(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAGINE_STARTING_CREDIT", "4")
    code, told, warned = doctor()
    assert code == 0
    assert "did you mean IMAGINE_STARTING_CREDITS?" in told
    assert "IMAGINE_STARTING_CREDIT" not in warned


def test_other_commands_warn_of_it(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IMAGINE_STARTING_CREDIT", "4")
    monkeypatch.setattr(sys, "argv", ["imagine", "migrate"])
    with pytest.raises(SystemExit):
        command_line.main()
    assert "did you mean IMAGINE_STARTING_CREDITS?" in capfd.readouterr().err
