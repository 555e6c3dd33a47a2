"""A task provider at a fake gateway, with what the core would lend it."""

from pathlib import Path
from typing import Any

from bot.catalog import ModelCard
from bot.models import Outage
from bot.providers.breaker import Breaker
from bot.providers.rates import LocalBuckets, RateGate
from bot.providers.tasks import TaskProvider
from bot.providers.tasks.apimart import Apimart
from bot.providers.tasks.bfl import Bfl
from bot.providers.tasks.fal import Fal
from bot.providers.tasks.provider import Needs
from tests.fakes.apimart_server import ApimartServer
from tests.fakes.bfl_server import BflServer
from tests.fakes.fal_server import FalServer
from tests.fakes.openai_bench import Bench, HandClock
from tests.fakes.openai_bench import card as openai_card
from tests.fakes.task_server import TaskServer

GATEWAYS: dict[str, tuple[type[TaskServer], Any, dict[str, Any]]] = {
    "apimart": (ApimartServer, Apimart, {"wire": "gpt-image-2-official", "batch_max": 4}),
    "fal": (FalServer, Fal, {"wire": "fal-ai/flux/schnell", "batch_max": 4}),
    "bfl": (BflServer, Bfl, {"wire": "flux-dev", "batch_max": 1}),
}


def card(name: str, **changes: Any) -> ModelCard:
    return openai_card(**{"provider": name, **GATEWAYS[name][2], **changes})


def task_bench(
    name: str, server: TaskServer, folder: Path, *, deadline_s: float = 600, **changes: Any
) -> Bench:
    clock = HandClock()
    outages: list[Outage] = []
    model = card(name, **changes)

    async def alert(outage: Outage) -> None:
        outages.append(outage)

    def writer(kind: bytes) -> Any:
        async def write(mask: Path, folder: Path) -> Path:
            path = folder / f"mask-{kind.decode()}.png"
            path.write_bytes(kind + b" of " + mask.read_bytes())  # noqa: ASYNC240 - a few bytes
            return path

        return write

    needs = Needs(
        card=lambda _: model,
        words=lambda request: request.prompt,
        alpha_mask=writer(b"alpha"),
        white_mask=writer(b"white"),
        clock=clock,
        rates=RateGate(LocalBuckets(), clock.now),
        breaker=Breaker(name, alert=alert, now=clock.now),
    )
    provider = TaskProvider(
        GATEWAYS[name][1](),
        needs,
        base_url=server.base_url,
        key="sk-secret",
        idle_timeout_s=5,
        deadline_s=deadline_s,
    )
    return Bench(provider, clock, outages, folder)  # type: ignore[arg-type]
