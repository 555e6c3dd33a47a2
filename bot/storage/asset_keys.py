"""Where a file lies in a store, by the sha256 of its bytes."""

import hashlib
import re
from pathlib import Path

SHA256 = re.compile(r"[0-9a-f]{64}")
PART_BYTES = 1024 * 1024


def asset_key(sha256: str) -> str:
    """The path below the store's root. Raises FileNotFoundError for what is no sha256."""
    if SHA256.fullmatch(sha256) is None:
        raise FileNotFoundError(sha256)
    return f"{sha256[:2]}/{sha256}"


def file_sha256(path: Path) -> str:
    """Hash a file. Blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
