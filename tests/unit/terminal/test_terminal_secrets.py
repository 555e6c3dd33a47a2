"""`imagine secrets`: keys are made, changed, and what none opens is let go."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters import main as command_line
from bot.bootstrap import new_key, open_core
from config.settings import Settings

Secrets = Callable[..., tuple[int, str]]
RECORD, TOKEN = "slack:installed:-:T1", '{"bot_token": "xoxb-one"}'


@pytest.fixture
def secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Secrets:
    monkeypatch.setenv("IMAGINE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("IMAGINE_DRAWING_PROCESSES", "1")
    monkeypatch.chdir(tmp_path.parent)

    def run(command: str, *keys: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["imagine", "secrets", command])
        monkeypatch.setenv("IMAGINE_SECRET_KEYS", ",".join(keys))
        code: object = 0
        try:
            command_line.main()
        except SystemExit as stop:
            code = stop.code
        return (code if isinstance(code, int) else 0), "".join(capfd.readouterr())

    return run


def kept(folder: Path, *, put: str | None = None) -> str:
    """The record as the database has it, after writing it as an earlier version did."""

    async def read() -> str:
        settings = Settings(_env_file=None, data_dir=folder, drawing_processes=1)  # type: ignore[call-arg]
        async with open_core(settings, lead=False) as core:
            if put is not None:
                await core.key_value.set(RECORD, put)
            return await core.key_value.get(RECORD) or ""

    return asyncio.run(read())


def test_keys_are_changed_without_losing_a_token(secrets: Secrets, tmp_path: Path) -> None:
    kept(tmp_path, put=TOKEN)
    old, new = secrets("new")[1].strip(), new_key()
    assert secrets("rotate", old) == (0, "1 tokens were encrypted anew, with the first key.\n")
    assert "xoxb-one" not in kept(tmp_path)
    assert secrets("rotate", new, old)[0] == 0
    assert secrets("rotate", new) == (0, "0 tokens were encrypted anew, with the first key.\n")
    code, said = secrets("rotate", old)
    assert code == 1
    assert "imagine secrets forget" in said
    assert secrets("forget", old)[0] == 0
    assert kept(tmp_path) == ""


def test_without_keys_it_says_how_to_get_one(secrets: Secrets) -> None:
    code, said = secrets("rotate")
    assert code == 1
    assert "imagine secrets new" in said
