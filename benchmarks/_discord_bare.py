"""A bot that only acknowledges `/imagine`: `python -m benchmarks._discord_bare URL`."""

import asyncio
import sys

import discord
from discord import app_commands

from adapters.discord.application import point_at
from benchmarks._discord_options import options_for


async def main(url: str) -> None:
    options = options_for(url)
    point_at(options)
    client = discord.AutoShardedClient(intents=discord.Intents(guilds=True), max_messages=None)
    tree = app_commands.CommandTree(client)

    @tree.command(name="imagine", description="bare")
    async def imagine(interaction: discord.Interaction, prompt: str, count: int) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)

    await client.login(options.token)
    await tree.sync()
    await client.connect()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
