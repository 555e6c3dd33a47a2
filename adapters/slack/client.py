"""Slack's life: the sessions and SDK objects, and the socket that Slack talks through."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import BaseRoute

from adapters.errands import Errands
from adapters.precedence import Precedence
from adapters.rooms import NEEDED_KEYS
from adapters.slack.access import Access
from adapters.slack.answering import Answering, Tools
from adapters.slack.calls import Refused, Unanswered, meaning
from adapters.slack.door import Door
from adapters.slack.downloads import Downloads
from adapters.slack.glimpses import Glimpses
from adapters.slack.ids import PLATFORM, team_place
from adapters.slack.inbound import Inbound
from adapters.slack.installations import Installations, States
from adapters.slack.installing import InstallFlow
from adapters.slack.listeners import Listeners
from adapters.slack.membership import Membership
from adapters.slack.memory import Memory
from adapters.slack.messenger import SlackMessenger
from adapters.slack.modals import Modals
from adapters.slack.pace import Turns, edit_budget
from adapters.slack.pages import Pages
from adapters.slack.patience import retry_handlers
from adapters.slack.people import People
from adapters.slack.pictures import Pictures
from adapters.slack.posting import Poster
from adapters.slack.sessions import open_session
from adapters.slack.speaking import Speaker
from adapters.slack.surface import INSTALL_PATH, REDIRECT_PATH, SCOPES
from adapters.slack.uploads import Uploads
from adapters.slack.workspaces import Workspace, Workspaces, introduce
from bot.app import Bot
from bot.errors import StartError
from bot.ports import Clock, KeyValue
from bot.replies.words import Words

CALL_S = 30.0
RECONNECT_S = 5.0
PING_S = 10.0
WORDS = Path(__file__).parent / "words"
SDK = "slack_sdk"


def _one_line(record: logging.LogRecord) -> bool:
    """What Slack's SDK stumbles over is garbage on the line: its message says so, no traceback."""
    if SDK in Path(record.pathname).parts:
        record.exc_info = None
    return True


sdk_log = logging.getLogger("adapters.slack.sdk")
sdk_log.addFilter(_one_line)
log = logging.getLogger(__name__)


class Slack:
    """Slack, wired up. `run` talks through the socket; `routes` let Slack talk over HTTP."""

    def __init__(
        self,
        app: AsyncApp,
        access: Access,
        *,
        messenger: SlackMessenger,
        errands: Errands,
        clock: Clock,
    ) -> None:
        self.app = app
        self.messenger = messenger
        self.errands = errands
        self.access = access
        self._clock = clock

    async def run(self, *, ping_s: float = PING_S) -> None:
        """Hold the socket open until cancelled. Raises StartError where Slack refuses the token."""
        handler = AsyncSocketModeHandler(
            self.app, self.access.app_token, logger=sdk_log, ping_interval=ping_s
        )
        try:
            await self._connect(handler)
            await asyncio.Event().wait()
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]

    def routes(self) -> list[BaseRoute]:
        """For a web server that Slack and browsers can reach."""
        secret = self.access.signing_secret
        return Door(self.app, signing_secret=secret, clock=self._clock).routes()

    async def _connect(self, handler: AsyncSocketModeHandler) -> None:
        while True:
            try:
                # Asked for here: the SDK asks for ever, whatever Slack says of the token.
                opened = await self.app.client.apps_connections_open(
                    app_token=self.access.app_token
                )
                handler.client.wss_uri = opened["url"]
                await handler.connect_async()  # type: ignore[no-untyped-call]
            except SlackApiError as error:
                _refused(meaning(error))
            except (aiohttp.ClientError, TimeoutError, OSError):
                pass
            else:
                return
            log.warning("Slack cannot be reached; trying again")
            await self._clock.sleep(RECONNECT_S)


def _refused(error: Refused | Unanswered) -> None:
    """Raise StartError, unless it is Slack that is unwell."""
    if isinstance(error, Refused) and not error.passes:
        raise StartError(
            f"Slack refuses SLACK_APP_TOKEN ({error.code}). It begins "
            "with xapp- and needs the scope connections:write."
        ) from None


