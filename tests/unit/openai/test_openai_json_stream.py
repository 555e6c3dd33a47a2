import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.providers.openai.json_stream import (
    DEPTH_MAX,
    METADATA_MAX_BYTES,
    JsonBroken,
    JsonPath,
    JsonSplitter,
)


class Text:
    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.closed = False

    def write(self, piece: bytes | memoryview) -> None:
        self.pieces.append(bytes(piece))

    def close(self) -> None:
        self.closed = True

    @property
    def text(self) -> str:
        halves = b"".join(self.pieces).decode("utf-8", "surrogatepass")
        return halves.encode("utf-16", "surrogatepass").decode("utf-16")


def route(path: JsonPath) -> Text | None:
    return Text() if path and path[-1] == "b64_json" else None


def feed(splitter: JsonSplitter, piece: bytes) -> list[object]:
    return list(splitter.feed(piece))


def plain(value: object) -> object:
    """The document with its blobs as the strings they hold."""
    if isinstance(value, Text):
        assert value.closed
        return value.text
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def split(text: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    return [text[a:b] for a, b in itertools.pairwise(edges)]


def blobs_of(value: object) -> int:
    if isinstance(value, dict):
        own = isinstance(value.get("b64_json"), str)
        return own + sum(blobs_of(item) for item in value.values())
    return sum(blobs_of(item) for item in value) if isinstance(value, list) else 0


texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(['"b64_json": "x"', '\\"b64_json\\":', "a/b\\/c", '"}]}', "\\", "NaN", "é😀"]),
)
keys = st.one_of(st.sampled_from(["b64_json", "data", "url", "revised_prompt", "usage"]), texts)
documents = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        texts,
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=15,
)
answers = st.one_of(documents, st.fixed_dictionaries({"data": st.lists(documents, max_size=4)}))


@given(
    answers,
    st.lists(st.integers(0, 10_000), max_size=12),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, 1, "\t"]),
)
def test_any_document_in_any_pieces_reads_as_json_reads_it(
    document: object, cuts: list[int], ascii_only: bool, php: bool, indent: int | str | None
) -> None:
    text = json.dumps(document, ensure_ascii=ascii_only, indent=indent)
    body = (text.replace("/", "\\/") if php else text).encode()
    splitter = JsonSplitter(route)
    items = [item for piece in split(body, cuts) for item in feed(splitter, piece)]
    whole = splitter.finish()
    assert plain(whole) == document
    assert len(splitter._blobs) == blobs_of(document)
    if isinstance(document, dict) and isinstance(document.get("data"), list):
        assert [plain(item) for item in items] == [
            item for item in document["data"] if isinstance(item, (dict, list))
        ]


@given(answers, st.data())
def test_a_document_cut_short_is_broken(document: object, data: st.DataObject) -> None:
    body = json.dumps({"data": document}).encode()
    splitter = JsonSplitter(route)
    feed(splitter, body[: data.draw(st.integers(0, len(body) - 1))])
    with pytest.raises(JsonBroken):
        splitter.finish()


@given(st.binary(max_size=200), st.lists(st.integers(0, 200), max_size=5))
def test_random_bytes_are_read_as_json_reads_them_or_refused(body: bytes, cuts: list[int]) -> None:
    splitter = JsonSplitter(lambda _: None)
    try:
        for piece in split(body, cuts):
            feed(splitter, piece)
        value = splitter.finish()
    except JsonBroken:
        return
    assert value == json.loads(body)


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_a_bare_constant_cannot_pass_for_a_picture(constant: str) -> None:
    splitter = JsonSplitter(route)
    with pytest.raises(JsonBroken):
        feed(splitter, f'{{"b64_json": {constant}}}'.encode())


def test_an_escaped_key_is_the_key_it_spells() -> None:
    splitter = JsonSplitter(route)
    feed(splitter, b'{"data": [{"b64\\u005fjson": "QUJD"}]}')
    assert plain(splitter.finish()) == {"data": [{"b64_json": "QUJD"}]}
    assert len(splitter._blobs) == 1


@pytest.mark.parametrize(("extra", "fits"), [(0, True), (1, False)])
def test_metadata_is_bounded(extra: int, fits: bool) -> None:
    frame = len('{"a": ""}')
    body = b'{"a": "%s"}' % (b"x" * (METADATA_MAX_BYTES - frame + extra))
    splitter = JsonSplitter(route)
    if fits:
        feed(splitter, body)
        splitter.finish()
    else:
        with pytest.raises(JsonBroken):
            feed(splitter, body)


def test_a_blob_is_no_metadata() -> None:
    splitter = JsonSplitter(route)
    feed(splitter, b'{"b64_json": "' + b"A" * (2 * METADATA_MAX_BYTES) + b'"}')
    splitter.finish()
    assert len(splitter._skeleton) < 40


@pytest.mark.parametrize(("depth", "fits"), [(DEPTH_MAX, True), (DEPTH_MAX + 1, False)])
def test_depth_is_bounded(depth: int, fits: bool) -> None:
    splitter = JsonSplitter(route)
    body = b"[" * depth + b"]" * depth
    if fits:
        feed(splitter, body)
        splitter.finish()
    else:
        with pytest.raises(JsonBroken):
            feed(splitter, body)
