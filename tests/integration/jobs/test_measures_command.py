"""`openiro measures` to the letter of the contract, the same from the database and straight from files."""

import csv
import io
import json
import shutil
import stat
import subprocess
import sys

import pytest

from openiro.config.command_line import main
from openiro.jobs import kept_tables, measures_of_councils
from openiro.jobs.measures import parsed_source
from openiro.jobs.measures_of_councils import councils_in, portions_of
from openiro.jobs.output import as_csv
from tests.integration.ingest.returns import child, episode, folder, review

PERIOD = ["--from", "2016-04-01", "--to", "2017-03-31"]


@pytest.fixture
def path(tmp_path):
    return folder(
        tmp_path / "return",
        header=[child("1"), child("=2", dob="03/04/2010")],
        episodes=[episode("1", "10/05/2016"), episode("=2", "01/07/2016", dec="01/02/2017", rec="E4A")],
        reviews=[review("1", "01/06/2016"), review("=2", "20/12/2016", dob="03/04/2010")],
    )


def figures(capsys, *words: str) -> dict:
    assert main(["measures", *PERIOD, "--format", "json", *words]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_json_of_the_contract(path, capsys):
    found = figures(capsys, "--source", f"{path}=2017", "--only", "reviews.on_time")
    assert list(found) == ["authority", "from", "to", "coverage_from", "measures"]
    assert (found["authority"], found["from"], found["to"]) == ("", "2016-04-01", "2017-03-31")
    assert found["coverage_from"] == "2016-04-01"
    (figure,) = found["measures"]
    assert {
        key: figure[key] for key in ("id", "breakdown", "numerator", "denominator", "value", "unit", "unknown")
    } == {
        "id": "reviews.on_time",
        "breakdown": {},
        "numerator": 1,
        "denominator": 2,
        "value": 50.0,
        "unit": "percent",
        "unknown": 0,
    }


def test_a_measure_that_was_asked_for_is_not_left_out_in_silence(path, capsys):
    assert main(["measures", *PERIOD, "--source", str(path), "--only", "flow.started", "caseload.average"]) == 0
    printed = capsys.readouterr()
    assert "flow.started" in printed.out
    assert "needed for caseload.average: no figure is given" in printed.err
    main(["measures", *PERIOD, "--source", str(path)])
    assert "caseload.average" not in capsys.readouterr().err


@pytest.mark.django_db
def test_the_database_and_the_files_give_the_same_figures(path, capsys):
    from_files = figures(capsys, "--source", f"{path}=2017")["measures"]
    main(["load", str(path), "--year", "2017", "--json"])
    capsys.readouterr()
    from_database = figures(capsys)["measures"]
    assert from_files
    assert [figure for figure in from_database if figure in from_files] == from_files


def test_files_are_counted_without_a_database(path, tmp_path):
    words = ["measures", *PERIOD, "--source", str(path), "--only", "flow.started", "--format", "json"]
    program = (
        "import sys; from openiro.config.command_line import main; code = main(sys.argv[1:]);"
        "sys.exit(code or any(name == 'django' for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["measures"][0]["numerator"] == 2
    assert not (tmp_path / "var").exists()


def test_a_period_before_the_records_begin_is_answered_with_a_warning(path, capsys):
    words = ["measures", "--from", "2015-04-01", "--to", "2017-03-31", "--source", str(path), "--only", "flow.started"]
    assert main(words) == 0
    assert "01/04/2016" in capsys.readouterr().err


def test_the_records_behind_a_figure_cannot_run_as_formulas(path, capsys):
    assert main(["measures", *PERIOD, "--source", str(path), "--rows", "flow.started", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert sorted(row["child"] for row in rows) == ["'=2", "1"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(start):
    _, (cell,) = csv.reader(io.StringIO(as_csv(["a"], [[f"{start}1+1"]])))
    assert cell == f"'{start}1+1".replace("\r", " ")


def test_a_negative_number_stays_a_number():
    assert as_csv(["a"], [[-1.5]]) == "a\n-1.5\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--from", "2017-04-01", "--to", "2016-04-01"], "before it begins"),
        (["--from", "2016-02-30", "--to", "2017-03-31"], "not a day"),
        ([*PERIOD, "--only", "nothing.such"], "no measure"),
        ([*PERIOD, "--engine", "abacus"], "no engine"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_one_line(path, capsys, words, message):
    assert main(["measures", *words, "--source", str(path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert len([line for line in err.splitlines() if line.startswith("openiro: ")]) == 1


def test_many_councils_are_counted_at_once_each_as_it_is_alone(path, tmp_path, capsys):
    councils = tmp_path / "councils"
    for name in ("Ashshire", "Birchdon"):
        shutil.copytree(path, councils / name / "2017")
    shutil.copytree(path, councils / "Cedarham")
    (councils / "Birchdon" / "2017" / "reviews.csv").unlink()
    found = figures(capsys, "--councils", str(councils))["councils"]
    assert [each.pop("authority") for each in found] == ["Ashshire", "Birchdon", "Cedarham"]
    alone = figures(capsys, "--source", f"{path}=2017")
    assert alone.pop("authority") == ""
    assert found[0] == found[2] == alone
    assert found[1]["coverage_from"] == alone["coverage_from"]
    assert found[1]["measures"] != alone["measures"]
    main(["measures", *PERIOD, "--councils", str(councils), "--only", "reviews.held", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["authority"], row["numerator"]) for row in rows] == [
        ("Ashshire", "2"),
        ("Birchdon", "0"),
        ("Cedarham", "2"),
    ]


def test_many_councils_in_several_processes_are_counted_as_in_one(path, tmp_path, capsys, monkeypatch):
    councils = tmp_path / "councils"
    for name in ("Ashshire", "Birchdon", "Cedarham", "Dogwood"):
        shutil.copytree(path, councils / name / "2017")
    (councils / "Cedarham" / "2017" / "reviews.csv").unlink()
    asked = ["measures", *PERIOD, "--councils", str(councils), "--format", "json"]
    assert main(asked) == 0
    of_one = capsys.readouterr()
    assert "Warning: Ashshire, Birchdon, Cedarham and 1 more: There is no estimate" in of_one.err
    monkeypatch.setattr(measures_of_councils, "FEW", 0)
    assert len(portions_of(councils_in(councils))) > 1
    assert main(asked) == 0
    assert capsys.readouterr() == of_one
    (councils / "Dogwood" / "2017" / "header.csv").write_text("")
    assert main(asked) == 1
    place = councils / "Dogwood" / "2017"
    told = f"openiro: In {place}, header.csv: It is empty. Export it again, with its headings.\n"
    assert capsys.readouterr().err == told


def test_portions_keep_the_order_and_are_of_about_one_size(tmp_path, monkeypatch):
    monkeypatch.setattr(measures_of_councils, "FEW", 0)
    monkeypatch.setattr(measures_of_councils, "PORTION", 40)
    monkeypatch.setattr(measures_of_councils, "at_once", lambda _: 2)
    for place in range(9):
        (tmp_path / f"{place}").mkdir()
        (tmp_path / f"{place}" / "header.csv").write_text("0123456789")
    found = portions_of(councils_in(tmp_path))
    assert [[council.name for council in portion] for portion in found] == [
        ["0", "1", "2"],
        ["3", "4"],
        ["5", "6"],
        ["7", "8"],
    ]


def test_councils_go_with_neither_sources_nor_rows_and_need_folders(path, tmp_path, capsys):
    for words in (["--source", str(path)], ["--rows", "reviews.held"]):
        assert main(["measures", *PERIOD, "--councils", str(tmp_path), *words]) == 1
        assert "neither --source nor --rows" in capsys.readouterr().err
    assert main(["measures", *PERIOD, "--councils", str(tmp_path / "nothing")]) == 1
    assert "no folders of councils" in capsys.readouterr().err


def test_what_was_read_is_kept_and_counted_again_without_being_read(path, tmp_path, capsys, monkeypatch):
    councils, kept = tmp_path / "councils", tmp_path / "kept"
    for name in ("Ashshire", "Birchdon"):
        shutil.copytree(path, councils / name / "2017")
    reviews = councils / "Birchdon" / "2017" / "reviews.csv"
    reviews.write_text(reviews.read_text() + "NOBODY,no day,PN9\n")
    asked = ["measures", *PERIOD, "--councils", str(councils), "--format", "json"]
    assert main(asked) == 0
    plain = capsys.readouterr()
    assert "Birchdon" in plain.err
    assert "rows left out as unusable: 1." in plain.err
    for _ in range(2):
        assert main([*asked, "--keep", str(kept)]) == 0
        assert capsys.readouterr().out == plain.out
        monkeypatch.setattr(kept_tables, "_keep", refuse)
    assert main([*asked, "--keep", str(kept)]) == 0
    assert "rows left out as unusable: 1." in capsys.readouterr().err
    assert {stat.S_IMODE(each.stat().st_mode) for each in (kept, *kept.iterdir())} == {0o700}
    reviews.write_text(reviews.read_text().replace("PN9", "PN1"))
    with pytest.raises(AssertionError, match="read again"):
        main([*asked, "--keep", str(kept)])


def refuse(*_):
    raise AssertionError("read again")


def test_what_cannot_be_kept_is_said(path, tmp_path, capsys):
    shutil.copytree(path, tmp_path / "councils" / "Ashshire")
    (tmp_path / "file").write_text("")
    asked = ["measures", *PERIOD, "--councils", str(tmp_path / "councils"), "--keep", str(tmp_path / "file")]
    assert main(asked) == 1
    assert "Nothing can be kept in" in capsys.readouterr().err
    assert main(["measures", *PERIOD, "--source", str(path), "--keep", str(tmp_path / "kept")]) == 1
    assert "--keep goes with --councils" in capsys.readouterr().err


def test_a_source_may_state_its_year(tmp_path):
    assert parsed_source("a/b=2017") == (type(tmp_path)("a/b"), 2017)
    assert parsed_source("a/b") == (type(tmp_path)("a/b"), None)
    assert parsed_source("a/b=²") == (type(tmp_path)("a/b=²"), None)
    odd = tmp_path / "x=2017"
    odd.mkdir()
    assert parsed_source(str(odd)) == (odd, None)
