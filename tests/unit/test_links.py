"""Signed links: what they hand out, for how long, and what is no link of ours."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from adapters.links import LIFE_S, Links

BYTES = bytes(range(256)) * 64
SHA = "a" * 64
KNOWN = {SHA: BYTES}


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class Store:
    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    async def get(self, key: str) -> str | None:
        return self.kept.get(key)

    async def set(self, key: str, value: str, *, lasts: timedelta | None = None) -> None:
        self.kept[key] = value


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def links(clock: Clock) -> Links:
    return Links("https://imagine.example/", b"secret", now=clock)


@pytest.fixture
async def browser(links: Links, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    @asynccontextmanager
    async def file(sha256: str) -> AsyncIterator[Path]:
        if sha256 not in KNOWN:
            raise FileNotFoundError(sha256)
        path = tmp_path / sha256
        path.write_bytes(KNOWN[sha256])
        yield path

    bot: Any = SimpleNamespace(file=file)
    served = httpx.ASGITransport(Starlette(routes=[links.route(bot)]))
    async with httpx.AsyncClient(transport=served) as client:
        yield client


def fox(links: Links, sha256: str = SHA) -> str:
    return links.url(sha256, filename="fox.png", media_type="image/png")


async def test_a_link_gives_the_untouched_bytes(links: Links, browser: httpx.AsyncClient) -> None:
    answer = await browser.get(fox(links))
    assert answer.content == BYTES
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == 'attachment; filename="fox.png"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "no-store" in answer.headers["cache-control"]


async def test_a_download_can_go_on_where_it_stopped(
    links: Links, browser: httpx.AsyncClient
) -> None:
    answer = await browser.get(fox(links), headers={"Range": "bytes=1000-1999"})
    assert (answer.status_code, answer.content) == (206, BYTES[1000:2000])


@pytest.mark.parametrize(("after_s", "status"), [(0, 200), (LIFE_S - 1, 200), (LIFE_S, 404)])
async def test_a_link_ends_after_a_day(
    links: Links, clock: Clock, browser: httpx.AsyncClient, after_s: int, status: int
) -> None:
    url = fox(links)
    clock.now += after_s
    assert (await browser.get(url)).status_code == status


async def test_a_file_that_is_gone_is_gone(links: Links, browser: httpx.AsyncClient) -> None:
    assert (await browser.get(fox(links, "b" * 64))).status_code == 404


async def test_nothing_is_listed(links: Links, browser: httpx.AsyncClient) -> None:
    for path in ("/", "/files", "/files/", "/files/x", f"/files/{SHA}"):
        answer = await browser.get(f"https://imagine.example{path}")
        assert answer.status_code == 404, path


def test_a_link_fits_a_button(links: Links) -> None:
    url = links.url(SHA, filename="x" * 500 + ".png", media_type="image/png")
    assert len(url) <= 512
    ticket = links.read(url.rpartition("/")[2])
    assert ticket is not None
    assert ticket.filename.endswith(".png")


def test_another_installations_links_are_not_ours(links: Links, clock: Clock) -> None:
    token = fox(Links("https://imagine.example", b"other", now=clock)).rpartition("/")[2]
    assert links.read(token) is None


@given(st.data())
def test_no_changed_link_is_taken(data: st.DataObject) -> None:
    links = Links("https://imagine.example", b"secret", now=Clock())
    token = fox(links).rpartition("/")[2]
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters().filter(lambda one: one != token[at]))
    changed = token[:at] + other + token[at + 1 :]
    found = links.read(changed)
    assert found is None or found == links.read(token)  # the last digit has spare bits


@given(st.text(max_size=2000))
def test_no_text_is_a_link(text: str) -> None:
    assert Links("https://imagine.example", b"secret", now=Clock()).read(text) is None


async def test_the_secret_is_made_once() -> None:
    store: Any = Store()
    first = await Links.open(store, "https://imagine.example")
    second = await Links.open(store, "https://imagine.example")
    assert first is not None
    assert second is not None
    assert second.read(fox(first).rpartition("/")[2]) is not None


async def test_without_an_address_there_are_no_links() -> None:
    store: Any = Store()
    assert await Links.open(store, "") is None
    assert store.kept == {}
