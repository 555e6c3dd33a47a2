"""`imagine try` as a program sees it: one object on stdout and an exit code, whatever happens."""

import getpass
import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from adapters import main as command_line
from adapters.terminal import files, try_picture
from bot.app import Bot

Try = Callable[..., tuple[int, dict[str, Any]]]

WAIT_S = 180.0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IMAGINE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("IMAGINE_SKETCH_PACE_S", "0")
    monkeypatch.setenv("IMAGINE_DRAWING_PROCESSES", "1")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def imagine(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Try:
    def run(*words: str) -> tuple[int, dict[str, Any]]:
        monkeypatch.setattr(sys, "argv", ["imagine", "try", *words, "--json"])
        with pytest.raises(SystemExit) as stop:
            command_line.main()
        (line,) = capfd.readouterr().out.splitlines()
        code = stop.value.code
        return (code if isinstance(code, int) else 0), json.loads(line)

    return run


def test_a_picture_is_made_and_told(imagine: Try, folder: Path) -> None:
    code, told = imagine("a", "fox", "-format", "webp", "-n", "2", "-o", "out")
    assert code == 0
    assert "error" not in told
    assert (told["state"], told["price"], told["balance"]) == ("done", 2, 98)
    for image in told["images"]:
        with Image.open(folder / image["path"]) as picture:
            assert (picture.format, *picture.size) == ("WEBP", image["width"], image["height"])


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ((), "invalid-prompt-empty"),
        (("x" * 20_001,), "invalid-prompt-too-long"),
        (("x", "--qualty", "low"), "invalid-prompt-unknown-flag"),
        (("x", "--ref", "nowhere.png"), "invalid-reference-unreadable"),
        (("x", "--mask", "nowhere.png"), "invalid-reference-unreadable"),
        (("x", "-o", "a-file"), "output-folder"),
    ],
)
def test_bad_input_is_refused_before_anything_is_charged(
    imagine: Try, folder: Path, words: tuple[str, ...], error: str
) -> None:
    (folder / "a-file").touch()
    code, told = imagine(*words)
    assert (code, told["error"]["code"]) == (2, error)
    assert (told["price"], told["images"]) == (0, [])
    assert told["balance"] in {100, None}, "what is wrong with flags is told before the start"


def test_a_slip_in_a_flag_is_told_before_anything_starts(imagine: Try, folder: Path) -> None:
    code, told = imagine("x", "--rato", "1:1")
    assert (code, told["error"]["code"]) == (2, "invalid-prompt-unknown-flag")
    assert "--ratio" in told["error"]["message"]
    assert not (folder / "data" / "imagine.db").exists()


def test_pictures_of_one_job_are_named_alike(tmp_path: Path) -> None:
    pair = ["fox-1.png", "fox-2.png"]
    assert files.names_together(tmp_path, pair) == pair
    (tmp_path / "fox-1.png").touch()
    assert files.names_together(tmp_path, pair) == ["fox_2-1.png", "fox_2-2.png"]
    (tmp_path / "fox_2-2.png").touch()
    assert files.names_together(tmp_path, pair) == ["fox_3-1.png", "fox_3-2.png"]


def test_a_fault_of_usage_is_told_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["imagine", "try", "x", "--json", "--ref"])
    with pytest.raises(SystemExit) as stop:
        command_line.main()
    told = json.loads(capfd.readouterr().out)
    assert (stop.value.code, told["error"]["code"]) == (2, "usage")
    assert "--ref" in told["error"]["message"]


