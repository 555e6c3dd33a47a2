"""An original in another format, for downloads."""

from pathlib import Path

from bot.imaging.made import Made
from bot.imaging.provenance import save_options
from bot.imaging.reading import read
from bot.imaging.saving import flattened, save
from bot.models import ImageFormat, Provenance

QUALITY = 92


def export(
    path: Path,
    folder: Path,
    *,
    kind: ImageFormat,
    quality: int = QUALITY,
    provenance: Provenance | None = None,
    recipe: str | None = None,
) -> Made:
    """Write `<stem>-export` in the format asked for; `quality` is 1 to 100, no matter for PNG.

    JPEG has no transparency: it is shown on white. `recipe` is written into a PNG's text.
    """
    image = read(path)
    if kind is ImageFormat.JPEG:
        image = flattened(image)
    target = folder / f"{path.stem}-export{kind.suffix}"
    save(image, target, kind, quality=quality, **save_options(kind, provenance, recipe))
    return Made(
        path=target,
        format=kind,
        width=image.width,
        height=image.height,
        size_bytes=target.stat().st_size,
    )
