"""Base64 that becomes a file while it arrives."""

import binascii
from pathlib import Path
from typing import BinaryIO

import pybase64

from bot.providers.formats import HEAD_BYTES

FILE_MAX_BYTES = 64_000_000
BUFFER_BYTES = 64 * 1024
DATA_URL = b"data:"
DATA_URL_HEAD_MAX = 128


class Base64Broken(Exception):
    """The characters are not base64, or decode to more than a picture may have."""


class Base64File:
    """A Blob that writes what it decodes to `path`; a data URL's head is left out.

    `head` keeps the first bytes of the file, `size_bytes` counts them all. Raises Base64Broken.
    """

    def __init__(self, path: Path, *, max_bytes: int = FILE_MAX_BYTES) -> None:
        self.path = path
        self.head = b""
        self.size_bytes = 0
        self.whole = False
        self._max_bytes = max_bytes
        self._file: BinaryIO = path.open("wb", buffering=BUFFER_BYTES)
        self._tail = b""
        self._started = False
        self._padded = False

    def write(self, piece: bytes | memoryview) -> None:
        """Decode on; line breaks are skipped."""
        text = bytes(piece)
        if b"\n" in text or b"\r" in text:
            text = text.translate(None, b"\r\n")
        if self._started:
            self._take(text)
        else:
            self._start(text)

    def write_decoded(self, data: bytes) -> None:
        """Append bytes that were never base64."""
        self.size_bytes += len(data)
        if self.size_bytes > self._max_bytes:
            raise Base64Broken(f"more than {self._max_bytes} bytes")
        if len(self.head) < HEAD_BYTES:
            self.head += data[: HEAD_BYTES - len(self.head)]
        self._file.write(data)

    def close(self) -> None:
        """Check that the base64 ended well and close the file."""
        if not self._started:
            self._started = True
            self._take(self._tail_for_start())
        if self._tail:
            self._decode(self._tail + b"=" * (-len(self._tail) % 4))
        self._file.close()
        self.whole = True

    def discard(self) -> None:
        """Close and delete the file, whatever its state."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def _start(self, piece: bytes) -> None:
        text = self._tail_for_start() + piece
        if text.startswith(DATA_URL):
            head, comma, text = text.partition(b",")
            if not comma:
                self._hold(head)
                return
        elif DATA_URL.startswith(text[: len(DATA_URL)]):
            self._hold(text)
            return
        self._started = True
        self._take(text)

    def _hold(self, text: bytes) -> None:
        if len(text) > DATA_URL_HEAD_MAX:
            raise Base64Broken("a data URL without data")
        self._tail = text

    def _tail_for_start(self) -> bytes:
        held, self._tail = self._tail, b""
        return held

    def _take(self, piece: bytes) -> None:
        at = 0
        if self._tail:
            at = 4 - len(self._tail)
            self._tail += piece[:at]
            if len(self._tail) < 4:
                return
            self._decode(self._tail)
            self._tail = b""
        end = at + (len(piece) - at) // 4 * 4
        if end > at:
            self._decode(memoryview(piece)[at:end])
        self._tail = piece[max(at, end) :]

    def _decode(self, quads: bytes | memoryview) -> None:
        if self._padded:
            raise Base64Broken("characters after the padding")
        try:
            data = pybase64.b64decode(quads, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Base64Broken(str(error)) from error
        self._padded = quads[-1] == ord("=")
        self.write_decoded(data)
