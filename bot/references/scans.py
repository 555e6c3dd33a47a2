"""Counting the scans of a JPEG without decoding it.

A progressive JPEG may hold any number of scans, each of which makes the decoder walk over the whole
picture: 10 MB of tiny scans cost eleven minutes under every limit on pixels. The most seen in 855
honest files is 53.
"""

SCANS_MAX = 100
SCANNED_PIXELS_MAX = 1_000_000_000
"""Scans times pixels: 20 of the largest picture allowed, about three seconds of decoding."""

_SOS = 0xDA
_EOI = 0xD9
_BARE = frozenset({0x01, 0xD8, *range(0xD0, 0xD8)})  # TEM, SOI, RST: no length follows


def count_scans(data: bytes, *, limit: int = SCANS_MAX) -> int:
    """Count start-of-scan markers up to the first end of image; stops once past `limit`.

    Segments are skipped by their length, so that a thumbnail in the metadata, or a video behind the
    picture, does not count.
    """
    scans = 0
    at = 2
    while scans <= limit:
        at, marker = _next_marker(data, at)
        if marker is None or marker == _EOI:
            break
        if marker == _SOS:
            scans += 1
        if marker not in _BARE:
            at += max(2, int.from_bytes(data[at : at + 2], "big"))
    return scans


def _next_marker(data: bytes, at: int) -> tuple[int, int | None]:
    """The position behind the next marker, and the marker; stuffed zeros and fill are passed."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        code = data[at + 1]
        if code == 0xFF:
            at += 1
        elif code == 0:
            at += 2
        else:
            return at + 2, code
    return len(data), None
