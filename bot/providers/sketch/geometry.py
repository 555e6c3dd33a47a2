"""Outlines as lists of points. y grows downwards; angles are degrees, clockwise from the right."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, hypot, pi, radians, sin

Point = tuple[float, float]
Outline = list[Point]
Box = tuple[float, float, float, float]  # left, top, right, bottom

CURVE_STEPS = 14
ROUND_STEPS = 72


def rect(left: float, top: float, right: float, bottom: float) -> Outline:
    """A rectangle's corners."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def ellipse(
    x: float, y: float, rx: float, ry: float | None = None, *, start: float = 0, end: float = 360
) -> Outline:
    """An ellipse, or the part of it from `start` to `end` degrees (closed by its chord)."""
    ry = rx if ry is None else ry
    steps = max(8, round(ROUND_STEPS * abs(end - start) / 360))
    turns = [radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + rx * cos(t), y + ry * sin(t)) for t in turns]


def ring(x: float, y: float, outer: float, inner: float, start: float, end: float) -> Outline:
    """A part of a ring."""
    there = ellipse(x, y, outer, start=start, end=end)
    return there + ellipse(x, y, inner, start=end, end=start)


def rounded(left: float, top: float, right: float, bottom: float, radius: float) -> Outline:
    """A rectangle with round corners."""
    r = max(0.0, min(radius, (right - left) / 2, (bottom - top) / 2))
    return (
        ellipse(right - r, top + r, r, start=-90, end=0)
        + ellipse(right - r, bottom - r, r, start=0, end=90)
        + ellipse(left + r, bottom - r, r, start=90, end=180)
        + ellipse(left + r, top + r, r, start=180, end=270)
    )


def arch(left: float, top: float, right: float, bottom: float) -> Outline:
    """A doorway: a half circle on a rectangle."""
    r = min((right - left) / 2, bottom - top)
    middle = (left + right) / 2
    half = ellipse(middle, top + r, (right - left) / 2, r, start=180, end=360)
    return [*half, (right, bottom), (left, bottom)]


def smooth(points: Sequence[Point], *, closed: bool = True) -> Outline:
    """A soft curve through the points (Catmull-Rom)."""
    count = len(points)
    spans = count if closed else count - 1
    found: Outline = []
    for i in range(spans):
        a, b, c, d = (_at(points, i + k, closed=closed) for k in (-1, 0, 1, 2))
        found += [_spline(a, b, c, d, step / CURVE_STEPS) for step in range(CURVE_STEPS)]
    return found if closed else [*found, points[-1]]


def _at(points: Sequence[Point], i: int, *, closed: bool) -> Point:
    if closed:
        return points[i % len(points)]
    return points[min(max(i, 0), len(points) - 1)]


def _spline(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def along(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (
            2 * q
            + (r - p) * t
            + (2 * p - 5 * q + 4 * r - s) * t * t
            + (3 * q - p - 3 * r + s) * t**3
        )

    return along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])


def star(x: float, y: float, outer: float, inner: float, rays: int, turn: float = -90) -> Outline:
    """A star; with many rays, a gear or a sunburst."""
    return [
        (
            x + (outer if i % 2 == 0 else inner) * cos(radians(turn) + pi * i / rays),
            y + (outer if i % 2 == 0 else inner) * sin(radians(turn) + pi * i / rays),
        )
        for i in range(2 * rays)
    ]


def ray(x: float, y: float, length: float, turn: float, spread: float) -> Outline:
    """A beam from a point."""
    ends = [radians(turn - spread / 2), radians(turn + spread / 2)]
    return [(x, y), *((x + length * cos(t), y + length * sin(t)) for t in ends)]


def moved(points: Iterable[Point], x: float, y: float, scale_x: float, scale_y: float) -> Outline:
    """Scale about the origin, then shift."""
    return [(x + px * scale_x, y + py * scale_y) for px, py in points]


def rotated(points: Iterable[Point], degrees: float, x: float, y: float) -> Outline:
    """Turn about a point."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return [(x + (px - x) * c - (py - y) * s, y + (px - x) * s + (py - y) * c) for px, py in points]


def mirrored(points: Iterable[Point], x: float = 0.5) -> Outline:
    """Flip left to right about a vertical line."""
    return [(2 * x - px, py) for px, py in points]


def bounds(outlines: Iterable[Sequence[Point]]) -> Box:
    """The box around all points."""
    xs, ys = zip(*(point for outline in outlines for point in outline), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def thick(points: Sequence[Point], width: float) -> list[Outline]:
    """A line of round pen strokes as outlines: a quad for each step and a disc at each joint."""
    parts: list[Outline] = [ellipse(x, y, width / 2) for x, y in points]
    for (ax, ay), (bx, by) in pairwise(points):
        length = hypot(bx - ax, by - ay) or 1.0
        nx, ny = (by - ay) / length * width / 2, (ax - bx) / length * width / 2
        parts.append(
            [(ax + nx, ay + ny), (bx + nx, by + ny), (bx - nx, by - ny), (ax - nx, ay - ny)]
        )
    return parts
