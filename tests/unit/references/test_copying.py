import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from bot.imaging.pixels import eight_bit, orientation_of, to_srgb, upright
from bot.models import ImageFormat
from bot.references import copying
from bot.references.copying import EDGE_MAX, cleaned, write_copy
from tests.fakes.painted import CANARY, encoded, painted, telling_exif

TURNS = Image.Transpose
TO_STORED = {  # how a camera that writes this orientation has turned the picture
    1: None, 2: TURNS.FLIP_LEFT_RIGHT, 3: TURNS.ROTATE_180, 4: TURNS.FLIP_TOP_BOTTOM,
    5: TURNS.TRANSPOSE, 6: TURNS.ROTATE_90, 7: TURNS.TRANSVERSE, 8: TURNS.ROTATE_270,
}  # fmt: skip


def _reopened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("orientation", TO_STORED)
def test_every_orientation_comes_out_upright(orientation: int) -> None:
    turn = TO_STORED[orientation]
    stored = painted() if turn is None else painted().transpose(turn)
    given = _reopened(encoded(stored, "PNG", exif=telling_exif(orientation)))
    found = cleaned(given)
    assert (found.width, found.height) == (64, 48)
    assert found.image.tobytes() == painted().tobytes()


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_an_orientation_nobody_defined_turns_nothing(value: int) -> None:
    image = _reopened(encoded(painted(), "PNG", exif=telling_exif(value)))
    assert orientation_of(image) == 1
    assert upright(image, 1) is image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_nothing_but_pixels_survives(tmp_path: Path, kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    tell: dict[str, Any] = {"exif": telling_exif(), "icc_profile": profile}
    if kind != "PNG":
        tell |= {"xmp": CANARY.encode(), "comment": CANARY}
    data = encoded(painted(), kind, **tell)
    assert CANARY.encode() in data
    for lossy in (True, False):
        path, _ = write_copy(cleaned(_reopened(data)).image, tmp_path / "copy", lossy=lossy)
        copy = path.read_bytes()
        assert CANARY.encode() not in copy
        assert b"Exif" not in copy
        assert not {"exif", "xmp", "icc_profile", "comment"} & _reopened(copy).info.keys()


@pytest.mark.parametrize(
    ("mode", "kept"),
    [("1", "RGB"), ("L", "RGB"), ("LA", "RGB"), ("P", "RGB"), ("RGB", "RGB"), ("RGBA", "RGB"),
     ("CMYK", "RGB"), ("YCbCr", "RGB"), ("HSV", "RGB"), ("F", "RGB")],
)  # fmt: skip
def test_every_mode_becomes_rgb_unless_something_is_transparent(mode: str, kept: str) -> None:
    assert cleaned(painted(mode=mode)).image.mode == kept


def test_transparency_is_kept_from_alpha_and_from_palettes() -> None:
    clear = painted(mode="RGBA")
    clear.putpixel((0, 0), (0, 0, 0, 0))
    assert cleaned(clear).image.mode == "RGBA"
    palette = _reopened(encoded(painted().quantize(4), "PNG", transparency=0))
    assert cleaned(palette).image.mode == "RGBA"


def test_sixteen_bits_are_scaled_not_clipped() -> None:
    grey = Image.new("I;16", (3, 1))
    for x, value in enumerate((0, 32_768, 65_535)):
        grey.putpixel((x, 0), value)
    narrow = eight_bit(_reopened(encoded(grey, "PNG")))
    assert [narrow.getpixel((x, 0)) for x in range(3)] == [0, 127, 255]


def test_colours_are_converted_by_their_profile(tmp_path: Path) -> None:
    image = Image.new("RGB", (4, 4), (200, 100, 50))
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert to_srgb(image, srgb).tobytes() == image.tobytes()
    assert to_srgb(image, lab).tobytes() == image.tobytes(), "a profile for other pixels"
    assert to_srgb(image, b"no profile").tobytes() == image.tobytes()
    swapped = to_srgb(image, _swapped_primaries(srgb))
    assert swapped.getpixel((0, 0))[0] < 150, "red was declared to be green"  # type: ignore[index]


def _swapped_primaries(profile: bytes) -> bytes:
    """sRGB with its red and green columns exchanged, and its name removed."""
    return (
        profile.replace(b"rXYZ", b"tXYZ")
        .replace(b"gXYZ", b"rXYZ")
        .replace(b"tXYZ", b"gXYZ")
        .replace("sRGB".encode("utf-16-be"), "Odd!".encode("utf-16-be"))
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [((EDGE_MAX, 16), (EDGE_MAX, 16)), ((EDGE_MAX + 4, 16), (EDGE_MAX, 16)),
     ((2048, 2 * EDGE_MAX), (1024, EDGE_MAX)), ((1, 100_000), (1, EDGE_MAX))],
)  # fmt: skip
def test_the_long_edge_is_capped(given: tuple[int, int], kept: tuple[int, int]) -> None:
    found = cleaned(Image.new("L", given))
    assert (found.width, found.height) == given
    assert found.image.size == kept


def test_lossy_sources_are_kept_as_jpeg_and_the_rest_as_png(tmp_path: Path) -> None:
    assert write_copy(painted(), tmp_path / "a", lossy=True)[1] is ImageFormat.JPEG
    assert write_copy(painted(), tmp_path / "a", lossy=False)[1] is ImageFormat.PNG
    assert write_copy(painted(mode="RGBA"), tmp_path / "a", lossy=True)[1] is ImageFormat.PNG


def test_a_png_too_heavy_for_providers_is_kept_as_jpeg(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PNG_BYTES_MAX", 10)
    path, kind = write_copy(painted(), tmp_path / "a", lossy=False)
    assert (path.suffix, kind) == (".jpg", ImageFormat.JPEG)
    assert list(tmp_path.iterdir()) == [path]
