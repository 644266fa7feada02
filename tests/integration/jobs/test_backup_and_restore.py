"""The whole service in one file and back: every hash read first, nothing touched unless all is well."""

import hashlib
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from openiro.jobs.output import UnableToRun, written_whole
from openiro.jobs.serve import check_port_is_free, chosen_port
from tests.integration.ingest.returns import child, episode, folder

# The services of these tests are embedded ones, on whatever database the others run.
pytestmark = pytest.mark.same_on_every_database


def openiro(data_dir: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(_command(*words), env=_environment(data_dir), capture_output=True, text=True, check=False)


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "openiro", *words]


def _environment(data_dir: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "OPENIRO_DATABASE_URL"}
    source = str(Path(__file__).parents[3] / "src")
    return {**kept, "OPENIRO_DATA_DIR": str(data_dir), "PYTHONPATH": source, "OPENIRO_SECRET_KEY": "of a test"}


def children(data_dir: Path) -> list[str]:
    with closing(sqlite3.connect(data_dir / "openiro.sqlite3")) as database:
        return [row[0] for row in database.execute("SELECT code FROM children_child ORDER BY code")]


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Path:
    """A service with one child and one kept file."""
    place = tmp_path_factory.mktemp("service")
    path = folder(place / "return", header=[child("1")], episodes=[episode("1", "10/05/2016")])
    data_dir = place / "var"
    done = openiro(data_dir, "load", str(path))
    assert done.returncode == 0, done.stderr
    (data_dir / "files").mkdir()
    (data_dir / "files" / "paper.pdf").write_bytes(b"a paper")
    return data_dir


@pytest.fixture(scope="module")
def backup(service) -> Path:
    file = service.parent / "backup.zip"
    done = openiro(service, "backup", str(file))
    assert done.returncode == 0, done.stderr
    return file


def test_a_backup_says_what_it_holds_and_is_for_its_owner_alone(backup):
    with zipfile.ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert {entry["name"] for entry in manifest["entries"]} == {"database.sqlite3", "files/paper.pdf"}
    assert backup.stat().st_mode & 0o077 == 0
    assert [path.name for path in backup.parent.iterdir() if "unfinished" in path.name] == []


