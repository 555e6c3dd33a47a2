"""Result links: fetched at once, bounded, the key kept at home, no private network."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.errors import OutcomeUnknown
from bot.models import Drawn, Withheld
from bot.providers.download import REDIRECTS_MAX, Downloader, LinkBroken, is_public
from tests.fakes.openai_bench import Bench
from tests.fakes.openai_server import Answer, OpenAIServer, answer_json, b64, error, png

FILE = Answer(headers={"content-type": "image/png"}, body=png())


@pytest.fixture
async def other() -> AsyncIterator[OpenAIServer]:
    """Another origin, on the same machine."""
    async with OpenAIServer() as server:
        server.files["/picture.png"] = FILE
        yield server


def linked(*urls: str) -> Answer:
    return answer_json({"created": 1, "data": [{"url": url} for url in urls]})


@pytest.mark.parametrize(
    "url", ["/v1/images/7/content", "images/7/content", "{home}/images/7/content"]
)
async def test_a_link_home_is_fetched_with_the_key(
    url: str, server: OpenAIServer, bench: Bench
) -> None:
    server.files["/v1/images/7/content"] = FILE
    server.then(linked(url.format(home=server.base_url)))
    await bench.draw()
    assert bench.of(Drawn)[0].path.read_bytes() == png()
    assert server.received[-1].headers["authorization"] == "Bearer sk-secret"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/picture.png",
        "http://localhost:{port}/picture.png",
        "http://[::1]:{port}/picture.png",
        "http://[::ffff:127.0.0.1]:{port}/picture.png",
        "http://2130706433:{port}/picture.png",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/",
        "http://",
    ],
)
async def test_a_private_address_is_not_asked(
    url: str, server: OpenAIServer, other: OpenAIServer, bench: Bench
) -> None:
    server.then(linked(url.format(port=other.port)))
    with pytest.raises(OutcomeUnknown, match="result link"):
        await bench.draw()
    assert not other.received
    assert server.posts == 1


async def test_a_redirect_into_a_private_network_is_not_followed(
    server: OpenAIServer, other: OpenAIServer, bench: Bench
) -> None:
    away = f"http://127.0.0.1:{other.port}/picture.png"
    server.files["/v1/gone"] = Answer(status=302, headers={"location": away})
    server.then(linked("/v1/gone"))
    with pytest.raises(OutcomeUnknown):
        await bench.draw()
    assert not other.received


async def test_redirects_are_counted(server: OpenAIServer, bench: Bench) -> None:
    server.files["/v1/round"] = Answer(status=302, headers={"location": "/v1/round"})
    server.then(linked("/v1/round"))
    with pytest.raises(OutcomeUnknown, match="redirects"):
        await bench.draw()
    assert len(server.received) == 1 + 1 + REDIRECTS_MAX


async def test_a_link_that_is_gone_keeps_the_other_pictures(
    server: OpenAIServer, bench: Bench
) -> None:
    server.files["/v1/2.png"] = FILE
    server.then(linked("/v1/1.png", "/v1/2.png"))
    with pytest.raises(OutcomeUnknown, match="gone"):
        await bench.draw(count=2)
    assert [event.index for event in bench.of(Drawn)] == [2]
    assert bench.scratch_names == ["picture-2.png"]


async def test_a_link_to_something_else_is_withheld(server: OpenAIServer, bench: Bench) -> None:
    server.files["/v1/1.png"] = Answer(body=b"<html>")
    server.then(linked("/v1/1.png"))
    await bench.draw()
    assert [event.reason for event in bench.of(Withheld)] == ["unreadable"]
    assert not bench.scratch_names


async def test_links_and_base64_in_one_answer(server: OpenAIServer, bench: Bench) -> None:
    server.files["/v1/1.png"] = FILE
    items = [{"url": "/v1/1.png", "b64_json": None}, {"b64_json": b64(png(seed=2)), "url": None}]
    server.then(answer_json({"data": items}))
    await bench.draw(count=2)
    assert [event.path.read_bytes() for event in bench.of(Drawn)] == [png(), png(seed=2)]


async def test_a_get_that_fails_in_passing_is_repeated(
    server: OpenAIServer, tmp_path: Path
) -> None:
    answers = iter([error(503), Answer(body=png(), cut=9, reset=True), FILE])
    server.files = Answers(answers)  # type: ignore[assignment]
    links = Downloader(home=server.base_url + "/", headers={})
    await links.fetch("x.png", tmp_path / "x")
    await links.aclose()
    assert (tmp_path / "x").read_bytes() == png()
    assert len(server.received) == 3


class Answers:
    def __init__(self, answers: Any) -> None:
        self._answers = answers

    def get(self, *_: object) -> Answer:
        return next(self._answers)


@pytest.mark.parametrize(("limit", "fits"), [(len(png()), True), (len(png()) - 1, False)])
@pytest.mark.parametrize("told", [True, False])
async def test_a_link_is_bounded(
    limit: int, fits: bool, told: bool, server: OpenAIServer, tmp_path: Path
) -> None:
    async def untold() -> AsyncIterator[bytes]:
        yield png()

    server.files["/v1/x.png"] = FILE if told else Answer(stream=untold)
    links = Downloader(home=server.base_url + "/", headers={})
    if fits:
        await links.fetch("x.png", tmp_path / "x", max_bytes=limit)
    else:
        with pytest.raises(LinkBroken, match="size"):
            await links.fetch("x.png", tmp_path / "x", max_bytes=limit)
    await links.aclose()
    assert (tmp_path / "x").exists() == fits


async def test_the_checked_address_is_the_one_that_is_asked(
    server: OpenAIServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that changes its address between the check and the connection gains nothing."""
    monkeypatch.setattr("bot.providers.download.is_public", lambda _: True)
    asked: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    server.files["/picture.png"] = FILE
    links = Downloader(home="http://home.test/v1/", headers={"x-key": "k"}, resolve=resolve)
    await links.fetch(f"http://pictures.test:{server.port}/picture.png", tmp_path / "x")
    await links.aclose()
    assert asked == ["pictures.test"]
    assert server.received[0].headers["host"] == f"pictures.test:{server.port}"
    assert "x-key" not in server.received[0].headers


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:a00:1::", False),
        ("2002:808:808::", False),
        ("2001:0:5ef5:79fb::1", False),
        ("::ffff:8.8.8.8", True),
        ("::ffff:0:10.0.0.1", False),
        ("::10.0.0.1", False),
        ("::808:808", False),
        ("64:ff9b:1::a00:1", False),
        ("fec0::1", False),
        ("3fff::1", False),
        ("5f00::1", False),
        ("100::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
        ("1fff:ffff::1", False),
        ("2000::1", True),
        ("4000::1", False),
        ("192.0.0.192", False),
        ("192.88.99.1", False),
        ("168.63.129.16", False),
        ("168.63.129.17", True),
        ("100.63.255.255", True),
        ("100.128.0.0", True),
        ("172.32.0.1", True),
        ("198.17.255.255", True),
        ("198.18.0.1", False),
        ("223.255.255.255", True),
        ("255.255.255.255", False),
        ("not an address", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public
