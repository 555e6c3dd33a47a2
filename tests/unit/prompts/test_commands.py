from datetime import timedelta

import pytest

from bot.catalog import Catalog, ModelCard, StyleCard
from bot.errors import InvalidPrompt
from bot.models import UserRef
from bot.prompts.commands import COMMANDS, Command, split_command
from bot.prompts.complete import complete
from bot.prompts.flags import FLAGS
from bot.prompts.grants import AMOUNT_MAX, GrantOrder, parse_grant

MARA = UserRef(platform="web", id="mara")
LI = UserRef(platform="slack", id="T1:U2")
MENTIONS = {"@mara": MARA, "@Mara Lind": LI, "<@U2>": LI, "terminal:me": MARA}


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("/imagine a cat", "imagine", "a cat"),
        ("  /IMAGINE\na cat\nand more", "imagine", "a cat\nand more"),
        ("!imagine a cat", "imagine", "a cat"),
        ("／imagine 猫", "imagine", "猫"),
        ("/credits", "balance", ""),
        ("/credits balance", "balance", ""),
        ("/credits  Grant @mara 5", "grant", "@mara 5"),
        ("/credits grant\n@mara 5", "grant", "@mara 5"),
        ("/help", "help", ""),
    ],
)
def test_commands(text: str, name: str, rest: str) -> None:
    assert split_command(text) == Command(name=name, rest=rest)


@pytest.mark.parametrize("spelling", COMMANDS)
def test_every_command_is_known(spelling: str) -> None:
    assert split_command(f"/{spelling} x") == Command(name=COMMANDS[spelling], rest="x")


@pytest.mark.parametrize(
    "text", ["a cat", "!wow", "! imagine", "/tmp/x", "/ 2", "", "/2 cats", "x /imagine", "//help"]
)
def test_what_is_no_command(text: str) -> None:
    assert split_command(text) is None


@pytest.mark.parametrize(
    ("text", "command", "suggestion"),
    [
        ("/imagin a cat", "/imagin", "/imagine"),
        ("/draw a cat", "/draw", "/imagine"),
        ("/xyzzy", "/xyzzy", None),
        ("/credits grnt @mara 5", "/credits grnt", "/credits grant"),
        ("/credits ???", "/credits ???", "/credits balance"),
        ("/grant @mara 5", "/grant", "/credits grant"),
    ],
)
def test_an_unknown_command_gets_a_suggestion(
    text: str, command: str, suggestion: str | None
) -> None:
    with pytest.raises(InvalidPrompt) as caught:
        split_command(text)
    assert caught.value.key == "invalid-prompt-unknown-command"
    assert caught.value.facts == {"command": command, "suggestion": suggestion}


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("@mara 100", GrantOrder(user=MARA, amount=100)),
        ("+1,000 @mara", GrantOrder(user=MARA, amount=1000)),
        ("<@U2> 5 welcome", GrantOrder(user=LI, amount=5, reason="welcome")),
        ("@Mara Lind 5", GrantOrder(user=LI, amount=5)),
        ("mara 5", GrantOrder(user=MARA, amount=5)),
        ("terminal:me 7", GrantOrder(user=MARA, amount=7)),
        ("thanks for 2 @mara 9", GrantOrder(user=MARA, amount=9, reason="thanks for 2")),
        ("@mara for the launch 9", GrantOrder(user=MARA, amount=9, reason="for the launch")),
        (
            "@mara expires:30d 5 x",
            GrantOrder(user=MARA, amount=5, expires_in=timedelta(days=30), reason="x"),
        ),
        ("@mara 5 expires 2w", GrantOrder(user=MARA, amount=5, expires_in=timedelta(weeks=2))),
        (f"@mara {AMOUNT_MAX}", GrantOrder(user=MARA, amount=AMOUNT_MAX)),
    ],
)
def test_grants_in_any_order(text: str, order: GrantOrder) -> None:
    assert parse_grant(text, {**MENTIONS, "mara": MARA}) == order


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "grant-user"),
        ("5", "grant-user"),
        ("@bob 5", "grant-unknown-user"),
        ("@marabel 5", "grant-unknown-user"),
        ("@mara <@U2> 5", "grant-users"),
        ("@mara", "grant-no-amount"),
        ("@mara many", "grant-no-amount"),
        ("@mara 0", "grant-amount"),
        ("@mara -5", "grant-amount"),
        ("@mara 1.5", "grant-amount"),
        ("@mara 1,00", "grant-amount"),
        (f"@mara {AMOUNT_MAX + 1}", "grant-amount"),
        ("@mara " + "9" * 5000, "grant-amount"),
        ("@mara 5 expires:soon", "grant-expiry"),
        ("@mara 5 expires:0d", "grant-expiry"),
        ("@mara 5 expires:3651d", "grant-expiry"),
        ("@mara 5 " + "x" * 501, "too-long"),
    ],
)
def test_a_grant_that_cannot_be(text: str, reason: str) -> None:
    with pytest.raises(InvalidPrompt) as caught:
        parse_grant(text, MENTIONS)
    assert caught.value.reason == reason


@pytest.fixture
def catalog() -> Catalog:
    sketch = ModelCard(id="sketch", title="Sketch", provider="p", wire="s", price="x")
    styles = [StyleCard(id=f"s{n}", title=f"Style {n}", words="w") for n in range(30)]
    return Catalog(models=[sketch], styles=styles, default="sketch")


@pytest.mark.parametrize(
    ("text", "first", "number"),
    [
        ("/im", "/imagine ", 1),
        ("/", "/imagine ", len(COMMANDS)),
        ("/credits g", "grant ", 1),
        ("/credits ", "balance ", 4),
        ("/imagine cat --", "--ratio ", len(FLAGS)),
        ("cat —ra", "--ratio ", 1),
        ("cat --ar 16", "16:9 ", 1),
        ("cat --ratio ", "auto ", 14),
        ("cat --quality=h", "high ", 1),
        ("cat -n ", "1 ", 4),
        ("cat --model ", "sketch ", 1),
        ("cat --models sk", "sketch ", 1),
        ("cat --models x,sk", "x,sketch ", 1),
        ("cat --tr", "--transparent ", 1),
        ("cat --style ", "s0 ", 25),
        ("cat as:l", "as:logo ", 1),
    ],
)
def test_completion(catalog: Catalog, text: str, first: str, number: int) -> None:
    found = complete(text, catalog)
    assert found[0].insert == first
    assert len(found) == number


@pytest.mark.parametrize("text", ["", "a cat", 'a "sign --ra"', "cat --no ", "t-sh", "cat --zzz "])
def test_nothing_to_complete(catalog: Catalog, text: str) -> None:
    assert complete(text, catalog) == ()


def test_hints_are_passed_in(catalog: Catalog) -> None:
    def hint(option: str, value: str) -> str:
        return f"{option}:{value}"

    assert complete("x --quality h", catalog, hint)[0].hint == "quality:high"
    assert complete("x --model ", catalog, hint)[0].hint == "Sketch · model:sketch"
    assert complete("/im", catalog, hint)[0].hint == "command:imagine"
