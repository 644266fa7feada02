"""A real service for the browser: a synthetic council made once, copied for each service, served by its own process."""

import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from openiro.core.clock import LONDON
from tests.databases import EMBEDDED, ROOT, environment_for, make_database, own_database, python, server_of_the_run
from tests.once import run_folder

MONDAY = datetime(2026, 11, 16, 8, 30, tzinfo=LONDON)
TODAY: date = MONDAY.date()
DATABASE = "openiro_council"
PATIENCE = 60.0
_numbers = itertools.count()


@dataclass(frozen=True)
class Service:
    """One running service: its address, its data and the password of everyone in it."""

    url: str
    data_dir: Path
    database_url: str
    password: str
    process_id: int

    @contextmanager
    def at(self, moment: datetime) -> "Iterator[Service]":
        """The same service as it is at another moment, served beside this one."""
        with _process(self.data_dir, self.database_url, moment) as (url, process_id):
            yield replace(self, url=url, process_id=process_id)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A command line of the same service, at the same moment."""
        return run_at_moment(self.data_dir, self.database_url, *command)

    def lay_out(self, scene: str) -> dict[str, str]:
        """What came before the journey, done by actions; answers where it stands."""
        words = python("tests.system.laid_out", MONDAY.isoformat(), scene)
        environment = environment_for(self.data_dir, self.database_url)
        environment |= {"DJANGO_SETTINGS_MODULE": "openiro.config.settings"}
        done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
        return found


@dataclass(frozen=True)
class Council:
    """The synthetic council, made and not served: what every service starts from."""

    data_dir: Path


def make_council() -> Council:
    """A synthetic council, in the folder of this run."""
    data_dir = run_folder() / "council"
    database_url = EMBEDDED if server_of_the_run() == EMBEDDED else make_database(DATABASE)
    done = run_at_moment(data_dir, database_url, "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    return Council(data_dir)


@contextmanager
def served(council: Council, folder: Path) -> Iterator[Service]:
    """A service of its own, from a copy of the council; `folder` must be empty or not be there."""
    data_dir = folder / "data"
    shutil.copytree(council.data_dir, data_dir)
    name = f"openiro_{os.getpid()}_{next(_numbers)}"
    with own_database(name, like=DATABASE) as database_url, _process(data_dir, database_url) as (url, process_id):
        password = (data_dir / "demo-password").read_text().strip()
        yield Service(url, data_dir, database_url, password, process_id)


def run_at_moment(data_dir: Path, database_url: str, *command: str) -> subprocess.CompletedProcess[str]:
    """One command of the service on Monday morning."""
    words = python("tests.system.at_moment", MONDAY.isoformat(), *command)
    environment = environment_for(data_dir, database_url)
    return subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300)


@contextmanager
def _process(data_dir: Path, database_url: str, moment: datetime = MONDAY) -> Iterator[tuple[str, int]]:
    port = _free_port()
    words = ["tests.system.at_moment", moment.isoformat(), "serve", "--port", str(port), "--workers", "1"]
    kept = data_dir / f"serve-{port}.log"
    with kept.open("w") as log:
        process = subprocess.Popen(
            python(*words),
            env=environment_for(data_dir, database_url),
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    url = f"http://localhost:{port}"
    try:
        wait_until_healthy(f"{url}/health/", process, kept)
        yield url, process.pid
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)


def wait_until_healthy(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Come back once the service answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        with suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            assert answer.read() == b"ok"
            return
        time.sleep(0.1)
    raise AssertionError(f"The service did not answer within {PATIENCE:.0f} seconds.\n{log.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
