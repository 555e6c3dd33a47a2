"""From a finished picture to the next request: vary, upscale, edit. Pure."""

import math
from dataclasses import replace

from bot.app.sources import Source
from bot.errors import Unsupported
from bot.models import ImageRequest, Operation, Reference, Resolution, Role, Size
from bot.prompts.sizes import EDGE_MAX, PIXELS_MAX, resolution_of, snap
from bot.replies import file_name


def source_reference(source: Source) -> Reference:
    """The picture as the first reference of what comes next."""
    asset, ref = source.picture.asset, source.picture.ref
    return Reference(
        asset=asset, name=file_name(source.job, ref.index, asset.format), role=Role.SOURCE
    )


def vary(source: Source) -> ImageRequest:
    """One more like this picture: the same words, and the picture itself as the reference."""
    return _next(source, Operation.VARY)


def upscale(source: Source) -> ImageRequest:
    """The same picture rendered again at 4K. Raises Unsupported where it is that large already."""
    now = _size(source)
    size = largest_like(now)
    if size.pixels <= now.pixels:
        raise Unsupported("largest", model=source.job.request.model, size=str(now))
    request = _next(source, Operation.UPSCALE)
    return replace(request, resolution=Resolution.K4, size=size)


def edit_like(source: Source) -> ImageRequest:
    """What an edit is before anything is typed: one picture of the source's size."""
    size = snap(source.picture.asset.width, source.picture.asset.height)
    request = _next(source, Operation.EDIT)
    return replace(request, size=size, resolution=resolution_of(size))


def largest_like(size: Size) -> Size:
    """The largest valid size of the same ratio."""
    scale = min(EDGE_MAX / max(size.width, size.height), math.sqrt(PIXELS_MAX / size.pixels))
    return snap(int(size.width * scale), int(size.height * scale))


def _next(source: Source, operation: Operation) -> ImageRequest:
    return replace(
        source.job.request,
        operation=operation,
        count=1,
        references=(source_reference(source),),
        mask=None,
        source=source.picture.ref,
    )


def _size(source: Source) -> Size:
    return Size(width=source.picture.asset.width, height=source.picture.asset.height)
