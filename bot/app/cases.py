"""Puts the use cases together out of the parts."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.app.checkup import Checkup
from bot.app.darkroom import PictureDarkroom
from bot.app.drafting import Drafting
from bot.app.enhancing import Enhancing
from bot.app.events import Events
from bot.app.exporting import Exporting
from bot.app.forgetting import Forgetting
from bot.app.forming import Forming
from bot.app.guide import Guide
from bot.app.inbox import Inbox
from bot.app.ordering import Ordering
from bot.app.parts import Parts
from bot.app.preferring import Preferring
from bot.app.presses import Presses
from bot.app.privacy import Privacy
from bot.app.reading import Reading
from bot.app.reports import Reports
from bot.app.saying import Saying
from bot.app.sharing import Sharing
from bot.app.starting import Starting
from bot.app.tidying import Tidying
from bot.app.typing import Typing
from bot.app.wallet import Wallet
from bot.jobs.failpoints import Failpoint
from bot.jobs.progress import Progress
from bot.jobs.standing import Board
from bot.models import Finding, JobId


@dataclass(frozen=True, kw_only=True)
class UseCases:
    """What Bot is a front of."""

    events: Events
    saying: Saying
    ordering: Ordering
    preferring: Preferring
    privacy: Privacy
    inbox: Inbox
    presses: Presses
    forming: Forming
    tidying: Tidying
    typing: Typing
    wallet: Wallet
    sharing: Sharing
    guide: Guide
    reports: Reports
    checkup: Checkup


@dataclass(frozen=True, kw_only=True)
class Machinery:
    """What of a process' loops the use cases touch.

    `stop` ends a job's work, `told` rings the deliverer; `folder` is the data folder; `keys` asks
    the providers whether they take their keys.
    """

    board: Board
    progress: Progress
    stop: Callable[[JobId], None]
    told: Callable[[], None]
    folder: Path
    darkroom: PictureDarkroom
    failpoint: Failpoint
    keys: Callable[[], Awaitable[Sequence[Finding]]]


def use_cases(parts: Parts, machinery: Machinery) -> UseCases:
    """Build all of them."""
    starting = Starting(parts, progress=machinery.progress, failpoint=machinery.failpoint)
    drafting = Drafting(parts, starting=starting)
    enhancing = Enhancing(parts, drafting=drafting)
    tidying, exporting = Tidying(parts, told=machinery.told), Exporting(parts, machinery.darkroom)
    wallet, reports = Wallet(parts), Reports(parts)
    ordering = Ordering(parts, reading=Reading(parts), drafting=drafting, enhancing=enhancing)
    privacy, inbox = Privacy(parts, drafting=drafting), Inbox(parts, told=machinery.told)
    guide, preferring = Guide(parts, board=machinery.board), Preferring(parts)
    return UseCases(
        events=Events(parts),
        saying=Saying(
            ordering=ordering,
            wallet=wallet,
            guide=guide,
            preferring=preferring,
            privacy=privacy,
            inbox=inbox,
        ),
        ordering=ordering,
        preferring=preferring,
        privacy=privacy,
        inbox=inbox,
        presses=Presses(
            parts,
            drafting=drafting,
            enhancing=enhancing,
            inbox=inbox,
            forgetting=Forgetting(parts),
            tidying=tidying,
            exporting=exporting,
            reports=reports,
            stop=machinery.stop,
            told=machinery.told,
        ),
        forming=Forming(parts),
        tidying=tidying,
        typing=Typing(parts, wallet),
        wallet=wallet,
        sharing=Sharing(parts),
        guide=guide,
        reports=reports,
        checkup=Checkup(parts, machinery.folder, machinery.keys),
    )
