"""The corpus of honest, damaged and hostile pictures, through the real intake.

A sample of every class, or with `--whole-corpus` every file.
"""

import asyncio
import json
from collections import Counter
from pathlib import Path

import pytest

from bot.references.decoder import Decoder
from bot.references.intake import Inspection, Intake
from bot.storage.assets import FolderAssets

CPU_S_MAX = 1.0
MEMORY_BYTES_MAX = 300_000_000
EVERY = 12
HUNG_S = 900.0

Judged = list[tuple[dict[str, str], Inspection]]


def _chosen(entries: list[dict[str, str]], *, whole: bool) -> list[dict[str, str]]:
    """All, or the first and every EVERY-th of each class and expectation."""
    if whole:
        return entries
    kinds: dict[tuple[str, str], list[dict[str, str]]] = {}
    for entry in entries:
        kinds.setdefault((entry["cls"], entry["expect"]), []).append(entry)
    return [entry for kind in kinds.values() for entry in kind[::EVERY]]


async def _judge_all(corpus: Path, scratch: Path, *, whole: bool) -> Judged:
    entries = _chosen(json.loads((corpus / "MANIFEST.json").read_text()), whole=whole)
    decoder = Decoder(scratch)
    intake = Intake(store=FolderAssets(scratch), decoder=decoder, scratch=scratch)
    try:
        async with asyncio.timeout(HUNG_S):
            seen = await asyncio.gather(*(intake.inspect(corpus / e["file"]) for e in entries))
    finally:
        await decoder.close()
    return list(zip(entries, seen, strict=True))


async def test_the_corpus(
    image_corpus: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    pytestconfig: pytest.Config,
) -> None:
    whole = pytestconfig.getoption("--whole-corpus")
    judged = await _judge_all(image_corpus, tmp_path, whole=whole)
    with capsys.disabled():
        print(f"\n{_figures(judged)}")  # noqa: T201 - the figures are part of what CI tells
    assert judged
    assert _wrong(judged) == []
    assert [e["file"] for e, seen in judged if seen.cpu_s > CPU_S_MAX] == []
    assert [e["file"] for e, seen in judged if seen.memory_bytes > MEMORY_BYTES_MAX] == []
    assert [e["file"] for e, seen in judged if seen.reason in {"timeout", "unreadable"}] == []


def _wrong(judged: Judged) -> list[tuple[str, str, str | None]]:
    wanted = {"must_accept": True, "must_reject": False, "must_reject_format": False}
    return [
        (entry["file"], entry["expect"], seen.reason)
        for entry, seen in judged
        if wanted.get(entry["expect"], seen.accepted) != seen.accepted
    ]


def _figures(judged: Judged) -> str:
    verdicts = Counter((entry["expect"], seen.accepted) for entry, seen in judged)
    counts = ", ".join(
        f"{expect} {verdicts[expect, True]} accepted {verdicts[expect, False]} refused"
        for expect in sorted({entry["expect"] for entry, _ in judged})
    )
    cpu_s = max(seen.cpu_s for _, seen in judged)
    memory = max(seen.memory_bytes for _, seen in judged) / 1e6
    return f"corpus: {len(judged)} files; {counts}; at most {cpu_s:.2f} s CPU, {memory:.0f} MB"
