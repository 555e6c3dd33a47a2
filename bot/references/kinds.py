"""What a file is, by its first bytes. Names and media types that senders give are not believed."""

from collections.abc import Iterator
from dataclasses import dataclass

HEAD_BYTES = 4096

ACCEPTED = frozenset({"PNG", "JPEG", "WebP", "HEIC"})

_PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"8BPS", "PSD"),
    (b"\0\0\1\0", "ICO"),
    (b"\0\0\2\0", "CUR"),
    (b"icns", "ICNS"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"DDS ", "DDS"),
    (b"qoif", "QOI"),
    (b"\x76\x2f\x31\x01", "OpenEXR"),
    (b"SIMPLE  =", "FITS"),
    (b"%!PS", "PostScript"),
    (b"gimp xcf", "XCF"),
    *((b"P%d%s" % (n, space), "PNM") for n in range(1, 8) for space in (b"\n", b" ", b"\r", b"#")),
)

_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"\0\0\1\xba", "video"),
    (b"FLV\1", "video"),
    (b"OggS", "audio"),
    (b"ID3", "audio"),
    (b"fLaC", "audio"),
    (b"\xff\xfb", "audio"),
    (b"MThd", "audio"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
)

_RIFF = {b"WEBP": ("picture", "WebP"), b"AVI ": ("other", "video"), b"WAVE": ("other", "audio")}
_HEIC_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`picture` is the format's usual name, or None; then `other` says what it is instead.

    `other` is one of pdf, archive, video, audio, program, web-page, text, unknown.
    """

    picture: str | None = None
    other: str = ""


def kind_of(head: bytes) -> Kind:
    """Tell a file's kind from its first HEAD_BYTES."""
    return next(_guesses(head))


def _guesses(head: bytes) -> Iterator[Kind]:
    """Signatures first, containers next, text last."""
    yield from (Kind(picture=name) for magic, name in _PICTURES if head.startswith(magic))
    yield from (Kind(other=name) for magic, name in _OTHERS if head.startswith(magic))
    if head[4:8] == b"ftyp":
        yield _iso_media(head)
    if head[:4] == b"RIFF" and head[8:12] in _RIFF:
        what, name = _RIFF[head[8:12]]
        yield Kind(picture=name) if what == "picture" else Kind(other=name)
    yield _textual(head)


def _iso_media(head: bytes) -> Kind:
    """HEIC, AVIF and videos share a container; the brands in its first box tell them apart."""
    box = head[8 : max(16, int.from_bytes(head[:4], "big"))]
    brands = {box[i : i + 4] for i in range(0, len(box), 4) if i != 4}
    if brands & {b"avif", b"avis"}:
        return Kind(picture="AVIF")
    if brands & _HEIC_BRANDS:
        return Kind(picture="HEIC")
    return Kind(other="audio" if b"M4A " in brands else "video")


def _textual(head: bytes) -> Kind:
    """SVG, a web page (often the login page of a download without rights), words, or unknown."""
    start = head.lstrip(b"\xef\xbb\xbf\0 \t\r\n").lower()
    if b"<svg" in start[:2048]:
        return Kind(picture="SVG")
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return Kind(other="web-page")
    if start and not any(byte < 9 or 13 < byte < 32 for byte in head):
        return Kind(other="text")
    return Kind(other="unknown")
