import json

import pytest

from bot.credits.usage import USAGE_MAX_BYTES, kept

USAGE = {
    "total_tokens": 246,
    "input_tokens_details": {"text_tokens": 50, "image_tokens": 0},
    "cost": 0.02,
    "tier": "default",
}


def test_an_ordinary_usage_is_kept_whole() -> None:
    assert kept(USAGE) == USAGE


@pytest.mark.parametrize(
    "hostile",
    [
        {"a": "x" * 1_000_000},
        {"x" * 1_000_000: 1},
        {f"name{n}": n for n in range(100_000)},
        {"a": {"b": {"c": {"d": {"e": 1}}}}},
        {"a": [1] * 100_000},
        {"a": int("9" * 4000)},
    ],
)
def test_what_is_kept_is_bounded(hostile: dict[str, object]) -> None:
    assert len(json.dumps(kept(hostile))) <= USAGE_MAX_BYTES


@pytest.mark.parametrize("number", [float("inf"), float("nan"), 1e300])
def test_a_number_that_is_none_is_left_out(number: float) -> None:
    assert kept({"cost": number, "total_tokens": 7}) == {"total_tokens": 7}
