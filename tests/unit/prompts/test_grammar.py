import pytest

from bot.errors import InvalidPrompt
from bot.models import ImageFormat, Quality, Ratio, Resolution, Role, Size
from bot.prompts.parse import PROMPT_MAX, ParsedPrompt, parse
from bot.prompts.scan import MARKS_MAX


def refused(text: str, **options: str) -> InvalidPrompt:
    with pytest.raises(InvalidPrompt) as caught:
        parse(text, options)
    return caught.value


def test_the_readme_line() -> None:
    parsed = parse('a poster that says "OPEN LATE" in neon --ratio 4:5 -n 2')
    assert parsed.prompt == 'a poster that says "OPEN LATE" in neon'
    assert (parsed.ratio, parsed.count) == (Ratio.R4_5, 2)
    assert parsed.quality is None
    assert parsed.private is None


@pytest.mark.parametrize(
    "typed", ["4:5", "4x5", "4/5", "4 : 5", "8:10", "４：５", '"4:5"', "“4:5”"]
)
@pytest.mark.parametrize("flag", ["--ratio ", "--ar ", "--AR=", "--ar:", "—ratio ", "–ar ", "-ar "])
def test_a_ratio_as_people_type_it(flag: str, typed: str) -> None:
    assert parse(f"a cat {flag}{typed} in the rain") == parse("a cat in the rain --ratio 4:5")


@pytest.mark.parametrize("typed", ["-n 2", "-n2", "-n=2", "–n 2", "—n 2", "--n2", "--count 2"])
def test_a_count_as_people_type_it(typed: str) -> None:
    parsed = parse(f"a cat {typed}")
    assert (parsed.prompt, parsed.count) == ("a cat", 2)


@pytest.mark.parametrize("typed", ["1024x768", "1024X768", "1024×768", "1024*768", "1024 x 768"])
def test_a_size_as_people_type_it(typed: str) -> None:
    assert parse(f"a cat --size {typed}, wet").size == Size(width=1024, height=768)


def test_every_flag_has_its_place() -> None:
    parsed = parse(
        "a cat --resolution 2K --quality hi --format jpg --compression 80% --model gpt-image-2 "
        '--style "pixel art" --private --enhance as:logo --no text, people'
    )
    assert parsed.prompt == "a cat"
    assert parsed.resolution is Resolution.K2
    assert parsed.quality is Quality.HIGH
    assert parsed.format is ImageFormat.JPEG
    assert parsed.compression == 80
    assert parsed.model == "gpt-image-2"
    assert parsed.style == "pixel art"
    assert parsed.private is True
    assert parsed.enhance is True
    assert parsed.roles == (Role.LOGO,)
    assert parsed.avoid == "text, people"


@pytest.mark.parametrize(
    "prose",
    [
        "a well - lit room -- with a t-shirt",
        "a house —painted blue— on a hill",
        "a boat — old and red",
        "—formal dress— at a ball",
        "at -5 degrees, well-lit, -style unknown",
        "one--two and a--b",
        "- a cat\n- a dog\n---\nthe end",
        "as: a king, same as:",
        'a 27" monitor beside a 32" one',
        "rock 'n' roll, don't stop, '90s",
        "poster for issue #2",
        "mail me@home.org <@&1> @everyone <b>bold</b>",
    ],
)
def test_prose_with_dashes_is_left_alone(prose: str) -> None:
    assert parse(prose).prompt == prose


@pytest.mark.parametrize(
    "quotation",
    [
        '"--ratio 9:16"',
        "“SALE --now”",
        "„x --hd“",
        "«-n 4»",
        "「--ar 1:1」",
        "'SALE --now'",
        "‘don’t --go’",
        '"two  blanks\n\n\n and breaks "',
        '"as:style"',
    ],
)
def test_quotations_are_verbatim(quotation: str) -> None:
    parsed = parse(f"a sign {quotation} --ar 4:3")
    assert parsed.prompt == f"a sign {quotation}"
    assert parsed.ratio is Ratio.R4_3


def test_a_flag_may_touch_a_quotation_or_a_script_without_blanks() -> None:
    parsed = parse('写着"营业中"的海报--ar 16:9，霓虹灯')
    assert parsed.prompt == '写着"营业中"的海报，霓虹灯'
    assert parsed.ratio is Ratio.R16_9
    assert parse('"OPEN"--ar 4:5 sign').ratio is Ratio.R4_5


def test_punctuation_after_a_flag_stays_with_the_prose() -> None:
    assert parse("a cat --ar 16:9, at night --q high.").prompt == "a cat, at night."
    assert parse("(a cat --ar 16:9)").prompt == "(a cat)"


