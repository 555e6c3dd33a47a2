"""What an error about a payload says of it."""

import pytest
from pydantic import ValidationError

from adapters.slack import payloads


def test_an_unforeseen_shape_is_told_without_what_people_wrote() -> None:
    with pytest.raises(ValidationError) as refused:
        payloads.Message.model_validate({"text": {"secret plan": "ZEPHYR"}, "ts": ["ZEPHYR"]})
    assert "ZEPHYR" not in str(refused.value)
    assert "secret plan" not in str(refused.value)
