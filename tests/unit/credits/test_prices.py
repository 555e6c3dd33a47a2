import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog import ModelCard, load_catalog
from bot.credits.prices import WORDS_FREE_BYTES, PriceList, load_prices, output_tokens
from bot.credits.usage import TokensUsed
from bot.errors import StartError
from bot.models import ImageRequest, Quality, Quote, Ratio, Reference, Resolution, Size
from bot.prompts.sizes import square
from tests.fakes.samples import ASSET

CONFIG = Path(__file__).resolve().parents[3] / "config"
CARD = ModelCard(id="m", title="M", provider="p", wire="m", price="row")
METERED = """form = "metered"
patches = { low = 16, medium = 48, high = 96 }
output_usd_per_million = 30
reference_usd_per_million = 8.0
"""
RANKED = (Quality.LOW, Quality.MEDIUM, Quality.HIGH)


def load(tmp_path: Path, row: str, version: str = "1") -> PriceList:
    path = tmp_path / "prices.toml"
    path.write_text(f'version = "{version}"\n[prices.row]\n{row}')
    return load_prices(path)


@pytest.fixture
def shipped() -> PriceList:
    return load_prices(CONFIG / "prices.toml")


def unit(
    prices: PriceList,
    quality: Quality = Quality.LOW,
    resolution: Resolution = Resolution.K1,
    size: Size | None = None,
    references: int = 0,
) -> int:
    quote = prices.quote(
        CARD, quality=quality, resolution=resolution, size=size, references=references
    )
    return quote.unit


def test_the_shipped_table_prices_all_that_can_be_asked(shipped: PriceList) -> None:
    catalog = load_catalog(CONFIG / "models.toml", CONFIG / "styles.toml")
    shipped.check(catalog.models())
    request = ImageRequest(prompt="x", model="sketch", count=2)
    quote = shipped.quote_request(catalog.get("sketch"), request)
    assert (quote.unit, quote.total) == (1, 2)
    for quality, resolution in itertools.product(RANKED, Resolution):
        asked = ImageRequest(
            prompt="x", model="", ratio=Ratio.AUTO, quality=quality, resolution=resolution
        )
        same = [shipped.quote_request(catalog.get(m), asked) for m in ("sketch", "gpt-image-2")]
        assert same[0].unit == same[1].unit


def test_the_shipped_table_never_falls(shipped: PriceList) -> None:
    card = load_catalog(CONFIG / "models.toml", CONFIG / "styles.toml").get("sketch")

    def price(quality: Quality, resolution: Resolution) -> int:
        return shipped.quote(card, quality=quality, resolution=resolution).unit

    for resolution in Resolution:
        costs = [price(quality, resolution) for quality in RANKED]
        assert costs == sorted(costs)
        assert price(Quality.AUTO, resolution) == costs[-1]
    for quality in RANKED:
        costs = [price(quality, resolution) for resolution in Resolution]
        assert costs == sorted(costs)


LAWS = {
    "gpt-image-2": {Quality.LOW: 16, Quality.MEDIUM: 48, Quality.HIGH: 96},
    "gpt-image-2.5": {
        Quality.LOW: 16,
        Quality.MEDIUM: 24,
        Quality.HIGH: 48,
        Quality.XHIGH: 64,
        Quality.MAX: 96,
    },
}


@pytest.mark.parametrize(
    ("model", "width", "height", "tokens"),
    [
        ("gpt-image-2", 1024, 1024, (196, 1756, 7024)),
        ("gpt-image-2", 1536, 1024, (158, 1372, 5488)),
        ("gpt-image-2", 1024, 1536, (158, 1372, 5488)),
        ("gpt-image-2", 2048, 1152, (157, 1413, 5650)),
        ("gpt-image-2", 2048, 2048, (397, 3568, 14272)),
        ("gpt-image-2", 3840, 2160, (371, 3336, 13342)),
        ("gpt-image-2", 2880, 2880, (659, 5930, 23719)),
        ("gpt-image-2.5", 1024, 1024, (196, 439, 1756, 3122, 7024)),
        ("gpt-image-2.5", 1536, 1024, (158, 343, 1372, 2459, 5488)),
        ("gpt-image-2.5", 2048, 2048, (397, 892, 3568, 6343, 14272)),
        ("gpt-image-2.5", 3840, 2160, (371, 865, 3336, 5930, 13342)),
    ],
)
def test_tokens_are_the_providers_own(
    model: str, width: int, height: int, tokens: tuple[int, ...]
) -> None:
    size = Size(width=width, height=height)
    assert tuple(output_tokens(patches, size) for patches in LAWS[model].values()) == tokens


SHIPPED = load_catalog(CONFIG / "models.toml", CONFIG / "styles.toml")


