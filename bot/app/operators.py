"""Tells the people who run the bot what only they can end, where they can be written to alone."""

import asyncio
import logging

from bot.app.letters import Letters
from bot.app.parts import Parts
from bot.models import (
    BudgetSpent,
    FilesRefused,
    ModelEnding,
    OperatorNotice,
    Outage,
    PriceDrift,
    UserRef,
)
from bot.replies import notice_card

log = logging.getLogger(__name__)


class OperatorNotices:
    """What this process has heard, until it is told; the log has it at once."""

    def __init__(self) -> None:
        self._heard: asyncio.Queue[OperatorNotice] = asyncio.Queue()

    async def hear(self, notice: OperatorNotice) -> None:
        """Called once a notice. Waits for nobody: a job is still to be settled."""
        match notice:
            case Outage():
                log.error(
                    "%s refuses us (%s) until someone mends it: %s",
                    notice.provider,
                    notice.reason,
                    notice.detail,
                    extra={"model": notice.model},
                )
            case BudgetSpent():
                log.warning(
                    "the budget of %d credits a day is reached (%s)",
                    notice.limit,
                    notice.team or "the whole deployment",
                )
            case PriceDrift():
                log.warning(
                    "prices.toml: %s takes %+d %% tokens at %s; %d patches fit better than %d",
                    notice.model,
                    notice.percent,
                    notice.quality,
                    notice.suggested,
                    notice.patches,
                )
            case FilesRefused():
                log.error("%s takes no files (%s): results wait", notice.platform, notice.code)
            case ModelEnding():
                log.warning("the provider ends %s on %s", notice.model, notice.on)
        self._heard.put_nowait(notice)

    async def next(self) -> OperatorNotice:
        """The oldest that is not told; waits for one."""
        return await self._heard.get()


class Operators:
    """Writes each notice once to every admin on the operator's list.

    Those on a platform that is not connected in this process, or has no way to write to one person,
    have the log.
    """

    def __init__(self, parts: Parts, notices: OperatorNotices) -> None:
        self._parts = parts
        self._notices = notices
        self._letters = Letters(parts)

    async def run(self) -> None:
        """Tell what is heard until cancelled."""
        while True:
            notice = await self._notices.next()
            key = f"{_about(notice)}:{self._parts.clock.now().timestamp()}"
            async with asyncio.TaskGroup() as group:
                for user in sorted(self._parts.people.admins):
                    group.create_task(self._tell(user, notice, key=f"{key}:{user}"))

    async def _tell(self, user: UserRef, notice: OperatorNotice, *, key: str) -> None:
        try:
            await self._letters.send(user, lambda say: notice_card(say, notice), key=key)
        except Exception:
            log.exception("an operator could not be told", extra={"user": str(user)})


def _about(notice: OperatorNotice) -> str:
    match notice:
        case Outage():
            return f"outage:{notice.provider}:{notice.model}"
        case BudgetSpent():
            return f"budget:{notice.team}"
        case PriceDrift():
            return f"drift:{notice.row}:{notice.quality}"
        case FilesRefused():
            return f"files:{notice.place}:{notice.code}"
        case ModelEnding():
            return f"ends:{notice.model}"
