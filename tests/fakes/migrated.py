"""Fresh SQLite databases, copied from one that was migrated."""

import functools
import shutil
import tempfile
from pathlib import Path

from bot.errors import StartError
from bot.storage import migrations
from bot.storage.database import database_url

MIGRATE = migrations.migrate


def quick_migrate(url: str) -> None:
    """A new SQLite file is a copy of one that was migrated; all else is migrated."""
    file = _new_sqlite_file(url)
    if file is None:
        MIGRATE(url)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(_migrated_file(), file)


def _new_sqlite_file(url: str) -> Path | None:
    try:
        address = database_url(url)
    except StartError:
        return None  # the real one says what is wrong with it
    if address.get_backend_name() != "sqlite" or address.query or not address.database:
        return None
    file = Path(address.database)
    try:
        fresh = not file.exists() and (not file.parent.exists() or file.parent.is_dir())
    except OSError:
        return None
    return file if fresh else None


@functools.cache
def _migrated_file() -> Path:
    file = Path(_kept().name) / "template.db"
    MIGRATE(f"sqlite:///{file}")
    return file


@functools.cache
def _kept() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="imagine-template-")
