"""Where settings are read from."""

import os
from pathlib import Path

import pytest

from config.settings import read_settings


@pytest.fixture(autouse=True)
def _planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.delenv("IMAGINE_DATA_DIR", raising=False)
    (tmp_path / ".env").write_text("OPENAI_BASE_URL=http://planted.test/v1\n")


def test_the_working_folders_env_file_is_read() -> None:
    assert read_settings().openai_base_url == "http://planted.test/v1"


@pytest.mark.parametrize("spelled", [".", "absolute", "link"])
def test_one_in_the_data_folder_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spelled: str
) -> None:
    os.symlink(tmp_path, tmp_path / "link")
    monkeypatch.setenv("IMAGINE_DATA_DIR", str(tmp_path) if spelled == "absolute" else spelled)
    assert read_settings().openai_base_url == "https://api.openai.com/v1"
