"""Signed links: what they hand out, for how long, and what is no link of ours."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from adapters.links import LIFE_S, READERS_MAX, Links

BYTES = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 64
SHA = "a" * 64
KNOWN = {SHA: BYTES}


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def links(clock: Clock) -> Links:
    return Links("https://imagine.example/", [b"secret"], now=clock)


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
    return links.url(sha256, filename="fox.png")


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
    url = links.url(SHA, filename="x" * 500 + ".png")
    assert len(url) <= 512
    ticket = links.read(url.rpartition("/")[2])
    assert ticket is not None
    assert ticket.filename.endswith(".png")


def test_another_installations_links_are_not_ours(links: Links, clock: Clock) -> None:
    token = fox(Links("https://imagine.example", [b"other"], now=clock)).rpartition("/")[2]
    assert links.read(token) is None


@given(st.data())
def test_no_changed_link_is_taken(data: st.DataObject) -> None:
    links = Links("https://imagine.example", [b"secret"], now=Clock())
    token = fox(links).rpartition("/")[2]
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters().filter(lambda one: one != token[at]))
    changed = token[:at] + other + token[at + 1 :]
    found = links.read(changed)
    assert found is None or found == links.read(token)  # the last digit has spare bits


@given(st.text(max_size=2000))
def test_no_text_is_a_link(text: str) -> None:
    assert Links("https://imagine.example", [b"secret"], now=Clock()).read(text) is None


def test_after_a_change_of_keys_old_links_go_on(clock: Clock) -> None:
    old = Links("https://imagine.example", [b"secret"], now=clock)
    both = Links("https://imagine.example", [b"new", b"secret"], now=clock)
    assert both.read(fox(old).rpartition("/")[2]) is not None
    assert old.read(fox(both).rpartition("/")[2]) is None


def test_no_link_lasts_longer_than_ours_do(links: Links, clock: Clock) -> None:
    token = fox(links).rpartition("/")[2]
    assert links.read(token) is not None
    clock.now -= 1
    assert links.read(token) is None


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"GIF89a", "image/gif"),
        (b"<html><script>", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
async def test_what_a_file_is_decides_how_it_is_served(
    links: Links,
    browser: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    head: bytes,
    media_type: str,
) -> None:
    monkeypatch.setitem(KNOWN, SHA, head)
    answer = await browser.get(links.url(SHA, filename="fox.html"))
    assert answer.headers["content-type"] == media_type


async def test_few_read_at_a_time_and_the_next_is_told_when(
    links: Links, browser: httpx.AsyncClient
) -> None:
    for _ in range(READERS_MAX):
        await links._reading.acquire()
    busy = await browser.get(fox(links))
    assert (busy.status_code, busy.headers["retry-after"]) == (503, "5")
    links._reading.release()
    assert (await browser.get(fox(links))).status_code == 200
    assert (await browser.get(fox(links))).status_code == 200
