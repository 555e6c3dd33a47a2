"""Composition: which layout a picture has."""

from collections.abc import Callable

from bot.providers.sketch import photos, weather
from bot.providers.sketch.ink import Style
from bot.providers.sketch.layouts import hero, open_air, panel, window
from bot.providers.sketch.lexicon import table
from bot.providers.sketch.posters import emblem, typographic
from bot.providers.sketch.scene import Scene
from bot.providers.sketch.sheet import (
    FINAL_STAGE,
    LETTER_STAGE,
    Sheet,
)


def compose(sheet: Sheet) -> None:
    """Paint the sheet."""
    _layout(sheet)(sheet)
    if sheet.stage >= LETTER_STAGE:
        for slot, path in enumerate(sheet.album.logos):
            photos.logo(sheet.canvas, path, _spots(sheet.scene), slot)
    if sheet.stage >= FINAL_STAGE:
        weather.fall(sheet.canvas, sheet.scene)
        weather.finish(sheet.canvas, sheet.scene)


def _spots(scene: Scene) -> tuple[str, ...]:
    return table("spots").find(scene.brief.said)


def _layout(sheet: Sheet) -> Callable[[Sheet], None]:
    scene = sheet.scene
    if sheet.album.backdrop or sheet.album.composition:
        return open_air
    if "logo" in scene.brief.kinds and not sheet.album.logos:
        return emblem
    if not sheet.peopled:
        return open_air if scene.place else typographic
    if not scene.place:
        return (hero, window, hero)[scene.brief.look % 3]
    if scene.style is Style.NEON and not sheet.lettered:
        return (open_air, window)[scene.brief.look % 2]
    third = open_air if scene.brief.places or scene.style is Style.NEON else hero
    return (open_air, window, third, panel)[scene.brief.look % 4]
