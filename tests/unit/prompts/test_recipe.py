from hypothesis import assume, given
from hypothesis import strategies as st

from bot.errors import InvalidPrompt
from bot.models import Complexity, ImageFormat, ImageRequest, Quality, Ratio, Resolution, Size
from bot.prompts.parse import parse
from bot.prompts.recipe import recipe_line


def test_a_plain_request_is_a_short_line() -> None:
    request = ImageRequest(prompt="a red fox", model="sketch", size=Size(width=1024, height=1280))
    assert recipe_line(request) == (
        "/imagine a red fox --model sketch --quality low --size 1024x1280"
    )


def test_everything_said_is_in_the_line() -> None:
    request = ImageRequest(
        prompt='a sign "--ratio 1:1"',
        model="gpt-image-2",
        ratio=Ratio.AUTO,
        resolution=Resolution.K2,
        quality=Quality.HIGH,
        count=3,
        format=ImageFormat.WEBP,
        compression=80,
        style="neon",
        avoid="text, people",
        private=True,
        transparent=True,
        complexity=Complexity.LOW,
    )
    said = parse(recipe_line(request).removeprefix("/imagine "))
    assert (said.prompt, said.model, said.quality) == (request.prompt, request.model, "high")
    assert said.complexity is Complexity.LOW
    assert (said.ratio, said.resolution, said.count) == (Ratio.AUTO, Resolution.K2, 3)
    assert (said.format, said.compression, said.style) == (ImageFormat.WEBP, 80, "neon")
    assert (said.avoid, said.private, said.transparent) == ("text, people", True, True)


@given(
    text=st.text(min_size=1, max_size=60),
    size=st.sampled_from([None, Size(width=1024, height=1536), Size(width=2048, height=2048)]),
    quality=st.sampled_from(Quality),
    count=st.integers(min_value=1, max_value=4),
    avoid=st.sampled_from([None, "text", "a, b and c"]),
)
def test_reading_it_back_gives_the_same(
    text: str, size: Size | None, quality: Quality, count: int, avoid: str | None
) -> None:
    try:
        prompt = parse(text).prompt
    except InvalidPrompt:
        prompt = ""
    assume(prompt)
    request = ImageRequest(
        prompt=prompt, model="sketch", size=size, quality=quality, count=count, avoid=avoid
    )
    said = parse(recipe_line(request).removeprefix("/imagine "))
    assert said.prompt == prompt
    assert said.size == size
    assert said.quality is quality
    assert (said.count or 1) == count
    assert said.avoid == avoid
