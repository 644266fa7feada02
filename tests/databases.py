"""Databases of their own for processes that a test starts: embedded ones, or new ones on the server of the run."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

EMBEDDED = "embedded"
ROOT = Path(__file__).parents[1]


def server_of_the_run() -> str:
    """The address that OPENIRO_DATABASE_URL gave when the tests started, or EMBEDDED."""
    return os.environ.get("OPENIRO_DATABASE_URL", EMBEDDED)


@contextmanager
def own_database(name: str, *, like: str = "") -> Iterator[str]:
    """The address of a database of that name, removed afterwards; `like` names one on the server to copy.

    An embedded one lies in the data folder of whoever opens it.
    """
    server = server_of_the_run()
    if server == EMBEDDED:
        yield EMBEDDED
        return
    make_database(name, like=like)
    yield named(name)
    on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def make_database(name: str, *, like: str = "") -> str:
    """A new database on the server; answers its address."""
    on_server(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{like}"' if like else ""))
    return named(name)


def named(name: str) -> str:
    """The address of the database of that name on the server."""
    return urlunsplit(urlsplit(server_of_the_run())._replace(path=f"/{name}"))


def on_server(statement: str) -> None:
    """Say something to the server itself."""
    import psycopg

    with psycopg.connect(server_of_the_run(), autocommit=True) as connection:
        connection.execute(statement)


def environment_for(data_dir: Path, database_url: str) -> dict[str, str]:
    """The environment of a process of the service with this data, and nothing else of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPENIRO_", "PYTEST_"))}
    path = [str(ROOT / "src"), str(ROOT), *filter(None, [kept.get("PYTHONPATH")])]
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(path),
        "PYTHONWARNINGS": "ignore",
        "OPENIRO_DATA_DIR": str(data_dir),
        "OPENIRO_DATABASE_URL": database_url,
    }


def python(*words: str) -> list[str]:
    """The words that start this Python with a module."""
    return [sys.executable, "-m", *words]
