"""Leases end with their process, however it dies."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.storage.leases import STALE_AFTER_S, FolderLeases

ROOT = Path(__file__).parents[3]
HOLD = """
import os, sys
from pathlib import Path
from bot.storage.leases import FolderLeases
leases = FolderLeases(Path(sys.argv[1]))
{then}
print(leases.runner, leases.leader, flush=True)
sys.stdin.read()
"""
FORK = """
here, there = os.pipe()
if os.fork() == 0:
    os.setsid()
    os.close(1)
    os.write(there, b"I live")
    while os.read(0, 1):
        pass
    os._exit(0)
os.read(here, 1)
"""


def start(folder: Path, then: str = "") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD.format(then=then), str(folder)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def said(process: subprocess.Popen[str]) -> tuple[str, bool]:
    assert process.stdout is not None
    runner, leader = process.stdout.readline().split()
    return runner, leader == "True"


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(10)


def test_the_lead_can_be_taken_when_it_is_free(tmp_path: Path) -> None:
    first, second = FolderLeases(tmp_path), FolderLeases(tmp_path)
    assert not second.take_lead()
    first.close()
    assert second.take_lead()
    assert second.leader
    assert not FolderLeases(tmp_path).leader
    second.close()
    second.close()


@pytest.mark.parametrize("then", ["", FORK], ids=["alone", "with a forked child that lives on"])
def test_a_killed_process_lives_no_longer(tmp_path: Path, then: str) -> None:
    with start(tmp_path, then) as process:
        runner, leader = said(process)
        ours = FolderLeases(tmp_path)
        assert leader
        assert not ours.leader
        assert ours.alive(runner)
        kill(process)
        assert not ours.alive(runner)
        assert not ours.alive(runner), "asked again, when its file is gone"
        assert ours.take_lead()
        ours.close()


def test_old_files_of_the_dead_are_swept_and_of_the_living_kept(tmp_path: Path) -> None:
    dead, young = tmp_path / "1-dead.lock", tmp_path / "1-young.lock"
    dead.touch()
    young.touch()
    living = FolderLeases(tmp_path)
    old = young.stat().st_mtime - STALE_AFTER_S - 1
    for file in (dead, tmp_path / f"{living.runner}.lock"):
        os.utime(file, (old, old))
    second = FolderLeases(tmp_path)
    assert not dead.exists()
    assert young.exists()
    assert second.alive(living.runner)
    living.close()
    second.close()
