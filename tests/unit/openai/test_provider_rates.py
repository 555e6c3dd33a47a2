from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.providers.rates import LocalBuckets, RateGate, duration_s

START = datetime(2026, 11, 20, tzinfo=UTC)


class Hand:
    def __init__(self) -> None:
        self.now = START
        self.gate = RateGate(LocalBuckets(), lambda: self.now)

    def pass_s(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def headers(limit: int, remaining: int, reset: str, kind: str = "requests") -> dict[str, str]:
    return {
        f"x-ratelimit-limit-{kind}": str(limit),
        f"x-ratelimit-remaining-{kind}": str(remaining),
        f"x-ratelimit-reset-{kind}": reset,
    }


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1s", 1),
        ("6m0s", 360),
        ("20ms", 0.02),
        ("1h2m3.5s", 3723.5),
        ("7", 7),
        ("", None),
        ("x", None),
    ],
)
def test_durations(text: str, seconds: float | None) -> None:
    assert duration_s(text) == seconds


async def test_without_a_known_limit_everything_goes() -> None:
    hand = Hand()
    assert [await hand.gate.take("p") for _ in range(100)] == [0.0] * 100


async def test_the_provider_s_count_is_kept_and_refills() -> None:
    hand = Hand()
    await hand.gate.learn("p", headers(10, 2, "8s"))
    assert [await hand.gate.take("p") for _ in range(3)] == [0.0, 0.0, 1.0]
    hand.pass_s(1)
    assert await hand.gate.take("p") == 0


async def test_calls_under_way_are_not_given_back_by_an_older_count() -> None:
    hand = Hand()
    await hand.gate.learn("p", headers(10, 4, "6s"))
    for _ in range(3):
        await hand.gate.take("p")
    await hand.gate.learn("p", headers(10, 3, "7s"))
    assert [await hand.gate.take("p") > 0 for _ in range(2)] == [False, True]


async def test_nothing_left_of_any_family_closes_until_its_reset() -> None:
    hand = Hand()
    await hand.gate.learn("p", headers(1000, 0, "30s", "tokens"))
    assert await hand.gate.take("p") == 30
    hand.pass_s(30)
    assert await hand.gate.take("p") == 0


async def test_a_retry_after_closes_and_a_shorter_one_does_not_open() -> None:
    hand = Hand()
    await hand.gate.learn("p", {}, closed_s=20)
    await hand.gate.learn("p", {}, closed_s=5)
    assert await hand.gate.take("p") == 20


async def test_providers_do_not_share() -> None:
    hand = Hand()
    await hand.gate.learn("p", {}, closed_s=20)
    assert await hand.gate.take("q") == 0


@pytest.mark.parametrize("value", ["", "-1", "abc", "1e9", "٣"])
async def test_headers_that_are_no_counts_are_passed_over(value: str) -> None:
    hand = Hand()
    await hand.gate.learn("p", {"X-RateLimit-Remaining-Requests": value})
    assert await hand.gate.take("p") == 0


@given(st.integers(1, 50), st.integers(1, 60), st.lists(st.floats(0, 5), max_size=60))
async def test_never_more_calls_than_the_limit_and_what_refilled(
    limit: int, reset_s: int, pauses: list[float]
) -> None:
    hand = Hand()
    await hand.gate.learn("p", headers(limit, 0, f"{reset_s}s"))
    gone = 0
    for pause in pauses:
        hand.pass_s(pause)
        gone += await hand.gate.take("p") == 0
        passed_s = (hand.now - START).total_seconds()
        assert gone <= min(limit, passed_s * limit / reset_s) + passed_s * limit / reset_s + 1e-6
