"""Scene: a Brief with everything decided that its painters need to know."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from bot.models import Quality
from bot.providers.sketch.colour import towards
from bot.providers.sketch.ink import Style
from bot.providers.sketch.palette import Palette, by_mood, recoloured, varied
from bot.providers.sketch.words import Brief

LEVELS = {Quality.LOW: 0, Quality.AUTO: 1, Quality.MEDIUM: 1, Quality.HIGH: 2}

# moods that suit a place or a subject when the words name none; pictures of a job take turns
MOODS_OF: Mapping[str, tuple[str, ...]] = {
    "mountains": ("day", "sunset", "winter", "night"),
    "city": ("sunset", "night", "poster", "day"),
    "sea": ("ocean", "sunset", "day", "night"),
    "forest": ("forest", "autumn", "winter", "spring"),
    "desert": ("desert", "sunset"),
    "space": ("space",),
    "meadow": ("spring", "day", "sunset"),
    "underwater": ("ocean",),
    "room": ("cosy", "retro"),
    "grid": ("neon",),
    "rocket": ("space", "sunset", "retro"),
    "astronaut": ("space",),
    "coffee": ("cosy", "retro", "poster"),
    "flower": ("spring", "watercolor", "candy"),
    "cake": ("candy",),
    "heart": ("candy", "spring"),
    "record": ("retro", "poster"),
    "cactus": ("desert",),
    "boat": ("ocean", "sunset"),
    "whale": ("ocean", "night"),
    "fish": ("ocean",),
    "lighthouse": ("ocean", "sunset", "night"),
    "balloon": ("day", "sunset", "spring"),
    "mushroom": ("autumn", "forest"),
    "owl": ("night", "autumn"),
    "fox": ("autumn", "forest", "winter"),
    "bear": ("forest", "autumn", "winter"),
    "panda": ("forest", "spring"),
    "rabbit": ("spring", "day"),
}

# where a subject is at home when the words name no place; "" is a plain poster ground
PLACES_OF: Mapping[str, tuple[str, ...]] = {
    "rocket": ("space", "mountains"),
    "astronaut": ("space",),
    "boat": ("sea",),
    "whale": ("sea", "underwater"),
    "lighthouse": ("sea",),
    "fish": ("underwater",),
    "cactus": ("desert",),
    "fox": ("forest", "mountains"),
    "bear": ("forest", "mountains"),
    "owl": ("forest",),
    "panda": ("forest",),
    "mushroom": ("forest",),
    "bird": ("forest", "meadow"),
    "cat": ("city", "room", "meadow"),
    "dog": ("meadow", "sea"),
    "rabbit": ("meadow",),
    "flower": ("meadow",),
    "tree": ("meadow",),
    "house": ("meadow", "mountains"),
    "balloon": ("mountains", "meadow"),
    "car": ("desert", "city"),
    "bike": ("city", "meadow"),
    "coffee": ("room",),
    "cake": ("room",),
    "record": ("room",),
    "robot": ("city",),
}

# a place for words that name only a mood or a weather
PLACES_OF_MOODS: Mapping[str, tuple[str, ...]] = {
    "neon": ("city", "wall", "grid", "wall"),
    "night": ("city", "mountains", "sea"),
    "sunset": ("sea", "mountains", "city"),
    "winter": ("mountains", "forest"),
    "autumn": ("forest", "meadow"),
    "spring": ("meadow",),
    "forest": ("forest",),
    "ocean": ("sea", "underwater"),
    "desert": ("desert",),
    "space": ("space",),
    "day": ("meadow", "mountains", "sea"),
    "cosy": ("room",),
    "noir": ("city",),
    "snow": ("mountains", "forest"),
    "rain": ("city", "forest"),
    "stars": ("mountains", "space"),
    "clouds": ("mountains", "meadow"),
    "fog": ("forest", "mountains"),
    "sun": ("sea", "meadow"),
    "moon": ("mountains", "sea"),
    "rainbow": ("meadow", "sea"),
}


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What painters paint. `level` is 0 for flat shapes, 1 for shading, 2 for grain and more.

    `calm` asks to keep the upper half free for words; `bare` has no place to stand in.
    """

    brief: Brief
    palette: Palette
    style: Style
    level: int
    calm: bool = False
    bare: bool = False

    @property
    def place(self) -> str:
        """Where it is; "" on a plain ground."""
        brief = self.brief
        if self.bare:
            return ""
        if brief.places:
            return brief.places[0]
        if "abstract" in brief.kinds:
            return ""
        if brief.subjects:
            return turn(PLACES_OF.get(brief.subjects[0], ("",)), brief.look)
        hints = (*brief.moods, *sorted(brief.weather))
        known = [PLACES_OF_MOODS[hint] for hint in hints if hint in PLACES_OF_MOODS]
        return turn(known[0], brief.look) if known else ""

    @property
    def weather(self) -> frozenset[str]:
        """What falls or shines, as named or as the mood brings it."""
        return self.brief.weather

    def chance(self, what: str) -> Random:
        """Luck of its own for each part of a picture, so that more detail moves nothing else."""
        return Random(self.brief.seed + what.encode())  # noqa: S311 - repeatable on purpose

    def mood(self, name: str) -> bool:
        """Whether the words ask for a mood."""
        return name in self.brief.moods


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Where a painter left things: the skyline's height and the line subjects stand on."""

    horizon: float
    foot: float


def turn(options: tuple[str, ...], look: int) -> str:
    """Take turns."""
    return options[look % len(options)]


def scene_of(brief: Brief, quality: Quality, lent: Palette | None = None) -> Scene:
    """Decide palette and style. `lent` is a palette taken from a reference."""
    luck = Random(brief.seed + b"palette")  # noqa: S311
    palette = lent or varied(by_mood(_moods(brief), brief.look), luck)
    style = Style.FLAT
    if "neon" in brief.moods:
        style = Style.NEON
    elif "watercolor" in brief.moods:
        style = Style.WASH
    return Scene(
        brief=brief,
        palette=_landed(recoloured(palette, brief.colours), brief),
        style=style,
        level=LEVELS[quality],
    )


def _landed(palette: Palette, brief: Brief) -> Palette:
    """A place's own colour ("green hills") goes to the land."""
    colour = next((c for key, c in brief.owned.items() if key not in brief.subjects), None)
    if colour is None:
        return palette
    return replace(palette, far=towards(palette.far, colour), near=towards(palette.near, colour))


def _moods(brief: Brief) -> tuple[str, ...]:
    """Hands first (neon, watercolour), then what the words name, then what suits the place."""
    first = sorted(brief.moods, key=lambda m: m not in {"neon", "watercolor", "retro", "noir"})
    if first:
        return tuple(first)
    if brief.weather & {"stars", "moon"}:
        return ("night",)
    for key in (*brief.places, *brief.subjects):
        if key in MOODS_OF:
            return (turn(MOODS_OF[key], brief.look),)
    return ("poster",)


def detail(scene: Scene, low: int, medium: int, high: int) -> int:
    """How many of something a quality is worth."""
    return (low, medium, high)[scene.level]
