"""Composition: which kind of layout a picture has, and where everything goes in it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.providers.sketch import photos, weather
from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.caption import headlines
from bot.providers.sketch.cast import cast
from bot.providers.sketch.colour import mix
from bot.providers.sketch.geometry import Box, Outline, arch, ellipse, rect, rounded
from bot.providers.sketch.lettering import Align
from bot.providers.sketch.lexicon import table
from bot.providers.sketch.photos import Album
from bot.providers.sketch.places import paint_place
from bot.providers.sketch.scene import Ground, Scene, turn

GROUND_STAGE, CAST_STAGE, LETTER_STAGE, FINAL_STAGE = 1, 2, 3, 4
WIDE = 1.35
GROUNDS = ("disc", "rays", "arches", "cutouts")
TYPE_GROUNDS = ("arches", "cutouts", "tiles", "rays", "disc")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One picture in the making: draw it up to and with `stage`."""

    canvas: Canvas
    scene: Scene
    album: Album = field(default_factory=Album)
    stage: int = FINAL_STAGE

    @property
    def wide(self) -> bool:
        """Whether things go side by side rather than one above the other."""
        return self.canvas.width / self.canvas.height >= WIDE

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A box given in shares of the canvas."""
        w, h = self.canvas.width, self.canvas.height
        return (left * w, top * h, right * w, bottom * h)

    @property
    def lettered(self) -> bool:
        """Whether there are words to set."""
        return bool(self.scene.brief.quotes)

    @property
    def peopled(self) -> bool:
        """Whether there is anything to show but the place and the words."""
        return bool(self.scene.brief.subjects or self.album.prints)


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
    return (open_air, window, hero, panel)[scene.brief.look % 4]


def open_air(sheet: Sheet) -> None:
    """The place fills the sheet; words go into the calm of the sky."""
    ground = _ground(sheet, sheet.scene.place or turn(GROUNDS, sheet.scene.brief.look))
    if sheet.lettered:
        zone, area = _sky_and_land(sheet, ground)
    else:
        zone, area = None, sheet.box(0.1, 0.24, 0.9, 1.0)
    _cast(sheet, ground, area)
    if zone:
        _letters(sheet, zone)


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
    look = sheet.scene.brief.look
    ground = _ground(sheet, turn(GROUNDS, look // 2 + len(sheet.scene.brief.said)))
    foot = sheet.canvas.height * 0.97
    if not sheet.lettered:
        _cast(sheet, Ground(horizon=ground.horizon, foot=foot), sheet.box(0.06, 0.1, 0.94, 1.0))
    elif sheet.wide:
        _cast(sheet, Ground(horizon=ground.horizon, foot=foot), sheet.box(0.48, 0.06, 0.98, 1.0))
        _letters(sheet, sheet.box(0.05, 0.12, 0.5, 0.88))
    else:
        _cast(sheet, Ground(horizon=ground.horizon, foot=foot), sheet.box(0.06, 0.34, 0.94, 1.0))
        _letters(sheet, sheet.box(0.07, 0.05, 0.93, 0.33))


def window(sheet: Sheet) -> None:
    """A view cut out of a paper margin; the subject steps out of its frame."""
    scene, canvas = sheet.scene, sheet.canvas
    paper = scene.palette.paper
    canvas.ground([paper])
    left, top, right, bottom = _view(sheet)
    shape = _frame(sheet, (left, top, right, bottom))
    inner = Canvas(max(16, round(right - left)), max(16, round(bottom - top)))
    ground = _place_on(inner, sheet, scene.place or turn(GROUNDS, scene.brief.look))
    box = (round(left), round(top), round(left) + inner.width, round(top) + inner.height)
    canvas.image.paste(inner.image, box, canvas.mask([shape], box))
    area = (
        left + (right - left) * 0.06,
        top + (bottom - top) * 0.2,
        right - (right - left) * 0.06,
        bottom,
    )
    foot = min(canvas.height * 0.985, top + ground.foot)
    _cast(sheet, Ground(horizon=top + ground.horizon, foot=foot), area)
    if sheet.lettered:
        zone = (
            sheet.box(0.06, 0.14, 0.44, 0.86) if sheet.wide else sheet.box(0.09, 0.755, 0.91, 0.935)
        )
        _letters(sheet, zone)


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
    ground = _place_on(inner, sheet, scene.place)
    canvas.image.paste(inner.image, (round(view[0]), round(view[1])))
    colour = scene.palette.accent if scene.chance("panel").random() < 0.6 else scene.palette.paper
    if sheet.lettered:
        canvas.fill([rect(*panel_box)], colour)
    else:
        strip = Canvas(round(panel_box[2]), round(panel_box[3]))
        paint_place(strip, scene, "tiles")
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
    _cast(sheet, Ground(horizon=view[1] + ground.horizon, foot=foot), area)
    if sheet.lettered:
        inset = canvas.unit * 0.06
        _letters(
            sheet,
            (
                panel_box[0] + inset,
                panel_box[1] + inset,
                panel_box[2] - inset,
                panel_box[3] - inset,
            ),
        )


def typographic(sheet: Sheet) -> None:
    """The words are the picture."""
    look = sheet.scene.brief.look
    name = turn(TYPE_GROUNDS, look)
    if not sheet.lettered:
        _ground(sheet, turn(("tiles", "arches", "cutouts", "rays"), look))
        return
    canvas = sheet.canvas
    if name == "tiles":
        _tiled_edge(sheet)
        _letters(
            sheet,
            sheet.box(0.44, 0.1, 0.94, 0.88) if sheet.wide else sheet.box(0.08, 0.4, 0.92, 0.92),
            Align.STACK,
        )
        return
    _ground(sheet, name)
    match name:
        case "arches" if sheet.wide:
            _letters(sheet, sheet.box(0.06, 0.08, 0.94, 0.5))
        case "arches":
            _letters(sheet, sheet.box(0.08, 0.06, 0.92, 0.42))
        case "disc":
            r = min(canvas.width, canvas.height) * 0.3
            x, y = canvas.width / 2, canvas.height * 0.55
            _letters(sheet, (x - r, y - r * 0.8, x + r, y + r * 0.8), Align.CENTRE)
        case _:
            _letters(sheet, sheet.box(0.14, 0.2, 0.86, 0.8), Align.CENTRE)


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
        _letters(sheet, zone, Align.CENTRE)


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


def _ground(sheet: Sheet, place: str) -> Ground:
    return _place_on(sheet.canvas, sheet, place)


def _place_on(canvas: Canvas, sheet: Sheet, place: str) -> Ground:
    if sheet.album.backdrop:
        photos.cover(canvas, sheet.album.backdrop)
    elif sheet.album.composition:
        photos.duotone(canvas, sheet.album.composition, sheet.scene.palette)
    else:
        return paint_place(canvas, sheet.scene, place)
    return Ground(horizon=canvas.height * 0.55, foot=canvas.height * 0.96)


def _cast(sheet: Sheet, ground: Ground, area: Box) -> None:
    if sheet.stage >= CAST_STAGE:
        cast(sheet.canvas, sheet.scene, sheet.album.prints, ground, area)


def _letters(sheet: Sheet, zone: Box, align: Align | None = None) -> None:
    if sheet.stage >= LETTER_STAGE:
        headlines(sheet.canvas, sheet.scene, zone, align)
