"""Our app on Slack behind its own server: `python -m benchmarks._slack_guarded SLACK IMAGES`."""

import asyncio
import sys
import tempfile

from adapters.interpreter import tune
from adapters.serving import serve_public
from adapters.slack.access import Access
from adapters.slack.client import open_slack
from benchmarks._acks import settings
from bot.app.clock import SystemClock
from bot.bootstrap import open_core
from tests.fakes.slack.people import SIGNING_SECRET


def tell(address: str) -> None:
    print(address, flush=True)


async def main(slack: str, images: str) -> None:
    access = Access(bot_token="xoxb-one", signing_secret=SIGNING_SECRET, api_base=f"{slack}/api/")
    with tempfile.TemporaryDirectory() as folder:
        async with (
            open_core(settings(folder, images)) as core,
            open_slack(core.bot, core.key_value, access, clock=SystemClock()) as room,
        ):
            tune()  # as the program does
            await asyncio.gather(
                serve_public(room.routes(), "127.0.0.1", 0, started=tell), core.bot.run()
            )


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
