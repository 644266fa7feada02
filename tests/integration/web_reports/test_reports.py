"""Writing an annual report: begun for a year, section by section beside its figures, by two people, and as files."""

import re
import sys
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from openiro.core.models import Notice
from openiro.domain.report_policy import ReportKind
from openiro.people.actions import service_account
from openiro.reporting.actions import UnableToWritePaper, begin_paper, remind_of_papers, save_narrative
from openiro.reporting.checking import missing_in
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


def test_what_disruptions_taught_is_told_of_half_years(manager):
    """Central Bedfordshire: a report on learning from disruptions every six months."""
    assert "April to September 2026" in words(manager.get("/reports/new/disruptions/"))
    begun = manager.post("/reports/new/disruptions/", {"period": "2026-04-01"})
    page = words(manager.get(begun.url))
    assert "Disruptions report, April to September 2026" in page
    assert "/sections/permanence/" in page


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


def test_saving_leads_on_to_the_next_section_that_lacks_words_and_past_the_last_to_the_paper(manager, paper):
    kept = {"paper": paper, "text": "There.", "seen_version": 0, "by": service_account(), "at": NOW}
    save_narrative(section="participation", **kept)
    asked = {"text": "Words", "seen_version": "0", "next": "yes"}
    assert manager.post(_address(paper), asked).url == _address(paper, "equality")
    for each in missing_in(paper):
        save_narrative(section=each.section, **kept)
    again = manager.post(_address(paper), asked | {"text": "Others", "seen_version": "1"})
    assert again.url == f"/reports/{paper.pk}/"


def test_saving_words_does_not_count_the_figures_again(manager, paper, monkeypatch):
    manager.get(_address(paper))
    counting = sys.modules["openiro.reporting.queries.measured"]
    monkeypatch.setattr(counting, "counted", lambda *_, **__: pytest.fail("counted again"))
    saved = manager.post(_address(paper), {"text": "Words", "seen_version": "0"}, follow=True)
    assert "Reviews held in time" in words(saved)


def test_the_last_period_that_is_over_is_begun_in_one_step_and_gone_on_with_later(manager, council):
    page = words(manager.get("/reports/new/"))
    assert "Begin 2025/26<" in page
    assert "Begin October 2026<" in page
    begun = manager.post("/reports/new/annual/", {"period": "2025-04-01"})
    page = words(manager.get("/reports/new/"))
    assert f'href="{begun.url}">Go on with 2025/26<' in page


def test_examples_of_every_year_are_found_by_their_words(manager, panel, paper):
    year = {"kind": ReportKind.ANNUAL, "from_on": date(2024, 4, 1), "to_on": date(2025, 3, 31)}
    kept = {"section": "case_examples", "seen_version": 0, "by": service_account(), "at": NOW}
    before = begin_paper(**year, by=service_account(), at=NOW)
    text = "Contact: brothers meet again.\n\nDrift: a plan that stood still moved."
    save_narrative(paper=before, text=text, **kept)
    save_narrative(paper=paper, text="Education: a school of her own choice.", **kept)
    page = words(manager.get("/reports/examples/"))
    assert "brothers meet again" in page
    assert page.index("a school of her own choice") < page.index("a plan that stood still")
    found = words(manager.get("/reports/examples/?words=DRIFT"))
    assert "a plan that stood still" in found
    assert "brothers meet again" not in found
    assert "No example has these words" in words(manager.get("/reports/examples/?words=nothing"))
    assert panel.get("/reports/examples/").status_code == 403


def test_whoever_writes_papers_is_reminded_once_of_those_a_board_is_given(manager):
    ahead = datetime(2026, 12, 18, 9, tzinfo=UTC)
    assert remind_of_papers(by=service_account(), at=NOW) == 0
    assert remind_of_papers(by=service_account(), at=ahead) == 1
    assert remind_of_papers(by=service_account(), at=ahead) == 0
    notice = Notice.objects.get(kind="paper_due")
    assert notice.person == manager.person.code
    assert notice.facts == {"due_on": "2027-01-06", "on": "2027-01-15", "path": "/reports/new/panel/"}


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
