"""Layouts with a subject: where everything goes."""

from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.geometry import Box, Outline, arch, ellipse, rect, rounded
from bot.providers.sketch.ink import Style
from bot.providers.sketch.places import paint_place
from bot.providers.sketch.places.glow import WALL_FOOT, wet
from bot.providers.sketch.places.town import STREET
from bot.providers.sketch.scene import Ground, turn
from bot.providers.sketch.sheet import LETTER_STAGE, Sheet, letters, place_on, set_ground, show

GROUNDS = ("disc", "rays", "arches", "cutouts")
NEON_GROUNDS = ("grid", "wall", "city")


def open_air(sheet: Sheet) -> None:
    """The place fills the sheet; words go into the calm of the sky."""
    sheet = sheet.calmed()
    ground = set_ground(sheet, sheet.scene.place or turn(GROUNDS, sheet.scene.brief.look))
    if sheet.lettered:
        zone, area = _sky_and_land(sheet, ground)
    else:
        zone, area = None, sheet.box(0.1, 0.24, 0.9, 1.0)
    if zone:
        letters(sheet, zone)
    if sheet.stage >= LETTER_STAGE and not sheet.album.backdrop and sheet.scene.palette.dark:
        _reflect(sheet)
    show(sheet, ground, area)


def _reflect(sheet: Sheet) -> None:
    """Streets are wet at night."""
    match sheet.scene.place:
        case "city":
            wet(sheet.canvas, STREET)
        case "wall":
            wet(sheet.canvas, WALL_FOOT)


def _sky_and_land(sheet: Sheet, ground: Ground) -> tuple[Box, Box]:
    if not sheet.peopled:
        low = (
            0.84
            if sheet.scene.place == "wall"
            else max(0.52, ground.horizon / sheet.canvas.height * 0.92)
        )
        return sheet.box(0.1, 0.1, 0.9, low), sheet.box(0.1, 0.5, 0.9, 1.0)
    if sheet.wide:
        left = sheet.scene.chance("side").random() < 0.5
        words, things = ((0.06, 0.5), (0.5, 0.96)) if left else ((0.5, 0.94), (0.04, 0.5))
        return sheet.box(words[0], 0.12, words[1], 0.8), sheet.box(things[0], 0.12, things[1], 1.0)
    return sheet.box(0.08, 0.06, 0.92, 0.42), sheet.box(0.08, 0.42, 0.92, 1.0)


def hero(sheet: Sheet) -> None:
    """The subject large on a plain ground."""
    sheet = sheet.calmed()
    look = sheet.scene.brief.look
    grounds = NEON_GROUNDS if sheet.scene.style is Style.NEON else GROUNDS
    ground = set_ground(sheet, turn(grounds, look // 2 + len(sheet.scene.brief.said)))
    foot = sheet.canvas.height * 0.97
    if not sheet.lettered:
        show(sheet, Ground(horizon=ground.horizon, foot=foot), sheet.box(0.06, 0.1, 0.94, 1.0))
    elif sheet.wide:
        show(sheet, Ground(horizon=ground.horizon, foot=foot), sheet.box(0.48, 0.06, 0.98, 1.0))
        letters(sheet, sheet.box(0.05, 0.12, 0.5, 0.88))
    else:
        show(sheet, Ground(horizon=ground.horizon, foot=foot), sheet.box(0.06, 0.34, 0.94, 1.0))
        letters(sheet, sheet.box(0.07, 0.05, 0.93, 0.33))


def window(sheet: Sheet) -> None:
    """A view cut out of a paper margin; the subject steps out of its frame."""
    scene, canvas = sheet.scene, sheet.canvas
    paper = scene.palette.paper
    canvas.ground([paper])
    left, top, right, bottom = _view(sheet)
    shape = _frame(sheet, (left, top, right, bottom))
    inner = Canvas(max(16, round(right - left)), max(16, round(bottom - top)))
    ground = place_on(inner, sheet, scene.place or turn(GROUNDS, scene.brief.look))
    box = (round(left), round(top), round(left) + inner.width, round(top) + inner.height)
    canvas.lay(inner.image, box, canvas.mask([shape], box))
    area = (
        left + (right - left) * 0.06,
        top + (bottom - top) * 0.2,
        right - (right - left) * 0.06,
        bottom,
    )
    foot = min(canvas.height * 0.985, top + ground.foot)
    show(sheet, Ground(horizon=top + ground.horizon, foot=foot), area)
    if sheet.lettered:
        zone = (
            sheet.box(0.06, 0.14, 0.44, 0.86) if sheet.wide else sheet.box(0.09, 0.755, 0.91, 0.935)
        )
        letters(sheet, zone)


def _view(sheet: Sheet) -> Box:
    if not sheet.lettered:
        m = 0.07 * sheet.canvas.unit
        return (m, m, sheet.canvas.width - m, sheet.canvas.height - m * 1.35)
    if sheet.wide:
        return sheet.box(0.5, 0.08, 0.95, 0.9)
    return sheet.box(0.09, 0.065, 0.91, 0.73)


def _frame(sheet: Sheet, box: Box) -> Outline:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    options = ["round"]
    if high > wide * 0.8:
        options.append("arch")
    if 0.8 < wide / high < 1.25:
        options.append("circle")
    match sheet.scene.chance("frame shape").choice(options[1:] or options):
        case "arch":
            return arch(left, top, right, bottom)
        case "circle":
            r = min(wide, high) / 2
            return ellipse((left + right) / 2, (top + bottom) / 2, r)
        case _:
            return rounded(left, top, right, bottom, sheet.canvas.unit * 0.05)


def panel(sheet: Sheet) -> None:
    """The sheet in two: a coloured panel for words or shapes, the scene in the rest."""
    scene, canvas = sheet.scene, sheet.canvas
    share = 0.42 if sheet.lettered else 0.26
    if sheet.wide:
        panel_box, view = sheet.box(0, 0, share, 1), sheet.box(share, 0, 1, 1)
    else:
        panel_box, view = sheet.box(0, 0, 1, share * 0.86), sheet.box(0, share * 0.86, 1, 1)
    inner = Canvas(round(view[2] - view[0]), round(view[3] - view[1]))
    ground = place_on(inner, sheet, scene.place)
    canvas.image.paste(inner.image, (round(view[0]), round(view[1])))
    colour = scene.palette.accent if scene.chance("panel").random() < 0.6 else scene.palette.paper
    if sheet.lettered and scene.style is not Style.NEON:
        canvas.fill([rect(*panel_box)], colour)
    else:
        strip = Canvas(round(panel_box[2]), round(panel_box[3]))
        paint_place(strip, scene, "wall" if sheet.lettered else "tiles")
        canvas.image.paste(strip.image, (0, 0))
    line = canvas.unit * 0.008
    edge = (
        rect(view[0] - line, 0, view[0] + line, canvas.height)
        if sheet.wide
        else rect(0, view[1] - line, canvas.width, view[1] + line)
    )
    canvas.fill([edge], scene.palette.light)
    foot = view[1] + ground.foot
    area = (
        view[0] + inner.width * 0.06,
        view[1] - (0 if sheet.lettered else inner.height * 0.05),
        view[2] - inner.width * 0.06,
        view[3],
    )
    show(sheet, Ground(horizon=view[1] + ground.horizon, foot=foot), area)
    if sheet.lettered:
        inset = canvas.unit * 0.06
        letters(
            sheet,
            (
                panel_box[0] + inset,
                panel_box[1] + inset,
                panel_box[2] - inset,
                panel_box[3] - inset,
            ),
        )
