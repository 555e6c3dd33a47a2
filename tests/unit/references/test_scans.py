import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.references.scans import SCANS_MAX, count_scans
from tests.fakes.painted import encoded, many_scans, painted


def test_a_baseline_jpeg_has_one_scan() -> None:
    assert count_scans(encoded(painted(), "JPEG")) == 1


def test_a_progressive_jpeg_has_as_many_as_its_markers() -> None:
    data = encoded(painted(), "JPEG", progressive=True)
    assert count_scans(data) == data.count(b"\xff\xda") > 1


@pytest.mark.parametrize("count", [20, SCANS_MAX])
def test_counts_up_to_the_limit(count: int) -> None:
    assert count_scans(many_scans(count)) == count


def test_stops_counting_one_beyond_the_limit() -> None:
    assert count_scans(many_scans(SCANS_MAX + 400)) == SCANS_MAX + 1


def test_scans_of_a_thumbnail_in_the_metadata_do_not_count() -> None:
    assert count_scans(encoded(painted(), "JPEG", comment=b"\xff\xda\0\2" * 200)) == 1


def test_what_follows_the_picture_does_not_count() -> None:
    assert count_scans(encoded(painted(), "JPEG") + b"\xff\xda\0\2" * 200) == 1


@given(st.binary(max_size=200))
def test_any_bytes_can_be_counted(data: bytes) -> None:
    assert 0 <= count_scans(b"\xff\xd8" + data) <= SCANS_MAX + 1
