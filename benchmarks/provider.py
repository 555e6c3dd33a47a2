"""The images API's path from request to written files: ours against the official client.

    uv run python benchmarks/provider.py [--short]

One server in a process of its own; every measurement in a fresh process, ours and theirs by turns.
`peak` is the high-water mark of memory above where the call began, `stall` the longest the event
loop was held. Only the ratios of one run mean anything. Ends with 1 where a goal is missed; the
short form, with pictures a fifth as large, prints and never fails.
"""

import argparse
import asyncio
import base64
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

PICTURE_BYTES = 10_730_000
SHORT_PICTURE_BYTES = 2_000_000
PIECE_BYTES = 256 * 1024
ROUNDS = 3
MB = 1_000_000
TICK_S = 0.001


@dataclass(frozen=True)
class Goal:
    """A limit on a figure of ours, or on its ratio to the official client's."""

    scenario: str
    figure: str
    most: float
    ratio: bool = False


GOALS = [
    Goal("four", "wall_ms", 0.45, ratio=True),
    Goal("four", "peak_mb", 1 / 40, ratio=True),
    Goal("four", "peak_mb", 8),
    Goal("four", "stall_ms", 20),
    Goal("stream", "wall_ms", 0.25, ratio=True),
    Goal("stream", "peak_mb", 1 / 40, ratio=True),
    Goal("eight", "peak_mb", 16),
    Goal("eight", "stall_ms", 25),
    Goal("edit", "peak_mb", 2),
]
SCENARIOS = {
    "four": "4 pictures in one JSON",
    "stream": "3 partials and a picture",
    "eight": "8 jobs of 4 at once",
    "edit": "an edit with 16 references",
}


def picture(size: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + os.urandom(size - 8)


# The server


async def serve(size: int) -> None:
    from tests.fakes.openai_server import Answer, OpenAIServer, Received, event_of, sse

    one = base64.b64encode(picture(size))
    item = b'{"b64_json": "' + one + b'"}'
    four = b'{"created": 1, "data": [' + b", ".join([item] * 4) + b"]}"
    big = picture(size)
    partials = [
        sse(event_of("image_generation.partial_image", big, partial_image_index=number))
        for number in range(3)
    ]
    stream = b"".join([*partials, sse(event_of("image_generation.completed", big))])
    small = b'{"created": 1, "data": [{"b64_json": "' + base64.b64encode(picture(64)) + b'"}]}'

    def pieces(body: bytes) -> Callable[[], AsyncIterator[bytes]]:
        async def send() -> AsyncIterator[bytes]:
            view = memoryview(body)
            for at in range(0, len(body), PIECE_BYTES):
                yield view[at : at + PIECE_BYTES]

        return send

    class Server(OpenAIServer):
        def draw(self, request: Received) -> Answer:
            self.received.clear()
            kind = "application/json"
            body = small
            if not request.is_form:
                asked = request.json
                if asked.get("stream"):
                    kind, body = "text/event-stream", stream
                elif asked["n"] == 4:
                    body = four
            headers = {"content-type": kind, "content-length": str(len(body))}
            return Answer(headers=headers, stream=pieces(body))

    async with Server() as server:
        print(server.base_url, flush=True)
        await asyncio.Event().wait()


# One measurement


async def ticker(gaps: list[float]) -> None:
    last = time.perf_counter()
    while True:
        await asyncio.sleep(TICK_S)
        now = time.perf_counter()
        gaps.append(now - last)
        last = now


def memory_kb(name: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1])
    raise RuntimeError(name)


def reset_peak() -> int:
    Path("/proc/self/clear_refs").write_text("5")
    return memory_kb("VmRSS")


def references_in(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("reference-*")))


async def measured(work: Callable[[], Awaitable[None]]) -> dict[str, float]:
    before_kb = reset_peak()
    gaps: list[float] = []
    ticking = asyncio.create_task(ticker(gaps))
    await asyncio.sleep(0.01)
    cpu, start = time.process_time(), time.perf_counter()
    await work()
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    await asyncio.sleep(0.01)
    ticking.cancel()
    return {
        "wall_ms": wall * 1000,
        "cpu_ms": cpu * 1000,
        "peak_mb": (memory_kb("VmHWM") - before_kb) * 1024 / MB,
        "stall_ms": max(gaps) * 1000,
    }


