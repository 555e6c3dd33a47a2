"""Picture files by the sha256 of their bytes: in a folder, or in an object store."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from obstore.exceptions import BaseError
from obstore.store import from_url

from bot.errors import StartError
from bot.ports import AssetStore
from bot.storage.folder_assets import FolderAssets
from bot.storage.remote_assets import RemoteAssets

__all__ = ["FolderAssets", "RemoteAssets", "open_assets"]


def open_assets(address: str | Path, scratch: Path | None = None) -> AssetStore:
    """Open a store: a folder's path or file:// address, or s3://, gs://, az:// and their kin.

    Local copies of what lies elsewhere are made in `scratch`, or the system's folder for such.
    Raises StartError for an address that names no store.
    """
    if isinstance(address, Path) or "://" not in address:
        return FolderAssets(Path(address))
    if address.startswith("file://"):
        return FolderAssets(Path(unquote(urlsplit(address).path)))
    try:
        return RemoteAssets(from_url(address), scratch)
    except (BaseError, ValueError) as error:
        scheme = address.partition("://")[0]
        # What the store says of it repeats the address, with the keys in it.
        why = type(error).__name__.removesuffix("Error")
        raise StartError(
            f"ASSETS_URL ({scheme}://...) cannot be used: {why}. It should be a folder, or "
            "s3://bucket, gs://bucket or az://container."
        ) from None
