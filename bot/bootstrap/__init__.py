"""Builds a Bot from settings: the only room that knows every part."""

from bot.bootstrap.core import Core, open_core
from bot.bootstrap.ground import migrate
from bot.storage.sealed import SealedKeyValue, new_key

__all__ = ["Core", "SealedKeyValue", "migrate", "new_key", "open_core"]
