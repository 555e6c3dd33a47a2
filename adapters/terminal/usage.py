"""How `imagine try` reads its arguments, and what it says of those that cannot be read."""

import re
from typing import Any

from typer.core import TyperCommand

from adapters.terminal.answer import failure, print_json

_LONG = re.compile(r"-(?!o)[a-zA-Z]{2,}(?:-[a-zA-Z]+)*")


class TryCommand(TyperCommand):
    """A command whose words may hold the chat's flags, and whose faults programs can read."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's own
        """Tell a fault of usage as one object, too, where `--json` asks for it."""
        wanted = "--json" in args
        try:
            return super().parse_args(ctx, [_dashed(word) for word in args])
        except Exception as error:
            told = getattr(error, "format_message", None)
            if told is not None and wanted:
                print_json(failure("usage", told()))
            raise


def _dashed(word: str) -> str:
    """`-format`, which the grammar takes for `--format`, would be read here as `-f -o rmat`."""
    return f"-{word}" if _LONG.fullmatch(word) else word
