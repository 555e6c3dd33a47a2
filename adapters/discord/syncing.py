"""Tells Discord about the commands, but only when they are not what it was told last."""

import hashlib
import json
import logging

from adapters.discord.commands import Tree
from bot.ports import KeyValue

KEY = "discord:commands:"

log = logging.getLogger(__name__)


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
