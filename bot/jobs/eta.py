"""How long it will take, from our own timings. Pure."""

import heapq
from collections.abc import Iterable, Sequence
from statistics import median

from bot.models import ImageRequest, Quality, Resolution

Sample = tuple[str, str, float]
"""(quality, resolution, seconds) of an attempt that went well."""

SAMPLES_MIN = 3
"""Fewer timings of the same kind say less than the default."""

DEFAULT_S = {
    Quality.LOW: 15.0,
    Quality.MEDIUM: 35.0,
    Quality.HIGH: 90.0,
    Quality.XHIGH: 120.0,
    Quality.MAX: 150.0,
    Quality.AUTO: 60.0,
}
LARGER = {Resolution.K1: 1.0, Resolution.K2: 1.4, Resolution.K4: 2.0}
"""Before there are timings: what hosted models take (provider pages, 2026), per resolution."""

SKETCH = "sketch"
SKETCH_S = {Quality.LOW: 3.0, Quality.MEDIUM: 4.5, Quality.HIGH: 7.0, Quality.AUTO: 3.0}
SKETCH_LARGER = {Resolution.K1: 1.0, Resolution.K2: 1.1, Resolution.K4: 1.3}
"""The built-in renderer takes its time on purpose, and little more for more pixels."""

OVERDUE_S = 2.0
"""What a job is expected to need that has run longer than is typical."""


def typical_s(request: ImageRequest, samples: Iterable[Sample]) -> float:
    """The median of the same quality and resolution, or a guess while we have seen few.

    The guess is the default of that kind, by as much faster or slower as the model's other pictures
    were than their defaults.
    """
    samples = list(samples)
    alike = [
        seconds
        for quality, resolution, seconds in samples
        if quality == request.quality and resolution == request.resolution
    ]
    if len(alike) >= SAMPLES_MIN:
        return median(alike)
    pace = [
        seconds / usual
        for quality, resolution, seconds in samples
        if (usual := _default_s(request.model, quality, resolution))
    ]
    default = _default_s(request.model, request.quality, request.resolution)
    return default * (median(pace) if pace else 1.0)


def _default_s(model: str, quality: str, resolution: str) -> float:
    """What a kind takes before there are timings; 0 for a kind that is no longer offered."""
    usual, larger = (SKETCH_S, SKETCH_LARGER) if model == SKETCH else (DEFAULT_S, LARGER)
    if quality not in usual or resolution not in larger:
        return 0.0
    return usual[Quality(quality)] * larger[Resolution(resolution)]


def measured_s(samples: Iterable[Sample]) -> float | None:
    """What a model's pictures typically took, whatever their kind; None while we have seen few."""
    seconds = [seconds for _, _, seconds in samples]
    return median(seconds) if len(seconds) >= SAMPLES_MIN else None


def remaining_s(typical_s: float, elapsed_s: float) -> float:
    """What a running job still needs."""
    return max(typical_s - elapsed_s, OVERDUE_S)


def forecast(*, running: Sequence[float], waiting: Sequence[float], slots: int) -> list[float]:
    """Seconds until each waiting job is finished, in their order.

    `running` are the seconds that the jobs at work still need, `waiting` what each waiting job
    will need. A job starts as soon as one of the `slots` is free.
    """
    free = sorted(running)[-slots:]
    free += [0.0] * (slots - len(free))
    heapq.heapify(free)
    finished = []
    for need in waiting:
        ends = heapq.heappop(free) + need
        heapq.heappush(free, ends)
        finished.append(ends)
    return finished
