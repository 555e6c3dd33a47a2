"""What the sketch's tests share: tasks, references, and a runner without processes."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from PIL import Image

from bot.models import (
    Asset,
    DrawTask,
    ImageFormat,
    ImageRequest,
    JobId,
    Operation,
    PictureRef,
    Reference,
    Role,
    Size,
)

P = ParamSpec("P")
T = TypeVar("T")

SMALL = Size(width=320, height=320)


async def inline(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run in the test's own process, to keep it quick and to let it be traced."""
    return function(*args, **kwargs)


def asked(prompt: str, *, size: Size | None = SMALL, **fields: Any) -> ImageRequest:
    return ImageRequest(prompt=prompt, model="sketch", size=size, **fields)


def task(
    request: ImageRequest,
    folder: Path,
    *,
    indexes: tuple[int, ...] = (1,),
    files: tuple[Path, ...] = (),
    mask: Path | None = None,
) -> DrawTask:
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    return DrawTask(
        job="job",
        attempt=1,
        request=request,
        indexes=indexes,
        references=files,
        mask=mask,
        scratch=scratch,
    )


def reference(path: Path, role: Role | None = None) -> Reference:
    data = path.read_bytes()
    with Image.open(path) as image:
        width, height = image.size
    asset = Asset(
        sha256=sha256(data).hexdigest(),
        format=ImageFormat.PNG,
        width=width,
        height=height,
        size_bytes=len(data),
    )
    return Reference(asset=asset, name=path.name, role=role)


def edit_of(picture: Path, prompt: str, /, **fields: Any) -> ImageRequest:
    """An edit of a picture."""
    fields.setdefault("operation", Operation.EDIT)
    fields.setdefault("source", PictureRef(job=JobId("job"), index=1))
    more = fields.pop("more", ())
    return asked(prompt, references=(reference(picture, Role.SOURCE), *more), **fields)


def photo(path: Path, width: int = 320, height: int = 320) -> Path:
    """A picture with no flat parts, so that any change of a pixel shows."""
    ramp = Image.linear_gradient("L").resize((width, height))
    across = Image.radial_gradient("L").resize((width, height))
    Image.merge("RGB", (ramp, across, ramp.transpose(Image.Transpose.ROTATE_180))).save(path)
    return path
