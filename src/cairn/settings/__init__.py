"""Settings, by section. Each is read from the environment as `CAIRN_<SECTION>__<NAME>`.

Durations carry their unit in the name. Secrets have no default: the server makes its own in the data
directory, and refuses placeholders.
"""

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_core import InitErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from cairn.kit.db.embedded import default_data_dir

PLACEHOLDERS = frozenset({"changeme", "changethis", "secret", "password", "placeholder", "example", "todo"})

MIN_SECRET_BYTES = 32
MIN_SECRET_LETTERS = 8


class Section(BaseModel):
    """One group of settings."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class HttpSettings(Section):
    """Where and how the server listens."""

    host: str = "127.0.0.1"
    """Address to listen on. Loopback by default; put a reverse proxy with TLS in front for a network."""
    public_url: str | None = Field(None, pattern=r"^https?://[^/?#\s@]+$")
    """Address under which browsers reach the server, without a path: https://cairn.example.org. Needed
    behind a proxy that changes the Host header, for cookies behind one with TLS, and for links in mails."""
    port: int = Field(8600, ge=0, le=65535)
    """TCP port; 0 takes a free one."""
    forwarded_allow_ips: str = "127.0.0.1"
    """Comma-separated proxies whose X-Forwarded-For is believed."""
    cors_origins: tuple[str, ...] = ()
    """Origins of other sites that may call the API from a browser. None by default."""
    max_body_bytes: int = Field(10_000_000, ge=1_000)
    """Largest request body that is read; a larger one is answered 413."""
    max_import_bytes: int = Field(50_000_000, ge=1_000)
    """Largest file that an import accepts."""
    max_connections: int = Field(1_000, ge=10, le=100_000)
    """Connections that one server process keeps open; a further one is answered 503."""
    metrics_public: bool = False
    """Whether /metrics answers to others than this machine."""


class DbSettings(Section):
    """The database."""

    pool_size: int = Field(8, ge=2, le=100)
    """Connections that one process holds at most; idle ones are closed."""
    prepared: bool = True
    """Whether statements are prepared once for each connection. Switch it off behind a PgBouncer in
    transaction mode that keeps no prepared statements (before 1.21, or with max_prepared_statements = 0)."""
    direct_url: SecretStr | None = None
    """Where CAIRN_DATABASE_URL names a pooler in transaction mode: the database itself, for migrations, for
    the queue of jobs, which listens, and for the command line."""


class AuthSettings(Section):
    """Accounts and sessions."""

    signup: Literal["open", "invite", "closed"] = "invite"
    """Who may make an account. The first account is always allowed and becomes the owner."""
    access_minutes: int = Field(15, ge=1, le=120)
    """Life of an access token."""
    refresh_days: int = Field(30, ge=1, le=365)
    """Life of a session that is not used."""
    recent_minutes: int = Field(5, ge=1, le=60)
    """How long after somebody proved who they are a dangerous act, such as erasing the account, is accepted
    without proving it again."""
    key_rotation_days: int = Field(90, ge=1)
    """Age at which a new signing key replaces the old one; the old one verifies until its tokens end."""


class MailSettings(Section):
    """Mail: forgotten passwords, changes of address, invitations, notices of changed credentials."""

    host: str | None = None
    """SMTP server. Without one, mails are files in the data directory, which `cairn mail` shows."""
    port: int = Field(587, ge=1, le=65535)
    """Port of the SMTP server."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """How the way to the SMTP server is encrypted; `none` only within the machine."""
    user: str | None = None
    """Name to sign in with at the SMTP server."""
    password: SecretStr | None = None
    """Password to sign in with at the SMTP server."""
    sender: str = "Cairn <cairn@localhost>"
    """Address in From."""
    timeout_seconds: int = Field(20, ge=1, le=300)
    """How long the SMTP server may take for each step."""


class LimitSettings(Section):
    """Requests a minute, for each person (or address, before sign-in) and each server process."""

    auth_per_minute: int = Field(10, ge=1)
    """Sign-up, login, refresh and the like."""
    ai_per_minute: int = Field(20, ge=1)
    """Routes under /ai."""
    capture_per_minute: int = Field(30, ge=1)
    """Things captured with one key, from wherever."""
    page_per_minute: int = Field(600, ge=1)
    """What the web page asks; it asks several things for each one that its person does."""
    other_per_minute: int = Field(100, ge=1)
    """Everything else."""
    enabled: bool = True
    """Whether requests are limited at all."""


class WebhookSettings(Section):
    """Webhooks: the only requests that the server makes to others, and only where a person asked for them."""

    enabled: bool = True
    """Whether people may have webhooks, and those that they have are told of anything."""
    allow_private: bool = False
    """Whether webhooks may reach this machine and private networks. Whoever has an account can then make the
    server send requests there."""


class BackupSettings(Section):
    """Backups that are made by themselves, once a day, where a folder is set."""

    folder: Path | None = None
    """Where backups go, best on another disk; none are made by themselves unless it is set."""
    hour: int = Field(3, ge=0, le=23)
    """Hour of the day (UTC) from which the day's backup is made."""
    keep_daily: int = Field(7, ge=1, le=366)
    """How many days the newest backup of each day is kept."""
    keep_weekly: int = Field(4, ge=0, le=520)
    """How many weeks the newest backup of each week is kept."""
    keep_monthly: int = Field(1, ge=0, le=240)
    """How many months the newest backup of each month is kept. What somebody has deleted stays in backups
    until the last one from before is gone: 35 days or less by default."""
    passphrase_file: Path | None = None
    """File whose first line is the passphrase that encrypts them. Without it they are readable by whoever can
    read the folder. Keep a copy elsewhere: without the passphrase no backup can be restored."""


