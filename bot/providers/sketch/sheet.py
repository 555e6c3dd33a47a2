"""Sheet: one picture in the making, and the steps every layout takes."""

from dataclasses import dataclass, field, replace

from bot.providers.sketch import photos
from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.caption import headlines
from bot.providers.sketch.cast import cast
from bot.providers.sketch.geometry import Box
from bot.providers.sketch.lettering import Align
from bot.providers.sketch.photos import Album
from bot.providers.sketch.places import paint_place
from bot.providers.sketch.scene import Ground, Scene

GROUND_STAGE, CAST_STAGE, LETTER_STAGE, FINAL_STAGE = 1, 2, 3, 4
WIDE = 1.35


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

    def calmed(self) -> "Sheet":
        """The same sheet; where words will lie over the place, it leaves them room."""
        return replace(self, scene=replace(self.scene, calm=self.lettered))

    @property
    def peopled(self) -> bool:
        """Whether there is anything to show but the place and the words."""
        return bool(self.scene.brief.subjects or self.album.prints)


def set_ground(sheet: Sheet, place: str) -> Ground:
    """Fill the sheet with a place, or with the photograph that stands in for it."""
    return place_on(sheet.canvas, sheet, place)


def place_on(canvas: Canvas, sheet: Sheet, place: str) -> Ground:
    """Fill a canvas of the sheet with a place."""
    if sheet.album.backdrop:
        photos.cover(canvas, sheet.album.backdrop)
    elif sheet.album.composition:
        photos.duotone(canvas, sheet.album.composition, sheet.scene.palette)
    else:
        return paint_place(canvas, sheet.scene, place)
    return Ground(horizon=canvas.height * 0.55, foot=canvas.height * 0.96)


def show(sheet: Sheet, ground: Ground, area: Box) -> None:
    """Show subjects and prints in an area, if it is their turn."""
    if sheet.stage >= CAST_STAGE:
        cast(sheet.canvas, sheet.scene, sheet.album.prints, ground, area)


def letters(sheet: Sheet, zone: Box, align: Align | None = None) -> None:
    """Set the words in a zone, if it is their turn."""
    if sheet.stage >= LETTER_STAGE:
        headlines(sheet.canvas, sheet.scene, zone, align)
