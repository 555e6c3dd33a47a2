"""Words on the picture: headlines, neon signs, small print and the badge, always readable."""

from collections.abc import Sequence

from PIL import Image, ImageFilter

from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.colour import READABLE, RGB, contrast, mix
from bot.providers.sketch.fonts import Face, names
from bot.providers.sketch.geometry import Box, rounded
from bot.providers.sketch.ink import Style
from bot.providers.sketch.lettering import Align, Lettering, draw, fit
from bot.providers.sketch.palette import Palette
from bot.providers.sketch.scene import Scene

BADGE = "sketch - not AI"
BADGE_SHARE = 0.02  # of the shorter edge
BADGE_LEAST_PX = 10
LEAST_SHARE = 0.026  # headlines never get smaller than this
LEAST_PX = 12
MOST_SHARE = 0.34
MOST_SHARE_SHORT = 0.62  # for up to SHORT characters, which would look lost
SHORT = 4
HEADLINE_SHARE = 0.66  # of the zone, where other lines follow
SAMPLES = 12
READABLE_WASHED = 7.5  # a wash takes contrast away again
PLAIN_DARK: RGB = (16, 16, 20)
PLAIN_LIGHT: RGB = (250, 248, 243)
LINE_GAP = 0.12  # of a text's height, between it and the next
SCRIMS = (0.5, 0.75, 0.92)


def headlines(canvas: Canvas, scene: Scene, zone: Box, align: Align | None = None) -> None:
    """Set all quoted texts in the zone, the first the largest, and say what could not be set."""
    texts = scene.brief.quotes
    if not texts:
        return
    blocks = [_fitted(canvas, scene, *share, align) for share in _shares(texts, zone, scene)]
    for (lettering, chosen), box in zip(blocks, _rows(blocks, zone), strict=True):
        _set(canvas, scene, lettering, box, chosen)
    settings = [lettering for lettering, _ in blocks]
    missing = tuple(dict.fromkeys(c for lettering in settings for c in lettering.missing))
    shortened = any(lettering.shortened for lettering in settings)
    if missing:
        small_print(canvas, f"cannot set: {names(missing)}", scene.palette)
    elif shortened:
        small_print(canvas, "text shortened to fit", scene.palette)


def small_print(canvas: Canvas, text: str, palette: Palette) -> None:
    """A note in the lower left corner."""
    size = max(BADGE_LEAST_PX, round(canvas.unit * BADGE_SHARE * 0.9))
    margin = canvas.unit * 0.02
    room = canvas.width * 0.62
    box = (margin, canvas.height - margin - size * 2.4, margin + room, canvas.height - margin)
    lettering = fit(
        text,
        Face.CONDENSED,
        (room, size * 2.4),
        align=Align.LEFT,
        least_px=size * 0.7,
        most_px=size,
    )
    _flat(canvas, lettering, box, Align.LEFT, palette)


def badge(canvas: Canvas, box: Box | None = None) -> Box:
    """Say what this is, in the lower right corner (of the canvas or a box); returns its place."""
    left, top, right, bottom = box or (0, 0, canvas.width, canvas.height)
    size = badge_height(canvas)
    lettering = fit(
        BADGE,
        Face.CONDENSED,
        (canvas.width, size * 2),
        align=Align.LEFT,
        least_px=size,
        most_px=size,
    )
    pad = size * 0.55
    width, height = lettering.width + 2 * pad, size * 1.55
    margin = size * 0.6
    x, y = max(left, right - margin - width), max(top, bottom - margin - height)
    place = (x, y, x + width, y + height)
    canvas.fill([rounded(*place, height / 2)], PLAIN_DARK, opacity=0.86)
    _stamp(canvas, lettering, (x + pad, y, x + width, y + height), Align.LEFT, PLAIN_LIGHT)
    return place


def badge_height(canvas: Canvas) -> int:
    """The size of the badge's letters in pixels."""
    return max(BADGE_LEAST_PX, round(canvas.unit * BADGE_SHARE))


Block = tuple[Lettering, Align]


