"""What runs in the pool: one task and index in, one picture file out."""

from hashlib import sha256
from pathlib import Path

from PIL import Image

from bot.models import DrawTask, Size
from bot.providers.sketch.saving import save_partial, save_picture

STAGES = 3
PARTIAL_EDGE = 512
AUTO_SIZE = Size(width=1024, height=1024)


def draw_picture(task: DrawTask, index: int) -> Path:
    """Draw picture `index` in its exact size and format."""
    image = _paint(task, index, task.request.size or AUTO_SIZE)
    path = task.scratch / f"{index}{task.request.format.suffix}"
    save_picture(image, path, task.request.format, task.request.compression)
    return path


def draw_partial(task: DrawTask, index: int, stage: int) -> Path:
    """Draw what picture `index` looks like after `stage` of STAGES steps, as a small JPEG."""
    image = _paint(task, index, AUTO_SIZE)
    image.thumbnail((PARTIAL_EDGE, PARTIAL_EDGE))
    path = task.scratch / f"partial-{index}-{stage}.jpg"
    save_partial(image, path)
    return path


def _paint(task: DrawTask, index: int, size: Size) -> Image.Image:
    digest = sha256(f"{task.request.prompt}\0{index}".encode()).digest()
    return Image.new("RGB", (size.width, size.height), (digest[0], digest[1], digest[2]))
