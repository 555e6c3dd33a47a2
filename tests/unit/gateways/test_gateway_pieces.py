"""The pieces: a body with files in it, and receipts as text."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.providers.tasks.body import PIECE_BYTES, Embedded, JsonBody
from bot.providers.tasks.receipts import Receipt, Receipts


async def sent(body: JsonBody) -> bytes:
    return b"".join([piece async for piece in body])


@pytest.mark.parametrize("size", [0, 1, 2, 3, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1])
@pytest.mark.parametrize("data_uri", [True, False])
async def test_a_file_is_embedded_whole(size: int, data_uri: bool, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(number % 251 for number in range(size)))
    file = Embedded(path=path, media_type="image/png", data_uri=data_uri)
    body = JsonBody({"prompt": 'ü\n"x" file-', "list": [file, file], "n": 1, "last": file})
    got = await sent(body)
    assert len(got) == body.size_bytes()
    text = base64.b64encode(path.read_bytes()).decode()
    value = f"data:image/png;base64,{text}" if data_uri else text
    assert json.loads(got) == {
        "prompt": 'ü\n"x" file-',
        "list": [value, value],
        "n": 1,
        "last": value,
    }


async def test_no_piece_is_large(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(1_000_000))
    body = JsonBody({"image": Embedded(path=path, media_type="image/png")})
    assert max([len(piece) async for piece in body]) <= 4 * PIECE_BYTES // 3


def test_what_is_no_json_is_a_defect() -> None:
    with pytest.raises(TypeError):
        JsonBody({"at": object()})


receipts = st.lists(
    st.builds(
        lambda indexes, handle: Receipt(indexes=tuple(indexes), handle=handle),
        st.lists(st.integers(1, 10), min_size=1, max_size=4, unique=True),
        st.none() | st.text(min_size=1),
    ),
    max_size=4,
    unique_by=lambda receipt: receipt.indexes,
)


@given(receipts)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_receipts_come_back_as_they_were(found: list[Receipt]) -> None:
    kept = Receipts(all=tuple(found))
    assert Receipts.parse(str(kept)) == kept


def test_a_receipt_replaces_its_mark_and_can_be_taken_out() -> None:
    first, mark = Receipt(indexes=(1,), handle="a"), Receipt(indexes=(2,))
    kept = Receipts().with_(first).with_(mark)
    assert kept.indexes == {1, 2}
    assert kept.with_(Receipt(indexes=(2,), handle="b")).all[1].handle == "b"
    assert kept.without(mark).all == (first,)
    assert Receipts.parse(None) == Receipts()
