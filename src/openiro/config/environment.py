"""Everything that is read from the environment, typed, in one place."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dj_database_url
import dj_email_url
from environs import Env, EnvError

from openiro.domain.refusal import Refusal

EMBEDDED = "embedded"


class UnableToConfigure(Refusal):
    """A setting is missing or unusable; the message says which and what to do."""


@dataclass(frozen=True)
class OidcProvider:
    """The council's identity provider (OpenID Connect).

    `verified_domains`: domains of email addresses that are the person's own although the provider does not say so,
    as one that is run by the council itself may not.
    """

    name: str
    client_id: str
    client_secret: str = field(repr=False)
    server_url: str
    verified_domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Post:
    """How notices leave: through a mail server (`smtp`: where and how) or GOV.UK Notify; else they are kept.

    `notify_template` is the id of a template whose subject is ((subject)) and whose text is ((body)).
    """

    smtp: dict[str, Any] = field(repr=False)
    sender: str
    notify_key: str = field(repr=False)
    notify_template: str
    notify_url: str


@dataclass(frozen=True)
class Environment:
    """The settings of one running service."""

    production: bool
    data_dir: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    hosts: tuple[str, ...]
    policy: str
    require_second_factor: bool
    oidc: OidcProvider | None
    url: str
    post: Post
    scan_command: str
    largest_file: int

    @classmethod
    def read(cls) -> "Environment":
        """Read the environment. Raises `UnableToConfigure` where it cannot be used or production lacks a setting."""
        try:
            return cls._of(Env())
        except EnvError as fault:
            raise UnableToConfigure(f"{str(fault).rstrip('.')}. Correct it, or unset it.") from fault

    @classmethod
    def _of(cls, env: Env) -> "Environment":
        production = env.bool("OPENIRO_PRODUCTION", False)
        data_dir = Path(env.str("OPENIRO_DATA_DIR", "var")).resolve()
        hosts = tuple(env.list("OPENIRO_HOSTS", [] if production else ["localhost", "127.0.0.1", "[::1]"]))
        return cls(
            production=production,
            data_dir=data_dir,
            database_url=env.str("OPENIRO_DATABASE_URL", "") or EMBEDDED,
            secret_key=_secret_key(env.str("OPENIRO_SECRET_KEY", ""), data_dir, production=production),
            hosts=hosts,
            policy=env.str("OPENIRO_POLICY", ""),
            require_second_factor=env.bool("OPENIRO_REQUIRE_SECOND_FACTOR", production),
            oidc=_oidc(env),
            url=_url(env, hosts, production=production),
            post=_post(env),
            scan_command=env.str("OPENIRO_SCAN_COMMAND", ""),
            largest_file=env.int("OPENIRO_LARGEST_FILE_MB", 20) * 1024 * 1024,
        )


def parsed_database(url: str) -> dict[str, Any]:
    """Django's settings for the database at `url`. Raises `UnableToConfigure` for what is no address of one."""
    try:
        parsed: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600))
    except ValueError as fault:
        raise UnableToConfigure(_NO_DATABASE) from fault
    if not parsed["ENGINE"].endswith(("postgresql", "sqlite3")):
        raise UnableToConfigure(_NO_DATABASE)
    return parsed


_NO_DATABASE = (
    "OPENIRO_DATABASE_URL is not the address of a database that can be used. "
    "Write it as postgres://user:password@host:5432/name, or leave it out for the embedded one."
)


def _secret_key(given: str, data_dir: Path, *, production: bool) -> str:
    if given:
        return given
    if production:
        raise UnableToConfigure(
            "OPENIRO_SECRET_KEY is not set. Set it to a long random text and keep it from one start to the next."
        )
    try:
        return _kept_secret(data_dir / "secret-key")
    except OSError as fault:
        raise UnableToConfigure(
            f"The data directory {data_dir} cannot be used: {fault.strerror}. "
            "Set OPENIRO_DATA_DIR to a folder that you may write to."
        ) from fault


def _kept_secret(kept: Path) -> str:
    """The secret that the data directory keeps, made where there is none."""
    if not kept.exists() or not kept.stat().st_size:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return kept.read_text(encoding="utf-8", errors="replace")


def _oidc(env: Env) -> OidcProvider | None:
    server_url = env.str("OPENIRO_OIDC_SERVER_URL", "")
    if not server_url:
        return None
    return OidcProvider(
        name=env.str("OPENIRO_OIDC_NAME", "Your council account"),
        client_id=env.str("OPENIRO_OIDC_CLIENT_ID", ""),
        client_secret=env.str("OPENIRO_OIDC_CLIENT_SECRET", ""),
        server_url=server_url,
        verified_domains=tuple(env.list("OPENIRO_OIDC_VERIFIED_DOMAINS", [])),
    )


def _url(env: Env, hosts: tuple[str, ...], *, production: bool) -> str:
    """Where people open the service: what links in notices begin with."""
    host = next((host for host in hosts if not host.startswith((".", "*"))), "localhost")
    return env.str("OPENIRO_URL", f"https://{host}" if production else "http://localhost:8000").rstrip("/")


def _post(env: Env) -> Post:
    email_url, notify_key = env.str("OPENIRO_EMAIL_URL", ""), env.str("OPENIRO_NOTIFY_KEY", "")
    template = env.str("OPENIRO_NOTIFY_TEMPLATE", "")
    if email_url and notify_key:
        raise UnableToConfigure("OPENIRO_EMAIL_URL and OPENIRO_NOTIFY_KEY are both set. Notices go one way: unset one.")
    if notify_key and not template:
        raise UnableToConfigure("OPENIRO_NOTIFY_TEMPLATE is not set. Set it to the id of the template for notices.")
    return Post(
        smtp=_smtp(email_url),
        sender=env.str("OPENIRO_EMAIL_FROM", "openiro@localhost"),
        notify_key=notify_key,
        notify_template=template,
        notify_url=env.str("OPENIRO_NOTIFY_URL", "https://api.notifications.service.gov.uk"),
    )


def _smtp(url: str) -> dict[str, Any]:
    if not url:
        return {}
    wrong = UnableToConfigure(
        "OPENIRO_EMAIL_URL is not the address of a mail server. Write it as submission://user:password@host:587, or "
        "as smtp://host:25 inside your own network, or leave it out and notices are kept."
    )
    try:
        parsed: dict[str, Any] = dict(dj_email_url.parse(url))
    except (ValueError, KeyError) as fault:
        raise wrong from fault
    if not parsed.get("EMAIL_HOST") or not str(parsed.get("EMAIL_BACKEND", "")).endswith("smtp.EmailBackend"):
        raise wrong
    return {
        "host": parsed["EMAIL_HOST"],
        "port": parsed["EMAIL_PORT"],
        "username": parsed["EMAIL_HOST_USER"] or "",
        "password": parsed["EMAIL_HOST_PASSWORD"] or "",
        "use_tls": parsed["EMAIL_USE_TLS"],
        "use_ssl": parsed["EMAIL_USE_SSL"],
    }
