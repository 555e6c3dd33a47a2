"""Every setting, read once from the environment and `.env`. Names are part of the interface."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from config.refusal import SettingsError
from config.secrecy import secrets_in

HERE = Path(__file__).resolve().parent
CHANGES = "changes.toml"
OWN_CREDITS = "own-credits"
ENV_FILE = Path(".env")


def _named(*names: str) -> AliasChoices:
    return AliasChoices(*names)


class Settings(BaseSettings):
    """What the operator decides. Everything has a default: with none set, it runs on a laptop."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_prefix="IMAGINE_",
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
        str_strip_whitespace=True,  # a key is pasted with what stood around it
    )

    data_dir: Path = Path("data")
    """Database, pictures and leases live here."""

    config_dir: Path = HERE
    """The folder of models.toml, prices.toml, styles.toml and changes.toml."""

    secret_keys: str = Field(default="", repr=False)
    """What tokens are encrypted with, separated by commas: the first writes, all read."""

    database_url: str = Field(default="", validation_alias=_named("DATABASE_URL"), repr=False)
    assets_url: str = Field(default="", validation_alias=_named("ASSETS_URL"), repr=False)

    host: str = "127.0.0.1"
    port: int = Field(default=8080, validation_alias=_named("PORT"), ge=0, le=65535)
    public_url: str = Field(default="", validation_alias=_named("PUBLIC_URL"))

    admins: Annotated[frozenset[str], NoDecode] = frozenset()
    """Users written `platform:id`, separated by commas."""

    homes: Annotated[frozenset[str], NoDecode] = frozenset()
    """The operator's own servers and workspaces, written `platform:id`, separated by commas.

    They share credits, pictures and admins. On a platform of which none is named: the workspace of
    the bot token, and the servers of a Discord bot that is not public.
    """

    guests: str = ""
    """Other places are refused; `own-credits` lets each in as a team of its own, with nothing to
    spend but what IMAGINE_ADMINS give there."""

    starting_credits: int = Field(default=100, ge=0, le=1_000_000)
    """What a person has when first seen."""

    credits_per_day_max: int | None = Field(default=None, ge=0)
    """What all orders of a day, by UTC, may cost together; None: no limit. Admins limit their team
    with `/settings team budget-day 500`."""

    confirm_above: int = Field(default=50, ge=0)
    """Orders that cost more credits than this are asked about first."""

    records_kept_days: int = Field(default=400, ge=90)
    """How long what only an operator looks at again is kept; jobs and the ledger stay."""

    model: str = ""
    """The default model; empty means the best one that is connected."""

    jobs_running_max: int = Field(default=4, ge=1)
    jobs_running_per_person_max: int = Field(default=2, ge=1)
    jobs_open_per_person_max: int = Field(default=10, ge=1)
    jobs_open_max: int = Field(default=500, ge=1)
    events_at_once: int = Field(default=30, ge=1)
    """What one person may ask in a burst; after that, one thing every two seconds."""

    disk_free_min_bytes: int = Field(default=1_000_000_000, ge=0)
    """With less free than this, orders with files are refused."""

    job_deadline_s: float = Field(default=900.0, gt=0)
    shutdown_grace_s: float = Field(default=10.0, ge=0)

    references_max: int = Field(default=16, ge=1, le=16)
    drawing_processes: int = Field(default=2, ge=1)
    sketch_pace_s: float = Field(default=2.5, ge=0)
    """Seconds the built-in sketch takes for a picture of low quality, so that it can be watched."""

    openai_api_key: str = Field(default="", validation_alias=_named("OPENAI_API_KEY"), repr=False)
    openai_base_url: str = Field(
        default="https://api.openai.com/v1", validation_alias=_named("OPENAI_BASE_URL"), repr=False
    )
    """Any server that speaks the images API; one of one's own may need no key."""

    openai_dialect: str = "openai"
    """How that server differs: openai, litellm, vllm, sglang, localai or sdcpp."""

    apimart_api_key: str = Field(default="", validation_alias=_named("APIMART_API_KEY"), repr=False)
    apimart_base_url: str = Field(
        default="https://api.apimart.ai/v1", validation_alias=_named("APIMART_BASE_URL"), repr=False
    )
    fal_key: str = Field(default="", validation_alias=_named("FAL_KEY"), repr=False)
    fal_base_url: str = Field(
        default="https://queue.fal.run", validation_alias=_named("FAL_BASE_URL"), repr=False
    )
    bfl_api_key: str = Field(default="", validation_alias=_named("BFL_API_KEY"), repr=False)
    bfl_base_url: str = Field(
        default="https://api.bfl.ai/v1", validation_alias=_named("BFL_BASE_URL"), repr=False
    )
    provider_idle_timeout_s: float = Field(default=300.0, gt=0)
    """The longest silence of a model's service before its answer counts as lost."""

    text_base_url: str = Field(default="", repr=False)
    """A server that speaks chat completions, with its `/v1`; with a model, it improves prompts."""

    text_api_key: str = Field(default="", repr=False)
    text_model: str = ""

    log_level: str = "INFO"

    discord_token: str = Field(default="", validation_alias=_named("DISCORD_TOKEN"), repr=False)
    discord_api_base: str = Field(
        default="https://discord.com/api/v10",
        validation_alias=_named("DISCORD_API_BASE"),
        repr=False,
    )
    discord_gateway_url: str = Field(
        default="wss://gateway.discord.gg/",
        validation_alias=_named("DISCORD_GATEWAY_URL"),
        repr=False,
    )
    discord_cdn_base: str = Field(
        default="https://cdn.discordapp.com",
        validation_alias=_named("DISCORD_CDN_BASE"),
        repr=False,
    )
    slack_bot_token: str = Field(default="", validation_alias=_named("SLACK_BOT_TOKEN"), repr=False)
    slack_app_token: str = Field(default="", validation_alias=_named("SLACK_APP_TOKEN"), repr=False)
    slack_signing_secret: str = Field(
        default="", validation_alias=_named("SLACK_SIGNING_SECRET"), repr=False
    )
    slack_client_id: str = Field(default="", validation_alias=_named("SLACK_CLIENT_ID"))
    slack_client_secret: str = Field(
        default="", validation_alias=_named("SLACK_CLIENT_SECRET"), repr=False
    )
    slack_api_base: str = Field(
        default="https://slack.com/api/", validation_alias=_named("SLACK_API_BASE"), repr=False
    )

    @field_validator("guests")
    @classmethod
    def _known_guests(cls, value: str) -> str:
        if value not in {"", OWN_CREDITS}:
            raise ValueError(f"{value} is neither empty nor {OWN_CREDITS}")
        return value

    @field_validator("admins", "homes", mode="before")
    @classmethod
    def _split_list(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        users = frozenset(part.strip() for part in value.split(",") if part.strip())
        for user in users:
            platform, _, id_ = user.partition(":")
            if not (platform and id_):
                raise ValueError(f"{user} is not of the form platform:id")
        return users

    @property
    def secret_values(self) -> frozenset[str]:
        """What must not stand in a log: secrets themselves, and those inside of addresses."""
        hidden = (name for name, field in type(self).model_fields.items() if not field.repr)
        return frozenset(secret for name in hidden for secret in secrets_in(getattr(self, name)))

    @property
    def changes_file(self) -> Path:
        """The quick changes: those of the folder, else the ones that come with the program."""
        own = self.config_dir / CHANGES
        return own if own.is_file() else HERE / CHANGES

    @property
    def database(self) -> str:
        """The database's SQLAlchemy URL, with its driver."""
        file = quote(str(self.data_dir.resolve() / "imagine.db"))  # a folder may be called "50%?"
        url = self.database_url or f"sqlite:///{file}"
        for plain in ("postgres://", "postgresql://"):
            if url.startswith(plain):
                return "postgresql+psycopg://" + url.removeprefix(plain)
        return url

    @property
    def assets(self) -> str:
        """The asset store's URL: a folder or an object store."""
        return self.assets_url or (self.data_dir.resolve() / "assets").as_uri()

    @property
    def services(self) -> Mapping[str, tuple[str, str]]:
        """The base URL and key of each provider that is configured, by the provider's name."""
        every = {
            "openai": (self.openai_base_url, self.openai_api_key),
            "apimart": (self.apimart_base_url, self.apimart_api_key),
            "fal": (self.fal_base_url, self.fal_key),
            "bfl": (self.bfl_base_url, self.bfl_api_key),
        }
        # A server of one's own that speaks the images API may need no key.
        own = self.openai_base_url != type(self).model_fields["openai_base_url"].default
        return {name: at for name, at in every.items() if at[1] or (name == "openai" and own)}

    @property
    def has_chat_token(self) -> bool:
        """Whether a public platform is configured; then the local chat is not served."""
        return bool(self.discord_token or self.has_slack)

    @property
    def names_slack(self) -> bool:
        """Whether anything of Slack's is set, though it may not be enough."""
        return bool(
            self.slack_bot_token
            or self.slack_app_token
            or self.slack_signing_secret
            or self.slack_client_id
            or self.slack_client_secret
        )

    @property
    def has_slack(self) -> bool:
        """Whether Slack is configured: a token of one workspace, or the means to install it."""
        return bool(self.slack_bot_token or (self.slack_client_id and self.slack_client_secret))


def _spelled(field: int | str) -> str:
    """A setting's name as the operator writes it; those without our prefix are known by theirs."""
    name = str(field)
    return name if name.isupper() else f"IMAGINE_{name.upper()}"


def env_file() -> Path | None:
    """The `.env` of the working folder; None where that folder is the environment's data folder.

    What the program itself may write must not be able to redirect it at its next start.
    """
    given = os.environ.get("IMAGINE_DATA_DIR")
    planted = given and ENV_FILE.resolve().parent == Path(given).resolve()
    return None if planted else ENV_FILE


def read_settings() -> Settings:
    """Read the environment and `.env`. Raises SettingsError."""
    try:
        return Settings(_env_file=env_file())  # type: ignore[call-arg]
    except ValidationError as error:
        errors = error.errors(include_input=False)
        wrong = (
            f"{_spelled(e['loc'][0])}: {e['msg'].removeprefix('Value error, ')}" for e in errors
        )
        raise SettingsError("These settings cannot be used. " + "; ".join(wrong)) from None