@pytest.mark.parametrize(
    ("text", "avoid", "prompt"),
    [
        ("a cat --no text, people", "text, people", "a cat"),
        ("a cat --no text --ar 1:1 at night", "text", "a cat at night"),
        ('a cat --no "text --ar 1:1" at night', "text --ar 1:1", "a cat at night"),
        ("a cat --no text\nat night", "text", "a cat\nat night"),
        ("a cat --no text --no people", "text, people", "a cat"),
        ('a cat --no words like "SALE"', 'words like "SALE"', "a cat"),
        ("a cat --no text as:style", "text", "a cat"),
    ],
)
def test_no_takes_words_to_the_next_flag_or_the_line_end(
    text: str, avoid: str, prompt: str
) -> None:
    parsed = parse(text)
    assert (parsed.avoid, parsed.prompt) == (avoid, prompt)


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("--qualty high", "--quality"),
        ("—qualty high", "--quality"),
        ("--qual high", "--quality"),
        ("--rato 1:1", "--ratio"),
        ("--colour red", None),
        ("--hd", "--quality high"),
        ("--4k", "--resolution 4k"),
        ("--png", "--format png"),
        ("--sref url", "as:style"),
        ("--seed 5", None),
        ("--стиль", None),
    ],
)
def test_an_unknown_flag_gets_a_suggestion(typed: str, suggestion: str | None) -> None:
    error = refused(f"a cat {typed}")
    assert error.key == "invalid-prompt-unknown-flag"
    assert error.facts == {"flag": typed.partition(" ")[0], "suggestion": suggestion}


@pytest.mark.parametrize(
    ("typed", "value", "suggestion"),
    [
        ("--ratio 16:10", "16:10", "--ratio 3:2"),
        ("--ratio 1024x768", "1024x768", "--size 1024x768"),
        ("--ratio 0:1", "0:1", None),
        ("--quality 4k", "4k", "--resolution 4k"),
        ("--quality hgh", "hgh", "--quality high"),
        ("--resolution 8k", "8k", None),
        ("--size 16:9", "16:9", "--ratio 16:9"),
        ("--size 0x100", "0x100", None),
        ("--size 100000x1", "100000x1", None),
        ("--format tiff", "tiff", None),
        ("-n 0", "0", None),
        ("-n 5", "5", None),
        ("-n cats", "cats", None),
        ("--compression 101", "101", None),
        ("--private=maybe", "maybe", None),
        ("as:stile", "stile", "as:style"),
        ("as:source", "source", None),
    ],
)
def test_a_bad_value_says_what_is_allowed(typed: str, value: str, suggestion: str | None) -> None:
    error = refused(f"a cat {typed}")
    assert error.reason == "bad-value"
    assert error.facts["value"] == value
    assert error.facts["suggestion"] == suggestion
    assert error.facts["allowed"]


@pytest.mark.parametrize(("count", "fine"), [(1, True), (4, True), (0, False), (5, False)])
def test_the_count_at_its_limits(count: int, fine: bool) -> None:
    if fine:
        assert parse(f"a cat -n {count}").count == count
    else:
        assert refused(f"a cat -n {count}").facts["allowed"] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("text", ["a cat -n", "a cat --ar", "--quality --ar 1:1 cat", "cat --no"])
def test_a_flag_without_its_value(text: str) -> None:
    assert refused(text).reason == "missing-value"


@pytest.mark.parametrize(
    "text",
    [
        *("", "  \n\t", "--ar 1:1 -n 2", "\u202e\x00\u200b", "as:style"),
        *('""', "“”", "!!!", "?", "--", "…", '"!" --ar 1:1', "(.)", "\u0301", "\ufe0f", "#"),
    ],
)
def test_nothing_to_draw(text: str) -> None:
    assert refused(text).key == "invalid-prompt-empty"


@pytest.mark.parametrize("text", ["7", "猫", "🦊", "❤️", "🇫🇷", '"é"', "€", "١", "!? a"])
def test_a_single_sign_can_be_enough_to_draw(text: str) -> None:
    assert parse(text).prompt == text


def test_signs_that_say_nothing_beside_attachments_are_no_words() -> None:
    assert parse("!!!", wordless=True).prompt == ""


def test_the_longest_prompt() -> None:
    flags = " --ar 16:9 -n 2"
    assert len(parse("x" * PROMPT_MAX + flags).prompt) == PROMPT_MAX
    error = refused("x" * (PROMPT_MAX + 1) + flags)
    assert error.facts == {"limit": PROMPT_MAX, "length": PROMPT_MAX + 1}
    assert refused("x" * 19_990 + " --no " + "y" * 11).reason == "too-long"
    assert refused("x" * 1_000_000).reason == "too-long"


def test_the_most_flags() -> None:
    assert parse("x" + " -n 2" * MARKS_MAX).count == 2
    assert refused("x" + " -n 2" * (MARKS_MAX + 1)).key == "invalid-prompt-too-many-flags"


def test_control_and_bidi_characters_are_removed() -> None:
    assert parse("a\x00 c\u202eat\u2066 \ufeffhat\x1b[31m\ud800").prompt == "a cat hat[31m"
    assert parse("family 👨‍👩‍👧 می‌خواهم").prompt == "family 👨‍👩‍👧 می‌خواهم"
    assert parse("one\r\ntwo\u2028three \n\n\n\n four").prompt == "one\ntwo\nthree\n\nfour"


def test_a_size_must_agree_with_what_stands_beside_it() -> None:
    assert parse("x --size 1000x1000 --ratio 1:1").ratio is Ratio.R1_1
    error = refused("x --size 1000x1000 --ratio 16:9")
    assert error.key == "invalid-prompt-conflict"
    assert error.facts["other"] == "--ratio"
    assert refused("x --size 1024x1024 --resolution 4k").facts["other"] == "--resolution"


