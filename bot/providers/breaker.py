"""Stops calling a provider that refuses us: a bad key or an empty account stays one for a while."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import ContentRejected, ProviderError, ProviderRefused
from bot.models import Outage

OPEN_S = 300.0

# What ends for the whole account, and what only for one model of it.
ACCOUNT_REASONS = frozenset({"key", "quota"})
MODEL_REASONS = frozenset({"permission", "model"})

log = logging.getLogger(__name__)


Alert = Callable[[Outage], Awaitable[None]]


@dataclass(slots=True)
class _Open:
    reason: str
    until: datetime
    trying: bool = False


@dataclass(frozen=True, kw_only=True)
class Pass:
    """Leave to call `model`; hand it back with how the call ended. `trial` after an outage."""

    model: str
    trial: bool = False


class Breaker:
    """Opens on a refusal that an operator must mend, and lets one trial call through later.

    `alert` is called once for an outage, however many trials fail in it.
    """

    def __init__(
        self,
        provider: str,
        *,
        alert: Alert,
        now: Callable[[], datetime],
        open_s: float = OPEN_S,
    ) -> None:
        self._provider = provider
        self._alert = alert
        self._now = now
        self._open_for = timedelta(seconds=open_s)
        self._open: dict[str, _Open] = {}

    def enter(self, model: str) -> Pass:
        """Ask before calling. Raises ProviderRefused while the provider or the model is out."""
        found = [outage for key in ("", model) if (outage := self._open.get(key))]
        for outage in found:
            if outage.trying or self._now() < outage.until:
                raise ProviderRefused(
                    f"{self._provider} is out: {outage.reason}", reason=outage.reason
                )
        for outage in found:
            outage.trying = True
        return Pass(model=model, trial=bool(found))

    async def leave(self, given: Pass, error: BaseException | None) -> None:
        """Tell how the call ended; None is success.

        An end that proves nothing about the account keeps the breaker as it was.
        """
        if isinstance(error, ProviderRefused) and error.reason == "request":
            log.error("%s did not understand a request: %s", self._provider, error.detail)
        scope = self._scope(given.model, error)
        if isinstance(error, ProviderRefused) and scope is not None:
            await self._break(scope, given.model, error)
        elif error is None or _was_accepted(error):
            self._open.pop("", None)
            self._open.pop(given.model, None)
        if given.trial:
            self._end_trial(given.model)

    def _scope(self, model: str, error: BaseException | None) -> str | None:
        if not isinstance(error, ProviderRefused):
            return None
        if error.reason in ACCOUNT_REASONS:
            return ""
        return model if error.reason in MODEL_REASONS else None

    async def _break(self, scope: str, model: str, error: ProviderRefused) -> None:
        known = scope in self._open
        self._open[scope] = _Open(error.reason, self._now() + self._open_for)
        if known:
            return
        outage = Outage(
            provider=self._provider, model=scope, reason=error.reason, detail=error.detail
        )
        try:
            await self._alert(outage)
        except Exception:
            log.exception("admins could not be told of an outage", extra={"model": model})

    def _end_trial(self, model: str) -> None:
        for key in ("", model):
            if outage := self._open.get(key):
                outage.trying = False


def _was_accepted(error: BaseException) -> bool:
    # The account was let in and only the request or its content was turned down.
    if isinstance(error, ProviderRefused):
        return error.reason in {"request", "failed", "transparency"}
    return isinstance(error, ProviderError) and isinstance(error, ContentRejected)
