"""What suits a kind of picture, and the words by which people say an aspect themselves."""

from dataclasses import dataclass

ASPECTS = ("composition", "camera", "light", "palette", "style", "quality")


@dataclass(frozen=True, kw_only=True)
class Look:
    """One phrase per aspect. `words` tell that a prompt is of this kind."""

    words: frozenset[str] = frozenset()
    composition: str
    camera: str
    light: str
    palette: str
    style: str
    quality: str = "fine texture and crisp edges, free of artefacts"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LETTERING = "Lettering: large, legible and spelled exactly as quoted, nothing else written."

LOOKS = (
    Look(
        words=_set(
            "poster flyer banner sign logo label cover headline typography lettering billboard "
            "sticker badge plakat schild affiche cartel"
        ),
        composition="one clear focal point, generous margins, the lettering first to be read",
        camera="seen straight on, without perspective",
        light="even, so that the lettering stands out",
        palette="two or three strong colours with high contrast",
        style="confident graphic design with a clean grid",
        quality="sharp letterforms, even spacing, print-ready edges",
    ),
    Look(
        words=_set(
            "product bottle package packaging perfume watch shoe sneaker headphones phone jar can "
            "gadget chair lamp mug"
        ),
        composition="the object alone in the middle third, room around it",
        camera="at eye level, 85mm lens, shallow depth of field",
        light="soft studio light from the left with a gentle rim",
        palette="neutral ground, colours that belong to the object",
        style="commercial product photography",
    ),
    Look(
        words=_set(
            "portrait person man woman girl boy face child people worker dancer astronaut king "
            "queen grandmother grandfather chef doctor musician"
        ),
        composition="head and shoulders off centre, eyes on the upper third",
        camera="85mm lens at eye level, background softly out of focus",
        light="large soft light from one side, a catchlight in the eyes",
        palette="natural skin tones against muted ground",
        style="editorial portrait photography",
        quality="true skin texture, natural hands, crisp eyes",
    ),
    Look(
        words=_set(
            "food dish cake bread soup pizza burger coffee tea salad fruit dessert breakfast sushi"
        ),
        composition="a close group with the main dish in front, a few crumbs and leaves around it",
        camera="from slightly above, 50mm lens, shallow depth of field",
        light="soft daylight from behind and left",
        palette="warm and appetising, one fresh accent",
        style="food photography for a magazine",
    ),
    Look(
        words=_set(
            "room interior kitchen bedroom office studio hall library cafe restaurant lobby"
        ),
        composition="one-point view into the room, straight verticals",
        camera="24mm lens at chest height",
        light="daylight through tall windows with soft fill",
        palette="warm wood and calm neutrals, one accent",
        style="architectural interior photography",
    ),
    Look(
        words=_set(
            "city street building house tower skyline bridge castle temple church village "
            "lighthouse"
        ),
        composition="leading lines towards the building, sky for a third of the picture",
        camera="28mm lens, straight verticals",
        light="low sun from the side with long soft shadows",
        palette="stone and sky tones, one warm accent",
        style="architectural photography with a sense of place",
    ),
    Look(
        words=_set(
            "landscape mountain mountains forest sea ocean beach desert river lake valley field "
            "sky island waterfall snow garden meadow"
        ),
        composition="clear foreground, middle and distance, horizon on the lower third",
        camera="wide 24mm lens, deep focus",
        light="golden hour, low and warm",
        palette="natural greens and blues, warm highlights",
        style="landscape photography with depth and air",
    ),
    Look(
        words=_set(
            "animal dog cat fox bird horse wolf bear lion tiger owl fish rabbit deer elephant "
            "dragon puppy kitten"
        ),
        composition="the animal off centre, looking into the picture",
        camera="200mm lens at the animal's eye level, background softly out of focus",
        light="soft morning light with a gentle rim",
        palette="natural earth tones with one clear accent",
        style="wildlife photography, calm and close",
        quality="every hair or feather distinct, lively eyes",
    ),
    Look(
        words=_set("car bus train ship boat bicycle motorcycle plane rocket truck tram"),
        composition="three-quarter view with room ahead of the movement",
        camera="35mm lens, low",
        light="late sun along the body, soft reflections",
        palette="one body colour against muted surroundings",
        style="automotive photography",
    ),
)
"""In the order of precedence: a poster of a dog is a poster."""

PLAIN = Look(
    composition="one clear subject on a third, calm space around it",
    camera="50mm lens at eye level, gentle depth of field",
    light="soft natural light from one side",
    palette="three harmonious colours, one of them an accent",
    style="carefully made, natural and coherent",
)
"""For everything else."""

DRAWN = _set(
    "watercolor watercolour painting oil acrylic illustration sketch drawing drawn pencil ink "
    "charcoal anime manga cartoon comic vector isometric pixel lowpoly origami engraving woodcut "
    "linocut mosaic fresco collage gouache icon logo flat doodle aquarell zeichnung gemälde "
    "aquarelle dessin acuarela dibujo"
)
"""Ways to draw that have no lens; they are a style as well."""

SAID = {
    "composition": _set(
        "composition centered centred symmetrical symmetry thirds foreground background framing "
        "framed layout margin diagonal flatlay overhead top-down bird's-eye"
    ),
    "camera": _set(
        "camera lens close-up closeup macro wide-angle telephoto fisheye aerial drone bokeh shot "
        "20mm 24mm 28mm 35mm 50mm 85mm 100mm 135mm 200mm perspective"
    ),
    "light": _set(
        "light lights lighting lit backlit sunlight sunset sunrise dawn dusk night midnight noon "
        "neon candle candlelight candlelit moonlight moonlit shadow shadows bright dark glowing "
        "foggy misty sunny golden"
    ),
    "palette": _set(
        "palette colour color colours colors colourful colorful monochrome pastel sepia red orange "
        "yellow green blue purple violet pink brown black white grey gray gold silver teal "
        "turquoise beige"
    ),
    "style": _set(
        "style photo photograph photographic photography photorealistic realistic cinematic render "
        "rendered 3d minimalist minimal vintage retro art-deco surreal abstract baroque futuristic"
    ),
    "quality": _set("quality detailed detail details sharp crisp 4k 8k hd intricate"),
}
"""Words by which a person speaks of an aspect; then it is theirs."""
