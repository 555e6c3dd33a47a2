"""Workspaces that installed the app themselves, over the core's key-value port."""

import asyncio
import hashlib
import hmac
import json
import logging
import re
import secrets
from collections.abc import Callable, Sequence
from datetime import timedelta

from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.ports import Clock, KeyValue

INSTALLED = "slack:installed"
STATES = "slack:state"
STATE_LIFE_S = 600
"""How long someone may look at Slack's consent page."""
NONCE_BYTES = 16
STATE = re.compile(r"[0-9]{1,12}\.[0-9a-f]{32}\.[0-9a-f]{64}")

log = logging.getLogger(__name__)


class Installations(AsyncInstallationStore):
    """Keeps each workspace's or organisation's latest bot; no tokens of people."""

    def __init__(self, store: KeyValue) -> None:
        self._store = store
        self._tell: Callable[[str], None] = _nobody

    def watch(self, tell: Callable[[str], None]) -> None:
        """Tell someone of each team that installed or removed the app."""
        self._tell = tell

    @property
    def logger(self) -> logging.Logger:
        """The logger that Slack's SDK uses for this store."""
        return log

    async def async_save(self, installation: Installation) -> None:
        """Keep an installation, replacing an earlier one."""
        key = _key(installation.enterprise_id, installation.team_id)
        bot = installation.to_bot()
        await self._store.set(key, json.dumps(_record(bot)))
        self._tell(installation.team_id or "")

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """The bot that serves a workspace; else the one its organisation installed for all."""
        whole = (enterprise_id, None)
        ids = (
            [whole] if is_enterprise_install else [(enterprise_id, team_id), (None, team_id), whole]
        )
        for enterprise, team in ids:
            if kept := await self._store.get(_key(enterprise, team)):
                return Bot(**json.loads(kept))
        return None

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget a workspace: its token is worth nothing any more."""
        await self._store.delete(_key(enterprise_id, team_id))
        self._tell(team_id or "")

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """There is nothing else of an installation than its bot."""

    async def async_delete_all(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget a workspace."""
        await self.async_delete_bot(enterprise_id=enterprise_id, team_id=team_id)


class States(AsyncOAuthStateStore):
    """One-time secrets between our install page and Slack's answer.

    A state carries its end, signed, so that looking at the page keeps nothing: only used ones are
    remembered, until they end. The first of the secrets signs; any of them is believed.
    """

    def __init__(self, store: KeyValue, clock: Clock, keys: Sequence[bytes]) -> None:
        self._store = store
        self._clock = clock
        self._keys = keys
        self._using = asyncio.Lock()

    @property
    def logger(self) -> logging.Logger:
        """The logger that Slack's SDK uses for this store."""
        return log

    async def async_issue(self, *args: object, **kwargs: object) -> str:
        """Make one, good for STATE_LIFE_S seconds."""
        until = int(self._clock.now().timestamp()) + STATE_LIFE_S
        said = f"{until}.{secrets.token_hex(NONCE_BYTES)}"
        return f"{said}.{_proof(said, self._keys[0])}"

    async def async_consume(self, state: str) -> bool:
        """Whether this is one of ours, still good, and used for the first time."""
        if STATE.fullmatch(state) is None:
            return False
        said, _, proof = state.rpartition(".")
        if not any(hmac.compare_digest(proof, _proof(said, key)) for key in self._keys):
            return False
        until, _, nonce = said.partition(".")
        left_s = int(until) - self._clock.now().timestamp()
        if not 0 < left_s <= STATE_LIFE_S:
            return False
        key = f"{STATES}:{nonce}"
        async with self._using:
            if await self._store.get(key) is not None:
                return False
            await self._store.set(key, "used", lasts=timedelta(seconds=left_s))
        return True


def _proof(said: str, key: bytes) -> str:
    return hmac.digest(key, said.encode(), hashlib.sha256).hex()


def _nobody(_: str) -> None:
    pass


def _key(enterprise: str | None, team: str | None) -> str:
    return f"{INSTALLED}:{enterprise or '-'}:{team or '-'}"


def _record(bot: Bot) -> dict[str, object]:
    return {
        "app_id": bot.app_id,
        "enterprise_id": bot.enterprise_id,
        "team_id": bot.team_id,
        "team_name": bot.team_name,
        "bot_token": bot.bot_token,
        "bot_id": bot.bot_id,
        "bot_user_id": bot.bot_user_id,
        "bot_scopes": ",".join(bot.bot_scopes or ()),
        "is_enterprise_install": bot.is_enterprise_install,
        "installed_at": bot.installed_at,
    }
