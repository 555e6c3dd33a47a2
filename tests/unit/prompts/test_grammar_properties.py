import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InvalidPrompt
from bot.prompts.clean import clean
from bot.prompts.parse import parse
from bot.prompts.quotes import quotations

WORDS = st.text(alphabet="abcdefghij éüñжя猫 ,.", min_size=1, max_size=30).filter(
    lambda text: text.strip(" ,.") != ""
)
INSIDE = st.text(
    alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co"]), max_size=40
).filter(lambda text: not set(text) & set('"“”„‟＂'))
FLAGS = {
    "--ratio 16:9": ("ratio", "16:9"),
    "-n 3": ("count", 3),
    "--quality high": ("quality", "high"),
    "--format webp": ("format", "webp"),
    "--resolution 4k": ("resolution", "4k"),
    "--model sketch": ("model", "sketch"),
    "--style neon": ("style", "neon"),
    '--no "blur, text"': ("avoid", "blur, text"),
    "--private": ("private", True),
    "--transparent": ("transparent", True),
}


@given(words=WORDS, inside=INSIDE, marks=st.sampled_from(['""', "“”", "„“"]))
def test_quotations_survive_verbatim(words: str, inside: str, marks: str) -> None:
    quotation = marks[0] + inside + marks[1]
    parsed = parse(f"{words} {quotation} --ar 1:1 {words}")
    assert quotation in parsed.prompt
    assert parsed.ratio == "1:1"


@given(
    pieces=st.lists(WORDS, min_size=len(FLAGS) + 1, max_size=len(FLAGS) + 1),
    order=st.permutations(list(FLAGS)),
)
def test_flags_mean_the_same_in_any_order_and_place(pieces: list[str], order: list[str]) -> None:
    text = pieces[0] + "".join(
        f" {flag} {piece}" for flag, piece in zip(order, pieces[1:], strict=True)
    )
    parsed = parse(text)
    assert {name: getattr(parsed, name) for name, _ in FLAGS.values()} == dict(FLAGS.values())
    assert parsed.prompt.replace(" ", "") == "".join(pieces).replace(" ", "")


PIECES = st.sampled_from(
    [
        "--",
        "n",
        "ar",
        "no",
        "as:",
        "style",
        "#2",
        "1:1",
        "quality",
        "private",
        *"-—–2=:\"“”'’«» \n,.()猫é",
    ]
)
ANY_TEXT = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


@given(text=ANY_TEXT, editing=st.booleans())
def test_any_text_is_read_or_refused(text: str, editing: bool) -> None:
    try:
        parsed = parse(text, editing=editing)
    except InvalidPrompt:
        return
    assert parsed.prompt.strip() == parsed.prompt != ""
    for char in parsed.prompt:
        assert char == "\n" or unicodedata.category(char) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(char) not in BIDI_CONTROLS


BIDI_CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(text=st.text())
def test_cleaning_is_done_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_quoted_words_can_be_read_back() -> None:
    text = 'says "OPEN LATE" and „GRÜN“, 「営業中」 but not "" nor don\'t'
    assert quotations(text) == ("OPEN LATE", "GRÜN", "営業中")
