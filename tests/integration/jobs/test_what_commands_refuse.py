"""Whatever is wrong with the words, the environment or the machine: one line that says so, and no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from openiro.config.command_line import main

PERIOD = ("--from", "2017-04-01", "--to", "2018-03-31")


def refusal_of(data_dir: Path, *words: str, **environment: str) -> str:
    """The one line with which the command refuses."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENIRO_")}
    source = str(Path(__file__).parents[3] / "src")
    given = {**kept, "OPENIRO_DATA_DIR": str(data_dir), "PYTHONPATH": source, **environment}
    command = [sys.executable, "-m", "openiro", *words]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"OPENIRO_DATABASE_URL": "garbage"}, "OPENIRO_DATABASE_URL is not the address"),
        ({"OPENIRO_DATABASE_URL": "mysql://here/name"}, "OPENIRO_DATABASE_URL is not the address"),
        ({"OPENIRO_DATABASE_URL": "postgres://u:secret@127.0.0.1:1/name"}, "The database cannot be used"),
        ({"OPENIRO_DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"}, "The database cannot be used"),
        ({"OPENIRO_PRODUCTION": "true"}, "OPENIRO_SECRET_KEY is not set"),
        ({"OPENIRO_PRODUCTION": "perhaps"}, "OPENIRO_PRODUCTION"),
    ],
)
def test_an_environment_that_cannot_be_used(tmp_path, environment, words):
    told = refusal_of(tmp_path, "verify", **environment)
    assert words in told
    assert "secret@" not in told


def test_a_data_directory_that_is_a_file(tmp_path):
    (tmp_path / "var").write_text("")
    assert "Set OPENIRO_DATA_DIR to a folder" in refusal_of(tmp_path / "var", "verify")


def test_a_database_that_is_none(tmp_path):
    (tmp_path / "openiro.sqlite3").write_bytes(b"no database" * 100)
    assert "file is not a database" in refusal_of(tmp_path, "verify")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nonsense"],
        ["load"],
        ["load", "x", "--format", "x"],
        ["load", "x", "--year", "x"],
        ["measures"],
        ["report", "weird", *PERIOD, "--out", "x.pdf"],
        ["verify", "x"],
    ],
)
def test_a_command_used_wrongly_says_so_in_one_line(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(words)
    told = capsys.readouterr()
    assert (stopped.value.code, told.out, len(told.err.splitlines())) == (2, "", 1)
    assert told.err.endswith("--help\n")
