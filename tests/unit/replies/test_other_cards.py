from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from bot.catalog import Use
from bot.errors import InvalidPrompt, NotAllowed, PictureFailed, SourceNotFound
from bot.models import (
    Audience,
    Balance,
    EntryKind,
    Expiring,
    Form,
    HistoryLine,
    ImageRequest,
    Job,
    JobId,
    PictureRef,
    Reply,
    Tone,
)
from bot.prompts.commands import COMMANDS, split_command
from bot.prompts.flags import FLAGS
from bot.replies import (
    ModelRow,
    Phrases,
    Proposed,
    balance_card,
    completion_hint,
    edit_form,
    error_reply,
    grant_card,
    guide,
    help_card,
    history_card,
    lost_event_card,
    models_card,
    notice,
    proposal_card,
    revoke_card,
    reword_form,
    welcome_card,
)
from bot.replies.words import Words

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
REQUEST = ImageRequest(prompt="bluer, or so", model="sketch")
PICTURE = PictureRef(job=JobId("job1"), index=2)


def fields(reply: Reply) -> dict[str, str]:
    return {field.name: field.value for field in reply.fields}


def test_a_balance_says_what_is_held_and_what_ends_when(say: Phrases) -> None:
    balance = Balance(available=1098, held=2, expiring=(Expiring(amount=40, at=NOON),))
    told = balance_card(say, balance)
    assert told.text == "You have 1,098 credits to spend."
    assert fields(told) == {
        "On hold": "2 credits for jobs that are not finished",
        "Expiring": "40 credits on 30 Nov 2026",
    }
    assert told.audience is Audience.REQUESTER


@pytest.mark.parametrize(
    ("available", "told"),
    [
        (0, "You have no credits left. Ask an admin for more."),
        (1, "You have 1 credit to spend."),
    ],
)
def test_small_balances_are_declined(say: Phrases, available: int, told: str) -> None:
    card = balance_card(say, Balance(available=available, held=0))
    assert (card.text, card.fields) == (told, ())


def line(
    kind: EntryKind, amount: int, reason: str = "", *, left: int | None = 98, actor: str = "Bea"
) -> HistoryLine:
    return HistoryLine(
        at=NOON, kind=kind, amount=amount, available_after=left, actor=actor, reason=reason
    )


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (line(EntryKind.CAPTURE, -2), "−2 credits for pictures · 98 left"),
        (line(EntryKind.GRANT, 1, "lunch"), "+1 credit from Bea: lunch · 98 left"),
        (line(EntryKind.GRANT, 100, left=None), "+100 credits from Bea"),
        (line(EntryKind.GRANT, 9, actor="system"), "+9 credits to start with · 98 left"),
        (line(EntryKind.GRANT, 9, actor="web:1"), "+9 credits from an admin · 98 left"),
        (line(EntryKind.REVOKE, -1000), "−1,000 credits taken back by Bea · 98 left"),
        (line(EntryKind.EXPIRE, -5), "−5 credits expired · 98 left"),
        (line(EntryKind.CAPTURE, 0), "nothing for pictures · 98 left"),
    ],
)
def test_a_history_line_reads_as_a_sentence(say: Phrases, entry: HistoryLine, told: str) -> None:
    assert fields(history_card(say, [entry])) == {"30 Nov 2026 12:00": told}


def test_an_empty_history_says_so(say: Phrases) -> None:
    assert history_card(say, []).text == "No credits have moved yet."


def test_a_grant_is_said_before_everyone(say: Phrases) -> None:
    told = grant_card(say, user_name="Cem", amount=100, reason="spring", expires_at=NOON)
    assert told.text == "Cem got 100 credits. They expire on 30 Nov 2026. Reason: spring"
    assert told.audience is Audience.EVERYONE
    assert grant_card(say, user_name="Cem", amount=1).text == "Cem got 1 credit."


def test_a_revoke_and_what_is_left_is_for_the_admin_alone(say: Phrases) -> None:
    told = revoke_card(say, user_name="Cem", amount=2, available_after=0, reason="mistake")
    assert told.text == (
        "2 credits were taken back from Cem, who now has 0 to spend. Reason: mistake"
    )
    assert told.audience is Audience.REQUESTER


def test_help_shows_admins_what_admins_can_do(say: Phrases) -> None:
    plain = help_card(say, sketch=False, starting=0, references=16, is_admin=False)
    admin = help_card(say, sketch=True, starting=20, references=16, is_admin=True)
    assert not any(name.startswith("/credits grant") for name in fields(plain))
    assert any(name.startswith("/credits grant") for name in fields(admin))
    assert (plain.footer, "OPENAI_API_KEY" in admin.footer) == ("", True)
    assert "Everyone starts with 20 credits." in admin.text
    assert "Everyone starts" not in plain.text


@pytest.mark.parametrize("most", [5, 16])
def test_help_tells_of_roles_and_masks_and_how_many_files_there_may_be(
    words: Words, most: int
) -> None:
    for locale in words.locales:
        say = words.for_locale(locale)
        told = fields(help_card(say, sketch=False, starting=0, references=most, is_admin=False))
        roles = next(value for name, value in told.items() if "as:mask" in name)
        assert str(most) in roles
        assert "12" not in told["/imagine"]


