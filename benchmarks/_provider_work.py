"""One measurement in a process of its own: `... ours|theirs BASE_URL SCENARIO SIZE_BYTES`."""

import asyncio
import base64
import sys
import tempfile
from pathlib import Path

from benchmarks._children import report
from benchmarks._measuring import Figures, measured
from benchmarks._pictures import noise

COUNT = 4
JOBS = 8
PARTIALS = 3
REFERENCES = 16


async def ours(base_url: str, scenario: str, folder: Path, references: list[Path]) -> Figures:
    from bot.models import Drawn, Progressed
    from tests.fakes.openai_bench import bench_for, card

    partials = PARTIALS if scenario == "stream" else 0
    bench = bench_for(base_url, folder, model=card(partials_max=partials))

    async def job(number: int, count: int) -> None:
        scratch = folder / f"job-{number}"
        scratch.mkdir()
        task = bench.task(count=count, references=tuple(references), scratch=scratch)
        told = 0
        async for event in bench.provider.draw(task):
            told += isinstance(event, Drawn | Progressed)
        assert told == partials + count

    async def work() -> None:
        count = COUNT if scenario in {"four", "eight"} else 1
        await asyncio.gather(*(job(at, count) for at in range(JOBS if scenario == "eight" else 1)))

    warm = bench_for(base_url, folder)
    async for _ in warm.provider.draw(warm.task(count=2)):
        pass
    await warm.provider.aclose()
    figures = await measured(work)
    await bench.provider.aclose()
    return figures


async def theirs(base_url: str, scenario: str, folder: Path, references: list[Path]) -> Figures:
    import openai

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
            prompt="a cat", model="m", n=1, stream=True, partial_images=PARTIALS
        )
        number = 0
        async for event in events:
            keep(f"{number}.png", event.b64_json)
            number += 1
        assert number == PARTIALS + 1

    async def work() -> None:
        if scenario == "stream":
            await stream()
        elif scenario == "edit":
            await client.images.edit(prompt="a cat", model="m", image=references)
        else:
            jobs = JOBS if scenario == "eight" else 1
            await asyncio.gather(*(job(at, COUNT) for at in range(jobs)))

    await job(0, 2)
    figures = await measured(work)
    await client.close()
    return figures


def references_in(folder: Path, size: int) -> list[Path]:
    paths = [folder / f"reference-{number:02}.png" for number in range(REFERENCES)]
    for path in paths:
        path.write_bytes(noise(size))
    return paths


def main(who: str, base_url: str, scenario: str, size: str) -> None:
    work = {"ours": ours, "theirs": theirs}[who]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        references = references_in(folder, int(size)) if scenario == "edit" else []
        report(asyncio.run(work(base_url, scenario, folder, references)))


if __name__ == "__main__":
    main(*sys.argv[1:])
