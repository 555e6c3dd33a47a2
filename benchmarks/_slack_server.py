"""A fake Slack with a crowd in it: `python -m benchmarks._slack_server`. Prints its address."""

import asyncio

from adapters.slack.surface import SCOPES
from benchmarks._acks import PEOPLE
from bot.app.clock import SystemClock
from tests.fakes.slack import methods
from tests.fakes.slack.methods import Methods
from tests.fakes.slack.server import Server
from tests.fakes.slack.world import BOT_USER, Channel, File, User, World, furnished

TOKEN = "xoxb-one"


def person(number: int) -> str:
    return f"U0P{number:04}"


def channel(number: int) -> str:
    """Each person's own: a channel takes a post a second, and nothing else would be measured."""
    return f"C0C{number:04}"


class Anybody(dict[str, tuple[str, int]]):
    """Every address for answers is good, as often as one likes."""

    def get(self, _: str, __: object = None) -> tuple[str, int]:
        """Whose it is, and how often it may be used."""
        return person(0), 5


class Forgetful(Methods):
    """Keeps as many zeros of an upload, which take no memory: the true bytes would be gigabytes."""

    def received(self, file: File, data: bytes) -> None:
        """Take an upload."""
        super().received(file, bytes(len(data)))


def crowded() -> World:
    world = furnished(SystemClock(), set(SCOPES))
    for number in range(PEOPLE):
        user, place = person(number), channel(number)
        world.users[user] = User(id=user, name=user.lower(), display_name=user)
        world.channels[place] = Channel(id=place, members={user, BOT_USER})
    return world


async def main() -> None:
    methods.__dict__["complaints"] = lambda *_: []  # the true one takes longer than an app
    world = crowded()
    server = Server(world)
    server.methods = Forgetful(world, lambda: server.address)
    server.addresses = Anybody()
    await server.start()
    print(server.address, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
