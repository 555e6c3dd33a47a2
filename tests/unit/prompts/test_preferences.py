import pytest

from bot.errors import InvalidPrompt
from bot.models import AgeRestricted, ImageFormat, Quality, Ratio, Resolution, Spoiler
from bot.prompts.preferences import NAMES, PreferenceOrder, Scope, parse_preferences


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("quality medium", {"quality": Quality.MEDIUM}),
        ("--quality=medium", {"quality": Quality.MEDIUM}),
        ("—q high ratio 4:5", {"quality": Quality.HIGH, "ratio": Ratio.R4_5}),
        ("resolution 2K format jpg", {"resolution": Resolution.K2, "format": ImageFormat.JPEG}),
        ("model GPT Image 2 style pixel art", {"model": "gpt image 2", "style": "pixel art"}),
        ("private", {"private": True}),
        ("private off", {"private": False}),
        ("quality reset", {"quality": None}),
        ("reset quality style", {"quality": None, "style": None}),
    ],
)
def test_settings_are_read(text: str, changes: dict[str, object]) -> None:
    assert parse_preferences(text) == PreferenceOrder(changes=changes)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("", PreferenceOrder()),
        ("me", PreferenceOrder()),
        ("channel", PreferenceOrder(scope=Scope.CHANNEL)),
        ("reset", PreferenceOrder(reset=True)),
        ("server reset", PreferenceOrder(scope=Scope.SERVER, reset=True)),
        (
            "channel spoiler always age-restricted only",
            PreferenceOrder(
                scope=Scope.CHANNEL,
                changes={"spoiler": Spoiler.ALWAYS, "age_restricted": AgeRestricted.ONLY},
            ),
        ),
        (
            "server spoilers reset",
            PreferenceOrder(scope=Scope.SERVER, changes={"spoiler": None}),
        ),
    ],
)
def test_scopes_are_read(text: str, order: PreferenceOrder) -> None:
    assert parse_preferences(text) == order
    assert order.asks == (not order.changes and not order.reset)


def test_the_values_of_a_form_say_the_same() -> None:
    options = {"scope": "channel", "quality": "medium", "spoiler": "", "ratio": "16:9"}
    assert parse_preferences("", options) == parse_preferences("channel quality medium ratio 16:9")
    assert parse_preferences("", {"reset": "true"}) == PreferenceOrder(reset=True)


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("qualty high", "unknown-setting", "quality"),
        ("xyzzy", "unknown-setting", None),
        ("count 4", "unknown-setting", None),
        ("quality", "missing-value", None),
        ("quality hihg", "bad-value", "quality high"),
        ("channel spoiler perhaps", "bad-value", None),
        ("spoiler always", "setting-of-chats", None),
        ("me age-restricted only", "setting-of-chats", None),
    ],
)
def test_what_cannot_be_set_is_told(text: str, reason: str, suggestion: str | None) -> None:
    with pytest.raises(InvalidPrompt) as caught:
        parse_preferences(text)
    assert caught.value.reason == reason
    assert caught.value.facts.get("suggestion") == suggestion


def test_an_unknown_setting_is_told_what_there_is() -> None:
    with pytest.raises(InvalidPrompt) as caught:
        parse_preferences("xyzzy")
    assert caught.value.facts["known"] == list(NAMES)
