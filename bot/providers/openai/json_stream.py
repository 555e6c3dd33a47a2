"""Reads one JSON document in pieces of any size, without ever holding its long strings."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

METADATA_MAX_BYTES = 400_000
"""All that is no picture: room for ten prompts of the greatest length."""
ITEMS_MAX = 64
"""Elements that `items` may have; no answer has more than ten pictures."""
CONTAINERS_MAX = 2000
"""Objects and arrays of one document."""
DEPTH_MAX = 64

PathStep = str | int | None
JsonPath = tuple[PathStep, ...]

_STRUCTURE = re.compile(rb'[][{}:,"]')
# Up to the closing quote, or to an escape that the piece breaks off in.
_ESCAPED_TEXT = re.compile(rb'(?:[^"\\]++|\\u[0-9A-Fa-f]{4}|\\[^u])*+')
_ESCAPE = re.compile(rb"\\(?:u[0-9A-Fa-f]{4}|[^u])", re.DOTALL)
_OPENS = {ord("{"): ord("}"), ord("["): ord("]")}


class JsonBroken(Exception):
    """The bytes are not one JSON document within the limits."""


class Blob(Protocol):
    """Takes the characters of one long string, as bytes, in order."""

    def write(self, piece: bytes | memoryview) -> None:
        """Called with unescaped UTF-8 (an escaped surrogate pair as its halves).

        The piece is only valid during the call.
        """
        ...

    def close(self) -> None:
        """Called when the string's closing quote was read."""
        ...


@dataclass(slots=True)
class _Container:
    closer: int
    skeleton_at: int
    blobs_at: int
    key: PathStep
    wants_key: bool = False


