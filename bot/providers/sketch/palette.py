"""Palettes: a few colours with parts to play, by mood, by named colours or from a picture."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from PIL import Image

from bot.providers.sketch.colour import (
    RGB,
    contrast,
    distance,
    lighter,
    luminance,
    mix,
    rgb,
    to_lab,
    towards,
    turned,
)

DARK = 0.18  # luminance of a sky against which light letters read
VARIATION_DEGREES = 9.0


@dataclass(frozen=True, kw_only=True)
class Palette:
    """`sky` from top to bottom, `far` and `near` land, two accents, the lightest, the darkest."""

    sky: tuple[RGB, ...]
    far: RGB
    near: RGB
    accent: RGB
    second: RGB
    light: RGB
    ink: RGB

    @property
    def dark(self) -> bool:
        """Whether the sky is a night sky."""
        return luminance(self.sky[0]) < DARK

    @property
    def paper(self) -> RGB:
        """A quiet ground for a margin."""
        return mix(self.ink, self.sky[0], 0.25) if self.dark else mix(self.light, self.sky[0], 0.12)

    def land(self, depth: float) -> RGB:
        """The land's colour from far (0) to near (1)."""
        return mix(self.far, self.near, depth)


def _palette(line: str) -> Palette:
    sky, land, accents, ends = (part.split() for part in line.split("|"))
    return Palette(
        sky=tuple(map(rgb, sky)),
        far=rgb(land[0]),
        near=rgb(land[1]),
        accent=rgb(accents[0]),
        second=rgb(accents[1]),
        light=rgb(ends[0]),
        ink=rgb(ends[1]),
    )


