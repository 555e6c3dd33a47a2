"""Layouts where words or a mark are the picture."""

from dataclasses import replace

from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.cast import cast
from bot.providers.sketch.colour import mix
from bot.providers.sketch.geometry import arch, ellipse, rounded
from bot.providers.sketch.lettering import Align
from bot.providers.sketch.places import paint_place
from bot.providers.sketch.places.plain import DISC_HEIGHT
from bot.providers.sketch.scene import Ground, turn
from bot.providers.sketch.sheet import CAST_STAGE, Sheet, letters, set_ground

TYPE_GROUNDS = ("arches", "cutouts", "tiles", "rays", "disc")


def typographic(sheet: Sheet) -> None:
    """The words are the picture."""
    sheet = sheet.calmed()
    look = sheet.scene.brief.look
    name = turn(TYPE_GROUNDS, look)
    if not sheet.lettered:
        set_ground(sheet, turn(("tiles", "arches", "cutouts", "rays"), look))
        return
    canvas = sheet.canvas
    if name == "tiles":
        _tiled_edge(sheet)
        letters(
            sheet,
            sheet.box(0.44, 0.1, 0.94, 0.88) if sheet.wide else sheet.box(0.08, 0.4, 0.92, 0.92),
            Align.STACK,
        )
        return
    set_ground(
        sheet if name != "disc" else replace(sheet, scene=replace(sheet.scene, calm=False)), name
    )
    match name:
        case "arches" if sheet.wide:
            letters(sheet, sheet.box(0.06, 0.08, 0.94, 0.5))
        case "arches":
            letters(sheet, sheet.box(0.08, 0.06, 0.92, 0.42))
        case "rays":
            letters(sheet, sheet.box(0.08, 0.07, 0.92, 0.5))
        case "disc":
            r = canvas.unit * 0.34
            x, y = canvas.width / 2, canvas.height * DISC_HEIGHT
            letters(sheet, (x - r, y - r * 0.66, x + r, y + r * 0.66), Align.CENTRE)
        case _:
            letters(sheet, sheet.box(0.14, 0.2, 0.86, 0.8), Align.CENTRE)


def _tiled_edge(sheet: Sheet) -> None:
    canvas = sheet.canvas
    canvas.ground([sheet.scene.palette.paper])
    size = (
        (round(canvas.width * 0.38), canvas.height)
        if sheet.wide
        else (canvas.width, round(canvas.height * 0.34))
    )
    strip = Canvas(*size)
    paint_place(strip, sheet.scene, "tiles")
    canvas.image.paste(strip.image, (0, 0))


def emblem(sheet: Sheet) -> None:
    """A mark on a calm ground, its name beneath."""
    scene, canvas = sheet.scene, sheet.canvas
    p = scene.palette
    canvas.ground([p.paper])
    beside = sheet.wide and sheet.lettered
    x = canvas.width * (0.28 if beside else 0.5)
    y = canvas.height * (0.4 if sheet.lettered and not sheet.wide else 0.5)
    r = canvas.unit * (0.3 if sheet.lettered else 0.36)
    look = scene.brief.look
    badge = (
        ellipse(x, y, r),
        rounded(x - r, y - r, x + r, y + r, r * 0.42),
        arch(x - r * 0.86, y - r, x + r * 0.86, y + r),
    )[look % 3]
    colour = p.accent if look % 2 == 0 else p.near
    canvas.fill([badge], colour)
    canvas.fill(
        [[((px - x) * 0.93 + x, (py - y) * 0.93 + y) for px, py in badge]],
        mix(colour, p.light, 0.14),
    )
    if sheet.stage >= CAST_STAGE:
        _mark(sheet, (x, y, r))
    if sheet.lettered:
        zone = sheet.box(0.5, 0.3, 0.95, 0.7) if beside else sheet.box(0.1, 0.74, 0.9, 0.93)
        letters(sheet, zone, Align.CENTRE)


def _mark(sheet: Sheet, place: tuple[float, float, float]) -> None:
    x, y, r = place
    scene, canvas = sheet.scene, sheet.canvas
    if sheet.peopled:
        area = (x - r * 0.78, y - r * 0.8, x + r * 0.78, y + r * 0.78)
        cast(canvas, scene, sheet.album.prints, Ground(horizon=y, foot=y + r * 0.74), area)
        return
    p = scene.palette
    tones = (p.light, p.second, p.ink)
    for k in range(3):
        s = r * (0.62 - 0.18 * k)
        turned = (
            (ellipse(x - r * 0.12 * k, y + r * 0.1 * k, s)),
            arch(x - s, y - s * 0.9, x + s, y + s * 0.9),
        )
        canvas.fill([turned[scene.brief.seed[1] % 2]], tones[k])
