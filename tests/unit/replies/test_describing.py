import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.models import ImageFormat, ImageRequest, Job, Operation, Quality, Quote
from bot.replies import Phrases, Words, alt_text, file_name, price_line
from bot.replies.describing import prompt_quote, request_fields
from bot.replies.forms import CHANGE_CHARS_MAX, reword_form

MakeJob = Callable[..., Job]
within_a_test = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_a_price_line_says_all_in_one_line(say: Phrases, make_job: MakeJob) -> None:
    job = make_job()
    assert price_line(say, request=job.request, quote=job.quote) == (
        "2 pictures · 1024x1280 · low · 2 credits"
    )


def test_a_price_line_says_when_a_picture_is_changed(say: Phrases, make_job: MakeJob) -> None:
    job = make_job(operation=Operation.EDIT, count=1)
    line = price_line(say, request=job.request, quote=job.quote)
    assert line.startswith("1 edit · ")


def test_a_missing_background_is_told_before_and_after(say: Phrases, make_job: MakeJob) -> None:
    job = make_job(transparent=True)
    line = price_line(say, request=job.request, quote=job.quote)
    assert line == "2 pictures · 1024x1280 · low · transparent · 2 credits"
    found = {
        one.name: one.value for one in request_fields(say, request=job.request, model_title="S")
    }
    assert found["Background"] == "transparent"
    plain = request_fields(say, request=make_job().request, model_title="S")
    assert "Background" not in {one.name for one in plain}


def test_who_cannot_see_is_told_of_a_missing_background(say: Phrases, make_job: MakeJob) -> None:
    alts = [
        alt_text(say, make_job(prompt="a fox", transparent=True, count=count).request, 1)
        for count in (1, 2)
    ]
    assert alts == [
        "Picture on a transparent background, made from the words: a fox",
        "Picture 1 of 2 on a transparent background, made from the words: a fox",
    ]


def test_a_price_line_for_one_of_any_size(words: Words, make_job: MakeJob) -> None:
    job = make_job(count=1, unit=0, size=None, quality=Quality.AUTO)
    assert price_line(words.for_locale("de"), request=job.request, quote=job.quote) == (
        "1 Bild · wählt das Modell · automatisch · kostenlos"
    )


def test_thousands_are_grouped(say: Phrases) -> None:
    quote = Quote(model="m", unit=1500, count=2, tariff="t")
    request = ImageRequest(prompt="a", model="m", count=2)
    assert price_line(say, request=request, quote=quote).endswith(" · 3,000 credits")


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ('"OPEN LATE" in neon', "open-late-neon-2.png"),
        ("Café Münster", "cafe-munster-2.png"),
        ("one two three four five six seven", "one-two-three-four-five-six-2.png"),
        ("don't stop", "dont-stop-2.png"),
        ("雪の中の狐", "picture-2.png"),
        ("the of and", "picture-2.png"),
        ("../../etc/passwd", "etc-passwd-2.png"),
        ("con", "con-2.png"),
    ],
)
def test_files_are_named_after_the_prompt(make_job: MakeJob, prompt: str, name: str) -> None:
    assert file_name(make_job(prompt=prompt), 2, ImageFormat.PNG) == name


@within_a_test
@given(prompt=st.text(), kind=st.sampled_from(ImageFormat))
def test_any_prompt_makes_a_safe_file_name(
    make_job: MakeJob, prompt: str, kind: ImageFormat
) -> None:
    name = file_name(make_job(prompt=prompt), 4, kind)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,55}-4\.(png|jpg|webp|gif)", name)


@within_a_test
@given(prompt=st.text(max_size=3000), locale=st.sampled_from(["en", "fr", "ja"]))
def test_any_prompt_makes_a_bounded_description(
    words: Words, make_job: MakeJob, prompt: str, locale: str
) -> None:
    told = alt_text(words.for_locale(locale), make_job(prompt=prompt).request, 2)
    assert len(told) <= 1000
    assert "\n" not in told


def test_a_description_is_cut_at_its_limit(say: Phrases, make_job: MakeJob) -> None:
    request = make_job(count=1, prompt="").request
    frame = len(alt_text(say, request, 1))
    fits = replace(request, prompt="x" * (1000 - frame))
    assert alt_text(say, fits, 1).endswith("x")
    longer = replace(request, prompt="x" * (1001 - frame))
    assert alt_text(say, longer, 1).endswith("…")
    assert len(alt_text(say, longer, 1)) == 1000


def test_a_description_tells_pictures_of_one_job_apart(say: Phrases, make_job: MakeJob) -> None:
    request = make_job(prompt="a fox").request
    assert alt_text(say, request, 2) == "Picture 2 of 2 made from the words: a fox"


@pytest.mark.parametrize(("count", "shown"), [(8, 8), (9, 8), (400, 8)])
def test_many_lines_are_quoted_by_their_beginning(
    make_job: MakeJob, count: int, shown: int
) -> None:
    job = make_job(prompt="\n".join("ab"[n % 2] for n in range(count)))
    quoted = prompt_quote(job.request).split("\n")
    assert len(quoted) == shown
    assert (quoted[-1] == "…") == (count > 8)


@pytest.mark.parametrize("over", [0, 1])
def test_a_form_says_what_does_not_fit_into_it(say: Phrases, make_job: MakeJob, over: int) -> None:
    job = make_job(prompt="x" * (CHANGE_CHARS_MAX + over))
    (words,) = reword_form(say, job=job).inputs
    said = "Only the first 3,000 of 3,001 characters fit here; the rest is left out."
    assert words.hint == over * said
