"""From an application about two brothers to the IRO's view and the final order; who may do what and see what."""

from datetime import date, timedelta

import pytest

from openiro.allocation.queries import UnableToSeeChild
from openiro.core.queries import events_of
from openiro.domain.proceedings import UnableToRecordCourt
from openiro.people.queries import UnableToPermit
from openiro.proceedings.actions import (
    CourtPeople,
    change_people,
    conclude,
    consider_revocation,
    give_view,
    list_hearing,
    note_delay,
    open_proceedings,
    settle_hearing,
    take_step,
)
from openiro.proceedings.queries import (
    Standing,
    UnableToFindCourt,
    cases_listed,
    cases_of,
    court_counts,
    part_of,
    parts_of,
    referrals_about,
    revocations_of,
    steps_waiting,
)
from tests.factories.disputes import DisputeFactory, ReferralFactory
from tests.factories.people import PersonFactory
from tests.integration.proceedings.conftest import APPLIED, NOW, TODAY

pytestmark = pytest.mark.django_db
FINAL = date(2026, 11, 20)


@pytest.fixture
def proceedings(brothers, worker):
    people = CourtPeople(guardian="Gill Poe", solicitor="Ray Dun")
    return open_proceedings(children=brothers, kind="care", applied_on=APPLIED, people=people, by=worker, at=NOW)


@pytest.fixture
def part(proceedings):
    return proceedings.parts.order_by("pk")[0]


def waiting_for(part, person):
    """The steps that wait for the child in these proceedings, by id."""
    found = steps_waiting(person, on=TODAY)
    return {each.standing.step.id: each.standing for each in found if each.number == part.pk}


def test_one_application_stands_on_the_page_of_each_brother(proceedings, brothers, iro):
    for child in brothers:
        (case,) = cases_of(iro, child, on=TODAY)
        assert (case.kind, case.together, case.guardian, case.weeks) == ("care", 2, "Gill Poe", 22)
        assert events_of(f"child:{child.pk}")[0].kind == "proceedings.opened"
    assert "Gill" not in str(events_of(f"child:{brothers[0].pk}")[0].facts)


def test_the_same_order_is_not_sought_twice_at_once(proceedings, brothers, iro):
    with pytest.raises(UnableToRecordCourt, match="run already"):
        open_proceedings(children=brothers[:1], kind="care", applied_on=TODAY, by=iro, at=NOW)
    ahead = TODAY + timedelta(days=1)
    with pytest.raises(UnableToRecordCourt, match="lies ahead"):
        open_proceedings(children=brothers[:1], kind="placement", applied_on=ahead, by=iro, at=NOW)


def test_who_does_not_work_with_the_child_records_and_sees_nothing(part, brothers):
    other = PersonFactory(iro=True)
    with pytest.raises(UnableToSeeChild):
        change_people(part=part, people=CourtPeople(guardian="X"), by=other, at=NOW)
    assert cases_listed(other, on=TODAY) == []
    assert parts_of(other, part, on=TODAY) == []
    assert court_counts(other, on=TODAY).running == 0
    for role in ("business_support", "panel_member", "administrator", "lado", "analyst"):
        with pytest.raises(UnableToPermit):
            cases_listed(PersonFactory(**{role: True}), on=TODAY)


def test_a_social_worker_does_not_give_the_view_of_the_iro(part, worker):
    with pytest.raises(UnableToPermit):
        give_view(part=part, view="agrees", consulted="in_time", done_on=TODAY, by=worker, at=NOW)
    with pytest.raises(UnableToPermit):
        take_step(part=part, step="introduction", done_on=TODAY, by=worker, at=NOW)