def test_models_are_told_with_price_and_licence(say: Phrases) -> None:
    rows = [
        ModelRow(id="sketch", title="Sketch", price_least=1, price_most=12, default=True),
        ModelRow(id="dev", title="Dev", price_least=2, price_most=2, use=Use.NON_COMMERCIAL),
        ModelRow(id="gift", title="Gift", price_least=0, price_most=0),
        ModelRow(id="old", title="Old", price_least=5, price_most=5, retires=date(2026, 12, 1)),
    ]
    assert fields(models_card(say, rows)) == {
        "Sketch (sketch)": "default · 1 to 12 credits a picture · commercial use allowed",
        "Dev (dev)": "2 credits a picture · non-commercial use only",
        "Gift (gift)": "free · commercial use allowed",
        "Old (old)": "5 credits a picture · commercial use allowed · gone from 1 Dec 2026",
    }


def test_an_error_is_for_the_requester_and_says_it_was_free(say: Phrases) -> None:
    told = error_reply(say, InvalidPrompt("empty"))
    assert told.footer == "Nothing was charged."
    assert (told.tone, told.audience) == (Tone.ERROR, Audience.REQUESTER)
    assert told.code == "invalid-prompt-empty"


def test_a_refusal_without_money_does_not_talk_of_money(say: Phrases) -> None:
    assert error_reply(say, NotAllowed("admin-only")).footer == ""


def test_error_codes_are_spelt_one_way(say: Phrases) -> None:
    told = error_reply(say, PictureFailed("outcome_unknown"))
    assert told.code == "picture-failed-outcome-unknown"


def test_short_answers_are_for_the_requester(say: Phrases) -> None:
    assert notice(say, "too-late").audience is Audience.REQUESTER
    assert "Nothing was charged" in lost_event_card(say).text


def test_words_in_doubt_get_one_button_with_the_price(say: Phrases) -> None:
    card = proposal_card(say, draft=JobId("d1"), offered=Proposed.EDIT, request=REQUEST, price=2)
    assert [(one.key, one.label) for one in card.actions] == [
        ("confirm:d1:1", "Edit with these words · 2 credits")
    ]
    assert card.quote == REQUEST.prompt
    assert card.audience is Audience.REQUESTER
    assert "Nothing is charged" in card.text


def test_a_refusal_can_come_with_what_would_be_right(say: Phrases) -> None:
    card = proposal_card(
        say,
        draft=JobId("d1"),
        offered=Proposed.DRAW,
        request=REQUEST,
        price=1,
        instead_of=SourceNotFound(),
    )
    assert card.code == "source-not-found"
    assert card.tone is Tone.ERROR
    assert card.actions[0].label == "Draw this · 1 credit"


def test_a_greeting_is_answered_by_three_pictures_to_press(say: Phrases) -> None:
    card = welcome_card(say, draft=JobId("d1"), prices=[1, 1, 2])
    assert [one.key for one in card.actions] == [f"confirm:d1:{n}" for n in (1, 2, 3)]
    assert card.actions[2].price == 2


def test_an_edit_form_asks_for_change_keep_ratio_and_files(say: Phrases) -> None:
    form = edit_form(say, picture=PICTURE, price=1, several=True)
    assert form.key == "edit:job1:2"
    assert form.title == "Edit picture 2"
    assert form.submit == "Edit · 1 credit"
    assert [one.name for one in form.inputs] == ["change", "keep", "ratio", "files"]
    assert [one.required for one in form.inputs] == [True, False, False, False]
    assert form.inputs[3].most == 10
    assert {choice.value for choice in form.inputs[2].choices} >= {"auto", "4:5", "9:21"}
    assert edit_form(say, picture=PICTURE).title == "Edit picture"


def test_a_reword_form_holds_the_words_that_were_refused(
    say: Phrases, make_job: Callable[..., Job]
) -> None:
    form = reword_form(say, job=make_job(prompt="y" * 3001), price=2)
    assert form.key == "edit:job1:0"
    assert form.inputs[0].value == "y" * 3000
    assert form.submit == "Again · 2 credits"


def test_forms_fit_the_narrowest_platform(any_say: Phrases, make_job: Callable[..., Job]) -> None:
    forms: list[Form] = [
        edit_form(any_say, picture=PictureRef(job=JobId("j"), index=4), price=9999, several=True),
        reword_form(any_say, job=make_job(), price=9999),
    ]
    for form in forms:
        assert len(form.title) <= 24
        assert len(form.inputs) <= 5
        assert all(len(one.label) <= 45 and len(one.hint) <= 100 for one in form.inputs)


@pytest.mark.parametrize(
    ("option", "value", "price", "told"),
    [
        ("command", "imagine", None, "Make pictures. Attach references if you like."),
        ("command", "unheard-of", None, ""),
        ("ratio", "", None, "Width to height"),
        ("quality", "high", 12, "12 credits"),
        ("quality", "high", None, ""),
        ("as", "logo", None, "logo"),
    ],
)
def test_suggestions_are_explained(
    say: Phrases, option: str, value: str, price: int | None, told: str
) -> None:
    assert completion_hint(say, option, value, price=price) == told


def test_help_names_every_flag_that_works() -> None:
    shown = guide.FLAGS.split()
    assert {flag.spelling for flag in FLAGS} == {word for word in shown if word.startswith("-")}


def test_help_leaves_no_command_out() -> None:
    typed = {*guide.COMMANDS, *guide.ADMIN_COMMANDS, *guide.MORE}
    named = {command.name for line in typed if (command := split_command(line))}
    assert named >= set(COMMANDS.values()) - {"edit", "help"}


def test_help_names_only_commands_that_exist() -> None:
    typed = {*guide.COMMANDS, *guide.ADMIN_COMMANDS, *guide.MORE}
    assert all(split_command(line) for line in typed)
