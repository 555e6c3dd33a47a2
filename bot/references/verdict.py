"""What the decoder says of a file, as it crosses from its process to ours."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from pydantic import TypeAdapter

from bot.errors import Fact
from bot.models import ImageFormat


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One file for the decoder: read `path`, write the copy as `stem` plus the format's suffix.

    With `mask_size` (width, height) the file is a mask for a picture of that size. A file's name
    may be bytes that JSON has no letters for, so a character stands for each byte.
    """

    path: str
    stem: str
    mask_size: tuple[int, int] | None = None

    @classmethod
    def about(cls, path: Path, stem: Path, mask_size: tuple[int, int] | None) -> Self:
        """Ask about a file of any name."""
        return cls(path=_spelled(path), stem=_spelled(stem), mask_size=mask_size)

    @property
    def given(self) -> Path:
        """The file to be judged."""
        return _local(self.path)

    @property
    def kept_as(self) -> Path:
        """Where its copy goes, but for the suffix."""
        return _local(self.stem)


def _spelled(path: Path) -> str:
    return os.fsencode(path).decode("latin-1")


def _local(spelled: str) -> Path:
    return Path(os.fsdecode(spelled.encode("latin-1")))


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The copy's format and size in pixels."""

    format: ImageFormat
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`format` is what was found, also where refused; `width`, `height` as a person sees it.

    `fault` is the errno of a fault that is ours and not the file's: a full disk, mostly. `cpu_s`
    and `memory_bytes` (peak resident) are the worker's own cost of this file.
    """

    reason: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    format: str | None = None
    width: int | None = None
    height: int | None = None
    kept: Kept | None = None
    fault: int | None = None
    cpu_s: float = 0.0
    memory_bytes: int = 0


ASK: TypeAdapter[Ask] = TypeAdapter(Ask)
VERDICT: TypeAdapter[Verdict] = TypeAdapter(Verdict)
"""JSON, checked on arrival: a decoder taken over by its file must not reach us by unpickling."""
