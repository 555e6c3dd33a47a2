"""What was said, the defaults and the model's card -> the request, or why there can be none.

A wish the model cannot fulfil is refused; what was merely assumed bends to what the model can.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeVar

from bot.catalog import Catalog, ModelCard
from bot.errors import InvalidPrompt, InvalidReference, Unsupported
from bot.models import (
    Asset,
    ImageFormat,
    ImageRequest,
    Note,
    Operation,
    PictureRef,
    Quality,
    Ratio,
    Reference,
    Resolution,
    Role,
    Size,
)
from bot.prompts.parse import ParsedPrompt
from bot.prompts.shape import Shape, at_resolution, exactly, shape_of
from bot.prompts.sizes import animated, on_grid, pixels, square

REFERENCES_MAX = 16


OPAQUE = frozenset({ImageFormat.JPEG, ImageFormat.GIF})
"""Formats that leave no background out."""
UNCOMPRESSED = frozenset({ImageFormat.PNG, ImageFormat.GIF})
"""Formats that know no compression."""


@dataclass(frozen=True, kw_only=True)
class Defaults:
    """What holds where a person said nothing. `model` None is the catalogue's default."""

    model: str | None = None
    ratio: Ratio = Ratio.R1_1
    resolution: Resolution = Resolution.K1
    quality: Quality = Quality.LOW
    format: ImageFormat = ImageFormat.PNG
    count: int = 1
    style: str | None = None
    private: bool = False
    transparent: bool = False


@dataclass(frozen=True, kw_only=True)
class Composed:
    """A request that its model can fulfil, and what to tell the person beside it."""

    request: ImageRequest
    notes: tuple[Note, ...] = ()


def compose(
    parsed: ParsedPrompt,
    *,
    catalog: Catalog,
    defaults: Defaults,
    operation: Operation = Operation.GENERATE,
    references: tuple[Reference, ...] = (),
    source: PictureRef | None = None,
    source_size: Size | None = None,
    mask: Asset | None = None,
) -> Composed:
    """Fill in and check a request.

    `references` begin with the source, role SOURCE, where there is one; the roles said belong to
    the others in order. `mask` has been taken out of them.

    Raises UnknownModel, Unsupported (facts: model, what, asked, instead; what is retired, size,
    resolution, quality, format, count, references, needs-reference, mask, needs-mask,
    transparency or complexity),
    InvalidPrompt (bad-value of --style, mask-without-source) and InvalidReference (too-many: name,
    limit, count).
    """
    card = _card(parsed.model or defaults.model or catalog.default, catalog)
    shape = shape_of(
        parsed,
        ratio=defaults.ratio,
        resolution=defaults.resolution,
        operation=operation,
        source=source_size,
    )
    shape = _bend_shape(shape, card, level_said=bool(parsed.resolution or parsed.size))
    style = parsed.style or defaults.style
    dressed, role_notes = _dress(references, parsed.roles, masked=mask is not None)
    _check_mask(parsed, mask, dressed)
    transparent, ground_notes = _ground(parsed, defaults, card)
    request = ImageRequest(
        operation=operation,
        prompt=parsed.prompt,
        model=card.id,
        ratio=shape.ratio,
        resolution=shape.resolution,
        size=shape.size,
        quality=parsed.quality or _bend(defaults.quality, card.qualities),
        count=parsed.count or min(defaults.count, card.count_max),
        format=parsed.format or _bend(defaults.format, _formats(card, alpha=transparent)),
        style=catalog.style(style).id if style else None,
        avoid=parsed.avoid,
        private=defaults.private if parsed.private is None else parsed.private,
        transparent=transparent,
        complexity=parsed.complexity,
        references=dressed,
        mask=mask,
        source=source,
    )
    request, moving_notes = _moving(request)
    request, format_notes = _compressed(request, parsed.compression)
    _check_card(request, card, catalog)
    edits = operation is not Operation.GENERATE
    later = (Note(key="enhance-unused"),) if parsed.enhance and edits else ()
    notes = (*shape.notes, *role_notes, *ground_notes, *moving_notes, *format_notes, *later)
    return Composed(request=request, notes=notes)


def check_able(request: ImageRequest, catalog: Catalog) -> None:
    """Check a request that was not composed: a job's, asked for again or carried on.

    Raises UnknownModel and Unsupported, as `compose` does.
    """
    _check_card(request, _card(request.model, catalog), catalog)


def _card(name: str, catalog: Catalog) -> ModelCard:
    card = catalog.get(name)
    if card.retired_for:
        raise Unsupported(model=card.title, what="retired", asked=card.id, instead=card.retired_for)
    return card


_Option = TypeVar("_Option", bound=Enum)


def _bend(assumed: _Option, able: Collection[_Option]) -> _Option:
    """The assumed value, or the first in the enum's order that the model can do."""
    if assumed in able:
        return assumed
    return next(option for option in type(assumed) if option in able)


def _bend_shape(shape: Shape, card: ModelCard, *, level_said: bool) -> Shape:
    """Where nothing was said, a size the model can do, with a note where it is another one.

    A ratio without a resolution has it in a class of the model's. What is only not on the model's
    grid is fitted to it, said or not.
    """
    if shape.said and not level_said and shape.size is not None:
        level = _bend_resolution(shape.resolution, card)
        shape = replace(shape, resolution=level, size=pixels(shape.ratio, level))
    if shape.said:
        return _fitted(shape, card)
    return _fitted(_bend_unsaid(shape, card), card)


def _fitted(shape: Shape, card: ModelCard) -> Shape:
    if shape.size is None or shape.resolution not in card.resolutions:
        return shape
    near = on_grid(shape.size, step=card.size_step, edge_max=card.edge_max)
    if near == shape.size:
        return shape
    note = _snapped_note(shape.size, near, card)
    fit = exactly(near, said=shape.said, notes=(*shape.notes, note))
    return replace(fit, resolution=shape.resolution)


