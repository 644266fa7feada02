"""Complaints: of children, care leavers and families, about the service and about social care."""

from datetime import date

import pytest
from django.urls import reverse

from openiro.core.models import Notice
from openiro.escalations.actions import UnableToChangeComplaint, record_complaint
from openiro.escalations.actions.complaints import ComplaintPart
from openiro.escalations.models import Complaint
from openiro.escalations.queries import complaints_counted
from openiro.voice.actions import StatementPart, record_statements
from tests.factories.disputes import ComplaintFactory
from tests.factories.people import PersonFactory
from tests.integration.decisions.conftest import NOW, TODAY
from tests.integration.web_challenge.test_journey_a_plan_drifts import page_of
from tests.integration.web_decisions.conftest import browser, words

LIST = reverse("challenge:complaints")
GIVEN = {
    "group": "child",
    "about": "social_care",
    "theme": "contact",
    "words": "Nobody told me why I cannot see Dan",
    "help": "advocate",
    "received_on-day": "19",
    "received_on-month": "11",
    "received_on-year": "2026",
}
SETTLED = {
    "outcome": "upheld",
    "answer": "Dan comes on Saturdays",
    "learning": "Tell the child at once",
    "on-day": "20",
    "on-month": "11",
    "on-year": "2026",
}


@pytest.fixture
def manager():
    return PersonFactory(manager=True)


def test_a_problem_that_a_child_reported_becomes_a_complaint_and_is_settled(child, ada):
    part = StatementPart(said_on=TODAY, source="app", words="I want to see Dan")
    (statement,) = record_statements(child=child, statements=(part,), by=ada, at=NOW)
    client = browser(ada)
    assert "I want to see Dan" in words(client.get(page_of("complaint-for-child", child)))
    given = GIVEN | {"statement": str(statement.pk)}
    assert "The complaint is recorded" in words(client.post(page_of("complaint-for-child", child), given, follow=True))
    complaint = Complaint.objects.get()
    assert complaint.statement == statement
    assert "I want to see Dan" not in words(client.get(page_of("complaint-for-child", child)))
    its_page = page_of("complaint-of-child", child, complaint.pk)
    assert "What was reported by the child" in words(client.get(its_page))
    client.post(its_page, SETTLED)
    assert "Tell the child at once" in words(client.get(its_page))
    assert "settled already" in words(client.post(its_page, SETTLED))


def test_the_officer_is_told_of_a_complaint_about_social_care_and_of_none_about_the_service(child, ada, manager):
    part = {name: value for name, value in GIVEN.items() if not name.startswith("received")}
    for about in ("social_care", "service"):
        given = ComplaintPart(**part | {"about": about}, received_on=TODAY)
        record_complaint(part=given, child=child, by=manager, at=NOW)
    assert [notice.person for notice in Notice.objects.filter(kind="complaint_recorded")] == [ada.code]
    hidden = Complaint.objects.get(about="service")
    assert browser(ada).get(page_of("complaint-of-child", child, hidden.pk)).status_code == 404
    assert "The reviewing service" not in words(browser(ada).get(page_of("child", child)))


def test_a_care_leaver_who_is_not_on_record_complains(ada, manager):
    given = GIVEN | {"group": "care_leaver", "words": "My pathway plan is a year old"}
    said = words(browser(ada).post(reverse("challenge:complaint-new"), given, follow=True))
    assert "None on record" in said
    number = Complaint.objects.get().pk
    its_page = reverse("challenge:complaint", args=[number])
    assert "My pathway plan is a year old" in words(browser(manager).get(its_page))
    Complaint.objects.update(about="service")
    assert browser(PersonFactory(iro=True)).get(its_page).status_code == 404


def test_complaints_are_counted_by_year_group_and_theme_without_those_settled_informally(child, ada, manager):
    ended = {"settled_on": TODAY, "settled_by": ada, "outcome": "informal"}
    ComplaintFactory(child=child, recorded_by=ada, received_on=date(2026, 3, 31))
    ComplaintFactory(child=child, recorded_by=ada, received_on=date(2026, 4, 1))
    ComplaintFactory(recorded_by=ada, group="care_leaver")
    ComplaintFactory(recorded_by=ada, **ended)
    assert complaints_counted(manager, on=TODAY) == {
        (2026, "child", "contact"): 1,
        (2027, "child", "contact"): 1,
        (2027, "care_leaver", "contact"): 1,
    }
    assert "2026 to 2027" in words(browser(manager).get(LIST))


def test_what_is_missing_or_cannot_be_is_refused(child, ada):
    client = browser(ada)
    assert "Choose who complains" in words(client.post(page_of("complaint-for-child", child), {"theme": "contact"}))
    ahead = GIVEN | {"received_on-day": "21"}
    assert "That day is ahead" in words(client.post(page_of("complaint-for-child", child), ahead))
    part = {name: value for name, value in GIVEN.items() if not name.startswith("received")}
    with pytest.raises(UnableToChangeComplaint, match="from the list"):
        record_complaint(part=ComplaintPart(**part | {"group": "school"}, received_on=TODAY), by=ada, at=NOW)


def test_those_who_are_complained_of_do_not_open_complaints(child, ada, tom, mona):
    complaint = ComplaintFactory(child=child, recorded_by=ada)
    for person in (tom, mona):
        assert browser(person).get(LIST).status_code == 403
        assert browser(person).get(page_of("complaint-of-child", child, complaint.pk)).status_code == 403
        assert "Complaints" not in words(browser(person).get(reverse("challenge:list")))
