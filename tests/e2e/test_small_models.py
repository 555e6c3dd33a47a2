"""Models that cannot do all: their pictures arrive, and no button offers what would be refused."""

import shutil
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bot.models import ActionKey, Form, JobId, Reply, Verb
from config.settings import HERE
from tests.fakes.openai_server import OpenAIServer
from tests.fakes.studio import Studio, open_studio

MODELS = """
default = "whole"

[models.whole]
title = "Whole"
provider = "openai"
wire = "whole"
price = "gpt-image-2"

[models.small]
title = "Small"
provider = "openai"
wire = "small"
price = "gpt-image-1-mini"
sizes = ["1024x1024", "1536x1024", "1024x1536"]
resolutions = ["1k"]

[models.blind]
title = "Blind"
provider = "openai"
wire = "blind"
price = "flux-schnell"
resolutions = ["1k"]
qualities = ["low"]
references_max = 0
mask = false
"""
RETIRED = '\n[models.late]\ntitle = "Late"\nprovider = "openai"\nwire = "late"\n' + (
    'price = "gpt-image-2"\n'
)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    for name in ("prices.toml", "styles.toml"):
        shutil.copy(HERE / name, folder)
    (folder / "models.toml").write_text(MODELS + RETIRED)
    return folder


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as server:
        server.size = (1024, 1024)
        yield server


@pytest.fixture
async def studio(tmp_path: Path, config: Path, server: OpenAIServer) -> AsyncIterator[Studio]:
    async with opened(tmp_path, config, server) as studio:
        yield studio


def opened(
    tmp_path: Path, config: Path, server: OpenAIServer
) -> AbstractAsyncContextManager[Studio]:
    return open_studio(
        tmp_path / "data", config_dir=config, openai_base_url=server.base_url, openai_api_key="k"
    )


def verbs(reply: Reply) -> set[Verb]:
    return {action.verb for action in reply.actions}


async def test_one_that_draws_no_4k_offers_no_upscale(studio: Studio) -> None:
    reply = (await studio.made("/imagine a fox --model small")).reply
    assert {Verb.AGAIN, Verb.VARY, Verb.EDIT} <= verbs(reply)
    assert Verb.UPSCALE not in verbs(reply)
    assert await studio.balance() == 99


async def test_one_that_takes_no_references_offers_nothing_that_needs_one(studio: Studio) -> None:
    reply = (await studio.made("/imagine a fox --model blind")).reply
    assert Verb.AGAIN in verbs(reply)
    assert verbs(reply).isdisjoint({Verb.VARY, Verb.UPSCALE, Verb.EDIT})


@pytest.mark.parametrize("model", ["whole", "small", "blind"])
async def test_a_button_that_is_offered_is_priced_as_it_is_charged(
    studio: Studio, model: str
) -> None:
    reply = (await studio.made(f"/imagine a fox --model {model}")).reply
    for action in reply.actions:
        if action.price is None or action.verb is Verb.EDIT:
            continue
        before = await studio.balance()
        assert (await studio.pressed(action)).reply.code == "ok"
        assert before - await studio.balance() == action.price


@pytest.mark.parametrize(
    ("verb", "model", "why"),
    [
        (Verb.UPSCALE, "small", "Small cannot draw 2880x2880. Add --model whole"),
        (Verb.VARY, "blind", "Blind takes no references. Add --model whole"),
        (Verb.EDIT, "blind", "Blind takes no references. Add --model whole"),
    ],
)
async def test_an_older_button_is_answered_before_any_charge(
    studio: Studio, server: OpenAIServer, verb: Verb, model: str, why: str
) -> None:
    job = (await studio.made(f"/imagine a fox --model {model}")).reply.job or JobId("")
    before = await studio.balance()
    answer = await studio.press(ActionKey(verb=verb, job=job, index=1))
    assert isinstance(answer, Reply)
    assert answer.text.startswith(why)
    assert answer.footer == "Nothing was charged."
    assert (await studio.balance(), server.posts) == (before, 1)


async def test_the_edit_form_costs_what_the_edit_will(studio: Studio, server: OpenAIServer) -> None:
    server.size = (1000, 700)  # a size that no model of ours can be asked for
    reply = (await studio.made("/imagine a fox --model small")).reply
    form = await studio.press(next(a for a in reply.actions if a.verb is Verb.EDIT))
    assert isinstance(form, Form)
    assert "2 credits" in form.submit
    before = await studio.balance()
    post = next(post for post in studio.results if post.reply is reply)
    await studio.made("more snow", replied_to=post.message)
    assert before - await studio.balance() == 2


async def test_a_model_that_has_gone_is_not_asked_again(
    tmp_path: Path, config: Path, server: OpenAIServer
) -> None:
    async with opened(tmp_path, config, server) as studio:
        reply = (await studio.made("/imagine a fox --model late")).reply
    (config / "models.toml").write_text(MODELS + RETIRED + 'retired_for = "whole"\n')
    async with opened(tmp_path, config, server) as studio:
        again = await studio.press(next(a for a in reply.actions if a.verb is Verb.AGAIN))
        assert isinstance(again, Reply)
        assert again.text == "Late is no longer offered. Add --model whole for one that can."
        assert (await studio.balance(), server.posts) == (99, 1)