def _snapped_note(asked: Size, got: Size, card: ModelCard) -> Note:
    facts: dict[str, str | int] = {"asked": str(asked), "got": str(got), "model": card.title}
    return Note(key="size-snapped-model", facts=facts)


def _bend_unsaid(shape: Shape, card: ModelCard) -> Shape:
    level = _bend_resolution(shape.resolution, card)
    if shape.size is None:
        return replace(shape, resolution=level)
    size = shape.size if level is shape.resolution else at_resolution(shape.size, level)
    near = _nearest(size, card.sizes) if card.sizes else size
    if near == shape.size:
        return shape
    return exactly(near, said=False, notes=(_snapped_note(shape.size, near, card),))


def _bend_resolution(assumed: Resolution, card: ModelCard) -> Resolution:
    """The assumed class, else the largest below it, else the smallest there is."""
    classes = tuple(Resolution)
    below = [one for one in classes[: classes.index(assumed) + 1] if one in card.resolutions]
    return below[-1] if below else _bend(assumed, card.resolutions)


def _nearest(size: Size, able: Collection[Size]) -> Size:
    return min(
        able, key=lambda one: (one.width - size.width) ** 2 + (one.height - size.height) ** 2
    )


def _dress(
    references: tuple[Reference, ...], roles: tuple[Role | None, ...], *, masked: bool
) -> tuple[tuple[Reference, ...], tuple[Note, ...]]:
    """Give the roles said to the references that have none by nature."""
    if len(references) > REFERENCES_MAX:
        raise InvalidReference(
            "too-many",
            name=references[REFERENCES_MAX].name,
            limit=REFERENCES_MAX,
            count=len(references),
        )
    said = [role for role in roles if not (masked and role is Role.MASK)]
    dressed: list[Reference] = []
    for reference in references:
        if reference.role is not Role.SOURCE and said:
            reference = replace(reference, role=said.pop(0) or reference.role)
        dressed.append(reference)
    notes = (Note(key="role-unused", facts={"role": role.value}) for role in said if role)
    return tuple(dressed), tuple(notes)


def _check_mask(
    parsed: ParsedPrompt, mask: Asset | None, references: tuple[Reference, ...]
) -> None:
    """A mask needs the picture it belongs to; both come before the other references."""
    has_source = any(reference.role is Role.SOURCE for reference in references)
    asked = mask is not None or parsed.mask_at is not None
    if asked and not (mask is not None and has_source):
        raise InvalidPrompt("mask-without-source")


def _ground(
    parsed: ParsedPrompt, defaults: Defaults, card: ModelCard
) -> tuple[bool, tuple[Note, ...]]:
    """Whether the background is left out, and what had to give way.

    What the picture before it was stays, unless the model or the format said cannot have it.
    """
    if parsed.transparent or (parsed.transparent is None and defaults.transparent):
        if parsed.transparent is None and parsed.format is ImageFormat.JPEG:
            return False, (Note(key="opaque-format", facts={"format": parsed.format.name}),)
        if parsed.transparent is None and not card.transparency:
            return False, (Note(key="opaque-model", facts={"model": card.title}),)
        if parsed.format is None and defaults.format is ImageFormat.JPEG:
            return True, (Note(key="transparent-format", facts={"format": defaults.format.name}),)
        return True, ()
    return False, ()


def _formats(card: ModelCard, *, alpha: bool) -> Collection[ImageFormat]:
    return card.formats - OPAQUE if alpha else card.formats - {ImageFormat.GIF}


def _moving(request: ImageRequest) -> tuple[ImageRequest, tuple[Note, ...]]:
    """An animation is smaller than a picture."""
    if request.format is not ImageFormat.GIF:
        return request, ()
    size = request.size or square(Resolution.K1)
    fits = animated(size)
    if fits == request.size:
        return request, ()
    note = Note(key="size-animated", facts={"asked": str(size), "got": str(fits)})
    return replace(request, size=fits, resolution=Resolution.K1), (note,)


def _compressed(
    request: ImageRequest, compression: int | None
) -> tuple[ImageRequest, tuple[Note, ...]]:
    if compression is None:
        return request, ()
    if request.format in UNCOMPRESSED:
        return request, (Note(key="compression-unused", facts={"format": request.format.value}),)
    return replace(request, compression=compression), ()


_Need = tuple[str, str | int, Callable[[ModelCard], bool]]


def _needs(request: ImageRequest) -> tuple[_Need, ...]:
    size, count, references = request.size, request.count, len(request.references)
    return (
        ("size", str(size), lambda c: not c.sizes or size is None or size in c.sizes),
        ("resolution", request.resolution, lambda c: request.resolution in c.resolutions),
        ("quality", request.quality, lambda c: request.quality in c.qualities),
        ("format", request.format, lambda c: request.format in c.formats),
        ("count", count, lambda c: count <= c.count_max),
        ("references", references, lambda c: references <= c.references_max),
        ("needs-reference", "", lambda c: references >= c.references_min),
        ("needs-mask", "", lambda c: not c.mask_needed or request.mask is not None),
        ("mask", "", lambda c: c.mask or request.mask is None),
        ("transparency", "", lambda c: c.transparency or not request.transparent),
        ("complexity", "", lambda c: c.complexity or request.complexity is None),
    )


def _check_card(request: ImageRequest, card: ModelCard, catalog: Catalog) -> None:
    needs = _needs(request)
    for what, asked, able in needs:
        if not able(card):
            other = catalog.nearest(lambda c: all(need(c) for _, _, need in needs))
            raise Unsupported(
                model=card.title, what=what, asked=asked, instead=other.id if other else None
            )
