"""Writing an annual report: begun for a year, section by section beside its figures, by two people, and as files."""

import re
from datetime import date

import pytest
from django.test import Client

from openiro.domain.report_policy import ReportKind
from openiro.people.actions import service_account
from openiro.reporting.actions import UnableToWritePaper, begin_paper, save_narrative
from openiro.reporting.models import Narrative, Paper
from openiro.reporting.queries import section_texts
from tests.integration.web_reports.conftest import NOW, words

pytestmark = pytest.mark.usefixtures("council")
YEAR = {"kind": ReportKind.ANNUAL, "from_on": date(2025, 4, 1), "to_on": date(2026, 3, 31)}


@pytest.fixture
def paper(council) -> Paper:
    return begin_paper(**YEAR, by=service_account(), at=NOW)


def _address(paper, section="timeliness") -> str:
    return f"/reports/{paper.pk}/sections/{section}/"


def test_a_report_is_begun_for_a_year_and_found_again_where_it_stands(manager):
    page = words(manager.get("/reports/new/annual/"))
    assert "1 April 2025 to 31 March 2026" in page
    assert "not over yet" in page
    first = manager.post("/reports/new/annual/", {"period": "2025-04-01"})
    again = manager.post("/reports/new/annual/", {"period": "2025-04-01"})
    assert first.url == again.url == f"/reports/{Paper.objects.get().pk}/"
    assert "Annual report 2025/26" in words(manager.get("/reports/"))


@pytest.mark.parametrize(
    ("kind", "first", "title"),
    [
        ("quarterly", "2026-07-01", "Quarterly report, July to September 2026"),
        ("monthly", "2026-10-01", "Monthly report, October 2026"),
        ("weekly", "2026-11-09", "Weekly report, week of 9 November 2026"),
        ("panel", "2025-04-01", "Panel paper 2025/26"),
    ],
)
def test_every_kind_of_paper_has_its_own_periods_and_sections(manager, kind, first, title):
    assert f"/reports/new/{kind}/" in words(manager.get("/reports/new/"))
    begun = manager.post(f"/reports/new/{kind}/", {"period": first})
    page = words(manager.get(begun.url))
    assert title in page
    assert "/sections/timeliness/" in page
    assert "/sections/fostering/" not in page
    assert manager.get(f"{begun.url}report.docx").status_code == 200


def test_a_kind_that_there_is_not_is_not_there(manager):
    assert manager.get("/reports/new/daily/").status_code == 404


def test_a_panel_member_reads_papers_of_whole_years_only(panel):
    for kind, last in ((ReportKind.QUARTERLY, date(2025, 6, 30)), (ReportKind.PANEL, date(2026, 3, 31))):
        begin_paper(kind=kind, from_on=date(2025, 4, 1), to_on=last, by=service_account(), at=NOW)
    page = words(panel.get("/reports/"))
    assert "Panel paper 2025/26" in page
    assert "Quarterly report" not in page


def test_a_year_must_be_chosen(manager):
    assert "Select the period of the report" in words(manager.post("/reports/new/annual/", {}))
    assert "Select the period of the report" in words(manager.post("/reports/new/annual/", {"period": "1900-04-01"}))


def test_the_report_has_its_figures_before_a_word_is_written(manager, paper):
    page = words(manager.get(f"/reports/{paper.pk}/"))
    assert "Nothing yet" in page
    assert "14 of 15" in page
    assert "<table>" in page
    assert "<svg" in page


def test_a_section_is_written_beside_its_figures_and_stands_in_the_report(manager, paper):
    page = words(manager.get(_address(paper)))
    assert "Why reviews were late, and what was done." in page
    assert "Nothing is saved yet" in page
    assert "14 of 15" in page
    saved = manager.post(
        _address(paper), {"text": "One review was <late>.\n\n- It was a **boy's**", "seen_version": "0"}
    )
    assert saved.url == _address(paper)
    page = words(manager.get(_address(paper)))
    assert f"Last saved on 20 November 2026 at 9am by {manager.person.name}" in page
    report = words(manager.get(f"/reports/{paper.pk}/"))
    assert "<p>One review was &lt;late&gt;.</p>" in report
    assert "<li>It was a <b>boy" in report


def test_saving_leads_on_to_the_next_section_where_that_is_asked(manager, paper):
    saved = manager.post(_address(paper), {"text": "Words", "seen_version": "0", "next": "yes"})
    assert saved.url == _address(paper, "participation")


