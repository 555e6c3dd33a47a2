"""Previews, fits, exports and sheets: small enough, the right format, clean, and labelled."""

import random
from pathlib import Path

import pytest
from PIL import Image

from bot.imaging.export import export
from bot.imaging.fit import fit
from bot.imaging.preview import CannotShrink, make_preview
from bot.imaging.probe import probe
from bot.imaging.provenance import RECIPE_KEYWORD, Provenance
from bot.imaging.sheet import PICTURES_MAX, contact_sheet
from bot.models import ImageFormat
from tests.fakes.painted import CANARY, encoded, painted, telling_exif

ALL = frozenset(kind.media_type for kind in ImageFormat)
SLACK = ALL - {"image/webp"}


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


def test_transparency_is_shown_on_white(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.new("RGBA", (32, 32), (255, 0, 0, 0)))
    made = make_preview(path, tmp_path, max_edge=32, bytes_max=100_000)
    with Image.open(made.path) as image:
        assert min(image.getpixel((5, 5))) > 250  # type: ignore[arg-type, type-var]


@pytest.mark.parametrize("bytes_max", [100_000, 30_000, 9_000, 3_000])
def test_a_preview_keeps_to_its_bytes(tmp_path: Path, bytes_max: int) -> None:
    path = saved(tmp_path, noise())
    made = make_preview(path, tmp_path, max_edge=256, bytes_max=bytes_max)
    assert made.size_bytes == made.path.stat().st_size <= bytes_max


def test_an_absurd_limit_is_told_not_looped_on(tmp_path: Path) -> None:
    with pytest.raises(CannotShrink):
        make_preview(saved(tmp_path, noise()), tmp_path, max_edge=256, bytes_max=10)


def test_an_original_at_the_limit_is_handed_out_untouched(tmp_path: Path) -> None:
    path = saved(tmp_path, noise())
    before = path.read_bytes()
    assert fit(path, tmp_path, bytes_max=len(before), formats=SLACK).path == path
    assert path.read_bytes() == before
    beyond = fit(path, tmp_path, bytes_max=len(before) - 1, formats=SLACK)
    assert beyond.path != path
    assert path.read_bytes() == before


def test_too_heavy_becomes_jpeg_of_the_same_pixels_then_fewer_pixels(tmp_path: Path) -> None:
    path = saved(tmp_path, noise())
    same = fit(path, tmp_path, bytes_max=100_000, formats=SLACK)
    assert (same.format, same.width) == (ImageFormat.JPEG, 256)
    fewer = fit(path, tmp_path, bytes_max=8_000, formats=SLACK)
    assert (fewer.format, fewer.size_bytes <= 8_000) == (ImageFormat.JPEG, True)
    assert fewer.width < 256


def test_a_webp_is_recoded_where_the_chat_shows_none(tmp_path: Path) -> None:
    path = saved(tmp_path, painted(), "WEBP")
    assert fit(path, tmp_path, bytes_max=100_000, formats=ALL).path == path
    assert fit(path, tmp_path, bytes_max=100_000, formats=SLACK).format is ImageFormat.JPEG


@pytest.mark.parametrize(
    ("formats", "bytes_max", "kind"),
    [(ALL, 150_000, ImageFormat.WEBP), (SLACK, 250_000, ImageFormat.PNG),
     (SLACK, 90_000, ImageFormat.JPEG)],
)  # fmt: skip
def test_transparency_is_kept_as_long_as_it_fits(
    tmp_path: Path, formats: frozenset[str], bytes_max: int, kind: ImageFormat
) -> None:
    path = tmp_path / "original.png"
    path.write_bytes(encoded(noise(mode="RGBA"), "PNG", compress_level=0))
    made = fit(path, tmp_path, bytes_max=bytes_max, formats=formats)
    assert (made.format, made.size_bytes <= bytes_max) == (kind, True)
    with Image.open(made.path) as image:
        assert image.has_transparency_data == (kind is not ImageFormat.JPEG)
    left = {file for file in tmp_path.iterdir() if file != path}
    assert left == {made.path}, "no tries are left behind"


@pytest.mark.parametrize("kind", ImageFormat)
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L"])
def test_exports_to_every_format(tmp_path: Path, kind: ImageFormat, mode: str) -> None:
    path = saved(tmp_path, painted(mode=mode))
    made = export(path, tmp_path, kind=kind)
    assert made.format is kind
    assert made.path.suffix == kind.suffix
    assert probe(made.path) == made
    assert CANARY.encode() not in made.path.read_bytes()


@pytest.mark.parametrize("kind", ImageFormat)
@pytest.mark.parametrize("provenance", Provenance)
def test_derivatives_say_how_they_came_about(
    tmp_path: Path, kind: ImageFormat, provenance: Provenance
) -> None:
    made = export(saved(tmp_path, painted()), tmp_path, kind=kind, provenance=provenance)
    with Image.open(made.path) as image:
        said = str(image.info)
    assert f"digitalsourcetype/{provenance.value}" in said


def test_without_a_word_on_it_nothing_is_claimed(tmp_path: Path) -> None:
    for kind in ImageFormat:
        made = export(saved(tmp_path, painted()), tmp_path, kind=kind)
        assert b"digitalsourcetype" not in made.path.read_bytes()


def test_a_recipe_is_written_into_a_png_in_any_script(tmp_path: Path) -> None:
    recipe = "/imagine “žluťoučký kůň” 猫 --ratio 4:5"
    path = saved(tmp_path, painted())
    made = export(path, tmp_path, kind=ImageFormat.PNG, recipe=recipe)
    with Image.open(made.path) as image:
        assert image.info[RECIPE_KEYWORD] == recipe


@pytest.mark.parametrize(
    ("count", "size", "expected"),
    [(1, (100, 50), (400, 200)), (2, (50, 100), (204, 196)), (2, (100, 50), (196, 204)),
     (3, (100, 100), (400, 400)), (4, (100, 100), (400, 400))],
)  # fmt: skip
def test_a_sheet_shows_up_to_four(
    tmp_path: Path, count: int, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    large = (size[0] * 10, size[1] * 10)
    pictures = [(n, saved(tmp_path, painted(*large), name=str(n))) for n in range(1, count + 1)]
    made = contact_sheet(pictures, tmp_path, max_edge=400, bytes_max=1_000_000)
    assert (made.width, made.height) == expected
    assert probe(made.path) == made


def test_a_sheet_numbers_its_pictures(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.new("RGB", (200, 200), (0, 0, 0)))
    sheets = []
    for number in (1, 2):
        made = contact_sheet([(number, path)], tmp_path, max_edge=200, bytes_max=100_000)
        sheets.append(made.path.read_bytes())
    assert sheets[0] != sheets[1]


@pytest.mark.parametrize("count", [0, PICTURES_MAX + 1])
def test_a_sheet_of_none_or_too_many_is_a_mistake(tmp_path: Path, count: int) -> None:
    with pytest.raises(ValueError, match="a sheet of"):
        contact_sheet([(1, tmp_path)] * count, tmp_path, max_edge=100, bytes_max=1000)
