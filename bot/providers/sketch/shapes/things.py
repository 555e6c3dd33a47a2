"""Things people make."""

from itertools import pairwise
from random import Random

from bot.providers.sketch.colour import rgb
from bot.providers.sketch.geometry import (
    Outline,
    ellipse,
    rect,
    ring,
    rotated,
    rounded,
    smooth,
)
from bot.providers.sketch.shapes.figure import Figure, Part, dots, hint, line, part

WHITE, DARK = rgb("ffffff"), rgb("22191f")


def robot(rng: Random) -> Figure:
    """A friendly tin robot."""
    body, shade = rng.choice((("9fb4c0", "6d8794"), ("e0a458", "b57a33"), ("7fb7be", "4f8a92")))
    arm = dots("17,62 8,66 6,78")
    raised = dots("63,62 73,58 75,46")
    parts = (
        part("shade", rect(0.39, 0.03, 0.41, 0.14)),
        part("accent", ellipse(0.4, 0.035, 0.033)),
        line("shade", arm, 0.05),
        line("shade", raised, 0.05),
        *(part("body", ellipse(x, y, 0.042)) for x, y in ((0.06, 0.8), (0.755, 0.44))),
        *(part("shade", rounded(x, 0.84, x + 0.09, 0.97, 0.02)) for x in (0.27, 0.44)),
        *(part("ink", rounded(x, 0.94, x + 0.15, 1.0, 0.03)) for x in (0.225, 0.425)),
        part("body", rounded(0.18, 0.52, 0.62, 0.88, 0.07)),
        hint("shade", rounded(0.18, 0.8, 0.62, 0.88, 0.07)),
        part("shade", rect(0.345, 0.46, 0.455, 0.53)),
        part("light", rounded(0.245, 0.585, 0.555, 0.765, 0.03)),
        part("accent", ring(0.4, 0.735, 0.105, 0.08, 180, 360)),
        line("ink", dots("40,73.5 45,66.5"), 0.014),
        hint("second", ellipse(0.4, 0.735, 0.018)),
        *(part("accent", rounded(x, 0.24, x + 0.06, 0.38, 0.02)) for x in (0.085, 0.655)),
        part("body", rounded(0.12, 0.13, 0.68, 0.47, 0.09)),
        hint("shade", rounded(0.12, 0.4, 0.68, 0.47, 0.06)),
        part("dark", rounded(0.18, 0.19, 0.62, 0.4, 0.07)),
        *(part("second", ellipse(x, 0.275, 0.052)) for x in (0.3, 0.5)),
        *(hint("white", ellipse(x, 0.258, 0.016)) for x in (0.285, 0.485)),
        *(part("second", rect(x, 0.355, x + 0.022, 0.375)) for x in (0.335, 0.37, 0.405, 0.44)),
    )
    colours = {"body": rgb(body), "shade": rgb(shade), "white": WHITE, "dark": DARK}
    return Figure(parts=parts, aspect=0.8, colours=colours)


def coffee(rng: Random) -> Figure:
    """A steaming cup with a heart in the foam."""
    cup = smooth(
        dots("16,50 19,72 32,92 60,92 73,72 76,50"),
        closed=False,
    )
    heart = _heart(0.46, 0.492, 0.11, 0.045)
    steam = [_wisp(x, 0.36, 0.27 + 0.05 * (x == 0.46)) for x in (0.34, 0.46, 0.58)]
    parts = (
        *steam,
        part("second", ellipse(0.5, 0.945, 0.5, 0.055)),
        hint("shade", ellipse(0.5, 0.93, 0.3, 0.03)),
        part("body", ring(0.77, 0.63, 0.15, 0.095, -100, 130)),
        part("body", cup),
        hint("shade", smooth(dots("19,72 32,92 60,92 73,72 50,86"))),
        part("body", ellipse(0.46, 0.5, 0.3, 0.085)),
        part("brown", ellipse(0.46, 0.502, 0.265, 0.066)),
        part("cream", heart),
    )
    colours = {
        "body": rgb(rng.choice(("fbf3e4", "e4572e", "2a9d8f", "f2c14e"))),
        "shade": rgb("6a5a52"),
        "brown": rgb("6b3f24"),
        "cream": rgb("f3dcb8"),
    }
    return Figure(parts=parts, aspect=1.0, colours=colours)


