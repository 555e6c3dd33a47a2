import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from adapters.web import app as web
from adapters.web.cards import (
    FIELDS_MAX,
    FILE_NAME_CHARS_MAX,
    IMAGES_MAX,
    POINTER_CHARS_MAX,
    TEXT_CHARS_MAX,
    fold,
    plain,
    short_name,
    shorten,
)
from adapters.web.entries import AttachedFile, Entry
from adapters.web.people import person_of
from adapters.web.render import COMPLETIONS_MAX, Renderer, Viewer
from bot.models import (
    Action,
    Audience,
    Choice,
    Completion,
    Field,
    Form,
    FormInput,
    InputKind,
    PricePreview,
    Reply,
    ReplyFile,
    Tone,
    Verb,
)
from bot.replies.words import Words
from tests.fakes.web_entries import JOB, image, progress, result, said, told, whisper

WORDS = Words(Path(web.__file__).parent / "words", strict=True)
CORE = Words()
RENDERER = Renderer()
STATIC = Path(web.__file__).parent / "static"
HOSTILE = "<script>alert(1)</script><img src=x onerror=y> & \"' {{ 7*7 }} ‮ @everyone"


def viewer(person: str = "mia") -> Viewer:
    return Viewer(
        person=person_of(person),
        say=WORDS.for_locale("en"),
        core=CORE.for_locale("en"),
        zone=UTC,
    )


def test_a_file_to_take_away_is_a_link_with_its_name() -> None:
    file = ReplyFile(sha256="a" * 64, filename="my data.json", media_type="x/y", size_bytes=1)
    page = html(told(Reply(text="Here.", files=(file,))))
    assert f'href="/files/{"a" * 64}" download="my data.json"' in page


def test_a_pointer_says_nothing_of_what_its_reader_may_not_see() -> None:
    entry = replace(told("drawn", answers=2), number=5)
    secret = replace(told(whisper("a secret cave")), number=2)
    assert "a secret cave" in html(entry, origin=secret)
    assert "a secret cave" not in html(entry, origin=secret, person="ben")
    assert "an earlier message" in html(entry, origin=secret, person="ben")


@pytest.mark.parametrize(("reader", "offered"), [("mia", True), ("ada", True), ("ben", False)])
def test_only_those_who_may_delete_or_cancel_are_offered_it(reader: str, offered: bool) -> None:
    verbs = (Verb.DELETE, Verb.CANCEL, Verb.VARY)
    actions = tuple(Action(verb=verb, job=JOB, label=verb.title()) for verb in verbs)
    page = html(told(replace(result(1), actions=actions), to="mia"), person=reader)
    assert ('data-key="delete:' in page) is offered
    assert ('data-key="cancel:' in page) is offered
    assert 'data-key="vary:' in page


def test_what_a_sketch_is_stands_once_on_the_page() -> None:
    footer = "Reply to a picture to change it. " + CORE.for_locale("en")("sketch-footer")
    page = html(told(replace(result(1), footer=footer)))
    assert '<p class="footer" dir="auto">Reply to a picture to change it.</p>' in page


def test_a_form_shows_the_picture_it_is_about_and_says_once_what_empty_means() -> None:
    ratio = FormInput(name="ratio", kind=InputKind.SELECT, label="Shape", hint="Leave empty ...")
    form = Form(key=f"edit:{JOB}:2", title="Edit", inputs=(ratio,), submit="Edit")
    page = RENDERER.form(viewer(), form, message="5", image=image(2, alt="a fox"))
    assert f'src="/files/{image(2).asset.sha256}" alt="a fox"' in page
    assert "Leave empty" not in page
    assert "as it is" in page


def test_a_picture_takes_its_place_before_it_is_loaded() -> None:
    page = html(told(result(1)))
    assert 'width="512" height="640"' in page, "alone, it is shown larger"
    assert 'width="333" height="416"' in html(told(result(2)))
    assert 'loading="lazy"' in page


def test_only_what_has_no_background_is_shown_on_squares() -> None:
    pictures = (image(1), replace(image(2), clear=True))
    page = html(told(replace(result(2), images=pictures)))
    assert re.findall(r'<figure class="([^"]*)"', page) == ["shot", "shot clear"]
    style = (STATIC / "chat.css").read_text("utf-8")
    assert ".clear .open img, .lightbox img.clear { background: repeating-conic-gradient(" in style


def html(entry: Entry, *, origin: Entry | None = None, person: str = "mia") -> str:
    return RENDERER.message(viewer(person), replace(entry, number=5), lambda _: origin)


