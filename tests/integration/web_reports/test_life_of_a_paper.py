"""A paper is written, checked by somebody else, signed off and frozen, and corrected by a version that says so."""

from datetime import date

import pytest
from django.urls import reverse

from openiro.actionplans.actions import begin_plan
from openiro.benchmarks.models import PublishedValue
from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.domain.papers import UnableToMovePaper
from openiro.domain.report_policy import ReportKind
from openiro.people.queries import policy_in_force
from openiro.reporting.actions import UnableToWritePaper, begin_paper, check_paper, correct_paper, save_narrative
from openiro.reporting.checking import missing_in
from openiro.reporting.freezing import count_ahead
from openiro.reporting.models import FrozenPaper
from openiro.reporting.queries import faults_in_frozen_papers, frozen_figures, paper_of
from openiro.reporting.queries.frozen import frozen_rows
from tests.factories.benchmarks import PublishedFileFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.web_reports.conftest import NOW, words

pytestmark = pytest.mark.django_db
HEARD = {"body": "Corporate parenting panel", "on_0": "19", "on_1": "11", "on_2": "2026"}
YEAR = {"from_on": date(2025, 4, 1), "to_on": date(2026, 3, 31)}


@pytest.fixture
def written(council, manager):
    """The annual report, with words wherever there are figures."""
    paper = begin_paper(kind=ReportKind.ANNUAL, **YEAR, by=manager.person, at=NOW)
    for each in missing_in(paper):
        text = "In time: {{reviews.on_time}}."
        save_narrative(paper=paper, section=each.section, text=text, seen_version=0, by=manager.person, at=NOW)
    return paper


def _main(response) -> str:
    return words(response).partition("<main")[2]


def _signed_off(signed_in, paper):
    check_paper(paper=paper_of(paper.pk), by=PersonFactory(iro=True), at=NOW)
    head = signed_in(head_of_service=True)
    page = head.get(f"/reports/{paper.pk}/sign-off/").content.decode()
    named = {name for name in ("on-day", "on_day", "on_0") if f'name="{name}"' in page}
    day = dict(zip(("day", "month", "year"), ("19", "11", "2026"), strict=True))
    sent = HEARD if "on_0" in named else {f"on{next(iter(named))[2]}{part}": value for part, value in day.items()}
    assert head.post(f"/reports/{paper.pk}/sign-off/", {"body": HEARD["body"], **sent}).status_code == 302
    return paper_of(paper.pk)


def test_whoever_wrote_it_does_not_check_it(written, manager):
    with pytest.raises(UnableToMovePaper, match="You wrote in this paper"):
        check_paper(paper=written, by=manager.person, at=NOW)


def test_a_paper_with_figures_and_no_words_is_not_checked(council, manager):
    paper = begin_paper(kind=ReportKind.ANNUAL, **YEAR, by=manager.person, at=NOW)
    with pytest.raises(UnableToMovePaper, match="Reviews held in time"):
        check_paper(paper=paper, by=PersonFactory(iro=True), at=NOW)


def test_words_that_change_must_be_checked_again(written, manager):
    check_paper(paper=written, by=PersonFactory(iro=True), at=NOW)
    save_narrative(
        paper=paper_of(written.pk), section="summary", text="More", seen_version=0, by=manager.person, at=NOW
    )
    assert paper_of(written.pk).checked_at is None


def test_a_figure_that_there_is_not_cannot_be_named(written, manager):
    with pytest.raises(UnableToWritePaper, match=r"reviews\.none"):
        save_narrative(
            paper=written, section="summary", text="{{reviews.none}}", seen_version=0, by=manager.person, at=NOW
        )


def test_what_is_signed_off_stays_as_it_was_whatever_comes_later(signed_in, manager, written, council):
    paper = _signed_off(signed_in, written)
    before = {end: manager.get(f"/reports/{paper.pk}/report.{end}").content for end in ("html", "docx", "xlsx")}
    assert "In time: 93.3%." in before["html"].decode()
    rows = _main(manager.get(f"/reports/{paper.pk}/figures/reviews.on_time/"))
    ReviewFactory(child=council[3], held_on=date(2025, 12, 20))
    page = words(manager.get(f"/reports/{paper.pk}/"))
    assert "14 of 15" in page
    assert "Signed off" in page
    assert manager.get(f"/reports/{paper.pk}/report.html").content == before["html"]
    assert _main(manager.get(f"/reports/{paper.pk}/figures/reviews.on_time/")) == rows
    assert "Given003" in rows
    with pytest.raises(UnableToMovePaper, match="corrected version"):
        save_narrative(paper=paper, section="summary", text="Late", seen_version=0, by=manager.person, at=NOW)


