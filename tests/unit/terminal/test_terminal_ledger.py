"""`imagine credits` as an operator sees it."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters import main as command_line

Credits = Callable[..., tuple[int, str]]


@pytest.fixture
def ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Credits:
    monkeypatch.setenv("IMAGINE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("IMAGINE_DRAWING_PROCESSES", "1")
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["imagine", "credits", *words])
        code: object = 0
        try:
            command_line.main()
        except SystemExit as stop:
            code = stop.code
        return (code if isinstance(code, int) else 0), capfd.readouterr().out

    return run


def test_the_person_asked_about_is_named(ledger: Credits) -> None:
    ledger("grant", "web:mia", "899", "spring")
    code, told = ledger("balance", "web:mia")
    assert (code, told) == (0, "web:mia has 999 credits to spend.\n")
    code, told = ledger("history", "web:mia")
    assert code == 0
    assert told.startswith("The latest credits of web:mia, newest first.")
    assert "spring" in told


@pytest.mark.parametrize("command", ["balance", "history"])
def test_reading_makes_nobody(ledger: Credits, command: str) -> None:
    for _ in range(2):
        code, told = ledger(command, "web:nobody")
        assert code == 2
        assert "web:nobody has not been here yet" in told


def test_a_grant_to_somebody_new_says_so(ledger: Credits) -> None:
    code, told = ledger("grant", "slack:T1:U9", "5", "hello")
    assert code == 0
    assert told.startswith("slack:T1:U9 has not been here yet")
    assert "slack:T1:U9 got 5 credits" in told
    code, told = ledger("grant", "slack:T1:U9", "5", "again")
    assert "has not been here" not in told


def test_what_was_given_can_be_taken_back(ledger: Credits) -> None:
    ledger("grant", "web:mia", "10", "slip")
    code, told = ledger("revoke", "web:mia", "10", "slip")
    assert code == 0
    assert "10 credits were taken back from web:mia" in told
    code, told = ledger("revoke", "web:mia", "1000", "slip")
    assert code == 2
    assert "web:mia has 100 credits" in told
    code, told = ledger("revoke", "web:nobody", "1", "slip")
    assert code == 2
    assert "has not been here yet" in told


@pytest.mark.parametrize("who", ["mia", "web:", ":mia"])
def test_who_is_not_named_in_full_is_a_fault_of_usage(
    ledger: Credits, tmp_path: Path, who: str
) -> None:
    code, _ = ledger("grant", who, "5", "hello")
    assert code == 2
    assert not (tmp_path / "data").exists()
