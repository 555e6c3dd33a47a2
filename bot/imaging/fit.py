"""The size ladder: what a chat can take of a picture that may be too heavy for it.

1 the original bytes; 2 the same pixels in a lighter file; 3 fewer pixels. The original itself is
kept elsewhere, and handed out by a button.
"""

from collections.abc import Collection
from pathlib import Path

from PIL import Image

from bot.imaging.made import Made
from bot.imaging.preview import shrink_to_fit
from bot.imaging.probe import probe
from bot.imaging.provenance import Provenance, save_options
from bot.imaging.reading import read
from bot.imaging.saving import flattened, save
from bot.models import ImageFormat

QUALITY = 90


def fit(
    path: Path,
    folder: Path,
    *,
    bytes_max: int,
    formats: Collection[str],
    provenance: Provenance | None = None,
) -> Made:
    """The best file of this picture with at most `bytes_max` bytes in one of the media types.

    Returns the given path itself, untouched, where that fits; else a new file in `folder`. The
    limit is for the file alone: callers take off what their request adds. Transparency is kept as
    long as a format allows it, then shown on white. JPEG is taken for granted. Raises NotWhole,
    CannotShrink.
    """
    original = probe(path)
    if original.size_bytes <= bytes_max and original.format.media_type in formats:
        return original
    image = read(path)
    for kind in _same_pixels(image, formats):
        made = _write(image, folder / f"{path.stem}-fit{kind.suffix}", kind, provenance)
        if made.size_bytes <= bytes_max:
            return made
        made.path.unlink()
    target = folder / f"{path.stem}-fit.jpg"
    return shrink_to_fit(flattened(image), target, bytes_max=bytes_max, provenance=provenance)


def _same_pixels(image: Image.Image, formats: Collection[str]) -> list[ImageFormat]:
    """Formats to try at full size, lightest first where all is kept."""
    if image.mode != "RGBA":
        return [ImageFormat.JPEG]
    keeping_alpha = [ImageFormat.WEBP, ImageFormat.PNG]
    return [kind for kind in keeping_alpha if kind.media_type in formats] + [ImageFormat.JPEG]


def _write(
    image: Image.Image, path: Path, kind: ImageFormat, provenance: Provenance | None
) -> Made:
    shown = flattened(image) if kind is ImageFormat.JPEG else image
    save(shown, path, kind, quality=QUALITY, **save_options(kind, provenance))
    return Made(
        path=path,
        format=kind,
        width=image.width,
        height=image.height,
        size_bytes=path.stat().st_size,
    )