def test_options_win_over_the_text() -> None:
    parsed = parse("x --ar 1:1 -n 2", {"ratio": "16x9", "quality": "", "private": "true"})
    assert (parsed.ratio, parsed.count, parsed.private) == (Ratio.R16_9, 2, True)
    assert parse("x --ar 1:1", {"size": "2000x1000"}).ratio is None
    assert parse("x --size 9x9", {"ratio": "1:1"}).size is None
    assert parse("x", {"as": "style, logo"}).roles == (Role.STYLE, Role.LOGO)
    assert parse("x", {"no": "text --ar 1:1"}).avoid == "text --ar 1:1"


def test_options_are_held_to_the_same_grammar() -> None:
    assert refused("x", ratio="5:7").facts["flag"] == "--ratio"
    assert refused("x", qualty="high").facts["suggestion"] == "--quality"
    assert refused("x", ratio="1:1", size="1600x900").reason == "conflict"


def test_roles_come_in_order() -> None:
    parsed = parse("as:style use these as:none as:Logo now")
    assert parsed.prompt == "use these now"
    assert parsed.roles == (Role.STYLE, None, Role.LOGO)
    assert parsed.mask_at is None
    assert parse("x as:style as:mask").mask_at == 1


@pytest.mark.parametrize(
    ("text", "pick", "prompt"),
    [
        ("#2 make it bluer", 2, "make it bluer"),
        ("make #2 bluer", 2, "make bluer"),
        ("#7 bluer", 7, "bluer"),
        ("a jersey with #7", None, "a jersey with #7"),
        ('write "#2" on it', None, 'write "#2" on it'),
        ("colour #222222", None, "colour #222222"),
    ],
)
def test_a_picture_is_picked_in_edits_only(text: str, pick: int | None, prompt: str) -> None:
    parsed = parse(text, editing=True)
    assert (parsed.pick, parsed.prompt) == (pick, prompt)
    assert parse(text).pick is None


def test_the_last_of_a_repeated_flag_counts() -> None:
    assert parse("x -n 2 -n 3").count == 3


@pytest.mark.parametrize(
    ("typed", "transparent"),
    [
        ("--transparent", True),
        ("--transparency", True),
        ("—transparent", True),
        ("--Transparent=yes", True),
        ("--transparent=no", False),
        ("--transparent:off", False),
        ("--transparent --transparent=no", False),
    ],
)
def test_a_background_is_left_out_on_a_word(typed: str, *, transparent: bool) -> None:
    parsed = parse(f"a fox {typed} in the snow")
    assert (parsed.transparent, parsed.prompt) == (transparent, "a fox in the snow")


@pytest.mark.parametrize("slip", ["--transparant", "--trans", "--alpha", "--nobg", "--sticker"])
def test_a_slip_is_led_to_the_flag(slip: str) -> None:
    assert refused(f"a fox {slip}").facts["suggestion"] == "--transparent"


@pytest.mark.parametrize(
    "text", ["a fox --transparent --format jpeg", "--format jpg a --transparent"]
)
def test_no_jpeg_is_transparent(text: str) -> None:
    error = refused(text)
    assert (error.reason, error.facts) == (
        "no-alpha",
        {"flag": "--transparent", "format": "JPEG"},
    )
    assert refused("a fox", transparent="yes", format="jpeg").reason == "no-alpha"


def test_a_format_and_transparency_that_go_together() -> None:
    assert parse("a fox --transparent --format webp").format is ImageFormat.WEBP
    assert parse("a fox --transparent=no --format jpeg").transparent is False


def test_the_later_form_wins_over_a_format_or_flag_of_the_text() -> None:
    parsed = parse("a fox --format jpeg", {"transparent": "true"})
    assert (parsed.format, parsed.transparent) == (None, True)
    parsed = parse("a fox --transparent", {"format": "jpeg"})
    assert (parsed.format, parsed.transparent) == (ImageFormat.JPEG, None)


NAMED = '@Bob --quality high -n 4 as:mask #2 "'


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        (f"draw {NAMED} as a fox --ratio 4:5", f"draw {NAMED} as a fox"),
        (f'a sign "{NAMED}" in rain --ratio 4:5', f'a sign "{NAMED}" in rain'),
        (f"{NAMED} and {NAMED} --ratio 4:5", f"{NAMED} and {NAMED}"),
    ],
)
def test_what_somebody_calls_themselves_is_no_flag(text: str, prompt: str) -> None:
    parsed = parse(text, editing=True, names=["@Bob", NAMED])
    assert parsed == ParsedPrompt(prompt=prompt, ratio=Ratio.R4_5)


def test_a_name_may_be_what_a_flag_says() -> None:
    assert parse("a fox --no @Ann, hats", names=["@Ann"]).avoid == "@Ann, hats"
    with pytest.raises(InvalidPrompt) as refused:
        parse("a fox --quality @Ann", names=["@Ann"])
    assert refused.value.facts["value"] == "@Ann"
