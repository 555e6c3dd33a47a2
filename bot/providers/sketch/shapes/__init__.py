"""What can be shown: figures made of outlines in a unit box."""

from bot.providers.sketch.shapes.figure import Figure, Part, figure_named

__all__ = ["Figure", "Part", "figure_named"]
