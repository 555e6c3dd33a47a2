"""Installing the app: only in workspaces that may use it. No token of any other is kept."""

import html
import logging

from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import AsyncFailureArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.web.async_client import AsyncWebClient

from adapters.accept_language import asked_for, speaks
from adapters.slack.calls import call
from adapters.slack.ids import team_place
from bot.app import Bot
from bot.errors import DeliveryError
from bot.replies.words import Words

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto;
  padding: 0 1.2rem }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{told}</p>
</body>
</html>
"""

log = logging.getLogger(__name__)


class NotAHome(BoltError):
    """A workspace that is neither the operator's own nor let in as a guest."""


class InstallFlow(AsyncOAuthFlow):
    """Slack's flow of installing, up to where a stranger's workspace would be kept."""

    def __init__(
        self,
        bot: Bot,
        *,
        client: AsyncWebClient,
        settings: AsyncOAuthSettings,
        words: Words,
        logger: logging.Logger,
    ) -> None:
        super().__init__(client=client, settings=settings, logger=logger)
        self._bot = bot
        self._words = words
        self._failed = self.failure_handler
        self.failure_handler = self._told

    async def store_installation(
        self, request: AsyncBoltRequest, installation: Installation
    ) -> None:
        """Keep it, where the workspace may use the app. Raises NotAHome."""
        installed = installation.team_id or installation.enterprise_id or ""
        if not self._bot.lets_in(team_place(installed)):
            await self._give_back(installation.bot_token or "")
            raise NotAHome(installed)
        await super().store_installation(request, installation)

    async def _give_back(self, token: str) -> None:
        """Take the app out of the workspace again: nobody could use it there."""
        try:
            await call(self.client.auth_revoke(token=token))
        except DeliveryError:
            log.warning("an installation that was refused could not be undone")

    async def _told(self, args: AsyncFailureArgs) -> BoltResponse:
        if not isinstance(args.error, NotAHome):
            return await self._failed(args)
        liked = asked_for(" ".join(args.request.headers.get("accept-language", ())))
        tag = next((tag for tag in liked if speaks(self._words, tag)), "en")
        say = self._words.for_locale(tag)
        page = PAGE.format(
            language=say.locale,
            title=html.escape(say("install-refused-title")),
            told=html.escape(say("install-refused", team=str(args.error))),
        )
        return BoltResponse(
            status=403, headers={"Content-Type": "text/html; charset=utf-8"}, body=page
        )
