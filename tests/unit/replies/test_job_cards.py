from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.catalog import Use
from bot.models import (
    Audience,
    Failure,
    Job,
    JobState,
    Note,
    Operation,
    Reference,
    Reply,
    ReplyImage,
    Role,
    Size,
    Tone,
    Verb,
)
from bot.replies import (
    Phrases,
    QueueRow,
    Stage,
    Words,
    cancelled_card,
    deleted_card,
    failure_card,
    queue_card,
    result_card,
    status_card,
)

MakeJob = Callable[..., Job]
Images = Callable[..., tuple[ReplyImage, ...]]
PRICES = {Verb.AGAIN: 2, Verb.VARY: 1, Verb.UPSCALE: 3, Verb.EDIT: 1}


def fields(reply: Reply) -> dict[str, str]:
    return {field.name: field.value for field in reply.fields}


def labels(reply: Reply) -> list[str]:
    return [action.label for action in reply.actions]


def status(say: Phrases, job: Job, **facts: object) -> Reply:
    told = {"position": 1, "ahead": 0, "eta_s": None} | facts
    return status_card(say, job=job, **told)  # type: ignore[arg-type]


def result(say: Phrases, job: Job, images: tuple[ReplyImage, ...], **facts: object) -> Reply:
    told = {
        "available": 98,
        "prices": PRICES,
        "seconds": 8.43,
        "model_title": "Sketch",
        "sketch": False,
    } | facts
    return result_card(say, job=job, images=images, **told)  # type: ignore[arg-type]


def test_a_status_says_what_it_makes_what_it_costs_and_where_it_stands(
    say: Phrases, make_job: MakeJob
) -> None:
    told = status(say, make_job(), position=3, ahead=2, eta_s=41)
    assert told.text == (
        "Making 2 pictures: 2 credits. 2 jobs are ahead of you. Ready in about 40 seconds."
    )
    assert told.quote == 'a poster that says "OPEN LATE" in neon'
    assert fields(told) == {"Model": "sketch", "Size": "1024x1280", "Quality": "low"}
    assert [action.key for action in told.actions] == ["cancel:job1:0"]
    assert (told.tone, told.job, told.mention) == (Tone.PROGRESS, "job1", None)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, "You are next in line."),
        ({"position": 2, "ahead": 1}, "1 job is ahead of you."),
        ({"position": None}, "Waiting for its turn."),
        ({"stage": Stage.DRAWING}, "Drawing now."),
        ({"stage": Stage.DRAWING, "eta_s": 9.0}, "Drawing now, about 10 seconds to go."),
        ({"stage": Stage.UPLOADING, "eta_s": 9.0}, "Drawn. Sending it here."),
    ],
)
def test_a_status_names_its_stage(
    say: Phrases, make_job: MakeJob, facts: dict[str, object], told: str
) -> None:
    assert status(say, make_job(count=1), **facts).text == f"Making a picture: 1 credit. {told}"


def test_what_is_drawn_cannot_be_cancelled(say: Phrases, make_job: MakeJob) -> None:
    assert status(say, make_job(), stage=Stage.UPLOADING).actions == ()


def test_a_status_shows_the_picture_so_far(say: Phrases, make_job: MakeJob, images: Images) -> None:
    (partial,) = images(0)
    told = status(say, make_job(), stage=Stage.DRAWING, fraction=0.4, partial=partial)
    assert told.images == (partial,)
    assert told.progress == 0.4


def test_references_are_listed_with_their_roles(
    say: Phrases, make_job: MakeJob, images: Images
) -> None:
    asset = images(1)[0].asset
    job = make_job(
        references=(
            Reference(asset=asset, name="logo.png", role=Role.LOGO),
            Reference(asset=asset, name="b\n@everyone.png"),
        )
    )
    assert fields(status(say, job))["References"] == "logo.png (logo), b @everyone.png"


def test_notes_stand_below_the_status_and_the_result(
    say: Phrases, make_job: MakeJob, images: Images
) -> None:
    facts = {"asked": "1000x1000", "got": "1008x1008", "limit": 16}
    job = make_job(notes=(Note(key="size-snapped-step", facts=facts),))
    for told in (status(say, job), result(say, job, images(1, 2))):
        assert told.text.splitlines()[1:] == [
            "1000x1000 → 1008x1008, edges come in steps of 16.",
        ]


