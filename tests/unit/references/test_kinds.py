import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.references.kinds import HEAD_BYTES, Kind, kind_of
from tests.fakes.painted import encoded, painted


@pytest.mark.parametrize(
    ("saved_as", "name"),
    [("PNG", "PNG"), ("JPEG", "JPEG"), ("WEBP", "WebP"), ("GIF", "GIF"), ("BMP", "BMP"),
     ("TIFF", "TIFF"), ("ICO", "ICO"), ("AVIF", "AVIF"), ("PPM", "PNM"), ("DDS", "DDS"),
     ("JPEG2000", "JPEG 2000")],
)  # fmt: skip
def test_names_what_pillow_writes(saved_as: str, name: str) -> None:
    assert kind_of(encoded(painted(), saved_as)[:HEAD_BYTES]) == Kind(picture=name)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Kind(picture="HEIC")),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif", Kind(picture="AVIF")),
        (b"\0\0\0\x18ftypisom\0\0\x02\0isommp42", Kind(other="video")),
        (b"\0\0\0\x18ftypM4A \0\0\x02\0isomM4A ", Kind(other="audio")),
        (b"RIFF\x10\0\0\0AVI LIST", Kind(other="video")),
        (b"RIFF\x10\0\0\0WAVEfmt ", Kind(other="audio")),
        (b"%PDF-1.7\n", Kind(other="pdf")),
        (b"PK\x03\x04\x14\0", Kind(other="archive")),
        (b"\x7fELF\x02\x01", Kind(other="program")),
        (b'<?xml version="1.0"?>\n<svg xmlns="x">', Kind(picture="SVG")),
        (b"\xef\xbb\xbf  <!DOCTYPE html><title>Sign in", Kind(other="web-page")),
        (b"<HTML><body>", Kind(other="web-page")),
        ("žluťoučký kůň\n".encode(), Kind(other="text")),
        (b"\0\1\2\3", Kind(other="unknown")),
        (b"RIFF", Kind(other="text")),
    ],
)  # fmt: skip
def test_tells_pictures_from_the_rest(head: bytes, kind: Kind) -> None:
    assert kind_of(head) == kind


@given(st.binary(max_size=64))
def test_any_bytes_have_a_kind(head: bytes) -> None:
    kind = kind_of(head)
    assert (kind.picture is None) == bool(kind.other)
