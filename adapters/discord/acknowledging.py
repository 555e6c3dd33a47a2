"""The first answer to an interaction: given within three seconds, and given once."""

import logging
from collections import OrderedDict

import aiohttp
import discord

ACKNOWLEDGED = 40060
"""Discord's code for an interaction that was acknowledged before."""
UNKNOWN = 10062
"""It is over, or was never heard of."""
SEEN_MAX = 10_000
"""Interactions remembered: Discord delivers one again within seconds, after a resume."""
TRIES = 2
"""A connection that breaks is tried again; discord.py itself repeats what the server failed at."""

log = logging.getLogger(__name__)


class Acknowledgements:
    """Tells an interaction that is new from one that is delivered again."""

    def __init__(self) -> None:
        self._seen: OrderedDict[int, None] = OrderedDict()

    def first(self, interaction: int) -> bool:
        """Remember an interaction; False for one that came here before."""
        if interaction in self._seen:
            return False
        self._seen[interaction] = None
        if len(self._seen) > SEEN_MAX:
            self._seen.popitem(last=False)
        return True

    async def give(self, interaction: discord.Interaction) -> bool:
        """Promise an answer; False where it is no longer ours to give.

        An acknowledgement may have taken effect though its own answer was lost. Then the next try
        hears that the interaction is acknowledged, and that was us: it is `first` here.
        """
        try:
            await self._defer(interaction)
        except discord.HTTPException as error:
            if error.code == ACKNOWLEDGED:
                return True
            if error.code != UNKNOWN:
                log.warning("an acknowledgement failed", exc_info=True)
            return False
        except (discord.DiscordException, aiohttp.ClientError, OSError, RuntimeError):
            log.warning("an acknowledgement failed", exc_info=True)
            return False
        return True

    async def _defer(self, interaction: discord.Interaction) -> None:
        for left in reversed(range(TRIES)):
            try:
                await interaction.response.defer(ephemeral=True, thinking=True)
            except (aiohttp.ClientError, ConnectionError):
                if not left:
                    raise
            else:
                return
