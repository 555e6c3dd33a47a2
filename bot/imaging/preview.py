"""Previews: small JPEGs for chats and pages, small PNGs of what has no background."""

from pathlib import Path

from PIL import Image

from bot.errors import BotError
from bot.imaging.made import Made
from bot.imaging.provenance import save_options
from bot.imaging.reading import read
from bot.imaging.saving import save
from bot.models import ImageFormat, Provenance

EDGE_MIN = 64
"""No preview is made smaller than this to save bytes."""

_QUALITIES = (85, 70, 55)


class CannotShrink(BotError):
    """Not even the smallest preview fits the bytes given: the limit itself is a mistake."""


def make_preview(
    path: Path,
    folder: Path,
    *,
    max_edge: int,
    bytes_max: int,
    provenance: Provenance | None = None,
) -> Made:
    """Write `<stem>-preview` into `folder`: at most `max_edge` pixels and `bytes_max` bytes.

    A JPEG, or a PNG where something is transparent: not every chat shows WebP. Raises CannotShrink.
    """
    image = read(path, edge_max=max_edge)
    kind = ImageFormat.PNG if image.mode == "RGBA" else ImageFormat.JPEG
    target = folder / f"{path.stem}-preview{kind.suffix}"
    return shrink_to_fit(image, target, kind, bytes_max=bytes_max, provenance=provenance)


def shrink_to_fit(
    image: Image.Image,
    path: Path,
    kind: ImageFormat,
    *,
    bytes_max: int,
    provenance: Provenance | None,
) -> Made:
    """Write an image in a format it can have: lower quality first, then fewer pixels.

    A PNG has no quality. Raises CannotShrink.
    """
    options = save_options(kind, provenance)
    qualities = _QUALITIES[:1] if kind is ImageFormat.PNG else _QUALITIES
    while True:
        for quality in qualities:
            save(image, path, kind, quality=quality, **options)
            if (size_bytes := path.stat().st_size) <= bytes_max:
                return Made(
                    path=path,
                    format=kind,
                    width=image.width,
                    height=image.height,
                    size_bytes=size_bytes,
                )
        image = _smaller(image, bytes_max / size_bytes)


def _smaller(image: Image.Image, share: float) -> Image.Image:
    """Scale to a share of the bytes, a little below, so that few rounds are needed."""
    edge = int(max(image.size) * min(0.8, 0.9 * share**0.5))
    if edge < EDGE_MIN:
        raise CannotShrink
    smaller = image.copy()
    smaller.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    return smaller
