"""`kill -9` at any moment of a load, a review or a backup: what was confirmed is kept, and nothing is there by half."""

import os
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Timer

import pytest

from tests.databases import ROOT, environment_for, own_database, python
from tests.post import MailSink, running

KILLS = {"load": 18, "review": 16, "backup": 16}
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


@pytest.mark.parametrize("kind", KILLS)
def test_what_was_confirmed_outlives_a_kill_and_nothing_is_there_by_half(kind: str, tmp_path: Path):
    moments, longest = Random(f"{kind} 2026"), LONGEST
    with own_database(f"openiro_killed_{kind}_{os.getpid()}") as database_url:
        service = Service(kind, tmp_path, database_url)
        for number in range(KILLS[kind]):
            faults = service.look_write_and_be_killed_after(moments.uniform(0.01, longest))
            assert not faults, f"after {number} kills: {faults}"
            longest = LONGEST if service.confirmed else longest * 1.5  # a slow machine needs longer to confirm anything
        assert service.look_write_and_be_killed_after(0) == []
    assert service.confirmed, "Nothing was ever confirmed: the kills come too early to prove anything."


def test_the_service_is_killed_fifty_times():
    assert sum(KILLS.values()) == 50


def test_the_look_of_the_next_process_finds_what_was_lost(tmp_path: Path):
    """The proof itself is proved: a review that is said to be confirmed and is not there is a fault."""
    with own_database(f"openiro_killed_proof_{os.getpid()}") as database_url:
        service = Service("review", tmp_path, database_url, confirmed=["424242"])
        assert service.look_write_and_be_killed_after(0) == ["review 424242 was confirmed and is lost"]


def test_a_notice_is_sent_once_whenever_its_sender_is_killed(tmp_path: Path):
    moments = Random("notices 2026")
    with (
        own_database(f"openiro_killed_post_{os.getpid()}") as database_url,
        running(MailSink(tmp_path / "taken.txt")) as sink,
    ):
        settings = {"OPENIRO_EMAIL_URL": f"smtp://127.0.0.1:{sink.port}"}
        service = Service("notice", tmp_path, database_url, settings=settings)
        for number in range(12):
            faults = service.look_write_and_be_killed_after(moments.uniform(0.01, LONGEST))
            assert not faults, f"after {number} kills: {faults}"
        assert service.look_write_and_be_killed_after(0) == []
        assert len(sink.taken) > 12, "Hardly anything was sent: the kills come too early to prove anything."