def test_it_comes_back_on_an_empty_machine_and_verifies(backup, tmp_path):
    done = openiro(tmp_path / "new", "restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert children(tmp_path / "new") == ["1"]
    assert (tmp_path / "new" / "files" / "paper.pdf").read_bytes() == b"a paper"
    verified = openiro(tmp_path / "new", "verify")
    assert verified.returncode == 0, verified.stdout


def test_a_service_with_records_is_replaced_only_when_asked(service, backup, tmp_path):
    data_dir = tmp_path / "var"
    shutil.copytree(service, data_dir)
    path = folder(tmp_path / "more", header=[child("2")], episodes=[episode("2", "10/05/2016")])
    openiro(data_dir, "load", str(path))
    (data_dir / "files" / "later.pdf").write_bytes(b"a later paper")
    refused = openiro(data_dir, "restore", str(backup))
    assert (refused.returncode, "--replace" in refused.stderr) == (1, True)
    assert children(data_dir) == ["1", "2"]
    done = openiro(data_dir, "restore", "--replace", str(backup))
    assert done.returncode == 0, done.stderr
    assert children(data_dir) == ["1"]
    assert [path.name for path in (data_dir / "files").iterdir()] == ["paper.pdf"]


def test_a_backup_with_one_byte_changed_is_refused_before_anything_is_touched(backup, tmp_path):
    altered = tmp_path / "altered.zip"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(altered, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content if name != "files/paper.pdf" else b"b paper")
    done = openiro(tmp_path / "new", "restore", str(altered))
    assert done.returncode == 1
    assert "files/paper.pdf is not as it was written" in done.stderr
    assert not (tmp_path / "new" / "files").exists()


def rewritten(backup: Path, target: Path, *, manifest: Callable[[dict], object], **files: bytes | None) -> Path:
    """The backup with another manifest, and with other contents of the files named (None: left out)."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as new:
        contents = {name: old.read(name) for name in old.namelist()} | files
        contents["manifest.json"] = json.dumps(manifest(json.loads(contents["manifest.json"]))).encode()
        for name, content in contents.items():
            if content is not None:
                new.writestr(name, content)
    return target


def vouching_for(manifest: dict, name: str, content: bytes) -> dict:
    entry = {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    return {**manifest, "entries": [*(each for each in manifest["entries"] if each["name"] != name), entry]}


@pytest.mark.parametrize(
    ("manifest", "files"),
    [
        (lambda found: {**found, "entries": []}, {}),
        (lambda found: {**found, "kind": "weird"}, {}),
        (lambda found: found, {"files/more.pdf": b"slipped in"}),
        (lambda found: {**found, "entries": found["entries"][1:]}, {"database.sqlite3": None}),
        (lambda found: vouching_for(found, "database.sqlite3", b"none" * 500), {"database.sqlite3": b"none" * 500}),
        (lambda found: [found], {}),
    ],
)
def test_a_backup_that_was_tampered_with_is_refused_before_anything_is_put_in_place(backup, tmp_path, manifest, files):
    file = rewritten(backup, tmp_path / "tampered.zip", manifest=manifest, **files)
    done = openiro(tmp_path / "var", "restore", str(file))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert not (tmp_path / "var" / "files").exists()
    (tmp_path / "var").mkdir(exist_ok=True)
    with closing(sqlite3.connect(tmp_path / "var" / "openiro.sqlite3")) as database:
        assert not database.execute("SELECT name FROM sqlite_master").fetchall()


def test_a_manifest_made_to_exhaust_the_reader_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "deep.zip", "w") as archive:
        archive.writestr("manifest.json", "[" * 200_000)
    done = openiro(tmp_path / "var", "restore", str(tmp_path / "deep.zip"))
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize("name", ["../escaped", "/etc/escaped", "files/../../escaped", "other/file"])
def test_a_backup_that_names_files_outside_its_folders_is_refused(tmp_path, name):
    file = tmp_path / "evil.zip"
    entry = {"name": name, "sha256": "0" * 64, "size": 0}
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "manifest.json", json.dumps({"version": "0", "made_at": "", "kind": "sqlite", "entries": [entry]})
        )
    done = openiro(tmp_path / "new", "restore", str(file))
    assert (done.returncode, "outside its own folders" in done.stderr) == (1, True)


def test_what_is_no_backup_is_refused(tmp_path):
    file = tmp_path / "words.zip"
    file.write_text("words", encoding="utf-8")
    done = openiro(tmp_path / "new", "restore", str(file))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_a_backup_whose_list_of_files_is_damaged_is_refused(tmp_path):
    file = tmp_path / "backup.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("manifest.json", "{}")
    whole = bytearray(file.read_bytes())
    needed_version = whole.index(b"PK\x01\x02") + 6
    whole[needed_version] = 200
    file.write_bytes(whole)
    done = openiro(tmp_path / "new", "restore", str(file))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_a_backup_that_is_killed_leaves_the_old_one_and_a_sound_service(service, backup, tmp_path):
    old = shutil.copyfile(backup, tmp_path / "kept.zip")
    before = Path(old).read_bytes()
    for wait in (0.3, 0.6, 0.9):
        running = subprocess.Popen(_command("backup", str(old)), env=_environment(service), stderr=subprocess.DEVNULL)
        time.sleep(wait)
        running.send_signal(signal.SIGKILL)
        running.wait()
        with zipfile.ZipFile(old) as archive:
            assert archive.testzip() is None
    assert Path(old).read_bytes()[:4] == before[:4]
    assert openiro(service, "verify").returncode == 0


def test_a_file_that_fails_half_way_does_not_appear(tmp_path):
    target = tmp_path / "file"

    def write_half() -> None:
        with written_whole(target) as stream:
            stream.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    with pytest.raises(UnableToRun, match="cannot be written"), written_whole(tmp_path / "nowhere" / "file"):
        raise AssertionError("nothing was to be written")
    with pytest.raises(UnableToRun, match=r"is a folder\. Give the name of a file"), written_whole(tmp_path):
        raise AssertionError("nothing was to be written")


def test_a_port_that_is_taken_is_refused_with_another(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UnableToRun, match="in use by another program"):
            check_port_is_free("127.0.0.1", port)
    monkeypatch.setenv("PORT", "8123")
    assert (chosen_port(None), chosen_port(9)) == (8123, 9)
    with pytest.raises(UnableToRun, match="not a port"):
        chosen_port(70000)


@pytest.mark.parametrize("text", ["0", "-1", "65536", "1e3", "²", "٣٤", "port"])
def test_what_is_no_port_is_refused(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(UnableToRun, match="is not a port"):
        chosen_port(None)


def test_an_address_that_is_none_of_this_machine_is_refused():
    with pytest.raises(UnableToRun, match="is not an address of this machine"):
        check_port_is_free("999.1.1.1", 8000)


def test_a_damaged_service_is_replaced_by_its_backup(backup, tmp_path):
    (tmp_path / "openiro.sqlite3").write_bytes(b"no database" * 1000)
    done = openiro(tmp_path, "restore", str(backup), "--replace")
    assert done.returncode == 0, done.stderr
    assert children(tmp_path) == ["1"]
    assert openiro(tmp_path, "verify").returncode == 0
