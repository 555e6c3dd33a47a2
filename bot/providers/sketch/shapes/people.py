"""People, cut from paper."""

from random import Random

from bot.providers.sketch.colour import lighter, rgb
from bot.providers.sketch.geometry import (
    Outline,
    ellipse,
    mirrored,
    ring,
    rotated,
    rounded,
    smooth,
)
from bot.providers.sketch.shapes.figure import Figure, Part, dots, hint, line, part

SKINS = ("f3c9a5", "e0a57c", "c68257", "9a5f3c", "6f4229")
HAIRS = ("2a1c1a", "4a2c20", "8a4a26", "d9a441", "b8452f", "3a3f58", "d8d3cb")
M = 0.4  # the middle of the face


def person(rng: Random) -> Figure:
    """A portrait, head and shoulders."""
    skin = rgb(rng.choice(SKINS))
    behind, before = rng.choice((_bob, _bun, _short, _curls, _long))()
    parts = (
        *(part("hair", o) for o in behind),
        part(
            "body",
            smooth(dots("-5,105 2,86 24,77 56,77 78,86 85,105")),
        ),
        part("skin-shade", dots("32.5,55 47.5,55 49,79 40,84 31,79")),
        hint(
            "second",
            smooth(dots("24,77 31,76 40,86 49,76 56,77 40,93")),
        ),
        *(part("skin", ellipse(x, 0.425, 0.04, 0.06)) for x in (0.19, 0.61)),
        part(
            "skin",
            smooth(
                [
                    (M, 0.14),
                    (0.58, 0.22),
                    (0.605, 0.42),
                    (0.54, 0.6),
                    (M, 0.68),
                    (0.26, 0.6),
                    (0.195, 0.42),
                    (0.22, 0.22),
                ]
            ),
        ),
        *_features(),
        *(part("hair", o) for o in before),
        *_adornments(rng),
    )
    colours = {
        "skin": skin,
        "skin-shade": lighter(skin, -0.08),
        "hair": rgb(rng.choice(HAIRS)),
        "lip": lighter(rgb("c44a55"), 0.0 if rng.random() < 0.5 else -0.05),
        "cheek": rgb("e8776d"),
        "dark": rgb("22191f"),
        "gold": rgb("f0c04a"),
    }
    return Figure(parts=parts, aspect=0.8, colours=colours, main=("body",), peeks=True)


def _features() -> list[Part]:
    brow, lid = dots("25,36.5 30,34.5 35,36.2"), dots("26.2,42.5 30.5,44.5 34.8,42.5")
    return [
        *(hint("cheek", ellipse(x, 0.5, 0.042, 0.03)) for x in (0.265, 0.535)),
        *(line("dark", side, 0.016) for side in (brow, mirrored(brow, M))),
        *(line("dark", side, 0.013) for side in (lid, mirrored(lid, M))),
        line("skin-shade", dots("41,40 43.5,49 39.5,50"), 0.012),
        part(
            "lip",
            smooth(dots("33.5,57 37.5,56 40,56.8 42.5,56 46.5,57 40,60.5")),
        ),
    ]


def _adornments(rng: Random) -> list[Part]:
    choice = rng.choice(("earrings", "glasses", "none", "both"))
    found: list[Part] = []
    if choice in {"earrings", "both"}:
        found += [part("gold", ring(x, 0.535, 0.034, 0.02, 0, 360)) for x in (0.185, 0.615)]
    if choice in {"glasses", "both"}:
        found += [part("ink", ring(x, 0.425, 0.082, 0.068, 0, 360)) for x in (0.305, 0.495)]
        found += [part("ink", rounded(0.385, 0.415, 0.415, 0.428, 0.006))]
    return found


Hair = tuple[list[Outline], list[Outline]]  # behind the head, before it


def _fringe() -> Outline:
    return smooth(
        [
            (0.19, 0.36),
            (0.2, 0.18),
            (M, 0.09),
            (0.6, 0.18),
            (0.61, 0.36),
            (0.55, 0.26),
            (0.42, 0.21),
            (0.3, 0.27),
        ]
    )


