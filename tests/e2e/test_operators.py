"""Who hears of an outage that only people can end: the operator's admins, once, alone, and soon."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import DeliveryError
from bot.models import Audience, ChatRef, UserRef
from tests.fakes.hurried import HurriedClock
from tests.fakes.messenger import Post
from tests.fakes.openai_server import Answer, OpenAIServer, error, pictures, png
from tests.fakes.studio import Studio, Watched, member, open_studio

ADA = UserRef(platform="desk", id="ada")
EVE = UserRef(platform="desk", id="eve")
WRONG_KEY = error(401, code="invalid_api_key")
UNVERIFIED = error(403, message="Your organization must be verified to use the model.")


@dataclass(kw_only=True)
class Desk(Watched):
    """A platform on which everyone but eve can be written to."""

    asked: list[UserRef] = field(default_factory=list)

    async def direct(self, user: UserRef) -> ChatRef | None:
        self.asked.append(user)
        return None if user == EVE else ChatRef(platform="desk", id=f"only-{user.id}")


@dataclass(frozen=True, kw_only=True)
class Scene:
    studio: Studio
    desk: Desk
    server: OpenAIServer

    async def failed(self, words: str = "a cat") -> str:
        return (await self.studio.made(f"/imagine {words}")).reply.code

    def outages(self) -> list[Post]:
        return [post for post in self.desk.posts if post.reply.code == "outage"]

    async def told(self, count: int) -> list[Post]:
        await self.desk.until(lambda: len(self.desk.posts) >= count)
        return self.desk.posts


@asynccontextmanager
async def scene(folder: Path, always: Answer, *, admins: str = str(ADA)) -> AsyncIterator[Scene]:
    async with OpenAIServer() as server:
        server.always = always
        async with open_studio(
            folder,
            clock=HurriedClock(),
            openai_base_url=server.base_url,
            openai_api_key="wrong",
            admins=admins,
        ) as studio:
            desk = Desk()
            studio.bot.connect("desk", desk)
            yield Scene(studio=studio, desk=desk, server=server)


async def test_admins_hear_of_a_wrong_key_once_and_alone(tmp_path: Path) -> None:
    async with scene(tmp_path, WRONG_KEY) as on:
        for _ in range(3):
            assert await on.failed() == "picture-failed-key"
        (post,) = await on.told(1)
        assert on.server.posts == 1
        assert (post.chat.id, post.to) == ("only-ada", ADA)
        assert post.reply.audience is Audience.REQUESTER
        assert post.reply.text.startswith("openai does not accept the key")
        assert "wrong" not in post.reply.text
        assert len(on.desk.posts) == 1


async def test_what_concerns_one_model_names_it_and_leaves_the_others(tmp_path: Path) -> None:
    async with scene(tmp_path, UNVERIFIED) as on:
        assert await on.failed() == "picture-failed-permission"
        (post,) = await on.told(1)
        assert "gpt-image-2. " in post.reply.text
        on.server.always = pictures(png(1024, 1024))
        assert await on.failed("a cat --model gpt-image-2.5-flare") == "ok"


async def test_the_next_outage_is_told_again(tmp_path: Path) -> None:
    async with scene(tmp_path, UNVERIFIED) as on:
        await on.failed("a cat")
        await on.failed("a cat --model gpt-image-2.5-flare")
        first, second = await on.told(2)
        assert first.key != second.key
        assert "gpt-image-2.5-flare" in second.reply.text


async def test_each_reads_it_in_the_language_of_their_last_picture(tmp_path: Path) -> None:
    async with scene(tmp_path, WRONG_KEY, admins="test:mia,test:ben") as on:
        on.studio.chat = on.desk
        on.studio.bot.connect("test", on.desk)
        german = member("mia", locale="de")
        await on.studio.made("/imagine ein Fuchs --model sketch", german)
        await on.studio.made("/imagine ein Hase", german)
        await on.desk.until(lambda: len(on.outages()) == 2)
        told = {post.to.id: post.reply.text for post in on.outages() if post.to}
        assert told["mia"].startswith("openai nimmt den eingetragenen Schlüssel nicht an")
        assert told["ben"].startswith("openai does not accept the key")


async def test_a_chat_that_is_down_is_tried_again(tmp_path: Path) -> None:
    async with scene(tmp_path, WRONG_KEY) as on:
        on.desk.faults.extend([DeliveryError("down"), DeliveryError("down")])
        await on.failed()
        await on.told(1)
        assert len(on.desk.tries) == 3


async def test_who_cannot_be_reached_does_not_keep_it_from_the_others(tmp_path: Path) -> None:
    admins = "desk:eve,desk:zoe,desk:ada,test:mia,elsewhere:1"
    async with scene(tmp_path, WRONG_KEY, admins=admins) as on:
        on.desk.faults.append(DeliveryError("closed", permanent=True))
        await on.failed()
        (post,) = await on.told(1)
        assert post.to is not None
        assert post.to.id in {"ada", "zoe"}  # whose post came first, failed
        assert len(on.desk.tries) == 2
        assert sorted(user.id for user in on.desk.asked) == ["ada", "eve", "zoe"]


async def test_the_refund_waits_for_no_chat(tmp_path: Path) -> None:
    async with scene(tmp_path, WRONG_KEY) as on:
        before = await on.studio.balance()
        on.desk.gates[ChatRef(platform="desk", id="only-ada")] = asyncio.Event()
        await on.failed()
        assert await on.studio.balance() == before
        assert on.desk.posts == []
