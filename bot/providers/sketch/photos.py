"""References on the picture: what each is for, and how it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from pathlib import Path

from PIL import Image, ImageChops, ImageOps

from bot.models import DrawTask, Role
from bot.providers.sketch.canvas import Canvas, gradient
from bot.providers.sketch.colour import RGB, luminance
from bot.providers.sketch.corners import corner, place
from bot.providers.sketch.geometry import Box, rect, rotated, rounded
from bot.providers.sketch.lexicon import table
from bot.providers.sketch.palette import Palette
from bot.providers.sketch.scene import Scene

PRINTS_MAX = 16
LOGO_SHARE = 0.2  # of the shorter edge
FLAT_SWING = 14  # corners that differ by less than this are one paper


@dataclass(frozen=True, kw_only=True)
class Album:
    """The references by their part in the picture."""

    source: Path | None = None
    backdrop: Path | None = None
    palette: Path | None = None
    composition: Path | None = None
    logos: tuple[Path, ...] = ()
    prints: tuple[Path, ...] = ()


def sort_out(task: DrawTask, said: str) -> Album:
    """Roles decide; the words decide for the last reference that has none."""
    by_role: dict[Role, list[Path]] = {}
    loose: list[Path] = []
    for reference, path in zip(task.request.references, task.references, strict=True):
        if reference.role is None:
            loose.append(path)
        elif reference.role is not Role.MASK:
            by_role.setdefault(reference.role, []).append(path)
    if loose and (role := _meant(said)):
        by_role.setdefault(role, []).append(loose.pop())

    def first(*roles: Role) -> Path | None:
        return next((by_role[role][0] for role in roles if role in by_role), None)

    shown = [p for role in (Role.SUBJECT, Role.CHARACTER) for p in by_role.get(role, ())]
    return Album(
        source=first(Role.SOURCE),
        backdrop=first(Role.BACKGROUND),
        palette=first(Role.PALETTE, Role.STYLE),
        composition=first(Role.COMPOSITION, Role.POSE),
        logos=tuple(by_role.get(Role.LOGO, ())),
        prints=(*shown, *loose)[:PRINTS_MAX],
    )


def _meant(said: str) -> Role | None:
    parts = table("parts").find(said)
    if "logo" in parts:
        return Role.LOGO
    if "background" in parts:
        return Role.BACKGROUND
    return Role.PALETTE if "palette" in parts else None


def load(path: Path, edge: float, mode: str = "RGB") -> Image.Image:
    """Open a reference no larger than needed: `edge` bounds its shorter side, in pixels."""
    with Image.open(path) as image:
        short = max(1, round(edge))
        image.draft("RGB", (short, short))
        share = short / max(1, min(image.size))
        image.load()
        if share < 1:
            size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
            return _in(image, mode).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        return _in(image, mode)


def _in(image: Image.Image, mode: str) -> Image.Image:
    return as_rgb(image) if mode == "RGB" else image.convert(mode)


def as_rgb(image: Image.Image) -> Image.Image:
    """Opaque: transparency is laid on white."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGB", clear.size, (255, 255, 255))
        paper.paste(clear, (0, 0), clear)
        return paper
    return image.convert("RGB")


def cover(canvas: Canvas, path: Path) -> None:
    """Fill the canvas with a picture, its edges cut."""
    size = (canvas.width, canvas.height)
    canvas.image = ImageOps.fit(load(path, max(size)), size, Image.Resampling.LANCZOS)


def duotone(canvas: Canvas, path: Path, palette: Palette) -> None:
    """Keep only light and dark of a picture, in the palette's colours."""
    size = (canvas.width, canvas.height)
    grey = ImageOps.fit(load(path, max(size)), size, Image.Resampling.LANCZOS).convert("L")
    ramp = sorted(
        (palette.ink, palette.near, palette.far, palette.sky[-1], palette.light), key=luminance
    )
    strip = gradient(ramp, (1, 256)).tobytes()
    bands = [ImageOps.autocontrast(grey).point(list(strip[channel::3])) for channel in range(3)]
    canvas.image = Image.merge("RGB", bands)


def prints(canvas: Canvas, scene: Scene, paths: Sequence[Path], zone: Box) -> None:
    """Show pictures as paper prints in a zone: one large, several in a loose grid."""
    left, top, right, bottom = zone
    wide, high = right - left, bottom - top
    columns = max(1, min(len(paths), round(sqrt(len(paths) * wide / max(1.0, high)))))
    rows = ceil(len(paths) / columns)
    rng = scene.chance("prints")
    for k, path in enumerate(paths):
        row, column = divmod(k, columns)
        in_row = min(columns, len(paths) - row * columns)
        x = left + wide * (column + 0.5 + (columns - in_row) / 2) / columns
        y = top + high * (row + 0.5) / rows
        size = min(wide / columns, high / rows) * (0.86 if len(paths) == 1 else 0.98)
        _print(canvas, load(path, size * 1.2), (x, y, size), rng.uniform(-7, 7), scene.palette.ink)


