from pathlib import Path

import pytest
from PIL import Image

from bot.references.opening import PIXELS_MAX, check_pixels, open_strictly
from bot.references.refused import Refused
from bot.references.scans import SCANS_MAX
from bot.references.webp import canvas_size
from tests.fakes.painted import blank_png, encoded, many_scans, painted


def _file(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "given"
    path.write_bytes(data)
    return path


def _refusal(tmp_path: Path, data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        open_strictly(_file(tmp_path, data))
    return caught.value


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_opens_the_formats_we_take(tmp_path: Path, kind: str) -> None:
    name, image = open_strictly(_file(tmp_path, encoded(painted(), kind)))
    assert (name.upper(), image.size) == (kind, (64, 48))


def test_pixels_at_the_limit_pass_and_one_beyond_is_refused() -> None:
    check_pixels(PIXELS_MAX, 1)
    check_pixels(10_000, 5_000)
    with pytest.raises(Refused, match="too-many-pixels"):
        check_pixels(PIXELS_MAX + 1, 1)


def test_too_many_pixels_are_told_before_decoding(tmp_path: Path) -> None:
    refusal = _refusal(tmp_path, blank_png(10_000, 5_001))
    assert refusal.reason == "too-many-pixels"
    assert refusal.facts == {"width": 10_000, "height": 5_001, "limit_pixels": PIXELS_MAX}


@pytest.mark.parametrize(("lossless", "exact"), [(True, True), (False, False)])
def test_reads_a_webps_canvas_from_its_header(lossless: bool, exact: bool) -> None:
    for mode in ("RGB", "RGBA"):
        data = encoded(painted(301, 97, mode), "WEBP", lossless=lossless, exact=exact)
        assert canvas_size(data[:30]) == (301, 97)


def test_a_webp_claiming_a_vast_canvas_is_not_opened(tmp_path: Path) -> None:
    frame = encoded(painted(), "WEBP")[12:]
    vast = (16_383 - 1).to_bytes(3, "little")
    body = b"WEBPVP8X\x0a\0\0\0" + bytes(4) + vast + vast + frame
    data = b"RIFF" + len(body).to_bytes(4, "little") + body
    assert _refusal(tmp_path, data).reason == "too-many-pixels"


@pytest.mark.parametrize(
    ("data", "reason", "facts"),
    [
        (b"", "empty", {}),
        (b"%PDF-1.7", "not-a-picture", {"kind": "pdf"}),
        (b"<html>Sign in", "not-a-picture", {"kind": "web-page"}),
        (encoded(painted(), "GIF"), "format", {"found": "GIF"}),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "format", {"found": "SVG"}),
    ],
)
def test_says_what_it_is_instead(
    tmp_path: Path, data: bytes, reason: str, facts: dict[str, str]
) -> None:
    refusal = _refusal(tmp_path, data)
    assert (refusal.reason, refusal.facts) == (reason, facts)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animation_is_refused(tmp_path: Path, kind: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:])
    assert _refusal(tmp_path, data).reason == "animated"


def test_a_phones_photo_with_a_second_picture_behind_it_is_no_animation(tmp_path: Path) -> None:
    data = encoded(painted(), "MPO", save_all=True, append_images=[painted(8, 8)])
    name, image = open_strictly(_file(tmp_path, data))
    assert (name, image.size) == ("JPEG", (64, 48))


def test_scans_at_the_limit_pass_and_one_beyond_is_a_bomb(tmp_path: Path) -> None:
    open_strictly(_file(tmp_path, many_scans(SCANS_MAX)))
    assert _refusal(tmp_path, many_scans(SCANS_MAX + 1)).reason == "bomb"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_truncated_picture_does_not_open(tmp_path: Path, kind: str) -> None:
    data = encoded(painted(200, 200), kind)
    with pytest.raises(Exception):  # noqa: B017, PT011 - decoders raise six kinds
        open_strictly(_file(tmp_path, data[: len(data) * 2 // 3]))


def test_a_png_with_a_wrong_checksum_does_not_open(tmp_path: Path) -> None:
    data = bytearray(encoded(painted(), "PNG"))
    data[data.index(b"IEND") - 5] ^= 1  # the checksum of the last IDAT
    with pytest.raises(SyntaxError):
        open_strictly(_file(tmp_path, bytes(data)))
