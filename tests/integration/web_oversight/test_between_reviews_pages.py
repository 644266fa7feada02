"""The list between reviews, answered from itself; a change told of on one page and dealt with on another."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from openiro.reviews.models import ChangeNotified, OfficerContact, OversightCheck
from tests.clock import standing_still
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory, refresh
from tests.factories.oversight import ChangeNotifiedFactory, OfficerContactFactory, OversightCheckFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.web_decisions.conftest import browser, words

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LIST = reverse("oversight:list")

pytestmark = pytest.mark.django_db


today = standing_still(NOW)


@pytest.fixture
def iro():
    return PersonFactory(iro=True)


@pytest.fixture
def worker():
    return PersonFactory(social_worker=True)


@pytest.fixture
def children(iro, worker):
    """Two children reviewed on 4 June: halfway to the next review was on 3 September."""
    made = ChildFactory.create_batch(2, in_care_since=date(2026, 1, 12))
    for child in made:
        for held_on in (date(2026, 2, 5), date(2026, 5, 5), date(2026, 6, 4)):
            ReviewFactory(child=child, held_on=held_on)
        refresh(child)
        AllocationFactory(child=child, officer=iro)
        InvolvementFactory(child=child, worker=worker)
    return made


def test_several_plans_are_checked_by_one_button(children, iro):
    one, other = children
    sent = {f"outcome_{one.pk}": "on_track", f"outcome_{other.pk}": "raised", f"words_{other.pk}": "No school place"}
    page = browser(iro).post(LIST, sent, follow=True)
    assert "2 checks recorded" in page.content.decode()
    assert "No check is due" in page.content.decode()
    found = dict(OversightCheck.objects.values_list("child_id", "outcome"))
    assert found == {one.pk: "on_track", other.pk: "raised"}
    assert set(OversightCheck.objects.values_list("due_on", flat=True)) == {date(2026, 9, 3)}


def test_what_is_wrong_is_said_in_a_few_words_and_nothing_is_lost(children, iro):
    one, other = children
    page = browser(iro).post(LIST, {f"outcome_{one.pk}": "on_track", f"outcome_{other.pk}": "raised"})
    assert "Say in a few words what you found" in page.content.decode()
    assert not OversightCheck.objects.exists()


def test_a_list_that_is_sent_without_an_answer_says_so(children, iro):
    said = browser(iro).post(LIST, {"page": "1"}).content.decode()
    assert re.search(r'<a href="#id_outcome_\d+[^"]*">Say what you found at one child or more</a>', said)


def test_a_check_that_somebody_else_made_meanwhile_is_not_made_again(children, iro):
    elsewhere = ChildFactory(in_care_since=date(2026, 1, 12))
    page = browser(iro).post(LIST, {f"outcome_{elsewhere.pk}": "on_track"})
    assert "checked already" in page.content.decode()
    assert not OversightCheck.objects.exists()


def test_the_worker_tells_of_a_change_and_the_iro_goes_on_to_the_contact(children, iro, worker):
    child = children[0]
    day = {"happened_on-day": "22", "happened_on-month": "11", "happened_on-year": "2026"}
    tell = reverse("oversight:tell", args=[child.reference])
    page = browser(worker).post(tell, {"event": "missing", **day}, follow=True)
    assert "The IRO is told" in page.content.decode()
    change = ChangeNotified.objects.get()
    assert reverse("oversight:change", args=[child.reference, change.pk]) in browser(iro).get(LIST).content.decode()
    dealt = browser(iro).post(
        reverse("oversight:change", args=[child.reference, change.pk]), {"disposition": "contact", "words": ""}
    )
    assert dealt["Location"] == reverse("oversight:contact", args=[child.reference])


def test_the_iro_says_by_one_click_that_nobody_told(children, iro):
    address = reverse("oversight:not-told", args=[children[0].reference])
    browser(iro).post(address, {"event": "worker_change", "on": "2026-11-20"})
    assert not ChangeNotified.objects.get().was_told
    assert browser(iro).post(address, {"event": "worker_change", "on": "soon"}).status_code == 404


def test_the_footprint_says_what_the_iro_did(children, iro):
    child = children[0]
    OfficerContact.objects.create(
        child=child,
        officer=iro,
        kind="visit",
        with_whom="child",
        on=date(2026, 11, 2),
        recorded_at=NOW,
        recorded_by=iro,
        words="Showed me the garden",
    )
    page = browser(iro).get(reverse("children:child-footprint", args=[child.reference])).content.decode()
    assert "Visit, The child: Done" in page
    assert "Showed me the garden" in page
    assert page.index("Showed me the garden") < page.index("Review held")


class TestAChangeOfThePlan:
    """Told of on 23 November: the IRO sees whether that was before it was done, and whether a review was held."""

    def told(self, child, worker, day):
        sent = {"event": "plan_change", "happened_on-day": day, "happened_on-month": 11, "happened_on-year": 2026}
        browser(worker).post(reverse("oversight:tell", args=[child.reference]), sent)
        return ChangeNotified.objects.get(child=child)

    def test_told_after_it_was_done_and_without_a_review_stands_out(self, children, iro, worker):
        change = self.told(children[0], worker, 20)
        page = browser(iro).get(reverse("oversight:change", args=[children[0].reference, change.pk])).content.decode()
        assert "Only after it was done" in page
        assert "None held. A review is held before such a change" in page
        table = browser(iro).get(reverse("oversight:child", args=[children[0].reference])).content.decode()
        assert "None held" in table

    def test_told_before_it_and_a_review_held_meanwhile(self, children, iro, worker):
        change = self.told(children[0], worker, 27)
        ReviewFactory(child=children[0], held_on=date(2026, 11, 23))
        page = browser(iro).get(reverse("oversight:change", args=[children[0].reference, change.pk])).content.decode()
        assert "Before it was done" in page
        assert "Held on 23 November 2026" in page

    def test_the_agencies_meet_before_a_significant_transition(self, children, iro, worker):
        change = self.told(children[0], worker, 27)
        sent = {"disposition": "care_planning", "words": "Before she moves school"}
        answer = browser(iro).post(reverse("oversight:change", args=[children[0].reference, change.pk]), sent)
        asked = browser(iro).get(answer["Location"]).content.decode()
        assert re.search(r'value="care_planning"[^>]*checked', asked)
        day = {"on-day": 25, "on-month": 11, "on-year": 2026}
        meeting = {"kind": "care_planning", "with_whom": "agencies", "standing": "offered", **day}
        browser(iro).post(reverse("oversight:contact", args=[children[0].reference]), meeting)
        assert OfficerContact.objects.get(child=children[0]).kind == "care_planning"
        shown = browser(iro).get(reverse("oversight:child", args=[children[0].reference])).content.decode()
        assert "Care planning meeting of the agencies" in shown


def test_what_monitoring_came_to_is_counted_and_how_closely_children_are_watched(children, iro, worker):
    """Harrow: monitoring visible and countable; Buckinghamshire and Medway: what progress-chasing brought about."""
    one, other = children
    for child, outcome in ((one, "early_review"), (other, "on_track")):
        OversightCheckFactory(child=child, outcome=outcome, done_by=iro)
    OversightCheckFactory(child=one, done_on=date(2025, 11, 20), outcome="dispute", done_by=iro)
    for standing in ("offered", "done", "done"):
        OfficerContactFactory(child=one, standing=standing, officer=iro, recorded_by=iro)
    OfficerContactFactory(child=one, kind="telephone", standing="done", officer=iro, recorded_by=iro)
    said = words(browser(iro).get(reverse("oversight:pattern")))
    assert "2 children had a check between reviews" in said
    assert "Midway review What came of it An early review is needed Checks 1" in said
    assert "A formal dispute was raised" not in said
    assert "Done Visits 2" in said
    assert "Offered Visits 1" in said
    assert "By how closely they are watched" in said
    assert "Medium Children 2" in said
    assert browser(worker).get(reverse("oversight:pattern")).status_code == 403


def test_the_pattern_shows_25_officers_at_a_time_those_with_most_checks_overdue_first():
    manager = PersonFactory(manager=True)
    for number in range(27):
        child = ChildFactory(in_care_since=date(2026, 1, 12))
        AllocationFactory(child=child, officer=PersonFactory(iro=True, name=f"Officer {number:02}"))
        refresh(child)
    first = words(browser(manager).get(reverse("oversight:pattern")))
    assert "Showing 1 to 25 of 27 officers" in first
    assert "Officer 26" not in first
    second = words(browser(manager).get(reverse("oversight:pattern"), {"officers": "2"}))
    assert "Officer 26" in second
    assert "Officer 00" not in second


def test_over_the_council_it_is_counted_of_which_changes_the_iro_was_told_first(children, iro, worker):
    """Central Bedfordshire and Buckinghamshire: no significant change before the IRO and a review have looked at it."""
    one, other = children
    ReviewFactory(child=one, held_on=date(2026, 11, 20))
    for child, day, event in ((one, 23, "plan_change"), (other, 12, "plan_change"), (other, 23, "approval_extended")):
        ChangeNotifiedFactory(child=child, event=event, happened_on=date(2026, 11, day), told_by=worker)
    ChangeNotifiedFactory(child=other, event="plan_change", happened_on=date(2025, 11, 1), told_by=worker)
    ChangeNotifiedFactory(
        child=other, event="placement_to_end", happened_on=date(2026, 11, 17), was_told=False, told_by=iro
    )
    said = words(browser(iro).get(reverse("oversight:pattern")))
    told = "{} Changes {} IRO told before {} Told only after {} Not told {} Review held before {}"
    assert told.format("A change of the care plan is proposed", 2, 1, 1, 0, 1) in said
    assert told.format("A placement is to end", 1, 0, 0, 1, 0) in said
    assert told.format("A temporary approval is to be extended", 1, 1, 0, 0, "Not asked for") in said


class TestAMeetingAboutExploitation:
    """Nottingham: young people are included, where appropriate, in meetings about their being exploited."""

    DAY = {"on-day": 20, "on-month": 11, "on-year": 2026}

    def record(self, child, iro, **sent):
        address = reverse("oversight:contact", args=[child.reference])
        return browser(iro).post(address, {"kind": "exploitation", **self.DAY, **sent}, follow=True)

    def test_the_young_persons_part_is_recorded_and_counted(self, children, iro):
        one, other = children
        self.record(one, iro, with_whom="child", standing="done")
        self.record(other, iro, with_whom="child", standing="declined")
        said = words(browser(iro).get(reverse("oversight:pattern")))
        assert "Took part Meetings 1" in said
        assert "Asked, and did not want to come Meetings 1" in said
        page = words(browser(iro).get(reverse("oversight:child", args=[one.reference])))
        assert "Meeting about exploitation" in page

    def test_a_meeting_without_the_young_person_needs_the_reason(self, children, iro):
        refused = words(self.record(children[0], iro, with_whom="agencies", standing="done"))
        assert "Say why the young person was not asked to the meeting" in refused
        assert not OfficerContact.objects.exists()
        self.record(children[0], iro, with_whom="agencies", standing="done", words="In hospital that week")
        said = words(browser(iro).get(reverse("oversight:pattern")))
        assert "Not asked, for a reason that is written down Meetings 1" in said
