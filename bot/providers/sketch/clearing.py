"""Edits and variations whose pictures have no background."""

from pathlib import Path

from PIL import Image, ImageChops, ImageOps

from bot.models import Size
from bot.providers.sketch.cutting import ClearCanvas, cut_out, of_photo
from bot.providers.sketch.edit import SAME_SHAPE, edit, fitted
from bot.providers.sketch.lexicon import table
from bot.providers.sketch.photos import Album, as_rgb, paper_of
from bot.providers.sketch.scene import Scene


def opened_clear(path: Path) -> Image.Image:
    """A picture as RGBA; one with a background loses it, as well as that can be done here."""
    with Image.open(path) as opened:
        image = opened.convert("RGBA")
    if image.getchannel("A").getextrema() != (255, 255):
        return image
    return cut_out(image, of_photo(image.convert("RGB"), paper_of(image)))


def edit_clear(
    source: Path, mask: Path | None, scene: Scene, album: Album, size: Size
) -> Image.Image:
    """The source at a size, changed, and clear where it was and nothing was added.

    A backdrop that was given is a background: then nothing is clear.
    """
    canvas = ClearCanvas(size.width, size.height)
    image = edit(source, mask, scene, album, size, canvas)
    if album.backdrop and mask is None:
        return image
    shown = opened_clear(source)
    alpha = fitted_alpha(shown.getchannel("A"), size)
    changes = table("changes").find(scene.brief.said)
    if "mirror" in changes and mask is None:
        alpha = ImageOps.mirror(alpha)
    added = canvas.cover
    if mask is not None:
        with Image.open(mask) as opened:
            allowed = fitted(opened.convert("L"), size)
        added = ImageChops.multiply(added, allowed)
        if "erase" in changes:
            alpha = ImageChops.multiply(alpha, ImageOps.invert(allowed))
    kept = _unchanged(image, as_rgb(shown), shown, size)
    return cut_out(kept, ImageChops.lighter(alpha, added))


def fitted_alpha(alpha: Image.Image, size: Size) -> Image.Image:
    """The transparency at a size, where `fitted` puts the picture; clear around it."""
    target = (size.width, size.height)
    shape, wanted = alpha.width / alpha.height, size.width / size.height
    if alpha.size == target or abs(shape / wanted - 1) <= SAME_SHAPE:
        return ImageOps.fit(alpha, target, Image.Resampling.LANCZOS)
    inner = ImageOps.contain(alpha, target, Image.Resampling.LANCZOS)
    around = Image.new("L", target)
    around.paste(inner, ((size.width - inner.width) // 2, (size.height - inner.height) // 2))
    return around


def _unchanged(
    image: Image.Image, on_white: Image.Image, clear: Image.Image, size: Size
) -> Image.Image:
    """With the source's own colours, not those it has on white, where nothing was changed."""
    difference = ImageChops.difference(image, fitted(on_white, size)).convert("L")
    same = difference.point([255 if level == 0 else 0 for level in range(256)])
    own = clear.convert("RGB")
    if own.size == image.size:
        image = image.copy()
        image.paste(own, (0, 0), same)
    return image