def _shares(
    texts: Sequence[str], zone: Box, scene: Scene
) -> list[tuple[str, tuple[float, float], Face]]:
    """Each text's room (width, height) and font: the first gets most, the others share."""
    wide, high = zone[2] - zone[0], zone[3] - zone[1]
    if len(texts) == 1:
        return [(texts[0], (wide, high), face_of(scene))]
    small = Face.ROUND if scene.style is Style.NEON else Face.CONDENSED
    room = (wide, high * (1 - HEADLINE_SHARE) / (len(texts) - 1) / (1 + LINE_GAP))
    first = (texts[0], (wide, high * HEADLINE_SHARE), face_of(scene))
    return [first, *((text, room, small) for text in texts[1:])]


def _rows(blocks: Sequence[Block], zone: Box) -> list[Box]:
    """One box under the other, together in the middle of the zone."""
    left, top, right, bottom = zone
    if len(blocks) == 1:
        return [zone]
    heights = [lettering.height * (1 + LINE_GAP) for lettering, _ in blocks]
    y = top + max(0.0, (bottom - top - sum(heights)) / 2)
    found = []
    for height in heights:
        found.append((left, y, right, y + height))
        y += height
    return found


def face_of(scene: Scene) -> Face:
    """The headline's font, by mood."""
    moods = set(scene.brief.moods)
    if moods & {"neon", "candy"}:
        return Face.ROUND
    if moods & {"retro", "cosy", "watercolor", "autumn", "noir", "spring"}:
        return Face.SERIF
    if moods & {"minimal"}:
        return Face.BLACK
    return (Face.CONDENSED, Face.BLACK, Face.SERIF, Face.CONDENSED)[scene.brief.look % 4]


def _alignment(scene: Scene, text: str) -> Align:
    if scene.style is Style.NEON or len(text) > 60:
        return Align.CENTRE
    return (Align.STACK, Align.CENTRE)[scene.brief.look % 2]


def _fitted(
    canvas: Canvas,
    scene: Scene,
    text: str,
    room: tuple[float, float],
    face: Face,
    align: Align | None,
) -> Block:
    if scene.style is Style.NEON:  # a sign needs air for its light
        room = (room[0] * 0.9, room[1] * 0.86)
    most = MOST_SHARE_SHORT if len(text) <= SHORT else MOST_SHARE
    chosen = align or _alignment(scene, text)
    lettering = fit(
        text,
        face,
        room,
        align=chosen,
        least_px=max(LEAST_PX, canvas.unit * LEAST_SHARE),
        most_px=max(LEAST_PX, canvas.unit * most),
    )
    return lettering, chosen


def _set(canvas: Canvas, scene: Scene, lettering: Lettering, zone: Box, align: Align) -> None:
    if not lettering.lines:
        return
    if scene.style is Style.NEON:
        _neon(canvas, scene, lettering, zone)
    else:
        least = READABLE_WASHED if scene.style is Style.WASH else READABLE
        _flat(canvas, lettering, zone, align, scene.palette, least)


def _flat(
    canvas: Canvas,
    lettering: Lettering,
    zone: Box,
    align: Align,
    palette: Palette,
    least: float = READABLE,
) -> None:
    if not lettering.lines:
        return
    colour = _readable(canvas, _extent(lettering, zone, align), palette, least)
    _stamp(canvas, lettering, zone, align, colour)


def _stamp(canvas: Canvas, lettering: Lettering, zone: Box, align: Align, colour: RGB) -> None:
    left, top, mask = _mask(lettering, zone, align)
    canvas.lay(colour, (left, top), mask)


def _mask(lettering: Lettering, zone: Box, align: Align) -> tuple[int, int, Image.Image]:
    left, top = round(zone[0]), round(zone[1])
    size = max(1, round(zone[2] - zone[0])), max(1, round(zone[3] - zone[1]))
    return left, top, draw(lettering, size, align)


def _extent(lettering: Lettering, zone: Box, align: Align) -> Box:
    """The box the letters really take."""
    middle_x, middle_y = (zone[0] + zone[2]) / 2, (zone[1] + zone[3]) / 2
    half_x, half_y = lettering.width / 2, lettering.height / 2
    if align is Align.LEFT:
        return (zone[0], middle_y - half_y, zone[0] + lettering.width, middle_y + half_y)
    return (middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y)


