"""Where the lead is decided: by the database, which all who would do the same jobs share."""

from pathlib import Path
from typing import Protocol

from bot.errors import StartError
from bot.ports import Leases
from bot.storage.database import database_url
from bot.storage.leases import FolderLeases
from bot.storage.postgres_leases import PostgresLeases

LEASES = "leases"
USUAL_FILE = "imagine.db"


class HeldLeases(Leases, Protocol):
    """Leases that can be given back."""

    def close(self) -> None:
        """Give everything back; a second time does nothing."""
        ...


def open_leases(url: str, local: FolderLeases, *, lead: bool) -> HeldLeases:
    """Take leases on the database at `url`; `local` are those on our data folder.

    The lead is had on both or not at all. Blocks. Raises StartError for a database that cannot be
    reached.
    """
    lead = lead and local.leader
    address = database_url(url)
    if address.get_backend_name() != "sqlite":
        return PostgresLeases(address, lead=lead)
    folder = _beside(Path(address.database or "").resolve())
    if folder == local.folder:
        return local
    try:
        return FolderLeases(folder, lead=lead)
    except OSError as error:
        raise StartError(f"Beside the database no lock can be kept: {error}.") from error


def _beside(file: Path) -> Path:
    # From the file alone, so that all who open it look in the same place.
    return file.with_name(LEASES if file.name == USUAL_FILE else f"{file.name}-{LEASES}")
