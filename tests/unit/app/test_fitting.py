"""Which file of each picture goes into a message."""

import pytest

from bot.app.presenting import fitting
from bot.models import Asset, ChatLimits, ImageFormat, JobId, Picture, PictureRef

MB = 1024 * 1024
LIMITS = ChatLimits(file_bytes_max=10 * MB, request_bytes_max=25 * MB)


def picture(
    index: int,
    size_bytes: int,
    *,
    previewed: bool = True,
    kind: ImageFormat = ImageFormat.PNG,
) -> Picture:
    def asset(size: int, format_: ImageFormat) -> Asset:
        return Asset(sha256=f"{index:064}", format=format_, width=8, height=8, size_bytes=size)

    return Picture(
        ref=PictureRef(job=JobId("job"), index=index),
        asset=asset(size_bytes, kind),
        preview=asset(MB, ImageFormat.JPEG) if previewed else None,
    )


def originals(*sizes_mb: int) -> list[bool]:
    """Whether each picture is shown as it was made."""
    pictures = [picture(number, size * MB) for number, size in enumerate(sizes_mb, 1)]
    shown = fitting(pictures, LIMITS)
    assert sum(file.size_bytes for file in shown) <= LIMITS.request_bytes_max
    return [file == one.asset for file, one in zip(shown, pictures, strict=True)]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((10,), [True]),
        ((11,), [False]),
        ((5, 10, 10), [True, True, True]),
        ((6, 10, 10), [True, False, True]),
        ((7, 7, 7, 7), [False, True, True, True]),
        ((9, 9, 9, 9), [False, False, True, True]),
        ((2, 9, 8, 8), [True, False, True, True]),
    ],
)
def test_only_the_largest_give_way(sizes: tuple[int, ...], shown: list[bool]) -> None:
    assert originals(*sizes) == shown


def test_a_picture_without_a_preview_stays_as_it_is() -> None:
    bare = picture(1, 10 * MB, previewed=False)
    others = [picture(number, 10 * MB) for number in (2, 3)]
    assert fitting([bare, *others], LIMITS)[0] == bare.asset


def test_what_a_chat_cannot_show_is_a_preview() -> None:
    limits = ChatLimits(formats=frozenset({"image/png"}))
    odd = picture(1, MB, kind=ImageFormat.WEBP)
    assert fitting([odd], limits) == (odd.preview,)
