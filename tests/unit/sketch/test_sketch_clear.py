"""Pictures without a background: clear around what is shown, and still so later."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from bot.models import ImageFormat, ImageRequest, Operation, Quality, Role, Size
from bot.providers.sketch.cutting import WHITE, ClearCanvas, contour
from bot.providers.sketch.drawing import draw_partial, draw_picture, paint, size_of
from bot.providers.sketch.geometry import ellipse, rect
from tests.fakes.sketching import SMALL, asked, edit_of, photo, reference, task

PROMPTS = [
    "a fox in the snow",
    "a white rabbit",
    'neon "OPEN LATE"',
    'a cat "HELLO"',
    "mountains at sunset",
    '"SALE"',
    "watercolor flowers",
    'a logo for a bakery "Brot & Butter"',
    "abstract pattern",
    "panda, neon",
]
SHAPES = [SMALL, Size(width=480, height=160), Size(width=160, height=482)]


def drawn(
    request: ImageRequest, folder: Path, *files: Path, mask: Path | None = None, index: int = 1
) -> Image.Image:
    wanted = task(request, folder, files=files, mask=mask)
    return paint(wanted, index, size_of(wanted, index), 4)


def shares(image: Image.Image) -> tuple[float, float]:
    """How much of a picture is fully clear, and how much fully solid."""
    levels = image.getchannel("A").histogram()
    return levels[0] / sum(levels), levels[255] / sum(levels)


@pytest.fixture
def fox(tmp_path: Path) -> Path:
    request = asked("a fox", transparent=True)
    return draw_picture(task(request, tmp_path), 1).rename(tmp_path / "fox.png")


@pytest.fixture
def mask(tmp_path: Path) -> Path:
    image = Image.new("L", (320, 320))
    ImageDraw.Draw(image).rectangle((40, 0, 280, 159), fill=255)
    image.save(tmp_path / "mask.png")
    return tmp_path / "mask.png"


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("size", SHAPES, ids=str)
def test_what_is_shown_is_solid_and_around_it_is_nothing(
    prompt: str, size: Size, tmp_path: Path
) -> None:
    index = 1 + (PROMPTS.index(prompt) + size.height) % 4
    image = drawn(asked(prompt, size=size, transparent=True), tmp_path, index=index)
    assert (image.mode, image.size) == ("RGBA", (size.width, size.height))
    clear, solid = shares(image)
    assert clear > 0.1
    assert solid > 0.05
    assert clear + solid > 0.9, "hardly any of it is half clear"
    assert image.getchannel("A").getpixel((0, 0)) == 0


def test_without_the_wish_nothing_is_clear(tmp_path: Path) -> None:
    assert drawn(asked("a fox"), tmp_path).mode == "RGB"


def test_what_is_as_white_as_the_paper_is_not_cut_away(tmp_path: Path) -> None:
    image = drawn(asked("a white rabbit", transparent=True), tmp_path)
    alpha = image.getchannel("A")
    left, top, right, bottom = alpha.crop((0, 0, 320, 290)).getbbox() or (0, 0, 0, 0)
    middle = (left + right) // 2
    body = alpha.crop((middle - 20, (top + bottom) // 2, middle + 20, bottom - 20))
    assert body.getextrema() == (255, 255)


@pytest.mark.parametrize("file_format", [ImageFormat.PNG, ImageFormat.WEBP])
def test_files_are_clear_in_every_format_that_can_be(
    file_format: ImageFormat, tmp_path: Path
) -> None:
    request = asked("a fox", format=file_format, transparent=True)
    with Image.open(draw_picture(task(request, tmp_path), 1)) as image:
        assert image.format == file_format.name
        assert image.getchannel("A").getextrema() == (0, 255)


def test_equal_requests_give_equal_bytes(tmp_path: Path) -> None:
    request = asked('a cat "HELLO"', transparent=True)
    first = draw_picture(task(request, tmp_path), 2).read_bytes()
    assert draw_picture(task(request, tmp_path), 2).read_bytes() == first


@pytest.mark.parametrize("stage", [1, 2, 3])
def test_partials_are_on_white(stage: int, tmp_path: Path) -> None:
    path = draw_partial(task(asked("a fox", transparent=True), tmp_path), 1, stage)
    with Image.open(path) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert min(image.getpixel((2, 2))) > 240  # type: ignore[arg-type, type-var]


def test_a_sticker_says_that_it_is_no_ai(tmp_path: Path) -> None:
    image = drawn(asked("a cat", size=Size(width=1024, height=1024), transparent=True), tmp_path)
    corner = image.crop((840, 970, 1010, 1010))
    assert sum(corner.getchannel("A").histogram()[250:]) > 4000
    shades = corner.convert("L").histogram()
    assert sum(shades[:60]) > 1500
    assert sum(shades[200:]) > 300


def test_the_largest_sizes_are_exact(tmp_path: Path) -> None:
    size = Size(width=2880, height=2880)
    image = drawn(asked("a fox", size=size, transparent=True), tmp_path)
    assert image.size == (2880, 2880)
    small = drawn(asked("a fox", size=Size(width=720, height=720), transparent=True), tmp_path)
    reduced = image.getchannel("A").resize((720, 720), Image.Resampling.BOX)
    difference = ImageChops.difference(reduced, small.getchannel("A"))
    assert ImageStat.Stat(difference).mean[0] < 4


def test_references_are_shown_as_prints_and_logos(tmp_path: Path) -> None:
    picture = photo(tmp_path / "photo.png")
    for role in (None, Role.LOGO, Role.BACKGROUND):
        request = asked('a cat "HELLO"', references=(reference(picture, role),), transparent=True)
        clear, solid = shares(drawn(request, tmp_path, picture))
        assert clear > 0.1
        assert solid > 0.15


@pytest.mark.parametrize("words", ["black and white", "add a cat", "darker", 'write "HI"', "nix"])
def test_an_edit_of_what_is_clear_stays_clear(words: str, fox: Path, tmp_path: Path) -> None:
    before = Image.open(fox)
    after = drawn(edit_of(fox, words, transparent=True), tmp_path, fox)
    assert after.mode == "RGBA"
    lost = ImageChops.subtract(before.getchannel("A"), after.getchannel("A"))
    assert lost.getbbox() is None, "what was there is still there"
    assert shares(after)[0] > 0.3
    changed = ImageChops.difference(before.convert("RGB"), after.convert("RGB"))
    assert ImageStat.Stat(changed).sum[0] > 1000


def test_an_edit_that_wants_a_background_has_one(fox: Path, tmp_path: Path) -> None:
    assert drawn(edit_of(fox, "darker"), tmp_path, fox).mode == "RGB"
    backdrop = photo(tmp_path / "photo.png")
    more = (reference(backdrop, Role.BACKGROUND),)
    request = edit_of(fox, "at the sea", transparent=True, more=more)
    assert drawn(request, tmp_path, fox, backdrop).mode == "RGB"


def test_outside_a_mask_every_pixel_stays(fox: Path, mask: Path, tmp_path: Path) -> None:
    before = Image.open(fox).convert("RGBA")
    after = drawn(edit_of(fox, "a forest", transparent=True), tmp_path, fox, mask=mask)
    low = (0, 160, 320, 320)
    seen = [one.crop(low).convert("RGBa").tobytes() for one in (before, after)]
    assert seen[0] == seen[1]
    assert ImageStat.Stat(after.crop((41, 1, 279, 158)).getchannel("A")).mean[0] > 250


def test_what_is_erased_is_clear(fox: Path, mask: Path, tmp_path: Path) -> None:
    after = drawn(edit_of(fox, "remove it", transparent=True), tmp_path, fox, mask=mask)
    assert after.getchannel("A").crop((42, 2, 160, 100)).getextrema() == (0, 0)
    assert shares(after)[1] > 0.1


def test_a_mirrored_picture_is_clear_where_its_mirror_is(fox: Path, tmp_path: Path) -> None:
    before = Image.open(fox).getchannel("A")
    after = drawn(edit_of(fox, "mirror it", transparent=True), tmp_path, fox).getchannel("A")
    lost = ImageChops.subtract(before.transpose(Image.Transpose.FLIP_LEFT_RIGHT), after)
    assert lost.getbbox() is None


def test_even_paper_is_cut_away_and_a_photograph_gets_round_corners(tmp_path: Path) -> None:
    ball = Image.new("RGB", (320, 320), (240, 240, 240))
    ImageDraw.Draw(ball).ellipse((90, 90, 230, 230), fill=(200, 40, 40))
    ball.save(tmp_path / "ball.png")
    cut = drawn(edit_of(tmp_path / "ball.png", "darker", transparent=True), tmp_path,
                tmp_path / "ball.png").getchannel("A")  # fmt: skip
    assert (cut.getpixel((160, 160)), cut.getpixel((40, 40))) == (255, 0)
    whole = photo(tmp_path / "photo.png")
    cut = drawn(edit_of(whole, "darker", transparent=True), tmp_path, whole).getchannel("A")
    assert (cut.getpixel((160, 4)), cut.getpixel((1, 1))) == (255, 0)


@pytest.mark.parametrize("operation", [Operation.VARY, Operation.UPSCALE])
def test_what_follows_a_clear_picture_is_clear(
    operation: Operation, fox: Path, tmp_path: Path
) -> None:
    size = Size(width=640, height=640)
    request = edit_of(fox, "a fox", operation=operation, size=size, transparent=True)
    image = drawn(request, tmp_path, fox)
    assert (image.mode, image.size) == ("RGBA", (640, 640))
    assert min(shares(image)) > 0.15
    strange = photo(tmp_path / "photo.png")
    request = edit_of(strange, "x", operation=operation, size=size, transparent=True)
    assert shares(drawn(request, tmp_path, strange))[1] > 0.8


def test_an_upscaled_sticker_is_the_same_one(fox: Path, tmp_path: Path) -> None:
    size = Size(width=640, height=640)
    finer = edit_of(fox, "a fox", operation=Operation.UPSCALE, size=size, transparent=True,
                    quality=Quality.LOW)  # fmt: skip
    small = drawn(finer, tmp_path, fox).resize((320, 320), Image.Resampling.BOX)
    difference = ImageChops.difference(small.getchannel("A"), Image.open(fox).getchannel("A"))
    assert ImageStat.Stat(difference).mean[0] < 6


def test_a_contour_encloses_and_has_its_edge() -> None:
    shape = Image.new("L", (400, 400))
    ImageDraw.Draw(shape).ellipse((100, 100, 300, 300), outline=255, width=20)
    found = contour(shape, 10)
    assert found.getpixel((200, 200)) == 255, "the hole is part of it"
    assert found.getpixel((95, 200)) == 255, "and so is an edge around it"
    assert found.getpixel((75, 200)) == 0


def test_only_what_is_solid_is_cut_around() -> None:
    canvas = ClearCanvas(200, 200)
    canvas.fill([ellipse(60, 60, 30)], WHITE)
    canvas.fill([rect(120, 120, 180, 180)], (250, 250, 250), opacity=0.3)
    alpha = canvas.cut().getchannel("A")
    assert (alpha.getpixel((60, 60)), alpha.getpixel((150, 150))) == (255, 0)
