"""Opens the providers that the operator has given keys for."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.catalog import Catalog
from bot.errors import StartError, UnknownModel
from bot.imaging.masks import alpha_mask, white_mask
from bot.imaging.pool import PicturePool
from bot.models import ImageRequest, Operation, Outage
from bot.ports import Clock, ImageProvider
from bot.prompts.render import full_prompt
from bot.providers.breaker import Breaker
from bot.providers.openai import DIALECTS, Account, Needs, OpenAIImages
from bot.providers.rates import LocalBuckets, RateGate
from bot.providers.sketch import SketchProvider
from bot.providers.sketch.doing import unknown_words as unknown_to_sketch
from bot.providers.tasks import TaskProvider
from bot.providers.tasks.apimart import Apimart
from bot.providers.tasks.bfl import Bfl
from bot.providers.tasks.fal import Fal
from bot.providers.tasks.gateway import Gateway
from bot.providers.tasks.provider import Needs as TaskNeeds

SKETCH = "sketch"
OPENAI = "openai"
GATEWAYS: tuple[Gateway, ...] = (Apimart(), Fal(), Bfl())


@dataclass(frozen=True, kw_only=True)
class Lent:
    """What every provider is lent. `alert` is told once of an outage that only people can end."""

    catalog: Catalog
    pool: PicturePool
    clock: Clock
    alert: Callable[[Outage], Awaitable[None]]
    openai_dialect: str
    idle_timeout_s: float
    deadline_s: float
    sketch_pace_s: float


def connect_providers(
    services: Mapping[str, tuple[str, str]], lent: Lent, stack: AsyncExitStack
) -> Mapping[str, ImageProvider]:
    """Make a provider of each service (its base URL and key), and the sketch.

    `stack` closes them. Raises StartError.
    """
    for name, (base_url, key) in services.items():
        _check(name, base_url, key)
    rates = RateGate(LocalBuckets(), lent.clock.now)
    providers: dict[str, ImageProvider] = {
        SKETCH: SketchProvider(lent.pool.run, pace_s=lent.sketch_pace_s)
    }
    if service := services.get(OPENAI):
        openai = OpenAIImages(_account(*service, lent), _needs(OPENAI, lent, rates))
        stack.push_async_callback(openai.aclose)
        providers[OPENAI] = openai
    for gateway in GATEWAYS:
        if service := services.get(gateway.name):
            tasks = _tasks(gateway, *service, lent, rates)
            stack.push_async_callback(tasks.aclose)
            providers[gateway.name] = tasks
    return providers


def _check(name: str, base_url: str, key: str) -> None:
    """Find at the start what would fail every request."""
    if not _is_address(base_url):
        raise StartError(
            f"{name.upper()}_BASE_URL is {_without_user(base_url)!r}; "
            "it must be a whole address, such as http://127.0.0.1:4000/v1."
        )
    if not (key.isascii() and key.isprintable()):
        raise StartError(f"The key of {name} holds characters that no key has; copy it anew.")


def _without_user(base_url: str) -> str:
    head, at, rest = base_url.rpartition("@")
    scheme = f"{head.partition('://')[0]}://" if "://" in head else ""
    return f"{scheme}...@{rest}" if at else base_url


def _is_address(text: str) -> bool:
    try:
        address = urlsplit(text)
    except ValueError:
        return False
    return address.scheme in {"http", "https"} and bool(address.hostname)


def _tasks(gateway: Gateway, base_url: str, key: str, lent: Lent, rates: RateGate) -> TaskProvider:
    needs = TaskNeeds(
        card=lent.catalog.get,
        words=_words(lent),
        alpha_mask=_in_pool(lent, alpha_mask),
        white_mask=_in_pool(lent, white_mask),
        clock=lent.clock,
        rates=rates,
        breaker=_breaker(gateway.name, lent),
    )
    return TaskProvider(
        gateway,
        needs,
        base_url=base_url,
        key=key,
        idle_timeout_s=lent.idle_timeout_s,
        deadline_s=lent.deadline_s,
    )


def _account(base_url: str, key: str, lent: Lent) -> Account:
    dialect = DIALECTS.get(lent.openai_dialect)
    if dialect is None:
        raise StartError(
            f"IMAGINE_OPENAI_DIALECT is {lent.openai_dialect!r}; it can be {', '.join(DIALECTS)}."
        )
    return Account(
        base_url=base_url,
        key=key,
        dialect=dialect,
        idle_timeout_s=lent.idle_timeout_s,
        deadline_s=lent.deadline_s,
    )


def _needs(name: str, lent: Lent, rates: RateGate) -> Needs:
    return Needs(
        card=lent.catalog.get,
        words=_words(lent),
        alpha_mask=_in_pool(lent, alpha_mask),
        clock=lent.clock,
        rates=rates,
        breaker=_breaker(name, lent),
    )


def _words(lent: Lent) -> Callable[[ImageRequest], str]:
    return lambda request: full_prompt(request, lent.catalog)


def _in_pool(
    lent: Lent, write: Callable[[Path, Path], Path]
) -> Callable[[Path, Path], Awaitable[Path]]:
    return lambda mask, folder: lent.pool.run(write, mask, folder)


def _breaker(name: str, lent: Lent) -> Breaker:
    return Breaker(name, alert=lent.alert, now=lent.clock.now)


def unknown_words(catalog: Catalog, request: ImageRequest) -> Sequence[str]:
    """What of a request its model cannot show and says nothing about: of the sketch alone."""
    try:
        if catalog.get(request.model).provider != SKETCH:
            return ()
    except UnknownModel:
        return ()
    editing = request.operation is Operation.EDIT
    return unknown_to_sketch(request.prompt, editing=editing, masked=request.mask is not None)
