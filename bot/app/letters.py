"""Words for one person alone, written to them where their platform lets us."""

import logging
from collections.abc import Callable

from bot.app.parts import Parts
from bot.errors import DeliveryError
from bot.models import HOME_TEAM, Reply, TeamId, UserRef
from bot.ports import Books, DirectLine
from bot.replies import Phrases

PAUSES_S = (2.0, 20.0, 120.0)
"""Before each further try to reach someone; a platform may ask for more."""

log = logging.getLogger(__name__)


class Letters:
    """Writes to people who have not just spoken to us."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def send(
        self,
        user: UserRef,
        write: Callable[[Phrases], Reply],
        *,
        key: str,
        team: TeamId = HOME_TEAM,
        locale: str = "",
    ) -> None:
        """Write to somebody of a team in their language, with some patience. Raises DeliveryError.

        `locale` is for those of whom we know none. Nothing is done where their platform is not
        connected here, or has no way to write to one person.
        """
        line = self._parts.messengers.get(user.platform)
        if not isinstance(line, DirectLine):
            return
        reply = write(await self._phrases(user, team, locale))
        for pause_s in PAUSES_S:
            try:
                await self._post(line, user, reply, key=key)
            except DeliveryError as error:
                if error.permanent:
                    raise
                await self._parts.clock.sleep(max(pause_s, error.retry_after_s or 0))
            else:
                return
        await self._post(line, user, reply, key=key)

    async def _post(self, line: DirectLine, user: UserRef, reply: Reply, *, key: str) -> None:
        chat = await line.direct(user)
        if chat is None:
            log.warning("somebody is not known on their platform", extra={"user": str(user)})
            return
        await line.post(chat, reply, key=key, to=user)

    async def _phrases(self, user: UserRef, team: TeamId, locale: str) -> Phrases:
        """Their language, as far as their last picture tells it."""

        def work(books: Books) -> str:
            person = books.people.find(user, team)
            latest = books.jobs.recent(person, limit=1) if person else ()
            return next((job.caller.locale for job in latest), locale)

        return self._parts.words.for_locale(await self._parts.uow.read(work))
