from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.imaging.masks import (
    NotAMask,
    alpha_mask,
    internal_mask,
    marks_nothing,
    same_ratio,
    white_mask,
)
from tests.fakes.painted import encoded

EDGES = st.integers(1, 40)


@given(width=EDGES, height=EDGES, seed=st.binary(min_size=1, max_size=50))
def test_an_alpha_mask_and_back_is_the_same_mask(
    tmp_path_factory: pytest.TempPathFactory, width: int, height: int, seed: bytes
) -> None:
    folder = tmp_path_factory.mktemp("masks")
    data = (seed * (width * height // len(seed) + 1))[: width * height]
    mask = Image.frombytes("L", (width, height), data)
    mask.save(folder / "mask.png")
    with Image.open(alpha_mask(folder / "mask.png", folder)) as written:
        assert written.mode == "RGBA"
        assert internal_mask(written).tobytes() == data


def _half_marked(tmp_path: Path) -> Path:
    mask = Image.new("L", (4, 2))
    mask.paste(255, (0, 0, 2, 2))
    path = tmp_path / "mask.png"
    mask.save(path)
    return path


def test_polarity_alpha_zero_means_edit(tmp_path: Path) -> None:
    with Image.open(alpha_mask(_half_marked(tmp_path), tmp_path)) as image:
        assert [image.getpixel((x, 0))[3] for x in (0, 3)] == [0, 255]  # type: ignore[index]


def test_polarity_white_means_edit(tmp_path: Path) -> None:
    with Image.open(white_mask(_half_marked(tmp_path), tmp_path)) as image:
        assert [image.getpixel((x, 0)) for x in (0, 3)] == [(255, 255, 255), (0, 0, 0)]
        assert internal_mask(image).getpixel((0, 0)) == 255


def test_a_jpegs_grey_edges_are_hardened(tmp_path: Path) -> None:
    sharp = Image.new("L", (200, 200))
    sharp.paste(255, (60, 60, 140, 140))
    path = tmp_path / "mask.jpg"
    path.write_bytes(encoded(sharp, "JPEG", quality=40))
    with Image.open(path) as image:
        mask = internal_mask(image)
    assert {value for value, count in enumerate(mask.histogram()) if count} == {0, 255}


def test_a_photograph_is_no_mask() -> None:
    with pytest.raises(NotAMask):
        internal_mask(Image.linear_gradient("L").convert("RGB"))
    with pytest.raises(NotAMask):
        internal_mask(Image.new("RGB", (8, 8), (255, 0, 0)))


def test_a_mask_marks_something_from_half_on() -> None:
    assert marks_nothing(Image.new("L", (4, 4), 127))
    assert not marks_nothing(Image.new("L", (4, 4), 128))


@pytest.mark.parametrize(
    ("size", "other", "same"),
    [((8160, 6120), (4096, 3072), True), ((1000, 1000), (1000, 1010), True),
     ((1000, 1000), (1000, 1012), False), ((3, 4), (4, 3), False)],
)  # fmt: skip
def test_ratios_agree_within_one_percent(
    size: tuple[int, int], other: tuple[int, int], same: bool
) -> None:
    assert same_ratio(*size, other=other) == same
