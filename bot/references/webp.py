"""Reading a WebP's canvas from its header.

Merely opening a WebP allocates its canvas twice, so its size must be known before.
"""


def canvas_size(head: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, from the file's first 30 bytes; None where they do not say."""
    if len(head) < 30:
        head = head.ljust(30, b"\0")
    match head[12:16]:
        case b"VP8X":
            return 1 + _number(head[24:27]), 1 + _number(head[27:30])
        case b"VP8L" if head[20] == 0x2F:
            packed = _number(head[21:25])
            return 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
        case b"VP8 " if head[23:26] == b"\x9d\x01\x2a":
            return _number(head[26:28]) & 0x3FFF, _number(head[28:30]) & 0x3FFF
        case _:
            return None


def _number(part: bytes) -> int:
    return int.from_bytes(part, "little")
