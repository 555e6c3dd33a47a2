"""Edits keep the source; variations and upscales are recognisably of it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageStat

from bot.models import DrawTask, ImageRequest, JobId, Operation, PictureRef, Quality, Role, Size
from bot.providers.sketch.drawing import draw_picture, paint, size_of
from bot.providers.sketch.edit import fitted
from tests.fakes.sketching import asked, edit_of, photo, reference, task

EDITS = [
    "make it bluer",
    "black and white",
    "brighter",
    "darker",
    "more contrast",
    "blur the background",
    "pixel art",
    "oil painting",
    "comic",
    "watercolor",
    "make it a neon night",
    "add snow",
    "let it rain",
    "add a moon and stars",
    'write "HELLO" at the bottom',
    "add a cat",
    "a forest",
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return photo(tmp_path / "source.png")


@pytest.fixture
def mask(tmp_path: Path) -> Path:
    image = Image.new("L", (320, 320))
    ImageDraw.Draw(image).ellipse((30, 40, 200, 190), fill=255)
    image.save(tmp_path / "mask.png")
    return tmp_path / "mask.png"


def drawn(wanted: DrawTask, index: int = 1) -> Image.Image:
    with Image.open(draw_picture(wanted, index)) as image:
        return image.convert("RGB")


def opened(path: Path) -> Image.Image:
    with Image.open(path) as image:
        return image.convert("RGB")


def difference(one: Image.Image, other: Image.Image, where: Image.Image | None = None) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(one, other), where).mean) / 3


@pytest.mark.parametrize("prompt", [*EDITS, "remove it"])
def test_outside_the_mask_every_pixel_stays(
    prompt: str, source: Path, mask: Path, tmp_path: Path
) -> None:
    result = drawn(task(edit_of(source, prompt), tmp_path, files=(source,), mask=mask))
    allowed = Image.open(mask)
    nothing = Image.new("RGB", result.size)
    changed = ImageChops.difference(result, opened(source))
    changed.paste(nothing, (0, 0), allowed)
    assert changed.getbbox() is None
    assert difference(result, opened(source), allowed) > 2, "and inside something happened"


@given(st.lists(st.tuples(*[st.integers(0, 319)] * 4), min_size=1, max_size=4), st.integers(0, 255))
@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_masks_of_any_shape_and_softness_are_obeyed(
    source: Path, tmp_path: Path, boxes: list[tuple[int, int, int, int]], value: int
) -> None:
    image = Image.new("L", (320, 320))
    for a, b, c, d in boxes:
        image.paste(value, (min(a, c), min(b, d), max(a, c) + 1, max(b, d) + 1))
    path = tmp_path / "any.png"
    image.save(path)
    result = drawn(task(edit_of(source, "a cat, red"), tmp_path, files=(source,), mask=path))
    changed = ImageChops.difference(result, opened(source))
    changed.paste((0, 0, 0), (0, 0, 320, 320), image.point([255 if i else 0 for i in range(256)]))
    assert changed.getbbox() is None


@pytest.mark.parametrize("prompt", EDITS)
def test_an_edit_without_a_mask_changes_and_still_shows_the_source(
    prompt: str, source: Path, tmp_path: Path
) -> None:
    result = drawn(task(edit_of(source, prompt), tmp_path, files=(source,)))
    assert 0.2 < difference(result, opened(source)) < 110


@pytest.mark.parametrize(
    "prompt",
    [
        "rien de connu",
        "remove the background",
        "remove the snow",
        "without the fox",
        "make the fox blue",
        "make it wider",
        "put a hat on",
        "a blue background",
        'change the text to "MOKKA"',
        "turn the cat into a dog",
    ],
)
def test_what_cannot_be_done_is_left_undone(prompt: str, source: Path, tmp_path: Path) -> None:
    plain = drawn(task(edit_of(source, "and"), tmp_path, files=(source,)))
    result = drawn(task(edit_of(source, prompt), tmp_path, files=(source,)))
    assert difference(result, plain) == 0


def test_bluer_is_bluer(source: Path, tmp_path: Path) -> None:
    result = drawn(task(edit_of(source, "make it bluer"), tmp_path, files=(source,)))
    before, after = (ImageStat.Stat(image).mean for image in (opened(source), result))
    assert after[2] - after[0] > before[2] - before[0] + 10


@pytest.mark.parametrize(
    ("words", "corner"),
    [
        ("put this logo in the corner", "right top"),
        ("put this logo in the top left corner", "left top"),
        ("put the logo bottom left", "left bottom"),
        ("logo unten rechts", "right bottom"),
    ],
)
def test_a_logo_goes_into_its_corner_and_nothing_else_moves(
    words: str, corner: str, source: Path, tmp_path: Path
) -> None:
    mark = tmp_path / "logo.png"
    Image.new("RGB", (80, 60), "#d62839").save(mark)
    request = edit_of(source, words, more=(reference(mark),))
    result = drawn(task(request, tmp_path, files=(source, mark)))
    box = ImageChops.difference(result, opened(source)).crop((0, 0, 320, 290)).getbbox()
    assert box is not None
    assert (box[0] > 160) == ("right" in corner)
    assert (box[1] > 130) == ("bottom" in corner)


@pytest.mark.parametrize(
    "size", [Size(width=640, height=256), Size(width=256, height=640)], ids=str
)
def test_another_shape_is_filled_without_distortion(size: Size) -> None:
    disc = Image.new("RGB", (200, 200), "white")
    ImageDraw.Draw(disc).ellipse((50, 50, 150, 150), fill="black")
    shown = (
        fitted(disc, size)
        .convert("L")
        .crop(
            (
                (size.width - 256) // 2,
                (size.height - 256) // 2,
                (size.width + 256) // 2,
                (size.height + 256) // 2,
            )
        )
    )
    box = shown.point([255 if i < 128 else 0 for i in range(256)]).getbbox()
    assert box is not None
    assert abs((box[2] - box[0]) - (box[3] - box[1])) <= 3


def test_an_open_size_keeps_the_size_of_the_source(source: Path, tmp_path: Path) -> None:
    request = edit_of(source, "bluer", size=None)
    assert size_of(task(request, tmp_path, files=(source,)), 1) == Size(width=320, height=320)


def test_a_source_of_one_pixel_can_be_edited(tmp_path: Path) -> None:
    dot = photo(tmp_path / "dot.png", 1, 1)
    for operation in (Operation.EDIT, Operation.VARY, Operation.UPSCALE):
        request = edit_of(dot, "bluer", operation=operation)
        assert drawn(task(request, tmp_path, files=(dot,))).size == (320, 320)


def test_erasing_takes_a_spot_away(tmp_path: Path) -> None:
    spotted = Image.new("RGB", (320, 320), (200, 190, 170))
    ImageDraw.Draw(spotted).ellipse((40, 40, 120, 120), fill=(180, 0, 0))
    spotted.save(tmp_path / "spotted.png")
    hole = Image.new("L", (320, 320))
    ImageDraw.Draw(hole).ellipse((25, 25, 135, 135), fill=255)
    hole.save(tmp_path / "hole.png")
    request = edit_of(tmp_path / "spotted.png", "remove the spot")
    wanted = task(request, tmp_path, files=(tmp_path / "spotted.png",), mask=tmp_path / "hole.png")
    red, green, _ = drawn(wanted).getpixel((80, 60))  # type: ignore[misc]
    assert abs(red - 200) < 30
    assert abs(green - 190) < 30


def test_a_large_enough_mask_carries_the_badge(source: Path, tmp_path: Path) -> None:
    Image.new("L", (320, 320), 255).save(tmp_path / "all.png")
    wanted = task(edit_of(source, "bluer"), tmp_path, files=(source,), mask=tmp_path / "all.png")
    corner = drawn(wanted).crop((230, 295, 316, 316)).convert("L")
    assert sum(corner.histogram()[200:]) > 40


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A picture of our own making: index 2 of a job."""
    made = draw_picture(
        task(asked("a fox in a forest", size=Size(width=512, height=512)), tmp_path), 2
    )
    return made.rename(tmp_path / "own.png")


