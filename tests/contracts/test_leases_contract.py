"""Leases of every kind: who leads, who lives, and what a death or a lost connection ends."""

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from bot.errors import LeaseLost, StartError
from bot.storage import postgres_leases
from bot.storage.leading import HeldLeases, open_leases
from bot.storage.leases import FolderLeases
from bot.storage.postgres_leases import PostgresLeases

Open = Callable[..., HeldLeases]

ROOT = Path(__file__).parents[2]
DEATH_S = 180.0
HOLD = """
import sys
from pathlib import Path
from bot.storage.leading import open_leases
from bot.storage.leases import FolderLeases
local = FolderLeases(Path(sys.argv[2]))
leases = open_leases(sys.argv[1], local, lead=True)
print(leases.runner, leases.leader, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def take(database_url: str, tmp_path: Path) -> Iterator[Open]:
    """Opens leases on one database, each with a data folder of its own."""
    opened: list[HeldLeases] = []

    def act(*, lead: bool = True) -> HeldLeases:
        local = FolderLeases(tmp_path / f"data-{len(opened)}" / "leases", lead=lead)
        leases = open_leases(database_url, local, lead=lead)
        opened.extend((leases, local))
        return leases

    yield act
    for leases in opened:
        leases.close()


def test_the_first_leads_and_each_runner_lives(take: Open) -> None:
    first, second = take(), take()
    assert (first.leader, second.leader) == (True, False)
    assert first.runner != second.runner
    assert first.alive(first.runner)
    assert first.alive(second.runner)
    assert second.alive(first.runner)


def test_what_is_given_back_is_free_at_once(take: Open) -> None:
    first, second = take(), take()
    second.close()
    assert not first.alive(second.runner)
    first.close()
    assert not first.leader
    assert not first.alive(first.runner)
    assert take().leader


def test_who_does_not_want_the_lead_leaves_it(take: Open) -> None:
    beside = take(lead=False)
    assert not beside.leader
    assert take().leader


@pytest.mark.parametrize("runner", ["", "nobody", "../leader", "leader", "1-00000000"])
def test_strangers_are_not_alive(take: Open, runner: str) -> None:
    assert not take(lead=False).alive(runner)


def test_a_killed_process_neither_leads_nor_lives(
    take: Open, database_url: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", HOLD, database_url, str(tmp_path / "other")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        runner, leads = process.stdout.readline().split()
        ours = take()
        assert (leads, ours.leader, ours.alive(runner)) == ("True", False, True)
        process.send_signal(signal.SIGKILL)
        process.wait(DEATH_S)
    until = time.monotonic() + DEATH_S
    while ours.alive(runner):  # the server has to see that the connection has ended
        assert time.monotonic() < until
    assert take().leader


async def test_leases_that_are_held_are_watched_in_silence(
    take: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_leases, "HEARTBEAT_S", 0.001)
    leases = take()
    watching = asyncio.create_task(leases.watch())
    assert not (await asyncio.wait({watching}, timeout=0.1))[0]
    watching.cancel()
    assert leases.leader


@pytest.fixture
def postgres_url(database_url: str) -> str:
    if make_url(database_url).get_backend_name() == "sqlite":
        pytest.skip("a file's lock has no connection to lose")
    return database_url


def cut(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                " WHERE application_name = 'imagine leases' AND datname = current_database()"
            )
        )
    engine.dispose()


async def test_a_lost_connection_is_the_end_of_leading(
    take: Open, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_leases, "HEARTBEAT_S", 0.01)
    leases = take()
    cut(postgres_url)
    with pytest.raises(LeaseLost, match="connection to Postgres"):
        await leases.watch()
    assert not leases.leader
    assert not leases.alive(leases.runner)
    assert leases.alive("1-00000000"), "who cannot be asked after is left alone"
    assert take().leader


def test_a_loss_is_seen_by_whoever_asks_first(take: Open, postgres_url: str) -> None:
    leases = take()
    cut(postgres_url)
    assert leases.alive("1-00000000")
    assert not leases.leader


def test_a_server_that_is_not_there_stops_the_start(postgres_url: str) -> None:
    gone = make_url(postgres_url).set(database="nowhere")
    with pytest.raises(StartError, match="cannot be opened"):
        PostgresLeases(gone)


def test_leases_on_the_usual_file_are_those_of_its_folder(tmp_path: Path) -> None:
    local, other = FolderLeases(tmp_path / "leases"), FolderLeases(tmp_path / "b" / "leases")
    (tmp_path / "link").symlink_to(tmp_path)
    assert open_leases(f"sqlite:///{tmp_path}/imagine.db", local, lead=True) is local
    second = open_leases(f"sqlite:///{tmp_path}/link/imagine.db", other, lead=True)
    assert not second.leader
    for leases in (second, other, local):
        leases.close()


def test_two_databases_in_one_folder_are_led_apart(tmp_path: Path) -> None:
    locals_ = [FolderLeases(tmp_path / name) for name in ("a", "b")]
    held = [
        open_leases(f"sqlite:///{tmp_path}/db/{name}.db", local, lead=True)
        for name, local in zip("ab", locals_, strict=True)
    ]
    assert all(leases.leader for leases in held)
    for leases in (*held, *locals_):
        leases.close()
