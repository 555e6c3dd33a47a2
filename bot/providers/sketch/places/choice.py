"""From a place's key to its painter."""

from collections.abc import Callable, Mapping

from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.places import far, glow, land, plain, town, water
from bot.providers.sketch.scene import Ground, Scene

PAINTERS: Mapping[str, Callable[[Canvas, Scene], Ground]] = {
    "mountains": land.mountains,
    "forest": land.forest,
    "desert": far.desert,
    "meadow": land.meadow,
    "space": far.space,
    "city": town.city,
    "room": town.room,
    "grid": glow.grid,
    "wall": glow.wall,
    "sea": water.sea,
    "underwater": water.underwater,
    "rays": plain.rays,
    "arches": plain.arches,
    "tiles": plain.tiles,
    "cutouts": plain.cutouts,
    "disc": plain.disc,
}


def paint_place(canvas: Canvas, scene: Scene, place: str) -> Ground:
    """Fill the canvas. Raises KeyError for a place that is not there."""
    return PAINTERS[place](canvas, scene)
