import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.markdown import SPECIAL, cut, escape, quoted

ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
ZERO_WIDTH = "\u200b"


def shown(markdown: str) -> str:
    """What Discord's reader makes of escapes, where nothing else is left to format."""
    return ESCAPED.sub(r"\1", markdown).replace(ZERO_WIDTH, "")


def bare(markdown: str) -> str:
    """The same with a letter for every escape."""
    return ESCAPED.sub("x", markdown)


@given(st.text())
def test_what_is_shown_is_what_was_said(text: str) -> None:
    visible = escape(text)
    assert escape(shown(visible)) == visible


@given(st.text(alphabet="ab *_~`|<>[]()#@-+:/.1\\\n", max_size=80))
def test_nothing_formats_links_or_mentions(text: str) -> None:
    left = bare(escape(text))
    assert not set(left) & SPECIAL
    assert not re.search(r"(?m)^[ \t]*(?:[-+>#]|\d+[.)](?:\s|$))", left)
    assert "://" not in left


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("@everyone and @here", f"@{ZERO_WIDTH}everyone and @{ZERO_WIDTH}here"),
        ("<@123> <@&4> <#5> </cmd:6> <t:7>", r"\<@123> \<@&4> \<#5> \</cmd:6> \<t:7>"),
        ("[name](https://evil.example)", r"\[name\](https\://evil.example)"),
        (
            "# big\n-# small\n> said\n- one\n1. two",
            "\\# big\n\\-# small\n\\> said\n\\- one\n1\\. two",
        ),
        ("a-b 1.5 #2 (c)", "a-b 1.5 #2 (c)"),
        ("1.5 foxes", "1.5 foxes"),
        ("left\u202eright", "leftright"),
        ("snake_case **bold** `code` ||x||", r"snake\_case \*\*bold\*\* \`code\` \|\|x\|\|"),
    ],
)
def test_examples(text: str, markdown: str) -> None:
    assert escape(text) == markdown


@given(st.text(), st.integers(min_value=1, max_value=60))
def test_a_cut_fits_and_breaks_no_escape(text: str, most: int) -> None:
    short = cut(text, most=most)
    assert len(short) <= most
    assert not re.search(r"(?<!\\)(?:\\\\)*\\$", short)


def test_a_cut_at_the_limit_and_one_beyond() -> None:
    assert cut("*" * 5, most=10) == r"\*" * 5
    assert cut("*" * 6, most=10) == r"\*" * 4 + "…"


@given(st.text(alphabet="ab\n>*", max_size=60), st.integers(min_value=12, max_value=90))
def test_no_line_leaves_a_quotation(text: str, most: int) -> None:
    said = quoted(text, most=most)
    assert len(said) <= most
    assert all(line.startswith("> ") for line in said.split("\n"))