def test_a_long_prompt_is_quoted_by_its_beginning(say: Phrases, make_job: MakeJob) -> None:
    told = status(say, make_job(prompt="x" * 20_000))
    assert len(told.quote) == 500
    assert told.quote.endswith("…")


def test_a_result_says_cost_and_time_and_to_its_owner_what_is_left(
    say: Phrases, make_job: MakeJob, images: Images
) -> None:
    told = result(say, make_job(state=JobState.DONE, captured=2), images(1, 2))
    assert told.text == "Your 2 pictures are ready."
    assert fields(told) == {
        "Model": "Sketch",
        "Size": "1024x1280",
        "Quality": "low",
        "Cost": "−2",
        "Time": "8.4 s",
    }
    assert [field.own for field in told.fields if field.own] == ["−2 · 98 left"]
    assert told.footer == "Reply to a picture to change it."
    assert told.mention == make_job().caller.user
    assert (told.tone, told.code, told.audience) == (Tone.DONE, "ok", Audience.EVERYONE)


def test_a_cost_is_in_credits_not_pictures(say: Phrases, make_job: MakeJob, images: Images) -> None:
    told = result(say, make_job(captured=2, unit=12), images(1, 2))
    assert fields(told)["Cost"] == "−24"


def test_buttons_come_in_order_with_their_prices(
    say: Phrases, make_job: MakeJob, images: Images
) -> None:
    told = result(say, make_job(), images(1, 3))
    assert labels(told) == [
        "Again · 2 credits",
        "Vary 1 · 1 credit",
        "Upscale 1 to 4K · 3 credits",
        "Edit 1 · 1 credit",
        "Original 1",
        "Vary 3 · 1 credit",
        "Upscale 3 to 4K · 3 credits",
        "Edit 3 · 1 credit",
        "Original 3",
        "Enhance",
        "Delete",
    ]
    assert [action.index for action in told.actions] == [0, 1, 1, 1, 1, 3, 3, 3, 3, 0, 0]
    assert [action.price for action in told.actions[:3]] == [2, 1, 3]


def test_one_picture_needs_no_numbers(say: Phrases, make_job: MakeJob, images: Images) -> None:
    told = result(say, make_job(count=1), images(1), prices={Verb.VARY: 0})
    assert labels(told) == ["Vary · free", "Original", "Enhance", "Delete"]
    assert told.actions[0].key == "vary:job1:1"


@pytest.mark.parametrize(
    "facts", [{"notes": (Note(key="enhanced"),)}, {"operation": Operation.EDIT}]
)
def test_only_a_persons_own_words_can_be_enhanced(
    say: Phrases, make_job: MakeJob, images: Images, facts: dict[str, object]
) -> None:
    told = result(say, make_job(count=1, **facts), images(1), prices={})
    assert Verb.ENHANCE not in {action.verb for action in told.actions}


def test_a_private_result_can_be_shown_to_everyone(
    say: Phrases, make_job: MakeJob, images: Images
) -> None:
    told = result(say, make_job(private=True), images(1))
    assert told.audience is Audience.REQUESTER
    assert labels(told)[-2:] == ["Show everyone", "Delete"]


def test_a_rehearsal_says_what_it_does_not_know(
    say: Phrases, make_job: MakeJob, images: Images
) -> None:
    told = result(say, make_job(), images(1), sketch=True, unknown=("perfume bottle", "hat"))
    assert "The sketch does not know “perfume bottle”, “hat”; a real model will." in told.text
    assert "does not know" not in result(say, make_job(), images(1), sketch=True).text


def test_a_rehearsal_tells_an_admin_what_to_set_and_others_whom_to_ask(
    any_say: Phrases, make_job: MakeJob, images: Images
) -> None:
    job = make_job()
    admin = replace(job, caller=replace(job.caller, is_admin=True))
    assert "OPENAI_API_KEY" in result(any_say, admin, images(1), sketch=True).footer
    member = result(any_say, job, images(1), sketch=True).footer
    assert "OPENAI_API_KEY" not in member


def test_where_the_model_chose_the_size_it_is_told_afterwards(
    say: Phrases, make_job: MakeJob, images: Images
) -> None:
    job = make_job(size=None)
    assert fields(status(say, job))["Size"] == "the model chooses"
    told = result(say, job, images(1, 2), size=Size(width=640, height=1024))
    assert fields(told)["Size"] == "640x1024"


