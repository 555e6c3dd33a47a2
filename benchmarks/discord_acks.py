"""Discord's acknowledgements under load, beside a bare discord.py bot, and an upload's memory.

    uv run python -m benchmarks.discord_acks [--short]

The bots run by turns, each in a process of its own, connected to a fake Discord in this one. Two
hundred people order pictures with `/imagine` at a fixed rate, whatever was answered before. The
bare bot acknowledges and does nothing else. Ours does its whole work: it claims, holds and queues
each order, posts its status message and edits it. What an order takes is the processor time of the
whole process until it is quiet again. While `idle`, the model's service keeps the jobs that are
drawn waiting for ever; while `drawing`, it answers each with four pictures, so that four
generations of four run at any time, from the request to the post. Only what is compared within one
run means anything.
"""

import asyncio
import statistics
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager

from benchmarks._acks import (
    CHANNELS,
    COUNT,
    DRAWING_S,
    PEOPLE,
    UPLOADS,
    WARM_UP,
    Load,
    common_goals,
    cpu_until_quiet_s,
    paced,
    prompt,
    show_upload,
)
from benchmarks._children import figures, process, server
from benchmarks._image_server import NEVER
from benchmarks._measuring import MS, Figures, Goal, percentiles, run
from benchmarks._pictures import SHORT_PICTURE_BYTES, picture_bytes
from tests.fakes.discord import rest
from tests.fakes.discord.people import FakeDiscord
from tests.fakes.discord.server import fake_discord
from tests.fakes.discord.world import Guild

BOTS = ("bare", "idle", "drawing")
ROUNDS = 2
UPLOAD_BYTES = 10_480_000


async def ask(who: str, images: str, *, short: bool) -> Load:
    """Start a bot and send it commands."""
    async with fake_discord() as discord:
        discord.contract.check = lambda *_: []  # type: ignore[method-assign]  # it takes longer than a bot
        with bot(who, discord.url, images) as pid:
            await discord.until(lambda: discord.gateway.connected and discord.commands, "a bot")
            return await commands(discord, pid, short=short)


def bot(who: str, url: str, images: str) -> AbstractContextManager[int]:
    if who == "bare":
        return process("_discord_bare", url)
    return process("_discord_ours", url, images)


async def commands(discord: FakeDiscord, pid: int, *, short: bool) -> Load:
    people = [discord.person(f"p{number}") for number in range(PEOPLE)]
    guilds = [discord.guild(f"g{n}", *people) for n in range(CHANNELS)]
    channels = [discord.channel(guild, f"c{n}") for n, guild in enumerate(guilds)]
    for guild in guilds:
        await discord.gateway.dispatch("GUILD_CREATE", guild.json(discord.me))
    asked = []

    async def one(number: int) -> None:
        user, channel = people[number % PEOPLE], channels[number % CHANNELS]
        text = prompt(number)
        asked.append(await discord.command(user, channel, "imagine", prompt=text, count=COUNT))

    for number in range(WARM_UP):
        await one(number)
    await discord.until(lambda: all(one.acked for one in asked), "acknowledgements")
    asked.clear()
    before_s = await cpu_until_quiet_s(pid)
    async for number in paced(short=short):
        await one(number)
    await discord.until(lambda: all(one.acked for one in asked), "acknowledgements")
    waits_ms = [((one.acked or 0) - one.created) * MS for one in asked]
    taken_s = await cpu_until_quiet_s(pid) - before_s
    return Load(waits_ms=waits_ms, order_ms=taken_s * MS / len(asked))


async def measure_upload(size: int) -> Figures:
    rest.REQUEST_BYTES_MAX = UPLOADS * 2 * UPLOAD_BYTES  # more than Discord takes in one request
    Guild.bytes_max = UPLOAD_BYTES * 2  # type: ignore[assignment, method-assign]
    async with fake_discord() as discord:
        channel = discord.channel(discord.guild())
        return await figures("_discord_upload", discord.url, channel.id, size)


def compare(short: bool) -> Iterator[Goal]:
    loads: dict[str, list[Load]] = {who: [] for who in BOTS}
    size, upload_bytes = picture_bytes(short=short), SHORT_PICTURE_BYTES if short else UPLOAD_BYTES
    for _ in range(1 if short else ROUNDS):
        for who, found in loads.items():
            with server("_image_server", size, DRAWING_S if who == "drawing" else NEVER) as images:
                found.append(asyncio.run(ask(who, images, short=short)))
    sent = asyncio.run(measure_upload(upload_bytes))
    waits = {who: percentiles(joined(found)) for who, found in loads.items()}
    for who, one in waits.items():
        print(f"{who:7} {one}   {order_ms(loads[who]):6.2f} ms an order")
    show_upload(upload_bytes, sent)
    yield from common_goals(**waits, order_ms=order_ms(loads["idle"]), upload=sent)


def joined(loads: Sequence[Load]) -> list[float]:
    return [wait for load in loads for wait in load.waits_ms]


def order_ms(loads: Sequence[Load]) -> float:
    return statistics.fmean(load.order_ms for load in loads)


if __name__ == "__main__":
    run(compare, __doc__)
