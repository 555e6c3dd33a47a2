from typing import Any

import pytest

from bot.errors import ContentRejected, ProviderBusy, ProviderRefused
from bot.models import Drawn
from bot.providers.breaker import OPEN_S
from tests.fakes.openai_bench import Bench, card
from tests.fakes.openai_server import OpenAIServer, error

QUOTA = error(429, code="insufficient_quota", type="insufficient_quota")


async def refused(bench: Bench, reason: str) -> None:
    with pytest.raises(ProviderRefused) as caught:
        await bench.draw()
    assert caught.value.reason == reason


async def test_an_empty_account_is_called_once_and_admins_are_told_once(
    server: OpenAIServer, bench: Bench
) -> None:
    server.always = QUOTA
    for _ in range(5):
        await refused(bench, "quota")
    assert server.posts == 1
    (outage,) = bench.outages
    assert (outage.provider, outage.model, outage.reason) == ("openai", "", "quota")


async def test_a_trial_goes_out_later_and_its_failure_is_not_told_again(
    server: OpenAIServer, bench: Bench
) -> None:
    server.always = QUOTA
    await refused(bench, "quota")
    await bench.clock.sleep(OPEN_S)
    await refused(bench, "quota")
    await refused(bench, "quota")
    assert server.posts == 2
    assert len(bench.outages) == 1


async def test_a_trial_that_draws_closes_it_and_the_next_outage_is_told(
    server: OpenAIServer, bench: Bench
) -> None:
    server.then(QUOTA)
    await refused(bench, "quota")
    await bench.clock.sleep(OPEN_S)
    await bench.draw()
    await bench.draw()
    assert bench.of(Drawn)
    server.then(QUOTA)
    await refused(bench, "quota")
    assert len(bench.outages) == 2


async def test_only_one_trial_is_out_at_a_time(server: OpenAIServer, bench: Bench) -> None:
    server.then(QUOTA)
    await refused(bench, "quota")
    await bench.clock.sleep(OPEN_S)
    trial = bench.provider.draw(bench.task())
    await anext(trial)
    await refused(bench, "quota")
    await trial.aclose()
    await bench.draw()
    assert server.posts == 2


async def test_a_trial_that_proves_nothing_leaves_it_open(
    server: OpenAIServer, bench: Bench
) -> None:
    server.then(QUOTA, error(429, headers={"retry-after": "0"}))
    await refused(bench, "quota")
    await bench.clock.sleep(OPEN_S)
    with pytest.raises(ProviderBusy):
        await bench.draw()
    await bench.draw()
    assert server.posts == 3
    assert len(bench.outages) == 1


async def test_a_missing_model_closes_only_itself(server: OpenAIServer, bench_at: Any) -> None:
    bench = bench_at(server.base_url)
    server.then(error(404, code="model_not_found"))
    await refused(bench, "model")
    await refused(bench, "model")
    assert server.posts == 1
    assert bench.outages[0].model == card().wire


async def test_an_alert_that_fails_changes_nothing(server: OpenAIServer, bench: Bench) -> None:
    async def broken(_: object) -> None:
        raise RuntimeError("the chat is away")

    bench.provider._needs.breaker._alert = broken
    server.always = QUOTA
    await refused(bench, "quota")
    await refused(bench, "quota")
    assert server.posts == 1


async def test_a_refused_prompt_proves_that_the_account_works(
    server: OpenAIServer, bench: Bench
) -> None:
    server.then(QUOTA, error(400, code="moderation_blocked"))
    await refused(bench, "quota")
    await bench.clock.sleep(OPEN_S)
    with pytest.raises(ContentRejected):
        await bench.draw()
    await bench.draw()
    assert server.posts == 3
