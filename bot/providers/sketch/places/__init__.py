"""Where a picture plays: each place paints itself and says where its subjects stand."""

from bot.providers.sketch.places.choice import paint_place

__all__ = ["paint_place"]
