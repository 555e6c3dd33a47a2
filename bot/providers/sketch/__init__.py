"""The built-in model: needs no key, and says of itself that it is no AI."""

from bot.providers.sketch.provider import SketchProvider

__all__ = ["SketchProvider"]
