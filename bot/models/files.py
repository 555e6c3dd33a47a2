"""What an asset store tells of a file."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """A file in a store; `kept_at` is when these bytes were last kept."""

    sha256: str
    size_bytes: int
    kept_at: datetime
