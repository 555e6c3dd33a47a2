"""What a file is by its first bytes; what a server calls it does not count."""

import re
from pathlib import Path

HEAD_BYTES = 16

_MAGIC = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|RIFF....WEBP|GIF8[79]a", re.DOTALL)
_SUFFIXES = {b"\x89": ".png", b"\xff": ".jpg", b"R": ".webp", b"G": ".gif"}


def is_picture(head: bytes) -> bool:
    """Whether a file begins as a PNG, JPEG, WebP or GIF does."""
    return _MAGIC.match(head) is not None


def suffix_of(head: bytes) -> str:
    """The file name's ending for bytes that are a picture, with its dot."""
    return _SUFFIXES[head[:1]]


def named(path: Path, name: str) -> Path | None:
    """Rename a file by the picture it is; one that is none is deleted."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not is_picture(head):
        path.unlink()
        return None
    return path.rename(path.with_name(name + suffix_of(head)))
