"""Animals of the air and the sea."""

from dataclasses import replace
from random import Random

from bot.providers.sketch.geometry import (
    ellipse,
    moved,
    rotated,
    rounded,
    smooth,
)
from bot.providers.sketch.shapes.faces import (
    ASPECT,
    colours,
    eyes,
    glints,
    pair,
)
from bot.providers.sketch.shapes.figure import Figure, dots, hint, line, part


def owl(rng: Random) -> Figure:
    """An owl with a scalloped breast, on a branch of its own."""
    body, shade = rng.choice((("8a6a4f", "5f4632"), ("6f7f94", "47566b"), ("b98a5a", "7d5836")))
    egg = smooth(dots("40,3 62,10 70,40 63,76 40,94 17,76 10,40 18,10"))
    scallops = [
        hint(
            "shade",
            ellipse(
                0.4 + (k - (row + 2) / 2) * 0.105,
                0.56 + 0.075 * (2 - row),
                0.052,
                0.06,
                start=0,
                end=180,
            ),
        )
        for row in range(3)
        for k in range(row + 3)
    ]
    wing = smooth(dots("14,38 5,55 10,82 22,86 24,60"))
    parts = (
        *pair("body", dots("13,24 12,0 34,9")),
        part("body", egg),
        hint("light", ellipse(0.4, 0.68, 0.2, 0.2)),
        *scallops,
        *pair("shade", wing),
        *pair("light", ellipse(0.275, 0.285, 0.145)),
        *eyes(0.285, 0.29, 0.085, iris="second"),
        *pair("dark", ellipse(0.29, 0.29, 0.052)),
        *glints(0.29, 0.285, 0.06),
        part("accent", dots("35.5,34.5 44.5,34.5 40,44")),
        *pair("accent", rounded(0.27, 0.9, 0.36, 0.97, 0.03)),
        part("dark", rounded(0.0, 0.955, 0.8, 1.0, 0.02)),
    )
    return Figure(parts=parts, aspect=ASPECT, colours=colours(body=body, shade=shade))


def bird(rng: Random) -> Figure:
    """A round songbird on a twig."""
    body = dots("20,30 42,12 68,22 82,50 112,66 80,72 62,82 40,83 22,66")
    parts = (
        *(line("dark", [(x, 0.8), (x + 0.02, 0.95)], 0.016) for x in (0.45, 0.56)),
        part("body", smooth(body)),
        hint("light", smooth(dots("26,50 44,50 62,70 50,81 32,75"))),
        part("accent", dots("23.5,29 23.5,40 7,36")),
        part("shade", smooth(dots("50,38 72,42 98,66 70,68 54,58"))),
        hint("second", smooth(dots("56,47 74,53 90,65 70,63"))),
        part("dark", ellipse(0.37, 0.32, 0.034)),
        hint("white", ellipse(0.36, 0.31, 0.011)),
        part("dark", rounded(0.1, 0.945, 1.1, 0.98, 0.018)),
        *(
            part("second", rotated(ellipse(x, 0.93, 0.06, 0.025), t, x, 0.95))
            for x, t in ((0.95, -35), (0.22, 205))
        ),
    )
    body_tone, shade = rng.choice(
        (("3f7cac", "28527a"), ("d1495b", "9c3145"), ("f2a541", "c97a1e"))
    )
    return Figure(parts=parts, aspect=1.18, colours=colours(body=body_tone, shade=shade))


def whale(rng: Random) -> Figure:
    """A whale with a fountain."""
    body = dots("5,62 12,42 40,33 75,40 105,62 127,60 116,78 85,95 45,98 14,86")
    fluke = smooth(dots("120,64 120,50 110,36 127,42 133,52 142,42 156,44 142,58 130,68"))
    spout = [
        line(
            "light",
            [(0.42, 0.32), (0.42 + dx * 0.5, 0.1), (0.42 + dx, 0.05), (0.42 + dx * 1.5, 0.13)],
            0.035,
        )
        for dx in (-0.13, 0.13)
    ]
    belly = smooth(dots("7,72 30,76 60,90 62,97 45,98 16,88"))
    grooves = [
        replace(
            line("shade", [(x, 0.775 + 0.35 * (x - 0.14)), (1.2 * x, 0.87 + 0.2 * x)], 0.008),
            hint=True,
        )
        for x in (0.14, 0.24, 0.34, 0.44)
    ]
    parts = (
        *spout,
        part("body", fluke),
        part("body", smooth(body)),
        hint("light", belly),
        *grooves,
        part("shade", smooth(dots("50,80 66,84 74,102 58,98"))),
        part("dark", ellipse(0.25, 0.66, 0.026)),
        hint("white", ellipse(0.243, 0.652, 0.009)),
    )
    body_tone, shade = rng.choice((("2f5f8f", "1d4268"), ("3d6f86", "254a5c")))
    return Figure(parts=parts, aspect=1.56, colours=colours(body=body_tone, shade=shade))


def fish(rng: Random) -> Figure:
    """A banded fish."""
    body = smooth(dots("5,52 30,25 65,20 100,50 65,80 30,77"))
    tail = smooth(dots("93,50 112,22 128,20 120,50 128,80 112,78"))
    bands = [moved(ellipse(0, 0, 0.045, 1), x, 0.505, 1, h) for x, h in ((0.4, 0.27), (0.62, 0.29))]
    parts = (
        part("shade", smooth(dots("35,28 50,5 75,10 80,30"))),
        part("shade", smooth(dots("45,74 55,95 72,90 70,72"))),
        part("second", tail),
        part("body", body),
        *(hint("light", band) for band in bands),
        part("shade", smooth(dots("50,54 64,46 68,62 56,64"))),
        part("white", ellipse(0.23, 0.46, 0.06)),
        part("dark", ellipse(0.225, 0.462, 0.033)),
    )
    body_tone, shade = rng.choice(
        (("f28f3b", "c8553d"), ("ef5d60", "b23a48"), ("ffd166", "ef8f35"))
    )
    return Figure(parts=parts, aspect=1.3, colours=colours(body=body_tone, shade=shade))


MAKERS = {"owl": owl, "bird": bird, "whale": whale, "fish": fish}