def _wisp(x: float, foot: float, height: float) -> Part:
    side = 0.035
    points = [
        (x, foot),
        (x + side, foot - height / 3),
        (x - side, foot - 2 * height / 3),
        (x, foot - height),
    ]
    return line("light", points, 0.026)


def _heart(x: float, y: float, width: float, height: float) -> Outline:
    half = dots("0,96 -46,48 -88,2 -97,-42 -72,-80 -32,-82 0,-50")
    other = [(-px, py) for px, py in half[-2:0:-1]]
    return smooth([(x + px * width, y + py * height) for px, py in half + other])


def heart(rng: Random) -> Figure:
    """A big heart with a gloss."""
    parts = (
        part("body", _heart(0.5, 0.52, 0.49, 0.5)),
        hint(
            "shade",
            smooth(dots("50,99 78,70 98,40 93,22 85,55 60,82")),
        ),
        hint("white", rotated(ellipse(0.27, 0.3, 0.1, 0.055), -40, 0.27, 0.3)),
        hint("white", ellipse(0.165, 0.43, 0.025, 0.03)),
    )
    tones = {"body": rgb("e63950"), "shade": rgb("b3243c"), "white": WHITE}
    return Figure(parts=parts, aspect=1.0, colours=tones)


def record(rng: Random) -> Figure:
    """A record on its player's arm."""
    grooves = [
        hint("shade", ring(0.46, 0.54, r, r - 0.006, 0, 360))
        for r in (0.41, 0.36, 0.31, 0.26, 0.21)
    ]
    shine = [hint("grey", ring(0.46, 0.54, 0.43, 0.19, a, a + 22)) for a in (-65, 115)]
    parts = (
        part("dark", ellipse(0.46, 0.54, 0.46)),
        *shine,
        *grooves,
        part("accent", ellipse(0.46, 0.54, 0.17)),
        hint("second", ring(0.46, 0.54, 0.125, 0.085, 180, 360)),
        part("light", ellipse(0.46, 0.54, 0.024)),
        line("light", dots("95,12 93,55 76,76"), 0.026),
        part("second", ellipse(0.95, 0.12, 0.065)),
        part("light", rotated(rounded(0.71, 0.71, 0.79, 0.83, 0.015), 40, 0.75, 0.77)),
    )
    colours = {"dark": rgb("19181d"), "shade": rgb("2c2b33"), "grey": rgb("3b3a44")}
    return Figure(parts=parts, aspect=1.02, colours=colours, main=("accent",))


def house(rng: Random) -> Figure:
    """A gabled house with a warm window."""
    panes = [rect(x, y, x + 0.075, y + 0.08) for x in (0.555, 0.645) for y in (0.58, 0.675)]
    parts = (
        part("shade", rect(0.66, 0.13, 0.75, 0.38)),
        part("body", rect(0.14, 0.43, 0.86, 1.0)),
        part("body", dots("14,44 50,8 86,44")),
        hint("shade", dots("14,44 86,44 86,48.5 14,48.5")),
        part("roof", dots("50,0 100,47 93,53 50,12.5 7,53 0,47")),
        part("second", rounded(0.23, 0.62, 0.41, 1.0, 0.09)),
        hint("light", ellipse(0.38, 0.82, 0.014)),
        part("ink", rect(0.535, 0.56, 0.74, 0.775)),
        *(part("glow", pane) for pane in panes),
        part("ink", ellipse(0.5, 0.31, 0.065)),
        part("glow", ellipse(0.5, 0.31, 0.05)),
    )
    colours = {
        "body": rgb(rng.choice(("f4e6d0", "e9c9a3", "d9e2e4"))),
        "shade": rgb("b9a58c"),
        "roof": rgb(rng.choice(("b5432f", "2f4858", "5d3a3a"))),
        "glow": rgb("ffd67a"),
    }
    return Figure(parts=parts, aspect=1.0, colours=colours)