def _bob() -> Hair:
    return [
        smooth(
            [
                (M, 0.06),
                (0.66, 0.16),
                (0.7, 0.45),
                (0.66, 0.66),
                (0.14, 0.66),
                (0.1, 0.45),
                (0.14, 0.16),
            ]
        )
    ], [_fringe()]


def _bun() -> Hair:
    return [ellipse(M, 0.06, 0.11), ellipse(M, 0.3, 0.235, 0.2)], [
        smooth(
            [
                (0.185, 0.38),
                (0.2, 0.18),
                (M, 0.095),
                (0.6, 0.18),
                (0.615, 0.38),
                (0.57, 0.24),
                (M, 0.185),
                (0.23, 0.24),
            ]
        )
    ]


def _short() -> Hair:
    top = dots("18.5,36 17,20 28,8 47,6 62,14 62,36 58.5,25")
    return [], [smooth([*top, (0.45, 0.21), (0.3, 0.19), (0.215, 0.26)])]


def _curls() -> Hair:
    cloud = dots("20,20 30,10 42,7 54,12 62,22 65,35 15,35 14,47 66,47")
    return [ellipse(x, y, 0.115) for x, y in cloud], [
        ellipse(x, y, 0.075) for x, y in ((0.26, 0.2), (0.37, 0.16), (0.48, 0.17), (0.56, 0.23))
    ]


def _long() -> Hair:
    fall = smooth(
        [
            (M, 0.05),
            (0.64, 0.14),
            (0.7, 0.42),
            (0.76, 0.8),
            (0.6, 0.9),
            (0.2, 0.9),
            (0.04, 0.8),
            (0.1, 0.42),
            (0.16, 0.14),
        ]
    )
    side = smooth(dots("18,45 18,20 36,9 60,17 62,45 56,28 38,17 27,24"))
    return [fall], [side]


def astronaut(rng: Random) -> Figure:
    """An astronaut with stars in the visor."""
    stars = [
        hint("light", ellipse(0.26 + 0.28 * rng.random(), 0.26 + 0.2 * rng.random(), 0.008))
        for _ in range(9)
    ]
    parts = (
        part("shade", rounded(0.1, 0.55, 0.7, 0.95, 0.1)),
        part(
            "body",
            smooth(dots("-5,105 0,84 20,68 60,68 80,84 85,105")),
        ),
        hint("shade", smooth(dots("62,70 80,84 85,105 66,105"))),
        part("accent", rounded(0.3, 0.82, 0.5, 0.95, 0.02)),
        *(hint("light", ellipse(x, 0.885, 0.018)) for x in (0.35, 0.4, 0.45)),
        part("second", rounded(0.06, 0.86, 0.16, 0.91, 0.01)),
        part("shade", rounded(0.16, 0.62, 0.64, 0.73, 0.05)),
        part("body", ellipse(0.4, 0.36, 0.345, 0.335)),
        part("accent", rounded(0.03, 0.28, 0.1, 0.46, 0.03)),
        part("accent", rounded(0.7, 0.28, 0.77, 0.46, 0.03)),
        part("shade", rounded(0.125, 0.16, 0.675, 0.58, 0.2)),
        part("visor", rounded(0.15, 0.185, 0.65, 0.555, 0.18)),
        hint("glow", smooth(dots("20,45 40,52 62,42 55,53 28,54"))),
        *stars,
        hint("light", rotated(ellipse(0.25, 0.27, 0.055, 0.02), -38, 0.25, 0.27)),
    )
    colours = {
        "body": rgb("f5f2ec"),
        "shade": rgb("c3c5cf"),
        "visor": rgb("1b1f4a"),
        "glow": rgb("e76f51"),
    }
    return Figure(parts=parts, aspect=0.8, colours=colours, peeks=True)


MAKERS = {"person": person, "astronaut": astronaut}
