"""Discord as operators run it: the real command, its logs, its end."""

import asyncio
import io
import logging
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from adapters.logs import QUIET, configure_logging
from tests.fakes.discord.server import TOKEN, fake_discord
from tests.fakes.discord.studio import open_discord_studio

ROOT = Path(__file__).resolve().parents[2]
WAIT_S = 180.0


def environment(url: str, api: str, gateway: str, folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "DISCORD_TOKEN": TOKEN,
        "DISCORD_API_BASE": api,
        "DISCORD_GATEWAY_URL": gateway,
        "DISCORD_CDN_BASE": f"{url}/cdn",
        "IMAGINE_DATA_DIR": str(folder / "data"),
        "IMAGINE_SKETCH_PACE_S": "0",
        "IMAGINE_DRAWING_PROCESSES": "1",
        "PYTHONPATH": str(ROOT),
    }


async def test_the_command_serves_discord_and_ends_when_asked(tmp_path: Path) -> None:
    async with fake_discord() as discord:
        mia = discord.person("mia")
        channel = discord.channel(discord.guild("team", mia))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", "from adapters.main import main; main()"),
            cwd=tmp_path,
            env=environment(discord.url, discord.api_url, discord.gateway_url, tmp_path),
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(WAIT_S):
                await discord.until(lambda: discord.gateway.connected and discord.commands)
                await discord.command(mia, channel, "imagine", prompt="a red fox")
                await discord.until(lambda: discord.results(channel), "a result")
                process.send_signal(signal.SIGTERM)
                _, said = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
        assert process.returncode == 0, said.decode()
        assert TOKEN not in said.decode()
        await discord.until(lambda: not discord.gateway.connected, "the connection's end")


async def test_with_a_public_address_files_are_served(tmp_path: Path) -> None:
    async with fake_discord() as discord:
        discord.guild("team", discord.person("mia"))
        values = environment(discord.url, discord.api_url, discord.gateway_url, tmp_path)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", "from adapters.main import main; main()"),
            cwd=tmp_path,
            env=values | {"PUBLIC_URL": "https://imagine.example", "PORT": "0"},
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            assert process.stderr is not None
            async with asyncio.timeout(WAIT_S):
                said = ""
                while not (address := re.search(r"http://127\.0\.0\.1:\d+", said)):
                    said = (await process.stderr.readline()).decode()
                async with httpx.AsyncClient(base_url=address[0], trust_env=False) as browser:
                    assert (await browser.get("/healthz")).text == "ok"
                    assert (await browser.get("/files/nothing")).status_code == 404
                process.send_signal(signal.SIGTERM)
                await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
        assert process.returncode == 0


async def test_the_command_says_what_is_wrong_with_the_token(tmp_path: Path) -> None:
    async with fake_discord() as discord:
        discord.token_good = False
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", "from adapters.main import main; main()", "run", "discord"),
            cwd=tmp_path,
            env=environment(discord.url, discord.api_url, discord.gateway_url, tmp_path),
            stderr=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(WAIT_S):
            _, said = await process.communicate()
        assert process.returncode == 1
        last = said.decode().splitlines()[-1]
        assert last.startswith("imagine: Discord does not accept DISCORD_TOKEN.")


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """All that the operator's log would hold at its most talkative."""
    root, said = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    monkeypatch.setattr(sys, "stderr", said)
    configure_logging("DEBUG", traces=True)
    yield said
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.NOTSET)


async def test_no_token_or_prompt_is_in_the_log(tmp_path: Path, log: io.StringIO) -> None:
    async with open_discord_studio(tmp_path) as studio:
        discord = studio.discord
        discord.faults.plan("POST", r"/channels/\d+/messages$", 404)
        asked = await discord.command(
            studio.mia, studio.channel, "imagine", prompt="canary words", private=True
        )
        await discord.answered(asked)
        await studio.made("canary words")
    said = log.getvalue()
    assert said
    for secret in (TOKEN, asked.token, "canary", discord.url):
        assert secret not in said
