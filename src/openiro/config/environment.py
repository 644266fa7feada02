"""Everything that is read from the environment, typed, in one place."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from environs import Env

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
        """Read the environment. Raises `UnableToConfigure` where production lacks what it needs."""
        env = Env()
        production = env.bool("OPENIRO_PRODUCTION", False)
        data_dir = Path(env.str("OPENIRO_DATA_DIR", "var")).resolve()
        return cls(
            production=production,
            data_dir=data_dir,
            database_url=env.str("OPENIRO_DATABASE_URL", EMBEDDED),
            secret_key=_secret_key(env.str("OPENIRO_SECRET_KEY", ""), data_dir, production=production),
            hosts=tuple(env.list("OPENIRO_HOSTS", [] if production else ["localhost", "127.0.0.1", "[::1]"])),
            policy=env.str("OPENIRO_POLICY", ""),
            require_second_factor=env.bool("OPENIRO_REQUIRE_SECOND_FACTOR", production),
            oidc=_oidc(env),
        )


def _secret_key(given: str, data_dir: Path, *, production: bool) -> str:
    if given:
        return given
    if production:
        raise UnableToConfigure(
            "OPENIRO_SECRET_KEY is not set. Set it to a long random text and keep it from one start to the next."
        )
    kept = data_dir / "secret-key"
    if not kept.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return kept.read_text(encoding="ascii")


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
