from datetime import date
from pathlib import Path

import pytest

from bot.catalog import Catalog, ModelCard, StyleCard, load_catalog
from bot.credits.prices import load_prices
from bot.errors import InvalidPrompt, StartError, UnknownModel
from bot.models import Quality, Resolution, Size
from bot.providers.connect import GATEWAYS, OPENAI

CONFIG = Path(__file__).resolve().parents[2] / "config"

SKETCH = """
default = "sketch"
[models.sketch]
title = "Sketch"
provider = "sketch"
wire = "sketch"
price = "flat"
"""


def card(id_: str, **more: object) -> ModelCard:
    facts = {"title": id_.title(), "provider": "openai", "wire": id_, "price": "flat", **more}
    return ModelCard(id=id_, **facts)  # type: ignore[arg-type]


@pytest.fixture
def catalog() -> Catalog:
    return Catalog(
        models=[
            card("wide"),
            card("narrow", count_max=1),
            card("gone", retired_for="wide"),
            card("sketch", provider="sketch", mask=False),
        ],
        styles=[StyleCard(id="pixel-art", title="Pixel art", words="pixels")],
        default="narrow",
    )


def load(tmp_path: Path, models: str, styles: str = "[styles]") -> Catalog:
    (tmp_path / "models.toml").write_text(models)
    (tmp_path / "styles.toml").write_text(styles)
    return load_catalog(tmp_path / "models.toml", tmp_path / "styles.toml")


def test_the_shipped_tables_load() -> None:
    catalog = load_catalog(CONFIG / "models.toml", CONFIG / "styles.toml")
    assert catalog.only({"sketch"}).default == "sketch"
    assert [one.id for one in catalog.only({"sketch"}).models()] == ["sketch"]
    assert catalog.get("GPT-Image-2").provider == "openai"
    assert 12 <= len(catalog.styles()) <= 25
    assert len({style.title for style in catalog.styles()}) == len(catalog.styles())


def test_names_are_read_in_any_case_and_by_title(catalog: Catalog) -> None:
    assert catalog.get("WIDE").id == "wide"
    assert catalog.style("Pixel Art").id == "pixel-art"


def test_a_retired_model_is_known_and_not_offered(catalog: Catalog) -> None:
    assert catalog.get("gone").retired_for == "wide"
    assert "gone" not in [one.id for one in catalog.models()]


def test_an_unknown_model_gets_a_suggestion(catalog: Catalog) -> None:
    with pytest.raises(UnknownModel) as caught:
        catalog.get("narow")
    assert caught.value.facts == {
        "asked": "narow",
        "known": ["wide", "narrow", "sketch"],
        "suggestion": "narrow",
    }


def test_an_unknown_style_gets_a_suggestion(catalog: Catalog) -> None:
    with pytest.raises(InvalidPrompt) as caught:
        catalog.style("pixl art")
    assert caught.value.key == "invalid-prompt-bad-value"
    assert caught.value.facts["suggestion"] == "--style pixel-art"


def test_nearest_prefers_the_default_then_the_files_order(catalog: Catalog) -> None:
    able = [catalog.nearest(lambda c: True), catalog.nearest(lambda c: c.count_max > 1)]
    assert [one and one.id for one in able] == ["narrow", "wide"]
    assert catalog.nearest(lambda c: c.count_max > 9) is None


def test_only_configured_providers_are_offered(catalog: Catalog) -> None:
    assert catalog.only({"sketch"}).default == "sketch"
    assert catalog.only({"openai", "sketch"}).default == "narrow"
    assert catalog.only({"openai"}, "wide").default == "wide"
    with pytest.raises(StartError, match="'wide' is not one of sketch"):
        catalog.only({"sketch"}, "wide")
    with pytest.raises(StartError, match="none belongs to fal"):
        catalog.only({"fal"})


def test_a_card_as_a_team_writes_it(tmp_path: Path) -> None:
    limits = 'sizes = ["1024x1024"]\nqualities = ["auto"]\nresolutions = ["1k"]\n'
    read = load(tmp_path, SKETCH + limits).get("sketch")
    assert read.sizes == (Size(width=1024, height=1024),)
    assert read.qualities == {Quality.AUTO}
    assert read.resolutions == {Resolution.K1}


