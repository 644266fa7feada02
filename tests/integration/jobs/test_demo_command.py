"""`openiro demo`: a council that is made is served by another process than the one that made it."""

import sys

import pytest

from openiro.config.command_line import main
from openiro.demo import command

pytestmark = pytest.mark.django_db


class Replaced(Exception):
    """This process is another one now."""


@pytest.fixture
def replacements(monkeypatch) -> list[list[str]]:
    found: list[list[str]] = []

    def replace(_: str, words: list[str]) -> None:
        found.append(words)
        raise Replaced

    monkeypatch.setattr("os.execv", replace)
    monkeypatch.setattr("openiro.config.command_line.prepare_database", lambda: None)
    monkeypatch.setattr(command, "run", lambda _: 0)
    return found


def test_it_is_served_by_a_fresh_process(replacements):
    """Threads that counted measures here do not live on in the workers of a server: each would wait for ever."""
    with pytest.raises(Replaced):
        main(["demo"])
    assert replacements == [[sys.executable, "-m", "openiro", "serve"]]


def test_it_is_made_and_not_served_where_that_is_asked(replacements):
    assert main(["demo", "--no-serve"]) == 0
    assert not replacements


def test_a_last_day_that_is_none_is_told_in_words(replacements, capsys):
    with pytest.raises(SystemExit) as left:
        main(["demo", "--no-serve", "--as-at", "2019-02-29"])
    assert left.value.code == 2
    assert "'2019-02-29' is not a day: write it as 2026-03-31" in capsys.readouterr().err