@pytest.mark.parametrize(
    ("model", "size", "price"),
    [
        ("gpt-image-2", "1024x1024", (1, 6, 22)),
        ("gpt-image-2", "1536x1024", (1, 5, 17)),
        ("gpt-image-2", "3840x2160", (2, 11, 41)),
        ("gpt-image-2", None, (1, 6, 22)),
        ("gpt-image-2.5-flare", "1024x1024", (1, 2, 6, 10, 22)),
        ("gpt-image-2.5-sunburst", "1536x1024", (1, 2, 5, 8, 17)),
        ("gpt-image-2.6-flare", "1024x1024", (3, 6, 6, 10, 22)),
        ("gpt-image-2.6-sunburst", "1024x1024", (3, 6, 6, 10, 22)),
    ],
)
def test_each_model_is_priced_by_its_own_law(
    shipped: PriceList, model: str, size: str | None, price: tuple[int, ...]
) -> None:
    card = SHIPPED.get(model)
    width, height = map(int, size.split("x")) if size else (0, 0)
    exact = Size(width=width, height=height) if size else None
    ranked = [q for q in Quality if q in card.qualities and q is not Quality.AUTO]
    asked = [shipped.quote(card, quality=q, resolution=Resolution.K1, size=exact) for q in ranked]
    assert tuple(quote.unit for quote in asked) == price
    auto = shipped.quote(card, quality=Quality.AUTO, resolution=Resolution.K1, size=exact)
    assert auto.unit == price[-1]


def request(model: str, **fields: Any) -> ImageRequest:
    size = Size(width=1024, height=1024)
    return ImageRequest(**{"prompt": "a fox", "model": model, "size": size, **fields})


def spent(output: int, pictures_in: int = 0, words_in: int = 10) -> TokensUsed:
    return TokensUsed(output=output, pictures_in=pictures_in, words_in=words_in)


FOUR = (Reference(asset=ASSET, name="a.png"),) * 4


@pytest.mark.parametrize(
    ("asked", "used", "price"),
    [
        # The law of 2.6 low is not known: what was used is paid, never above the quote.
        (request("gpt-image-2.6-flare", count=2), spent(2 * 560), 4),
        (request("gpt-image-2.6-flare", count=2), spent(2 * 2000), 6),
        (request("gpt-image-2.6-flare", count=2), None, 6),
        # The law of 2 is: a gateway that counts otherwise changes nothing.
        (request("gpt-image-2"), spent(1), 1),
        (request("gpt-image-2", quality=Quality.HIGH), spent(196), 22),
        # Neither a size nor a quality that the model chooses is known before.
        (request("gpt-image-2", quality=Quality.HIGH, size=None), spent(5488), 17),
        (request("gpt-image-2", quality=Quality.AUTO), spent(196), 1),
        # References are held at their dearest: 0.588 + 4 x 1.2288 cents, used 4 x 1024 tokens.
        (request("gpt-image-2", references=FOUR), spent(196, 4 * 1024), 4),
        (request("gpt-image-2", references=FOUR), spent(196, 4 * 1536), 6),
        (request("gpt-image-2", references=FOUR), spent(196), 6),
    ],
)
def test_where_the_law_leaves_it_open_what_was_used_is_paid_at_most_the_quote(
    shipped: PriceList, asked: ImageRequest, used: TokensUsed | None, price: int
) -> None:
    card = SHIPPED.get(asked.model)
    quote = shipped.quote_request(card, asked)
    assert shipped.charge(card, asked, quote, used) == price <= quote.total


@given(output=st.integers(0, 10**9), pictures_in=st.integers(0, 10**9), count=st.integers(1, 4))
def test_no_use_costs_more_than_was_quoted(output: int, pictures_in: int, count: int) -> None:
    prices = load_prices(CONFIG / "prices.toml")
    for card in SHIPPED.models():
        asked = request(card.id, quality=Quality.AUTO, count=count)
        quote = Quote(model=card.id, unit=7, count=count, tariff="t")
        paid = prices.charge(card, asked, quote, spent(output, pictures_in))
        assert 1 <= paid <= quote.total


def test_a_price_can_be_taken_apart(shipped: PriceList) -> None:
    card = SHIPPED.get("gpt-image-2")
    parts = shipped.parts(card, request("gpt-image-2", references=FOUR[:1]))
    assert (parts.picture, parts.references, parts.words, parts.unit) == (1, 1, 0, 2)
    long = shipped.parts(card, request("gpt-image-2", prompt="x" * 20_000))
    assert (long.picture, long.words, long.unit) == (1, 2, 3)  # 0.588 and 2 cents
    form = shipped.parts(card, request("gpt-image-2", prompt="x" * WORDS_FREE_BYTES))
    assert form.words == 0
    many = shipped.parts(card, request("gpt-image-2", references=FOUR))
    assert (many.picture, many.references) == (1, 5)


