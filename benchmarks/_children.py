"""Processes of a benchmark's own: modules of this folder with a leading underscore."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from benchmarks._measuring import Figures

ROOT = Path(__file__).resolve().parents[1]
PIPE = subprocess.PIPE


def command(module: str, *arguments: object) -> list[str]:
    """How a module of this folder is started; its working directory has to be ROOT."""
    return [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]


@contextmanager
def process(module: str, *arguments: object) -> Iterator[int]:
    """Let it run meanwhile; yields its number."""
    with _started(module, *arguments) as child:
        yield child.pid


@contextmanager
def server(module: str, *arguments: object) -> Iterator[str]:
    """Let it run meanwhile; yields its address, the first line it prints."""
    with numbered_server(module, *arguments) as (address, _):
        yield address


@contextmanager
def numbered_server(module: str, *arguments: object) -> Iterator[tuple[str, int]]:
    """Let it run meanwhile; yields its address and its process' number."""
    with _started(module, *arguments) as child:
        assert child.stdout is not None
        address = child.stdout.readline().strip()
        if not address:
            raise SystemExit(f"{module} did not start")
        yield address, child.pid


@contextmanager
def idle() -> Iterator[Callable[[], Figures]]:
    """Let a process sleep meanwhile; call for its figures to end it."""
    with _started("_idle") as child:
        yield lambda: Figures(**json.loads(child.communicate()[0]))


async def figures(module: str, *arguments: object) -> Figures:
    """Run it to its end and read the figures it printed with `report`."""
    child = await asyncio.create_subprocess_exec(
        *command(module, *arguments), cwd=ROOT, stdout=PIPE
    )
    out, _ = await child.communicate()
    if child.returncode:
        raise SystemExit(f"{module} {' '.join(map(str, arguments))}: ended with {child.returncode}")
    return Figures(**json.loads(out))


def report(found: Figures) -> None:
    """Tell the parent process."""
    print(json.dumps(asdict(found)))


@contextmanager
def _started(module: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        command(module, *arguments), cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True
    ) as child:
        try:
            yield child
        finally:
            crashed = child.poll()
            child.kill()
    if crashed:
        raise SystemExit(f"{module} ended by itself, with {crashed}")
