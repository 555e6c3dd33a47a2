"""What a broken request proves: that nothing was sent, or nothing at all."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from bot.errors import OutcomeUnknown, ProviderBusy, ProviderRefused


@contextmanager
def sent_once() -> Iterator[None]:
    """Raise ProviderBusy where nothing left, OutcomeUnknown where an answer was lost."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise ProviderBusy(f"not reached: {type(error).__name__} {error}") from error
    except httpx.ProxyError as error:
        raise ProviderBusy(f"the proxy did not connect: {error}") from error
    except httpx.UnsupportedProtocol as error:
        raise ProviderRefused(f"the base URL is no URL: {error}", reason="request") from error
    except httpx.TransportError as error:
        raise OutcomeUnknown(f"broke off: {type(error).__name__} {error}") from error


def once_client(*, idle_timeout_s: float, connect_timeout_s: float) -> httpx.AsyncClient:
    """Make a client that follows no redirect and keeps no connection.

    A kept connection may be closed by the server just as we write: an outcome nobody knows. A
    fresh one for each call costs a handshake and fails before it sends.
    """
    return httpx.AsyncClient(
        timeout=httpx.Timeout(idle_timeout_s, connect=connect_timeout_s),
        limits=httpx.Limits(max_keepalive_connections=0),
        follow_redirects=False,
    )