def test_without_credits_the_exit_code_says_so(
    imagine: Try, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAGINE_STARTING_CREDITS", "0")
    code, told = imagine("x")
    assert (code, told["error"]["code"], told["balance"]) == (3, "insufficient-credits", 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("IMAGINE_DATA_DIR", "a-file/below"),
        ("IMAGINE_LOG_LEVEL", "loud"),
        ("PORT", "eighty"),
        ("IMAGINE_ADMINS", "ada"),
        ("IMAGINE_STARTING_CREDITS", "-1"),
        ("DATABASE_URL", "sqlite:///"),
        ("ASSETS_URL", "foo://bar"),
    ],
)
def test_what_keeps_it_from_starting_is_one_sentence(
    imagine: Try, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (folder / "a-file").touch()
    monkeypatch.setenv(name, value)
    code, told = imagine("x")
    assert (code, told["error"]["code"]) == (1, "start")
    assert "\n" not in told["error"]["message"]
    assert name in told["error"]["message"] or value in told["error"]["message"]


def test_the_database_lies_in_the_data_folder_whatever_it_is_called(
    imagine: Try, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAGINE_DATA_DIR", "50%41 off? #1 ü")
    imagine("x")
    assert (folder / "50%41 off? #1 ü" / "imagine.db").is_file()


def test_a_defect_is_told(imagine: Try, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(Bot, "imagine", broken)
    code, told = imagine("x")
    assert (code, told["error"]["code"]) == (1, "internal")
    assert "out of order" in told["error"]["message"]


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        ("ok", 0),
        ("internal", 1),
        ("too-many-jobs-person", 2),
        ("insufficient-credits", 3),
        ("picture-failed-rejected", 4),
        ("picture-failed-outcome_unknown", 5),
    ],
)
def test_every_outcome_has_its_exit_code(outcome: str, code: int) -> None:
    assert try_picture.exit_code(outcome) == code


def test_a_disk_that_fills_while_saving_leaves_no_torn_file(
    imagine: Try, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "shutil", SimpleNamespace(copyfileobj=full))
    code, told = imagine("x", "-o", "out")
    assert (code, told["error"]["code"]) == (2, "not-saved")
    assert "No space left" in told["error"]["message"]
    assert (told["state"], told["price"], told["images"]) == ("done", 1, [])
    assert list((folder / "out").iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_it_cancels_its_job_and_tells(folder: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "adapters.main", "try", "a slow fox", "--json"]
    root = Path(command_line.__file__).parents[1]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root), "IMAGINE_SKETCH_PACE_S": "600"},
    ) as program:
        assert program.stderr is not None
        assert "beginning with nothing" in program.stderr.readline()
        assert "1 credit" in program.stderr.readline()
        program.send_signal(number)
        out, _ = program.communicate(timeout=WAIT_S)
    told = json.loads(out)
    assert program.returncode == 130
    assert (told["state"], told["price"], told["balance"]) == ("cancelled", 0, 100)
    assert told["error"]["code"] == "picture-failed-cancelled"


def test_no_process_is_delivered_what_another_of_its_number_was_owed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "getpid", lambda: 1)
    chats = [importlib.reload(try_picture).CHAT for _ in range(2)]
    assert chats[0] != chats[1]


def test_a_user_without_a_name_is_known_by_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr(getpass, "getuser", nameless)
    assert try_picture.operator().user.id == str(os.getuid())


def test_a_reference_may_have_any_name(imagine: Try, folder: Path) -> None:
    weird = os.fsdecode(b"we\xffird\n<b>@everyone.png")
    (folder / weird).write_text("no picture")
    code, told = imagine("x", "--ref", weird)
    assert (code, told["error"]["code"]) == (2, "invalid-reference-not-a-picture")


def test_a_file_of_any_name_is_inspected(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    weird = os.fsdecode(b"we\xffird\x1b[31m.png")
    Image.new("RGB", (40, 30)).save(folder / "plain.png")
    (folder / "plain.png").rename(folder / weird)
    monkeypatch.setattr(sys, "argv", ["imagine", "inspect", weird, "--json"])
    with pytest.raises(SystemExit):
        command_line.main()
    told = json.loads(capfd.readouterr().out)
    assert (told["file"], told["accepted"], told["width"]) == (weird, True, 40)