async def ours(base_url: str, scenario: str, folder: Path) -> dict[str, float]:
    from bot.models import Drawn, Progressed
    from tests.fakes.openai_bench import bench_for, card

    references = references_in(folder)
    bench = bench_for(base_url, folder, model=card(partials_max=3 if scenario == "stream" else 0))

    async def job(name: str, count: int, files: tuple[Path, ...] = ()) -> None:
        scratch = folder / name
        scratch.mkdir()
        told = 0
        task = bench.task(count=count, references=files, scratch=scratch)
        async for event in bench.provider.draw(task):
            told += isinstance(event, Drawn | Progressed)
        assert told == (4 if scenario == "stream" and name != "warm" else count)

    async def work() -> None:
        jobs = 8 if scenario == "eight" else 1
        count = 4 if scenario in {"four", "eight"} else 1
        files = references if scenario == "edit" else ()
        await asyncio.gather(*(job(f"job-{number}", count, files) for number in range(jobs)))

    warm = bench_for(base_url, folder)
    async for _ in warm.provider.draw(warm.task(count=2)):
        pass
    await warm.provider.aclose()
    figures = await measured(work)
    await bench.provider.aclose()
    return figures


async def theirs(base_url: str, scenario: str, folder: Path) -> dict[str, float]:
    import openai

    references = references_in(folder)
    client = openai.AsyncOpenAI(base_url=base_url, api_key="sk-secret", max_retries=0)

    def keep(name: str, text: str | None) -> None:
        assert text is not None
        (folder / name).write_bytes(base64.b64decode(text))

    async def job(number: int, count: int) -> None:
        answer = await client.images.generate(prompt="a cat", model="m", n=count)
        for at, item in enumerate(answer.data or []):
            keep(f"{number}-{at}.png", item.b64_json)

    async def stream() -> None:
        events = await client.images.generate(
            prompt="a cat", model="m", n=1, stream=True, partial_images=3
        )
        number = 0
        async for event in events:
            keep(f"{number}.png", event.b64_json)
            number += 1
        assert number == 4

    async def edit() -> None:
        await client.images.edit(prompt="a cat", model="m", image=list(references))

    async def work() -> None:
        if scenario == "stream":
            await stream()
        elif scenario == "edit":
            await edit()
        else:
            await asyncio.gather(*(job(at, 4) for at in range(8 if scenario == "eight" else 1)))

    await job(0, 2)
    figures = await measured(work)
    await client.close()
    return figures


async def one(who: str, base_url: str, scenario: str, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if scenario == "edit":
            for number in range(16):
                (Path(folder) / f"reference-{number:02}.png").write_bytes(picture(size))
        run = ours if who == "ours" else theirs
        print(json.dumps(await run(base_url, scenario, Path(folder))))


# The run


def start_server(size: int) -> tuple[subprocess.Popen[str], str]:
    server = subprocess.Popen(
        [sys.executable, __file__, "--serve", str(size)], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    return server, server.stdout.readline().strip()


def child(who: str, base_url: str, scenario: str, size: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", who, base_url, scenario, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{who} {scenario}:\n{done.stderr}")
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def middle(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def show(name: str, who: str, figures: dict[str, float]) -> None:
    print(
        f"{name:28} {who:8} {figures['wall_ms']:8.0f} ms {figures['cpu_ms']:8.0f} ms cpu"
        f" {figures['peak_mb']:8.1f} MB {figures['stall_ms']:8.1f} ms stall"
    )


def judge(results: dict[str, dict[str, dict[str, float]]]) -> bool:
    met = True
    for goal in GOALS:
        own = results[goal.scenario]["ours"][goal.figure]
        # A peak below a page or two is noise; the ratio is taken from 0.1 MB on.
        sdk = max(results[goal.scenario]["theirs"][goal.figure], 0.1)
        value = own / sdk if goal.ratio else own
        good = value <= goal.most
        met = met and good
        what = f"{goal.scenario} {goal.figure}" + (" / client's" if goal.ratio else "")
        print(f"{'met' if good else 'MISSED':7} {what:28} {value:8.3f} <= {goal.most:.3f}")
    return met


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="small pictures, one round")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.serve))
    elif options.one:
        who, base_url, scenario, size = options.one
        asyncio.run(one(who, base_url, scenario, int(size)))
    else:
        compare(short=options.short)


def compare(*, short: bool) -> None:
    size = SHORT_PICTURE_BYTES if short else PICTURE_BYTES
    server, base_url = start_server(size)
    results: dict[str, dict[str, Any]] = {}
    try:
        for scenario, name in SCENARIOS.items():
            runs: dict[str, list[dict[str, float]]] = {"ours": [], "theirs": []}
            for _ in range(1 if short else ROUNDS):
                for who, done in runs.items():
                    done.append(child(who, base_url, scenario, size))
            results[scenario] = {who: middle(done) for who, done in runs.items()}
            for who, figures in results[scenario].items():
                show(name, who, figures)
    finally:
        server.terminate()
        server.wait()
    if not judge(results) and not short:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