@pytest.mark.parametrize(
    ("made", "failure", "told"),
    [
        (
            (1, 2, 3),
            Failure(code="missing", facts={"withheld": 1}),
            "3 of 4 pictures are ready. The model’s safety check held 1 back.",
        ),
        (
            (1,),
            Failure(code="rejected", facts={"stage": "output"}),
            "1 of 4 pictures is ready. The model’s safety check held 3 back.",
        ),
        (
            (1, 2),
            None,
            "2 of 4 pictures are ready. 2 could not be made.",
        ),
        (
            (4,),
            Failure(code="busy"),
            "1 of 4 pictures is ready. 3 could not be made. The model is very busy or cannot be"
            " reached right now. Please try again in a few minutes.",
        ),
    ],
)
def test_missing_pictures_are_named_and_free(
    say: Phrases,
    make_job: MakeJob,
    images: Images,
    made: tuple[int, ...],
    failure: Failure | None,
    told: str,
) -> None:
    job = make_job(count=4, state=JobState.DONE, captured=len(made), failure=failure)
    card = result(say, job, images(*made))
    assert card.text == f"{told} You paid only for what is here."
    assert card.tone is Tone.WARNING


def test_what_landed_before_a_cancel_is_shown_and_paid(
    say: Phrases, make_job: MakeJob, images: Images
) -> None:
    failure = Failure(code="cancelled")
    job = make_job(count=4, state=JobState.CANCELLED, captured=1, failure=failure)
    told = result(say, job, images(2))
    assert told.text == "Cancelled after 1 of 4 pictures. You paid only for what is here."


FAILURES = [
    "rejected",
    "outcome_unknown",
    "busy",
    "key",
    "quota",
    "permission",
    "model",
    "request",
    "cancelled",
    "crashed",
    "storage",
    "internal",
]


@pytest.mark.parametrize("code", FAILURES)
def test_every_failure_has_words_of_its_own_and_is_free(
    any_say: Phrases, make_job: MakeJob, code: str
) -> None:
    job = make_job(state=JobState.FAILED, failure=Failure(code=code))
    told = failure_card(any_say, job=job, available=100, prices={Verb.AGAIN: 2})
    assert any_say("picture-failed") not in told.text
    assert told.text.endswith(any_say("you-were-not-charged"))
    assert told.code == f"picture-failed-{code}".replace("_", "-")
    assert [action.verb for action in told.actions] == [Verb.AGAIN]
    assert told.tone is Tone.ERROR


def test_an_unheard_of_failure_still_makes_a_sentence(say: Phrases, make_job: MakeJob) -> None:
    job = make_job(failure=Failure(code="new-kind"))
    told = failure_card(say, job=job, available=1, prices={})
    assert told.text.startswith("The picture could not be made.")
    assert failure_card(say, job=make_job(), available=1, prices={}).code.endswith("internal")


def test_what_was_finished_before_a_failure_was_paid(say: Phrases, make_job: MakeJob) -> None:
    job = make_job(captured=1, unit=3, failure=Failure(code="crashed"))
    told = failure_card(say, job=job, available=1, prices={})
    assert told.text.endswith("You paid 3 credits for what was finished.")


def test_a_refusal_says_what_was_refused_and_offers_other_words(
    say: Phrases, make_job: MakeJob
) -> None:
    facts: dict[str, str | int | list[str]] = {
        "stage": "reference",
        "categories": ["violence", "hate"],
    }
    job = make_job(failure=Failure(code="rejected", facts=facts))
    told = failure_card(say, job=job, available=100, prices={Verb.AGAIN: 2, Verb.EDIT: 2})
    assert told.text == (
        "The model’s safety check refused one of the reference pictures (violence and hate)."
        " Please try another picture. You were not charged."
    )
    assert labels(told) == ["Change the words · 2 credits", "Again · 2 credits"]
    assert [action.key for action in told.actions] == ["edit:job1:0", "again:job1:0"]


