"""What a decoder that was taken over reaches: nothing, though it opens pictures as before."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from bot.imaging.jail import forbid_dumping, jail_support
from bot.imaging.pool import PicturePool
from bot.imaging.probe import probe
from tests.fakes.painted import encoded, painted

Reached: TypeAlias = dict[str, bool]

TRIED = 9
INTRUDER = """
import encodings.idna, json, os, socket, sys
from pathlib import Path
from bot.imaging.jail import enter_jail

folder, port, uid = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
parent = os.getppid()
if uid:
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)
if sys.argv[4] == "jailed":
    enter_jail(reads=[], writes=[folder / "scratch"])


def run_program():
    pid = os.fork()
    if not pid:
        try:
            os.execv("/bin/true", ["true"])
        finally:
            os._exit(1)
    if os.waitpid(pid, 0)[1]:
        raise OSError("it did not run")


reaches = {
    "environment of the bot": lambda: Path(f"/proc/{parent}/environ").read_bytes(),
    "memory of the bot": lambda: open(f"/proc/{parent}/mem", "rb"),
    "settings": lambda: (folder / ".env").read_text(),
    "database, read": lambda: (folder / "imagine.db").read_bytes(),
    "database, written": lambda: (folder / "imagine.db").open("r+b"),
    "asset, deleted": lambda: (folder / "asset").unlink(),
    "network": lambda: socket.create_connection(("127.0.0.1", port), 5),
    "program": run_program,
    "signal to the bot": lambda: os.kill(parent, 0),
}
reached = {}
for name, reach in reaches.items():
    try:
        reach()
        reached[name] = True
    except OSError:
        reached[name] = False
(folder / "scratch" / "own").write_text("may be written")
print(json.dumps(reached))
"""


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def _intrude(folder: Path, port: int, uid: int, *, jailed: bool) -> Reached:
    (folder / "scratch").mkdir()
    for name in (".env", "imagine.db", "asset"):
        (folder / name).write_text("secret")
    for path in (folder, *folder.iterdir()):
        path.chmod(0o777)  # other accounts may: only the jail stands between
    for above in folder.parents:
        if above.name.startswith(("pytest-", "popen-")):
            above.chmod(above.stat().st_mode | 0o011)
    words = [str(folder), str(port), str(uid), "jailed" if jailed else "free"]
    done = subprocess.run(
        [sys.executable, "-c", INTRUDER, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    reached: Reached = json.loads(done.stdout)
    assert len(reached) == TRIED
    return reached


needs_a_jail = pytest.mark.skipif(
    not jail_support().is_whole, reason=f"this kernel offers {jail_support()}"
)
needs_root = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root can become somebody else"
)


@needs_a_jail
@pytest.mark.parametrize("uid", [0, pytest.param(65534, marks=needs_root)])
def test_of_nine_reaches_none_succeeds(tmp_path: Path, port: int, uid: int) -> None:
    forbid_dumping()
    reached = _intrude(tmp_path, port, uid, jailed=True)
    assert [name for name, was in reached.items() if was] == []
    assert (tmp_path / "asset").exists()


@needs_root
def test_without_the_jail_all_of_them_would(tmp_path: Path, port: int) -> None:
    assert all(_intrude(tmp_path, port, 0, jailed=False).values())


@needs_root
def test_the_bots_memory_is_closed_to_its_own_account_too(tmp_path: Path, port: int) -> None:
    forbid_dumping()
    reached = _intrude(tmp_path, port, 65534, jailed=False)
    assert not reached["environment of the bot"]
    assert not reached["memory of the bot"]


@needs_a_jail
async def test_the_processes_of_the_pool_see_the_named_folders_only(tmp_path: Path) -> None:
    seen, hidden, made = (tmp_path / name for name in ("seen", "hidden", "made"))
    for folder in (seen, hidden, made):
        folder.mkdir()
        (folder / "a.png").write_bytes(encoded(painted(), "PNG"))
    pool = PicturePool(1, reads=[seen], writes=[made])
    try:
        assert (await pool.run(probe, made / "a.png")).width > 0
        with pytest.raises(PermissionError):
            await pool.run(Path.read_bytes, hidden / "a.png")
        with pytest.raises(PermissionError):
            await pool.run(Path.unlink, seen / "a.png")
        with pytest.raises(PermissionError):
            await pool.run(os.fork)
        with pytest.raises(PermissionError):
            await pool.run(socket.socket)
    finally:
        await pool.close()
