"""Fetches result links: at once, bounded, never into a private network, the key only home."""

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import stamina

FETCH_MAX_BYTES = 64_000_000
FETCH_DEADLINE_S = 120.0
FETCH_IDLE_S = 30.0
REDIRECTS_MAX = 3
TRIES_MAX = 3

Resolve = Callable[[str, int], Awaitable[list[str]]]


SPECIAL_V4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32",  # Azure's own services, at a public address
        ),
    )
)  # fmt: skip
GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
"""All that is given out; the rest of IPv6 is local, reserved, or another protocol's."""
WRAPPED_V6 = ipaddress.IPv6Network("64:ff9b::/96")
SPECIAL_V6 = tuple(
    map(
        ipaddress.IPv6Network,
        ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    )
)


class LinkBroken(Exception):
    """A result link gave no picture. `reason`: address, gone, size, redirects, network."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        super().__init__(f"result link: {reason} {detail}".strip())


class _Passing(LinkBroken):
    """May be better a moment later; a GET can be repeated."""


async def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the host's addresses."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class Downloader:
    """Fetches what a provider at `home` links to.

    `headers` (with the key) go to the origin of `home` only. Links to it are
    trusted; any other must resolve to public addresses alone, and is fetched from the address that
    was checked.
    """

    def __init__(
        self,
        *,
        home: str,
        headers: Mapping[str, str],
        client: httpx.AsyncClient | None = None,
        resolve: Resolve = resolve,
    ) -> None:
        self._home = httpx.URL(home)
        self._headers = dict(headers)
        self._trusted = {origin_of(self._home)}
        self._client = client or httpx.AsyncClient(
            timeout=FETCH_IDLE_S, follow_redirects=False, trust_env=False
        )
        self._resolve = resolve

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def fetch(self, url: str, to: Path, *, max_bytes: int = FETCH_MAX_BYTES) -> None:
        """Write the linked bytes to `to`; a relative link starts at `home`. Raises LinkBroken."""
        try:
            async with asyncio.timeout(FETCH_DEADLINE_S):
                async for attempt in stamina.retry_context(on=_Passing, attempts=TRIES_MAX):
                    with attempt:
                        await self._fetch_once(self._absolute(url), to, max_bytes)
        except TimeoutError as error:
            _discard(to)
            raise LinkBroken("network", "took too long") from error
        except BaseException:
            _discard(to)
            raise

    def _absolute(self, url: str) -> httpx.URL:
        try:
            return self._home.join(url)
        except httpx.InvalidURL as error:
            raise LinkBroken("address", "not a URL") from error

    async def _fetch_once(self, url: httpx.URL, to: Path, max_bytes: int) -> None:
        for _ in range(REDIRECTS_MAX + 1):
            async with self._get(url) as response:
                if response.is_redirect:
                    url = self._absolute_from(url, response.headers.get("location", ""))
                    continue
                _check_status(response)
                await _write(response, to, max_bytes)
                return
        raise LinkBroken("redirects")

    def _absolute_from(self, url: httpx.URL, location: str) -> httpx.URL:
        try:
            return url.join(location)
        except httpx.InvalidURL as error:
            raise LinkBroken("address", "not a URL") from error

    @asynccontextmanager
    async def _get(self, url: httpx.URL) -> AsyncIterator[httpx.Response]:
        request = await self._request(url)
        try:
            response = await self._client.send(request, stream=True)
        except httpx.TransportError as error:
            raise _Passing("network", type(error).__name__) from error
        try:
            yield response
        except httpx.TransportError as error:
            raise _Passing("network", type(error).__name__) from error
        finally:
            await response.aclose()

    async def _request(self, url: httpx.URL) -> httpx.Request:
        if url.scheme not in {"http", "https"} or not url.host:
            raise LinkBroken("address", f"scheme {url.scheme}")
        own = {"accept-encoding": "identity"}
        if origin_of(url) in self._trusted:
            if origin_of(url) == origin_of(self._home):
                own |= self._headers
            return self._client.build_request("GET", url, headers=own)
        address = await self._public_address(url)
        own["host"] = url.netloc.decode("ascii")
        return self._client.build_request(
            "GET",
            url.copy_with(host=address, username=None, password=None),
            headers=own,
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )

    async def _public_address(self, url: httpx.URL) -> str:
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            addresses = await self._resolve(url.host, port)
        except OSError as error:
            raise _Passing("network", "its host is not known") from error
        if not addresses or not all(map(is_public, addresses)):
            raise LinkBroken("address", "it points into a private network")
        return addresses[0]


def origin_of(url: httpx.URL) -> str:
    """Scheme, host and port, the default port written out."""
    port = url.port or {"http": 80, "https": 443}.get(url.scheme, 0)
    return f"{url.scheme}://{url.host}:{port}"


def is_public(address: str) -> bool:
    """Whether packets to the address leave for the internet.

    By IANA's special-purpose registries, listed here: what Python's own `is_global` knows of them
    depends on its patch level. Of the addresses that wrap one of IPv4, those that systems make
    themselves (mapped, and the resolver's of a network without IPv4) are judged by what is inside.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None or ip in WRAPPED_V6:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        return ip in GLOBAL_V6 and not any(ip in network for network in SPECIAL_V6)
    return not any(ip in network for network in SPECIAL_V4)


def _discard(path: Path) -> None:
    path.unlink(missing_ok=True)


def _check_status(response: httpx.Response) -> None:
    if response.status_code == 200:
        return
    detail = f"HTTP {response.status_code}"
    if response.status_code == 429 or response.status_code >= 500:
        raise _Passing("network", detail)
    raise LinkBroken("gone", detail)


async def _write(response: httpx.Response, to: Path, max_bytes: int) -> None:
    if int(response.headers.get("content-length", "0") or 0) > max_bytes:
        raise LinkBroken("size")
    size = 0
    with to.open("wb") as file:
        async for chunk in response.aiter_raw():
            size += len(chunk)
            if size > max_bytes:
                raise LinkBroken("size")
            file.write(chunk)