@dataclass(slots=True)
class JsonSplitter:
    """Splits a document into a small skeleton and the blobs that `route` takes.

    `route` is asked for every string value, by its path (keys and array positions); where it
    answers a Blob, the string goes there instead. Elements of the array at `items` are handed out
    as soon as they are whole. `finish` gives the document, with each Blob where its string was.
    """

    route: Callable[[JsonPath], Blob | None]
    items: JsonPath = ("data",)
    metadata_max_bytes: int = METADATA_MAX_BYTES
    _skeleton: bytearray = field(default_factory=bytearray)
    _blobs: list[Blob] = field(default_factory=list)
    _stack: list[_Container] = field(default_factory=list)
    _blob: Blob | None = None
    _string_at: int | None = None
    _escape: bytearray = field(default_factory=bytearray)
    _whole: list[object] = field(default_factory=list)
    _handed: int = 0
    _opened: int = 0

    def feed(self, chunk: bytes) -> Iterator[object]:
        """Read on; yields the elements of `items` as they become whole. Raises JsonBroken."""
        at = 0
        while at < len(chunk):
            if self._blob is not None:
                at = self._read_blob(self._blob, chunk, at)
            elif self._string_at is not None:
                at = self._read_string(self._string_at, chunk, at)
            else:
                at = self._read_structure(chunk, at)
            if len(self._skeleton) > self.metadata_max_bytes:
                raise JsonBroken("more metadata than any answer has")
            if self._whole:
                yield self._whole.pop()

    def finish(self) -> object:
        """Answer the whole document. Raises JsonBroken where it is cut short or malformed."""
        if self._stack or self._blob is not None or self._string_at is not None:
            raise JsonBroken("the document is cut short")
        return self._load(0, 0)

    def _read_structure(self, chunk: bytes, at: int) -> int:
        found = _STRUCTURE.search(chunk, at)
        end = found.start() if found else len(chunk)
        self._copy_plain(chunk[at:end])
        if found is None:
            return end
        token = chunk[end]
        if token == ord('"'):
            self._open_string()
        else:
            self._skeleton.append(token)
            self._step(token)
        return end + 1

    def _copy_plain(self, text: bytes) -> None:
        # A bare NaN marks a blob in the skeleton, so the document may not have its own.
        if b"N" in text or b"I" in text:
            raise JsonBroken("not JSON")
        self._skeleton += text

    def _step(self, token: int) -> None:
        if token in _OPENS:
            self._open(token)
        elif not self._stack:
            raise JsonBroken("not JSON")
        elif token == ord(","):
            self._next(self._stack[-1])
        elif token == ord(":"):
            self._stack[-1].wants_key = False
        else:
            self._close(token)

    def _open(self, token: int) -> None:
        if len(self._stack) >= DEPTH_MAX:
            raise JsonBroken("nested too deep")
        self._opened += 1
        if self._opened > CONTAINERS_MAX:
            raise JsonBroken("more parts than any answer has")
        is_object = token == ord("{")
        self._stack.append(
            _Container(
                closer=_OPENS[token],
                skeleton_at=len(self._skeleton) - 1,
                blobs_at=len(self._blobs),
                key=None if is_object else 0,
                wants_key=is_object,
            )
        )

    def _next(self, inside: _Container) -> None:
        if isinstance(inside.key, int):
            inside.key += 1
        else:
            inside.wants_key = True

    def _close(self, token: int) -> None:
        closed = self._stack.pop()
        if closed.closer != token:
            raise JsonBroken("brackets do not match")
        path = self._path()
        if path[:-1] == self.items and isinstance(path[-1], int):
            self._handed += 1
            if self._handed > ITEMS_MAX:
                raise JsonBroken(f"more than {ITEMS_MAX} pictures")
            self._whole.append(self._load(closed.skeleton_at, closed.blobs_at))

    def _path(self) -> JsonPath:
        return tuple(container.key for container in self._stack)

    def _open_string(self) -> None:
        is_key = bool(self._stack) and self._stack[-1].wants_key
        blob = None if is_key else self.route(self._path())
        if blob is None:
            self._string_at = len(self._skeleton)
            self._skeleton += b'"'
        else:
            self._blob = blob

    def _read_string(self, string_at: int, chunk: bytes, at: int) -> int:
        if self._escape:
            self._skeleton.append(chunk[at])
            self._escape.clear()
            return at + 1
        end = _text_end(chunk, at)
        self._skeleton += chunk[at : end + 1]
        if end == len(chunk):
            return end
        if chunk[end] == ord("\\"):
            self._escape += b"\\"
        else:
            self._close_string(string_at)
        return end + 1

    def _close_string(self, string_at: int) -> None:
        self._string_at = None
        if self._stack and self._stack[-1].wants_key:
            key = _loads(bytes(self._skeleton[string_at:]))
            self._stack[-1].key = key if isinstance(key, str) else None

    def _read_blob(self, blob: Blob, chunk: bytes, at: int) -> int:
        if self._escape:
            return self._read_escape(blob, chunk, at)
        slash = chunk.find(b"\\", at)
        stop = len(chunk) if slash < 0 else slash
        quote = chunk.find(b'"', at, stop)
        end = stop if quote < 0 else quote
        if end > at:
            blob.write(memoryview(chunk)[at:end])
        if quote >= 0:
            self._close_blob(blob)
            return end + 1
        return self._read_escaped(blob, chunk, end) if slash >= 0 else end

    def _read_escaped(self, blob: Blob, chunk: bytes, at: int) -> int:
        """Read a stretch with escapes at once: some servers escape every slash, or each line."""
        end = _text_end(chunk, at)
        if end > at:
            blob.write(_ESCAPE.sub(_unescaped, chunk[at:end]))
        if end == len(chunk):
            return end
        if chunk[end] == ord("\\"):
            self._escape += b"\\"
        else:
            self._close_blob(blob)
        return end + 1

    def _read_escape(self, blob: Blob, chunk: bytes, at: int) -> int:
        self._escape.append(chunk[at])
        if len(self._escape) == (6 if self._escape[1] == ord("u") else 2):
            escape = bytes(self._escape)
            self._escape.clear()
            blob.write(_character(escape))
        return at + 1

    def _close_blob(self, blob: Blob) -> None:
        blob.close()
        self._blobs.append(blob)
        self._blob = None
        self._skeleton += b"NaN"

    def _load(self, skeleton_at: int, blobs_at: int) -> object:
        blobs: Iterator[Blob] = iter(self._blobs[blobs_at:])
        return _loads(bytes(self._skeleton[skeleton_at:]), lambda _: next(blobs))


def _text_end(chunk: bytes, at: int) -> int:
    found = _ESCAPED_TEXT.match(chunk, at)
    return found.end() if found else at


def _unescaped(escape: re.Match[bytes]) -> bytes:
    return _character(escape[0])


@lru_cache(maxsize=1024)
def _character(escape: bytes) -> bytes:
    return str(_loads(b'"%s"' % escape)).encode("utf-8", "surrogatepass")


def _loads(text: bytes, constant: Callable[[str], object] | None = None) -> object:
    try:
        value: object = json.loads(text, parse_constant=constant)
    except (ValueError, RecursionError) as error:
        raise JsonBroken(str(error)) from error
    return value
