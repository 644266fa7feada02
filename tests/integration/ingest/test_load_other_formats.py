"""The other national formats, loaded: the same figures as from the files, nothing new the second time."""

import json

import pytest

from openiro.children.models import Child, ReturnedRow
from openiro.config.command_line import main
from openiro.reviews.models import Review
from tests.integration.ingest.returns import child, episode, folder, review
from tests.unit.formats.other_formats import write_distances, write_list_8, write_ssd

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["ssd", "annex-a"])
def source(request, tmp_path):
    if request.param == "ssd":
        return request.param, write_ssd(tmp_path / "tables")
    return request.param, write_list_8(tmp_path / "List 8.csv")


def loaded(capsys, *words: str) -> dict:
    assert main(["load", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def figures(capsys, *words: str) -> list[dict]:
    period = ["--from", "2017-04-01", "--to", "2018-03-31"]
    assert main(["measures", *period, "--format", "json", *words]) == 0
    return json.loads(capsys.readouterr().out)["measures"]


def test_the_format_is_named_and_the_second_load_brings_nothing(source, capsys):
    format, path = source
    first = loaded(capsys, str(path))
    assert (first["format"], first["year"], first["committed"]) == (format, 2018, True)
    assert all(counts["new"] for counts in first["rows"].values())
    for counts in loaded(capsys, str(path), "--format", format)["rows"].values():
        assert (counts["new"], counts["changed"]) == (0, 0)
        assert counts["same"] + counts["rejected"] == counts["read"]


def test_the_database_and_the_files_give_the_same_figures(source, capsys):
    _, path = source
    from_files = figures(capsys, "--source", str(path))
    loaded(capsys, str(path))
    from_database = figures(capsys)
    assert from_files
    assert [figure for figure in from_database if figure in from_files] == from_files


def test_annex_a_after_a_return_leaves_what_the_return_knew(tmp_path, capsys):
    path = folder(
        tmp_path / "return",
        header=[child("A1", dob="01/05/2010")],
        episodes=[episode("A1", "10/04/2017", ls="C2")],
        reviews=[review("A1", "05/10/2017", dob="01/05/2010", pn="PN2")],
    )
    loaded(capsys, str(path))
    loaded(capsys, str(write_list_8(tmp_path / "List 8.csv", {"Gender": "a) Male"})))
    assert Child.objects.get(code="A1").sex == "F"
    assert Review.objects.get(child__code="A1").participation_code == "PN2"


def test_the_miles_of_the_dataset_stand_beside_whose_area_it_is_by_the_template(tmp_path, capsys):
    plain, template = write_ssd(tmp_path / "plain"), tmp_path / "templates"
    path = write_distances(tmp_path / "ssd", "L2,C1,,2017-09-01,K2,,12.5", "L3,C2,,2015-01-12,U6,,999.9")
    template.mkdir()
    (template / "placement_distances.csv").write_text("child,from,miles,out_of_area\nP1,01/09/2017,11,yes\n")
    loaded(capsys, str(plain))
    loaded(capsys, str(template), "--format", "templates")
    counts = loaded(capsys, str(path))["rows"]["placement_distances"]
    assert (counts["new"], counts["changed"]) == (1, 1)
    shown = [f"placements.{name}" for name in ("within_20_miles", "out_of_area")]
    sources = [word for each in (plain, template, path) for word in ("--source", str(each))]
    assert figures(capsys, "--only", *shown) == figures(capsys, "--only", *shown, *sources)
    assert {each["id"]: each["numerator"] for each in figures(capsys, "--only", *shown)} == dict.fromkeys(shown, 1)


def test_distances_come_with_the_children_of_the_same_load_and_change_nothing_the_second_time(tmp_path, capsys):
    path = write_distances(tmp_path / "ssd", "L2,C1,,2017-09-01,K2,,12.5", "L3,C2,,2015-01-12,U6,,999.9")
    first = loaded(capsys, str(path))
    assert first["rows"]["placement_distances"]["new"] == 2
    assert not [each for each in first["problems"] if each["code"] == "child_unknown"]
    kept = ReturnedRow.objects.filter(table="placement_distances").values_list("key", "child__code")
    assert set(kept) == {("P1 2017-09-01", "P1"), ("P2 2015-01-12", "P2")}
    again = loaded(capsys, str(path))["rows"]["placement_distances"]
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 2)