def test_of_two_writers_the_second_is_shown_the_firsts_words_and_nothing_is_lost(signed_in, paper):
    first, second = signed_in(manager=True), signed_in(manager=True)
    first.post(_address(paper), {"text": "Words of the first", "seen_version": "0"})
    told = second.post(_address(paper), {"text": "Words of the second", "seen_version": "0"})
    page = words(told)
    assert told.status_code == 200
    assert f"{first.person.name} saved this section on 20 November 2026" in page
    assert "Words of the first" in page
    assert "Words of the second" in page
    assert re.search(r'<input[^>]*name="seen_version"[^>]*value="1"', page)
    assert section_texts(paper)["timeliness"].text == "Words of the first"
    second.post(_address(paper), {"text": "Words of both", "seen_version": "1"})
    assert section_texts(paper)["timeliness"].text == "Words of both"
    assert [row.text for row in Narrative.objects.order_by("version")] == ["Words of the first", "Words of both"]


def test_earlier_versions_can_be_read(manager, paper):
    for version, text in enumerate(("First draft", "Second draft")):
        manager.post(_address(paper), {"text": text, "seen_version": str(version)})
    page = words(manager.get(_address(paper)))
    assert "Earlier versions (1)" in page
    assert "First draft" in page


def test_the_same_words_are_not_kept_twice(manager, paper):
    for version in ("0", "1"):
        manager.post(_address(paper), {"text": "The same", "seen_version": version})
    assert Narrative.objects.count() == 1


def test_a_section_that_is_none_has_no_page(manager, paper):
    assert manager.get(_address(paper, "nonsense")).status_code == 404
    assert manager.get("/reports/999/").status_code == 404
    with pytest.raises(UnableToWritePaper):
        save_narrative(paper=paper, section="nonsense", text="", seen_version=0, by=service_account(), at=NOW)


@pytest.mark.parametrize(
    ("ending", "content_type", "begins"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("pdf", "application/pdf", b"%PDF-"),
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
    ],
)
def test_the_report_is_taken_as_a_file_of_each_kind(manager, paper, ending, content_type, begins):
    answer = manager.get(f"/reports/{paper.pk}/report.{ending}")
    assert answer["Content-Type"] == content_type
    name = f"demonstration-council-annual-report-2025-26.{ending}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.content.startswith(begins)


def test_there_is_no_file_of_another_kind(manager, paper):
    assert manager.get(f"/reports/{paper.pk}/report.exe").status_code == 404


def test_the_public_version_hides_small_numbers_and_says_so_in_its_name(manager, paper):
    answer = manager.get(f"/reports/{paper.pk}/report.html?public=yes")
    assert answer["Content-Disposition"].endswith('-2025-26-public.html"')
    page = answer.content.decode()
    assert "14 of 15" not in page
    assert "Counts of children from 1 to 5 are hidden" in page
    assert "14 of 15" not in words(manager.get(f"/reports/{paper.pk}/?public=yes"))


def test_a_panel_member_reads_the_public_version_whatever_is_asked_for(panel, paper):
    page = words(panel.get(f"/reports/{paper.pk}/?public=no"))
    assert "14 of 15" not in page
    assert "every number" not in page
    assert "14 of 15" not in panel.get(f"/reports/{paper.pk}/report.html?public=no").content.decode()


def test_a_panel_member_reads_of_years_that_are_over(panel, manager):
    running = begin_paper(
        kind=ReportKind.ANNUAL, from_on=date(2026, 4, 1), to_on=date(2027, 3, 31), by=service_account(), at=NOW
    )
    assert panel.get(f"/reports/{running.pk}/").status_code == 404
    assert "2026/27" not in words(panel.get("/reports/"))
    assert "2026/27" in words(manager.get("/reports/"))


@pytest.mark.parametrize("trait", ["iro", "director", "panel_member", "analyst"])
def test_readers_read_and_do_not_write(signed_in, paper, trait):
    client: Client = signed_in(**{trait: True})
    assert client.get(f"/reports/{paper.pk}/").status_code == 200
    assert f'{_address(paper)}"' not in words(client.get(f"/reports/{paper.pk}/"))
    assert client.get("/reports/new/").status_code == 403
    assert client.post("/reports/new/annual/", {"period": "2025-04-01"}).status_code == 403
    assert client.post(_address(paper), {"text": "Mine", "seen_version": "0"}).status_code == 403
    assert Narrative.objects.count() == 0


@pytest.mark.parametrize("trait", ["business_support", "social_worker", "lado", "administrator", "health_lead"])
def test_reports_are_for_roles_that_read_them(signed_in, paper, trait):
    client: Client = signed_in(**{trait: True})
    for address in ("/reports/", f"/reports/{paper.pk}/", f"/reports/{paper.pk}/report.pdf"):
        assert client.get(address).status_code == 403
