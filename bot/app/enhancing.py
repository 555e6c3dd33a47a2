"""Better words before a picture: shown beside the person's own, taken only with a yes. Free."""

import logging
from dataclasses import dataclass, replace

from bot.app.confirming import Confirming
from bot.app.parts import Parts
from bot.app.rates import ENHANCING, RateLimit
from bot.app.submitting import Ask
from bot.errors import InvalidPrompt, ProviderError
from bot.models import ImageRequest, Note, Operation, Plan, Reply, UserRef
from bot.prompts.enhance import INSTRUCTIONS, accepted, expand
from bot.replies import enhance_card, notice

log = logging.getLogger(__name__)

ENHANCED = Note(key="enhanced")


@dataclass(frozen=True, kw_only=True)
class Improved:
    """New words. `fell_back`: a text model was asked in vain, so the rules wrote them."""

    prompt: str
    fell_back: bool = False


class Enhancing:
    """Improves prompts by a text model where one is connected, else by rules."""

    def __init__(self, parts: Parts, *, confirming: Confirming) -> None:
        self._parts = parts
        self._confirming = confirming
        self._rate = RateLimit(ENHANCING)

    async def propose(self, ask: Ask, plan: Plan) -> Reply | None:
        """Show old and new words side by side. One who agreed beforehand gets the picture at once.

        Raises InvalidPrompt for an edit: what should change is best said in few words.
        """
        if plan.request.operation is not Operation.GENERATE:
            raise InvalidPrompt("enhance-edit")
        improved = await self._improve(plan.request, ask.caller.user)
        if improved.prompt == plan.request.prompt:
            return await self._nothing_to_add(ask, plan)
        better = Plan(
            request=replace(plan.request, prompt=improved.prompt), notes=(*plan.notes, ENHANCED)
        )
        if ask.confirmed:
            return await self._confirming.start(ask, [better])
        return await self._card(ask, better, plan, improved)

    async def _nothing_to_add(self, ask: Ask, plan: Plan) -> Reply | None:
        if ask.confirmed:
            return await self._confirming.start(ask, [plan])
        return notice(self._parts.say(ask.caller), "nothing-to-enhance")

    async def _card(self, ask: Ask, better: Plan, plain: Plan, improved: Improved) -> Reply:
        offers = [self._confirming.offer([better]), self._confirming.offer([plain])]
        return enhance_card(
            self._parts.say(ask.caller),
            draft=await self._confirming.keep(ask, offers),
            old=plain.request.prompt,
            new=improved.prompt,
            price=offers[0].total,
            fell_back=improved.fell_back,
        )

    async def _improve(self, request: ImageRequest, user: UserRef) -> Improved:
        by_rules = expand(request.prompt, styled=request.style is not None)
        if self._parts.text is None:
            return Improved(prompt=by_rules)
        self._rate.take(user, now=self._parts.clock.now(), what="enhance")
        try:
            answer = await self._parts.text.write(INSTRUCTIONS, request.prompt)
        except ProviderError as error:
            log.warning("the text model failed", extra={"detail": error.detail})
            return Improved(prompt=by_rules, fell_back=True)
        written = accepted(request.prompt, answer)
        return Improved(prompt=written or by_rules, fell_back=written is None)
