import base64
import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.providers.openai.base64_file import Base64Broken, Base64File


def feed(path: Path, text: bytes, cuts: list[int], **limits: int) -> Base64File:
    file = Base64File(path, **limits)
    edges = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    try:
        for start, end in itertools.pairwise(edges):
            file.write(memoryview(text)[start:end])
        file.close()
    except Base64Broken:
        file.discard()
        raise
    return file


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300),
    st.lists(st.integers(0, 500), max_size=9),
    st.sampled_from([b"", b"data:image/png;base64,"]),
    st.booleans(),
)
def test_any_bytes_in_any_pieces_are_written_as_they_are(
    tmp_path: Path, data: bytes, cuts: list[int], head: bytes, padded: bool
) -> None:
    text = base64.b64encode(data)
    file = feed(tmp_path / "f", head + (text if padded else text.rstrip(b"=")), cuts)
    assert file.path.read_bytes() == data
    assert file.size_bytes == len(data)
    assert file.head == data[:16]


@pytest.mark.parametrize(
    "text",
    [b"QUJ", b"QUJDQ", b"QU=D", b"QUI=QUJD", b"QUJD!UJD", b"QUJD QUJ", b"\xffUJD", b"data:nothing"],
)
@pytest.mark.parametrize("cuts", [[], [1, 2, 3, 4], [4]])
def test_what_is_not_base64_is_refused(tmp_path: Path, text: bytes, cuts: list[int]) -> None:
    if text == b"QUJ":  # only its padding is missing
        assert feed(tmp_path / "f", text, cuts).path.read_bytes() == b"AB"
        return
    with pytest.raises(Base64Broken):
        feed(tmp_path / "f", text, cuts)
    assert not (tmp_path / "f").exists()


def test_escaped_line_breaks_are_skipped(tmp_path: Path) -> None:
    file = Base64File(tmp_path / "f")
    for piece in (b"QUJ", b"\n", b"DQ", b"\r", b"\n", b"UJD"):
        file.write(piece)
    file.close()
    assert file.path.read_bytes() == b"ABCABC"


@pytest.mark.parametrize(("size", "fits"), [(300, True), (301, False)])
def test_a_file_is_bounded(tmp_path: Path, size: int, fits: bool) -> None:
    text = base64.b64encode(b"x" * size)
    if fits:
        assert feed(tmp_path / "f", text, [], max_bytes=300).size_bytes == 300
        return
    with pytest.raises(Base64Broken):
        feed(tmp_path / "f", text, [], max_bytes=300)
