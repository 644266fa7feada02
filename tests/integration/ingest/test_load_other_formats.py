"""The other national formats, loaded: the same figures as from the files, nothing new the second time."""

import json

import pytest

from openiro.children.models import Child
from openiro.config.command_line import main
from openiro.reviews.models import Review
from tests.integration.ingest.returns import child, episode, folder, review
from tests.unit.formats.other_formats import write_list_8, write_ssd

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
