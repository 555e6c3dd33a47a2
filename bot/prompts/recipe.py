"""A request as the line that asks for it: what a person can copy, change and send."""

from collections.abc import Iterator

from bot.models import ImageFormat, ImageRequest


def recipe_line(request: ImageRequest) -> str:
    """`/imagine` with the request's words, then a flag for everything else it says.

    References are not part of a line. Reading it back gives the same words and values.
    """
    return " ".join(("/imagine", request.prompt, *_flags(request)))


def _flags(request: ImageRequest) -> Iterator[str]:
    yield f"--model {request.model}"
    yield f"--quality {request.quality}"
    yield f"--size {request.size}" if request.size else f"--ratio {request.ratio}"
    if request.size is None:
        yield f"--resolution {request.resolution}"
    if request.count > 1:
        yield f"-n {request.count}"
    if request.format is not ImageFormat.PNG:
        yield f"--format {request.format}"
    if request.compression is not None:
        yield f"--compression {request.compression}"
    if request.complexity:
        yield f"--complexity {request.complexity}"
    if request.style:
        yield f"--style {request.style}"
    if request.private:
        yield "--private"
    if request.transparent:
        yield "--transparent"
    if request.avoid:
        yield f"--no {request.avoid}"  # the last: it takes all words that follow
