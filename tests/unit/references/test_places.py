import asyncio

from bot.references.places import FairPlaces


async def _hold(places: FairPlaces, person: str, entered: list[str], go: asyncio.Event) -> None:
    async with places.place(person):
        entered.append(person)
        await go.wait()


async def _settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_one_person_never_has_all_places() -> None:
    places, entered, go = FairPlaces(total=4, each=2), list[str](), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for person in ("eve", "eve", "eve", "eve", "mia"):
            group.create_task(_hold(places, person, entered, go))
        await _settle()
        assert entered == ["eve", "eve", "mia"]
        go.set()
    assert sorted(entered) == ["eve"] * 4 + ["mia"]


async def test_who_waits_is_let_in_person_by_person() -> None:
    places, entered = FairPlaces(total=1, each=1), list[str]()
    go = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for person in ("eve", "eve", "eve", "mia", "ben"):
            group.create_task(_hold(places, person, entered, go))
        await _settle()
        go.set()
    assert entered == ["eve", "eve", "mia", "ben", "eve"]


async def test_a_cancelled_wait_leaves_the_line_and_a_place_given_meanwhile_is_passed_on() -> None:
    places, entered = FairPlaces(total=1, each=1), list[str]()
    first, go = asyncio.Event(), asyncio.Event()
    holder = asyncio.create_task(_hold(places, "eve", entered, first))
    await _settle()
    waiting = asyncio.create_task(_hold(places, "mia", entered, go))
    await _settle()
    last = asyncio.create_task(_hold(places, "ben", entered, go))
    await _settle()
    first.set()
    await asyncio.sleep(0)  # mia has been given the place, but has not run yet
    waiting.cancel()
    await _settle()
    assert entered == ["eve", "ben"]
    go.set()
    await holder
    await last
    async with asyncio.timeout(10), places.place("zoe"):
        pass
