import json
from contextlib import AsyncExitStack

import pytest

from bot.errors import ProviderBusy, ProviderError, ProviderRefused
from bot.providers.text import ChatCompletions, connect_text
from bot.providers.text.chat import ANSWER_BYTES_MAX
from tests.fakes.text_server import TextServer, text_server


async def ask(server: TextServer, *, key: str = "secret", timeout_s: float = 20.0) -> str:
    model = ChatCompletions(
        base_url=server.base_url, key=key, model="small-model", timeout_s=timeout_s
    )
    try:
        return await model.write("Be brief.", 'a fox "HI"')
    finally:
        await model.aclose()


async def test_an_answer_comes_back_as_it_was_written() -> None:
    async with text_server(words="Ein Fuchs – „HI“") as server:
        assert await ask(server) == "Ein Fuchs – „HI“"
    assert server.asked == [
        {
            "model": "small-model",
            "messages": [
                {"role": "system", "content": "Be brief."},
                {"role": "user", "content": 'a fox "HI"'},
            ],
        }
    ]
    assert "POST /v1/chat/completions " in server.seen_headers[0]
    assert "authorization: bearer secret" in server.seen_headers[0].lower()


async def test_a_server_of_ones_own_may_need_no_key() -> None:
    async with text_server() as server:
        await ask(server, key="")
    assert "authorization" not in server.seen_headers[0].lower()


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ({"status": 500}, ProviderBusy),
        ({"status": 429}, ProviderBusy),
        ({"status": 401}, ProviderRefused),
        ({"status": 302, "headers": "Location: http://127.0.0.1:9/\r\n"}, ProviderRefused),
        ({"body": b"<html>"}, ProviderError),
        ({"body": b"[]"}, ProviderError),
        ({"body": b'{"choices": []}'}, ProviderError),
        ({"body": b'{"choices": [{"message": {"content": null}}]}'}, ProviderError),
        ({"endless": True}, ProviderError),
    ],
)
async def test_whatever_goes_wrong_is_one_error_after_one_request(
    script: dict[str, object], error: type[ProviderError]
) -> None:
    async with text_server(**script) as server:
        with pytest.raises(error):
            await ask(server)
    assert len(server.asked) == 1


async def test_silence_is_not_waited_for() -> None:
    async with text_server(silent=True) as server:
        with pytest.raises(ProviderBusy):
            await ask(server, timeout_s=0.05)


async def test_nobody_there_is_an_error_like_any_other() -> None:
    async with text_server() as server:
        pass
    with pytest.raises(ProviderBusy):
        await ask(server)


@pytest.mark.parametrize(("over", "taken"), [(0, True), (1, False)])
async def test_the_longest_answer_and_one_byte_more(over: int, taken: bool) -> None:
    frame = len(json.dumps({"choices": [{"message": {"content": ""}}]}))
    words = "x" * (ANSWER_BYTES_MAX - frame + over)
    body = json.dumps({"choices": [{"message": {"content": words}}]}).encode()
    async with text_server(body=body) as server:
        if taken:
            assert await ask(server) == words
        else:
            with pytest.raises(ProviderError):
                await ask(server)


async def test_only_a_whole_configuration_connects() -> None:
    async with AsyncExitStack() as stack:
        assert connect_text("", "k", model="m", stack=stack) is None
        assert connect_text("http://127.0.0.1:1/v1", "", model="", stack=stack) is None
        found = connect_text("http://127.0.0.1:1/v1", "", model="m", stack=stack)
        assert isinstance(found, ChatCompletions)
