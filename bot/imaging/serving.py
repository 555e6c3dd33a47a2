"""The worker's side of a picture process: framed questions on stdin, framed answers on stdout.

A frame is its length (8 bytes, big-endian) and its bytes. A worker lives as long as its stdin is
open, so no death of its parent, however sudden, leaves one behind.
"""

import os
import queue
import signal
import struct
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from bot.imaging.jail import enter_jail

HEADER = struct.Struct(">Q")

READ, WRITE = "--read", "--write"

_YIELDING = 5
"""Niceness of workers: where all cores are busy, answering people comes before pixels."""


def jailed() -> None:
    """Lock this worker into the folders its parent named: `--read PATH`, `--write PATH`, and so on.

    Everything a question may need has been imported before, or lies in our own packages.
    """
    named = list(zip(sys.argv[1::2], map(Path, sys.argv[2::2]), strict=True))
    enter_jail(
        reads=[path for way, path in named if way == READ],
        writes=[path for way, path in named if way == WRITE],
    )


def serve(answer: Callable[[bytes], bytes]) -> None:
    """Answer questions until stdin closes.

    Signals meant for the whole program are ignored: a Ctrl-C, or a SIGTERM to the whole group, must
    not take a worker from a parent that is still finishing its jobs.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_YIELDING)
    answers = _claim_stdout()
    questions: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read_frames, args=(questions,), daemon=True).start()
    while True:
        reply = answer(questions.get())
        answers.write(HEADER.pack(len(reply)) + reply)
        answers.flush()


def _claim_stdout() -> BinaryIO:
    """Take stdout for frames; whatever else prints goes to stderr instead."""
    private = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(private, "wb")


def _read_frames(questions: "queue.SimpleQueue[bytes]") -> None:
    """Queue questions; end the process at once when the parent is gone, even mid-answer."""
    source = sys.stdin.buffer
    while header := source.read(HEADER.size):
        questions.put(source.read(HEADER.unpack(header)[0]))
    os._exit(0)
