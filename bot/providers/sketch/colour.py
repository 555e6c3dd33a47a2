"""Colour arithmetic: mixing in OKLab, where equal steps look equal, and WCAG contrast."""

from collections.abc import Sequence
from math import atan2, cos, hypot, radians, sin

RGB = tuple[int, int, int]
Lab = tuple[float, float, float]

BLACK: RGB = (0, 0, 0)
WHITE: RGB = (255, 255, 255)
READABLE = 4.5  # WCAG 2.2, 1.4.3: least contrast of text
HIGHEST_CHROMA = 0.32


def rgb(text: str) -> RGB:
    """Read `#rrggbb` or `#rgb`, with or without the hash."""
    digits = text.lstrip("#")
    if len(digits) == 3:
        digits = "".join(d * 2 for d in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _linear(channel: int) -> float:
    c = channel / 255
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4


def _channel(linear: float) -> int:
    c = min(1.0, max(0.0, linear))
    c = 12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055
    return round(c * 255)


def to_lab(colour: RGB) -> Lab:
    """Convert sRGB to OKLab (Ottosson 2020): lightness 0 to 1, then green-red and blue-yellow."""
    r, g, b = map(_linear, colour)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def from_lab(lab: Lab) -> RGB:
    """OKLab to sRGB; colours outside the gamut are clipped."""
    light, a, b = lab
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _channel(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _channel(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _channel(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def mix(one: RGB, other: RGB, share: float) -> RGB:
    """`share` 0 gives `one`, 1 gives `other`."""
    a, b = to_lab(one), to_lab(other)
    light, green, blue = (x + (y - x) * share for x, y in zip(a, b, strict=True))
    return from_lab((light, green, blue))


def blend(stops: Sequence[RGB], at: float) -> RGB:
    """The colour at 0 to 1 along evenly spaced stops."""
    if len(stops) == 1:
        return stops[0]
    place = min(1.0, max(0.0, at)) * (len(stops) - 1)
    left = min(int(place), len(stops) - 2)
    return mix(stops[left], stops[left + 1], place - left)


def lighter(colour: RGB, step: float) -> RGB:
    """Move OKLab lightness by `step`, negative for darker."""
    light, a, b = to_lab(colour)
    return from_lab((min(1.0, max(0.0, light + step)), a, b))


def turned(colour: RGB, degrees: float) -> RGB:
    """Turn the hue."""
    light, a, b = to_lab(colour)
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return from_lab((light, a * c - b * s, a * s + b * c))


def towards(colour: RGB, target: RGB, *, lightness: float = 0.2) -> RGB:
    """Give `colour` the hue of `target` and about its chroma, keeping most of its lightness."""
    light, a, b = to_lab(colour)
    goal, goal_a, goal_b = to_lab(target)
    chroma = min(HIGHEST_CHROMA, 0.35 * hypot(a, b) + 0.75 * hypot(goal_a, goal_b))
    angle = atan2(goal_b, goal_a)
    light += (goal - light) * lightness
    chroma *= min(1.0, 3.2 * min(light, 1.08 - light))  # nothing very dark or light is vivid
    return from_lab((light, chroma * cos(angle), chroma * sin(angle)))


def luminance(colour: RGB) -> float:
    """WCAG relative luminance, 0 to 1."""
    r, g, b = map(_linear, colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: RGB, other: RGB) -> float:
    """WCAG contrast ratio, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def distance(one: RGB, other: RGB) -> float:
    """How different two colours look; about 0.02 is just seen."""
    a, b = to_lab(one), to_lab(other)
    return hypot(*(x - y for x, y in zip(a, b, strict=True)))
