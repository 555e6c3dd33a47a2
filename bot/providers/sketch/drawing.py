"""What runs in the pool: one task and index in, one picture file out."""

from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from bot.models import DrawTask, ImageRequest, Operation, Size
from bot.providers.sketch import again
from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.caption import badge
from bot.providers.sketch.clearing import edit_clear, opened_clear
from bot.providers.sketch.compose import compose
from bot.providers.sketch.cutting import ClearCanvas, cut_out
from bot.providers.sketch.edit import edit, fitted
from bot.providers.sketch.palette import from_picture
from bot.providers.sketch.photos import Album, as_rgb, load, sort_out
from bot.providers.sketch.saving import save_partial, save_picture
from bot.providers.sketch.scene import LEVELS, Scene, scene_of
from bot.providers.sketch.sheet import FINAL_STAGE, Sheet
from bot.providers.sketch.sizes import auto_size, within
from bot.providers.sketch.stickers import sticker
from bot.providers.sketch.words import understand

STAGES = FINAL_STAGE - 1
PARTIAL_EDGE = 512
PALETTE_EDGE = 128


def draw_picture(task: DrawTask, index: int) -> Path:
    """Draw picture `index` in its exact size and format."""
    image = paint(task, index, size_of(task, index), FINAL_STAGE)
    path = task.scratch / f"{index}{task.request.format.suffix}"
    save_picture(image, path, task.request.format, task.request.compression)
    return path


def draw_partial(task: DrawTask, index: int, stage: int) -> Path:
    """Draw what picture `index` looks like after `stage` of STAGES steps, as a small JPEG."""
    image = paint(task, index, within(size_of(task, index), PARTIAL_EDGE), stage)
    path = task.scratch / f"partial-{index}-{stage}.jpg"
    save_partial(image, path)
    return path


def size_of(task: DrawTask, index: int) -> Size:
    """The size asked for, else the source's, else one that suits the words."""
    if task.request.size:
        return task.request.size
    source = _source(task)
    if source is None:
        return auto_size(understand(task.request, index), task.request.resolution)
    with Image.open(source) as image:
        return within(Size(width=image.width, height=image.height))


def paint(task: DrawTask, index: int, size: Size, stage: int) -> Image.Image:
    """Draw picture `index` at a size, up to a stage."""
    request = task.request
    brief = understand(request, index)
    album = sort_out(task, brief.said)
    lent = from_picture(load(album.palette, PALETTE_EDGE)) if album.palette else None
    scene = scene_of(brief, request.quality, lent)
    clear = request.transparent
    if (source := _source(task)) is None:
        return _composed(scene, album, size, stage, clear=clear)
    if stage < STAGES:
        return _veiled(source, size, stage)
    match request.operation:
        case Operation.VARY:
            return _varied(task, scene, source, size)
        case Operation.UPSCALE:
            return _upscaled(task, index, source, size)
        case _:
            change = edit_clear if clear else edit
            return change(source, task.mask, scene, album, size)


def _source(task: DrawTask) -> Path | None:
    """The picture to start from: the reference with that role, or the first of a derived job."""
    found = sort_out(task, "").source
    if found or task.request.operation is Operation.GENERATE:
        return found
    return task.references[0] if task.references else None


def _composed(scene: Scene, album: Album, size: Size, stage: int, *, clear: bool) -> Image.Image:
    if clear:
        paper = ClearCanvas(size.width, size.height)
        return sticker(Sheet(canvas=paper, scene=scene, album=album, stage=stage), paper, badge)
    canvas = Canvas(size.width, size.height)
    compose(Sheet(canvas=canvas, scene=scene, album=album, stage=stage))
    badge(canvas)
    return canvas.image


def _recipe(task: DrawTask, index: int) -> again.Painter:
    """Draws the picture of a bare request, its source and references forgotten."""

    def paint_bare(request: ImageRequest, size: Size) -> Image.Image:
        brief = understand(request, index)
        scene = scene_of(brief, request.quality)
        return _composed(scene, Album(), size, FINAL_STAGE, clear=request.transparent)

    return paint_bare


def _upscaled(task: DrawTask, index: int, source: Path, size: Size) -> Image.Image:
    """Drawn again where the words give the source, else enlarged."""
    with Image.open(source) as opened:
        image = as_rgb(opened)
    recipe = _recipe(task, index)
    known = again.quality_of(image, task.request, recipe)
    if known is None:
        shown = opened_clear(source) if task.request.transparent else image
        return _badged(again.enlarged(shown, size))
    finer = max(known, task.request.quality, key=lambda quality: LEVELS[quality])
    return recipe(replace(task.request, quality=finer), size)


def _varied(task: DrawTask, scene: Scene, source: Path, size: Size) -> Image.Image:
    """The same words and colours otherwise arranged, if the source is of our making."""
    image = load(source, max(size.width, size.height))
    ours = again.kin(image, scene.palette)
    clear = task.request.transparent
    if ours or again.quality_of(image, task.request, _recipe(task, 1)):
        return _composed(scene, Album(), size, FINAL_STAGE, clear=clear)
    shown = opened_clear(source) if clear else image
    return _badged(again.rearranged(shown, scene, size))


def _badged(image: Image.Image) -> Image.Image:
    canvas = ClearCanvas(image.width, image.height)
    canvas.image = image.convert("RGB")
    badge(canvas)
    if image.mode != "RGBA":
        return canvas.image
    return cut_out(canvas.image, ImageChops.lighter(image.getchannel("A"), canvas.cover))


def _veiled(source: Path, size: Size, stage: int) -> Image.Image:
    """The source coming into focus."""
    image = fitted(load(source, max(size.width, size.height)), size)
    return _badged(image.filter(ImageFilter.GaussianBlur(24 / stage**2)))
