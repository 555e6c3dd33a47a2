"""Builds a Bot from settings: the only room that knows every part."""

from bot.bootstrap.core import Core, open_core
from bot.bootstrap.ground import migrate

__all__ = ["Core", "migrate", "open_core"]
