"""Published reports for the website, later versions that give nobody away, quotes and examples without names."""

from datetime import date

import pytest
from django.urls import reverse

from openiro.domain.papers import UnableToMovePaper
from openiro.domain.report_policy import ReportKind
from openiro.reporting.actions import (
    begin_paper,
    check_paper,
    correct_paper,
    publish_paper,
    save_narrative,
    sign_off_paper,
)
from openiro.reporting.checking import missing_in
from openiro.reporting.papers import findings_of
from openiro.reporting.queries import forget_figures, paper_of
from openiro.reviews.models import Review
from openiro.voice.models import Statement
from tests.factories.people import PersonFactory
from tests.integration.web_reports.conftest import NOW, words

pytestmark = pytest.mark.django_db
YEAR = {"from_on": date(2025, 4, 1), "to_on": date(2026, 3, 31)}
ON = date(2026, 11, 19)


def published(paper, manager):
    """The paper with words wherever they are missing, through its whole life."""
    for each in missing_in(paper):
        save_narrative(paper=paper, section=each.section, text="Words.", seen_version=0, by=manager.person, at=NOW)
    check_paper(paper=paper_of(paper.pk), by=PersonFactory(iro=True), at=NOW)
    head = PersonFactory(head_of_service=True)
    sign_off_paper(paper=paper_of(paper.pk), body="Corporate parenting panel", on=ON, by=head, at=NOW)
    publish_paper(paper=paper_of(paper.pk), by=head, at=NOW)
    return paper_of(paper.pk)


@pytest.fixture
def report(council, manager):
    return begin_paper(kind=ReportKind.ANNUAL, **YEAR, by=manager.person, at=NOW)


@pytest.mark.parametrize("who", ["manager", "panel"])
def test_the_list_holds_what_was_published_with_its_days(request, report, manager, who):
    reader = request.getfixturevalue(who)
    address = reverse("reports:report-published")
    assert "No report has been published yet" in words(reader.get(address))
    published(report, manager)
    page = words(reader.get(address))
    assert "Annual report 2025/26" in page
    assert "Approved: Corporate parenting panel, 19 November 2026" in page
    assert f"/reports/{report.pk}/report.pdf?public=yes" in page
    assert "Published reports" in words(reader.get(reverse("reports:report-list")))


def test_a_corrected_version_takes_the_place_of_the_first(report, manager):
    first = published(report, manager)
    second = correct_paper(paper=first, what_changes="A review.", by=manager.person, at=NOW)
    published(second, manager)
    page = words(manager.get(reverse("reports:report-published")))
    assert "Annual report 2025/26, version 2" in page
    assert page.count("A later version takes its place") == 1


def test_a_number_that_moved_by_one_since_it_was_published_is_hidden(report, manager, council):
    shown = findings_of(**YEAR, public=True).figure("reviews.held")
    assert shown.numerator == 15
    published(report, manager)
    Review.objects.filter(child=council[0], held_on=date(2025, 7, 1)).update(withdrawn_at=NOW)
    forget_figures()  # the review was withdrawn without an event
    assert findings_of(**YEAR).figure("reviews.held").numerator == 14
    assert findings_of(**YEAR, public=True).figure("reviews.held").numerator == "hidden"


def test_a_section_about_single_children_is_not_checked_while_it_names_one(report, manager, council):
    council[0].given_name = "Amira"
    council[0].save()
    for each in missing_in(report):
        save_narrative(paper=report, section=each.section, text="Words.", seen_version=0, by=manager.person, at=NOW)
    text = "The IRO challenged the delay for Amira on 12 March."
    save_narrative(paper=report, section="case_examples", text=text, seen_version=0, by=manager.person, at=NOW)
    with pytest.raises(UnableToMovePaper, match="a name in sentence 1, a date in sentence 1") as refusal:
        check_paper(paper=report, by=PersonFactory(iro=True), at=NOW)
    assert "Amira" not in str(refusal.value)
    text = "The IRO challenged the delay for a girl of ten."
    save_narrative(paper=report, section="case_examples", text=text, seen_version=1, by=manager.person, at=NOW)
    check_paper(paper=report, by=PersonFactory(iro=True), at=NOW)


def test_quotes_are_those_that_children_agreed_to_and_say_what_to_take_out(council, manager, panel):
    council[0].given_name = "Amira"
    council[0].save()
    said = {"child": council[1], "said_on": date(2026, 5, 5), "source": "review", "topic": "friends", "kept_at": NOW}
    Statement.objects.create(**said, words="I want my review to be shorter.", may_be_quoted=True)
    Statement.objects.create(**said, words="I miss Amira.", may_be_quoted=True)
    Statement.objects.create(**said, words="This is only for my IRO.", may_be_quoted=None)
    page = words(manager.get(reverse("reports:report-quotes")))
    assert "I want my review to be shorter." in page
    assert "Take out before use: a name in sentence 1" in page
    assert "only for my IRO" not in page
    assert panel.get(reverse("reports:report-quotes")).status_code == 403


def test_boards_ahead_show_when_their_paper_is_due_to_whoever_writes_it(council, manager, panel):
    page = words(manager.get(reverse("reports:report-list")))
    assert "15 January 2027" in page
    assert "6 January 2027" in page
    assert "Meetings of boards" not in words(panel.get(reverse("reports:report-list")))
