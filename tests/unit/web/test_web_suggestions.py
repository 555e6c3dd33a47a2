import pytest

from adapters.web.people import person_of
from adapters.web.suggestions import ADMINS_ONLY, suggestions
from bot.models import Completion
from bot.replies.words import Words

CORE = Words(strict=True).for_locale("en")


def offered(text: str, *labels: str, hint: str = "", by: str = "mia") -> dict[str, str]:
    found = [Completion(insert=f"{label} ", label=label, hint=hint) for label in labels]
    shown = suggestions(text, found, person_of(by).caller("en"), CORE)
    return {one.label: one.hint for one in shown}


@pytest.mark.parametrize(
    ("label", "hint"),
    [
        ("/imagine", "help-imagine"),
        ("/credits balance", "help-balance"),
        ("!help", "help-help"),
        ("--ratio", "flag-ratio"),
        ("-n", "flag-count"),
        ("--no", "flag-avoid"),
    ],
)
def test_what_is_offered_says_what_it_is_for(label: str, hint: str) -> None:
    assert offered("/", label) == {label: CORE(hint)}


def test_what_has_no_sentence_stands_alone() -> None:
    assert offered("/imagine --ratio ", "16:9", "--nothing") == {"16:9": "", "--nothing": ""}


@pytest.mark.parametrize(
    ("hint", "shown"),
    [("1", "1 credit"), ("Sketch · 12", "Sketch · 12 credits"), ("Model 2", "Model 2")],
)
def test_a_bare_price_is_spelled_out(hint: str, shown: str) -> None:
    assert offered("--quality ", "high", hint=hint) == {"high": shown}


def test_only_an_admin_is_offered_what_admins_do() -> None:
    assert offered("/c", *ADMINS_ONLY) == {}
    assert set(offered("/c", *ADMINS_ONLY, by="ada")) == ADMINS_ONLY


def test_people_can_be_picked_by_name() -> None:
    assert offered("/credits grant @") == {"@mia": "Mia", "@ben": "Ben", "@ada": "Ada"}
    assert offered("/credits grant @B") == {"@ben": "Ben"}
    assert offered("mail me@b") == {}
