"""The connection to Discord: it is kept up by all means, and closed after everything else."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import discord

from adapters.discord.answering import Answering
from adapters.discord.application import Options, application_info, intents_for, point_at
from adapters.discord.away import Away
from adapters.discord.buttons import dynamic_items
from adapters.discord.commands import Tree
from adapters.discord.connection import Connection
from adapters.discord.continuing import Continuing
from adapters.discord.downloads import Downloads
from adapters.discord.earlier import EarlierPosts
from adapters.discord.granting import Granting
from adapters.discord.hearing import Hearing
from adapters.discord.home_members import HomeMembers
from adapters.discord.homes import Homes
from adapters.discord.ids import PLATFORM
from adapters.discord.inbound import Inbound
from adapters.discord.languages import Languages
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.once import Once
from adapters.discord.originals import Originals
from adapters.discord.parcels import Packing
from adapters.discord.policies import Policies
from adapters.discord.presses import Presses
from adapters.discord.sending import Sending
from adapters.discord.syncing import CommandSync
from adapters.discord.talks import Talks
from adapters.discord.threads import Threads
from adapters.errands import Errands
from adapters.links import Links
from adapters.precedence import Precedence
from bot.app import Bot
from bot.errors import StartError
from bot.ports import KeyValue

BACKOFF_S = (1, 5, 15, 30, 60)
"""Between connections that did not come up or broke down; the last repeats."""
STEADY_S = 300.0
"""A connection that held for this long starts the waits anew."""

CANCEL_S = 0.2
"""How long a task has to end once it is cancelled, before it is cancelled again."""

BROKEN = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)

log = logging.getLogger(__name__)


class Client(discord.AutoShardedClient):
    """Hands events to the rooms. It keeps no messages and no members."""

    def __init__(
        self,
        *,
        inbound: Inbound,
        presses: Presses,
        hearing: Hearing,
        away: Away,
        languages: Languages,
        intents: discord.Intents,
    ) -> None:
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
        )
        self.tree = Tree(self, inbound, presses, languages)
        self.add_dynamic_items(*dynamic_items(presses))
        self._presses = presses
        self._hearing = hearing
        self._away = away

    async def on_ready(self) -> None:
        """A session began, which brings nothing of what was said before."""
        await self._away.catch_up(self, self._hear)

    async def on_message(self, message: discord.Message) -> None:
        """A message was posted somewhere."""
        await self._hear(message)
        await self._away.heard(message.id)

    async def _hear(self, message: discord.Message) -> None:
        if self.user is not None:
            reads_all = self.intents.message_content
            await self._hearing.hear(message, self.user.id, reads_all=reads_all)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """A message was edited, or got a preview of its links: then nobody changed its words."""
        if self.user is not None and event.message.edited_at is not None:
            reads_all = self.intents.message_content
            await self._hearing.hear_again(event.message, self.user.id, reads_all=reads_all)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """A message was deleted."""
        await self._hearing.forget(event.channel_id, event.message_id)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Forms are read here: discord.py itself knows only those this process opened."""
        if interaction.type is discord.InteractionType.modal_submit:
            await self._presses.submit(interaction)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """A defect in a handler; the connection stays."""
        log.exception("an event on Discord failed", extra={"event": event_method})


class Room:
    """Discord as `main` sees it: a messenger for the core, and a life of its own."""

    def __init__(
        self,
        *,
        bot: Bot,
        options: Options,
        messenger: DiscordMessenger,
        connection: Connection,
        make: Callable[[discord.Intents], Client],
        store: KeyValue,
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self.messenger = messenger
        self._bot = bot
        self._options = options
        self._connection = connection
        self._make = make
        self._sleep = sleep
        self._commands = CommandSync(store, sleep)
        self._client: Client | None = None

    @property
    def client(self) -> discord.Client | None:
        """The client that is logged in, if any."""
        return self._connection.now

    async def run(self) -> None:
        """Stay connected until cancelled; what was said before may still be answered then.

        Raises StartError where the token is not accepted.
        """
        point_at(self._options)
        failures = 0
        while True:
            started = asyncio.get_running_loop().time()
            try:
                await self._connect()
            except discord.LoginFailure:
                raise StartError(
                    "Discord does not accept DISCORD_TOKEN. Take a new one from the developer "
                    "portal (Bot, Reset Token)."
                ) from None
            except BROKEN as error:
                log.warning("Discord cannot be reached: %s", str(error) or type(error).__name__)
            await self.close()
            if asyncio.get_running_loop().time() - started > STEADY_S:
                failures = 0
            pause_s = BACKOFF_S[min(failures, len(BACKOFF_S) - 1)]
            log.info("trying Discord again in %g s", pause_s)
            await self._sleep(pause_s)
            failures += 1

    async def close(self) -> None:
        """Hang up."""
        self._connection.set(None)
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    def _find_homes(self, application: discord.AppInfo) -> None:
        """Every server is the operator's own, unless strangers may add the bot to theirs."""
        self._bot.find_homes(PLATFORM, () if application.bot_public else None)
        if self._bot.homes(PLATFORM) == frozenset():
            log.warning(
                "The bot is public, and IMAGINE_HOMES names none of its servers: it refuses all."
            )

    async def _connect(self) -> None:
        application = await application_info(self._options.token)
        self._find_homes(application)
        client = self._client = self._make(intents_for(application.flags))
        await client.login(self._options.token)
        self._connection.set(client)
        syncing = asyncio.create_task(self._commands.run(client.tree, client.application_id or 0))
        connecting = asyncio.create_task(client.connect(reconnect=True))
        try:
            await asyncio.wait({connecting})
            connecting.result()
        finally:
            await _end(syncing)
            await _end(connecting)


async def _end(task: "asyncio.Task[None]") -> None:
    """Cancel until it takes: Python 3.11's `wait_for` loses a cancellation to a result at once."""
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=CANCEL_S)


