"""One frozen settings object, read from ``NETSVC_*`` and nowhere else."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from netsvc.errors import ConfigurationError

PREFIX = "NETSVC_"
ROOT = Path(__file__).resolve().parent.parent
SCHEMA_DIR = ROOT / "schema"
WEB_DIST = ROOT / "netsvc" / "web" / "dist"


class Environment(StrEnum):
    DEVELOPMENT = "development"
    PRODUCTION = "production"


class Settings(BaseSettings):
    """What is in force; times are seconds, sizes are bytes."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid")

    env: Environment = Environment.DEVELOPMENT
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    log_level: str = "INFO"
    data_dir: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("netsvc")))

    neo4j_uri: str | None = Field(None, description="unset: the embedded Neo4j is started")
    neo4j_user: str = "neo4j"
    neo4j_password: SecretStr | None = None
    neo4j_database: str = "neo4j"
    neo4j_heap: str = "512m"

    demo_sign_in: bool = Field(
        True, description="choose a person at sign-in; only with the embedded sample"
    )
    token_key: SecretStr | None = Field(
        None, description="signs tokens, 32 characters or more; unset: made in the data folder"
    )
    pseudonym_key: SecretStr | None = Field(
        None,
        description="keys pseudonyms, 32 characters or more; unset: made in the data folder",
    )
    allowed_origins: str = Field("", description="further web origins, separated by commas")
    public_url: str = Field(
        "",
        description="where people reach netsvc, for links in notifications; unset: host and port",
    )
    allow_private_webhooks: bool = Field(
        False, description="webhooks and notifications may go to http and to your own network"
    )

    read_deadline: float = Field(5.0, gt=0, le=60)
    write_deadline: float = Field(10.0, gt=0, le=60)
    max_body: int = Field(2 * 1024 * 1024, gt=0, description="bytes of a request")
    repeat_window_days: float = Field(7.0, gt=0)
    offer_seconds: float = Field(45.0, gt=0, description="how long a warm offer lives")
    presence_grace_seconds: float = Field(
        60.0, ge=5, description="how long without a connection before the available are away"
    )
    keys_kept_hours: float = Field(
        48.0, ge=24, description="how long the same key gives its first answer again"
    )
    inbox_kept_days: float = Field(30.0, ge=1, description="how far back an inbox can be read")
    hop_limit: int = Field(
        3, ge=1, le=20, description="handovers of a case before a conference names its owner"
    )
    newcomer_share: float = Field(
        0.0,
        ge=0,
        le=0.5,
        description="of all matters, how many have somebody promising in the second place",
    )
    contact_idle_hours: float = Field(
        2.0, gt=0, le=72, description="a contact nobody ended is over after so long a silence"
    )
    sentence_vectors: bool = Field(
        True, description="match by meaning too (AVX2, 300 MB); else by letters alone"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  (named by the library)
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        # `load` reads the environment, in the one way that `describe` tells of
        return (init_settings,)

    @field_validator("neo4j_uri")
    @classmethod
    def _known_scheme(cls, value: str | None) -> str | None:
        if not value:
            return None
        schemes = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
        if value.partition("://")[0] not in schemes or "://" not in value:
            raise ValueError(f"starts with none of {', '.join(s + '://' for s in schemes)}")
        return value

    @field_validator("public_url")
    @classmethod
    def _whole_address(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("starts with neither https:// nor http://")
        return value

    @field_validator("token_key", "pseudonym_key")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < 32:
            raise ValueError("is shorter than 32 characters")
        return value

    @model_validator(mode="after")
    def _production_names_its_secrets(self) -> Self:
        if self.env is Environment.PRODUCTION and self.neo4j_uri is not None:
            missing = [
                PREFIX + name.upper()
                for name in ("neo4j_password", "token_key", "pseudonym_key")
                if getattr(self, name) is None
            ]
            if missing:
                raise ValueError(f"production needs {', '.join(missing)}")
        return self

    @property
    def embedded(self) -> bool:
        """Whether netsvc starts its own Neo4j."""
        return self.neo4j_uri is None

    @property
    def demo_allowed(self) -> bool:
        """Demo sign-in can't be had beside an external database, whatever is set."""
        return self.demo_sign_in and self.embedded and self.env is Environment.DEVELOPMENT


def load(environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read the settings; an unknown or unusable name raises ``ConfigurationError``."""
    names = os.environ if environ is None else environ
    known = {PREFIX + field.upper() for field in Settings.model_fields}
    for name in sorted(names):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.5)
            hint = f"Did you mean {near[0]}?" if near else "Run `netsvc config` for the list."
            raise ConfigurationError(f"{name} is not a setting of netsvc.", action=hint)
    try:
        return Settings(**{**_given(names), **overrides})
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper() if first["loc"] else "The settings"
        reason = str(first["msg"]).removeprefix("Value error, ")
        raise ConfigurationError(
            f"{name}: {reason}.", action="Run `netsvc config --help` for what each one takes."
        ) from error


def _given(names: Mapping[str, str]) -> dict[str, Any]:
    """What is set to something, by field; the case of a name does not matter.

    A name that is set to nothing counts as not set, as `docker compose` passes it.
    """
    upper = {name.upper(): value for name, value in names.items() if value != ""}
    return {
        field: upper[PREFIX + field.upper()]
        for field in Settings.model_fields
        if PREFIX + field.upper() in upper
    }


def describe(settings: Settings, environ: Mapping[str, str] | None = None) -> list[dict[str, str]]:
    """One row a setting: ``name``, ``value`` (secrets masked) and ``source``."""
    given = _given(os.environ if environ is None else environ)
    rows = []
    for field, info in Settings.model_fields.items():
        name = PREFIX + field.upper()
        value = getattr(settings, field)
        shown = "********" if isinstance(value, SecretStr) else "" if value is None else str(value)
        source = "environment" if field in given else "default"
        rows.append(
            {
                "name": name,
                "value": shown,
                "source": source,
                "description": info.description or "",
            }
        )
    return rows
