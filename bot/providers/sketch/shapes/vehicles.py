"""Things that travel."""

from dataclasses import replace
from random import Random

from bot.providers.sketch.colour import rgb
from bot.providers.sketch.geometry import (
    Outline,
    ellipse,
    mirrored,
    rect,
    ring,
    rounded,
    smooth,
    star,
)
from bot.providers.sketch.shapes.figure import Figure, Part, dots, hint, line, part


def rocket(rng: Random) -> Figure:
    """A rocket at full thrust."""
    hull = smooth(dots("25,0 37,16 40.5,42 35,70 15,70 9.5,42 13,16"))
    nose = smooth(dots("25,0 33.5,10 37.3,20 25,22.5 12.7,20 16.5,10"))
    fin = smooth(dots("11.5,48 3,58 0,78 8,74 16,69"))
    parts = (
        part("flame", smooth(dots("17,73 33,73 34,83 25,100 16,83"))),
        part("glow", smooth(dots("20.5,73 29.5,73 30,80 25,90 20,80"))),
        part("accent", fin),
        part("accent", mirrored(fin, 0.25)),
        part("body", hull),
        hint(
            "shade",
            smooth(dots("25,0 37,16 40.5,42 35,70 29,70 34,42 32,18")),
        ),
        part("accent", nose),
        part("shade", ellipse(0.25, 0.35, 0.085)),
        part("second", ellipse(0.25, 0.35, 0.063)),
        hint("light", ring(0.25, 0.35, 0.05, 0.035, 190, 280)),
        hint("shade", rect(0.135, 0.545, 0.365, 0.56)),
        part("accent", rounded(0.225, 0.58, 0.275, 0.75, 0.025)),
        part("ink", rounded(0.165, 0.69, 0.335, 0.735, 0.012)),
    )
    colours = {
        "body": rgb("f4f0e6"),
        "shade": rgb("b9bcc6"),
        "flame": rgb("ff8a3d"),
        "glow": rgb("ffe08a"),
    }
    return Figure(parts=parts, aspect=0.5, colours=colours)


def boat(rng: Random) -> Figure:
    """A sailing boat."""
    parts = (
        part("mast", rect(0.435, 0.0, 0.455, 0.82)),
        part("accent", dots("45.5,2 60,6 45.5,10")),
        part("light", smooth(dots("47,12 70,45 86,74 47,74 50,45"))),
        hint("second", smooth(dots("63,55 77,56 86,74 66,74"))),
        part("accent", smooth(dots("42,18 25,50 10,74 42,74 40,46"))),
        part("body", dots("2,80 98,80 84,95 74,100 24,100 14,95")),
        hint("light", dots("4.5,82.5 95.5,82.5 93,85.5 7,85.5")),
    )
    colours = {"body": rgb(rng.choice(("7a3b2e", "25435f", "b0413e"))), "mast": rgb("5a3d2b")}
    return Figure(parts=parts, aspect=1.0, colours=colours)


def balloon(rng: Random) -> Figure:
    """A hot-air balloon in gores."""

    def gore(share: float) -> Outline:
        right = [
            (0.36 + 0.36 * share * x, y)
            for x, y in (
                (0.0, 0.0),
                (0.62, 0.06),
                (0.95, 0.22),
                (1.0, 0.38),
                (0.8, 0.58),
                (0.32, 0.76),
                (0.2, 0.8),
            )
        ]
        left = [(0.72 - x, y) for x, y in right[:0:-1]]
        return smooth([*right, *left])

    parts = (
        part("body", gore(1.0)),
        part("light", gore(0.72)),
        part("accent", gore(0.42)),
        part("light", gore(0.13)),
        hint("second", dots("6,36 66,36 63.5,44 8.5,44")),
        *(line("rope", [(x, 0.79), (0.36 + (x - 0.36) * 0.8, 0.9)], 0.01) for x in (0.295, 0.425)),
        part("basket", rounded(0.295, 0.89, 0.425, 1.0, 0.025)),
        hint("rope", rect(0.295, 0.925, 0.425, 0.937)),
    )
    colours = {
        "body": rgb(rng.choice(("d1495b", "2a7f9e", "e98a3a"))),
        "rope": rgb("4a3428"),
        "basket": rgb("8a5a3b"),
    }
    return Figure(parts=parts, aspect=0.72, colours=colours)


def car(rng: Random) -> Figure:
    """A small round car from the side."""
    shell = smooth(dots("6,72 10,50 42,44 60,14 112,12 136,44 172,52 176,76 160,84 20,84"))
    cabin = smooth(dots("54,45 66,22 86,20 86,45"))
    rear = smooth(dots("94,20 110,20 126,45 94,45"))
    wheels = [
        p
        for x in (0.44, 1.36)
        for p in (
            part("dark", ellipse(x, 0.81, 0.19)),
            part("light", ellipse(x, 0.81, 0.1)),
            hint("shade", ellipse(x, 0.81, 0.045)),
        )
    ]
    parts = (
        part("body", shell),
        hint("shade", dots("10,66 174,66 172,80 16,82")),
        part("glass", cabin),
        part("glass", rear),
        part("light", ellipse(0.11, 0.6, 0.05, 0.06)),
        part("accent", rounded(1.68, 0.56, 1.75, 0.66, 0.02)),
        hint("light", rounded(0.96, 0.53, 1.08, 0.555, 0.012)),
        *wheels,
    )
    colours = {
        "body": rgb(rng.choice(("d1363a", "2a9d8f", "f2a541", "4a7fb5"))),
        "shade": rgb("1c1c28"),
        "glass": rgb("cfe6ee"),
        "dark": rgb("1d1c22"),
    }
    return Figure(parts=parts, aspect=1.82, colours=colours)


def bike(rng: Random) -> Figure:
    """A bicycle."""
    frame = [
        dots("32,70 62,34"),
        dots("62,34 112,34"),
        dots("112,34 78,72"),
        dots("78,72 32,70"),
        [(0.78, 0.72), (0.58, 0.22)],
        [(1.26, 0.7), (1.08, 0.14)],
    ]
    tyres = [
        p
        for x in (0.32, 1.26)
        for p in (
            part("ink", ring(x, 0.7, 0.3, 0.262, 0, 360)),
            *_spokes(x, 0.7, 0.26),
        )
    ]
    parts = (
        *tyres,
        *(line("body", tube, 0.036) for tube in frame),
        line("ink", dots("120,12 108,14 98,10"), 0.036),
        part("brown", smooth(dots("45,18 60,17 70,20 58,24.5 47,23"))),
        part("ink", ring(0.78, 0.72, 0.075, 0.05, 0, 360)),
        part("accent", rounded(1.06, 0.26, 1.36, 0.46, 0.03)),
        *(
            part("flower", star(x, y, 0.075, 0.035, 6))
            for x, y in ((1.13, 0.22), (1.23, 0.17), (1.31, 0.24))
        ),
    )
    colours = {
        "body": rgb(rng.choice(("2a9d8f", "d1495b", "3d5a98"))),
        "shade": rgb("8c8f98"),
        "brown": rgb("6b4226"),
        "flower": rgb("ffd166"),
    }
    return Figure(parts=parts, aspect=1.58, colours=colours)


def _spokes(x: float, y: float, r: float) -> list[Part]:
    rim = ellipse(x, y, r)
    return [
        replace(line("shade", [rim[k], rim[k + 36]], 0.008), hint=True) for k in range(0, 36, 6)
    ]


MAKERS = {"rocket": rocket, "boat": boat, "balloon": balloon, "car": car, "bike": bike}
