from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs import eta
from bot.models import ImageRequest, Quality, Resolution

seconds = st.floats(min_value=0.1, max_value=500)


def a_request(
    quality: Quality = Quality.LOW, resolution: Resolution = Resolution.K1
) -> ImageRequest:
    return ImageRequest(prompt="x", model="m", quality=quality, resolution=resolution)


def test_enough_timings_of_the_same_kind_win_over_the_default() -> None:
    alike = [("low", "1k", 4.0)] * (eta.SAMPLES_MIN - 1)
    others = [("high", "1k", 900.0)] * 9
    assert eta.typical_s(a_request(), [*others, *alike]) > 100
    assert eta.typical_s(a_request(), [*others, *alike, ("low", "1k", 100.0)]) == 4.0


def test_before_any_timing_the_default_holds() -> None:
    assert eta.typical_s(a_request(), []) == eta.DEFAULT_S[Quality.LOW]


def test_timings_of_other_kinds_say_how_fast_the_model_is() -> None:
    fast = [("high", "1k", 9.0), ("low", "1k", 1.5), ("low", "4k", 3.0)]
    for quality in Quality:
        for resolution in Resolution:
            wanted = a_request(quality, resolution)
            assert eta.typical_s(wanted, fast) == pytest.approx(eta.typical_s(wanted, []) / 10)


def test_one_timing_that_was_an_exception_does_not_say_how_fast_the_model_is() -> None:
    odd = [("high", "1k", 9.0), ("high", "1k", 9.0), ("low", "1k", 1500.0)]
    assert eta.typical_s(a_request(), odd) == pytest.approx(eta.DEFAULT_S[Quality.LOW] / 10)


def test_timings_of_a_kind_that_is_gone_say_nothing() -> None:
    gone = [("ultra", "1k", 1.0), ("high", "8k", 1.0)]
    assert eta.typical_s(a_request(), gone) == eta.DEFAULT_S[Quality.LOW]


@pytest.mark.parametrize(
    ("quality", "resolution", "took"), [("low", "1k", 2.6), ("high", "1k", 7), ("high", "4k", 8)]
)
def test_the_first_sketches_are_not_announced_for_much_later(
    quality: str, resolution: str, took: float
) -> None:
    wanted = replace(a_request(Quality(quality), Resolution(resolution)), model="sketch")
    assert took / 2 <= eta.typical_s(wanted, []) <= took * 2
    assert eta.typical_s(wanted, [("low", "1k", 26.0)]) >= 2 * eta.typical_s(wanted, [])


def test_more_pixels_take_longer_by_default() -> None:
    assert eta.typical_s(a_request(resolution=Resolution.K4), []) > eta.typical_s(a_request(), [])


def test_an_overdue_job_is_nearly_there() -> None:
    assert eta.remaining_s(10, 4) == 6
    assert eta.remaining_s(10, 60) == eta.OVERDUE_S


def test_jobs_start_as_slots_come_free() -> None:
    assert eta.forecast(running=[5, 20], waiting=[10, 10, 10], slots=2) == [15, 25, 30]
    assert eta.forecast(running=[], waiting=[10, 10, 10], slots=2) == [10, 10, 20]


def test_more_running_than_slots_waits_for_the_last_of_them() -> None:
    assert eta.forecast(running=[1, 5, 9], waiting=[10], slots=1) == [19]


@given(
    running=st.lists(seconds, max_size=6),
    waiting=st.lists(seconds, min_size=1, max_size=20),
    slots=st.integers(1, 5),
)
def test_nobody_is_promised_more_than_one_after_another_nor_less_than_their_own_time(
    running: list[float], waiting: list[float], slots: int
) -> None:
    ends = eta.forecast(running=running, waiting=waiting, slots=slots)
    assert len(ends) == len(waiting)
    assert all(end >= need for end, need in zip(ends, waiting, strict=True))
    assert max(ends) <= sum(running) + sum(waiting) + 1e-6
    assert eta.forecast(running=running, waiting=waiting, slots=1)[-1] == pytest.approx(
        max(running, default=0) + sum(waiting)
    )
