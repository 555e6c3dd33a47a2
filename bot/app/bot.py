"""Bot: the use cases, one method each. Adapters call these and render what comes back."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.app.cases import UseCases
from bot.app.events import Answer
from bot.app.parts import Parts
from bot.app.reports import Inspected, JobReport, Shown
from bot.app.running import Engine
from bot.models import (
    SHOWING,
    ActionKey,
    Caller,
    ChatRef,
    Completion,
    Download,
    Finding,
    JobId,
    MessageRef,
    Order,
    PictureRef,
    Preferences,
    Press,
    PricePreview,
    Reply,
    TeamId,
    UserRef,
)
from bot.ports import Messenger


@dataclass(frozen=True, kw_only=True)
class About:
    """What an adapter may show at its door."""

    model: str
    sketch: bool
    starting_credits: int


class Bot:
    """The product. No method raises for something a person did: the Answer says it."""

    def __init__(self, parts: Parts, cases: UseCases, engine: Engine) -> None:
        self._parts = parts
        self._do = cases
        self._engine = engine

    def connect(self, platform: str, messenger: Messenger) -> None:
        """Register where messages for a platform's chats go. Called before `run`."""
        self._parts.messengers[platform] = messenger

    def find_homes(self, platform: str, places: Collection[str] | None) -> None:
        """Say which servers or workspaces are the operator's own where no setting names them.

        None: all of the platform's are, for nobody else could add the bot. Until this is called,
        none is.
        """
        self._parts.people.teams.find_homes(platform, places)

    def homes(self, platform: str) -> frozenset[str] | None:
        """The servers or workspaces that are the operator's own; None: all of them."""
        return self._parts.people.teams.homes(platform)

    def lets_in(self, place: str) -> bool:
        """Whether the bot serves a server or workspace: a home, or any where guests may come."""
        return self._parts.people.lets_in(place)

    async def teams_of(self, user: UserRef) -> Sequence[TeamId]:
        """The teams in which a user has been seen, whatever has become of them since."""
        return await self._do.reports.teams_of(user)

    async def run(self) -> None:
        """Recover, then work and deliver until cancelled; waits for what it started."""
        await self._engine.run()

    async def claim_event(
        self, key: str, caller: Caller, chat: ChatRef, *, action: ActionKey | None = None
    ) -> bool:
        """Claim an event before it is acknowledged: what then dies with the process is known.

        False for one that was delivered before: it is acknowledged, and no more. Otherwise the
        method it is meant for is called with the same key, and `event_answered` in the end.
        `action` is the button's, of a press. Raises nothing.
        """
        debounce = _debounce(caller, action) if action else ""
        return await self._do.events.claim_ahead(key, caller, chat, debounce=debounce)

    async def event_answered(self, key: str) -> None:
        """What was claimed with `claim_event` is dealt with, and its person has seen the answer."""
        await self._do.events.note_answered(key)

    async def say(self, order: Order) -> Answer:
        """Understand a whole line of chat: `/imagine ...`, `/credits ...`, a reply, plain words."""
        return await self._once(order, self._do.routing.said)

    async def imagine(self, order: Order) -> Answer:
        """Make pictures, or edit where the order points at a picture."""
        return await self._once(order, self._do.ordering.order)

    async def edit(self, order: Order) -> Answer:
        """Edit the picture replied to or named; refused, and free, where there is none.

        What is said in chat may be talk (`addressed`). `options` may be the values of the form
        that `form` opened: of an edit (change, keep, ratio), or of a refused job (prompt).
        """
        return await self._once(order, self._do.routing.edit)

    async def message_deleted(self, message: MessageRef) -> None:
        """A person took a message back: what it ordered and has not begun is cancelled, free."""
        await self._do.corrections.deleted(message)

    async def message_edited(self, order: Order) -> Answer:
        """A person changed their words: a job that has not begun is ordered anew with them.

        The event key is one of this edit. Nothing happens where the job has begun, or was none.
        """
        return await self._once(order, self._do.corrections.edited)

    def is_talk(self, order: Order) -> bool:
        """Whether a line of chat is mere talk, which is answered by nothing."""
        return self._do.routing.is_talk(order)

    async def enhance(self, order: Order) -> Answer:
        """Show better words for a picture beside the person's own; free until one is chosen.

        Without words, and in reply to a picture, it is that picture's words.
        """
        return await self._once(order, self._do.ordering.enhance)

    async def compare(self, order: Order) -> Answer:
        """Make the same picture with each of 2 to 4 models: the option, or flag, `models`."""
        return await self._once(order, self._do.ordering.compare)

    async def settings(self, order: Order) -> Answer:
        """Show or change defaults: `quality medium`, `channel ratio 4:5`, `reset`.

        A channel's and a server's are for admins. `options` may be scope, reset and the settings.
        """
        return await self._once(order, self._do.preferring.settings)

    async def policy(self, order: Order) -> Preferences:
        """What holds in an order's chat for everyone: spoilers, age-restricted channels."""
        return await self._do.preferring.policy(order)

    async def privacy(self, order: Order) -> Answer:
        """What is kept of the caller and why; the text `export` or `delete` acts on it."""
        return await self._once(order, self._do.privacy.privacy)

    async def inbox(self, caller: Caller) -> Reply:
        """The caller's pictures that no chat would take, each with a way to post it here."""
        return await self._do.inbox.inbox(caller)

    async def press(self, press: Press) -> Answer:
        """Do what a button says. EDIT answers a Form, whose values come back through `edit`.

        A second press within 2 s, by the same person, of the same button that costs or posts
        something does nothing; one that only shows something can be pressed again at once.
        """
        return await self._do.events.once(
            press.event_key,
            press.caller,
            press.chat,
            lambda: self._do.presses.act(press),
            debounce=_debounce(press.caller, press.action),
        )

    async def form(self, order: Order) -> Answer:
        """The form for an order: an edit where it points at a picture, else a new picture.

        Its values come back as the options of `imagine` or `edit`. Claims no event.
        """
        return await self._do.events.answered(order.caller, lambda: self._do.forming.form(order))

    async def preview(self, order: Order) -> PricePreview:
        """Price a text, or a form's values, while it is typed. Reads no file and costs nothing."""
        return await self._do.previewing.preview(order)

    async def complete(self, order: Order) -> Sequence[Completion]:
        """Suggest commands, flags and values for the end of a text being typed.

        Its `options` are the values chosen so far on structured surfaces. The prices shown count
        them, and what holds in its chat. Claims no event.
        """
        return await self._do.previewing.complete(order)

    async def help(self, caller: Caller) -> Reply:
        """What can be typed here."""
        return self._do.guide.help(caller)

    async def models(self, caller: Caller) -> Reply:
        """The models, with prices, licences and measured speed."""
        return await self._do.guide.models(caller)

    async def status(self, caller: Caller) -> Reply:
        """Each provider's uptime and speed over the last day, the queue, and the version."""
        return await self._do.guide.status(caller)

    async def queue(self, caller: Caller) -> Reply:
        """The caller's open jobs with position and ETA, each with a Cancel button."""
        return await self._do.guide.queue(caller)

    async def available(self, caller: Caller) -> int:
        """How many credits the caller can spend now."""
        return (await self._do.wallet.read(caller)).available

    async def balance(self, caller: Caller) -> Reply:
        """What the caller can spend, what is held, what expires when."""
        return await self._do.wallet.balance(caller)

    async def history(self, caller: Caller) -> Reply:
        """The caller's latest movements of credits."""
        return await self._do.wallet.history(caller)

    async def balance_of(self, order: Order) -> Answer:
        """The balance of whom the text names, made by nobody's asking. Admins only."""
        act = self._do.wallet.balance_asked
        return await self._do.events.answered(order.caller, lambda: act(order))

    async def history_of(self, order: Order) -> Answer:
        """The latest movements of whom the text names. Admins only."""
        act = self._do.wallet.history_asked
        return await self._do.events.answered(order.caller, lambda: act(order))

    async def grant(self, order: Order) -> Answer:
        """Give credits: the text is `@user AMOUNT [expires:30d] [reason]`. Admins only.

        The text may be the user alone, and the options amount, expires and reason.
        """
        return await self._once(order, self._do.wallet.grant)

    async def revoke(self, order: Order) -> Answer:
        """Take unspent credits back: the text is `@user AMOUNT [reason]`. Admins only.

        The text may be the user alone, and the options amount and reason.
        """
        return await self._once(order, self._do.wallet.revoke)

    async def share(
        self, order: Order, users: Mapping[UserRef, str], *, back: bool = False, group: str = ""
    ) -> Answer:
        """Give credits to all of `users`, or take them `back`: from all, or from none. Admins only.

        The text names the group as if it were one person. One line tells of all, where the words
        for them are given as `group`; else each has a line.
        """
        sharing = self._do.sharing
        act = sharing.revoke if back else sharing.grant

        async def moved(order: Order) -> Reply:
            told = await act(order, users, group=group)
            return replace(told[-1], text="\n".join(one.text for one in told))

        return await self._once(order, moved)

    async def original(self, picture: PictureRef, caller: Caller) -> Download:
        """The untouched bytes of a picture. Raises SourceNotFound, or NotAllowed for a private one.

        The one method that raises UserError: its caller answers with a file or with none.
        """
        return await self._do.tidying.download(picture, caller)

    @asynccontextmanager
    async def file(self, sha256: str) -> AsyncIterator[Path]:
        """Lend a local file with these bytes, finished or not. Raises FileNotFoundError."""
        async with AsyncExitStack() as stack:
            try:
                path = await stack.enter_async_context(self._parts.assets.local(sha256))
            except FileNotFoundError:
                path = await stack.enter_async_context(self._parts.partials.local(sha256))
            yield path

    async def report(self, job: JobId) -> JobReport | None:
        """Read a job for a program."""
        return await self._do.reports.job(job)

    async def shown(self, message: MessageRef, caller: Caller) -> Shown | None:
        """The job that a message of ours is about, as the caller stands to it."""
        return await self._do.reports.shown(message, caller)

    async def owns(self, job: JobId, caller: Caller) -> bool:
        """Whether a job was ordered by the caller."""
        return await self._do.reports.owns(job, caller)

    def may_grant(self, caller: Caller) -> bool:
        """Whether the caller may move credits: asked before a group's members are looked up."""
        return self._parts.people.is_admin(caller)

    async def recipe(self, job: JobId, caller: Caller) -> Answer:
        """How a job was asked for, as a line that can be copied and changed."""
        return await self._do.events.answered(caller, lambda: self._do.reports.recipe(job, caller))

    async def inspect(self, path: Path, caller: Caller) -> Inspected:
        """What the intake of references makes of a local file, in words."""
        return await self._do.reports.inspect(path, caller)

    async def check(self) -> Sequence[Finding]:
        """Look at the core's own health, for the operator."""
        return await self._do.checkup.run()

    def about(self) -> About:
        """What the operator has connected."""
        return About(
            model=self._parts.catalog.get(self._parts.catalog.default).title,
            sketch=self._parts.sketch,
            starting_credits=self._parts.people.starting_credits,
        )

    async def _once(self, order: Order, act: Callable[[Order], Awaitable[Answer]]) -> Answer:
        return await self._do.events.once(
            order.event_key, order.caller, order.chat, lambda: act(order), silent_for_job=True
        )


def _debounce(caller: Caller, action: ActionKey) -> str:
    """By what a second press is known; empty for buttons that only show something."""
    return "" if action.verb in SHOWING else f"{caller.user} {action}"
