"""A form that cannot open is offered by a button; a defect is told without its details."""

import pytest

from bot.models import ActionKey, Audience, Form, Tone, Verb
from bot.replies import Phrases, defect_card, offer_card


def test_a_form_is_offered_by_the_button_it_is_keyed_by() -> None:
    told = offer_card(Form(key="edit:0123456789ab:2", title="Edit", inputs=(), submit="Go"))
    (action,) = told.actions
    assert (action.verb, action.index, action.label) == (Verb.EDIT, 2, "Go")
    assert ActionKey.parse(action.key) == ActionKey.parse("edit:0123456789ab:2")
    assert (told.text, told.audience) == ("Edit", Audience.REQUESTER)


def test_a_form_without_a_button_is_named() -> None:
    told = offer_card(Form(key="imagine", title="Create", inputs=(), submit="Go"))
    assert (told.text, told.actions) == ("Create", ())


def test_a_defect_is_told_to_the_requester_in_every_language(any_say: Phrases) -> None:
    told = defect_card(any_say)
    assert (told.code, told.tone, told.audience) == ("internal", Tone.ERROR, Audience.REQUESTER)
    assert len(told.text) > 20


@pytest.mark.parametrize("index", ["+1", "-1", " 1", "1_0", "\u0661", "", "100", "1 "])
def test_a_button_that_is_not_one_of_ours_is_not_read(index: str) -> None:
    with pytest.raises(ValueError, match="without an index"):
        ActionKey.parse(f"edit:0123456789ab:{index}")
