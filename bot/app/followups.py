"""From a finished picture to the next request: vary, upscale, edit."""

import math
from dataclasses import replace

from bot.app.parts import Parts
from bot.app.sources import Source
from bot.errors import Unsupported
from bot.models import ImageFormat, ImageRequest, Operation, Reference, Resolution, Role, Size
from bot.prompts.compose import compose
from bot.prompts.parse import ParsedPrompt
from bot.prompts.sizes import EDGE_MAX, PIXELS_MAX, snap
from bot.replies import file_name


def source_reference(source: Source) -> Reference:
    """The picture as the first reference of what comes next."""
    asset, ref = source.picture.asset, source.picture.ref
    if asset.format is ImageFormat.GIF:
        asset = source.picture.preview or asset  # models look at pictures that stand still
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
    if request.format is ImageFormat.GIF:
        request = replace(request, format=ImageFormat.PNG)
    return replace(request, resolution=Resolution.K4, size=size)


def edit_price(source: Source, parts: Parts) -> int:
    """What an edit costs before anything is typed, in credits. Raises UserError, as an edit does.

    It is one picture as large as the source, by the source's model, or what that model has nearest.
    """
    composed = compose(
        ParsedPrompt(prompt=source.job.request.prompt),
        catalog=parts.catalog,
        defaults=parts.defaults_of(source.job, parts.defaults),
        operation=Operation.EDIT,
        references=(source_reference(source),),
        source=source.picture.ref,
        source_size=_size(source),
    )
    return parts.quote(composed.request).total


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
