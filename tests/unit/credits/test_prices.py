import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog import ModelCard, load_catalog
from bot.credits.prices import PriceList, load_prices, output_tokens
from bot.errors import StartError
from bot.models import ImageRequest, Quality, Ratio, Resolution, Size
from bot.prompts.sizes import square

CONFIG = Path(__file__).resolve().parents[3] / "config"
CARD = ModelCard(id="m", title="M", provider="p", wire="m", price="row")
METERED = 'form = "metered"\noutput_usd_per_million = 30\nreference_usd_per_million = 8.0\n'
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
    for quality, resolution in itertools.product(Quality, Resolution):
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


def test_the_shipped_table_is_the_list_price_of_the_squares_rounded_up(
    shipped: PriceList, tmp_path: Path
) -> None:
    card = load_catalog(CONFIG / "models.toml", CONFIG / "styles.toml").get("sketch")
    metered = load(tmp_path, METERED)
    for quality, resolution in itertools.product(Quality, Resolution):
        listed = metered.quote(CARD, quality=quality, resolution=resolution).unit
        assert shipped.quote(card, quality=quality, resolution=resolution).unit == listed


@pytest.mark.parametrize(
    ("width", "height", "tokens"),
    [
        (1024, 1024, (196, 1756, 7024)),
        (1536, 1024, (158, 1372, 5488)),
        (1024, 1536, (158, 1372, 5488)),
        (2048, 1152, (157, 1413, 5650)),
        (2048, 2048, (397, 3568, 14272)),
        (3840, 2160, (371, 3336, 13342)),
        (2880, 2880, (659, 5930, 23719)),
    ],
)
def test_tokens_are_the_providers_own(width: int, height: int, tokens: tuple[int, ...]) -> None:
    size = Size(width=width, height=height)
    assert tuple(output_tokens(quality, size) for quality in RANKED) == tokens


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
    free = load(tmp_path, 'form = "metered"\noutput_usd_per_million = 0')
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
    assert output_tokens(quality, small) <= output_tokens(quality, large)
    assert output_tokens(Quality.LOW, small) <= output_tokens(quality, small)


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
        ('form = "table"\ncredits.best = { 1k = 1 }', r"credits.*'low', 'medium' or 'high'"),
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
