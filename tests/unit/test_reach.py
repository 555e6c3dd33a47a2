from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.reach import ANSWER_BYTES_MAX, check_address, check_encryption, require_encryption
from bot.errors import StartError
from bot.models import Health

ANSWERS = {"ok": (200, "ok\n"), "page": (200, "x" * ANSWER_BYTES_MAX), "gone": (502, "ok")}


@pytest.fixture(params=ANSWERS)
async def server(request: pytest.FixtureRequest) -> AsyncIterator[tuple[str, str]]:
    async def healthz(_: web.Request) -> web.Response:
        status, text = ANSWERS[request.param]
        return web.Response(status=status, text=text)

    app = web.Application()
    app.router.add_get("/under/healthz", healthz)
    async with TestServer(app) as running:
        yield request.param, str(running.make_url("/under/"))


async def test_only_the_bots_own_answer_counts(server: tuple[str, str]) -> None:
    kind, address = server
    finding = await check_address(address)
    assert finding.health is (Health.GOOD if kind == "ok" else Health.WARNING)
    assert bool(finding.mend) is (kind != "ok")


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "not an address", "ftp://x"])
async def test_an_address_that_leads_nowhere_is_told_with_its_mend(address: str) -> None:
    finding = await check_address(address)
    assert finding.health is Health.WARNING
    assert f"{address}/healthz has to say ok" in finding.mend


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://imagine.example", True),
        ("http://127.0.0.1:8080", True),
        ("http://localhost:8080", True),
        ("http://[::1]:8080", True),
        ("http://imagine.example", False),
        ("http://127.0.0.1.example", False),
        ("imagine.example", False),
    ],
)
def test_an_address_without_tls_is_told_unless_it_is_this_machine(address: str, safe: bool) -> None:
    found = check_encryption(address)
    assert [one.health for one in found] == ([] if safe else [Health.BROKEN])
    if safe:
        require_encryption(address)
    else:
        with pytest.raises(StartError, match="proxy with TLS"):
            require_encryption(address)