def _print(
    canvas: Canvas, image: Image.Image, place: tuple[float, float, float], tilt: float, shade: RGB
) -> None:
    """A picture with a white border, a little askew, and its shadow."""
    x, y, size = place
    border = max(2, round(size * 0.045))
    room = max(4, round(size * 0.8))
    shown = ImageOps.contain(image, (room, room), Image.Resampling.LANCZOS)
    paper = Image.new("RGB", (shown.width + 2 * border, shown.height + border * 4), (252, 250, 245))
    paper.paste(shown, (border, border))
    half_w, half_h = paper.width / 2, paper.height / 2
    drop = rotated(rect(x - half_w, y - half_h, x + half_w, y + half_h), -tilt, x, y)
    canvas.haze([[(px, py + border) for px, py in drop]], border * 1.2, shade, 0.5)
    card = paper.convert("RGBA").rotate(tilt, Image.Resampling.BICUBIC, expand=True)
    at = (round(x - card.width / 2), round(y - card.height / 2))
    canvas.lay(card.convert("RGB"), at, card.getchannel("A"))


def logo(canvas: Canvas, path: Path, spots: Sequence[str], slot: int = 0) -> Box:
    """Put a picture small into the named corner, else where it covers least; returns where.

    Transparency is kept; an even paper around the mark is cut off; photographs get round corners.
    """
    image = load(path, canvas.unit * LOGO_SHARE * 2, "RGBA")
    edge = canvas.unit * LOGO_SHARE
    mark = ImageOps.contain(
        _trimmed(image), (max(1, round(edge * 1.5)), max(1, round(edge))), Image.Resampling.LANCZOS
    )
    margin = canvas.unit * 0.045
    where = corner(canvas, spots, mark.size, margin)
    x, y = place(canvas, where, mark.size, margin)
    if "centre" in spots and "corner" not in spots:
        x, y = (canvas.width - mark.width) / 2, (canvas.height - mark.height) / 2
    x += (-1 if where[0] else 1) * slot * (mark.width + margin / 2)
    canvas.lay(mark, (round(x), round(y)), _soft_corners(mark))
    return (x, y, x + mark.width, y + mark.height)


def _trimmed(image: Image.Image) -> Image.Image:
    """Without an even or transparent border."""
    alpha_box = image.getchannel("A").getbbox()
    if alpha_box and alpha_box != (0, 0, *image.size):
        return image.crop(alpha_box)
    colour = paper_of(image)
    if colour is None:
        return image
    paper = Image.new("RGB", image.size, colour)
    difference = _far_from(image.convert("RGB"), paper)
    box = difference.getbbox()
    return _with_margin(image, box) if box else image


def paper_of(image: Image.Image) -> RGB | None:
    """The colour of the even ground that a picture's corners lie on; None where they differ."""
    pixels = image.convert("RGB")
    ends = [(x, y) for x in (0, image.width - 1) for y in (0, image.height - 1)]
    corners = [tuple(pixels.crop((x, y, x + 1, y + 1)).tobytes()) for x, y in ends]
    swing = max(max(channel) - min(channel) for channel in zip(*corners, strict=True))
    return (corners[0][0], corners[0][1], corners[0][2]) if swing <= FLAT_SWING else None


def _far_from(image: Image.Image, paper: Image.Image) -> Image.Image:
    grey = ImageChops.difference(image, paper).convert("L")
    return grey.point([255 if i > FLAT_SWING else 0 for i in range(256)])


def _with_margin(image: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    room = round(0.06 * max(box[2] - box[0], box[3] - box[1]))
    left, top, right, bottom = box
    return image.crop(
        (
            max(0, left - room),
            max(0, top - room),
            min(image.width, right + room),
            min(image.height, bottom + room),
        )
    )


def _soft_corners(mark: Image.Image) -> Image.Image:
    """The mark's own transparency, else a rectangle with round corners."""
    alpha = mark.getchannel("A")
    if alpha.getextrema() != (255, 255):
        return alpha
    shape = Canvas(*mark.size)
    outline = rounded(0, 0, mark.width, mark.height, min(mark.size) * 0.12)
    return shape.mask([outline], (0, 0, *mark.size))
