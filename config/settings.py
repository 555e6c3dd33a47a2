"""Every setting, read once from the environment and `.env`. Names are part of the interface."""

from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

HERE = Path(__file__).resolve().parent


def _named(*names: str) -> AliasChoices:
    return AliasChoices(*names)


class Settings(BaseSettings):
    """What the operator decides. Everything has a default: with none set, it runs on a laptop."""

    model_config = SettingsConfigDict(
        env_file=".env", env_prefix="IMAGINE_", extra="ignore", frozen=True, env_ignore_empty=True
    )

    data_dir: Path = Path("data")
    """Database, pictures and leases live here."""

    config_dir: Path = HERE
    """The folder of models.toml, prices.toml and styles.toml."""

    database_url: str = Field(default="", validation_alias=_named("DATABASE_URL"))
    assets_url: str = Field(default="", validation_alias=_named("ASSETS_URL"))

    host: str = "127.0.0.1"
    port: int = Field(default=8080, validation_alias=_named("PORT"), ge=0, le=65535)
    public_url: str = Field(default="", validation_alias=_named("PUBLIC_URL"))

    admins: Annotated[frozenset[str], NoDecode] = frozenset()
    """Users written `platform:id`, separated by commas."""

    starting_credits: int = Field(default=100, ge=0, le=1_000_000)
    """What a person has when first seen."""

    model: str = ""
    """The default model; empty means the best one that is connected."""

    jobs_running_max: int = Field(default=4, ge=1)
    jobs_running_per_person_max: int = Field(default=2, ge=1)
    jobs_open_per_person_max: int = Field(default=10, ge=1)
    jobs_open_max: int = Field(default=500, ge=1)
    job_deadline_s: float = Field(default=900.0, gt=0)
    shutdown_grace_s: float = Field(default=10.0, ge=0)

    references_max: int = Field(default=16, ge=1, le=16)
    drawing_processes: int = Field(default=2, ge=1)
    sketch_pace_s: float = Field(default=2.5, ge=0)
    """Seconds the built-in sketch takes for a picture of low quality, so that it can be watched."""

    log_level: str = "INFO"

    discord_token: str = Field(default="", validation_alias=_named("DISCORD_TOKEN"), repr=False)
    discord_api_base: str = Field(
        default="https://discord.com/api/v10", validation_alias=_named("DISCORD_API_BASE")
    )
    discord_gateway_url: str = Field(
        default="wss://gateway.discord.gg/", validation_alias=_named("DISCORD_GATEWAY_URL")
    )
    discord_cdn_base: str = Field(
        default="https://cdn.discordapp.com", validation_alias=_named("DISCORD_CDN_BASE")
    )
    slack_bot_token: str = Field(default="", validation_alias=_named("SLACK_BOT_TOKEN"), repr=False)

    @field_validator("admins", mode="before")
    @classmethod
    def _split_admins(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        users = frozenset(part.strip() for part in value.split(",") if part.strip())
        for user in users:
            platform, _, id_ = user.partition(":")
            if not (platform and id_):
                raise ValueError(f"{user} is not of the form platform:id")
        return users

    @property
    def database(self) -> str:
        """The database's SQLAlchemy URL, with its driver."""
        url = self.database_url or f"sqlite:///{self.data_dir.resolve() / 'imagine.db'}"
        for plain in ("postgres://", "postgresql://"):
            if url.startswith(plain):
                return "postgresql+psycopg://" + url.removeprefix(plain)
        return url

    @property
    def assets(self) -> str:
        """The asset store's URL: a folder or an object store."""
        return self.assets_url or (self.data_dir.resolve() / "assets").as_uri()

    @property
    def has_chat_token(self) -> bool:
        """Whether a public platform is configured; then the local chat is not served."""
        return bool(self.discord_token or self.slack_bot_token)


class SettingsError(Exception):
    """A sentence for the operator, naming each setting that cannot be used."""


def read_settings() -> Settings:
    """Read the environment and `.env`. Raises SettingsError."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = (f"{e['loc'][0]}: {e['msg']}" for e in error.errors(include_input=False))
        raise SettingsError("These settings cannot be used. " + "; ".join(wrong)) from None
