"""What a finished picture is, told by its bytes."""

from pathlib import Path

from PIL import Image

from bot.errors import BotError
from bot.imaging.made import Made
from bot.imaging.reading import FORMATS
from bot.models import ImageFormat

_FORMATS = {"PNG": ImageFormat.PNG, "JPEG": ImageFormat.JPEG, "MPO": ImageFormat.JPEG,
            "WEBP": ImageFormat.WEBP, "GIF": ImageFormat.GIF}  # fmt: skip


PIXELS_MAX = 40_000_000
"""No model of the catalogue makes more than half of it: more is an attack on our memory."""


FRAMES_MAX = 16
"""Pictures of an animation: no model of the catalogue makes more."""


class NotWhole(BotError):
    """The file is no PNG, JPEG, WebP or GIF, or cannot be decoded to its end."""


def _decode(image: Image.Image) -> None:
    """Decode every picture of a file."""
    image.load()
    for frame in range(1, FRAMES_MAX + 1):
        try:
            image.seek(frame)
        except EOFError:
            return
        if frame == FRAMES_MAX:
            raise NotWhole(f"more than {FRAMES_MAX} pictures")
        image.load()


def probe(path: Path) -> Made:
    """Format and size as the file itself says, after decoding all of it.

    Called on every picture before it is recorded: what a provider promised is not what counts.
    Raises NotWhole.
    """
    try:
        with Image.open(path, formats=FORMATS) as image:
            if image.width * image.height > PIXELS_MAX:
                raise NotWhole(f"{image.width}x{image.height} pixels")
            image.verify()
        with Image.open(path, formats=FORMATS) as image:
            width, height = image.size
            kind = _FORMATS[image.format or ""]
            _decode(image)
    except (FileNotFoundError, NotWhole):
        raise
    except Exception as error:  # decoders raise six kinds for damage
        raise NotWhole(f"{type(error).__name__}: {error}") from error
    return Made(path=path, format=kind, width=width, height=height, size_bytes=path.stat().st_size)
