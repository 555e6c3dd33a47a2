"""Plants and their kin."""

from math import cos, pi, sin
from random import Random

from bot.providers.sketch.colour import rgb
from bot.providers.sketch.geometry import (
    ellipse,
    mirrored,
    rotated,
    rounded,
    smooth,
)
from bot.providers.sketch.shapes.figure import Figure, Part, dots, hint, line, part


def flower(rng: Random) -> Figure:
    """Three flowers on long stems."""
    kinds = rng.sample((5, 6, 8, 12), 3)
    heads = (
        (0.4, 0.24, 0.215, "body"),
        (0.17, 0.45, 0.15, "second"),
        (0.65, 0.42, 0.165, "accent"),
    )
    stems = [
        line("stem", [(x, y), (x * 0.7 + 0.14, 0.72), (0.41, 1.02)], 0.022) for x, y, _, _ in heads
    ]
    leaves = [
        part(
            "stem",
            rotated(smooth(dots("40,80 50,74 64,79 50,86")), t, 0.4, 0.8),
        )
        for t in (-18, 196)
    ]
    blooms = [
        p for (x, y, r, tone), n in zip(heads, kinds, strict=True) for p in _bloom(x, y, r, tone, n)
    ]
    colours = {
        "body": rgb(rng.choice(("ef5d60", "f28fad", "fbf3e4", "f2a541"))),
        "stem": rgb("3a7d55"),
        "shade": rgb("8a2f3f"),
        "eye": rgb("ffd166"),
        "dark": rgb("6b3f24"),
    }
    return Figure(parts=(*stems, *leaves, *blooms), aspect=0.8, colours=colours)


def _bloom(x: float, y: float, r: float, tone: str, petals: int) -> list[Part]:
    width = r * min(0.42, 1.9 / petals)
    found: list[Part] = []
    for k in range(petals):
        turn = 2 * pi * k / petals + 0.3
        cx, cy = x + r * 0.58 * cos(turn), y + r * 0.58 * sin(turn)
        petal = rotated(ellipse(cx, cy, r * 0.46, width), turn * 180 / pi, cx, cy)
        found.append(part(tone, petal))
    for k in range(petals):
        turn = 2 * pi * k / petals + 0.3
        cx, cy = x + r * 0.38 * cos(turn), y + r * 0.38 * sin(turn)
        found.append(
            hint("shade-thin", rotated(ellipse(cx, cy, r * 0.2, r * 0.02), turn * 180 / pi, cx, cy))
        )
    return [*found, part("eye", ellipse(x, y, r * 0.27)), hint("dark", ellipse(x, y, r * 0.13))]


def tree(rng: Random) -> Figure:
    """A round tree."""
    crowns = [(0.4, 0.3, 0.29), (0.2, 0.42, 0.19), (0.61, 0.42, 0.19), (0.4, 0.47, 0.24)]
    parts = (
        part("trunk", dots("35.5,100 37,50 43,50 45.5,100")),
        line("trunk", dots("40,75 54,55"), 0.032),
        *(part("body", ellipse(*c)) for c in crowns),
        hint("shade", ellipse(0.46, 0.52, 0.2, 0.13)),
        hint("light", ellipse(0.3, 0.2, 0.1, 0.07)),
        *(
            part("accent", ellipse(0.16 + 0.48 * rng.random(), 0.16 + 0.4 * rng.random(), 0.022))
            for _ in range(9)
        ),
    )
    colours = {
        "body": rgb(rng.choice(("4f9d69", "6a994e", "2a9d8f"))),
        "shade": rgb("2c6e54"),
        "light": rgb("8cc084"),
        "trunk": rgb("5a3d2b"),
    }
    return Figure(parts=parts, aspect=0.8, colours=colours)


def cactus(rng: Random) -> Figure:
    """A cactus in a pot, in flower."""
    arms = [dots("40,50 20,48 17,28"), dots("40,60 60,58 64,40")]
    ribs = [hint("shade", rounded(x, 0.14, x + 0.012, 0.72, 0.006)) for x in (0.345, 0.394, 0.443)]
    parts = (
        *(line("body", arm, 0.1) for arm in arms),
        part("body", rounded(0.29, 0.08, 0.51, 0.8, 0.11)),
        *ribs,
        *_bloom(0.4, 0.075, 0.085, "accent", 6),
        *_bloom(0.64, 0.36, 0.055, "accent", 5),
        part("pot", dots("20,74 60,74 54,100 26,100")),
        part("rim", rounded(0.17, 0.7, 0.63, 0.78, 0.015)),
    )
    colours = {
        "body": rgb("4f9d69"),
        "shade": rgb("2f6b4a"),
        "pot": rgb("c8693f"),
        "rim": rgb("a9522d"),
        "eye": rgb("ffd166"),
        "dark": rgb("8a5a1f"),
    }
    return Figure(parts=parts, aspect=0.8, colours=colours)


def mushroom(rng: Random) -> Figure:
    """A big mushroom and its child."""
    parts = (*_toadstool(0.36, 1.0, 0.95), *_toadstool(0.78, 1.0, 0.5))
    colours = {
        "body": rgb(rng.choice(("d1363a", "b5651d", "7d5ba6"))),
        "stem": rgb("f6ead6"),
        "shade": rgb("c9b79c"),
        "white": rgb("fdf8ee"),
    }
    return Figure(parts=parts, aspect=1.0, colours=colours)


def _toadstool(x: float, foot: float, size: float) -> list[Part]:
    def at(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(x + px * size, foot + (py - 1) * size) for px, py in points]

    cap = smooth(dots("-38,52 -34,26 0,4 34,26 38,52 0,57"))
    stem = smooth(dots("-10,50 10,50 11,80 16,99 -16,99 -11,80"))
    spots = ((-0.2, 0.32, 0.055), (0.02, 0.19, 0.065), (0.2, 0.35, 0.05), (-0.04, 0.42, 0.045))
    return [
        part("stem", at(stem)),
        part("shade", at(ellipse(0, 0.53, 0.3, 0.055))),
        part("body", at(cap)),
        *(part("white", at(ellipse(sx, sy, sr, sr * 0.85))) for sx, sy, sr in spots),
        hint("shade", at(mirrored(rounded(0.05, 0.6, 0.08, 0.95, 0.015), 0.03))),
    ]


MAKERS = {"flower": flower, "tree": tree, "cactus": cactus, "mushroom": mushroom}
