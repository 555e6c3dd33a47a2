from datetime import UTC, datetime, timedelta

import pytest

from bot.app.rates import EVENTS, PEOPLE_MAX, RateLimit
from bot.errors import TooFast
from bot.models import UserRef

NOW = datetime(2026, 1, 1, tzinfo=UTC)
EVE, MIA = UserRef(platform="web", id="eve"), UserRef(platform="web", id="mia")


def test_a_burst_is_let_through_and_one_beyond_is_told_when_to_go_on() -> None:
    limit = RateLimit(EVENTS)
    for _ in range(EVENTS.at_once):
        limit.take(EVE, now=NOW, what="events")
    with pytest.raises(TooFast) as caught:
        limit.take(EVE, now=NOW, what="events")
    assert (caught.value.reason, caught.value.facts["wait_s"]) == ("events", 2)
    limit.take(MIA, now=NOW, what="events")
    limit.take(EVE, now=NOW + timedelta(seconds=2), what="events")
    with pytest.raises(TooFast):
        limit.take(EVE, now=NOW + timedelta(seconds=3), what="events")


def test_after_a_pause_the_whole_burst_is_there_again() -> None:
    limit = RateLimit(EVENTS)
    for moment in (NOW, NOW + timedelta(hours=1)):
        for _ in range(EVENTS.at_once):
            limit.take(EVE, now=moment, what="events")


def test_no_more_people_are_remembered_than_named() -> None:
    limit = RateLimit(EVENTS)
    for _ in range(EVENTS.at_once):
        limit.take(EVE, now=NOW, what="events")
    for number in range(PEOPLE_MAX):
        limit.take(UserRef(platform="web", id=str(number)), now=NOW, what="events")
    limit.take(EVE, now=NOW, what="events")
