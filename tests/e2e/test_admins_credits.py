"""What admins see and move of other people's credits, and what nobody else does."""

from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import DeliveryError
from bot.models import Audience, ChatRef, Reply, Tone, UserRef, Verb
from tests.fakes.studio import ADA, BEN, CHAT, MIA, PLATFORM, Studio, Watched, button, open_studio

NAMES = {f"@{name}": UserRef(platform=PLATFORM, id=name) for name in ("mia", "ben", "noor")}


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


async def told(studio: Studio, text: str, caller: object = ADA) -> Reply:
    answer = await studio.say(text, caller, mentions=NAMES)  # type: ignore[arg-type]
    assert isinstance(answer, Reply)
    return answer


def whispered(reply: Reply) -> bool:
    return reply.audience is Audience.REQUESTER


async def test_an_admin_sees_the_balance_of_the_person_named(studio: Studio) -> None:
    await studio.made("/imagine a fox -n 3")
    for text in ("/credits balance @mia", "/balance @mia"):
        reply = await told(studio, text)
        assert reply.text == "@mia has 97 credits to spend."
        assert whispered(reply)
    assert (await told(studio, "/credits balance")).text == "You have 100 credits to spend."


async def test_an_admin_sees_the_history_of_the_person_named(studio: Studio) -> None:
    await studio.made("/imagine a fox -n 3")
    reply = await told(studio, "/credits history @mia")
    assert "@mia" in reply.text
    assert whispered(reply)
    assert [field.value.split(" ")[0] for field in reply.fields] == ["−3", "+100"]
    assert len((await told(studio, "/credits history")).fields) == 1


async def test_each_charge_in_ones_own_history_names_its_picture(studio: Studio) -> None:
    result = await studio.made(f"/imagine a red\nfox {'in the snow ' * 20}-n 2")
    gone = await studio.made("/imagine a mistake")
    await studio.press(button(gone.reply, Verb.DELETE))
    values = [field.value for field in (await told(studio, "/credits history", MIA)).fields]
    assert values[0] == "−1 credit for pictures · 97 left"
    assert values[1].startswith("−2 credits for “a red fox in the snow")
    assert values[1].endswith("…” · 98 left")
    assert len(values[1]) < 100
    assert result.reply.job is not None


async def test_what_others_drew_is_not_told_with_what_it_cost(studio: Studio) -> None:
    await studio.made("/imagine a surprise --private")
    reply = await told(studio, "/credits history @mia")
    assert reply.fields[0].value == "−1 credit for pictures · 99 left"


async def test_nobody_else_sees_them(studio: Studio) -> None:
    await studio.balance(BEN)
    for what in ("balance", "history"):
        reply = await told(studio, f"/credits {what} @ben", MIA)
        assert reply.code == "not-allowed-admin-only"
    assert (await told(studio, "/credits balance @mia", MIA)).text.startswith("You have 100")


async def test_a_person_who_never_came_is_named_and_not_made(studio: Studio) -> None:
    for what in ("balance", "history"):
        for _ in range(2):
            reply = await told(studio, f"/credits {what} @noor")
            assert reply.code == "unknown-person"
            assert "@noor" in reply.text


async def test_a_name_that_nobody_has_is_told(studio: Studio) -> None:
    reply = await told(studio, "/credits balance @nobody")
    assert reply.code == "invalid-prompt-grant-unknown-user"


async def test_no_more_is_taken_back_than_there_is(studio: Studio) -> None:
    await studio.balance(MIA)
    reply = await told(studio, "/credits revoke @mia 100000")
    assert reply.tone is Tone.WARNING
    assert whispered(reply)
    assert "@mia has 100 credits" in reply.text
    assert await studio.balance(MIA) == 100
    reply = await told(studio, "/credits revoke @mia 100")
    assert whispered(reply), "what a person has left is not for everyone"
    assert await studio.balance(MIA) == 0


async def test_where_there_is_nothing_to_take_back_only_the_admin_hears(studio: Studio) -> None:
    await told(studio, "/credits revoke @ben 100")
    reply = await told(studio, "/credits revoke @ben 5")
    assert whispered(reply)
    assert reply.text == "@ben has no credits that could be taken back."


class Desk(Watched):
    """A platform on which everyone can be written to alone."""

    async def direct(self, user: UserRef) -> ChatRef | None:
        return ChatRef(platform=PLATFORM, id=f"only-{user.id}")

    def letters(self) -> dict[str, str]:
        return {post.chat.id: post.reply.text for post in self.posts if post.chat != CHAT}


async def test_everyone_is_told_alone_what_came_and_went(studio: Studio) -> None:
    desk = Desk()
    studio.bot.connect(PLATFORM, desk)
    await told(studio, "/credits grant @mia 5 for the poster")
    await desk.until(lambda: len(desk.letters()) == 1)
    users = {NAMES[name]: name for name in ("@ben", "@noor")}
    order = studio.order("@all 7", ADA, mentions={"@all": NAMES["@ben"]})
    await studio.bot.share(order, {**users, ADA.user: "@ada"})
    await desk.until(lambda: len(desk.letters()) == 3)
    assert desk.letters() == {
        "only-mia": "ada gave you 5 credits. Reason: for the poster You have 105 credits to spend.",
        "only-ben": "ada gave you 7 credits. You have 107 credits to spend.",
        "only-noor": "ada gave you 7 credits. You have 107 credits to spend.",
    }
    assert all(whispered(post.reply) for post in desk.posts)


async def test_who_cannot_be_told_keeps_nobody_from_being_told(studio: Studio) -> None:
    desk = Desk(faults=deque([DeliveryError("blocked", permanent=True)]))
    studio.bot.connect(PLATFORM, desk)
    await told(studio, "/credits grant @mia 5")
    await told(studio, "/credits revoke @ben 5")
    await desk.until(lambda: bool(desk.letters()))
    assert desk.letters() == {
        "only-ben": "ada took back 5 credits of yours. You have 95 credits to spend."
    }
    assert (await told(studio, "/credits balance @mia")).text == "@mia has 105 credits to spend."