@pytest.mark.parametrize(
    ("models", "said"),
    [
        (
            SKETCH + "count_mx = 3",
            r"models\.toml: models\.sketch\.count_mx: .*only title, provider, .*",
        ),
        (SKETCH + "count_max = 99", r"sketch\.count_max: .*less than or equal to 10.*says 99"),
        (SKETCH + 'qualities = ["best"]', r"sketch\.qualities.*'high', 'xhigh', 'max' or 'auto'"),
        (SKETCH + 'sizes = ["big"]', r"models\.sketch\.sizes\.0\.width"),
        (SKETCH + 'retired_for = "x"', r"'sketch' is named but is not one of"),
        (SKETCH.replace('"sketch"\n[', '"x"\n['), r"'x' is named but is not one of sketch"),
        (SKETCH.replace('title = "Sketch"', ""), r"models\.sketch\.title: Field required"),
        ('default = "x"\nmodels = 3', r"models"),
        ("default = ", r"not valid TOML"),
    ],
)
def test_a_slip_names_the_file_the_entry_and_what_is_allowed(
    tmp_path: Path, models: str, said: str
) -> None:
    with pytest.raises(StartError, match=said):
        load(tmp_path, models)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StartError, match=r"models\.toml is missing"):
        load_catalog(tmp_path / "models.toml", tmp_path / "styles.toml")


def test_a_style_needs_words(tmp_path: Path) -> None:
    with pytest.raises(StartError, match=r"styles\.toml: styles\.plain\.words"):
        load(tmp_path, SKETCH, '[styles.plain]\ntitle = "Plain"\nwords = ""')


def test_a_retiring_model_is_like_any_other_until_its_day() -> None:
    days = [date(2026, 11, 30)]
    retiring = card("old", retired_for="wide", retires=date(2026, 12, 1))
    catalog = Catalog(
        models=[card("wide"), retiring], styles=[], default="wide", today=lambda: days[-1]
    )
    assert catalog.get("old").retired_for is None
    assert catalog.only({"openai"}, "old").default == "old"
    assert [one.id for one in catalog.models()] == ["wide", "old"]
    days.append(date(2026, 12, 1))
    assert catalog.get("old").retired_for == "wide"
    assert [one.id for one in catalog.models()] == ["wide"]


def test_every_shipped_model_has_a_price_and_a_provider_that_can_be_connected() -> None:
    catalog = load_catalog(CONFIG / "models.toml", CONFIG / "styles.toml")
    load_prices(CONFIG / "prices.toml").check(catalog.models())
    names = {OPENAI, "sketch", *(gateway.name for gateway in GATEWAYS)}
    assert {one.provider for one in catalog.models()} == names
    assert catalog.default == "gpt-image-2"


@pytest.mark.parametrize("name", [gateway.name for gateway in GATEWAYS])
def test_with_one_gateway_alone_a_real_model_is_the_default(name: str) -> None:
    catalog = load_catalog(CONFIG / "models.toml", CONFIG / "styles.toml")
    chosen = catalog.only({"sketch", name})
    assert chosen.get(chosen.default).provider == name


def test_the_shipped_models_that_can_leave_a_background_out() -> None:
    catalog = load_catalog(CONFIG / "models.toml", CONFIG / "styles.toml")
    able = {one.id for one in catalog.models() if one.transparency}
    assert able - {"gpt-image-1.5"} == {
        "gpt-image-2.6-sunburst",
        "gpt-image-2.6-flare",
        "gpt-image-2.5-sunburst",
        "gpt-image-2.5-flare",
        "sketch",
    }


@pytest.mark.parametrize(
    "provider", [gateway.name for gateway in GATEWAYS if not gateway.transparency]
)
def test_no_shipped_model_has_what_its_gateway_cannot_be_told(provider: str) -> None:
    catalog = load_catalog(CONFIG / "models.toml", CONFIG / "styles.toml")
    assert not [one.id for one in catalog.models() if one.transparency and one.provider == provider]


def test_transparency_needs_a_format_that_has_it(tmp_path: Path) -> None:
    able = SKETCH + "transparency = true\n"
    assert load(tmp_path, able + 'formats = ["webp", "jpeg"]').get("sketch").transparency
    with pytest.raises(StartError, match=r"'sketch' has transparency, which needs png or webp"):
        load(tmp_path, able + 'formats = ["jpeg"]')
