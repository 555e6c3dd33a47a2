"""What the log may hold: no value of a secret setting, and no line that we did not write."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import aiohttp
import discord
import pytest
from slack_sdk.errors import SlackApiError

from adapters.logs import REDACTED, LineFormatter
from bot.errors import DeliveryError, LedgerError
from config.settings import Settings

CANARY = "Canary-{}-55f0/+="
SECRETS: dict[str, Any] = {
    name: CANARY.format(name)
    for name in (
        "DISCORD_TOKEN",
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET",
        "SLACK_CLIENT_SECRET",
        "OPENAI_API_KEY",
        "APIMART_API_KEY",
        "FAL_KEY",
        "BFL_API_KEY",
        "secret_keys",
        "text_api_key",
    )
}
ADDRESSES: dict[str, Any] = {
    "DATABASE_URL": "postgresql://imagine:Canary-db-55f0%2F%2B@db.test/imagine?sslpassword=Canary-q",
    "ASSETS_URL": "s3://AKIACANARY55F0000000:Canary-s3-55f0@bucket/folder",
    "OPENAI_BASE_URL": "http://team:Canary-base-55f0@gateway.test/v1",
    "DISCORD_GATEWAY_URL": "wss://Canary-gateway-55f0@gateway.test/",
    "text_base_url": "http://gateway.test/v1?api_key=Canary-text-55f0",
}
LOGGERS = (
    "adapters.slack.sdk",
    "bot.jobs.worker",
    "discord.client",
    "uvicorn.error",
    "asyncio",
    "x",
)


@pytest.fixture
def settings() -> Settings:
    return Settings(_env_file=None, **SECRETS, **ADDRESSES)


@pytest.fixture
def written(settings: Settings) -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineFormatter(traces=True, secrets=settings.secret_values))
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


def every_spelling() -> list[str]:
    return [
        *SECRETS.values(),
        *ADDRESSES.values(),
        *("Canary-db-55f0%2F%2B", "Canary-db-55f0/+", "Canary-q", "Canary-s3-55f0"),
        *("AKIACANARY55F0000000", "Canary-base-55f0", "Canary-gateway-55f0", "Canary-text-55f0"),
        *("Canary-FAL_KEY-55f0%2F%2B%3D", "Basic Q2FuYXJ5LWJhc2U="),
    ]


@pytest.mark.parametrize("name", LOGGERS)
def test_no_logger_writes_a_secret(written: io.StringIO, name: str) -> None:
    log = logging.getLogger(name)
    for secret in every_spelling():
        log.warning("it said %s", secret)
        log.error("refused", extra={"answer": f"token={secret!r}"})
        try:
            raise ValueError(f"with {secret}") from OSError(secret)
        except ValueError:
            log.exception("failed", stack_info=True)
    said = written.getvalue()
    assert said.count(REDACTED) >= 4 * len(every_spelling())
    assert "anary-" not in said.replace("test_logs", "")
    assert "AKIACANARY" not in said
    assert "Q2FuYXJ5" not in said


def test_settings_show_nothing_secret(settings: Settings) -> None:
    for shown in (repr(settings), str(settings)):
        assert "anary" not in shown
        assert "CANARY" not in shown


def test_every_setting_that_sounds_secret_is_hidden() -> None:
    for name, field in Settings.model_fields.items():
        if name.endswith(("token", "key", "keys", "secret", "_url", "_base")):
            assert field.repr is (name == "public_url"), name


FORGERIES = (
    "\n2026-11-30 CRITICAL forged",
    "\r\x1b[2Jgone",
    "\x85\u2028\u2029",
    "\u202eevil\x9b2J",
)


@pytest.mark.parametrize("forged", FORGERIES)
def test_nobodys_words_make_a_line(written: io.StringIO, forged: str) -> None:
    log = logging.getLogger("bot.providers")
    log.warning("a provider said %s", forged, extra={"also": forged})
    lines = written.getvalue().splitlines()
    assert len(lines) == 1
    assert lines[0].isprintable()
    assert repr(forged)[1:-1].split("\\n")[-1][:4] in lines[0], "it is shown, as an escape"


@pytest.mark.parametrize("forged", FORGERIES)
def test_in_a_traceback_they_are_indented(written: io.StringIO, forged: str) -> None:
    try:
        raise ValueError(forged)
    except ValueError:
        logging.getLogger("bot.jobs").exception("failed")
    first, *rest = written.getvalue().splitlines()
    assert first.endswith("bot.jobs: failed")
    assert rest
    assert all(line.startswith("    ") and line.isprintable() for line in rest)


def test_without_traces_a_failure_is_one_line() -> None:
    try:
        raise ValueError("x")
    except ValueError as error:
        record = logging.LogRecord("n", 40, "", 0, "failed", None, (type(error), error, None))
    assert LineFormatter(traces=False).format(record).splitlines()[1:] == []


def test_a_name_that_is_no_secret_stays() -> None:
    read = Settings(_env_file=None, DATABASE_URL="postgresql://imagine:longpassword@h/imagine")
    assert read.secret_values == {"longpassword", "imagine:longpassword@"}


def lines_of(error: Exception) -> list[str]:
    record = logging.LogRecord(
        "n", logging.ERROR, "", 0, "failed", None, (type(error), error, None)
    )
    return LineFormatter(traces=True).format(record).splitlines()


class Answered:
    status, reason = 403, "Forbidden"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (DeliveryError("missing_scope"), "fault=missing_scope"),
        (discord.Forbidden(Answered(), {"code": 50013, "message": "no"}), "fault=Forbidden 50013"),  # type: ignore[arg-type]
        (SlackApiError("no", {"error": "is_archived"}), "fault=SlackApiError is_archived"),
        (aiohttp.ClientPayloadError("https://files.example/secret"), "fault=ClientPayloadError"),
        (TimeoutError(), "fault=TimeoutError"),
        (ConnectionResetError("x"), "fault=ConnectionResetError"),
    ],
)
def test_a_platforms_fault_is_one_line(fault: Exception, said: str) -> None:
    (line,) = lines_of(fault)
    assert line.endswith(said)


@pytest.mark.parametrize("defect", [KeyError("x"), OSError(28, "disk full"), LedgerError("x")])
def test_a_defect_of_ours_says_where(defect: Exception) -> None:
    assert len(lines_of(defect)) > 1
