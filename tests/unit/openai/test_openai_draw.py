from bot.models import Drawn, Sending, Used
from tests.fakes.openai_bench import Bench
from tests.fakes.openai_server import OpenAIServer, png


async def test_draws_the_wanted_pictures_in_one_call(server: OpenAIServer, bench: Bench) -> None:
    events = await bench.draw(count=3, indexes=(1, 3))
    assert events[0] == Sending()
    drawn = bench.of(Drawn)
    assert [event.index for event in drawn] == [1, 3]
    assert drawn[1].path.read_bytes() == png(seed=2)
    assert bench.of(Used)[0].usage["output_tokens"] == 196
    assert server.posts == 1
    assert bench.scratch_names == ["picture-1.png", "picture-3.png"]
    asked = server.received[0]
    assert asked.headers["authorization"] == "Bearer sk-secret"
    assert asked.json == {
        "model": "gpt-image-2-2026-04-21",
        "prompt": "a cat",
        "n": 2,
        "size": "1024x1024",
        "quality": "low",
        "output_format": "png",
    }
