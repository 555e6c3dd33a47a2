import pytest

from bot.catalog import Catalog, ModelCard, StyleCard
from bot.errors import InvalidPrompt, InvalidReference, UnknownModel, Unsupported
from bot.models import (
    Asset,
    ImageFormat,
    Note,
    Operation,
    PictureRef,
    Quality,
    Ratio,
    Reference,
    Resolution,
    Role,
    Size,
)
from bot.models.refs import JobId
from bot.prompts.compose import REFERENCES_MAX, Composed, Defaults, compose
from bot.prompts.parse import parse
from bot.prompts.render import full_prompt

SOURCE = PictureRef(job=JobId("j"), index=2)


def size(width: int, height: int) -> Size:
    return Size(width=width, height=height)


def card(id_: str, **more: object) -> ModelCard:
    facts = {"title": id_.title(), "provider": "p", "wire": id_, "price": "flat", **more}
    return ModelCard(id=id_, **facts)  # type: ignore[arg-type]


CATALOG = Catalog(
    models=[
        card("able"),
        card(
            "small",
            sizes=(size(1024, 1024), size(1536, 1024)),
            resolutions=frozenset({Resolution.K1}),
            qualities=frozenset({Quality.HIGH, Quality.MEDIUM}),
            formats=frozenset({ImageFormat.JPEG}),
            count_max=1,
            references_max=1,
            mask=False,
        ),
        card("middling", resolutions=frozenset({Resolution.K1, Resolution.K2})),
        card("old", retired_for="able"),
    ],
    styles=[StyleCard(id="neon", title="Neon", words="glowing tubes")],
    default="able",
)


def asset(width: int = 64, height: int = 64) -> Asset:
    return Asset(sha256="a" * 64, format=ImageFormat.PNG, width=width, height=height, size_bytes=1)


def reference(name: str = "a.png", role: Role | None = None) -> Reference:
    return Reference(asset=asset(), name=name, role=role)


def make(text: str, **more: object) -> Composed:
    defaults = more.pop("defaults", Defaults())
    return compose(parse(text), catalog=CATALOG, defaults=defaults, **more)  # type: ignore[arg-type]


def edit(text: str, source: Size, **more: object) -> Composed:
    references = (reference("source", Role.SOURCE), reference("b.png"))
    return make(
        text,
        **{"operation": Operation.EDIT, "references": references, **more},
        source=SOURCE,
        source_size=source,
    )


def test_the_defaults_of_the_house() -> None:
    request = make("a cat").request
    assert (request.ratio, request.resolution, request.size) == (
        Ratio.R1_1,
        Resolution.K1,
        size(1024, 1024),
    )
    assert (request.quality, request.format, request.count) == (Quality.LOW, ImageFormat.PNG, 1)
    assert (request.model, request.private) == ("able", False)


def test_a_persons_own_defaults_give_way_to_words() -> None:
    own = Defaults(quality=Quality.HIGH, ratio=Ratio.R16_9, private=True, style="neon")
    request = make("a cat --quality low", defaults=own).request
    assert (request.quality, request.ratio, request.style) == (Quality.LOW, Ratio.R16_9, "neon")
    assert request.private is True
    assert make("a cat --private=false", defaults=own).request.private is False


def test_a_custom_size_is_snapped_and_said() -> None:
    made = make("a cat --size 1000x1000")
    assert made.request.size == size(1008, 1008)
    assert (made.request.ratio, made.request.resolution) == (Ratio.R1_1, Resolution.K1)
    facts = {"asked": "1000x1000", "got": "1008x1008", "limit": 16}
    assert made.notes == (Note(key="size-snapped-step", facts=facts),)
    assert make("a cat --size 2576x2048").request.resolution is Resolution.K4


def test_auto_has_no_size() -> None:
    request = make("a cat --ratio auto --resolution 2k").request
    assert (request.ratio, request.size, request.resolution) == (Ratio.AUTO, None, Resolution.K2)


@pytest.mark.parametrize(
    ("flags", "source", "got"),
    [
        ("", size(1536, 864), size(1536, 864)),
        ("", size(1254, 1254), size(1248, 1248)),
        ("--ratio 1:1", size(2048, 1152), size(2048, 2048)),
        ("--resolution 2k", size(1024, 768), size(2048, 1536)),
        ("--resolution 4k", size(1040, 880), size(3136, 2640)),
        ("--ratio 1:1 --resolution 1k", size(2048, 1152), size(1024, 1024)),
        ("--size 1536x1024", size(1024, 1024), size(1536, 1024)),
    ],
)
def test_an_edit_keeps_what_was_not_said(flags: str, source: Size, got: Size) -> None:
    assert edit(f"bluer {flags}", source).request.size == got


def test_a_source_that_had_to_be_snapped_is_said() -> None:
    assert [note.key for note in edit("bluer", size(1254, 1254)).notes] == ["size-snapped-step"]
    assert edit("bluer", size(1536, 864)).notes == ()


def test_an_upscale_is_4k_of_the_same_shape() -> None:
    request = edit("x", size(1536, 864), operation=Operation.UPSCALE).request
    assert request.size == size(3840, 2160)
    assert request.resolution is Resolution.K4


