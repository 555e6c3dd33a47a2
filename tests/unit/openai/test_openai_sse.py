import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.providers.openai.sse import FIELD_MAX_BYTES, SseBroken, SseReader


class Events:
    def __init__(self) -> None:
        self.whole: list[bytes] = []
        self._now = b""

    def data(self, piece: bytes) -> None:
        self._now += piece

    def end(self) -> None:
        self.whole.append(self._now)
        self._now = b""


def read(text: bytes, cuts: list[int] | None = None) -> list[bytes]:
    events = Events()
    reader = SseReader(events)
    edges = [0, *sorted(cut % (len(text) + 1) for cut in cuts or []), len(text)]
    for start, end in itertools.pairwise(edges):
        reader.feed(text[start:end])
    return events.whole


lines = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=20)


@given(
    st.lists(st.lists(lines, min_size=1, max_size=3), max_size=5),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.lists(st.sampled_from([": ping", "event: x", "id: 7", "retry: 10"]), max_size=3),
    st.lists(st.integers(0, 2000), max_size=12),
    st.booleans(),
)
def test_any_events_in_any_pieces(
    events: list[list[str]], end: str, noise: list[str], cuts: list[int], marked: bool
) -> None:
    text = "\ufeff" if marked else ""
    for event in events:
        text += "".join(line + end for line in noise)
        text += "".join(f"data: {line}{end}" for line in event) + end
    expected = ["\n".join(event).encode() for event in events]
    assert read(text.encode(), cuts) == expected


def test_one_space_after_the_colon_is_no_data() -> None:
    assert read(b"data:a\n\ndata:  b\n\n") == [b"a", b" b"]


def test_heartbeats_are_no_events() -> None:
    assert read(b": ping\n\n" * 50) == []


def test_an_event_cut_short_is_none() -> None:
    assert read(b"data: a\n\ndata: b\n") == [b"a"]


@pytest.mark.parametrize(("size", "fits"), [(FIELD_MAX_BYTES, True), (FIELD_MAX_BYTES + 1, False)])
def test_field_names_are_bounded(size: int, fits: bool) -> None:
    if fits:
        assert read(b"x" * size + b": y\n\n") == []
    else:
        with pytest.raises(SseBroken):
            read(b"x" * size + b": y\n\n")