@asynccontextmanager
async def open_slack(
    bot: Bot,
    store: KeyValue,
    access: Access,
    *,
    clock: Clock,
    sealed: KeyValue | None = None,
    page_secrets: Sequence[bytes] = (),
) -> AsyncIterator[Slack]:
    """Build everything, lend it, and close it when its errands are done. Raises StartError.

    `sealed` keeps the tokens of the workspaces that install the app, encrypted; `page_secrets` sign
    what their browsers carry to Slack and back.
    """
    access.require()
    sdk_log.setLevel(logging.WARNING)  # at DEBUG the SDK writes down what people say
    async with open_session(timeout_s=CALL_S) as session:
        installations = None
        if access.installable:
            if sealed is None or not page_secrets:
                raise StartError(f"To let workspaces install it, set {NEEDED_KEYS}.")
            installations = Installations(sealed)
        own = await _own(session, access, clock) if access.bot_token else None
        bot.find_homes(PLATFORM, {team_place(own.team)} if own else ())
        if bot.homes(PLATFORM) == frozenset():
            log.warning("IMAGINE_HOMES names no workspace: none can install the app.")
        workspaces = Workspaces(
            lambda token: _client(session, access, clock, token), own=own, store=installations
        )
        if installations is not None:
            installations.watch(workspaces.forget)
        states = States(store, clock, page_secrets)
        flow = None
        if installations is not None:
            # The SDK fills in each token: a client of its own carries none.
            flow = _flow(bot, access, states, installations, _client(session, access, clock, ""))
        slack = _wired(bot, store, access, session, workspaces, flow, clock)
        bot.connect(PLATFORM, slack.messenger)
        try:
            yield slack
        finally:
            await slack.errands.finish()


async def _own(session: aiohttp.ClientSession, access: Access, clock: Clock) -> Workspace:
    try:
        return await _reached(session, access, clock)
    except Refused as error:
        raise StartError(
            f"Slack refuses SLACK_BOT_TOKEN ({error.code}). Copy it from the app's page, "
            "OAuth & Permissions; it begins with xoxb-."
        ) from None


async def _reached(session: aiohttp.ClientSession, access: Access, clock: Clock) -> Workspace:
    """Ask until Slack answers: a server may start before its network does."""
    while True:
        try:
            return await introduce(_client(session, access, clock, access.bot_token))
        except (Refused, Unanswered) as error:
            if isinstance(error, Refused) and not error.passes:
                raise
            log.warning("Slack cannot be reached; trying again", exc_info=True)
            await clock.sleep(RECONNECT_S)


def _client(
    session: aiohttp.ClientSession, access: Access, clock: Clock, token: str
) -> AsyncWebClient:
    return AsyncWebClient(
        token=token or None,
        base_url=access.api_base,
        session=session,
        retry_handlers=retry_handlers(clock.sleep),
        logger=sdk_log,
    )


def _wired(
    bot: Bot,
    store: KeyValue,
    access: Access,
    session: aiohttp.ClientSession,
    workspaces: Workspaces,
    flow: AsyncOAuthFlow | None,
    clock: Clock,
) -> Slack:
    words, memory, errands = Words(WORDS), Memory(store), Errands()
    people = People(workspaces, clock)
    membership = Membership(workspaces, people=people, words=words, clock=clock)
    messenger = _messenger(bot, memory, session, workspaces, membership, clock)
    tools = Tools(
        bot=bot,
        workspaces=workspaces,
        people=people,
        membership=membership,
        memory=memory,
        downloads=Downloads(workspaces, session, api_base=access.api_base),
        speaker=Speaker(workspaces, messenger, session),
        words=words,
        core=Words(),
    )
    answering, pages = Answering(tools), Pages(tools)
    modals = Modals(tools, answering, pages)
    inbound = Inbound(tools, answering, modals)
    app = _bolt(_client(session, access, clock, ""), workspaces, flow)
    Listeners(inbound, modals, pages, errands, Precedence()).register(app)
    return Slack(app, access, messenger=messenger, errands=errands, clock=clock)


def _messenger(
    bot: Bot,
    memory: Memory,
    session: aiohttp.ClientSession,
    workspaces: Workspaces,
    membership: Membership,
    clock: Clock,
) -> SlackMessenger:
    poster = Poster(memory, Turns(clock), edit_budget(clock), clock)
    uploads = Uploads(bot.file, session, clock)
    return SlackMessenger(
        workspaces,
        memory=memory,
        membership=membership,
        poster=poster,
        pictures=Pictures(memory, poster, uploads),
        glimpses=Glimpses(uploads, clock),
    )


def _bolt(client: AsyncWebClient, workspaces: Workspaces, flow: AsyncOAuthFlow | None) -> AsyncApp:
    """Signatures are checked at our own door, which knows more ways to get one wrong."""
    app = AsyncApp(
        client=client,
        authorize=workspaces,  # type: ignore[arg-type] # Bolt takes its own AsyncAuthorize too
        oauth_flow=flow,
        logger=sdk_log,
        request_verification_enabled=False,
    )
    if flow is not None:
        app.enable_token_revocation_listeners()
    return app


def _flow(
    bot: Bot, access: Access, states: States, installations: Installations, client: AsyncWebClient
) -> InstallFlow:
    base = access.public_url.rstrip("/")
    return InstallFlow(
        bot,
        client=client,
        words=Words(WORDS),
        settings=AsyncOAuthSettings(
            client_id=access.client_id,
            client_secret=access.client_secret,
            scopes=sorted(SCOPES),
            redirect_uri=f"{base}{REDIRECT_PATH}" if base else None,
            install_path=INSTALL_PATH,
            redirect_uri_path=REDIRECT_PATH,
            installation_store=installations,
            state_store=states,
            logger=sdk_log,
        ),
        logger=sdk_log,
    )
