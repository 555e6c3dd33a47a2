import itertools
import math
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.models import GIF_FRAMES, Ratio, Resolution, Size
from bot.prompts.sizes import (
    EDGE_MAX,
    PIXELS_MAX,
    PIXELS_MIN,
    STEP,
    animated,
    into_limits,
    is_valid,
    nearest_ratio,
    parts,
    pixels,
    ratio_of,
    resolution_of,
    snap,
    square,
    why_snapped,
)

NAMED = [ratio for ratio in Ratio if ratio is not Ratio.AUTO]
EDGES = st.integers(min_value=1, max_value=99_999)


def size(width: int, height: int) -> Size:
    return Size(width=width, height=height)


@cache
def every_valid_size() -> tuple[Size, ...]:
    edges = range(STEP, EDGE_MAX + 1, STEP)
    return tuple(size(w, h) for w, h in itertools.product(edges, edges) if is_valid(size(w, h)))


@pytest.mark.parametrize("resolution", Resolution)
@pytest.mark.parametrize("ratio", NAMED)
def test_every_named_size_is_valid_and_exactly_its_ratio(
    ratio: Ratio, resolution: Resolution
) -> None:
    named = pixels(ratio, resolution)
    assert named is not None
    assert is_valid(named)
    across, down = parts(ratio)
    assert named.width * down == named.height * across
    assert ratio_of(named) is ratio
    assert resolution_of(named) is resolution


def test_at_4k_no_larger_exact_size_exists() -> None:
    largest: dict[Ratio, Size] = {}
    for one in sorted(every_valid_size(), key=lambda one: one.pixels):
        if ratio := ratio_of(one):
            largest[ratio] = one
    assert largest == {ratio: pixels(ratio, Resolution.K4) for ratio in NAMED}


def test_auto_leaves_the_size_to_the_model() -> None:
    assert pixels(Ratio.AUTO, Resolution.K1) is None
    assert square(Resolution.K4) == size(2880, 2880)


@pytest.mark.parametrize(
    ("asked", "got", "key", "limit"),
    [
        ((1000, 1000), (1008, 1008), "size-snapped-step", 16),
        ((1, 1), (816, 816), "size-snapped-pixels-min", 655_360),
        ((100, 50), (1152, 576), "size-snapped-pixels-min", 655_360),
        ((8000, 4000), (3840, 1920), "size-snapped-edge", 3840),
        ((3840, 3840), (2880, 2880), "size-snapped-pixels-max", 8_294_400),
        ((99_999, 1), (1408, 480), "size-snapped-ratio", 3),
        ((2000, 600), (1904, 640), "size-snapped-ratio", 3),
        ((3841, 1281), (3840, 1280), "size-snapped-edge", 3840),
    ],
)
def test_snapping_says_which_rule(
    asked: tuple[int, int], got: tuple[int, int], key: str, limit: int
) -> None:
    assert snap(*asked) == size(*got)
    note = why_snapped(size(*asked), size(*got))
    assert note is not None
    assert note.key == key
    assert note.facts == {"asked": str(size(*asked)), "got": str(size(*got)), "limit": limit}


@pytest.mark.parametrize(
    ("one", "valid"),
    [
        (size(1024, 640), True),  # the fewest pixels
        (size(1024, 624), False),
        (size(3840, 2160), True),  # the most
        (size(3840, 2176), False),
        (size(3840, 1280), True),  # 3:1
        (size(3840, 1264), False),
        (size(3856, 1600), False),
        (size(1024, 1032), False),
    ],
)
def test_the_rules_at_their_limits(one: Size, valid: bool) -> None:
    assert is_valid(one) is valid


@given(width=EDGES, height=EDGES)
def test_every_snapped_size_is_valid_and_stays(width: int, height: int) -> None:
    got = snap(width, height)
    assert is_valid(got)
    assert snap(got.width, got.height) == got
    turned = snap(height, width)
    assert turned in (size(got.height, got.width), got)  # equals only where it is a tie
    assert PIXELS_MIN <= got.pixels <= PIXELS_MAX


@settings(max_examples=30)  # each compares with some 30,000 sizes
@given(width=EDGES, height=EDGES)
def test_snapped_is_the_nearest_there_is(width: int, height: int) -> None:
    wide, high = into_limits(width, height)
    got = snap(width, height)

    def far(one: Size) -> float:
        return round((one.width - wide) ** 2 + (one.height - high) ** 2, 6)

    best = min(every_valid_size(), key=lambda one: (far(one), -one.pixels, -one.width))
    assert got == best


def test_every_valid_size_stands_as_it_is() -> None:
    for one in every_valid_size()[::31]:
        assert snap(one.width, one.height) == one
    assert why_snapped(size(1024, 1024), snap(1024, 1024)) is None


@given(width=EDGES, height=EDGES)
def test_a_shape_is_kept_where_the_rules_allow(width: int, height: int) -> None:
    got = snap(width, height)
    shape = min(max(width / height, 1 / 3), 3)
    assert abs(got.width / got.height - shape) <= 0.06 * shape


@pytest.mark.parametrize(
    ("one", "resolution"),
    [
        (size(1536, 1024), Resolution.K1),
        (size(1536, 1040), Resolution.K2),
        (size(2560, 2048), Resolution.K2),
        (size(2576, 2048), Resolution.K4),
    ],
)
def test_the_class_of_a_size_at_its_limits(one: Size, resolution: Resolution) -> None:
    assert resolution_of(one) is resolution


def test_the_ratio_a_shape_comes_closest_to() -> None:
    assert nearest_ratio(1000, 990) is Ratio.R1_1
    assert nearest_ratio(1, 3) is Ratio.R9_21


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ((960, 960), (960, 960)),
        ((976, 976), (960, 960)),
        ((2880, 2880), (960, 960)),
        ((1280, 720), (1280, 720)),
        ((3840, 2160), (1280, 720)),
        ((3840, 1280), (1280, 416)),
    ],
)
def test_the_pictures_of_an_animation_fit_on_one_sheet(
    asked: tuple[int, int], fits: tuple[int, int]
) -> None:
    got = animated(Size(width=asked[0], height=asked[1]))
    assert (got.width, got.height) == fits
    side = math.isqrt(GIF_FRAMES)
    assert max(fits) * side <= EDGE_MAX
    assert got.pixels * GIF_FRAMES <= PIXELS_MAX
