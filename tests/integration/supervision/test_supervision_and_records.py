"""Supervision is recorded by the manager and read by the officer; learning, duties, meetings and the team."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from openiro.allocation.queries import caseloads_on
from openiro.core.models import Event
from openiro.domain.supervision import UnableToSupervise
from openiro.people.queries import UnableToPermit
from openiro.supervision.actions import (
    Agreed,
    Held,
    LearningFacts,
    MeetingFacts,
    SessionFacts,
    end_duty,
    give_duty,
    keep_staff_record,
    plan_supervision,
    record_learning,
    record_service_meeting,
    record_session,
    record_supervision,
    settle_action,
)
from openiro.supervision.models import Supervision
from openiro.supervision.queries import (
    StaffFacts,
    UnableToFindOfficer,
    UnableToFindSupervision,
    action_of,
    colleague_of,
    diversity,
    duty_of,
    duty_shares,
    glance,
    meetings_logged,
    open_actions,
    record_of,
    sessions_of_year,
    staff_on,
    standards_kept,
    supervision_line,
    supervisions_of,
    support_on,
)
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory, PostFactory, RoleHeldFactory
from tests.factories.supervision import SessionGivenFactory, SupervisionFactory
from tests.integration.supervision.conftest import NOW, ON
from tests.integration.web_decisions.conftest import browser, words

SECRET = "She is worried about a plan"
HELD = Held("planned", ON, SECRET, {"held_late": 2}, (Agreed("Write two records", date(2026, 12, 4)),))


def test_what_was_booked_is_held_and_its_action_done(ada, mona):
    booked = plan_supervision(person=ada, planned_on=ON, by=mona, at=NOW)
    held = record_supervision(person=ada, held=HELD, by=mona, at=NOW)
    assert held.pk == booked.pk
    line = supervision_line(ada, ada.code, held.pk, on=ON)
    assert (line.words, line.topics, line.recorded_by) == (SECRET, (("held_late", 2),), "Mona Manager")
    action = action_of(mona, ada.code, line.actions[0].number, on=ON)
    settle_action(action=action, words="Both are out", by=mona, at=NOW)
    assert open_actions(ada, on=ON) == ()
    with pytest.raises(UnableToSupervise, match="already"):
        settle_action(action=action, by=mona, at=NOW)


def test_what_was_booked_can_be_moved_and_what_was_held_stands(ada, mona):
    plan_supervision(person=ada, planned_on=date(2026, 11, 24), by=mona, at=NOW)
    plan_supervision(person=ada, planned_on=date(2026, 11, 26), by=mona, at=NOW)
    record_supervision(person=ada, held=Held("ad_hoc", ON, "A complaint"), by=mona, at=NOW)
    assert [(line.kind, line.planned_on, line.held_on) for line in supervisions_of(mona, ada.code, on=ON)] == [
        ("planned", date(2026, 11, 26), None),
        ("ad_hoc", None, ON),
    ]


def test_the_officer_changes_nothing_and_a_colleague_reads_nothing(ada, ben, mona):
    held = record_supervision(person=ada, held=HELD, by=mona, at=NOW)
    number = held.actions.get().pk
    with pytest.raises(UnableToPermit):
        settle_action(action=action_of(ada, ada.code, number, on=ON), by=ada, at=NOW)
    with pytest.raises(UnableToPermit):
        record_supervision(person=ada, held=HELD, by=ada, at=NOW)
    assert supervisions_of(ben, ada.code, on=ON) == []
    with pytest.raises(UnableToFindSupervision):
        supervision_line(ben, ada.code, held.pk, on=ON)
    with pytest.raises(UnableToFindSupervision):
        action_of(ben, ada.code, number, on=ON)


def test_a_manager_who_reviews_children_too_does_not_supervise_herself(mona):
    RoleHeldFactory(user=mona, role="iro")
    with pytest.raises(UnableToSupervise, match="your own"):
        record_supervision(person=mona, held=HELD, by=mona, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        SupervisionFactory(person=mona, recorded_by=mona)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (Held("planned", date(2026, 11, 21), "x"), "lies ahead"),
        (Held("planned", ON, " "), "talked about"),
        (Held("other", ON, "x"), "from the list"),
        (Held("planned", ON, "x", {}, (Agreed(" ", ON),)), "to be done"),
    ],
)
def test_supervision_that_cannot_be_is_refused_in_words(ada, mona, held, said):
    with pytest.raises(UnableToSupervise, match=said):
        record_supervision(person=ada, held=held, by=mona, at=NOW)
    assert not Supervision.objects.exists()


def test_no_event_tells_what_was_said(ada, mona):
    record_supervision(person=ada, held=HELD, by=mona, at=NOW)
    told = " ".join(Event.objects.values_list("facts", flat=True))
    assert SECRET not in told
    assert "Write two" not in told


def test_an_officer_records_their_own_learning_and_nobody_elses(ada, ben, mona):
    facts = LearningFacts("post_qualifying", "done", "IRO course, 20 credits", date(2026, 6, 1), Decimal(30))
    record_learning(person=ada, facts=facts, by=ada, at=NOW)
    record_learning(person=ada, facts=facts, by=mona, at=NOW)
    with pytest.raises(UnableToSupervise, match="yourself only"):
        record_learning(person=ada, facts=facts, by=ben, at=NOW)
    ahead = LearningFacts("course", "done", "Later", date(2027, 1, 1))
    with pytest.raises(UnableToSupervise, match="lies ahead"):
        record_learning(person=ada, facts=ahead, by=ada, at=NOW)
    assert [line.title for line in record_of(ada, on=ON).learning] == ["IRO course, 20 credits"] * 2


def test_sessions_given_stand_against_the_target_of_the_council(ada, council):
    council("buckinghamshire")
    SessionGivenFactory(person=ada, recorded_by=ada, on=date(2026, 3, 31))
    facts = SessionFacts("foster_carers", "Getting the best from reviews", ON, 14, Decimal("4.5"))
    record_session(person=ada, facts=facts, by=ada, at=NOW)
    found = sessions_of_year(ada, on=ON)
    assert found.counts == (("foster_carers", 1, 14, 2),)


def test_a_duty_that_controls_resources_is_refused_to_an_officer_and_others_are_counted(ada, mona):
    with pytest.raises(UnableToSupervise, match="regulation 46"):
        give_duty(person=ada, duty="resource_panel", hours=Decimal(2), from_on=ON, by=mona, at=NOW)
    given = give_duty(person=ada, duty="champion_health", hours=Decimal(4), from_on=ON, by=mona, at=NOW)
    with pytest.raises(UnableToSupervise, match="already"):
        give_duty(person=ada, duty="champion_health", hours=Decimal(4), from_on=ON, by=mona, at=NOW)
    assert duty_shares(on=ON) == {ada.code: 4 / 37}
    (line,) = (each for each in caseloads_on(mona, on=ON, duties=duty_shares(on=ON)) if each.officer_code == ada.code)
    assert line.guide_high == 62.4
    end_duty(duty=duty_of(ada, given.pk), to_on=ON, by=mona, at=NOW)
    assert duty_shares(on=date(2026, 11, 21)) == {}


def test_meetings_are_logged_by_the_kinds_of_the_policy(ada, council):
    council("central-bedfordshire")
    facts = MeetingFacts("system_users", ON, "Case notes", attended=4)
    record_service_meeting(facts=facts, by=ada, at=NOW)
    log = meetings_logged(ada, on=ON)
    assert [(line.kind, line.topic) for line in log.lines] == [("Mosaic practitioner group", "Case notes")]
    assert {count.key: count.held for count in log.counts}["system_users"] == 1
    with pytest.raises(UnableToSupervise, match="kind of meeting"):
        record_service_meeting(facts=MeetingFacts("pub", ON, "x"), by=ada, at=NOW)


CEASING = "permanence_and_ceasing"


def test_guidance_is_held_and_says_when_officers_were_briefed_on_it(ada):
    def known():
        return next(line for line in meetings_logged(ada, on=ON).guidance if line.key == CEASING)

    assert "ceasing to look after a child" in known().title
    assert known().briefed_on is None
    before = MeetingFacts("team", date(2014, 6, 2), "An earlier version", guidance=CEASING)
    record_service_meeting(facts=before, by=ada, at=NOW)
    assert known().briefed_on is None
    record_service_meeting(
        facts=MeetingFacts("team", ON, "When care ends", attended=6, guidance=CEASING), by=ada, at=NOW
    )
    assert (known().briefed_on, known().attended) == (ON, 6)
    with pytest.raises(UnableToSupervise, match="which guidance"):
        record_service_meeting(facts=MeetingFacts("team", ON, "x", guidance="hearsay"), by=ada, at=NOW)


def test_officers_of_the_council_supervise_the_parent_partnership_service(ada, mona, council):
    council("central-bedfordshire")
    give_duty(person=ada, duty="parent_partnership", hours=Decimal(2), from_on=ON, by=mona, at=NOW)
    facts = MeetingFacts("parent_partnership", ON, "What parents asked this quarter", attended=3)
    record_service_meeting(facts=facts, by=ada, at=NOW)
    log = meetings_logged(ada, on=ON)
    assert [line.kind for line in log.lines] == ["Liaison with the parent partnership service"]


def test_a_standard_is_shown_as_kept_by_what_the_records_count(mona, child_of_ada):
    child_of_ada(date(2026, 2, 6), date(2026, 5, 5), date(2026, 11, 9))
    child_of_ada(date(2026, 2, 6), date(2026, 5, 5), date(2026, 11, 4))
    kept = {line.topic: (line.kept, line.of) for line in standards_kept(glance(mona, on=ON))}
    assert kept["held_late"] == (1, 2)
    assert kept[""] == (None, None)


def test_small_groups_of_staff_and_children_are_hidden(mona):
    for number in range(8):
        person = PersonFactory(iro=True)
        facts = StaffFacts(gender="M" if number == 0 else "F", ethnicity="WBRI")
        keep_staff_record(person=person, facts=facts, by=mona, at=NOW)
    for number in range(14):
        ChildFactory(in_care_since=date(2026, 1, 12), sex="F" if number % 2 else "M", ethnicity="WBRI")
    by_gender, by_group = diversity(mona, on=ON)
    gender = {line.group: (line.staff, line.children) for line in by_gender}
    assert gender["Male"] == (None, 7)
    assert gender["Female"][0] is None
    assert {line.group: (line.staff, line.children) for line in by_group}["White"] == (8, 14)


def test_who_supports_the_officers_and_what_each_does(ada, mona):
    support = PersonFactory(business_support=True, name="Dora Page")
    PostFactory(user=support, role="business_support", fte=Decimal("0.8"))
    give_duty(person=support, duty="diary_manager", hours=Decimal(20), from_on=ON, by=mona, at=NOW)
    (line,) = support_on(mona, on=ON)
    assert (line.name, line.fte, line.duties) == ("Dora Page", 0.8, ("diary_manager",))
    with time_machine.travel(NOW, tick=False):
        client = browser(mona)
        team = words(client.get(reverse("supervision:team")))
        at_work = words(client.get(reverse("supervision:at-work", args=[support.code])))
    assert "Dora Page Full-time equivalent 0.8 What they do Diary manager" in team
    assert "Diary manager" in at_work
    assert [line.name for line in staff_on(mona, on=ON)] == ["Ada Officer"]
    with pytest.raises(UnableToFindOfficer):
        colleague_of(ada, support.code, on=ON)
    with pytest.raises(UnableToPermit):
        support_on(ada, on=ON)
