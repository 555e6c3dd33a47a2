import pytest

from bot.jobs.eta import SAMPLES_MIN, measured_s
from bot.jobs.health import ProviderHealth, health
from bot.models import AttemptOutcome

OK, BUSY = AttemptOutcome.OK, AttemptOutcome.BUSY


def test_providers_without_calls_are_told_too_and_in_order() -> None:
    told = health(["b", "a", "b"], [("a", OK, 4.0), ("gone", OK, 1.0)])
    assert told == [
        ProviderHealth(provider="b"),
        ProviderHealth(provider="a", calls=1, uptime=1.0, seconds=4.0),
    ]


def test_uptime_is_the_share_of_answers_and_speed_that_of_pictures() -> None:
    ended = [("a", OK, 2.0), ("a", OK, 4.0), ("a", AttemptOutcome.REJECTED, 90.0), ("a", BUSY, 9.0)]
    assert health(["a"], ended) == [ProviderHealth(provider="a", calls=4, uptime=0.75, seconds=3.0)]


@pytest.mark.parametrize("outcome", [AttemptOutcome.CANCELLED, AttemptOutcome.CRASHED])
def test_what_we_ended_ourselves_says_nothing(outcome: AttemptOutcome) -> None:
    assert health(["a"], [("a", outcome, 1.0)]) == [ProviderHealth(provider="a")]


@pytest.mark.parametrize(
    "outcome", [AttemptOutcome.BUSY, AttemptOutcome.REFUSED, AttemptOutcome.UNKNOWN]
)
def test_a_provider_that_only_fails_is_down_and_has_no_speed(outcome: AttemptOutcome) -> None:
    assert health(["a"], [("a", outcome, 1.0)]) == [
        ProviderHealth(provider="a", calls=1, uptime=0.0)
    ]


def test_a_models_speed_is_told_once_it_is_known() -> None:
    samples = [("low", "1k", float(seconds)) for seconds in range(SAMPLES_MIN)]
    assert measured_s(samples) == 1.0
    assert measured_s(samples[1:]) is None
