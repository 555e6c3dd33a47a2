import pytest
from PIL import Image, ImageDraw

from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.corners import Corner, corner

MARK = (60, 60)


def busy(*corners: Corner) -> Canvas:
    """A plain canvas with a chequered patch in each of these corners."""
    image = Image.new("RGB", (400, 400), "white")
    draw = ImageDraw.Draw(image)
    for right, low in corners:
        left, top = (300 if right else 0), (300 if low else 0)
        for at in range(0, 100, 8):
            draw.line([(left + at, top), (left + at, top + 100)], fill="black", width=4)
    canvas = Canvas(400, 400)
    canvas.image.paste(image)
    return canvas


@pytest.mark.parametrize(
    ("canvas", "expected"),
    [
        (busy(), (True, False)),
        (busy((True, False)), (False, False)),
        (busy((True, False), (False, False)), (False, True)),
        (busy((True, False), (False, False), (False, True)), (True, True)),
    ],
)
def test_a_mark_goes_where_it_covers_least(canvas: Canvas, expected: Corner) -> None:
    assert corner(canvas, (), MARK, 10) == expected


def test_a_named_corner_is_taken_however_busy() -> None:
    assert corner(busy((False, True)), ("bottom", "left"), MARK, 10) == (False, True)
