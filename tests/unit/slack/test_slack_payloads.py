"""What an error about a payload says of it."""

import pytest
from pydantic import ValidationError

from adapters.slack import payloads


def test_an_unforeseen_shape_is_told_without_what_people_wrote() -> None:
    with pytest.raises(ValidationError) as refused:
        payloads.Message.model_validate({"text": {"secret plan": "ZEPHYR"}, "ts": ["ZEPHYR"]})
    assert "ZEPHYR" not in str(refused.value)
    assert "secret plan" not in str(refused.value)


def test_an_edited_message_has_its_new_words() -> None:
    event = {
        "subtype": "message_changed",
        "channel": "C1",
        "ts": "9.0",
        "message": {"user": "U1", "text": "bluer", "ts": "1.0", "thread_ts": "0.5"},
        "previous_message": {"text": "redder"},
    }
    changed = payloads.MessageNews.model_validate(event).changed
    assert changed is not None
    assert (changed.text, changed.ts, changed.thread, changed.channel) == (
        "bluer",
        "1.0",
        "0.5",
        "C1",
    )


def test_a_preview_of_links_is_no_edit() -> None:
    event = {
        "subtype": "message_changed",
        "channel": "C1",
        "ts": "9.0",
        "message": {"user": "U1", "text": "bluer", "ts": "1.0", "attachments": [{}]},
        "previous_message": {"text": "bluer"},
    }
    assert payloads.MessageNews.model_validate(event).changed is None
