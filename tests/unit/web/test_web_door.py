from collections.abc import Callable
from http import HTTPStatus

import httpx
import pytest
from starlette.datastructures import Headers

from adapters.web.door import refused

OURS = "http://127.0.0.1:8080"
OPEN = None
FORBIDDEN = HTTPStatus.FORBIDDEN
MISDIRECTED = HTTPStatus.MISDIRECTED_REQUEST


def asked(method: str, *pairs: tuple[str, str]) -> HTTPStatus | None:
    raw = [(name.encode(), value.encode()) for name, value in pairs]
    return refused(method, Headers(raw=raw))


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", OPEN),
        ("127.0.0.1:8080", OPEN),
        ("localhost:1", OPEN),
        ("LOCALHOST:65535", OPEN),
        ("[::1]", OPEN),
        ("[::1]:8080", OPEN),
        ("", MISDIRECTED),
        ("evil.example", MISDIRECTED),
        ("evil.example:8080", MISDIRECTED),
        ("127.0.0.1.evil.example", MISDIRECTED),
        ("127.0.0.1:8080@evil.example", MISDIRECTED),
        ("localhost.", MISDIRECTED),
        ("localhost:x", MISDIRECTED),
        ("localhost:²", MISDIRECTED),
        ("127.0.0.2", MISDIRECTED),
        ("0.0.0.0:8080", MISDIRECTED),
        ("::1", MISDIRECTED),
    ],
)
def test_only_loopbacks_names_are_answered(host: str, expected: HTTPStatus | None) -> None:
    assert asked("GET", ("host", host)) == expected


def test_a_request_names_one_host() -> None:
    assert asked("GET") == MISDIRECTED
    assert asked("GET", ("host", "localhost"), ("host", "localhost")) == MISDIRECTED


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"origin": OURS}, OPEN),
        ({"origin": OURS, "sec-fetch-site": "same-origin"}, OPEN),
        ({"sec-fetch-site": "same-origin"}, OPEN),
        ({}, FORBIDDEN),
        ({"origin": "null"}, FORBIDDEN),
        ({"origin": "https://evil.example"}, FORBIDDEN),
        ({"origin": "http://127.0.0.1:9999"}, FORBIDDEN),
        ({"origin": "http://localhost:8080"}, FORBIDDEN),
        ({"origin": "https://127.0.0.1:8080"}, FORBIDDEN),
        ({"origin": OURS, "sec-fetch-site": "cross-site"}, FORBIDDEN),
        ({"origin": OURS, "sec-fetch-site": "same-site"}, FORBIDDEN),
        ({"origin": "https://evil.example", "sec-fetch-site": "same-origin"}, FORBIDDEN),
        ({"sec-fetch-site": "none"}, FORBIDDEN),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_only_our_own_page_changes_anything(
    method: str, headers: dict[str, str], expected: HTTPStatus | None
) -> None:
    assert asked(method, ("host", "127.0.0.1:8080"), *headers.items()) == expected


@pytest.mark.parametrize(
    ("site", "mode", "dest", "expected"),
    [
        ("same-origin", "no-cors", "image", OPEN),
        ("none", "navigate", "document", OPEN),
        ("cross-site", "navigate", "document", OPEN),
        ("cross-site", "navigate", "iframe", FORBIDDEN),
        ("cross-site", "no-cors", "image", FORBIDDEN),
        ("same-site", "cors", "empty", FORBIDDEN),
    ],
)
def test_other_sites_may_link_here_but_not_look(
    site: str, mode: str, dest: str, expected: HTTPStatus | None
) -> None:
    fetch = (("sec-fetch-site", site), ("sec-fetch-mode", mode), ("sec-fetch-dest", dest))
    assert asked("GET", ("host", "localhost"), *fetch) == expected


async def test_the_door_stands_before_every_route(
    browser: Callable[..., httpx.AsyncClient],
) -> None:
    tab = browser()
    for path in ("/say", "/press", "/form", "/preview", "/complete"):
        answer = await tab.post(path, headers={"Origin": "https://evil.example"})
        assert answer.status_code == FORBIDDEN, path
    for path in ("/", "/log", "/events", "/static/chat.css", "/files/x"):
        answer = await tab.get(path, headers={"Host": "evil.example"})
        assert answer.status_code == MISDIRECTED, path


async def test_every_answer_carries_the_security_headers(
    browser: Callable[..., httpx.AsyncClient],
) -> None:
    for path in ("/", "/static/page.js", "/nowhere", "/files/x"):
        answer = await browser().get(path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
