"""What operators are told of prices that drift and of models that end."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.app.foresight import ORDERS, Foresight, drifts, endings
from bot.catalog import Catalog, ModelCard, load_catalog
from bot.credits.prices import Metered, load_prices
from bot.models import (
    Attempt,
    AttemptOutcome,
    ImageRequest,
    Job,
    JobState,
    ModelEnding,
    OperatorNotice,
    PriceDrift,
    Quality,
    Size,
)
from bot.ports import Books
from bot.replies import Words, notice_card
from tests.fakes.clock import FakeClock
from tests.fakes.house import House, a_job, opened

CONFIG = Path(__file__).resolve().parents[3] / "config"
PRICES = load_prices(CONFIG / "prices.toml")
SQUARE = Size(width=1024, height=1024)
FLARE = "gpt-image-2.6-flare"
LAW = 781
"""Tokens of 2.6's low square as the table has it."""


def catalog(today: date = date(2026, 12, 1)) -> Catalog:
    return load_catalog(CONFIG / "models.toml", CONFIG / "styles.toml", today=lambda: today)


def law(card: ModelCard) -> Metered:
    found = PRICES.metered(card)
    assert found is not None
    return found


def ordered(count: int = 2, **facts: object) -> ImageRequest:
    asked = ImageRequest(prompt="a fox", model=FLARE, size=SQUARE, count=count)
    return replace(asked, **facts)  # type: ignore[arg-type]


def told(
    orders: Sequence[tuple[ImageRequest, Mapping[str, object]]],
) -> Sequence[PriceDrift]:
    card = catalog().get(FLARE)
    return drifts(card, law(card), orders)


@pytest.mark.parametrize(
    ("used", "percent", "suggested"),
    [
        (LAW * 2, None, None),
        (round(LAW * 2 * 1.019), None, None),
        (round(LAW * 2 * 1.03), 3, 32),
        (round(LAW * 2 * 0.985), None, None),
        (560 * 2, -28, 27),
        (3122 * 2, 300, 64),
    ],
)
def test_beyond_two_per_cent_it_is_told_which_line_to_write(
    used: int, percent: int | None, suggested: int | None
) -> None:
    found = told([(ordered(), {"output_tokens": used})] * ORDERS)
    assert [(one.percent, one.suggested) for one in found] == (
        [] if percent is None else [(percent, suggested)]
    )


def test_fewer_orders_say_nothing_and_a_change_is_seen_within_fifty() -> None:
    new, old = (ordered(), {"output_tokens": 3 * LAW}), (ordered(), {"output_tokens": 2 * LAW})
    assert told([new] * (ORDERS - 1)) == []
    assert told([new] * 5 + [old] * ORDERS)[0].percent == 5


def test_what_the_model_chose_and_what_is_not_said_does_not_count() -> None:
    nothing = [
        (ordered(size=None), {"output_tokens": 9999}),
        (ordered(quality=Quality.AUTO), {"output_tokens": 9999}),
        (ordered(), {"input_tokens": 3}),
    ]
    assert told([order for order in nothing for _ in range(ORDERS)]) == []


@pytest.mark.parametrize("tokens", [LAW, LAW + 100, LAW + 300])
def test_a_single_picture_may_have_been_shown_while_it_grew(tokens: int) -> None:
    assert told([(ordered(count=1), {"output_tokens": tokens})] * ORDERS) == []
    assert told([(ordered(count=1), {"output_tokens": 2 * (LAW + 300)})] * ORDERS)


def test_each_quality_is_compared_by_itself() -> None:
    low = [(ordered(), {"output_tokens": 2 * LAW})] * ORDERS
    high = [(ordered(quality=Quality.HIGH), {"output_tokens": 9999})] * ORDERS
    (found,) = told([*low, *high])
    assert (found.quality, found.row, found.patches) == ("high", "gpt-image-2.6", 48)


@dataclass
class Scene:
    house: House
    clock: FakeClock
    ends: dict[str, date] = field(default_factory=dict)
    heard: list[OperatorNotice] = field(default_factory=list)

    def foresight(self) -> Foresight:
        async def ends() -> Mapping[str, date]:
            return self.ends

        async def hear(notice: OperatorNotice) -> None:
            self.heard.append(notice)

        return Foresight(
            uow=self.house.uow,
            clock=self.clock,
            leases=self.house.leases,
            catalog=catalog(),
            prices=PRICES,
            ends=ends,
            hear=hear,
        )


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with opened(tmp_path) as database:
        house = House(tmp_path, database)
        yield Scene(house=house, clock=FakeClock(datetime(2026, 12, 1, tzinfo=UTC)))


def add(job: Job, attempt: Attempt, books: Books) -> None:
    books.jobs.add(job)
    books.attempts.put(attempt)


async def test_a_drift_is_told_once_whoever_restarts(scene: Scene) -> None:
    for number in range(ORDERS):
        job = a_job(f"job-{number}", request=ordered(), state=JobState.DONE)
        attempt = Attempt(
            job=job.id,
            number=1,
            provider="openai",
            model=FLARE,
            started_at=scene.clock.now(),
            ended_at=scene.clock.now(),
            outcome=AttemptOutcome.OK,
            usage={"output_tokens": 560 * 2},
        )
        await scene.house.uow.write(partial(add, job, attempt))
    await scene.foresight().look(ends=False)
    await scene.foresight().look(ends=False)
    (heard,) = scene.heard
    assert isinstance(heard, PriceDrift)
    card = notice_card(Words(strict=True).for_locale("en"), heard)
    assert 'Write low = 27 in the patches of [prices."gpt-image-2.6"]' in card.text


async def test_a_models_end_is_told_at_each_distance_once(scene: Scene) -> None:
    end = date(2027, 3, 15)
    scene.ends = {FLARE: end, "gpt-image-9": end}
    heard: list[int] = []
    for left in (104, 91, 90, 89, 31, 30, 8, 7, 6, 1, 0):
        moment = datetime(end.year, end.month, end.day, tzinfo=UTC) - timedelta(days=left)
        scene.clock = FakeClock(moment)
        before = len(scene.heard)
        await scene.foresight().look(ends=True)
        heard += [left] * (len(scene.heard) - before)
    assert heard == [90, 30, 7, 0]
    assert {type(one) for one in scene.heard} == {ModelEnding}
    card = notice_card(Words(strict=True).for_locale("en"), scene.heard[0])
    assert "GPT Image 2.6 Flare ends on" in card.text


def test_an_end_that_the_table_knows_is_no_news() -> None:
    card = replace(catalog().get(FLARE), retires=date(2027, 3, 15))
    assert endings([card], {FLARE: date(2027, 3, 15)}) == []
    assert endings([card], {FLARE: date(2027, 4, 1)}) == []
    assert len(endings([card], {FLARE: date(2027, 3, 14)})) == 1
    assert endings([replace(card, provider="fal")], {FLARE: date(2027, 1, 1)}) == []
