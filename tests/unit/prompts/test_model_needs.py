"""What a model cannot do, or cannot work without, is told before anything is charged."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog import load_catalog
from bot.errors import Unsupported
from bot.models import Asset, ImageFormat, Reference, Role
from bot.models.pictures import Ratio, Resolution, Size
from bot.prompts.compose import Composed, Defaults, compose
from bot.prompts.parse import parse
from bot.prompts.sizes import EDGE_MAX, on_grid, pixels

CONFIG = Path(__file__).resolve().parents[3] / "config"
SHIPPED = load_catalog(
    CONFIG / "models.toml", CONFIG / "styles.toml", today=lambda: date(2026, 11, 20)
)
PHOTO = Asset(sha256="0" * 64, format=ImageFormat.PNG, width=1024, height=1024, size_bytes=9)
SOURCE = Reference(asset=PHOTO, name="photo.png", role=Role.SOURCE)


def composed(text: str, **more: object) -> Composed:
    return compose(parse(text), catalog=SHIPPED, defaults=Defaults(), **more)  # type: ignore[arg-type]


def refused(text: str, **more: object) -> Unsupported:
    with pytest.raises(Unsupported) as caught:
        composed(text, **more)
    return caught.value


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a fox --model flux-redux", "needs-reference"),
        ("a fox --model flux-canny", "needs-reference"),
        ("a fox --model flux-schnell --resolution 4k", "resolution"),
        ("a fox --model flux-schnell --format webp", "format"),
        ("a fox --model gpt-image-2-apimart --quality high", "quality"),
        ("a fox --model gpt-image-1.5 --size 2048x2048", "size"),
        ("a fox --model dall-e-3", "retired"),
    ],
)
def test_what_cannot_be_done_names_the_nearest_that_can(text: str, what: str) -> None:
    error = refused(text)
    assert error.facts["what"] == what
    assert error.facts["instead"] == "gpt-image-2"


def test_a_fill_needs_its_mask() -> None:
    error = refused("a fox --model flux-fill", references=(SOURCE,))
    assert error.facts["what"] == "needs-mask"
    assert composed("a fox --model flux-fill", references=(SOURCE,), mask=PHOTO)


def test_a_model_without_references_cannot_edit() -> None:
    error = refused("a fox --model flux-schnell", references=(SOURCE,))
    assert (error.facts["what"], error.facts["instead"]) == ("references", "gpt-image-2")


def test_a_model_in_need_is_never_the_nearest() -> None:
    alone = SHIPPED.only({"fal"})
    with pytest.raises(Unsupported) as caught:
        compose(parse("a fox --model flux-schnell -n 4 --format webp"), catalog=alone,
                defaults=Defaults())  # fmt: skip
    assert caught.value.facts["instead"] == "gpt-image-2-fal"


def test_a_ratio_alone_takes_a_class_the_model_has() -> None:
    request = composed("a fox --model flux-1.1-ultra --ratio 16:9").request
    assert (request.resolution, str(request.size)) == (Resolution.K2, "2048x1152")


def test_a_size_off_the_grid_is_fitted_and_told() -> None:
    made = composed("a fox --model flux-dev-bfl --ratio 16:9")
    assert str(made.request.size) == "1440x800"
    (note,) = made.notes
    assert note.key == "size-snapped-model"
    assert note.facts == {"asked": "1536x864", "got": "1440x800", "model": "FLUX Dev (BFL)"}
    assert composed("a fox --model flux-dev-bfl").notes == ()


@given(
    st.sampled_from([ratio for ratio in Ratio if ratio is not Ratio.AUTO]),
    st.sampled_from(Resolution),
    st.sampled_from([16, 32, 64]),
    st.integers(1024, EDGE_MAX),
)
def test_every_size_finds_its_place_on_a_grid(
    ratio: Ratio, resolution: Resolution, step: int, edge_max: int
) -> None:
    size = pixels(ratio, resolution)
    assert size is not None
    near = on_grid(size, step=step, edge_max=edge_max)
    assert near.width % step == near.height % step == 0
    assert step <= min(near.width, near.height) <= max(near.width, near.height) <= edge_max
    assert on_grid(near, step=step, edge_max=edge_max) == near
    if max(size.width, size.height) <= edge_max - step:
        assert abs(near.width - size.width) <= step / 2
        assert abs(near.height - size.height) <= step / 2


def test_a_size_on_the_grid_stays() -> None:
    size = Size(width=1440, height=1440)
    assert on_grid(size, step=32, edge_max=1440) == size
    assert on_grid(Size(width=1441, height=1441), step=1, edge_max=1440) == size
