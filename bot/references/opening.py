"""Opening a stranger's picture strictly. Runs in the decoder process only."""

from pathlib import Path

import pi_heif  # type: ignore[import-untyped]
from PIL import Image, ImageFile, JpegImagePlugin

from bot.references.kinds import ACCEPTED, HEAD_BYTES, Kind, kind_of
from bot.references.refused import Refused
from bot.references.scans import SCANNED_PIXELS_MAX, SCANS_MAX, count_scans
from bot.references.webp import canvas_size

PIXELS_MAX = 50_000_000

ImageFile.LOAD_TRUNCATED_IMAGES = False
# Pillow only warns up to twice its limit; `check_pixels` is exact and comes before any decoding.
Image.MAX_IMAGE_PIXELS = None


def open_strictly(path: Path) -> tuple[str, Image.Image]:
    """Decode the whole picture; returns its format's name and the loaded image, not yet oriented.

    Raises Refused for everything known, and whatever the decoders raise for damage.
    """
    name = accepted_format(path)
    if name == "HEIC":
        return name, _open_heic(path)
    scans = count_scans(path.read_bytes()) if name == "JPEG" else 1
    if scans > SCANS_MAX:
        raise Refused("bomb")
    if name == "WebP" and (size := canvas_size(_head(path))):
        check_pixels(*size)
    _verify(name, path)
    with _open(name, path) as image:
        check_scanned(*image.size, scans=scans)
        image.load()
    if name == "WebP":
        del image._decoder  # type: ignore[attr-defined]  # its canvases, twice the picture
    return name, image


def accepted_format(path: Path) -> str:
    """The format's name, where it is one of ours. Raises Refused."""
    head = _head(path)
    if not head:
        raise Refused("empty")
    kind = kind_of(head)
    if kind.picture is None:
        raise Refused("not-a-picture", kind=kind.other)
    if kind not in {Kind(picture=name) for name in ACCEPTED}:
        raise Refused("format", found=kind.picture)
    return kind.picture


def check_pixels(width: int, height: int) -> None:
    """Raises Refused beyond PIXELS_MAX. Called with the header's size, before decoding."""
    if width * height > PIXELS_MAX:
        raise Refused("too-many-pixels", width=width, height=height, limit_pixels=PIXELS_MAX)


def check_scanned(width: int, height: int, *, scans: int) -> None:
    """Raises Refused beyond SCANNED_PIXELS_MAX: each scan walks over the whole picture."""
    if width * height * scans > SCANNED_PIXELS_MAX:
        raise Refused("bomb")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def _open(name: str, path: Path) -> Image.Image:
    """Open with the one plugin that fits.

    JPEGs go to their class directly: by way of Image.open, a phone's photo with a depth or gain map
    behind it would turn into a multi-picture file and be taken for an animation.
    """
    if name == "JPEG":
        return JpegImagePlugin.JpegImageFile(path)
    return Image.open(path, formats=(name.upper(),))


def _verify(name: str, path: Path) -> None:
    """Check the header and, for a PNG, every checksum; `verify` leaves the image unusable.

    Nothing of it may outlive this call: a WebP holds two canvases from the moment it is opened.
    """
    with _open(name, path) as image:
        check_pixels(*image.size)
        if getattr(image, "n_frames", 1) > 1:
            raise Refused("animated")
        image.verify()


def _open_heic(path: Path) -> Image.Image:
    """Take the primary picture; libheif applies the container's own rotation while decoding."""
    heif = pi_heif.open_heif(path)
    check_pixels(*heif.size)
    image: Image.Image = heif.to_pillow()
    for key in ("exif", "xmp", "metadata"):
        image.info.pop(key, None)
    return image
