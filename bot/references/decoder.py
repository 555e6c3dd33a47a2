"""Decoder: our side of the processes that open strangers' files."""

import os
from pathlib import Path

from pydantic import ValidationError

from bot.errors import WorkerLost
from bot.imaging.crew import Crew
from bot.models import Size
from bot.references.verdict import ASK, VERDICT, Ask, Verdict

WORKERS = 2
DEADLINE_S = 30.0
VERDICT_BYTES_MAX = 64 * 1024

_LOST = {"timeout": "timeout", "died": "bomb"}


class Decoder:
    """Judges files in killable, jailed processes; started lazily, reused, replaced after a kill.

    Files to judge and their copies lie below `scratch`: the processes see nothing else of ours.
    """

    def __init__(
        self, scratch: Path, *, workers: int = WORKERS, deadline_s: float = DEADLINE_S
    ) -> None:
        self._crew = Crew(
            "bot.references.worker",
            size=workers,
            deadline_s=deadline_s,
            answer_bytes_max=VERDICT_BYTES_MAX,
            quiet=True,
            writes=[scratch],
        )

    async def judge(self, path: Path, *, stem: Path, mask_size: Size | None = None) -> Verdict:
        """Decode `path` whole and write its clean copy as `stem` plus the kept format's suffix.

        Never raises for what is in the file: a worker that dies or hangs over it refuses it. Raises
        OSError for faults of our disk, and WorkerLost when the decoder was closed.
        """
        size = (mask_size.width, mask_size.height) if mask_size else None
        verdict = await self._verdict(Ask.about(path, stem, size))
        if verdict.fault is not None:
            raise OSError(verdict.fault, os.strerror(verdict.fault), str(path))
        return verdict

    async def _verdict(self, ask: Ask) -> Verdict:
        try:
            return VERDICT.validate_json(await self._crew.ask(ASK.dump_json(ask)))
        except ValidationError:
            return Verdict(reason="damaged")
        except WorkerLost as lost:
            if lost.reason not in _LOST:
                raise
            return Verdict(reason=_LOST[lost.reason])

    async def close(self) -> None:
        """End the processes."""
        await self._crew.close()
