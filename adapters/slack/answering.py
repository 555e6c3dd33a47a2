"""From what someone did to what Bot says of it, shown where it was done."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from adapters.slack.calls import call
from adapters.slack.downloads import Downloads
from adapters.slack.forms import FormContext, render_form
from adapters.slack.membership import Membership
from adapters.slack.memory import Memory
from adapters.slack.people import People
from adapters.slack.speaking import Scene, Speaker
from adapters.slack.workspaces import Workspaces
from bot.app import Answer, Bot
from bot.errors import DeliveryError
from bot.models import Form, Reply
from bot.replies import defect_card, offer_card, platform_fault_card
from bot.replies.words import Words

log = logging.getLogger(__name__)

OpensForm = Callable[[Form], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What every way in needs; `words` are this room's own, `core` those of the bot."""

    bot: Bot
    workspaces: Workspaces
    people: People
    membership: Membership
    memory: Memory
    downloads: Downloads
    speaker: Speaker
    words: Words
    core: Words


class Answering:
    """Asks Bot, and shows its answer."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def answer(
        self,
        scene: Scene,
        key: str,
        ask: Callable[[], Awaitable[Answer]],
        *,
        opens: OpensForm | None = None,
    ) -> None:
        """Ask, and say or open what comes back; where no form can open, offer a button for it."""
        try:
            answer = await ask()
        except DeliveryError as error:
            log.warning("Slack refused: %s", error)
            core = self._tools.core.for_locale(scene.caller.locale)
            answer = platform_fault_card(core, str(error))
        except Exception:
            log.exception("an answer in Slack failed")
            answer = self.broken(scene)
        match answer:
            case Reply():
                await self._tools.speaker.speak(scene, answer, key=key)
            case Form() if opens is not None:
                await self._opened(scene, key, opens, answer)
            case Form():
                await self._tools.speaker.speak(scene, offer_card(answer), key=key)
            case None:
                pass

    def broken(self, scene: Scene) -> Reply:
        """What is said of a defect."""
        return defect_card(self._tools.core.for_locale(scene.caller.locale))

    async def open(
        self, scene: Scene, trigger_id: str, form: Form, about: FormContext, *, price: str = ""
    ) -> None:
        """Open a modal. Raises DeliveryError where Slack's three seconds are over."""
        close = self._tools.words.for_locale(scene.caller.locale)("close")
        view = render_form(form, about, close=close, price=price)
        client = await self._tools.workspaces.client(scene.place.team)
        await call(client.views_open(trigger_id=trigger_id, view=view))

    async def _opened(self, scene: Scene, key: str, opens: OpensForm, form: Form) -> None:
        try:
            await opens(form)
        except DeliveryError:
            log.warning("a modal did not open", exc_info=True)
            await self._tools.speaker.speak(scene, offer_card(form), key=key)
