"""What `imagine try` says to whoever sits at the terminal."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters import main as command_line
from adapters.terminal import asking

Try = Callable[..., tuple[int, str, str]]
DEAR = ("x", "--quality", "high", "-n", "4")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IMAGINE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("IMAGINE_SKETCH_PACE_S", "0")
    monkeypatch.setenv("IMAGINE_DRAWING_PROCESSES", "1")
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def imagine(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Try:
    """Run it; what comes back is the exit code, stdout and stderr."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["imagine", "try", *words])
        code: object = 0
        try:
            command_line.main()
        except SystemExit as stop:
            code = stop.code
        return (code if isinstance(code, int) else 0, *capfd.readouterr())

    return run


def answering(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """Put somebody at the terminal who types a line."""
    monkeypatch.setattr(asking, "at_terminal", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(line))

    async def typed() -> str:
        return sys.stdin.readline()

    monkeypatch.setattr(asking, "read_line", typed)


def test_without_words_it_says_how_it_is_called_here(imagine: Try) -> None:
    code, _, told = imagine()
    assert code == 2
    assert "imagine try" in told
    assert "/imagine" not in told


def test_a_line_copied_from_a_chat_is_understood(imagine: Try, folder: Path) -> None:
    code, out, _ = imagine("/imagine a fox")
    assert (code, out) == (0, "fox-1.png\n")


def test_another_command_is_not_drawn(imagine: Try) -> None:
    code, out, told = imagine("/imagin a fox")
    assert (code, out) == (2, "")
    assert "/imagine" in told


def test_it_ends_with_what_was_paid_and_what_is_left(imagine: Try) -> None:
    assert "Charged 2 credits; 98 are left." in imagine("a fox", "-n", "2")[2]


def test_without_credits_it_says_how_to_get_some(
    imagine: Try, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAGINE_STARTING_CREDITS", "0")
    monkeypatch.setattr("getpass.getuser", lambda: "kim")
    code, _, told = imagine("a fox")
    assert code == 3
    assert "imagine credits grant terminal:kim 100 REASON" in told


@pytest.mark.parametrize("line", ["n\n", "\n", "", "what\n"])
def test_what_is_dear_is_asked_about_first(
    imagine: Try, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    answering(monkeypatch, line)
    code, out, told = imagine(*DEAR)
    assert (code, out) == (2, "")
    assert "[y/N]" in told
    assert "88 credits" in told
    assert "Nothing was charged; 100 credits are left." in told


@pytest.mark.parametrize("line", ["y\n", " YES\n"])
def test_a_yes_makes_it(imagine: Try, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    answering(monkeypatch, line)
    code, out, told = imagine(*DEAR)
    assert (code, len(out.splitlines())) == (0, 4)
    assert "Charged 88 credits; 12 are left." in told


def test_a_program_is_not_asked(imagine: Try, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGINE_STARTING_CREDITS", "1000")
    assert imagine(*DEAR)[0] == 0
    answering(monkeypatch, "n\n")
    assert '"price": 88' in imagine(*DEAR, "--json")[1]