class LogSettings(Section):
    """Logs. They hold ids, counts and durations, never what a person wrote."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    """Least level that is written."""
    format: Literal["auto", "json", "text"] = "auto"
    """`auto` is text on a terminal and JSON lines elsewhere."""


class TraceSettings(Section):
    """Traces of requests. They need the extra `otel`, and hold routes and durations only."""

    endpoint: str | None = Field(None, pattern=r"^https?://")
    """Where a collector of OpenTelemetry takes OTLP over HTTP, e.g. http://127.0.0.1:4318/v1/traces; without
    it nothing is traced."""


class Settings(BaseSettings):
    """All settings of one process."""

    model_config = SettingsConfigDict(env_prefix="CAIRN_", env_nested_delimiter="__", extra="forbid")

    data_dir: Path = Field(default_factory=default_data_dir)
    """Where the embedded database, keys, logs and files live."""
    database_url: SecretStr | None = None
    """PostgreSQL 16+ with pgvector to use in place of the embedded one: postgresql://user:password@host/name."""
    secret_key: SecretStr | None = None
    """Secret that seals the signing keys, at least 32 bytes; the same for every process of an installation.
    Without it the server keeps one of its own in `secret.key` of the data directory."""
    http: Annotated[HttpSettings, Field(default_factory=HttpSettings)]
    """Section HTTP."""
    db: Annotated[DbSettings, Field(default_factory=DbSettings)]
    """Section DB."""
    auth: Annotated[AuthSettings, Field(default_factory=AuthSettings)]
    """Section AUTH."""
    mail: Annotated[MailSettings, Field(default_factory=MailSettings)]
    """Section MAIL."""
    limits: Annotated[LimitSettings, Field(default_factory=LimitSettings)]
    """Section LIMITS."""
    webhooks: Annotated[WebhookSettings, Field(default_factory=WebhookSettings)]
    """Section WEBHOOKS."""
    backup: Annotated[BackupSettings, Field(default_factory=BackupSettings)]
    """Section BACKUP."""
    log: Annotated[LogSettings, Field(default_factory=LogSettings)]
    """Section LOG."""
    traces: Annotated[TraceSettings, Field(default_factory=TraceSettings)]
    """Section TRACES."""

    def direct(self, url: str) -> str:
        """Return the URL for what needs a session of its own; `url`, unless another is set."""
        return self.db.direct_url.get_secret_value() if self.db.direct_url else url

    @field_validator("secret_key")
    @classmethod
    def _strong_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            secret = value.get_secret_value()
            advice = 'make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
            if any(word in secret.lower() for word in PLACEHOLDERS):
                raise ValueError(f"CAIRN_SECRET_KEY is a placeholder; {advice}")
            if len(secret.encode()) < MIN_SECRET_BYTES or len(set(secret)) < MIN_SECRET_LETTERS:
                raise ValueError(f"CAIRN_SECRET_KEY is too easy to guess (32 random bytes or more); {advice}")
        return value

    @field_validator("database_url")
    @classmethod
    def _real_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            secret = value.get_secret_value()
            password = secret.partition("://")[2].rpartition("@")[0].partition(":")[2]
            if password.lower() in PLACEHOLDERS:
                raise ValueError("the password in CAIRN_DATABASE_URL is a placeholder; choose a real one")
            if not secret.startswith(("postgresql://", "postgres://")):
                raise ValueError("must begin with postgresql://")
        return value


NAMES_OF_CLIENTS = frozenset(
    {"TOKEN", "SERVER", "CONFIG_DIR", "DEBUG", "COMPLETE", "BROWSER", "EVAL_DIR", "URL"}
)
"""What else is read from `CAIRN_…`: by commands that talk to a server, and by what surrounds the program."""


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """Read the settings from the environment, once in a process; raises pydantic.ValidationError."""
    _refuse_misspelt()
    return Settings()


def _refuse_misspelt() -> None:
    """Refuse a name that is no setting, which would be ignored, and name the one that was meant."""
    known = set(_names(Settings))
    sections = tuple(f"{name}__" for name in known)  # within a section the model itself refuses
    given = (name.upper().removeprefix("CAIRN_") for name in os.environ if name.upper().startswith("CAIRN_"))
    wrong = [name for name in given if name not in known | NAMES_OF_CLIENTS and not name.startswith(sections)]
    if wrong:
        raise ValidationError.from_exception_data("Settings", [_misspelt(name) for name in sorted(wrong)])


def _misspelt(name: str) -> InitErrorDetails:
    from difflib import get_close_matches

    near = get_close_matches(name, [*_names(Settings, deep=True)], n=1, cutoff=0.6)
    advice = f"; CAIRN_{near[0]} is one" if near else ""
    problem = PydanticCustomError("unknown_setting", "there is no such setting" + advice)
    return {"type": problem, "loc": (name.lower(),), "input": None}


def _names(model: type[BaseModel], *, deep: bool = False) -> Iterator[str]:
    for name, field in model.model_fields.items():
        section = field.annotation
        if deep and isinstance(section, type) and issubclass(section, Section):
            yield from (f"{name}__{inner}".upper() for inner in section.model_fields)
        else:
            yield name.upper()