def test_roles_go_to_the_references_after_the_source() -> None:
    made = edit("put it in as:logo as:style", size(1024, 1024))
    assert [one.role for one in made.request.references] == [Role.SOURCE, Role.LOGO]
    assert made.notes == (Note(key="role-unused", facts={"role": "style"}),)


def test_a_mask_takes_its_place_among_the_roles() -> None:
    made = edit("fill as:mask as:logo", size(1024, 1024), mask=asset())
    assert [one.role for one in made.request.references] == [Role.SOURCE, Role.LOGO]
    assert made.request.mask == asset()


@pytest.mark.parametrize("text", ["fill", "fill as:mask"])
def test_a_mask_without_a_source_is_refused(text: str) -> None:
    with pytest.raises(InvalidPrompt, match="mask-without-source"):
        make(text, references=(reference(),), mask=None if "as:" in text else asset())


def test_the_most_references() -> None:
    many = tuple(reference(f"{number}.png") for number in range(REFERENCES_MAX + 1))
    assert len(make("x", references=many[:-1]).request.references) == REFERENCES_MAX
    with pytest.raises(InvalidReference) as caught:
        make("x", references=many)
    assert caught.value.key == "invalid-reference-too-many"
    assert caught.value.facts == {"name": "16.png", "limit": 16, "count": 17}


@pytest.mark.parametrize(
    ("flags", "what", "asked"),
    [
        ("--quality low", "quality", "low"),
        ("--quality auto", "quality", "auto"),
        ("--format png", "format", "png"),
        ("-n 2", "count", 2),
        ("--ratio 16:9", "size", "1536x864"),
        ("--size 2048x2048", "size", "2048x2048"),
        ("--ratio auto --resolution 2k", "resolution", "2k"),
    ],
)
def test_what_a_model_cannot_is_refused_with_one_that_can(
    flags: str, what: str, asked: str | int
) -> None:
    with pytest.raises(Unsupported) as caught:
        make(f"x --model small {flags}")
    facts = {"model": "Small", "what": what, "asked": asked, "instead": "able"}
    assert caught.value.facts == facts


def test_references_and_masks_are_held_to_the_card() -> None:
    with pytest.raises(Unsupported) as caught:
        edit("x --model small", size(1024, 1024))
    assert caught.value.facts["what"] == "references"
    source = (reference("s", Role.SOURCE),)
    with pytest.raises(Unsupported) as caught:
        edit("x --model small", size(1024, 1024), references=source, mask=asset())
    assert caught.value.facts["what"] == "mask"


def test_what_was_only_assumed_bends_to_the_model() -> None:
    request = make("x --model small").request
    assert (request.quality, request.format) == (Quality.MEDIUM, ImageFormat.JPEG)
    made = edit("x --model small", size(1536, 864), references=(reference("s", Role.SOURCE),))
    assert made.request.size == size(1536, 1024)
    facts = {"asked": "1536x864", "got": "1536x1024", "model": "Small"}
    assert made.notes == (Note(key="size-snapped-model", facts=facts),)
    made = edit("x --model middling", size(3840, 2160))
    assert (made.request.size, made.request.resolution) == (size(2048, 1152), Resolution.K2)


def test_nobody_can() -> None:
    lonely = Catalog(models=[card("one", count_max=1)], styles=[], default="one")
    with pytest.raises(Unsupported) as caught:
        compose(parse("x -n 2"), catalog=lonely, defaults=Defaults())
    assert caught.value.facts["instead"] is None


def test_unknown_and_retired_models() -> None:
    with pytest.raises(UnknownModel):
        make("x --model abel-2000-xyz")
    with pytest.raises(Unsupported) as caught:
        make("x --model old")
    facts = {"model": "Old", "what": "retired", "asked": "old", "instead": "able"}
    assert caught.value.facts == facts


def test_an_unknown_style_is_a_bad_value() -> None:
    with pytest.raises(InvalidPrompt) as caught:
        make("x --style neno")
    assert caught.value.facts["suggestion"] == "--style neon"


def test_compression_is_for_lossy_formats() -> None:
    assert make("x --format webp --compression 0").request.compression == 0
    made = make("x --compression 80")
    assert made.request.compression is None
    assert [note.key for note in made.notes] == ["compression-unused"]


def test_what_a_model_is_told() -> None:
    made = edit("put it in the corner --style neon --no text as:logo", size(1024, 1024))
    assert full_prompt(made.request, CATALOG).splitlines() == [
        "put it in the corner",
        "",
        "Style: glowing tubes.",
        "Avoid: text.",
        "Image 1: edit this picture; keep all that is not mentioned exactly as it is.",
        "Image 2: place this logo as it is, undistorted and complete.",
    ]
    assert full_prompt(make("a cat", references=(reference(),)).request, CATALOG) == "a cat"
    masked = edit("fill", size(1024, 1024), mask=asset())
    assert full_prompt(masked.request, CATALOG).endswith("Change only what the mask leaves open.")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SOURCE])
def test_every_role_is_told(role: Role) -> None:
    request = make("x", references=(reference(role=role),)).request
    assert "Image 1: " in full_prompt(request, CATALOG)
