"""Ways to have nearly the same picture for less. Pure."""

from dataclasses import replace
from enum import StrEnum

from bot.catalog import ModelCard
from bot.models import ImageRequest, Operation, Quality, Resolution
from bot.prompts.shape import at_resolution


class Way(StrEnum):
    """What is given up, the least missed first."""

    QUALITY = "quality"
    RESOLUTION = "resolution"
    COUNT = "count"


_QUALITIES = tuple(quality for quality in Quality if quality is not Quality.AUTO)
_RESOLUTIONS = tuple(Resolution)


def lower(request: ImageRequest, card: ModelCard, way: Way) -> ImageRequest | None:
    """The same request one step lower in one way; None where the model has no such step."""
    match way:
        case Way.QUALITY:
            return _lower_quality(request, card)
        case Way.RESOLUTION:
            return _lower_resolution(request, card)
        case Way.COUNT:
            return replace(request, count=1) if request.count > 1 else None


def cheapest(request: ImageRequest, card: ModelCard) -> ImageRequest:
    """The same request as low as it goes in every way."""
    for way in Way:
        while (less := lower(request, card, way)) is not None:
            request = less
    return request


def _lower_quality(request: ImageRequest, card: ModelCard) -> ImageRequest | None:
    offered = [one for one in _QUALITIES if one in card.qualities]
    now = offered[-1] if request.quality is Quality.AUTO and offered else request.quality
    below = [one for one in offered if _QUALITIES.index(one) < _QUALITIES.index(now)]
    return replace(request, quality=below[-1]) if below else None


def _lower_resolution(request: ImageRequest, card: ModelCard) -> ImageRequest | None:
    """Only of new pictures: what starts from a picture has its size from it."""
    if request.operation is not Operation.GENERATE or card.sizes:
        return None
    at = _RESOLUTIONS.index(request.resolution)
    below = [one for one in _RESOLUTIONS[:at] if one in card.resolutions]
    if not below:
        return None
    size = at_resolution(request.size, below[-1]) if request.size else None
    return replace(request, resolution=below[-1], size=size)
