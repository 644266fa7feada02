"""`openiro load` to the letter of the contract: JSON, exit codes, spreadsheet rows, a check that writes nothing."""

import json

import pytest

from openiro.config.command_line import main
from openiro.ingest.models import Load
from tests.integration.ingest.returns import child, episode, folder, review, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def dirty(tmp_path):
    return folder(
        tmp_path / "return",
        header=[child("1"), child("2")],
        episodes=[episode("1", "10/05/2016"), episode("2", "11/05/2016", ls="Q9"), episode("7", "12/05/2016")],
        reviews=[review("1", "01/06/2016"), review("1", "31/02/2016")],
    )


def answer(capsys) -> dict:
    return json.loads(capsys.readouterr().out)


def test_the_json_of_the_contract(dirty, capsys):
    assert main(["load", str(dirty), "--format", "903", "--year", "2017", "--json"]) == 0
    found = answer(capsys)
    assert list(found) == ["format", "year", "rows", "problems", "committed"]
    assert (found["format"], found["year"], found["committed"]) == ("903", 2017, True)
    assert found["rows"]["episodes"] == {"read": 3, "new": 2, "changed": 0, "same": 0, "rejected": 1}
    assert found["rows"]["reviews"] == {"read": 2, "new": 1, "changed": 0, "same": 0, "rejected": 1}
    places = {
        (problem["file"], problem["row"], problem["column"], problem["severity"]) for problem in found["problems"]
    }
    assert {
        ("episodes.csv", 4, "CHILD", "error"),
        ("episodes.csv", 3, "LS", "warning"),
        ("reviews.csv", 3, "REVIEW", "error"),
    } <= places
    assert all(
        list(problem) == ["file", "row", "column", "code", "severity", "message"] for problem in found["problems"]
    )
    assert next(p for p in found["problems"] if p["file"] == "reviews.csv")["code"] == "date_invalid"


def test_format_and_year_are_recognised(dirty, capsys):
    assert main(["load", str(dirty), "--json"]) == 0
    found = answer(capsys)
    assert (found["format"], found["year"]) == ("903", 2017)


def test_check_only_writes_nothing_and_says_the_same(dirty, capsys):
    assert main(["load", str(dirty), "--check-only", "--json"]) == 0
    checked = answer(capsys)
    assert checked["committed"] is False
    assert not Load.objects.exists()
    assert not any(state().values())
    main(["load", str(dirty), "--json"])
    assert {**answer(capsys), "committed": False} == checked


def test_loading_twice_is_all_the_same(dirty, capsys):
    main(["load", str(dirty), "--json"])
    capsys.readouterr()
    main(["load", str(dirty), "--json"])
    for found in answer(capsys)["rows"].values():
        assert (found["new"], found["changed"]) == (0, 0)
        assert found["same"] + found["rejected"] == found["read"]


@pytest.mark.parametrize("content", ["", "\x00\x01\x02", "just some words\n"])
def test_what_is_no_return_is_refused_in_one_line(tmp_path, capsys, content):
    path = tmp_path / "episodes.csv"
    path.write_text(content, encoding="latin-1")
    assert main(["load", str(path), "--json"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("openiro: ")
    assert "Traceback" not in err
    assert not Load.objects.exists()


def test_a_path_that_is_not_there_is_refused(tmp_path, capsys):
    assert main(["load", str(tmp_path / "nowhere")]) == 1
    assert "no such file" in capsys.readouterr().err


def test_a_person_gets_a_table_and_the_first_problems(dirty, capsys):
    assert main(["load", str(dirty)]) == 0
    out, err = capsys.readouterr()
    assert "Format 903, collection year 2017" in out
    assert "episodes.csv" in out
    assert err.strip().endswith("Committed.")


def test_wrong_usage_is_2(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["load"])
    assert stopped.value.code == 2
