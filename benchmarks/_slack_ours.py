"""Our app on Slack, the whole of it: `python -m benchmarks._slack_ours SLACK IMAGES [SDK_IMAGES]`.

With a third address, four loops draw there with the official client meanwhile. Prints its address.
"""

import asyncio
import base64
import sys
import tempfile
from pathlib import Path

from adapters.slack.access import Access
from adapters.slack.client import open_slack
from benchmarks._acks import COUNT, settings
from benchmarks._slack_web import serve
from bot.app.clock import SystemClock
from bot.bootstrap import open_core
from tests.fakes.slack.people import SIGNING_SECRET

LOOPS = 4


async def ours(slack: str, images: str, folder: str) -> None:
    access = Access(bot_token="xoxb-one", signing_secret=SIGNING_SECRET, api_base=f"{slack}/api/")
    async with (
        open_core(settings(folder, images)) as core,
        open_slack(core.bot, core.key_value, access, clock=SystemClock()) as room,
    ):
        await asyncio.gather(serve(room.routes()), core.bot.run())


async def sdk_loop(images: str, folder: Path) -> None:
    """Do what the client's documentation shows, again and again."""
    import openai  # large: our own app alone is measured without it

    client = openai.AsyncOpenAI(base_url=images, api_key="sk-secret", max_retries=0)
    while True:
        answer = await client.images.generate(prompt="a cat", model="m", n=COUNT)
        for at, item in enumerate(answer.data or []):
            (folder / f"{at}.png").write_bytes(base64.b64decode(item.b64_json or ""))


async def main(slack: str, images: str, sdk_images: str = "") -> None:
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as drawn:
        folders = [Path(drawn, str(number)) for number in range(LOOPS if sdk_images else 0)]
        for folder in folders:
            folder.mkdir()
        loops = (sdk_loop(sdk_images, folder) for folder in folders)
        await asyncio.gather(ours(slack, images, data), *loops)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
