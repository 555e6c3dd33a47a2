"""The images API's path from request to written files: ours against the official client.

    uv run python -m benchmarks.provider [--short]

One server in a process of its own; every measurement in a fresh process, ours and theirs by turns.
The memory is what the process held above where the call began. Only the ratios of one run mean
anything. In the short form the pictures are a fifth as large.
"""

import asyncio
import statistics
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from benchmarks._children import figures, server
from benchmarks._measuring import Figures, Goal, run
from benchmarks._pictures import picture_bytes

ROUNDS = 3
NOISE = 0.1
"""A peak below a page or two is noise; a ratio is taken from 0.1 MB on."""
SCENARIOS = {
    "four": "4 pictures in one JSON",
    "stream": "3 partials and a picture",
    "eight": "8 jobs of 4 at once",
    "edit": "an edit with 16 references",
}


@dataclass(frozen=True)
class Limit:
    """What a figure of ours, or its ratio to the official client's, may be at most."""

    scenario: str
    figure: str
    most: float
    ratio: bool = False


LIMITS = [
    Limit("four", "wall_ms", 0.45, ratio=True),
    Limit("four", "peak_mb", 1 / 40, ratio=True),
    Limit("four", "peak_mb", 8),
    Limit("four", "stall_ms", 20),
    Limit("stream", "wall_ms", 0.25, ratio=True),
    Limit("stream", "peak_mb", 1 / 40, ratio=True),
    Limit("eight", "peak_mb", 16),
    Limit("eight", "stall_ms", 25),
    Limit("edit", "peak_mb", 2),
]

Pair = dict[str, Figures]
"""By `ours` and `theirs`."""


def compare(short: bool) -> Iterator[Goal]:
    size, rounds = picture_bytes(short=short), 1 if short else ROUNDS
    with server("_image_server", size) as base_url:
        results = {
            scenario: asyncio.run(pair(base_url, scenario, size, rounds)) for scenario in SCENARIOS
        }
    return (goal(limit, results[limit.scenario]) for limit in LIMITS)


async def pair(base_url: str, scenario: str, size: int, rounds: int) -> Pair:
    runs: dict[str, list[Figures]] = {"ours": [], "theirs": []}
    for _ in range(rounds):
        for who, done in runs.items():
            done.append(await figures("_provider_work", who, base_url, scenario, size))
    found = {who: middle(done) for who, done in runs.items()}
    for who, figure in found.items():
        print(f"{SCENARIOS[scenario]:28} {who:8} {figure}", flush=True)
    return found


def middle(runs: list[Figures]) -> Figures:
    """Each figure's median."""
    every = [asdict(run) for run in runs]
    return Figures(**{name: statistics.median(one[name] for one in every) for name in every[0]})


def goal(limit: Limit, found: Pair) -> Goal:
    own, client = (getattr(found[who], limit.figure) for who in ("ours", "theirs"))
    return Goal(
        name=f"{limit.scenario} {limit.figure}" + (" / client's" if limit.ratio else ""),
        value=own / max(client, NOISE) if limit.ratio else own,
        most=limit.most,
    )


if __name__ == "__main__":
    run(compare, __doc__)