def test_a_record_that_comes_while_the_figures_are_counted_is_in_what_is_signed_off(
    monkeypatch, signed_in, manager, written, council
):
    def counted_and_then_late(paper):
        count_ahead(paper)
        ReviewFactory(child=council[3], held_on=date(2025, 12, 20))
        record_event(stream=SERVICE_STREAM, kind="reviews.held", facts={}, by=manager.person, at=NOW)

    monkeypatch.setattr("openiro.reporting.actions.life.count_ahead", counted_and_then_late)
    paper = _signed_off(signed_in, written)
    assert "15 of 16" in words(manager.get(f"/reports/{paper.pk}/"))
    kept = {each["id"]: each for each in frozen_figures(paper)}
    assert kept["reviews.held"]["numerator"] == frozen_rows(paper, "reviews.held").height == 16


def test_a_rate_is_signed_off_with_the_children_behind_it(signed_in, manager, written):
    """It is a count held against people of the area; the children are those of the count."""
    file = PublishedFileFactory(checked_by=manager.person, committed_at=NOW, committed_by=manager.person)
    code = policy_in_force(on=NOW.date()).la_code
    PublishedValue.objects.create(
        file=file, indicator="population_under_18", area=code, year=2025, as_at=date(2024, 6, 30), printed="5000"
    )
    paper = _signed_off(signed_in, written)
    assert {each["id"]: each["value"] for each in frozen_figures(paper)}["population.rate_per_10000"] == 30
    assert frozen_rows(paper, "population.rate_per_10000").height == 15


def test_a_correction_says_what_it_changes_and_the_version_before_stays(signed_in, manager, written):
    paper = _signed_off(signed_in, written)
    made = correct_paper(paper=paper, what_changes="One review was counted twice.", by=manager.person, at=NOW)
    assert "One review was counted twice." in words(manager.get(f"/reports/{made.pk}/"))
    assert "One review was counted twice." not in words(manager.get(f"/reports/{paper.pk}/"))


def test_an_altered_paper_is_found(signed_in, written):
    _signed_off(signed_in, written)
    assert not list(faults_in_frozen_papers())
    FrozenPaper.objects.update(rows="other")
    assert len(list(faults_in_frozen_papers())) == 1


def test_whoever_writes_is_led_to_the_section_that_lacks_words(council, manager, signed_in):
    paper = begin_paper(kind=ReportKind.ANNUAL, **YEAR, by=manager.person, at=NOW)
    section = f'href="/reports/{paper.pk}/sections/timeliness/"'
    assert section in words(manager.get(f"/reports/{paper.pk}/check/"))
    checker = signed_in(iro=True)
    assert section not in words(checker.get(f"/reports/{paper.pk}/check/"))
    assert f'href="/reports/{paper.pk}/sections/timeliness/remarks/"' in words(checker.get(f"/reports/{paper.pk}/"))


def test_the_figures_that_words_may_name_stand_below_the_words(written, manager):
    page = _main(manager.get(f"/reports/{written.pk}/sections/timeliness/"))
    assert "{{reviews.on_time}}" in page
    assert "{{population.looked_after}}" not in page
    assert "{{population.looked_after}}" in _main(manager.get(f"/reports/{written.pk}/sections/summary/"))


def test_words_typed_and_not_saved_are_there_again(written, manager):
    address = f"/reports/{written.pk}/sections/summary/"
    typed = {"draft-page": address, "text": "Half a sentence", "seen_version": "0"}
    assert manager.post(reverse("shell:draft"), typed).status_code == 204
    assert "Half a sentence" in words(manager.get(address))
    assert manager.post(address, typed).status_code == 302
    assert "did not save it" not in words(manager.get(address))


def test_the_work_programme_stands_beside_the_action_plan_of_the_period(written, manager):
    address = f"/reports/{written.pk}/sections/work_programme/"
    assert "No action plan ran in these days" in words(manager.get(address))
    begin_plan(kind="annual", label="Service plan 2025/26", **YEAR, by=manager.person, at=NOW)
    page = words(manager.get(address))
    assert "Service plan 2025/26" in page
    assert "None yet" in page


def test_a_panel_paper_is_checked_when_its_cover_and_clearance_are_filled_in(council, manager):
    paper = begin_paper(kind=ReportKind.PANEL, **YEAR, by=manager.person, at=NOW)
    wanting = {each.section: each.words for each in missing_in(paper)}
    assert wanting["cover"].startswith("to fill in: panel or committee, date of the meeting")
    assert "monitoring officer, with the day" in wanting["clearance"]
    page = manager.get(f"/reports/{paper.pk}/sections/cover/")
    assert "[portfolio holder]" in words(page)
    assert "Fill in what stands in" in words(page)
    save_narrative(paper=paper, section="cover", text="To the panel.", seen_version=0, by=manager.person, at=NOW)
    assert "cover" not in {each.section for each in missing_in(paper)}


def test_the_law_stands_in_the_annual_report_before_anybody_writes(council, manager):
    paper = begin_paper(kind=ReportKind.ANNUAL, **YEAR, by=manager.person, at=NOW)
    assert "sections 25A to 25C of the Children Act 1989" in words(manager.get(f"/reports/{paper.pk}/"))
    assert "[panel or committee]" not in words(manager.get(f"/reports/{paper.pk}/"))