def derived(own: Path, operation: Operation, size: Size) -> ImageRequest:
    return edit_of(
        own,
        "a fox in a forest",
        operation=operation,
        size=size,
        source=PictureRef(job=JobId("job"), index=2),
    )


def test_an_upscale_of_our_own_picture_is_drawn_again(own: Path, tmp_path: Path) -> None:
    size = Size(width=1024, height=1024)
    again = drawn(task(derived(own, Operation.UPSCALE, size), tmp_path, files=(own,)))
    fresh = paint(task(asked("a fox in a forest", size=size), tmp_path), 2, size, 4)
    assert again.tobytes() == fresh.tobytes(), "sharper than any enlargement"


def test_an_upscale_of_another_picture_is_enlarged(source: Path, tmp_path: Path) -> None:
    request = edit_of(
        source, "a fox", operation=Operation.UPSCALE, size=Size(width=640, height=640)
    )
    larger = drawn(task(request, tmp_path, files=(source,)))
    smaller = larger.resize((320, 320), Image.Resampling.BOX)
    assert difference(smaller, opened(source)) < 4


def test_variations_are_the_same_scene_otherwise_arranged(own: Path, tmp_path: Path) -> None:
    size = Size(width=512, height=512)
    wanted = task(derived(own, Operation.VARY, size), tmp_path, files=(own,))
    first, second = drawn(wanted, 1), drawn(wanted, 2)
    assert difference(first, opened(own)) > 1
    assert difference(first, second) > 1
    stranger = drawn(task(asked("a neon whale in space", size=size), tmp_path))
    assert difference(first, opened(own)) < difference(stranger, opened(own))


def test_a_variation_of_a_photograph_keeps_it(source: Path, tmp_path: Path) -> None:
    request = edit_of(source, "a fox in a forest", operation=Operation.VARY)
    result = drawn(task(request, tmp_path, files=(source,)))
    assert 1 < difference(result, opened(source)) < 70


def test_a_background_reference_lies_behind_the_source(source: Path, tmp_path: Path) -> None:
    behind = tmp_path / "behind.png"
    Image.new("RGB", (400, 400), (10, 200, 30)).save(behind)
    request = edit_of(
        source, "put it there", more=(reference(behind, Role.BACKGROUND),), quality=Quality.LOW
    )
    result = drawn(task(request, tmp_path, files=(source, behind)))
    assert result.getpixel((4, 4)) == (10, 200, 30)
