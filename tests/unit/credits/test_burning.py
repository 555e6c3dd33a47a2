"""Which credit is used first."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.credits.burning import rest, spendable, take
from bot.models import Grant, PersonId

NOW = datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC)
DAY = timedelta(days=1)


def make_grant(
    id_: str,
    *,
    available: int = 5,
    priority: int = 100,
    created: datetime = NOW - 9 * DAY,
    expires: datetime | None = None,
) -> Grant:
    return Grant(
        id=id_,
        person=PersonId("p1"),
        amount=9,
        available=available,
        held=0,
        priority=priority,
        reason="",
        actor="",
        created_at=created,
        expires_at=expires,
    )


def order(*grants: Grant) -> list[str]:
    return [grant.id for grant in spendable(grants, NOW)]


def test_priority_goes_before_expiry() -> None:
    late = make_grant("late", priority=1)
    assert order(make_grant("soon", expires=NOW + DAY), late) == ["late", "soon"]


def test_dated_burn_before_undated_and_sooner_before_later() -> None:
    grants = [
        make_grant("never"),
        make_grant("later", expires=NOW + 2 * DAY),
        make_grant("soon", expires=NOW + DAY),
    ]
    assert order(*grants) == ["soon", "later", "never"]


def test_older_burn_first_and_equals_as_they_were_issued() -> None:
    young = make_grant("young", created=NOW)
    assert order(young, make_grant("old"), make_grant("old too")) == ["old", "old too", "young"]


def test_a_grant_ends_at_its_last_moment_not_after_it() -> None:
    just = make_grant("just", expires=NOW + timedelta(microseconds=1))
    assert order(make_grant("over", expires=NOW), just) == ["just"]


def test_an_empty_grant_is_not_spendable() -> None:
    assert order(make_grant("empty", available=0)) == []


def test_moments_are_compared_as_moments_whatever_their_zone_calls_them() -> None:
    zone = datetime.fromisoformat("2028-03-01T05:29:59+05:30")
    assert order(make_grant("over", expires=zone)) == []


parts = st.lists(st.integers(0, 50)).map(
    lambda sizes: [(str(number), size) for number, size in enumerate(sizes)]
)


@given(parts, st.integers(0, 300))
def test_taking_takes_the_first_and_leaves_the_rest(parts: list[tuple[str, int]], n: int) -> None:
    whole = sum(size for _, size in parts)
    taken = take(parts, n)
    left = rest(parts, taken)
    assert sum(size for _, size in taken) == min(n, whole)
    assert sum(size for _, size in left) == whole - min(n, whole)
    assert all(size > 0 for _, size in (*taken, *left))
    unit_by_unit = [grant for grant, size in parts for _ in range(size)]
    assert [g for g, size in taken for _ in range(size)] == unit_by_unit[:n]
    assert [g for g, size in left for _ in range(size)] == unit_by_unit[n:]
