"""What runs in the pool: one task and index in, one picture file out."""

from pathlib import Path

from PIL import Image

from bot.models import DrawTask, Size
from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.caption import badge
from bot.providers.sketch.compose import FINAL_STAGE, Sheet, compose
from bot.providers.sketch.palette import from_picture
from bot.providers.sketch.photos import load, sort_out
from bot.providers.sketch.saving import save_partial, save_picture
from bot.providers.sketch.scene import scene_of
from bot.providers.sketch.words import understand

STAGES = FINAL_STAGE - 1
PARTIAL_EDGE = 512
PALETTE_EDGE = 128
AUTO_SIZE = Size(width=1024, height=1024)


def draw_picture(task: DrawTask, index: int) -> Path:
    """Draw picture `index` in its exact size and format."""
    image = paint(task, index, task.request.size or AUTO_SIZE, FINAL_STAGE)
    path = task.scratch / f"{index}{task.request.format.suffix}"
    save_picture(image, path, task.request.format, task.request.compression)
    return path


def draw_partial(task: DrawTask, index: int, stage: int) -> Path:
    """Draw what picture `index` looks like after `stage` of STAGES steps, as a small JPEG."""
    image = paint(task, index, _smaller(task.request.size or AUTO_SIZE), stage)
    path = task.scratch / f"partial-{index}-{stage}.jpg"
    save_partial(image, path)
    return path


def paint(task: DrawTask, index: int, size: Size, stage: int) -> Image.Image:
    """Draw picture `index` at a size, up to a stage."""
    brief = understand(task.request, index)
    album = sort_out(task, brief.said)
    lent = from_picture(load(album.palette, PALETTE_EDGE)) if album.palette else None
    scene = scene_of(brief, task.request.quality, lent)
    canvas = Canvas(size.width, size.height)
    compose(Sheet(canvas=canvas, scene=scene, album=album, stage=stage))
    badge(canvas)
    return canvas.image


def _smaller(size: Size) -> Size:
    share = min(1.0, PARTIAL_EDGE / max(size.width, size.height))
    return Size(width=max(1, round(size.width * share)), height=max(1, round(size.height * share)))
