"""Animals on the ground: geometric heads on simple sitting bodies."""

from dataclasses import replace
from random import Random

from bot.providers.sketch.geometry import (
    ellipse,
    mirrored,
    rotated,
    rounded,
    smooth,
)
from bot.providers.sketch.shapes.faces import (
    ASPECT,
    MIDDLE,
    colours,
    eyes,
    hint_pair,
    pair,
)
from bot.providers.sketch.shapes.figure import Figure, Part, dots, hint, line, part


def _body(*, belly: str = "light", tail: Part | None = None) -> tuple[Part, ...]:
    """A sitting body under a head: a pear, a belly, two front legs."""
    pear = dots("40,45 55,55 64,78 66,93 60,100 40,100 20,100 14,93 16,78 25,55")
    return (
        *((tail,) if tail else ()),
        part("body", smooth(pear)),
        hint(belly, ellipse(0.4, 0.76, 0.13, 0.2)),
        *pair("body", rounded(0.27, 0.72, 0.375, 1.0, 0.05)),
        *hint_pair("shade", rounded(0.268, 0.955, 0.377, 1.0, 0.022)),
    )


def cat(rng: Random) -> Figure:
    """A sitting cat with a raised tail."""
    coats = (("f0a04b", "c9702a"), ("4a4a55", "32323c"), ("d8c3a5", "a98f6d"), ("8a94a6", "626c80"))
    body, shade = rng.choice(coats)
    tail = line("shade", dots("58,93 70,90 76,76 70,64 74,55"), 0.065)
    stripes = [
        [(0.4 + x, 0.14), (0.4 + x * 0.8, 0.235), (0.4 + x * 1.25, 0.14)] for x in (-0.07, 0.07)
    ]
    parts = (
        *_body(tail=tail),
        *pair("body", dots("10,30 11.5,1.5 33,16")),
        *hint_pair("rose", dots("13.5,22 14.2,7.5 26.5,16")),
        part("body", ellipse(0.4, 0.325, 0.315, 0.235)),
        hint("shade", dots("37.5,9.5 40,22.5 42.5,9.5")),
        *(hint("shade", s) for s in stripes),
        *eyes(0.265, 0.315, 0.052, iris="iris", slit=True),
        *hint_pair("light", ellipse(0.355, 0.425, 0.072, 0.056)),
        part("rose", smooth(dots("36.2,37.2 43.8,37.2 40,41.5"))),
        *(w for y in (0.4, 0.43) for w in _whiskers(y)),
    )
    tones = colours(body=body, shade=shade, iris=rng.choice(("b8d94a", "f4c542", "7fd0d6")))
    return Figure(parts=parts, aspect=ASPECT, colours=tones)


def _whiskers(y: float) -> list[Part]:
    out = (y - 0.4) * 1.2
    end = (0.085, y - 0.02 + out)
    sides = [[(0.285, y), end], mirrored([(0.285, y), end], MIDDLE)]
    return [replace(line("light", side, 0.007), hint=True) for side in sides]


def dog(rng: Random) -> Figure:
    """A sitting dog with hanging ears and its tongue out."""
    coats = (("c98d55", "6b4226"), ("f2e3cc", "7a4a2b"), ("5b4636", "33261d"), ("e9e4da", "2f2f38"))
    body, shade = rng.choice(coats)
    tail = line("shade", dots("60,92 71,84 74,72"), 0.07)
    ear = smooth(dots("17,13 7,17 3,36 10,50 18,44 20,28"))
    head = smooth(dots("40,8 60,14 66,32 56,50 40,56 24,50 14,32 20,14"))
    parts = (
        *_body(tail=tail),
        part("accent", rounded(0.25, 0.535, 0.55, 0.585, 0.025)),
        hint("light", ellipse(0.4, 0.6, 0.032)),
        part("body", head),
        hint("shade", ellipse(0.535, 0.295, 0.095, 0.12)),
        *pair("shade", ear),
        part("light", ellipse(0.4, 0.435, 0.135, 0.105)),
        *eyes(0.285, 0.295, 0.036),
        part("rose", rounded(0.365, 0.47, 0.435, 0.575, 0.035)),
        part("dark", smooth(dots("33.5,36 40,34.5 46.5,36 40,42.5"))),
        hint("dark", rounded(0.394, 0.4, 0.406, 0.475, 0.006)),
        replace(line("dark", dots("47.5,46.8 44,49 40,47.2 36,49 32.5,46.8"), 0.011), hint=True),
    )
    return Figure(parts=parts, aspect=ASPECT, colours=colours(body=body, shade=shade))


