"""Files that are for this account alone."""

import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO
KEY_BYTES = 32


def close_to_others(paths: Iterable[Path]) -> list[Path]:
    """Take the rights of group and others from what is there; returns what could not be changed."""
    left = []
    for path in paths:
        try:
            mode = path.stat().st_mode
            if mode & OTHERS:
                path.chmod(stat.S_IMODE(mode) & ~OTHERS)
        except FileNotFoundError:
            continue
        except OSError:  # somebody else's, or a disk that knows no rights
            left.append(path)
    return left


def key_file(path: Path) -> bytes:
    """The random key in a file, made with mode 0600 by whoever asks first. Raises OSError."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)  # whole or not at all, and never over another's
        except FileExistsError:
            close_to_others([path])
    finally:
        fresh.unlink(missing_ok=True)
    return bytes.fromhex(path.read_text("ascii"))
