"""A picture file that was made here."""

from dataclasses import dataclass
from pathlib import Path

from bot.models import Asset, ImageFormat


@dataclass(frozen=True, kw_only=True)
class Made:
    """A finished file and what is in it; sizes in pixels and bytes."""

    path: Path
    format: ImageFormat
    width: int
    height: int
    size_bytes: int

    def asset(self, sha256: str) -> Asset:
        """The record of this file, once a store has kept it under this name."""
        return Asset(
            sha256=sha256,
            format=self.format,
            width=self.width,
            height=self.height,
            size_bytes=self.size_bytes,
        )
