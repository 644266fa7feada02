"""`kill -9` at any moment of a load, a review or a backup: what was confirmed is kept, and nothing is there by half."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Timer

import pytest

from tests.databases import EMBEDDED, ROOT, environment_for, make_database, own_database, python, server_of_the_run
from tests.post import MailSink, running

KILLS = {"load": 18, "review": 16, "backup": 16}
# A server outlives whoever writes to it: there fewer kills show that nothing is left by half.
SHARE = 1 if server_of_the_run() == EMBEDDED else 3
LONGEST = 1.2
PATIENCE = 90


@dataclass
class Service:
    """A service that is killed again and again."""

    kind: str
    folder: Path
    database_url: str
    confirmed: list[str] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)

    def look_write_and_be_killed_after(self, seconds: float) -> list[str]:
        """Start the process, kill it so long after it began to write; answers what was wrong when it looked."""
        (self.folder / "confirmed.txt").write_text("\n".join(self.confirmed))
        process = subprocess.Popen(
            python("tests.integration.durability.writing", self.kind, str(self.folder)),
            env=environment_for(self.folder / "data", self.database_url) | self.settings,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=(self.folder / "stderr.txt").open("w"),
            text=True,
            start_new_session=True,
        )
        faults, has_looked = [], False
        too_long = Timer(PATIENCE, _kill, [process.pid])
        too_long.start()
        assert process.stdout is not None
        for line in process.stdout:
            word, _, rest = line.strip().partition(" ")
            if word == "fault":
                faults.append(rest)
            elif word == "confirmed":
                self.confirmed.append(rest)
            elif word == "looked":
                has_looked = True
                Timer(seconds, _kill, [process.pid]).start()
        process.wait(PATIENCE)
        too_long.cancel()
        assert has_looked, (self.folder / "stderr.txt").read_text()
        assert process.returncode == -signal.SIGKILL, (self.folder / "stderr.txt").read_text()
        return faults


def _kill(process_id: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process_id, signal.SIGKILL)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A service that holds its tables and nothing else: its data folder, and its name on a server."""
    folder, name = tmp_path_factory.mktemp("empty"), f"openiro_empty_{os.getpid()}"
    database_url = EMBEDDED if server_of_the_run() == EMBEDDED else make_database(name)
    environment = environment_for(folder / "data", database_url)
    done = subprocess.run(python("openiro", "verify"), env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "data", name


@contextmanager
def service_of(kind: str, empty: tuple[Path, str], folder: Path, **settings: str) -> Iterator[Service]:
    """A service of its own, as empty as that one."""
    data_dir, like = empty
    shutil.copytree(data_dir, folder / "data")
    with own_database(f"openiro_killed_{kind}_{os.getpid()}", like=like) as database_url:
        yield Service(kind, folder, database_url, settings=settings)


@pytest.mark.parametrize("kind", KILLS)
def test_what_was_confirmed_outlives_a_kill_and_nothing_is_there_by_half(kind: str, empty, tmp_path: Path):
    moments, longest = Random(f"{kind} 2026"), LONGEST
    with service_of(kind, empty, tmp_path) as service:
        for number in range(KILLS[kind] // SHARE):
            faults = service.look_write_and_be_killed_after(moments.uniform(0.01, longest))
            assert not faults, f"after {number} kills: {faults}"
            longest = LONGEST if service.confirmed else longest * 1.5  # a slow machine needs longer to confirm anything
        assert service.look_write_and_be_killed_after(0) == []
    assert service.confirmed, "Nothing was ever confirmed: the kills come too early to prove anything."


def test_the_service_is_killed_fifty_times():
    assert sum(KILLS.values()) == 50


def test_the_look_of_the_next_process_finds_what_was_lost(empty, tmp_path: Path):
    """The proof itself is proved: a review that is said to be confirmed and is not there is a fault."""
    with service_of("review", empty, tmp_path) as service:
        service.confirmed.append("424242")
        assert service.look_write_and_be_killed_after(0) == ["review 424242 was confirmed and is lost"]


def test_a_notice_is_sent_once_whenever_its_sender_is_killed(empty, tmp_path: Path):
    moments = Random("notices 2026")
    with (
        running(MailSink(tmp_path / "taken.txt")) as sink,
        service_of("notice", empty, tmp_path, OPENIRO_EMAIL_URL=f"smtp://127.0.0.1:{sink.port}") as service,
    ):
        for number in range(12 // SHARE):
            faults = service.look_write_and_be_killed_after(moments.uniform(0.01, LONGEST))
            assert not faults, f"after {number} kills: {faults}"
        assert service.look_write_and_be_killed_after(0) == []
        assert len(sink.taken) > 12 // SHARE, "Hardly anything was sent: the kills come too early to prove anything."
