import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ProviderError
from bot.providers.faults import (
    DETAIL_MAX_CHARS,
    RETRY_AFTER_MAX_S,
    Fault,
    error_for,
    fault_of,
    retry_after_s,
)

NOW = datetime(2026, 11, 20, 12, 0, 0, tzinfo=UTC)

values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                [
                    "error",
                    "detail",
                    "type",
                    "code",
                    "message",
                    "param",
                    "moderation_details",
                    "moderation_stage",
                    "categories",
                ]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=12,
)


@given(values, st.integers(100, 599), st.booleans(), st.booleans())
def test_any_error_body_is_understood_somehow(
    body: Any, status: int, wrapped: bool, references: bool
) -> None:
    if wrapped:
        body = {"error": {"message": f"upstream: {json.dumps({'error': body})}", "code": "400"}}
    fault = fault_of(body) or Fault()
    assert isinstance(error_for(status, fault, {}, references=references), ProviderError)


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "-5"}, 0.0),
        ({"retry-after": "2.5"}, 2.5),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"llm_provider-retry-after": "9"}, 9.0),
        ({"retry-after": "Fri, 20 Nov 2026 12:00:30 GMT"}, 30.0),
        ({"retry-after": "Fri, 20 Nov 2026 11:00:00 GMT"}, 0.0),
        ({"retry-after": str(RETRY_AFTER_MAX_S)}, RETRY_AFTER_MAX_S),
        ({"retry-after": str(RETRY_AFTER_MAX_S + 1)}, RETRY_AFTER_MAX_S),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({}, None),
    ],
)
def test_retry_after(headers: dict[str, str], wait_s: float | None) -> None:
    assert retry_after_s(headers, now=NOW) == wait_s


def test_the_detail_names_the_request_and_is_bounded() -> None:
    fault = Fault(code="server_error", message="x" * 10_000)
    detail = error_for(500, fault, {"x-request-id": "req_7"}).detail
    assert detail.startswith("HTTP 500 · server_error · xxx")
    assert detail.endswith("request req_7")
    assert len(detail) < DETAIL_MAX_CHARS + 100