@asynccontextmanager
async def open_discord(
    bot: Bot,
    store: KeyValue,
    options: Options,
    *,
    links: Links | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> AsyncIterator[Room]:
    """Build the room; leaving it waits for answers that are being made, then hangs up.

    With `links` it can hand out files of any size.
    """
    async with aiohttp.ClientSession(trust_env=False) as session:
        ground = _Ground(bot, store, Downloads(session, options.cdn_base), links)
        room = Room(
            bot=bot,
            options=options,
            messenger=ground.messenger,
            connection=ground.connection,
            make=ground.client,
            store=store,
            sleep=sleep,
        )
        try:
            yield room
        finally:
            await ground.errands.finish()
            await room.close()


class _Ground:
    """What every client is made with; it stays while clients come and go."""

    def __init__(
        self, bot: Bot, store: KeyValue, downloads: Downloads, links: Links | None
    ) -> None:
        self.connection, self.errands = Connection(), Errands()
        self._precedence = Precedence()
        self._bot = bot
        self._downloads = downloads
        self._talks, self._languages = Talks(), Languages(store, self.errands)
        self._threads, self._homes = Threads(bot, store), Homes(self.connection, store)
        self._once, self._away = Once(store), Away(store)
        self._members = HomeMembers(bot, self.connection)
        self._policies = Policies(bot, store, self._homes)
        self._sending = Sending(
            self.connection, Packing(bot, self._languages), self._languages, EarlierPosts(store)
        )
        self.messenger = DiscordMessenger(
            connection=self.connection,
            sending=self._sending,
            talks=self._talks,
            threads=self._threads,
            policies=self._policies,
            languages=self._languages,
            once=self._once,
            away=self._away,
            errands=self.errands,
        )
        self._answering = Answering(
            bot=bot,
            originals=Originals(bot, self._languages, links),
            sending=self._sending,
            messenger=self.messenger,
            policies=self._policies,
            talks=self._talks,
            languages=self._languages,
            errands=self.errands,
            precedence=self._precedence,
            members=self._members,
        )
        self._granting = Granting(bot, self._languages, store, self.messenger)

    def client(self, intents: discord.Intents) -> Client:
        """A client that has not logged in yet."""
        return Client(
            inbound=self._inbound(),
            presses=self._presses(),
            hearing=self._hearing(),
            away=self._away,
            languages=self._languages,
            intents=intents,
        )

    def _inbound(self) -> Inbound:
        return Inbound(
            bot=self._bot,
            answering=self._answering,
            granting=self._granting,
            policies=self._policies,
            threads=self._threads,
            downloads=self._downloads,
            languages=self._languages,
        )

    def _presses(self) -> Presses:
        return Presses(
            bot=self._bot,
            answering=self._answering,
            granting=self._granting,
            continuing=Continuing(self._bot, self._threads, self._languages),
            downloads=self._downloads,
            languages=self._languages,
            talks=self._talks,
        )

    def _hearing(self) -> Hearing:
        return Hearing(
            bot=self._bot,
            messenger=self.messenger,
            threads=self._threads,
            homes=self._homes,
            downloads=self._downloads,
            languages=self._languages,
            once=self._once,
            errands=self.errands,
            precedence=self._precedence,
            members=self._members,
        )