# sky from top to bottom | far and near land | accents | lightest and darkest
PALETTES: Mapping[str, tuple[str, ...]] = {
    "day": (
        "5fb4d9 a9dbe6 f4f2dd|86bfa8 1e4f4c|ffb703 fb6f3d|fff6dd 12323f",
        "7cc6c3 c8e6d4 fdf1d2|9cc38b 2b5b3f|ff7f51 f9c74f|fff8e7 1d3b33",
    ),
    "sunset": (
        "2a1a4f 85356f ef6a57 ffc56e|7a3466 1c1030|ffe2a1 ff5e5b|fff1d2 190d29",
        "3b2667 bc4b77 f98f6f ffdf9e|96466b 2b1638|fff0b8 f2545b|fff4de 221030",
        "f2a07b f6bd84 fbdca0 fff2cf|c8675a 41223f|e63f4c f7d06b|fff6e0 331a35",
    ),
    "night": (
        "060a22 132456 31508d|1c3168 050a1d|ffe9a9 74d0e6|f6f2e0 040714",
        "0a0f1f 1d2f4a 4b6a7c|24405a 060d18|ffd88a f0857d|f3efe3 050a12",
    ),
    "neon": (
        "0b0620 24104f 6a1f82|2d1266 07030f|ff2e93 19f0ff|fff3ff 07030f",
        "04081c 0b1f4d 0f5a7a|0d2f5e 03060f|21e6c1 ff4f8b|effffb 03060f",
        "120318 3d0a3f a31a5b|3a0b45 0a0210|ff9f1c 2de2e6|fff6ea 0a0210",
    ),
    "forest": (
        "cfe3cf e8efd2 fbf4d8|7fb08f 0f2b24|e9b44c d8572a|fbf6e1 0c211c",
        "274b45 5c8a72 c6d6a4|3f6f5c 0a1f1c|f4c95d ef8354|f6f3d9 081916",
    ),
    "ocean": (
        "9fdde2 cdeeea fdf3da|2f9bb5 0a3350|ff7f50 ffd166|fffaec 08283f",
        "0e4a73 3a92ad b9e3d9|1c6d8c 072a44|ffb35c f25f5c|f4fbf5 051f33",
    ),
    "winter": (
        "9fb9d6 cddcea f3f6f9|8aa6c6 f4f8fc|e4572e 2b4c7e|ffffff 1d2f49",
        "223a5e 5479a5 c4d6e6|6c8cb3 eef4fa|ffcf70 e2614f|ffffff 14243d",
    ),
    "autumn": (
        "f4d9ae f6bd84 ee9b62|c4663a 4a2118|c8282c f6b437|fff3dc 34150f",
        "5c3a3f b2604a f0a860|93453a 2a1417|ffd166 e4572e|fff0d6 210e11",
    ),
    "spring": (
        "ffdfe8 fff0ea fdf9ec|f0a9bb 4f8062|e3446b f7b32b|fff9f3 3a2a3c",
        "cfe8e4 f0f4df fdeee6|a5cfa4 3f7557|ef5d8f ffc857|fffaf2 24403a",
    ),
    "desert": (
        "f8d8a5 f8b57f f28f6b|dd7b45 5a2829|f25c54 2a9d8f|fff1d6 3c1a1d",
        "3a2a5e a04f6a f5a86b|b7553f 38171f|ffe08a 3bb5a6|fff0d8 230f1c",
    ),
    "space": (
        "04030f 140b3d 43206f|33206a 090520|ff9f5a 5de2e7|fbf3ff 04030f",
        "02060d 08233f 145a6b|12405a 030a14|ffd166 ef6f6c|f2fbff 02060d",
    ),
    "retro": (
        "f6e7c5 f3dfb4|e8833a 5a2b3a|c8402f 2a7f7a|fbf0d5 3a1f2b",
        "2a6f6b 4f938a|f0a541 51223a|f6e3b4 e4572e|fbf0d5 23272f",
    ),
    "minimal": (
        "f5f1ea efe9df|ddd2c2 33363d|e4572e 2f4858|fbf8f2 1f2227",
        "e9edee dfe5e6|c2cdd0 2c3a44|f2b134 d1495b|fafcfc 1b242b",
    ),
    "watercolor": (
        "dbe8f0 f6e6e4 fdf5ec|b7cdc6 5d8291|e88b86 7fa4c9|fffaf4 3c4b5e",
        "f4e3ee e6ecf5 fbf6e8|c9b8d8 6c7fa8|f0a35e 72b3a6|fffbf5 40405f",
    ),
    "cosy": (
        "ecdcc6 e2c4a3|b17a52 3a2116|c8553d 5c7d64|fdf4e6 2b170f",
        "4a2f27 7d5140|9a6748 24130e|f0b67f 7fa99b|fbeedd 1c0e0a",
    ),
    "candy": (
        "ffd3e0 fff0d9|ff9fb2 6a4c93|ff5d8f 3ec1d3|fffaf5 3a2352",
        "bfe9f2 fdf3c8|8fd3c8 3d5a98|ff6f91 ffb627|fffdf5 23305e",
    ),
    "noir": (
        "17181c 2f3138 6a6d75|3a3c44 08090b|d7263d c9c5ba|f5f2ea 060708",
        "d9d5cb efece4|8b8a86 141518|d7263d 5a5b60|f9f7f1 0d0e10",
    ),
    "poster": (
        "f4e9d8 f4e9d8|f2a65a 23395b|d1495b 30838f|fdf6e9 16243c",
        "1f3a5f 2f5d80|4f8a8b 0f1f3a|f6ae2d f26457|fbf5e6 0c172b",
        "f7b267 f79d65|f25c54 5b1f47|fff1c9 2c6e7f|fff4dd 3a1230",
        "d9e6dc c5dccf|6fa68f 17403b|f2704c f4c95d|fbf9ee 12302c",
        "5b3a8c 8a5bb0|c86b98 2a1546|ffd166 62dcc8|fdf3ff 1c0d31",
    ),
}