@pytest.mark.parametrize(
    ("stage", "told"),
    [
        ("prompt", "refused these words (violence). Please put it in other words."),
        ("reference", "refused one of the reference pictures (violence)."),
        ("output", "its own safety check held back (violence)."),
        (None, "refused this request (violence)."),
    ],
)
def test_a_refusal_names_its_stage_and_category(
    say: Phrases, make_job: MakeJob, stage: str | None, told: str
) -> None:
    facts: dict[str, str | int | list[str]] = {"categories": ["violence"]}
    job = make_job(
        failure=Failure(code="rejected", facts=facts | ({"stage": stage} if stage else {}))
    )
    text = failure_card(say, job=job, available=100, prices={}).text
    assert told in text
    assert text.endswith("You were not charged.")


def test_references_are_blamed_only_where_there_were_any(
    say: Phrases, make_job: MakeJob, images: Images
) -> None:
    refused = Failure(code="rejected", facts={"categories": []})
    given = (Reference(asset=images(1)[0].asset, name="a.png"),)
    told = [
        failure_card(say, job=make_job(failure=refused, references=refs), available=1, prices={})
        for refs in ((), given)
    ]
    assert "Please change the words. You were" in told[0].text
    assert "Please change the words or the reference pictures. You were" in told[1].text


def test_other_words_are_offered_only_after_a_refusal(say: Phrases, make_job: MakeJob) -> None:
    job = make_job(failure=Failure(code="busy"))
    told = failure_card(say, job=job, available=100, prices={Verb.AGAIN: 2, Verb.EDIT: 2})
    assert [action.verb for action in told.actions] == [Verb.AGAIN]


def test_a_cancelled_job_is_no_error(say: Phrases, make_job: MakeJob) -> None:
    told = cancelled_card(say, job=make_job(), available=100, prices={Verb.AGAIN: 2})
    assert told.text == "Cancelled. You were not charged."
    assert told.tone is Tone.PLAIN
    assert fields(told) == {}


def test_a_deleted_result_says_so(say: Phrases, make_job: MakeJob) -> None:
    assert deleted_card(say, job=make_job()).text == "The pictures were deleted."


def test_the_queue_lists_open_jobs_with_cancel(say: Phrases, make_job: MakeJob) -> None:
    rows = [
        QueueRow(job=make_job(), position=None, eta_s=4),
        QueueRow(job=make_job(count=1), position=2, eta_s=None),
    ]
    told = queue_card(say, rows)
    assert [field.value for field in told.fields] == [
        "drawing now · ready in about 5 seconds · 2 pictures · 1024x1280 · low · 2 credits",
        "number 2 in line · 1 picture · 1024x1280 · low · 1 credit",
    ]
    assert labels(told) == ["Cancel 1", "Cancel 2"]
    assert labels(queue_card(say, rows[:1])) == ["Cancel"]
    assert queue_card(say, []).text == "You have no open jobs."


def test_cards_are_told_in_the_persons_language(words: Words, make_job: MakeJob) -> None:
    told = status(words.for_locale("de-CH"), make_job(), position=2, ahead=1, eta_s=20)
    assert told.text == (
        "2 Bilder entstehen: 2 Credits. 1 Auftrag ist vor dir. Fertig in etwa 20 Sekunden."
    )


def test_a_picture_of_another_size_than_asked_says_so(
    say: Phrases, make_job: MakeJob, images: Images
) -> None:
    job = make_job(count=1, state=JobState.DONE, captured=1)
    told = result(say, job, images(1), size=Size(width=512, height=512))
    assert "512x512 instead of 1024x1280" in told.text
    assert fields(told)["Size"] == "512x512"
    same = result(say, job, images(1), size=Size(width=1024, height=1280))
    assert "instead" not in same.text


def test_a_licence_that_forbids_commerce_is_on_the_result(
    say: Phrases, make_job: MakeJob, images: Images
) -> None:
    job = make_job(count=1, state=JobState.DONE, captured=1)
    assert "non-commercial" in result(say, job, images(1), use=Use.NON_COMMERCIAL).footer
    assert "non-commercial" not in result(say, job, images(1)).footer


def test_what_safety_held_back_is_counted_beside_what_is_missing(
    say: Phrases, make_job: MakeJob, images: Images
) -> None:
    failure = Failure(code="missing", facts={"withheld": 1})
    job = make_job(count=4, state=JobState.DONE, captured=2, failure=failure)
    text = result(say, job, images(1, 2)).text
    assert "held 1 back. 1 could not be made." in text
    assert "fewer pictures than were asked for" in text
