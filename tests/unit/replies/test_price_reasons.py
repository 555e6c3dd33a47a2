"""Why a price is what it is."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.models import Job, JobState, PriceParts, Reference
from bot.replies import why_card
from bot.replies.prices import price_reasons
from bot.replies.words import Phrases
from tests.fakes.samples import ASSET

MakeJob = Callable[..., Job]
ONE = PriceParts(picture=1)


def test_one_picture_with_a_reference(say: Phrases, make_job: MakeJob) -> None:
    job = make_job(count=1, references=(Reference(asset=ASSET, name="a.png"),))
    parts = PriceParts(picture=1, references=1)
    told = price_reasons(say, request=job.request, parts=parts)
    assert told == "1 picture, low, 1K: 1 · 1 reference: 1"


def test_parts_of_several_pictures_are_added_up(say: Phrases, make_job: MakeJob) -> None:
    job = make_job(count=4, references=(Reference(asset=ASSET, name="a.png"),) * 2)
    parts = PriceParts(picture=6, references=2, words=1)
    told = price_reasons(say, request=job.request, parts=parts)
    assert told == "4 pictures, low, 1K: 24 · 2 references: 8 · long words: 4"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"state": JobState.RUNNING}, "On hold until the pictures are there: 2 credits."),
        ({"state": JobState.DONE, "captured": 2}, ""),
        ({"state": JobState.DONE, "captured": 1}, "1 of 2 came. Paid: 1 credit; the rest"),
        ({"state": JobState.DONE, "captured": 2, "charged": 1}, "The model used less than that"),
        ({"state": JobState.FAILED}, "0 of 2 came"),
    ],
)
def test_it_says_what_was_paid_of_it(
    say: Phrases, make_job: MakeJob, facts: dict[str, object], said: str
) -> None:
    lines = why_card(say, job=make_job(**facts), parts=ONE).text.splitlines()
    assert lines[0] == "2 pictures, low, 1K: 2"
    assert "".join(lines[1:]).startswith(said)
    assert bool(lines[1:]) == bool(said)


def test_of_an_older_list_the_quote_alone_is_known(say: Phrases, make_job: MakeJob) -> None:
    job = replace(make_job(state=JobState.DONE, captured=2, unit=7), charged=14)
    told = why_card(say, job=job, parts=None).text
    assert (
        told == "The price list has changed since. It was 7 credits for each picture (2 pictures)."
    )


def test_every_language_says_it(any_say: Phrases, make_job: MakeJob) -> None:
    card = why_card(any_say, job=make_job(), parts=PriceParts(picture=1, references=1, words=1))
    assert "{" not in card.text
