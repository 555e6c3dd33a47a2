"""Tells Discord about the commands, but only when they are not what it was told last."""

import hashlib
import json
import logging
from collections.abc import Awaitable, Callable
from itertools import chain, repeat

import aiohttp
import discord

from adapters.discord.commands import Tree
from bot.ports import KeyValue

KEY = "discord:commands:"
PAUSES_S = (10.0, 60.0, 600.0)
"""Before each further try; the last repeats."""

log = logging.getLogger(__name__)


class CommandSync:
    """Syncs once in a process, beside the connection: a rate limit may hold it up for an hour."""

    def __init__(self, store: KeyValue, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._store = store
        self._sleep = sleep
        self._done = False

    async def run(self, tree: Tree, application_id: int) -> None:
        """Try until Discord has taken the commands, or knows them already."""
        for pause_s in chain(PAUSES_S, repeat(PAUSES_S[-1])):
            if self._done:
                return
            try:
                await sync_when_changed(tree, self._store, application_id)
                self._done = True
            except (discord.DiscordException, aiohttp.ClientError, OSError):
                log.warning("the commands could not be synced", exc_info=True)
                await self._sleep(pause_s)


async def sync_when_changed(tree: Tree, store: KeyValue, application_id: int) -> bool:
    """Sync the tree if it differs from what was synced for this application; say whether it was."""
    await tree.prepare()
    digest = await _digest(tree)
    if await store.get(f"{KEY}{application_id}") == digest:
        return False
    await tree.sync()
    await store.set(f"{KEY}{application_id}", digest)
    log.info("the commands were synced", extra={"application": application_id})
    return True


async def _digest(tree: Tree) -> str:
    translator = tree.translator
    assert translator is not None
    commands = [
        await command.get_translated_payload(tree, translator) for command in tree.get_commands()
    ]
    written = json.dumps(commands, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()
