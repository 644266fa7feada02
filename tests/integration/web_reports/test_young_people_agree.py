"""A paper for children goes out when a group of young people has read and agreed to it as it was checked.

Harrow, corporate parenting strategy, 6.2: young people in the editorial team of the newsletter.
"""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse

from openiro.core.models import Event
from openiro.domain.papers import UnableToMovePaper
from openiro.domain.report_policy import ReportKind
from openiro.people.queries import UnableToPermit
from openiro.reporting.actions import (
    begin_paper,
    check_paper,
    publish_paper,
    save_narrative,
    sign_off_paper,
    tell_young_people_agreed,
)
from openiro.reporting.models import Hearing
from openiro.reporting.queries import hearings_of, paper_of
from tests.factories.people import PersonFactory
from tests.integration.web_reports.conftest import NOW, words

pytestmark = pytest.mark.django_db
OCTOBER = {"from_on": date(2026, 10, 1), "to_on": date(2026, 10, 31)}
TODAY = NOW.date()
GROUP = "Children in care council, older group"
READ = {"body": GROUP, "on": TODAY}


@pytest.fixture
def checker():
    return PersonFactory(iro=True)


@pytest.fixture
def newsletter(council, manager, checker):
    """The newsletter of October, checked."""
    paper = begin_paper(kind=ReportKind.NEWSLETTER, **OCTOBER, by=manager.person, at=NOW)
    check_paper(paper=paper, by=checker, at=NOW)
    return paper_of(paper.pk)


@pytest.fixture
def head(signed_in):
    return signed_in(head_of_service=True)


def signed_off(paper, head):
    sign_off_paper(paper=paper, body="Head of service", on=TODAY, by=head.person, at=NOW)
    return paper_of(paper.pk)


def test_a_newsletter_that_no_young_people_agreed_to_is_not_published(newsletter, head):
    paper = signed_off(newsletter, head)
    with pytest.raises(UnableToMovePaper, match=r"No group of young people .* record under 'Say who agreed'"):
        publish_paper(paper=paper, by=head.person, at=NOW)
    assert paper_of(paper.pk).published_at is None


def test_it_goes_out_when_a_group_agreed_on_a_day(newsletter, head, checker):
    tell_young_people_agreed(paper=newsletter, **READ, by=checker, at=NOW)
    paper = signed_off(newsletter, head)
    publish_paper(paper=paper, by=head.person, at=NOW)
    assert paper_of(paper.pk).published_at == NOW
    said = Event.objects.get(kind="reporting.paper_agreed_by_young_people")
    assert json.loads(said.facts) == {"paper": paper.pk, "on": TODAY.isoformat()}
    assert [(line.what, line.body) for line in hearings_of(paper)] == [
        ("agreed by young people", GROUP),
        ("approved", "Head of service"),
    ]


def test_what_changed_since_they_read_it_needs_them_again(newsletter, head, checker, manager):
    tell_young_people_agreed(paper=newsletter, **READ, by=checker, at=NOW)
    later = NOW + timedelta(hours=1)
    save_narrative(paper=newsletter, section="summary", text="More.", seen_version=0, by=manager.person, at=later)
    check_paper(paper=paper_of(newsletter.pk), by=checker, at=later)
    paper = signed_off(paper_of(newsletter.pk), head)
    with pytest.raises(UnableToMovePaper, match="No group of young people"):
        publish_paper(paper=paper, by=head.person, at=later)
    tell_young_people_agreed(paper=paper, **READ, by=checker, at=later)
    publish_paper(paper=paper, by=head.person, at=later)


def test_they_agree_to_what_was_checked_and_is_not_out_and_the_group_and_day_are_known(newsletter, council, manager):
    by, at = manager.person, NOW
    draft = begin_paper(kind=ReportKind.ENGAGEMENT, from_on=date(2026, 4, 1), to_on=date(2026, 9, 30), by=by, at=at)
    for paper, given, why in (
        (draft, READ, "Have it checked"),
        (newsletter, READ | {"on": TODAY - timedelta(days=1)}, "before the paper was checked"),
        (newsletter, READ | {"on": TODAY + timedelta(days=1)}, "not ahead"),
        (newsletter, READ | {"body": " "}, "which body"),
    ):
        with pytest.raises(UnableToMovePaper, match=why):
            tell_young_people_agreed(paper=paper, **given, by=by, at=at)
    with pytest.raises(UnableToPermit):
        tell_young_people_agreed(paper=newsletter, **READ, by=PersonFactory(panel_member=True), at=at)
    assert not Hearing.objects.exists()


def test_it_is_recorded_on_a_page_that_papers_for_others_do_not_offer(newsletter, council, manager, head):
    paper = signed_off(newsletter, head)
    page, step = reverse("reports:report", args=[paper.pk]), reverse("reports:report-young-people", args=[paper.pk])
    assert step in words(head.get(page))
    refused = words(head.post(reverse("reports:report-publish", args=[paper.pk]), follow=True))
    assert "No group of young people has agreed" in refused
    day = {"on-day": TODAY.day, "on-month": TODAY.month, "on-year": TODAY.year}
    assert "Agreed by young people" in words(head.post(step, {"body": GROUP, **day}, follow=True))
    head.post(reverse("reports:report-publish", args=[paper.pk]))
    assert paper_of(paper.pk).published_at == NOW
    assert "agreed by young people: Children in care council, older group, 20 November 2026" in words(
        head.get(reverse("reports:report-published"))
    )
    monthly = begin_paper(kind=ReportKind.MONTHLY, **OCTOBER, by=manager.person, at=NOW)
    assert "/young-people/" not in words(head.get(reverse("reports:report", args=[monthly.pk])))


def test_the_pages_say_what_was_checked_what_to_show_them_and_that_nobody_has_agreed_yet(newsletter, head, checker):
    """The step asked for a group and a day, and said neither what they agree to nor from which day on."""
    paper, step = (reverse(f"reports:{name}", args=[newsletter.pk]) for name in ("report", "report-young-people"))
    awaited = "No group has agreed yet. It can be published once one has."
    assert awaited in words(head.get(paper))
    asked = words(head.get(step))
    assert "What they agree to" in asked
    assert f"20 November 2026 at 9am by {checker.name}" in asked
    assert f"/reports/{newsletter.pk}/report.pdf?public=yes" in asked
    assert awaited in asked
    tell_young_people_agreed(paper=newsletter, **READ, by=checker, at=NOW)
    assert awaited not in words(head.get(paper))
    assert f"{GROUP}, 20 November 2026" in words(head.get(step))
