"""`imagine inspect`: what the intake of references makes of files."""

import sys
from collections.abc import Sequence
from pathlib import Path

from adapters.terminal.answer import print_json
from adapters.terminal.try_picture import operator
from bot.app import Bot

ACCEPTED = 0
REFUSED = 2


async def inspect_files(bot: Bot, paths: Sequence[Path], *, as_json: bool) -> int:
    """Print one line a file; the exit code says whether all were accepted."""
    refused = False
    for path in paths:
        found = await bot.inspect(path, operator())
        refused = refused or not found.accepted
        line = {
            "file": str(path),
            "accepted": found.accepted,
            "reason": found.reason,
            "width": found.width,
            "height": found.height,
            "format": found.format,
            "seconds": round(found.seconds, 3),
        }
        if as_json:
            print_json(line)
        else:
            sys.stdout.write(_line(line) + "\n")
            sys.stdout.flush()
    return REFUSED if refused else ACCEPTED


def _line(found: dict[str, object]) -> str:
    if not found["accepted"]:
        return f"{found['file']}: refused. {found['reason']}"
    return f"{found['file']}: accepted, {found['format']} {found['width']}x{found['height']}"
