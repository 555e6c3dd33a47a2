"""From any decoded image to clean 8-bit pixels: upright, sRGB, nothing attached."""

import io

from PIL import Image, ImageCms

ICC_BYTES_MAX = 1_000_000
"""Real profiles are 0.5 to 600 kB; a longer one is not parsed."""

_ORIENTATION_TAG = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = frozenset({5, 6, 7, 8})
_PROFILE_SPACES = {"RGB": "RGB", "RGBA": "RGB", "L": "GRAY", "CMYK": "CMYK"}


def orientation_of(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 1 where there is none or the metadata is broken."""
    try:
        value = image.getexif().get(_ORIENTATION_TAG, 1)
    except Exception:  # broken EXIF is common in honest files and no reason to refuse the pixels
        return 1
    return value if value in _UPRIGHT else 1


def seen_size(image: Image.Image, orientation: int) -> tuple[int, int]:
    """Width and height as a person sees the picture."""
    width, height = image.size
    return (height, width) if orientation in _SIDEWAYS else (width, height)


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Turn the pixels as the orientation says."""
    return image.transpose(_UPRIGHT[orientation]) if orientation in _UPRIGHT else image


def eight_bit(image: Image.Image) -> Image.Image:
    """Grey stays L and CMYK stays CMYK, for their colour profiles; all else is RGB or RGBA."""
    if image.mode.startswith("I"):
        return image.point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data:
        return _without_idle_alpha(image if image.mode == "RGBA" else image.convert("RGBA"))
    if image.mode in {"RGB", "L", "CMYK"}:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def to_srgb(image: Image.Image, icc: bytes | None) -> Image.Image:
    """Convert by the profile where it fits; RGB or RGBA comes out either way."""
    target = "RGBA" if image.mode == "RGBA" else "RGB"
    if icc and len(icc) <= ICC_BYTES_MAX:
        try:
            return _by_profile(image, icc, target)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # an unusable profile: take the numbers as they stand, as browsers do
    return image.convert(target)


def clean(image: Image.Image) -> Image.Image:
    """The same pixels in a new image that carries no metadata at all."""
    fresh = Image.new(image.mode, image.size)
    fresh.paste(image)
    return fresh


def _by_profile(image: Image.Image, icc: bytes, target: str) -> Image.Image:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    if profile.profile.xcolor_space.strip() != _PROFILE_SPACES[image.mode]:
        raise ValueError("a profile for another kind of pixels")
    if "sRGB" in (profile.profile.profile_description or ""):
        return image.convert(target)
    converted = ImageCms.profileToProfile(
        image, profile, ImageCms.createProfile("sRGB"), outputMode=target
    )
    assert converted is not None
    return converted


def _without_idle_alpha(image: Image.Image) -> Image.Image:
    """An alpha channel that hides nothing is dropped."""
    lowest, _ = image.getchannel("A").getextrema()
    return image.convert("RGB") if lowest == 255 else image