def lighthouse(rng: Random) -> Figure:
    """A striped lighthouse on its rock."""

    def tower(top: float, bottom: float) -> Outline:
        wide_top, wide_bottom = (0.11 + 0.085 * (y - 0.28) / 0.62 for y in (top, bottom))
        return [
            (0.3 - wide_top, top),
            (0.3 + wide_top, top),
            (0.3 + wide_bottom, bottom),
            (0.3 - wide_bottom, bottom),
        ]

    steps = [0.28 + 0.124 * k for k in range(6)]
    bands = [
        part("body" if k % 2 == 0 else "white", tower(a, b))
        for k, (a, b) in enumerate(pairwise(steps))
    ]
    parts = (
        part(
            "rock",
            smooth(dots("0,100 6,92 22,86 42,86 56,93 60,100")),
        ),
        *bands,
        hint("dark", rounded(0.27, 0.8, 0.33, 0.9, 0.03)),
        part("ink", rect(0.16, 0.255, 0.44, 0.29)),
        part("glow", rect(0.215, 0.14, 0.385, 0.255)),
        *(hint("ink", rect(x, 0.14, x + 0.012, 0.255)) for x in (0.265, 0.323)),
        part("body", smooth(dots("19,14.5 24,7 30,4 36,7 41,14.5"))),
        part("ink", rect(0.292, 0.0, 0.308, 0.06)),
    )
    colours = {
        "body": rgb("d1363a"),
        "white": rgb("fbf6ec"),
        "rock": rgb("3f434c"),
        "glow": rgb("ffe08a"),
        "dark": DARK,
    }
    return Figure(parts=parts, aspect=0.6, colours=colours)


def cake(rng: Random) -> Figure:
    """A layered cake with candles."""
    drips = [
        part("cream", rounded(x, 0.5, x + 0.085, y, 0.042))
        for x, y in zip(
            (0.13, 0.23, 0.34, 0.46, 0.57, 0.68, 0.78),
            (0.63, 0.58, 0.66, 0.6, 0.68, 0.58, 0.64),
            strict=True,
        )
    ]
    candles = [
        p
        for x in (0.33, 0.5, 0.67)
        for p in (
            part("second", rect(x - 0.02, 0.27, x + 0.02, 0.47)),
            part("glow", smooth([(x, 0.13), (x + 0.035, 0.22), (x, 0.26), (x - 0.035, 0.22)])),
        )
    ]
    parts = (
        *candles,
        part("light", ellipse(0.5, 0.96, 0.5, 0.045)),
        part("body", rounded(0.12, 0.5, 0.88, 0.95, 0.03)),
        hint("shade", rect(0.12, 0.74, 0.88, 0.79)),
        part("cream", rounded(0.12, 0.45, 0.88, 0.56, 0.05)),
        *drips,
        *(hint("accent", ellipse(0.2 + 0.1 * k, 0.86 + 0.02 * (k % 2), 0.018)) for k in range(7)),
    )
    colours = {
        "body": rgb(rng.choice(("f3a6b6", "c98d5d", "bfe0d8"))),
        "shade": rgb("8a4b3a"),
        "cream": rgb("fff6ea"),
        "glow": rgb("ffcf5a"),
    }
    return Figure(parts=parts, aspect=1.0, colours=colours)


MAKERS = {
    "robot": robot,
    "coffee": coffee,
    "heart": heart,
    "record": record,
    "house": house,
    "lighthouse": lighthouse,
    "cake": cake,
}
