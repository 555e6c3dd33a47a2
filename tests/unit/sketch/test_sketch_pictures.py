"""Whole pictures: exact, honest, different, readable, bounded."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.models import DrawTask, ImageFormat, Quality, Resolution, Role, Size
from bot.providers.sketch.drawing import draw_partial, draw_picture, paint, size_of
from tests.fakes.sketching import SMALL, asked, photo, reference, task


def drawn(request_task: DrawTask, index: int = 1, stage: int = 4) -> Image.Image:
    return paint(request_task, index, size_of(request_task, index), stage)


def difference(one: Image.Image, other: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


PROMPTS = [
    'a poster that says "OPEN LATE" in neon',
    "a fox in the snow",
    'watercolor flowers "Happy Spring"',
    "portrait of a woman, minimal",
    'a logo for a bakery "Brot & Butter"',
    "abstract pattern",
    "robot, retro, rainbow, confetti, hearts, fog",
    "whale under the stars, moon",
    'jazz "BLUE NOTE" "Saturday" "Free"',
    "panda and bear and owl and cake",
]


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize(
    "size",
    [
        Size(width=320, height=321),
        Size(width=480, height=160),
        Size(width=160, height=482),
        Size(width=360, height=240),
    ],
    ids=str,
)
def test_every_layout_fits_every_shape(prompt: str, size: Size, tmp_path: Path) -> None:
    index = 1 + (PROMPTS.index(prompt) + size.height) % 4
    image = drawn(task(asked(prompt, size=size, quality=Quality.MEDIUM), tmp_path), index)
    assert image.size == (size.width, size.height)
    assert image.mode == "RGB"
    assert len(image.getcolors(1 << 20) or [1] * 99) > 8, "an empty sheet"


@pytest.mark.parametrize(
    "size", [Size(width=3840, height=1280), Size(width=2880, height=2880)], ids=str
)
def test_the_largest_sizes_are_exact(size: Size, tmp_path: Path) -> None:
    path = draw_picture(task(asked("mountains", size=size, format=ImageFormat.JPEG), tmp_path), 1)
    with Image.open(path) as image:
        assert image.size == (size.width, size.height)


def test_pictures_of_one_job_differ_in_composition(tmp_path: Path) -> None:
    for prompt in ("a cat", 'poster "GRAND OPENING"', "mountains", 'neon "OPEN"'):
        images = [drawn(task(asked(prompt), tmp_path), index) for index in (1, 2, 3, 4)]
        for k, one in enumerate(images):
            assert all(difference(one, other) > 4 for other in images[k + 1 :])


def test_quality_changes_detail_and_keeps_the_scene(tmp_path: Path) -> None:
    low, high = (
        drawn(task(asked("mountains at sunset", quality=quality), tmp_path))
        for quality in (Quality.LOW, Quality.HIGH)
    )
    assert 0.5 < difference(low, high) < 25
    assert len(high.getcolors(1 << 20) or []) > len(low.getcolors(1 << 20) or [])


def test_size_keeps_the_scene(tmp_path: Path) -> None:
    small = drawn(task(asked("a fox", size=Size(width=384, height=384)), tmp_path))
    large = drawn(task(asked("a fox", size=Size(width=1152, height=1152)), tmp_path))
    assert difference(small, large.resize(small.size, Image.Resampling.BOX)) < 4


def test_every_picture_says_that_it_is_no_ai(tmp_path: Path) -> None:
    """In the lower right corner lies the dark pill with its light letters, also on partials."""
    wanted = task(asked("a cat", size=Size(width=1024, height=1024)), tmp_path)
    for stage in (1, 2, 3, 4):
        corner = drawn(wanted, stage=stage).crop((840, 970, 1010, 1010)).convert("L")
        shades = corner.histogram()
        assert sum(shades[:60]) > 1500
        assert sum(shades[200:]) > 300


def test_words_stand_out_from_what_lies_behind_them(tmp_path: Path) -> None:
    """With the words and without: where they differ, they differ enough to be read."""
    for index in (1, 2, 3, 4):
        for prompt in ('mountains "HELLO"', 'a cat "HELLO"', '"HELLO"'):
            wanted = task(asked(prompt), tmp_path)
            before, after = drawn(wanted, index, 2), drawn(wanted, index, 3)
            change = ImageChops.difference(before, after).convert("L")
            assert sum(change.histogram()[90:]) > 400, (prompt, index)


@pytest.mark.parametrize(
    ("file_format", "compression"),
    [
        (ImageFormat.PNG, None),
        (ImageFormat.JPEG, 30),
        (ImageFormat.JPEG, 100),
        (ImageFormat.WEBP, 0),
    ],
)
def test_formats_carry_no_metadata(
    file_format: ImageFormat, compression: int | None, tmp_path: Path
) -> None:
    request = asked("a cat", format=file_format, compression=compression)
    with Image.open(draw_picture(task(request, tmp_path), 1)) as image:
        assert image.format == file_format.name
        assert not image.getexif()
        assert not {"exif", "icc_profile", "comment", "xmp", "parameters"} & set(image.info)


def test_more_compression_quality_is_a_larger_file(tmp_path: Path) -> None:
    sizes = []
    for compression in (10, 60, 100):
        request = asked("a cat", format=ImageFormat.JPEG, compression=compression)
        sizes.append(draw_picture(task(request, tmp_path), 1).stat().st_size)
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[2]


@pytest.mark.parametrize("resolution", list(Resolution))
@pytest.mark.parametrize("prompt", ["a poster", "mountains", "a cat"])
def test_an_open_size_is_a_valid_one(resolution: Resolution, prompt: str, tmp_path: Path) -> None:
    size = size_of(task(asked(prompt, size=None, resolution=resolution), tmp_path), 1)
    assert size.width % 16 == 0
    assert size.height % 16 == 0
    assert max(size.width, size.height) <= 3840
    assert 655_360 <= size.pixels <= 8_294_400


@pytest.mark.parametrize(
    "hostile",
    [
        "x" * 20_000,
        '"' + "W" * 19_998 + '"',
        '"\u202e\u0000\u200f"',
        "@everyone <b>hi</b> ${jndi} \\ud800",
        "\ud83d broken surrogate",
        "🎉" * 500,
        '"🎉🎊"',
        "",
    ],
    ids=range(8),
)
def test_hostile_words_are_drawn_like_any_others(hostile: str, tmp_path: Path) -> None:
    assert drawn(task(asked(hostile), tmp_path)).size == (SMALL.width, SMALL.height)


def test_sixteen_large_references_are_all_shown_small(tmp_path: Path) -> None:
    path = photo(tmp_path / "large.png", 1200, 900)
    request = asked("our team", references=tuple(reference(path) for _ in range(16)))
    wanted = task(request, tmp_path, files=(path,) * 16)
    bare = drawn(task(asked("our team"), tmp_path))
    assert difference(drawn(wanted), bare) > 3


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.MASK)])
@pytest.mark.parametrize("edges", [(1, 1), (1, 300), (3, 2), (300, 200)])
def test_a_reference_of_any_role_and_shape_can_be_used(
    role: Role | None, edges: tuple[int, int], tmp_path: Path
) -> None:
    path = photo(tmp_path / "reference.png", *edges)
    request = asked("a fox", references=(reference(path, role),))
    assert drawn(task(request, tmp_path, files=(path,))).size == (SMALL.width, SMALL.height)


@pytest.mark.parametrize(
    "role", [None, Role.SUBJECT, Role.LOGO, Role.BACKGROUND, Role.PALETTE, Role.POSE]
)
def test_a_reference_can_be_seen_in_the_picture(role: Role | None, tmp_path: Path) -> None:
    path = photo(tmp_path / "reference.png", 200, 200)
    request = asked("a fox", references=(reference(path, role),))
    bare = asked("a fox", references=(reference(path, Role.MASK),))
    seen = drawn(task(request, tmp_path, files=(path,)))
    assert difference(seen, drawn(task(bare, tmp_path, files=(path,)))) > 1


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_references_of_every_mode_are_understood(mode: str, tmp_path: Path) -> None:
    path = tmp_path / ("r.tiff" if mode == "CMYK" else "r.png")
    Image.new(mode, (40, 30)).save(path)
    request = asked("a fox", references=(reference(path),))
    assert drawn(task(request, tmp_path, files=(path,))).size == (SMALL.width, SMALL.height)


def test_partials_are_small(tmp_path: Path) -> None:
    path = draw_partial(task(asked("a cat", size=Size(width=2048, height=1024)), tmp_path), 1, 2)
    assert path.stat().st_size < 60_000
    with Image.open(path) as image:
        assert image.size == (512, 256)
