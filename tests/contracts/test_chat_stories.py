"""The same stories on every chat platform: what people see does not depend on where they are."""

import io
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
from PIL import Image

from tests.fakes.discord.telling import open_discord
from tests.fakes.slack import house as slack
from tests.fakes.slack.world import BOT_USER, GENERAL, MIA, Message

GivenFile = tuple[str, bytes]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A finished result as people see it. `buttons` are labels by `verb:index`."""

    words: str
    pictures: tuple[bytes, ...]
    buttons: Mapping[str, str]
    private: bool
    handle: Any


class Chat(Protocol):
    """A platform with one person in one channel."""

    async def imagine(self, text: str, files: Sequence[GivenFile] = ()) -> Shown:
        """Ask for a picture and wait for it."""
        ...

    async def reply(self, to: Shown, text: str, files: Sequence[GivenFile] = ()) -> Shown:
        """Reply to a result and wait for the next one."""
        ...

    async def press(self, on: Shown, button: str) -> Shown:
        """Press a button (`verb:index`) and wait for the next result."""
        ...

    async def told(self, text: str) -> str:
        """Ask for a picture and wait for the words that come instead of it."""
        ...

    async def twice(self, text: str) -> int:
        """Ask once, let the platform deliver it twice, and count the results."""
        ...

    async def balance(self) -> int:
        """What the person can spend."""
        ...

    def alarms(self) -> list[str]:
        """What was sent that would ping or link for anyone but the person themselves."""
        ...


class OpenChat(Protocol):
    """Starts the whole product on a platform; the same folder and world is a restart."""

    def __call__(
        self, folder: Path, world: Any = None, **settings: object
    ) -> AbstractAsyncContextManager[tuple[Chat, Any]]: ...


class SlackChat:
    """Implements Chat."""

    def __init__(self, house: slack.House) -> None:
        self._house = house

    async def imagine(self, text: str, files: Sequence[GivenFile] = ()) -> Shown:
        if not files:
            return await self._made(self._house.people.command(text))
        bot = self._house.world.teams["T0TEAM"].bot_user
        return await self._made(self._house.people.says(f"<@{bot}> {text}", files=files))

    async def reply(self, to: Shown, text: str, files: Sequence[GivenFile] = ()) -> Shown:
        card: Message = to.handle
        says = self._house.people.says
        # Discord's replies ping whom they answer; here a picture alone is the bot's if it is named.
        text = text or f"<@{BOT_USER}>"
        return await self._made(says(text, channel=card.channel, thread=card.root, files=files))

    async def press(self, on: Shown, button: str) -> Shown:
        verb, index = button.split(":")
        key = slack.button(on.handle, verb, int(index))
        return await self._made(self._house.people.press(on.handle, key))

    async def told(self, text: str) -> str:
        before = len(self._house.world.whispers(MIA))
        await self._house.people.command(text)
        await self._house.world.until(lambda: len(self._house.world.whispers(MIA)) > before)
        return self._house.world.whispers(MIA)[-1]

    async def twice(self, text: str) -> int:
        before = len(self._house.world.cards())
        await self._made(self._house.people.command(text))
        await self._house.again()
        await self._house.quiet()
        return len(self._house.world.cards()) - before

    async def balance(self) -> int:
        return await self._house.balance()

    def alarms(self) -> list[str]:
        found = []
        for call in self._house.world.calls:
            for name in ("text", "initial_comment"):
                said = str(call.arguments.get(name, "")).replace(f"<@{MIA}>", "")
                found += [said] if "<" in said else []
            blocks = str(call.arguments.get("blocks", ""))
            found += [blocks] if "mrkdwn" in blocks or "'broadcast'" in blocks else []
        return found

    async def _made(self, act: Awaitable[object]) -> Shown:
        card = await self._house.made(act)
        files = [self._house.world.files[id_] for id_ in card.pictures()]
        buttons = {f"{k.split(':')[0]}:{k.split(':')[2]}": v for k, v in card.buttons().items()}
        return Shown(
            words=card.words(),
            pictures=tuple(file.data for file in files),
            buttons=buttons,
            private=card.channel != GENERAL,
            handle=card,
        )


@asynccontextmanager
async def open_slack(
    folder: Path, world: Any = None, **settings: object
) -> AsyncIterator[tuple[Chat, Any]]:
    async with slack.open_house(folder, world=world, **settings) as house:
        yield SlackChat(house), house.world


PLATFORMS: dict[str, OpenChat] = {"discord": open_discord, "slack": open_slack}


@pytest.fixture(params=sorted(PLATFORMS))
def open_chat(request: pytest.FixtureRequest) -> OpenChat:
    return PLATFORMS[request.param]


@pytest.fixture
async def chat(open_chat: OpenChat, tmp_path: Path) -> AsyncIterator[Chat]:
    async with open_chat(tmp_path) as (chat, _):
        yield chat


def png(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(out, "PNG")
    return out.getvalue()


def size(data: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(data)) as image:
        return image.size


async def test_words_become_pictures_of_the_size_asked_for_at_the_price_told(chat: Chat) -> None:
    shown = await chat.imagine('a poster that says "OPEN LATE" in neon --ratio 4:5 -n 2')
    assert [size(data) for data in shown.pictures] == [(1024, 1280)] * 2
    assert "−2" in shown.words
    assert await chat.balance() == 98
    assert {"again:0", "vary:1", "vary:2", "upscale:2", "edit:1", "delete:0"} <= set(shown.buttons)
    assert "credit" in shown.buttons["vary:1"]


async def test_a_reply_edits_the_picture_it_names(chat: Chat) -> None:
    first = await chat.imagine("a red house -n 2 --ratio 3:2")
    edit = await chat.reply(first, "#2 put this logo in the corner", [("logo.png", png("blue"))])
    assert [size(data) for data in edit.pictures] == [(1536, 1024)]
    assert "logo.png" in edit.words
    assert "-2.png" in edit.words


async def test_a_reply_with_a_picture_alone_uses_it(chat: Chat) -> None:
    first = await chat.imagine("a red house -n 2 --ratio 3:2")
    edit = await chat.reply(first, "", [("logo.png", png("blue"))])
    assert [size(data) for data in edit.pictures] == [(1536, 1024)]
    assert "logo.png" in edit.words
    assert "Use the picture I attached" in edit.words


async def test_a_reply_to_an_edit_edits_the_edit(chat: Chat) -> None:
    first = await chat.imagine("a lake")
    second = await chat.reply(first, "at night")
    third = await chat.reply(second, "with a boat")
    assert "at-night" in third.words or "night-1.png" in third.words


async def test_files_become_references(chat: Chat) -> None:
    shown = await chat.imagine("a mug with this", [("logo.png", png())])
    assert "logo.png" in shown.words


async def test_a_button_makes_the_next_picture_at_the_price_on_it(chat: Chat) -> None:
    first = await chat.imagine("a lighthouse")
    before = await chat.balance()
    vary = await chat.press(first, "vary:1")
    price = int("".join(char for char in first.buttons["vary:1"] if char.isdigit()))
    assert before - await chat.balance() == price
    assert vary.pictures != first.pictures


async def test_what_is_delivered_twice_is_done_once(chat: Chat) -> None:
    assert await chat.twice("a fox") == 1
    assert await chat.balance() == 99


async def test_a_slip_is_told_with_what_was_meant_and_costs_nothing(chat: Chat) -> None:
    assert "--quality" in await chat.told("a fox --qualty high")
    assert await chat.balance() == 100


async def test_too_few_credits_are_told_before_anything_is_drawn(
    open_chat: OpenChat, tmp_path: Path
) -> None:
    async with open_chat(tmp_path, starting_credits=1) as (chat, _):
        told = await chat.told("a fox -n 4")
        assert "4 credits" in told
        assert await chat.balance() == 1


async def test_a_private_picture_is_for_its_person_alone(chat: Chat) -> None:
    shown = await chat.imagine("a surprise --private")
    assert shown.private
    assert "publish:0" in shown.buttons


async def test_a_prompt_pings_nobody(chat: Chat) -> None:
    await chat.imagine("a sign: @everyone @here &lt;!channel&gt; <!here> https://x.test *b*")
    assert chat.alarms() == []


async def test_buttons_and_replies_outlive_a_restart(open_chat: OpenChat, tmp_path: Path) -> None:
    async with open_chat(tmp_path) as (chat, world):
        first = await chat.imagine("a harbour")
    async with open_chat(tmp_path, world) as (chat, _):
        again = await chat.press(first, "again:0")
        assert again.pictures == first.pictures
        edit = await chat.reply(first, "in winter")
        assert "winter" in edit.words
