"""Our bot on Discord, the whole of it: `python -m benchmarks._discord_ours URL IMAGES_URL`."""

import asyncio
import sys
import tempfile

from adapters.discord.client import open_discord
from adapters.interpreter import tune
from benchmarks._acks import settings
from benchmarks._discord_options import options_for
from bot.bootstrap import open_core


async def main(url: str, images: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with (
            open_core(settings(folder, images)) as core,
            open_discord(core.bot, core.key_value, options_for(url)) as room,
        ):
            core.bot.connect("discord", room.messenger)
            tune()  # as the program does
            await asyncio.gather(room.run(), core.bot.run())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