def _readable(canvas: Canvas, extent: Box, palette: Palette, least: float) -> RGB:
    """The first ink that reads on what lies there; where none does, the ground is quietened."""
    samples = _samples(canvas, extent)
    for colour in _favourites(palette):
        if _worst(colour, samples) >= least:
            return colour
    light_wins = _worst(palette.light, samples) >= _worst(palette.ink, samples)
    colour, under = (palette.light, palette.ink) if light_wins else (palette.ink, palette.light)
    if contrast(colour, under) < least:
        colour, under = ((255, 255, 255), (0, 0, 0)) if light_wins else ((0, 0, 0), (255, 255, 255))
    for opacity in SCRIMS:
        _scrim(canvas, extent, under, opacity)
        if _worst(colour, _samples(canvas, extent)) >= least:
            break
    return colour


def _favourites(palette: Palette) -> tuple[RGB, ...]:
    if palette.dark:
        return palette.light, palette.accent, palette.ink, PLAIN_LIGHT, PLAIN_DARK
    return palette.accent, palette.ink, palette.near, palette.light, PLAIN_DARK, PLAIN_LIGHT


def _samples(canvas: Canvas, extent: Box) -> list[RGB]:
    left, top, right, bottom = (round(v) for v in extent)
    box = (max(0, left), max(0, top), min(canvas.width, right), min(canvas.height, bottom))
    if box[2] <= box[0] or box[3] <= box[1]:
        return [(0, 0, 0)]
    small = canvas.image.crop(box).resize((SAMPLES, SAMPLES), Image.Resampling.BOX)
    return [(p[0], p[1], p[2]) for p in _pixels(small)]


def _pixels(image: Image.Image) -> list[bytes]:
    raw = image.tobytes()
    return [raw[i : i + 3] for i in range(0, len(raw), 3)]


def _worst(colour: RGB, samples: Sequence[RGB]) -> float:
    """The contrast that nine tenths of the ground exceed."""
    found = sorted(contrast(colour, sample) for sample in samples)
    return found[len(found) // 10]


def _scrim(canvas: Canvas, extent: Box, colour: RGB, opacity: float) -> None:
    left, top, right, bottom = extent
    soft = max(4.0, (bottom - top) * 0.12)
    canvas.haze(
        [rounded(left - soft, top - soft, right + soft, bottom + soft, soft)], soft, colour, opacity
    )


def _neon(canvas: Canvas, scene: Scene, lettering: Lettering, zone: Box) -> None:
    """Tubes: a halo on the wall, coloured glass, a core that is almost white."""
    palette = scene.palette
    colour = palette.accent if scene.brief.look % 2 == 0 else palette.second
    extent = _extent(lettering, zone, Align.CENTRE)
    if _worst(palette.light, _samples(canvas, extent)) < READABLE:
        _scrim(canvas, extent, palette.ink, 0.8)
    size = max(line.size for line in lettering.lines)
    margin = size * 1.1
    wide = (zone[0] - margin, zone[1] - margin, zone[2] + margin, zone[3] + margin)
    left, top, mask = _mask(lettering, wide, Align.CENTRE)
    box = canvas.inside((left, top, left + mask.width, top + mask.height))
    mask = mask.crop((box[0] - left, box[1] - top, box[2] - left, box[3] - top))
    shift = round(size * 0.035)
    canvas.image.paste(
        palette.ink, (box[0] + shift, box[1] + shift), mask.point([i // 2 for i in range(256)])
    )
    for reach, strength in ((0.55, 0.55), (0.2, 0.8), (0.06, 1.0)):
        canvas.shine(mask, box, size * reach, colour, strength)
    canvas.lay(mix(colour, (255, 255, 255), 0.12), box, mask)
    thin = mask.filter(ImageFilter.GaussianBlur(size * 0.02))
    core = thin.point([0 if i < 150 else min(255, (i - 150) * 5) for i in range(256)])
    canvas.image.paste(mix(colour, (255, 255, 255), 0.86), box, core)
    if scene.chance("frame").random() < 0.6:
        _tube_frame(canvas, extent, size, palette)


def _tube_frame(canvas: Canvas, extent: Box, size: float, palette: Palette) -> None:
    pad = size * 0.3
    left, top, right, bottom = extent
    outline = rounded(left - pad, top - pad * 0.6, right + pad, bottom + pad * 0.6, pad)
    width = max(2.0, size * 0.035)
    loop = [*outline, outline[0]]
    canvas.stroke(loop, width, palette.second)
    canvas.stroke(loop, width * 0.4, mix(palette.second, (255, 255, 255), 0.8))
    canvas.glow_line(loop, width, size * 0.09, palette.second)
