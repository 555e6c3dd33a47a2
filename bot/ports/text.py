"""Where better words come from."""

from typing import Protocol


class TextModel(Protocol):
    """A language model behind a wire."""

    async def write(self, instructions: str, text: str) -> str:
        """Answer a person's text by the instructions.

        Called while somebody waits for the card of their improved prompt. Must be bounded in time
        and length. Raises ProviderError and nothing else of its own.
        """
        ...