def test_the_view_is_due_before_the_final_hearing_and_given_once(part, iro, worker):
    list_hearing(part=part, kind="final", on=FINAL, by=worker, at=NOW)
    waiting = waiting_for(part, iro)
    assert waiting["view"].due_on == date(2026, 11, 6)
    assert waiting["introduction"].was_late
    with pytest.raises(UnableToRecordCourt, match="Say with what"):
        give_view(part=part, view="disagrees", consulted="too_late", done_on=TODAY, by=iro, at=NOW)
    give_view(part=part, view="disagrees", consulted="too_late", done_on=TODAY, words="Not apart", by=iro, at=NOW)
    with pytest.raises(UnableToRecordCourt, match="recorded already"):
        give_view(part=part, view="agrees", consulted="in_time", done_on=TODAY, by=iro, at=NOW)
    assert "view" not in waiting_for(part, iro)
    assert (court_counts(iro, on=TODAY).views, court_counts(iro, on=TODAY).in_time) == (1, 0)


def test_a_hearing_adjourned_gives_the_view_no_day_any_more(part, iro, worker):
    hearing = list_hearing(part=part, kind="final", on=TODAY, by=worker, at=NOW)
    with pytest.raises(UnableToRecordCourt, match="listed for this day already"):
        list_hearing(part=part, kind="final", on=TODAY, by=worker, at=NOW)
    settle_hearing(part=part, hearing=hearing, outcome="adjourned", consulted=False, by=worker, at=NOW)
    (case,) = cases_of(iro, part.child, on=TODAY)
    assert [step.standing.due_on for step in case.steps if step.standing.step.id == "view"] == [None]
    assert (court_counts(iro, on=TODAY).hearings, court_counts(iro, on=TODAY).consulted) == (1, 0)


def test_delay_is_shown_with_its_cause_and_26_weeks_are_counted(part, iro, worker):
    assert cases_listed(iro, on=TODAY, standing=Standing.DELAYED) == []
    note_delay(part=part, cause="assessments", noted_on=TODAY, words="Not filed", by=worker, at=NOW)
    assert len(cases_listed(iro, on=TODAY, standing=Standing.DELAYED)) == 2
    assert all(case.takes_too_long for case in cases_listed(iro, on=date(2026, 12, 1)))


def test_proceedings_end_for_each_brother_with_an_order_of_his_own(part, iro, worker):
    first, second = parts_of(worker, part, on=TODAY)
    conclude(parts=[first], ended_on=TODAY, final_order="care", by=worker, at=NOW)
    conclude(parts=[second], ended_on=TODAY, final_order="special_guardianship", by=worker, at=NOW)
    ended = cases_listed(iro, on=TODAY, standing=Standing.ENDED)
    assert {case.final_order for case in ended} == {"care", "special_guardianship"}
    with pytest.raises(UnableToRecordCourt, match="have ended"):
        conclude(parts=[first], ended_on=TODAY, final_order="care", by=worker, at=NOW)
    take_step(part=first, step="closing", done_on=TODAY, by=iro, at=NOW)


def test_a_care_order_is_considered_again_later(brothers, iro):
    given = {"child": brothers[0], "considered_on": TODAY, "conclusion": "not_yet", "by": iro, "at": NOW}
    with pytest.raises(UnableToRecordCourt, match="must be later"):
        consider_revocation(**given, words="Home is new", again_on=TODAY)
    consider_revocation(**given, words="Home is new", again_on=TODAY + timedelta(days=90))
    assert revocations_of(iro, brothers[0], on=TODAY)[0].conclusion == "not_yet"


def test_advice_and_referrals_of_disputes_stand_beside(part, brothers, iro):
    dispute = DisputeFactory(about=brothers[0], raised_by=iro)
    ReferralFactory(dispute=dispute, kind="cafcass", asked_by=iro)
    ReferralFactory(dispute=dispute, kind="case_discussion", asked_by=iro)
    later = date(2026, 11, 23)
    assert [each.kind for each in referrals_about(iro, brothers[0], on=later)] == ["cafcass"]
    assert (court_counts(iro, on=later).cafcass, court_counts(iro, on=later).advice) == (1, 0)


def test_proceedings_of_another_child_are_not_found(part, brothers):
    with pytest.raises(UnableToFindCourt):
        part_of(brothers[1], part.pk)
