"""Who may do what: asked before anything is done, shown or looked up for them."""

from types import SimpleNamespace
from typing import Any

import discord
import pytest
from discord import ui

from adapters.discord.buttons import dynamic_items
from adapters.discord.continuing import Continuing
from adapters.discord.granting import Granting
from adapters.discord.languages import Languages
from adapters.discord.presses import Presses
from adapters.discord.talks import Talk, Talks
from bot.models import JobId, Reply

OWNER, STRANGER = 7, 8


def a_talk(user: int = STRANGER, **more: object) -> Talk:
    interaction: Any = SimpleNamespace(
        id=1,
        user=SimpleNamespace(id=user, display_name="eve"),
        locale=discord.Locale.american_english,
        channel_id=5,
        channel=None,
        guild_id=None,
        message=None,
        is_expired=lambda: False,
        **more,
    )
    return Talk(interaction=interaction, seated=False)


class Core:
    """A bot that answers nothing and remembers what it was asked."""

    def __init__(self, *, may_grant: bool = False) -> None:
        self.asked: list[str] = []
        self._may = may_grant

    async def owns(self, job: JobId, caller: Any) -> bool:
        return bool(caller.user.id == str(OWNER))

    def may_grant(self, _: object) -> bool:
        return self._may

    async def press(self, _: object) -> None:
        self.asked.append("press")

    async def grant(self, _: object) -> Reply:
        self.asked.append("grant")
        return Reply(text="Admins only.", code="not-allowed-admin-only")


class Answering:
    """Runs what an interaction asks for, with one talk."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def answer(self, _: object, ask: Any, **__: object) -> None:
        await ask(self._talk)


@pytest.mark.parametrize(("user", "adopted"), [(OWNER, True), (STRANGER, False)])
@pytest.mark.parametrize("verb", ["publish", "repost"])
async def test_what_comes_of_a_job_goes_through_a_press_of_its_owner_alone(
    user: int, adopted: bool, verb: str
) -> None:
    talk, talks, core = a_talk(user), Talks(), Core()
    unused: Any = None
    presses = Presses(
        bot=core,  # type: ignore[arg-type]
        answering=Answering(talk),  # type: ignore[arg-type]
        granting=unused,
        continuing=unused,
        downloads=unused,
        languages=unused,
        talks=talks,
    )
    await presses.press(talk.interaction, f"{verb}:j1:0")
    assert (talks.of_job(JobId("j1")) is talk) is adopted
    assert core.asked == ["press"]


@pytest.mark.parametrize(
    ("sent", "told"), [("recipe:j1:0", "recipe:j1:0"), ("publish:j2:0", ""), ("delete:j1:0", "")]
)
async def test_only_what_a_menu_offers_can_be_chosen(
    monkeypatch: pytest.MonkeyPatch, sent: str, told: str
) -> None:
    heard: list[str] = []

    class Pressed:
        async def press(self, _: object, key: str) -> None:
            heard.append(key)

    async def shown(*_: object) -> None:
        return None

    monkeypatch.setattr("adapters.discord.buttons.show_afresh", shown)
    select: ui.Select[Any] = ui.Select(
        custom_id="more:1", options=[discord.SelectOption(label="Recipe", value="recipe:j1:0")]
    )
    select._values = [sent]
    chosen: Any = dynamic_items(Pressed())[1]
    item = await chosen.from_custom_id(None, select, None)
    await item.callback(None)
    assert heard == [told]


async def test_a_role_is_not_looked_into_for_somebody_who_may_not_grant() -> None:
    class Role(discord.Role):
        def __init__(self) -> None:
            self.id = 1

        @property
        def guild(self) -> Any:
            raise AssertionError("looked up")

    core = Core()
    unused: Any = None
    granting = Granting(core, Languages(), unused, unused)  # type: ignore[arg-type]
    answer = await granting.move(a_talk(), Role(), 1)
    assert isinstance(answer, Reply)
    assert answer.code == "not-allowed-admin-only"
    assert core.asked == ["grant"]


async def test_a_thread_is_opened_for_those_alone_who_may_open_one() -> None:
    class Message:
        async def create_thread(self, **_: object) -> None:
            raise AssertionError("opened")

    talk = a_talk(app_permissions=discord.Permissions.all(), permissions=discord.Permissions.none())
    talk.interaction.message = Message()  # type: ignore[assignment]
    unused: Any = None
    answer = await Continuing(unused, unused, Languages()).open_thread(talk)
    assert isinstance(answer, Reply)
    assert answer.code == "thread-not-yours"