def test_partial_pictures_are_asked_for_as_far_as_they_cost_nobody_a_credit(
    shipped: PriceList, tmp_path: Path
) -> None:
    card = SHIPPED.get("gpt-image-2")
    shown = {q: shipped.partials(card, request("gpt-image-2", quality=q)) for q in RANKED}
    # 0.588, 5.268 and 21.072 cents, and 0.3 for each partial picture.
    assert shown == {Quality.LOW: 1, Quality.MEDIUM: 2, Quality.HIGH: 3}
    flat = load(tmp_path, 'form = "flat"\ncredits = 2')
    assert flat.partials(CARD, request("m")) == 3
    free = load(tmp_path, METERED)
    assert free.partials(CARD, request("m")) == 3


def test_flat(tmp_path: Path) -> None:
    prices = load(tmp_path, 'form = "flat"\ncredits = 2\nper_reference = 3')
    assert unit(prices, Quality.HIGH, Resolution.K4) == 2
    assert unit(prices, references=2) == 8


def test_table(tmp_path: Path) -> None:
    row = 'form = "table"\nper_reference = 1\n'
    row += "credits.low = { 1k = 1 }\ncredits.high = { 1k = 9 }"
    prices = load(tmp_path, row)
    assert unit(prices) == 1
    assert unit(prices, Quality.AUTO, references=16) == 25


def test_metered_rounds_up_and_costs_at_least_one(tmp_path: Path) -> None:
    prices = load(tmp_path, METERED)
    assert unit(prices) == 1  # 0.588 cents
    assert unit(prices, references=1) == 2  # and 1.229
    assert unit(prices, Quality.HIGH, size=Size(width=1536, height=1024)) == 17  # 16.464
    free = load(tmp_path, METERED.replace("= 30", "= 0"))
    assert unit(free) == 1


@given(
    quality=st.sampled_from(RANKED),
    width=st.integers(30, 240),
    height=st.integers(30, 240),
    more=st.integers(0, 100),
)
def test_tokens_grow_with_quality_and_with_scale(
    quality: Quality, width: int, height: int, more: int
) -> None:
    small = Size(width=width * 16, height=height * 16)
    large = Size(width=width * (16 + more), height=height * (16 + more))
    patches = LAWS["gpt-image-2"][quality]
    assert output_tokens(patches, small) <= output_tokens(patches, large)
    assert output_tokens(16, small) <= output_tokens(patches, small)


@pytest.mark.parametrize("resolution", Resolution)
def test_auto_is_priced_as_the_square(tmp_path: Path, resolution: Resolution) -> None:
    prices = load(tmp_path, METERED)
    exact = unit(prices, Quality.HIGH, resolution, square(resolution))
    assert unit(prices, Quality.HIGH, resolution) == exact


def test_two_tables_never_share_a_name(tmp_path: Path) -> None:
    two = load(tmp_path, 'form = "flat"\ncredits = 2').tariff
    assert load(tmp_path, '# a remark\nform = "flat"\ncredits = 2').tariff == two
    assert load(tmp_path, 'form = "flat"\ncredits = 3').tariff != two
    assert load(tmp_path, 'form = "flat"\ncredits = 2', version="2").tariff.startswith("2-")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('form = "flat"\ncredits = 0', r"prices\.toml: prices\.row.*greater than or equal to 1"),
        ('form = "flat"\ncredits = 1.5', r"prices\.row.*credits"),
        ('form = "free"', r"prices\.row.*'flat', 'table', 'metered'"),
        (
            'form = "table"\ncredits.best = { 1k = 1 }',
            r"credits.*'low', 'medium', 'high', 'xhigh' or 'max'",
        ),
        (METERED + 'ceilings = ["max"]', r"prices\.row.*ceilings names max, patches does not"),
        ('form = "flat"\ncredits = 2\nper_refrence = 1', r"per_refrence.*not permitted"),
    ],
)
def test_a_slip_names_the_row(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(StartError, match=said):
        load(tmp_path, row)


def test_a_model_without_a_price_stops_the_start(tmp_path: Path) -> None:
    prices = load(tmp_path, 'form = "table"\ncredits.low = { 1k = 1 }')
    with pytest.raises(StartError, match="nothing for high at 1k"):
        prices.check([CARD])
    stranger = ModelCard(id="m", title="M", provider="p", wire="m", price="other")
    with pytest.raises(StartError, match="'other' of model 'm' is not in the price table"):
        prices.check([stranger])
