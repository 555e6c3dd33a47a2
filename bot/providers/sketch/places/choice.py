"""From a place's key to its painter."""

from collections.abc import Callable, Mapping

from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.places import land, plain, town, water
from bot.providers.sketch.scene import Ground, Scene

PAINTERS: Mapping[str, Callable[[Canvas, Scene], Ground]] = {
    "mountains": land.mountains,
    "forest": land.forest,
    "desert": land.desert,
    "meadow": land.meadow,
    "space": land.space,
    "city": town.city,
    "room": town.room,
    "grid": town.grid,
    "wall": town.wall,
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