def by_mood(moods: Sequence[str], variant: int) -> Palette:
    """The palette of the first mood; further moods lend their accents."""
    lines = PALETTES[moods[0] if moods else "poster"]
    chosen = _palette(lines[variant % len(lines)])
    if len(moods) > 1 and moods[1] != moods[0]:
        other = _palette(PALETTES[moods[1]][0])
        chosen = replace(chosen, second=_apart(other.accent, chosen))
    return chosen


def _apart(colour: RGB, palette: Palette) -> RGB:
    """The colour, unless it would not be seen on the palette's sky."""
    return colour if distance(colour, palette.sky[-1]) > 0.2 else palette.second


def varied(palette: Palette, rng: Random) -> Palette:
    """A sister: the hues turned a little, all together."""
    return _each(palette, VARIATION_DEGREES * rng.uniform(-1, 1))


def _each(palette: Palette, degrees: float) -> Palette:
    return replace(
        palette,
        sky=tuple(turned(c, degrees) for c in palette.sky),
        far=turned(palette.far, degrees),
        near=turned(palette.near, degrees),
        accent=turned(palette.accent, degrees),
        second=turned(palette.second, degrees),
    )


def recoloured(palette: Palette, colours: Sequence[RGB]) -> Palette:
    """The palette in named colours: the first for the sky, the second for the accents."""
    if not colours:
        return palette
    sky, land = colours[0], colours[0]
    accent = colours[1] if len(colours) > 1 else _answer(colours[0], palette)
    pull = _pull(sky)
    return replace(
        palette,
        sky=tuple(towards(c, sky, lightness=pull) for c in palette.sky),
        far=towards(palette.far, land, lightness=pull * 0.8),
        near=towards(palette.near, land, lightness=0.1),
        accent=accent,
        second=colours[2] if len(colours) > 2 else mix(accent, palette.light, 0.45),
        light=mix(palette.light, sky, 0.06),
        ink=towards(palette.ink, land, lightness=0.0),
    )


def _pull(colour: RGB) -> float:
    """Black and white are all lightness; other colours leave the light of the scene alone."""
    _, a, b = to_lab(colour)
    return 0.75 if (a * a + b * b) ** 0.5 < 0.03 else 0.3


def _answer(colour: RGB, palette: Palette) -> RGB:
    """An accent for a scene in one colour: the palette's own where it stands out."""
    if distance(palette.accent, colour) > 0.22:
        return palette.accent
    return lighter(turned(colour, 165), 0.12)


def from_picture(image: Image.Image) -> Palette:
    """A palette in a picture's colours, which keep their weight: the commonest is the sky."""
    small = image.convert("RGB").resize((96, 96), Image.Resampling.BOX).quantize(8)
    raw = small.getpalette() or [0] * 24
    counts = sorted(small.getcolors() or [(1, 0)], reverse=True)
    found = [_at(raw, slot) for _, slot in counts if isinstance(slot, int)]
    ordered = sorted(found, key=luminance)
    ink, light = lighter(ordered[0], -0.06), lighter(ordered[-1], 0.06)
    vivid = sorted(found, key=_chroma, reverse=True)
    sky = found[0]
    return Palette(
        sky=(sky, mix(sky, light, 0.35)),
        far=mix(found[min(1, len(found) - 1)], sky, 0.3),
        near=mix(ordered[0], found[min(1, len(found) - 1)], 0.25),
        accent=_first_apart(vivid, sky),
        second=vivid[min(1, len(vivid) - 1)],
        light=light,
        ink=ink,
    )


def _first_apart(colours: Iterable[RGB], ground: RGB) -> RGB:
    options = list(colours)
    return next((c for c in options if contrast(c, ground) > 1.6), options[0])


def _at(raw: Sequence[int], slot: int) -> RGB:
    return raw[3 * slot], raw[3 * slot + 1], raw[3 * slot + 2]


def _chroma(colour: RGB) -> float:
    _, a, b = to_lab(colour)
    return a * a + b * b
