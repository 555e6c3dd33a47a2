"""Who is let in: this machine's own browser, asking this page's own questions.

The local chat has no password; what protects it is that it listens on loopback, answers only to
loopback's names (so that a foreign name pointed here gets nothing) and takes no request that
another site's page made.
"""

from collections.abc import Iterable
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Door:
    """Refuses what does not come from this machine's browser, and sends the security headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it here."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        refusal = refused(scope["method"], Headers(scope=scope))
        app = self._app if refusal is None else _answer(refusal)
        return await app(scope, receive, _with_headers(send))


def refused(method: str, headers: Headers) -> HTTPStatus | None:
    """Why a request is not let in; None when it is."""
    hosts = headers.getlist("host")
    if len(hosts) != 1 or _name(hosts[0]) not in HOSTS:
        return HTTPStatus.MISDIRECTED_REQUEST
    site = headers.get("sec-fetch-site")
    if method in SAFE_METHODS:
        # A link from elsewhere may open the page, but no other site may use what is on it.
        foreign = site in {"cross-site", "same-site"}
        return HTTPStatus.FORBIDDEN if foreign and not _visit(headers) else None
    return None if _same_origin(headers.get("origin"), site, hosts[0]) else HTTPStatus.FORBIDDEN


def _same_origin(origin: str | None, site: str | None, host: str) -> bool:
    if site is not None and site != "same-origin":
        return False
    if origin is not None:
        return origin == f"http://{host}"
    return site == "same-origin"


def _visit(headers: Headers) -> bool:
    return headers.get("sec-fetch-mode") == "navigate" and (
        headers.get("sec-fetch-dest") == "document"
    )


def _name(host: str) -> str:
    name, separator, port = host.rpartition(":")
    return (name if separator and port.isascii() and port.isdecimal() else host).lower()


def _answer(status: HTTPStatus) -> ASGIApp:
    return PlainTextResponse(f"{status.phrase}: open this chat by its own address.\n", status)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _missing(headers):
                headers[name] = value
        await send(message)

    return sending


def _missing(headers: Headers) -> Iterable[tuple[str, str]]:
    present = headers
    return [(name, value) for name, value in HEADERS.items() if name not in present]
