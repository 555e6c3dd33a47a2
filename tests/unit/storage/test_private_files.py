"""Files that are for this account alone."""

import os
import stat
import subprocess
import sys
from pathlib import Path

from bot.storage.private_files import close_to_others, key_file


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "links.key"
    key = key_file(path)
    assert len(key) == 32
    assert mode(path) == "0o600"
    path.chmod(0o644)
    assert key_file(path) == key
    assert mode(path) == "0o600"
    assert os.listdir(tmp_path) == ["links.key"]


def test_rights_of_others_are_taken_and_nothing_else(tmp_path: Path) -> None:
    folder, file = tmp_path / "assets", tmp_path / "imagine.db"
    folder.mkdir(mode=0o755)
    file.touch()
    file.chmod(0o664)
    assert close_to_others([folder, file, tmp_path / "not there"]) == []
    assert (mode(folder), mode(file)) == ("0o700", "0o600")


def test_a_program_leaves_nothing_for_others_to_read(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "assets").mkdir(parents=True)
    (data / "assets").chmod(0o755)
    program = "import os; os.umask(0o022); from adapters.main import main; main()"
    subprocess.run(
        [sys.executable, "-c", program, "credits", "balance", "web:mia"],
        env={**os.environ, "IMAGINE_DATA_DIR": str(data)},
        cwd=Path(__file__).parents[3],
        check=False,  # nobody of that name has been here
        capture_output=True,
    )
    modes = {path.name: mode(path) for path in data.iterdir()}
    assert "imagine.db" in modes
    assert [name for name, found in modes.items() if not found.endswith("00")] == []
