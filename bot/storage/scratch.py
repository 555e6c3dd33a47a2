"""Folders for files in flight, one a process."""

import shutil
from pathlib import Path

from bot.ports import Leases


def open_scratch(folder: Path, leases: Leases) -> Path:
    """Make this process' own folder below `folder`; a leader removes those of dead processes.

    Blocks for as long as removing takes.
    """
    own = folder / leases.runner
    own.mkdir(parents=True)
    if leases.leader:
        for other in folder.iterdir():
            if other != own and not leases.alive(other.name):
                shutil.rmtree(other, ignore_errors=True)
    return own