class Page(HTMLParser):
    """Keeps what a browser would see: tags with their attributes, and all text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(str(source))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


def everything_hostile() -> list[str]:
    reply = Reply(
        text=HOSTILE,
        quote=HOSTILE,
        fields=(Field(name=HOSTILE, value=HOSTILE),),
        images=(image(1, alt=HOSTILE),),
        actions=(
            Action(verb=Verb.VARY, job=JOB, index=1, label=HOSTILE),
            Action(verb=Verb.AGAIN, job=JOB, label=HOSTILE),
            Action(verb=Verb.ORIGINAL, job=JOB, label=HOSTILE),
        ),
        more=(Action(verb=Verb.QUICK, job=JOB, label=HOSTILE),),
        footer=HOSTILE,
    )
    person = replace(said(HOSTILE), files=(AttachedFile(name=HOSTILE),))
    kinds = [
        FormInput(
            name=HOSTILE,
            kind=kind,
            label=HOSTILE,
            hint=HOSTILE,
            value=HOSTILE,
            choices=(Choice(value=HOSTILE, label=HOSTILE),),
        )
        for kind in InputKind
    ]
    form = Form(key="edit:j:1", title=HOSTILE, inputs=tuple(kinds), submit=HOSTILE)
    return [
        html(told(reply)),
        html(person, origin=told(reply)),
        html(told(reply, answers=3), origin=person),
        RENDERER.form(viewer(), form, message=HOSTILE),
        RENDERER.price(viewer(), PricePreview(summary=HOSTILE)),
        RENDERER.price(viewer(), PricePreview(problem=HOSTILE)),
        RENDERER.completions(viewer(), [Completion(insert=HOSTILE, label=HOSTILE, hint=HOSTILE)]),
    ]


def test_nothing_said_becomes_markup() -> None:
    for source in everything_hostile():
        page = Page(source)
        tags = {tag for tag, _ in page.tags}
        assert "script" not in tags
        assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
        assert "x" not in page.values("src")
        assert "49" not in page.text
        # In a box to type in, a person's words are left as they are.
        assert "textarea" in tags or "‮" not in page.text


@given(st.text(max_size=TEXT_CHARS_MAX))
def test_any_text_is_shown_as_it_was_said(text: str) -> None:
    page = Page(html(said(text, key="k")))
    assert plain(text).replace("\r", "") in page.text.replace("\r", "")
    assert {tag for tag, _ in page.tags} <= TAGS_OF_A_LINE


TAGS_OF_A_LINE = {tag for tag, _ in Page(html(said("x"))).tags}


@pytest.mark.parametrize(
    ("length", "folded"), [(TEXT_CHARS_MAX, False), (TEXT_CHARS_MAX + 1, True)]
)
def test_long_texts_are_folded_and_whole(length: int, folded: bool) -> None:
    text = "a" * length
    assert bool(fold(text).rest) is folded
    assert Page(html(said(text))).text.count("a") >= length
    assert ("<details>" in html(said(text))) is folded


def test_a_long_text_is_cut_between_words() -> None:
    word = "b" * 9
    folded = fold(f"{word} " * 100)
    assert folded.shown.endswith(f"{word} ")
    assert folded.shown + folded.rest == f"{word} " * 100


def test_names_and_lines_are_cut_at_their_limits() -> None:
    assert shorten("a" * POINTER_CHARS_MAX, POINTER_CHARS_MAX) == "a" * POINTER_CHARS_MAX
    assert len(shorten("a" * (POINTER_CHARS_MAX + 1), POINTER_CHARS_MAX)) == POINTER_CHARS_MAX
    assert shorten("a\n\n  b", 80) == "a b"
    whole = "a" * (FILE_NAME_CHARS_MAX - 4) + ".png"
    assert short_name(whole) == whole
    cut = short_name("a" + whole)
    assert len(cut) == FILE_NAME_CHARS_MAX
    assert cut.endswith(".png")


def test_cards_hold_so_many_pictures_and_fields() -> None:
    def shown(reply: Reply) -> list[str]:
        return [tag for tag, _ in Page(html(told(reply))).tags]

    assert shown(result(IMAGES_MAX)).count("figure") == IMAGES_MAX
    assert shown(result(IMAGES_MAX + 1)).count("figure") == IMAGES_MAX
    many = [Field(name=f"{n}", value="v") for n in range(FIELDS_MAX + 1)]
    assert shown(Reply(text="t", fields=tuple(many[:-1]))).count("dt") == FIELDS_MAX
    assert shown(Reply(text="t", fields=tuple(many))).count("dt") == FIELDS_MAX


def test_suggestions_are_few() -> None:
    many = [Completion(insert=f"{n}", label=f"{n}") for n in range(COMPLETIONS_MAX + 1)]
    page = Page(RENDERER.completions(viewer(), many))
    assert page.values("role").count("option") == COMPLETIONS_MAX


def test_each_picture_has_its_own_buttons_and_a_reply() -> None:
    page = Page(html(told(result(2))))
    assert page.values("data-key") == [
        "vary:job1:1",
        "edit:job1:1",
        "original:job1:1",
        "vary:job1:2",
        "edit:job1:2",
        "original:job1:2",
        "again:job1:0",
    ]
    assert page.values("data-picture") == ["1", "2"]
    assert page.values("data-reply") == ["5", "5"]
    assert page.values("alt") == ["a fox", "a fox"]
    assert "/original/job1/2?as=mia" in page.values("href")


def test_every_button_that_costs_shows_its_price() -> None:
    page = html(told(result(1)))
    assert len(re.findall(r'<span class="cost" data-price="1" aria-hidden="true"><svg', page)) == 3
    assert "Again · 2 credits" in page


@pytest.mark.parametrize("verb", Verb)
def test_every_button_has_an_icon_and_a_word(verb: Verb) -> None:
    assert f'<symbol id="{verb}"' in (STATIC / "icons.svg").read_text("utf-8")
    assert CORE.for_locale("en").knows(f"button-{verb}")


def test_a_balance_is_seen_by_its_owner_alone() -> None:
    field = Field(name="Cost", value="−2", own="−2 · 98 left")
    entry = told(replace(result(1), fields=(field,)), to="mia")
    assert "98 left" in html(entry, person="mia")
    for other in ("ben", "ada"):
        assert "98 left" not in html(entry, person=other)
        assert "−2" in html(entry, person=other)


def test_a_moment_is_given_for_the_readers_clock_and_utc_not_spoken_of() -> None:
    at = datetime(2026, 11, 30, 12, tzinfo=UTC)
    field = Field(name="30 Nov 2026 12:00", value="+5", at=at)
    page = html(told(Reply(text="History", fields=(field,), footer="Times are UTC.")))
    assert '<time datetime="2026-11-30T12:00:00+00:00">30 Nov 2026 12:00</time>' in page
    assert "UTC" not in page


def test_files_that_went_into_a_result_are_shown_with_it() -> None:
    files = (AttachedFile(name="logo.png", thumb="k-0"), AttachedFile(name="notes.txt"))
    asked = replace(said("a shop"), number=4, files=files)
    page = html(told(result(1), answers=4), origin=asked)
    assert page.count('src="/thumbs/k-0"') == 1
    assert 'alt="logo.png"' in page
    assert "notes.txt" not in page
    assert "/thumbs/" not in html(told("Nothing was charged.", answers=4), origin=asked)


def test_the_photo_that_was_replied_to_is_shown_with_what_became_of_it() -> None:
    photo = AttachedFile(name="shop.jpg", thumb="k-1", kept="k-1")
    shown = replace(said("our shop", by="ben"), number=3, files=(photo,))
    logo = AttachedFile(name="logo.png", thumb="k-0")
    asked = replace(said("make it night"), number=4, answers=3, files=(logo,))
    entries = {3: shown, 4: asked}
    page = str(RENDERER.message(viewer(), told(result(1), answers=4), entries.get))
    assert re.findall("/thumbs/(k-.)", page) == ["k-1", "k-0"]
    entries[3] = replace(shown, pending=True)
    assert "k-1" not in RENDERER.message(viewer(), told(result(1), answers=4), entries.get)


def test_a_photo_in_a_line_can_be_replied_to_and_another_file_cannot() -> None:
    photo = AttachedFile(name="a.jpg", thumb="k", kept="k")
    for file in (photo, replace(photo, thumb=""), replace(photo, kept="")):
        page = html(replace(said("our shop"), files=(file,)))
        assert ("data-reply=" in page) == (file == photo)


@pytest.mark.parametrize(
    ("reply", "offered"),
    [
        (Reply(text="no", tone=Tone.ERROR, audience=Audience.REQUESTER), True),
        (Reply(text="shall I?", code="proposal"), True),
        (Reply(text="hello"), False),
        (Reply(text="refused by the model", tone=Tone.ERROR, job=JOB), False),
    ],
)
def test_only_what_was_not_taken_can_be_sent_again(reply: Reply, offered: bool) -> None:
    asked = replace(said("a fox --rato 1:1", key="say:event-1"), number=4)
    assert ("data-mend=" in html(told(reply, answers=4), origin=asked)) == offered
    other = replace(asked, author="ben")
    assert "data-mend=" not in html(told(reply, answers=4), origin=other)


def test_a_message_is_named_by_what_it_says() -> None:
    page = html(told(result(1)))
    name = re.search(r'aria-labelledby="([^"]*)"', page)
    assert name
    assert all(f'id="{one}"' in page for one in name[1].split())
    assert len(name[1].split()) == 2


def price(total: int | None, available: int | None) -> str:
    preview = PricePreview(summary="1 picture · 3 credits", total=total, available=available)
    return " ".join(Page(RENDERER.price(viewer(), preview)).text.split())


def test_the_price_says_what_will_be_left() -> None:
    assert price(3, 3) == "1 picture · 3 credits → 0 left"
    assert price(3, 2) == "1 picture · 3 credits You have only 2."
    assert price(0, 2) == price(None, None) == "1 picture · 3 credits"


def test_what_was_paid_stands_out() -> None:
    cost = Field(name=CORE.for_locale("en")("field-cost"), value="−2 · 98 left")
    other = Field(name="Time", value="2 s")
    page = html(told(Reply(text="t", fields=(cost, other))))
    assert page.count('class="paid"') == 1


def test_a_partial_picture_has_no_buttons_of_its_own() -> None:
    page = Page(html(told(progress(0.42, image(0)))))
    assert page.values("data-reply") == []
    assert ("progress", "42") in [(tag, attrs.get("value")) for tag, attrs in page.tags]


def test_deleting_asks_first() -> None:
    delete = Action(verb=Verb.DELETE, job=JOB, label="Delete")
    page = Page(html(told(Reply(text="t", actions=(delete,)))))
    assert page.values("hx-confirm") == ["Delete these pictures for everyone?"]


def test_further_actions_are_folded_away() -> None:
    quick = Action(verb=Verb.QUICK, job=JOB, label="Quick change · 2 credits", price=2)
    folded = html(told(replace(result(1), more=(quick,))))
    menu = folded[folded.index("<details") : folded.index("</details>")]
    assert 'data-key="quick:job1:0"' in menu
    assert folded.count('data-key="quick') == 1
    assert "<details" not in html(told(result(1)))


def test_whispers_are_marked() -> None:
    assert "Only you can see this" in html(told(whisper()))
    assert "Only you can see this" not in html(told("aloud"))


def test_a_pointer_leads_to_what_was_meant() -> None:
    asked = replace(said("bluer"), answers=3, picture=2)
    page = html(asked, origin=replace(told(result(2)), number=3))
    assert 'href="#m3"' in page
    assert Page(page).values("data-answers") == ["3"]
    assert "picture 2 · a fox" in page
    assert "an earlier message" in html(asked)


def test_a_form_has_every_kind_of_input() -> None:
    inputs = tuple(FormInput(name=kind, kind=kind, label=kind, most=3) for kind in InputKind)
    form = Form(key="edit:j:1", title="t", inputs=inputs, submit="Edit · 1 credit")
    page = Page(RENDERER.form(viewer(), form, message="5"))
    assert page.values("name") == [
        "key",
        "message",
        "option.text",
        "option.paragraph",
        "option.select",
        "file.files",
        "option.toggle",
    ]
    assert page.values("maxlength") == ["3", "3"]


def test_the_page_asks_nothing_of_other_places() -> None:
    source = RENDERER.page(viewer(), Markup(""), cursor="e-0", available=98, sketch=True)
    page = Page(source)
    for name in ("src", "href", "action", "hx-post"):
        assert all(value.startswith(("/", "#")) for value in page.values(name)), name
    assert not page.values("style")
    assert "98 credits" in page.text
    assert "no AI model" in page.text


def test_the_scripts_and_styles_ask_nothing_of_other_places() -> None:
    static = Path(web.__file__).parent / "static"
    own = [path for path in static.iterdir() if path.suffix in {".js", ".css", ".svg"}]
    assert own
    for path in own:
        found = set(re.findall(r"https?://[^\s\"']+", path.read_text("utf-8")))
        assert found <= {"http://www.w3.org/2000/svg"}, path


def test_a_real_model_has_no_notice() -> None:
    source = RENDERER.page(viewer(), Markup(""), cursor="e-0", available=0, sketch=False)
    assert "no AI model" not in source


def test_all_locales_word_the_whole_page() -> None:
    folder = Path(web.__file__).parent / "words"
    names = {path.stem for path in folder.glob("*.ftl")}
    assert set(WORDS.locales) == names
    english = WORDS.for_locale("en")._tongues[0]
    for name in names:
        tongue = WORDS.for_locale(name)._tongues[0]
        assert not tongue.junk, name
        assert set(tongue.messages) == set(english.messages), name
        for key in english.messages:
            assert tongue.variables(key) == english.variables(key), f"{name} {key}"
