"""Whom we call, and in which dialect of the images API."""

from dataclasses import dataclass, field

IMAGE_ONE_FIELD = "image"
IMAGE_LIST_FIELD = "image[]"


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How a server differs from OpenAI's. `white_mask` means white is edited, not alpha 0.

    `person_field` None: the server knows no such field.
    """

    stream: bool = True
    person_field: str | None = "safety_identifier"
    mask_field: str = "mask"
    white_mask: bool = False
    image_one_field: str = IMAGE_ONE_FIELD


OPENAI = Dialect()
DIALECTS = {
    "openai": OPENAI,
    "litellm": Dialect(stream=False, person_field="user"),
    "vllm": Dialect(stream=False, person_field="user", mask_field="mask_image", white_mask=True),
    "sglang": Dialect(stream=False, person_field="user"),
    "localai": Dialect(stream=False, person_field=None, white_mask=True),
    "sdcpp": Dialect(
        stream=False, person_field=None, white_mask=True, image_one_field=IMAGE_LIST_FIELD
    ),
}


@dataclass(frozen=True, kw_only=True)
class Account:
    """An OpenAI-compatible server: `base_url` ends in its version (`/v1`).

    `idle_timeout_s` is the longest silence, `deadline_s` the longest call whatever arrives.
    """

    base_url: str
    key: str = field(repr=False)
    name: str = "openai"
    dialect: Dialect = OPENAI
    connect_timeout_s: float = 10.0
    idle_timeout_s: float = 300.0
    deadline_s: float = 900.0
