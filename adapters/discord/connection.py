"""The present connection, which comes and goes while the rooms that use it stay."""

import asyncio

import discord

from bot.errors import DeliveryError

UP_WAIT_S = 20.0
"""How long a post waits for a login: at the start, and between two connections."""


class Connection:
    """Lends the client that is logged in."""

    def __init__(self) -> None:
        self._client: discord.Client | None = None
        self._up = asyncio.Event()

    def set(self, client: discord.Client | None) -> None:
        """A client has logged in, or is gone."""
        self._client = client
        if client is None:
            self._up.clear()
        else:
            self._up.set()

    @property
    def now(self) -> discord.Client | None:
        """The client, if one is logged in."""
        return self._client

    async def client(self) -> discord.Client:
        """The client, once one is logged in. Raises DeliveryError where that takes long."""
        try:
            async with asyncio.timeout(UP_WAIT_S):
                await self._up.wait()
        except TimeoutError:
            raise DeliveryError("not connected to Discord") from None
        assert self._client is not None
        return self._client
