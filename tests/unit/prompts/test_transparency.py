"""Who can leave a background out, what gives way for it, and what it gives way to."""

import re
from dataclasses import replace

import pytest

from bot.catalog import Catalog, ModelCard
from bot.errors import Unsupported
from bot.models import ImageFormat, Note
from bot.prompts.compose import Composed, Defaults, check_able, compose
from bot.prompts.parse import parse
from bot.prompts.recipe import recipe_line


def card(id_: str, **more: object) -> ModelCard:
    facts = {"title": id_.title(), "provider": "openai", "wire": id_, "price": "flat", **more}
    return ModelCard(id=id_, **facts)  # type: ignore[arg-type]


CATALOG = Catalog(
    models=[
        card("plain"),
        card("small", transparency=True, count_max=1),
        card("clear", transparency=True),
        card("webp", transparency=True, formats=frozenset({ImageFormat.WEBP, ImageFormat.JPEG})),
    ],
    styles=[],
    default="plain",
)
STAYS = Defaults(model="clear", transparent=True)


def composed(text: str, defaults: Defaults | None = None) -> Composed:
    return compose(parse(text), catalog=CATALOG, defaults=defaults or Defaults(model="clear"))


def test_nothing_is_left_out_unasked() -> None:
    assert composed("a fox").request.transparent is False


def test_what_was_asked_for_is_in_the_request() -> None:
    request = composed("a fox --transparent").request
    assert (request.transparent, request.format) == (True, ImageFormat.PNG)


def test_a_model_that_cannot_names_one_that_can_do_all_of_it() -> None:
    with pytest.raises(Unsupported) as caught:
        composed("a fox --transparent --model plain -n 2")
    facts = caught.value.facts
    assert (facts["model"], facts["what"], facts["instead"]) == ("Plain", "transparency", "clear")


def test_where_no_model_can_none_is_named() -> None:
    alone = Catalog(models=[card("plain")], styles=[], default="plain")
    with pytest.raises(Unsupported) as caught:
        compose(parse("a fox --transparent"), catalog=alone, defaults=Defaults())
    assert caught.value.facts["instead"] is None


def test_a_request_made_before_its_model_lost_it_is_refused() -> None:
    request = replace(composed("a fox --transparent").request, model="plain")
    with pytest.raises(Unsupported):
        check_able(request, CATALOG)


@pytest.mark.parametrize(
    ("model", "format_"), [("clear", ImageFormat.PNG), ("webp", ImageFormat.WEBP)]
)
def test_a_usual_jpeg_gives_way_and_that_is_said(model: str, format_: ImageFormat) -> None:
    usual = Defaults(model=model, format=ImageFormat.JPEG)
    made = composed("a fox --transparent", usual)
    assert (made.request.transparent, made.request.format) == (True, format_)
    assert made.notes == (Note(key="transparent-format", facts={"format": "JPEG"}),)


def test_a_usual_webp_stays() -> None:
    made = composed("a fox --transparent", Defaults(model="clear", format=ImageFormat.WEBP))
    assert (made.request.format, made.notes) == (ImageFormat.WEBP, ())


def test_what_follows_a_transparent_picture_stays_so() -> None:
    made = composed("make it red", STAYS)
    assert (made.request.transparent, made.notes) == (True, ())
    assert composed("make it red --transparent=no", STAYS).request.transparent is False


def test_it_gives_way_to_a_format_that_was_said() -> None:
    made = composed("make it red --format jpeg", STAYS)
    assert (made.request.transparent, made.request.format) == (False, ImageFormat.JPEG)
    assert made.notes == (Note(key="opaque-format", facts={"format": "JPEG"}),)


def test_it_gives_way_to_a_model_that_was_said() -> None:
    made = composed("make it red --model plain", STAYS)
    assert made.request.transparent is False
    assert made.notes == (Note(key="opaque-model", facts={"model": "Plain"}),)


def test_a_recipe_says_it_once() -> None:
    line = recipe_line(composed("a fox --transparent").request)
    assert len(re.findall("--transparent", line)) == 1
