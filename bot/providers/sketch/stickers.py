"""Stickers: layouts of pictures that have no background."""

from collections.abc import Callable
from dataclasses import replace

from PIL import Image

from bot.providers.sketch import photos
from bot.providers.sketch.cutting import WHITE, ClearCanvas
from bot.providers.sketch.geometry import Box
from bot.providers.sketch.ink import Style
from bot.providers.sketch.layouts import window
from bot.providers.sketch.lettering import Align
from bot.providers.sketch.lexicon import table
from bot.providers.sketch.posters import emblem
from bot.providers.sketch.scene import Ground
from bot.providers.sketch.sheet import LETTER_STAGE, Sheet, letters, show


def sticker(
    sheet: Sheet, canvas: ClearCanvas, finish: Callable[[ClearCanvas], object]
) -> Image.Image:
    """Paint the sheet, finish it, and cut out what is on it: RGBA. `canvas` is the sheet's."""
    _layout(sheet)(sheet)
    if sheet.stage >= LETTER_STAGE:
        spots = table("spots").find(sheet.scene.brief.said)
        for slot, path in enumerate(sheet.album.logos):
            photos.logo(canvas, path, spots, slot)
    finish(canvas)
    return canvas.cut()


def _layout(sheet: Sheet) -> Callable[[Sheet], None]:
    album, scene = sheet.album, sheet.scene
    if "logo" in scene.brief.kinds and not album.logos:
        return emblem
    if album.backdrop or album.composition:
        return window
    if sheet.peopled or (sheet.lettered and not scene.brief.places):
        return _figures
    return window


def _figures(sheet: Sheet) -> None:
    """The subjects and words alone."""
    scene, canvas = replace(sheet.scene, bare=True), sheet.canvas
    sheet = replace(sheet, scene=scene)
    canvas.ground([scene.palette.ink if scene.style is Style.NEON else WHITE])
    words, area = _zones(sheet)
    if sheet.peopled:
        show(sheet, Ground(horizon=canvas.height * 0.5, foot=area[3]), area)
    if sheet.lettered:
        letters(sheet, words, None if sheet.peopled else Align.CENTRE)


def _zones(sheet: Sheet) -> tuple[Box, Box]:
    """Where the words go, and where the subjects."""
    if not sheet.peopled:
        return sheet.box(0.08, 0.1, 0.92, 0.88), sheet.box(0, 0, 1, 1)
    if not sheet.lettered:
        return sheet.box(0, 0, 1, 1), sheet.box(0.08, 0.08, 0.92, 0.92)
    if sheet.wide:
        return sheet.box(0.05, 0.14, 0.5, 0.86), sheet.box(0.52, 0.08, 0.95, 0.92)
    return sheet.box(0.08, 0.05, 0.92, 0.3), sheet.box(0.08, 0.32, 0.92, 0.92)
