"""What is sent: the calls a task needs, and their fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalog import ModelCard
from bot.models import GIF_FRAMES, DrawTask, ImageFormat, ImageRequest
from bot.providers.openai.account import Dialect

Value = str | int | bool


@dataclass(frozen=True, kw_only=True)
class Call:
    """One POST for the pictures `indexes`. `partials` above 0 asks for a stream."""

    indexes: tuple[int, ...]
    partials: int = 0


def calls_for(task: DrawTask, card: ModelCard, *, stream: bool) -> list[Call]:
    """Split the wanted pictures into as few calls as the model allows.

    Only a call for one picture is streamed: the API refuses `stream` with a larger n.
    """
    batch = max(card.batch_max, 1)
    still = task.request.format is not ImageFormat.GIF
    partials = min(card.partials_max, task.partials) if stream and still else 0
    parts = [task.indexes[at : at + batch] for at in range(0, len(task.indexes), batch)]
    return [Call(indexes=part, partials=partials if len(part) == 1 else 0) for part in parts]


def fields_for(
    call: Call, task: DrawTask, card: ModelCard, *, prompt: str, dialect: Dialect
) -> dict[str, Value]:
    """Name what the call asks for, without what the card says is never sent."""
    fields: dict[str, Value] = {
        "model": card.wire,
        "prompt": prompt,
        "n": len(call.indexes),
        **_picture_fields(task.request),
    }
    if task.person_hash and dialect.person_field:
        fields[dialect.person_field] = task.person_hash
    if call.partials:
        fields["stream"] = True
        fields["partial_images"] = call.partials
    return {name: value for name, value in fields.items() if name not in card.never}


def form_values(fields: Mapping[str, Value]) -> dict[str, str]:
    """Write the fields as multipart text; booleans are `true` and `false`."""
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in fields.items()
    }


def _picture_fields(request: ImageRequest) -> dict[str, Value]:
    fields: dict[str, Value] = {
        "size": str(request.size) if request.size else "auto",
        "quality": request.quality.value,
        "output_format": request.format.value,
    }
    if request.format is ImageFormat.GIF:
        fields["frame_count"] = GIF_FRAMES
    elif request.compression is not None and request.format is not ImageFormat.PNG:
        fields["output_compression"] = request.compression
    if request.complexity is not None:
        fields["complexity"] = request.complexity.value
    if request.transparent:
        fields["background"] = "transparent"
    return fields