def fox(rng: Random) -> Figure:
    """A sitting fox, all angles, with a white-tipped brush."""
    brush = smooth(dots("56,99 70,97 79,80 73.5,58.5 64,72 58,86"))
    tip = smooth(dots("79,80 73.5,58.5 66,69 70,76"))
    cheek = dots("3,33 20,33.5 33,40 40,59")
    parts = (
        part("shade", brush),
        hint("light", tip),
        *_body(),
        *hint_pair("dark", rounded(0.268, 0.86, 0.377, 1.0, 0.04)),
        *pair("body", dots("5,31 8.5,0 31,15.5")),
        *hint_pair("dark", dots("7.85,6.5 8.5,0 15,4.4")),
        *hint_pair("shade", dots("11.5,23.5 12.5,9 24,16.5")),
        part("body", dots("3,33 25,12 55,12 77,33 40,59")),
        *pair("light", cheek),
        hint("shade", dots("34.5,12 40,30 45.5,12")),
        *pair("dark", smooth(dots("22,30 28.5,28.5 32,32.5 26.5,33.2"))),
        *hint_pair("white", ellipse(0.27, 0.303, 0.01)),
        part("dark", ellipse(0.4, 0.565, 0.046, 0.038)),
        hint("white", ellipse(0.39, 0.553, 0.012, 0.008)),
    )
    body, shade = rng.choice((("ec7434", "c4511f"), ("e8622c", "b8431c")))
    return Figure(parts=parts, aspect=ASPECT, colours=colours(body=body, shade=shade))


def _bear_like(body: str, shade: str, muzzle: str, patches: bool) -> Figure:
    ear = ellipse(0.15, 0.13, 0.095)
    parts: tuple[Part, ...] = (
        *_body(belly="belly"),
        *pair("ear", ear),
        *hint_pair("rose", ellipse(0.16, 0.145, 0.05)),
        part("body", ellipse(0.4, 0.315, 0.32, 0.255)),
        *(
            pair("ear", rotated(ellipse(0.265, 0.315, 0.075, 0.095), 30, 0.265, 0.315))
            if patches
            else ()
        ),
        *eyes(0.27, 0.305, 0.034),
        part("muzzle", ellipse(0.4, 0.425, 0.125, 0.092)),
        part("dark", ellipse(0.4, 0.385, 0.055, 0.036)),
        hint("white", ellipse(0.385, 0.374, 0.014, 0.008)),
        hint("dark", rounded(0.395, 0.4, 0.405, 0.46, 0.005)),
    )
    tones = colours(body=body, shade=shade, muzzle=muzzle, belly=muzzle, ear=shade)
    return Figure(parts=parts, aspect=ASPECT, colours=tones)


def bear(rng: Random) -> Figure:
    """A sitting bear."""
    body, shade = rng.choice((("8a5a3c", "6b4229"), ("b07a4b", "8a5a34"), ("59463c", "3f302a")))
    return _bear_like(body, shade, "e7cba6", patches=False)


def panda(rng: Random) -> Figure:
    """A sitting panda."""
    return _bear_like("fbf8f2", "2a282d", "ffffff", patches=True)


def rabbit(rng: Random) -> Figure:
    """A sitting rabbit, one ear at its own angle."""
    body, shade = rng.choice((("f3ece3", "d8cabb"), ("c9ab8b", "a3855f"), ("a9a7b5", "85828f")))
    ear = smooth(dots("23,30 17,14 20,0 29,5 34,27"))
    inner = smooth(dots("25,25 21,13 22.5,5.5 27,9 30,24"))
    parts = (
        part("light", ellipse(0.66, 0.92, 0.06)),
        *_body(),
        part("body", ear),
        hint("rose", inner),
        part("body", rotated(mirrored(ear, MIDDLE), 14, 0.5, 0.3)),
        hint("rose", rotated(mirrored(inner, MIDDLE), 14, 0.5, 0.3)),
        part("body", ellipse(0.4, 0.4, 0.25, 0.195)),
        *eyes(0.29, 0.385, 0.035),
        *hint_pair("rose", ellipse(0.235, 0.455, 0.038, 0.024)),
        *hint_pair("white", ellipse(0.365, 0.465, 0.05, 0.04)),
        part("rose", smooth(dots("37,42.5 43,42.5 40,45.5"))),
        hint("white", rounded(0.375, 0.49, 0.425, 0.535, 0.008)),
    )
    return Figure(parts=parts, aspect=ASPECT, colours=colours(body=body, shade=shade))


MAKERS = {
    "cat": cat,
    "dog": dog,
    "fox": fox,
    "bear": bear,
    "panda": panda,
    "rabbit": rabbit,
}
