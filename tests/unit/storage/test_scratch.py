from pathlib import Path

from bot.storage.leases import FolderLeases
from bot.storage.scratch import open_scratch


def test_the_leader_clears_what_dead_processes_left(tmp_path: Path) -> None:
    leader, other = FolderLeases(tmp_path / "leases"), FolderLeases(tmp_path / "leases")
    living = open_scratch(tmp_path / "scratch", other)
    dead = tmp_path / "scratch" / "999-dead"
    dead.mkdir()
    (dead / "left.png").write_bytes(b"x")
    own = open_scratch(tmp_path / "scratch", leader)
    assert own.is_dir()
    assert living.is_dir()
    assert not dead.exists()
    leader.close()
    other.close()


def test_a_process_that_does_not_lead_clears_nothing(tmp_path: Path) -> None:
    leader, other = FolderLeases(tmp_path / "leases"), FolderLeases(tmp_path / "leases")
    left = tmp_path / "scratch" / "999-dead"
    left.mkdir(parents=True)
    open_scratch(tmp_path / "scratch", other)
    assert left.exists()
    leader.close()
    other.close()
