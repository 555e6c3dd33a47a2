"""Puts the use cases together out of the parts."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.app.admission import Admission
from bot.app.checkup import Checkup
from bot.app.confirming import Confirming
from bot.app.conversing import Conversing
from bot.app.corrections import Corrections
from bot.app.darkroom import PictureDarkroom
from bot.app.enhancing import Enhancing
from bot.app.events import Events
from bot.app.exporting import Exporting
from bot.app.foresight import Ends
from bot.app.forgetting import Forgetting
from bot.app.forming import Forming
from bot.app.guide import Guide
from bot.app.inbox import Inbox
from bot.app.ordering import Ordering
from bot.app.parts import Parts
from bot.app.preferring import Preferring
from bot.app.presses import Presses
from bot.app.previewing import Previewing
from bot.app.privacy import Privacy
from bot.app.reading import Reading
from bot.app.reports import Reports
from bot.app.routing import Routing
from bot.app.sharing import Sharing
from bot.app.submitting import Submitting
from bot.app.telling import Telling
from bot.app.tidying import Tidying
from bot.app.wallet import Wallet
from bot.jobs.failpoints import Failpoint
from bot.jobs.progress import Progress
from bot.jobs.standing import Board
from bot.models import Finding, JobId


@dataclass(frozen=True, kw_only=True)
class UseCases:
    """What Bot is a front of."""

    events: Events
    routing: Routing
    corrections: Corrections
    ordering: Ordering
    preferring: Preferring
    privacy: Privacy
    inbox: Inbox
    presses: Presses
    forming: Forming
    tidying: Tidying
    previewing: Previewing
    wallet: Wallet
    sharing: Sharing
    guide: Guide
    reports: Reports
    checkup: Checkup


@dataclass(frozen=True, kw_only=True)
class Machinery:
    """What of a process' loops the use cases touch.

    `stop` ends a job's work, `wake_deliverer` has the outbox looked at; `folder` is the data
    folder; `keys` asks the providers whether they take their keys, `ends` when models end.
    """

    board: Board
    progress: Progress
    stop: Callable[[JobId], None]
    wake_deliverer: Callable[[], None]
    folder: Path
    darkroom: PictureDarkroom
    admission: Admission
    telling: Telling
    failpoint: Failpoint
    keys: Callable[[], Awaitable[Sequence[Finding]]]
    ends: Ends


def use_cases(parts: Parts, machinery: Machinery) -> UseCases:
    """Build all of them."""
    submitting = Submitting(parts, progress=machinery.progress, failpoint=machinery.failpoint)
    confirming = Confirming(parts, submitting=submitting, admission=machinery.admission)
    enhancing = Enhancing(parts, confirming=confirming)
    tidying = Tidying(parts, wake_deliverer=machinery.wake_deliverer)
    exporting = Exporting(parts, machinery.darkroom)
    wallet, reports = Wallet(parts, machinery.telling), Reports(parts)
    reading = Reading(parts, machinery.admission)
    ordering = Ordering(parts, reading=reading, confirming=confirming, enhancing=enhancing)
    privacy = Privacy(parts, confirming=confirming)
    inbox = Inbox(parts, wake_deliverer=machinery.wake_deliverer)
    guide = Guide(parts, board=machinery.board, confirming=confirming)
    preferring = Preferring(parts)
    routing = Routing(
        ordering=ordering,
        conversing=Conversing(ordering=ordering, guide=guide),
        wallet=wallet,
        guide=guide,
        preferring=preferring,
        privacy=privacy,
        inbox=inbox,
    )
    return UseCases(
        events=Events(parts),
        routing=routing,
        corrections=Corrections(parts, routing=routing, wake_deliverer=machinery.wake_deliverer),
        ordering=ordering,
        preferring=preferring,
        privacy=privacy,
        inbox=inbox,
        presses=Presses(
            parts,
            confirming=confirming,
            enhancing=enhancing,
            inbox=inbox,
            forgetting=Forgetting(parts),
            tidying=tidying,
            exporting=exporting,
            reports=reports,
            stop=machinery.stop,
            wake_deliverer=machinery.wake_deliverer,
        ),
        forming=Forming(parts),
        tidying=tidying,
        previewing=Previewing(parts, wallet),
        wallet=wallet,
        sharing=Sharing(parts, machinery.telling),
        guide=guide,
        reports=reports,
        checkup=Checkup(parts, machinery.folder, keys=machinery.keys, ends=machinery.ends),
    )
