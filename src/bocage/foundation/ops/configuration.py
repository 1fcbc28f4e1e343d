"""Environment variables of an instance, with their meaning and default.

The table of docs/operations/configuration.md is generated from these fields, and
`bocage doctor` explains what is missing from them, so that a variable is described once.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

INSECURE_SECRET_KEY = "insecure-development-key-never-use-it-on-a-server"  # noqa: S105 - refused on a server
PROJECT_FOLDER = Path(__file__).resolve().parents[4]
MAX_MAILBOX_LETTERS = 12
CLAMAV_PORT = "3310"
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})


def default_data_folder() -> Path:
    """Returns `var/` in the project when run from its checkout, `var/` in the current folder
    otherwise.
    """
    checkout = (PROJECT_FOLDER / "pyproject.toml").exists()
    return (PROJECT_FOLDER if checkout else Path.cwd()) / "var"


class Configuration(BaseSettings):
    """The settings of one instance, read from the environment (BOCAGE_* and DATABASE_URL).

    Raises:
        pydantic.ValidationError: a variable holds something it cannot mean.
    """

    model_config = SettingsConfigDict(env_prefix="BOCAGE_", extra="ignore", frozen=True)

    environment: Literal["development", "production", "test"] = Field(
        "development", description="How strict and how quiet the instance is."
    )
    debug: bool = Field(
        False, description="Django's debugging pages. Refused when the host is not loopback."
    )
    secret_key: str = Field(
        INSECURE_SECRET_KEY,
        description="Signs sessions and links. Fifty random characters, kept secret.",
    )
    secret_key_fallbacks: str = Field(
        "",
        description="Former secret keys, separated by spaces, while one is replaced: what they "
        "signed still opens, and nothing new is signed with them (`docs/security/keys.md`).",
    )
    host: str = Field("127.0.0.1", description="Address that the web server listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port that the web server listens on.")
    base_url: str = Field(
        "",
        description="Public address of the instance, without a final slash, used in mails. "
        "Made from the host and port when empty.",
    )
    allowed_hosts: str = Field(
        "", description="Other names that the instance answers to, separated by commas."
    )
    data_dir: Path = Field(
        default_factory=default_data_folder,
        description="Folder of the embedded database, of uploads and of what is computed. "
        "By default, `var` in the project or in the current folder.",
    )
    static_dir: Path | None = Field(
        None,
        description="Folder of what pages load, gathered when it changed. Empty: `static` in the "
        "data folder. On a server each version has its own, which the proxy reads.",
    )
    database_url: str = Field(
        "",
        validation_alias=AliasChoices("DATABASE_URL", "BOCAGE_DATABASE_URL"),
        description="An outside PostgreSQL, 16 or newer "
        "(`postgresql://user:password@host:5432/name`). Empty: the embedded server is used.",
    )
    pooled_database_url: str = Field(
        "",
        description="The same database through a pooler in transaction mode (PgBouncer 1.21 or "
        "newer), for the processes that serve pages. Tasks and commands keep to `DATABASE_URL`. "
        "Empty: pages do too.",
    )
    replica_url: str = Field(
        "",
        description="A replica of the database, for pages that may be a second old: through the "
        "pooler where pages go through one. Empty, or a replica that fails or falls behind: "
        "everything is read from the primary.",
    )
    media_url: str = Field(
        "",
        description="Where uploaded files lie when several machines share them: "
        "`s3://KEY:SECRET@server/bucket?region=…` (with the extra `s3`). "
        "Empty: in the data folder.",
    )
    demo: bool = Field(
        False,
        description="The demo territory and its open doors. Refused when the host is not loopback.",
    )
    web_workers: int = Field(2, ge=1, le=64, description="Processes that serve pages.")
    task_workers: int = Field(
        2,
        ge=1,
        le=16,
        description="Processes of `bocage up` that do the tasks, two at once each.",
    )
    departements: str = Field(
        "",
        description="INSEE codes of the départements whose communes and towns the maps draw, "
        "separated by commas, at most thirteen. Empty: all those that were brought to the instance "
        "(none where they are more than thirteen). `all`: none.",
    )
    email_url: str = Field(
        "",
        description="Mail server: `smtp://user:password@host:587` (STARTTLS), "
        "`smtps://user:password@host:465`, or `smtp+plain://host:25`. "
        "Empty: mails are kept in the database and go nowhere.",
    )
    email_from: str = Field(
        "Bocage <bonjour@bocage.example>", description="Sender of the mails of the instance."
    )
    incoming_address: str = Field(
        "",
        description="Mailbox that takes answers to mails, as `accueil@example.org`: at most twelve "
        "characters before the `@`, whose server delivers `accueil+anything@` to it. Empty: no "
        "answer is read.",
    )
    incoming_imap_url: str = Field(
        "",
        description="Where that mailbox is read every minute: "
        "`imaps://user:password@host:993/INBOX`, or `imap+plain://host:143`. Empty: a mail server "
        "hands mails to `bocage receive_mail`.",
    )
    dkim_selector: str = Field(
        "",
        description="Selector of the DKIM key of the sending domain, as the mail provider gives "
        "it, for `bocage doctor --mail`.",
    )
    dns_resolver: str = Field(
        "",
        description="Server of names that `bocage doctor --mail` asks: `address` or "
        "`address:port`. Empty: the one of the machine.",
    )
    map_style: Literal["plain", "ign"] = Field(
        "plain",
        description="Background of the maps: `plain` is drawn offline, "
        "`ign` is the French national map (Géoplateforme).",
    )
    geo_api: str = Field(
        "https://geo.api.gouv.fr",
        description="Address of the official API of communes (API Découpage administratif), which "
        "gives their positions and outlines. Empty: it is never asked.",
    )
    company_register: str = Field(
        "",
        description="Address of the official register that a SIRET is checked against: "
        "`https://recherche-entreprises.api.gouv.fr`. Empty: nothing is asked, and the key of the "
        "number alone is checked.",
    )
    clamav: str = Field(
        "",
        description="Where ClamAV looks at the documents that people send: `host:3310`, or the "
        "path of its socket. Empty: they are not looked at; set: nobody reads one before it was.",
    )
    loan_rate_percent: float = Field(
        3.3,
        ge=0,
        le=20,
        description="Yearly rate with which the page of a home begins its estimate of a loan.",
    )
    energy_eur_per_kwh: float = Field(
        0.11,
        ge=0,
        le=5,
        description="Price of a kilowatt-hour of primary energy, all energies together, with which "
        "the page of a home turns the figure of its diagnosis into euros.",
    )
    prices_dated: date = Field(
        date(2025, 8, 1), description="Day from which the two figures above are, as pages tell it."
    )
    proxied: bool = Field(
        False,
        description="A reverse proxy that sets X-Forwarded-Proto and X-Forwarded-For "
        "stands before the web server.",
    )
    api_requests_per_minute: int = Field(
        600,
        ge=1,
        description="How many requests the API takes in a minute from one account, or from one "
        "network without one (a /64 in IPv6; five times as much from a /48).",
    )
    backup_folder: Path | None = Field(
        None,
        description="Folder where the worker puts a backup each night; best on another disk. "
        "Empty: backups are made by `bocage backup` alone, or by other means.",
    )
    backup_recipients: str = Field(
        "",
        description="Public keys (`age1…`, separated by commas) that backups are sealed for. Their "
        "secret keys stay elsewhere. Empty: backups lie in clear.",
    )
    releases: str = Field(
        "",
        description="Where `bocage upgrade` finds new versions: a folder of wheels, or the address "
        "of a page that links to them. Empty: it takes the file that it is given alone.",
    )
    operator_email: str = Field(
        "",
        description="Whom the instance warns when a backup fails or grows old, and tells how an "
        "upgrade went. Empty: its contact address.",
    )
    metrics_token: str = Field(
        "",
        description="Secret with which Prometheus reads `/metrics` (`Authorization: Bearer …`). "
        "Empty: the address does not exist, and nothing is measured.",
    )
    fetch_loopback: bool = Field(
        False,
        description="Lets calendars be read from this machine itself, for tests. Refused when "
        "others can reach the instance.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="Least serious event that is logged."
    )

    @field_validator("incoming_address")
    @classmethod
    def of_few_letters(cls, value: str) -> str:
        """Checks the address of the mailbox, with at most `MAX_MAILBOX_LETTERS` before its @: the
        signed part takes 52 of the 64 characters that may stand there.
        """
        mailbox, at, domain = value.strip().partition("@")
        if value.strip() and not (mailbox and at and "." in domain and "+" not in mailbox):
            raise ValueError("an address such as accueil@example.org")
        if len(mailbox) > MAX_MAILBOX_LETTERS:
            raise ValueError(f"at most {MAX_MAILBOX_LETTERS} characters before the @")
        return value.strip()

    @field_validator("clamav")
    @classmethod
    def of_a_socket(cls, value: str) -> str:
        """Checks the path of a socket, or a host and a port; without a port, adds the usual one."""
        address = value.strip()
        if not address or address.startswith("/"):
            return address
        host, colon, port = address.rpartition(":")
        if not colon:
            host, port = address, CLAMAV_PORT
        if not host or not port.isdecimal() or not 0 < int(port) < 65536:
            raise ValueError("host:3310, or the path of a socket")
        return f"{host}:{port}"

    @field_validator("base_url")
    @classmethod
    def without_final_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator("data_dir")
    @classmethod
    def absolute(cls, value: Path) -> Path:
        """Makes the data folder absolute, so that every process uses the same one, whatever folder
        it was started from.
        """
        return value.expanduser().absolute()

    @field_validator("backup_folder", "static_dir", mode="before")
    @classmethod
    def none_when_empty(cls, value: str | Path | None) -> str | Path | None:
        return value or None

    @property
    def backup_keys(self) -> list[str]:
        return [key.strip() for key in self.backup_recipients.split(",") if key.strip()]

    @property
    def former_secret_keys(self) -> list[str]:
        return self.secret_key_fallbacks.split()

    @property
    def on_loopback(self) -> bool:
        return self.host in LOOPBACK_HOSTS

    @property
    def exposed(self) -> bool:
        """True if somebody on another machine may reach the instance, directly or by a proxy."""
        public_host = urlsplit(self.public_url).hostname or ""
        return (
            self.environment == "production"
            or not self.on_loopback
            or public_host not in LOOPBACK_HOSTS
        )

    @property
    def public_url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.base_url or f"http://{host}:{self.port}"

    @property
    def shows_style_guide(self) -> bool:
        """True if the pages for developers exist (the style guide, the mail previews): in the demo,
        and outside production.
        """
        return self.demo or self.environment != "production"

    @property
    def secure(self) -> bool:
        """True if people reach the instance over TLS, so that cookies must require it."""
        return self.public_url.startswith("https://")


@cache
def read_configuration() -> Configuration:
    return Configuration()
