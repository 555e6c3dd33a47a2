"""Previews and exports: small enough, the right format, clean, and labelled."""

import random
from pathlib import Path

import pytest
from PIL import Image

from bot.imaging.export import export
from bot.imaging.preview import CannotShrink, make_preview
from bot.imaging.probe import probe
from bot.imaging.provenance import RECIPE_KEYWORD
from bot.models import STILL_FORMATS, ImageFormat, Provenance
from tests.fakes.painted import CANARY, encoded, painted, telling_exif


def noise(edge: int = 256, mode: str = "RGB") -> Image.Image:
    """Pixels that hardly compress."""
    image = Image.frombytes("RGB", (edge, edge), random.Random(1).randbytes(3 * edge * edge))
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize((edge, edge)))
    return image


def saved(tmp_path: Path, image: Image.Image, kind: str = "PNG", name: str = "original") -> Path:
    path = tmp_path / f"{name}.{kind.lower()}"
    path.write_bytes(encoded(image, kind, exif=telling_exif()))
    return path


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_preview_is_a_small_clean_jpeg(tmp_path: Path, kind: str) -> None:
    path = saved(tmp_path, painted(800, 400), kind)
    made = make_preview(path, tmp_path, max_edge=200, bytes_max=100_000)
    assert (made.format, made.width, made.height) == (ImageFormat.JPEG, 200, 100)
    assert probe(made.path) == made
    assert CANARY.encode() in path.read_bytes()
    assert CANARY.encode() not in made.path.read_bytes()


def test_a_preview_never_grows(tmp_path: Path) -> None:
    made = make_preview(saved(tmp_path, painted()), tmp_path, max_edge=500, bytes_max=100_000)
    assert (made.width, made.height) == (64, 48)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_preview_of_what_has_no_background_has_none(tmp_path: Path, kind: str) -> None:
    path = saved(tmp_path, noise(64, "RGBA"), kind)
    made = make_preview(path, tmp_path, max_edge=32, bytes_max=100_000)
    assert (made.format, made.width, made.height) == (ImageFormat.PNG, 32, 32)
    assert probe(made.path) == made
    with Image.open(made.path) as image:
        assert image.getchannel("A").getextrema()[0] < 20  # type: ignore[operator]
    assert CANARY.encode() not in made.path.read_bytes()


def test_alpha_that_hides_nothing_is_no_transparency(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.new("RGBA", (32, 32), (255, 0, 0, 255)))
    made = make_preview(path, tmp_path, max_edge=32, bytes_max=100_000)
    assert made.format is ImageFormat.JPEG


@pytest.mark.parametrize("bytes_max", [100_000, 30_000])
def test_a_transparent_preview_keeps_to_its_bytes(tmp_path: Path, bytes_max: int) -> None:
    path = saved(tmp_path, noise(mode="RGBA"))
    made = make_preview(path, tmp_path, max_edge=256, bytes_max=bytes_max)
    assert made.size_bytes == made.path.stat().st_size <= bytes_max
    assert made.format is ImageFormat.PNG
    with pytest.raises(CannotShrink):
        make_preview(path, tmp_path, max_edge=256, bytes_max=10)


def test_a_jpeg_of_what_has_no_background_is_on_white(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.new("RGBA", (32, 32), (255, 0, 0, 0)))
    with Image.open(export(path, tmp_path, kind=ImageFormat.JPEG).path) as image:
        assert min(image.getpixel((5, 5))) > 250  # type: ignore[arg-type, type-var]
    with Image.open(export(path, tmp_path, kind=ImageFormat.WEBP).path) as image:
        assert image.mode == "RGBA"


@pytest.mark.parametrize("bytes_max", [100_000, 30_000, 9_000, 3_000])
def test_a_preview_keeps_to_its_bytes(tmp_path: Path, bytes_max: int) -> None:
    path = saved(tmp_path, noise())
    made = make_preview(path, tmp_path, max_edge=256, bytes_max=bytes_max)
    assert made.size_bytes == made.path.stat().st_size <= bytes_max


def test_an_absurd_limit_is_told_not_looped_on(tmp_path: Path) -> None:
    with pytest.raises(CannotShrink):
        make_preview(saved(tmp_path, noise()), tmp_path, max_edge=256, bytes_max=10)


@pytest.mark.parametrize("kind", sorted(STILL_FORMATS))
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L"])
def test_exports_to_every_format(tmp_path: Path, kind: ImageFormat, mode: str) -> None:
    path = saved(tmp_path, painted(mode=mode))
    made = export(path, tmp_path, kind=kind)
    assert made.format is kind
    assert made.path.suffix == kind.suffix
    assert probe(made.path) == made
    assert CANARY.encode() not in made.path.read_bytes()


@pytest.mark.parametrize("kind", sorted(STILL_FORMATS))
@pytest.mark.parametrize("provenance", Provenance)
def test_derivatives_say_how_they_came_about(
    tmp_path: Path, kind: ImageFormat, provenance: Provenance
) -> None:
    made = export(saved(tmp_path, painted()), tmp_path, kind=kind, provenance=provenance)
    with Image.open(made.path) as image:
        said = str(image.info)
    assert f"digitalsourcetype/{provenance.value}" in said


def test_without_a_word_on_it_nothing_is_claimed(tmp_path: Path) -> None:
    for kind in STILL_FORMATS:
        made = export(saved(tmp_path, painted()), tmp_path, kind=kind)
        assert b"digitalsourcetype" not in made.path.read_bytes()


def test_a_recipe_is_written_into_a_png_in_any_script(tmp_path: Path) -> None:
    recipe = "/imagine “žluťoučký kůň” 猫 --ratio 4:5"
    path = saved(tmp_path, painted())
    made = export(path, tmp_path, kind=ImageFormat.PNG, recipe=recipe)
    with Image.open(made.path) as image:
        assert image.info[RECIPE_KEYWORD] == recipe
