"""Everything that is read from the environment, typed, in one place."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dj_database_url
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
        return cls(
            production=production,
            data_dir=data_dir,
            database_url=env.str("OPENIRO_DATABASE_URL", "") or EMBEDDED,
            secret_key=_secret_key(env.str("OPENIRO_SECRET_KEY", ""), data_dir, production=production),
            hosts=tuple(env.list("OPENIRO_HOSTS", [] if production else ["localhost", "127.0.0.1", "[::1]"])),
            policy=env.str("OPENIRO_POLICY", ""),
            require_second_factor=env.bool("OPENIRO_REQUIRE_SECOND_FACTOR", production),
            oidc=_oidc(env),
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
