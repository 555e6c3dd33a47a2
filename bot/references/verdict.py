"""What the decoder says of a file, as it crosses from its process to ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from bot.errors import Fact
from bot.models import ImageFormat


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One file for the decoder: read `path`, write the copy as `stem` plus the format's suffix.

    With `mask_size` (width, height) the file is a mask for a picture of that size.
    """

    path: str
    stem: str
    mask_size: tuple[int, int] | None = None


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
