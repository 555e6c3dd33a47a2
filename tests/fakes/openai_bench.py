"""A provider at a fake server, with what the core would lend it and a clock moved by hand."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.catalog import ModelCard
from bot.models import (
    Asset,
    DrawEvent,
    DrawTask,
    ImageFormat,
    ImageRequest,
    Outage,
    Reference,
    Role,
    Size,
)
from bot.providers.breaker import Breaker
from bot.providers.openai import Account, Needs, OpenAIImages
from bot.providers.rates import LocalBuckets, RateGate


@dataclass
class HandClock:
    moment: datetime = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, delay_s: float) -> None:
        self.slept.append(delay_s)
        self.moment += timedelta(seconds=delay_s)


@dataclass
class Bench:
    """A provider and what it was lent; `draw` collects its events even when it raises."""

    provider: OpenAIImages
    clock: HandClock
    outages: list[Outage]
    folder: Path
    events: list[DrawEvent] = field(default_factory=list)

    def task(self, **changes: Any) -> DrawTask:
        request = {"prompt": "a cat", "model": "gpt-image-2", "size": Size(width=1024, height=1024)}
        for name in list(changes):
            if name in ImageRequest.__dataclass_fields__ and name not in {"references", "mask"}:
                request[name] = changes.pop(name)
        files = changes.pop("references", ())
        request["references"] = tuple(reference(path) for path in files)
        asked = ImageRequest(**request)
        scratch = self.folder / "scratch"
        scratch.mkdir(exist_ok=True)
        values = {
            "job": "j1",
            "attempt": 1,
            "indexes": tuple(range(1, asked.count + 1)),
            "scratch": scratch,
            "references": tuple(files),
            **changes,
        }
        return DrawTask(request=asked, **values)

    async def draw(self, **changes: Any) -> list[DrawEvent]:
        self.events = []
        async for event in self.provider.draw(self.task(**changes)):
            self.events.append(event)
        return self.events

    def of(self, kind: type) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def scratch_names(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "scratch").iterdir())


def reference(path: Path) -> Reference:
    asset = Asset(sha256="0" * 64, format=ImageFormat.PNG, width=64, height=64, size_bytes=1)
    return Reference(asset=asset, name=path.name, role=Role.SOURCE)


def card(**changes: Any) -> ModelCard:
    values = {
        "id": "gpt-image-2",
        "title": "GPT Image 2",
        "provider": "openai",
        "wire": "gpt-image-2-2026-04-21",
        "price": "gpt-image-2",
        **changes,
    }
    return ModelCard(**values)


def bench_for(base_url: str, folder: Path, model: ModelCard | None = None, **account: Any) -> Bench:
    clock = HandClock()
    outages: list[Outage] = []

    async def alert(outage: Outage) -> None:
        outages.append(outage)

    async def alpha_mask(mask: Path, folder: Path) -> Path:
        return mark(mask, folder)

    needs = Needs(
        card=lambda _: model or card(),
        words=lambda request: request.prompt,
        alpha_mask=alpha_mask,
        clock=clock,
        rates=RateGate(LocalBuckets(), clock.now),
        breaker=Breaker("openai", alert=alert, now=clock.now),
    )
    provider = OpenAIImages(Account(base_url=base_url, key="sk-secret", **account), needs)
    return Bench(provider, clock, outages, folder)


def mark(mask: Path, folder: Path) -> Path:
    """Stand in for the mask's rendering: the test sees that it went through."""
    path = folder / "alpha.png"
    path.write_bytes(b"alpha of " + mask.read_bytes())
    return path
