import pytest

from adapters import budgets
from adapters.budgets import EditBudget


class Time:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_so_many_fit_into_a_while() -> None:
    time = Time()
    budget = EditBudget(most=2, within_s=5, now=time)
    assert [budget.spend("a") for _ in range(3)] == [True, True, False]
    assert budget.spend("b")
    time.now_s = 4.99
    assert not budget.spend("a")
    time.now_s = 5
    assert [budget.spend("a") for _ in range(3)] == [True, True, False]


def test_some_are_left_to_others() -> None:
    budget = EditBudget(most=4, within_s=5, now=Time())
    assert [budget.spend("a", spare=2) for _ in range(3)] == [True, True, False]
    assert [budget.spend("a") for _ in range(3)] == [True, True, False]


def test_what_has_to_be_is_counted_over_the_budget_too() -> None:
    time = Time()
    budget = EditBudget(most=2, within_s=5, now=time)
    for _ in range(3):
        budget.count("a")
    time.now_s = 4
    budget.count("a")
    assert not budget.has_room("a")
    time.now_s = 5
    assert [budget.spend("a") for _ in range(2)] == [True, False]


def test_places_long_unused_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "KEYS_MAX", 2)
    time = Time()
    budget = EditBudget(most=1, within_s=5, now=time)
    assert budget.spend("a")
    time.now_s = 6
    assert budget.spend("b")
    assert budget.spend("c")
    assert list(budget._spent) == ["b", "c"]
