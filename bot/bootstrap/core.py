"""The parts of a Bot, joined."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from bot.app import Bot, Parts
from bot.app.admission import Admission
from bot.app.budgets import Budgets
from bot.app.cases import Machinery, use_cases
from bot.app.clock import SystemClock
from bot.app.darkroom import PictureDarkroom
from bot.app.foresight import Foresight
from bot.app.leftovers import Leftovers
from bot.app.operators import Operators
from bot.app.people import People
from bot.app.presenting import Presenting
from bot.app.rates import EVENTS
from bot.app.running import Engine
from bot.app.teams import Teams
from bot.app.telling import Telling
from bot.bootstrap.ground import LINKS_KEY, Ground, open_ground
from bot.catalog import Catalog, load_catalog
from bot.credits.ledger import Ledger
from bot.credits.prices import load_prices
from bot.jobs.delivery import Delivery, Tools
from bot.jobs.drawing import Route, Studio
from bot.jobs.failpoints import Failpoint, pass_by
from bot.jobs.fairness import Served
from bot.jobs.journal import Journal
from bot.jobs.landing import Landing
from bot.jobs.outbox import Deliverer
from bot.jobs.partials import Partials
from bot.jobs.progress import Progress
from bot.jobs.recovery import Recovery
from bot.jobs.standing import Board
from bot.jobs.submit import SubmitLimits
from bot.jobs.worker import Worker
from bot.models import OperatorNotice, UserRef
from bot.ports import Clock, ImageProvider, KeyValue
from bot.prompts.changes import load_changes
from bot.providers.connect import SKETCH, Lent, connect_providers, unknown_words
from bot.providers.keys import shutdown_dates, try_keys
from bot.queues.embedded import EmbeddedQueue
from bot.references.intake import Intake
from bot.replies import Words
from bot.storage.keyvalue import DatabaseKeyValue
from bot.storage.private_files import key_file
from bot.storage.sealed import Keyring, SealedKeyValue
from config.settings import OWN_CREDITS, Settings

PRICES = "prices.toml"


@dataclass(frozen=True, kw_only=True)
class Core:
    """A Bot, and what adapters keep their own records in.

    `leads` says whether this process runs the queue of the database; one that does not runs only
    its own jobs. `sealed` encrypts what it keeps, with IMAGINE_SECRET_KEYS. Links are signed with
    the first of `link_secrets`, and any of them is believed; none without a PUBLIC_URL. So are
    the pages that install the app, with `page_secrets`, where there are keys.
    """

    bot: Bot
    key_value: KeyValue
    sealed: SealedKeyValue | None
    link_secrets: Sequence[bytes]
    page_secrets: Sequence[bytes]
    leads: bool


@asynccontextmanager
async def open_core(
    settings: Settings,
    *,
    lead: bool = True,
    clock: Clock | None = None,
    failpoint: Failpoint = pass_by,
) -> AsyncIterator[Core]:
    """Build everything, lend it, and close it in reverse. Raises StartError.

    Without `lead` the process leaves the queue and the recovery to others and runs its own jobs.
    """
    async with AsyncExitStack() as stack:
        keyring = Keyring.parse(settings.secret_keys)
        ground = await open_ground(settings, stack, lead=lead)
        clock = clock or SystemClock()
        catalog = _catalog(settings)
        lent = _lent(settings, ground, catalog, clock)
        providers = connect_providers(settings.services, lent, stack)
        catalog = catalog.only(providers, settings.model or None)
        bot = _bot(settings, ground, catalog, providers, clock, failpoint)
        key_value = DatabaseKeyValue(ground.database, clock)
        yield Core(
            bot=bot,
            key_value=key_value,
            sealed=SealedKeyValue(key_value, keyring) if keyring else None,
            page_secrets=keyring.derived("pages") if keyring else (),
            link_secrets=await _link_secrets(settings, keyring, key_value),
            leads=ground.leases.leader,
        )


async def _link_secrets(
    settings: Settings, keyring: Keyring | None, key_value: KeyValue
) -> Sequence[bytes]:
    if not settings.public_url:
        return ()
    await key_value.delete("links:secret")  # earlier versions kept it where a backup takes it along
    if keyring:
        return keyring.derived("links")
    return [await asyncio.to_thread(key_file, settings.data_dir.resolve() / LINKS_KEY)]


def _catalog(settings: Settings) -> Catalog:
    folder = settings.config_dir
    return load_catalog(folder / "models.toml", folder / "styles.toml")


def _lent(settings: Settings, ground: Ground, catalog: Catalog, clock: Clock) -> Lent:
    return Lent(
        catalog=catalog,
        pool=ground.pool,
        clock=clock,
        alert=ground.notices.hear,
        openai_dialect=settings.openai_dialect,
        idle_timeout_s=settings.provider_idle_timeout_s,
        deadline_s=settings.job_deadline_s,
        sketch_pace_s=settings.sketch_pace_s,
    )


def _bot(
    settings: Settings,
    ground: Ground,
    catalog: Catalog,
    providers: Mapping[str, ImageProvider],
    clock: Clock,
    failpoint: Failpoint,
) -> Bot:
    served: Served = {}
    parts = _parts(settings, ground, catalog, clock, served, sketch=set(providers) == {SKETCH})
    presenting = Presenting(parts)
    board = Board(uow=parts.uow, clock=clock, slots=settings.jobs_running_max, served=served)
    darkroom = PictureDarkroom(ground.pool, ground.scratch)
    progress = Progress(
        uow=parts.uow,
        clock=clock,
        board=board,
        messengers=parts.messengers,
        show=presenting.status,
        partials=Partials(store=ground.partials, darkroom=darkroom),
    )
    deliverer = _deliverer(parts, presenting, progress, failpoint, ground.notices.hear)
    worker = _worker(settings, ground, parts, providers, progress, deliverer, failpoint)
    telling = Telling(parts)
    engine = Engine(
        parts=parts,
        worker=worker,
        deliverer=deliverer,
        progress=progress,
        recovery=Recovery(
            uow=parts.uow,
            clock=clock,
            ledger=parts.ledger,
            leases=parts.leases,
            messengers=parts.messengers,
            apologise=presenting.lost,
        ),
        operators=Operators(parts, ground.notices),
        telling=telling,
        leftovers=Leftovers(
            uow=parts.uow,
            assets=parts.assets,
            clock=clock,
            leases=parts.leases,
            owner=ground.owner,
        ),
        foresight=Foresight(
            uow=parts.uow,
            clock=clock,
            leases=parts.leases,
            catalog=parts.catalog,
            prices=parts.prices,
            ends=lambda: shutdown_dates(settings.services),
            hear=ground.notices.hear,
        ),
    )
    machinery = Machinery(
        board=board,
        progress=progress,
        telling=telling,
        stop=worker.stop,
        wake_deliverer=deliverer.wake,
        folder=settings.data_dir.resolve(),
        darkroom=darkroom,
        admission=Admission(
            parts,
            folder=settings.data_dir.resolve(),
            free_min_bytes=settings.disk_free_min_bytes,
        ),
        failpoint=failpoint,
        keys=lambda: try_keys(settings.services),
        ends=lambda: shutdown_dates(settings.services),
    )
    return Bot(parts, use_cases(parts, machinery), engine)


def _parts(
    settings: Settings,
    ground: Ground,
    catalog: Catalog,
    clock: Clock,
    served: Served,
    *,
    sketch: bool,
) -> Parts:
    prices = load_prices(settings.config_dir / PRICES)
    prices.check(catalog.models())
    ledger = Ledger()
    return Parts(
        uow=ground.database,
        assets=ground.assets,
        partials=ground.partials,
        intake=Intake(store=ground.assets, decoder=ground.decoder, scratch=ground.scratch),
        queue=EmbeddedQueue(
            uow=ground.database,
            clock=clock,
            leases=ground.leases,
            slots=settings.jobs_running_max,
            person_max=settings.jobs_running_per_person_max,
            served=served,
            grace_s=settings.shutdown_grace_s,
        ),
        leases=ground.leases,
        clock=clock,
        words=Words(),
        catalog=catalog,
        prices=prices,
        ledger=ledger,
        people=People(
            ledger=ledger,
            admins=frozenset(map(UserRef.parse, settings.admins)),
            starting_credits=settings.starting_credits,
            teams=Teams(settings.homes),
            guests=settings.guests == OWN_CREDITS,
        ),
        limits=SubmitLimits(
            person_max=settings.jobs_open_per_person_max, queue_max=settings.jobs_open_max
        ),
        references_max=settings.references_max,
        sketch=sketch,
        unknown_words=partial(unknown_words, catalog),
        confirm_above=settings.confirm_above,
        budgets=Budgets(
            uow=ground.database,
            clock=clock,
            day_max=settings.credits_per_day_max,
            hear=ground.notices.hear,
        ),
        event_rate=replace(EVENTS, at_once=settings.events_at_once),
        records_kept=timedelta(days=settings.records_kept_days),
        text=ground.text,
        changes=load_changes(settings.changes_file),
    )


def _deliverer(
    parts: Parts,
    presenting: Presenting,
    progress: Progress,
    failpoint: Failpoint,
    hear: Callable[[OperatorNotice], Awaitable[None]],
) -> Deliverer:
    tools = Tools(
        uow=parts.uow,
        clock=parts.clock,
        messengers=parts.messengers,
        removals=parts.removals,
        present=presenting.result,
        redirected=presenting.redirected,
        waiting=presenting.waiting,
        late=presenting.late,
        close_status=progress.close,
        hear=hear,
        failpoint=failpoint,
    )
    return Deliverer(Delivery(tools), uow=parts.uow, clock=parts.clock, messengers=parts.messengers)


def _worker(
    settings: Settings,
    ground: Ground,
    parts: Parts,
    providers: Mapping[str, ImageProvider],
    progress: Progress,
    deliverer: Deliverer,
    failpoint: Failpoint,
) -> Worker:
    def route(model: str) -> Route:
        card = parts.catalog.get(model)
        return Route(
            name=card.provider,
            provider=providers[card.provider],
            trained=parts.trained(model),
        )

    def settled() -> None:
        deliverer.wake()
        progress.moved()

    darkroom = PictureDarkroom(ground.pool, ground.scratch)
    studio = Studio(
        journal=Journal(
            uow=parts.uow,
            clock=parts.clock,
            ledger=parts.ledger,
            runner=ground.leases.runner,
            charge=parts.charge,
            failpoint=failpoint,
        ),
        clock=parts.clock,
        store=ground.assets,
        landing=Landing(store=ground.assets, darkroom=darkroom, failpoint=failpoint),
        watcher=progress,
        route=route,
        scratch=ground.scratch,
        salt=ground.salt,
        partials=parts.partials_of,
        failpoint=failpoint,
    )
    return Worker(studio, settled=settled, deadline_s=settings.job_deadline_s)
