"""What a model is really told: the person's words, then what flags and roles add to them."""

from bot.catalog import Catalog
from bot.models import ImageRequest, Operation, Role

_ROLES = {
    Role.SUBJECT: "show this subject",
    Role.STYLE: "use it as the style reference: take its look, not its content",
    Role.CHARACTER: "keep this character's face, hair and clothes",
    Role.LOGO: "place this logo as it is, undistorted and complete",
    Role.BACKGROUND: "use it as the background",
    Role.PALETTE: "take the colours from it, nothing else",
    Role.POSE: "take the pose from it, nothing else",
    Role.COMPOSITION: "follow its composition",
    Role.MASK: "a mask of where to edit",
}
_SOURCES = {
    Operation.GENERATE: "start from this picture",
    Operation.EDIT: "edit this picture; keep all that is not mentioned exactly as it is",
    Operation.VARY: "make a variation of it: the same subject and style, arranged anew",
    Operation.UPSCALE: "render it again with finer detail; change nothing else",
}


def full_prompt(request: ImageRequest, catalog: Catalog) -> str:
    """The prompt for the wire: words, style, what to avoid, and a line per image with a role.

    Images count from 1 in the request's order, the source first.
    """
    lines = [request.prompt]
    if request.style:
        lines.append(f"Style: {catalog.style(request.style).words}.")
    if request.avoid:
        lines.append(f"Avoid: {request.avoid}.")
    lines += _images(request)
    if request.mask:
        lines.append("Change only what the mask leaves open.")
    return "\n\n".join((lines[0], "\n".join(lines[1:]))).strip()


def _images(request: ImageRequest) -> list[str]:
    lines: list[str] = []
    for number, reference in enumerate(request.references, 1):
        if reference.role is Role.SOURCE:
            lines.append(f"Image {number}: {_SOURCES[request.operation]}.")
        elif reference.role is not None:
            lines.append(f"Image {number}: {_ROLES[reference.role]}.")
    return lines
