"""Managers' answers, silence, reminders, owners' progress, and the disputes that objections open."""

from datetime import date, timedelta

import pytest

from openiro.allocation.models import Reached
from openiro.allocation.queries import UnableToSeeChild, visible_child
from openiro.core.models import Event, Notice
from openiro.domain.decisions import UnableToChangeDecision
from openiro.domain.disputes import DisputeState, UnableToChangeDispute
from openiro.domain.permissions import Permission
from openiro.escalations.actions import (
    Challenge,
    answer_decisions,
    close_dispute,
    escalate,
    raise_dispute,
    reply_to_dispute,
)
from openiro.escalations.models import Dispute
from openiro.escalations.queries import (
    UnableToFindDispute,
    dispute_line,
    dispute_of,
    disputes_visible_to,
    disputes_waiting,
)
from openiro.people.actions import service_account
from openiro.people.queries import UnableToPermit
from openiro.reviews.actions import Answer, Progress, deem_unanswered, remind_owners, remind_unanswered, report_progress
from openiro.reviews.queries import (
    DecisionFilters,
    decisions_of_officer,
    decisions_owned,
    decisions_to_answer,
    open_decisions,
)
from tests.factories.decisions import DecisionFactory
from tests.factories.people import PersonFactory, RoleHeldFactory
from tests.integration.decisions.conftest import NOW, TODAY

LAST_DAY, DAY_AFTER = date(2026, 11, 27), date(2026, 11, 28)
LATER = NOW + timedelta(days=8)


@pytest.fixture
def eleven(review, mona):
    return [DecisionFactory(review=review, sent=True, manager=mona, number=number) for number in range(1, 12)]


def answered(rows, mona, last="objected", reason="There is no money for it"):
    answers = [Answer(row.pk, "agreed") for row in rows[:-1]]
    return answer_decisions(answers=[*answers, Answer(rows[-1].pk, last, reason)], by=mona, at=NOW)


def test_ten_are_agreed_and_the_eleventh_becomes_a_dispute_with_the_officer(eleven, mona, ada, child):
    done = answered(eleven, mona)
    assert (done.agreed, len(done.disputes)) == (10, 1)
    dispute = Dispute.objects.get()
    assert (dispute.decision, dispute.theme, dispute.raised_by) == (eleven[-1], "decision_objected_to", mona)
    line = dispute_line(dispute, ada, on=TODAY)
    assert (line.state, line.stage.person, line.stage.due_on) == (DisputeState.INFORMAL, "Ada Fern", LAST_DAY)
    assert line.summary == "There is no money for it"
    assert Notice.objects.get(person=ada.code, kind="decision_objected").facts["count"] == 1
    assert decisions_to_answer(mona, on=TODAY).total == 0
    assert decisions_of_officer(ada, on=TODAY).contested.total == 1


def test_an_objection_without_reason_keeps_no_answer_at_all(eleven, mona):
    with pytest.raises(UnableToChangeDecision, match="Say why you object"):
        answered(eleven, mona, reason=" ")
    assert decisions_to_answer(mona, on=TODAY).total == 11


def test_the_manager_of_another_team_sees_and_answers_nothing(eleven, stranger, mona):
    assert decisions_to_answer(mona, on=TODAY).total == 11
    assert decisions_to_answer(stranger, on=TODAY).total == 0
    with pytest.raises(UnableToSeeChild):
        answered(eleven, stranger)


def test_the_second_of_two_managers_is_told_that_the_first_was_quicker(eleven, mona, team):
    other = PersonFactory()
    RoleHeldFactory(user=other, role="team_manager", team=team)
    answered(eleven, mona)
    with pytest.raises(UnableToChangeDecision, match="Somebody has answered"):
        answered(eleven, other)
    assert Dispute.objects.count() == 1


def test_what_people_wrote_is_in_no_event(eleven, mona):
    answered(eleven, mona, reason="marzipan")
    assert not any("marzipan" in event.facts for event in Event.objects.all())


def test_silence_counts_as_agreement_from_the_day_after_and_running_twice_changes_nothing(eleven, mona, ada):
    by = service_account()
    assert deem_unanswered(on=LAST_DAY, by=by, at=LATER) == 0
    assert deem_unanswered(on=date(2026, 12, 3), by=by, at=LATER) == 11
    assert deem_unanswered(on=date(2026, 12, 3), by=by, at=LATER) == 0
    eleven[0].refresh_from_db()
    assert (eleven[0].answer, eleven[0].answered_on, eleven[0].answered_by) == ("deemed", DAY_AFTER, None)
    told = Notice.objects.filter(kind="decisions_deemed_agreed")
    assert {each.person for each in told} == {mona.code, ada.code}


def test_before_the_daily_work_has_run_what_ran_out_is_not_to_be_answered(eleven, mona):
    assert decisions_to_answer(mona, on=LAST_DAY).total == 11
    assert decisions_to_answer(mona, on=DAY_AFTER).total == 0
    with pytest.raises(UnableToChangeDecision, match="counts as agreed"):
        answer_decisions(answers=[Answer(eleven[0].pk, "agreed")], by=mona, at=LATER)


def test_a_decision_that_needs_resources_waits_for_the_manager_whatever_silence_means(eleven, mona):
    eleven[0].needs_resources = True
    eleven[0].save()
    assert deem_unanswered(on=date(2026, 12, 3), by=service_account(), at=LATER) == 10
    (waiting,) = decisions_to_answer(mona, on=date(2026, 12, 3)).lines
    assert (waiting.number, waiting.needs_resources, waiting.is_implementable) == (eleven[0].pk, True, False)
    answer_decisions(answers=[Answer(eleven[0].pk, "agreed")], by=mona, at=LATER)
    assert decisions_to_answer(mona, on=date(2026, 12, 3)).total == 0


def test_a_manager_is_reminded_once_after_three_working_days(eleven, mona):
    by = service_account()
    assert remind_unanswered(on=date(2026, 11, 24), by=by, at=NOW) == 0
    assert remind_unanswered(on=date(2026, 11, 25), by=by, at=NOW) == 1
    assert remind_unanswered(on=date(2026, 11, 26), by=by, at=NOW) == 0
    told = Notice.objects.get(kind="decisions_unanswered")
    assert (told.person, told.facts["count"], told.facts["due_on"]) == (mona.code, 11, "2026-11-27")


def test_owners_are_reminded_of_what_is_due_soon_and_weekly_of_what_is_overdue(review, tom):
    by = service_account()
    DecisionFactory(review=review, sent=True, agreed=True, owner=tom, due_on=date(2026, 11, 27))
    DecisionFactory(review=review, sent=True, agreed=True, owner=tom, due_on=date(2026, 11, 2))
    DecisionFactory(review=review, sent=True, objected=True, owner=tom, due_on=date(2026, 11, 2))
    DecisionFactory(review=review, sent=True, agreed=True, owner=tom, due_on=date(2026, 11, 2), done_on=TODAY)
    assert remind_owners(on=TODAY, by=by, at=NOW) == 2
    assert remind_owners(on=TODAY, by=by, at=NOW) == 0
    assert remind_owners(on=date(2026, 11, 23), by=by, at=NOW) == 1
    counts = {each.kind: each.facts["count"] for each in Notice.objects.all()}
    assert counts == {"decisions_due": 1, "decisions_overdue": 1}


def test_nobody_but_the_timed_work_and_managers_may_let_silence_count(eleven, tom):
    with pytest.raises(UnableToPermit):
        deem_unanswered(on=DAY_AFTER, by=tom, at=LATER)


def test_an_owner_reports_and_a_stranger_does_not(review, tom, ada):
    mine = DecisionFactory(review=review, sent=True, agreed=True, owner=tom)
    by_role = DecisionFactory(review=review, sent=True, agreed=True, owner_role="social_worker")
    DecisionFactory(review=review, sent=True, agreed=True, owner_role="carer")
    assert {line.number for line in decisions_owned(tom, on=TODAY).lines} == {mine.pk, by_role.pk}
    reports = [Progress(mine.pk, "Booked", TODAY), Progress(by_role.pk, "")]
    assert report_progress(reports=reports, by=tom, at=NOW) == 1
    assert [line.number for line in decisions_owned(tom, on=TODAY).lines] == [by_role.pk]
    with pytest.raises(UnableToSeeChild):
        report_progress(reports=[Progress(mine.pk, "Mine")], by=PersonFactory(social_worker=True), at=NOW)
    with pytest.raises(UnableToChangeDecision, match="lies ahead"):
        report_progress(reports=[Progress(by_role.pk, "", DAY_AFTER)], by=tom, at=NOW)


def test_the_list_of_open_decisions_is_narrowed(review, ada, tom, mona, stranger):
    agreed = DecisionFactory(review=review, sent=True, agreed=True, owner=tom, due_on=date(2026, 11, 2))
    DecisionFactory(review=review, sent=True, objected=True)
    repeated = DecisionFactory(review=review, sent=True, carried_from=agreed)
    DecisionFactory(review=review)

    def found(user=ada, **filters):
        return open_decisions(user, DecisionFilters(**filters), on=TODAY)

    assert (found().total, found(mona).total, found(stranger).total) == (3, 3, 0)
    assert [line.number for line in found(standing="overdue").lines] == [agreed.pk]
    assert [line.number for line in found(owner=tom.code).lines] == [agreed.pk]
    assert [(line.number, line.outstanding) for line in found(repeated=True).lines] == [(repeated.pk, 2)]
    assert found(standing="contested").total == found(standing="to_answer").total == 1


def objection(eleven, mona):
    return Dispute.objects.get(pk=answered(eleven[-1:], mona).disputes[0])


def test_a_settled_objection_agrees_the_decision_and_says_what_changed(eleven, mona, ada):
    dispute = objection(eleven, mona)
    reply_to_dispute(dispute=dispute, reply="The club has free places", by=ada, at=NOW)
    with pytest.raises(UnableToChangeDispute, match="Somebody has answered"):
        reply_to_dispute(dispute=dispute, reply="Again", by=ada, at=NOW)
    with pytest.raises(UnableToChangeDispute, match="what changed"):
        close_dispute(dispute=dispute, outcome="agreed", changed_for_child="", by=ada, at=NOW)
    close_dispute(dispute=dispute, outcome="agreed", changed_for_child="She swims", by=ada, at=NOW)
    eleven[-1].refresh_from_db()
    assert (eleven[-1].answer, eleven[-1].answer_reason) == ("agreed", "There is no money for it")
    with pytest.raises(UnableToChangeDispute, match="closed"):
        close_dispute(dispute=dispute, outcome="withdrawn", changed_for_child="", by=ada, at=NOW)
    with pytest.raises(UnableToChangeDispute, match="closed"):
        escalate(dispute=dispute, by=ada, at=NOW)


def test_the_manager_does_not_close_what_they_objected_to(eleven, mona):
    with pytest.raises(UnableToPermit):
        close_dispute(dispute=objection(eleven, mona), outcome="withdrawn", changed_for_child="", by=mona, at=NOW)


def test_an_objection_goes_through_the_stages_and_reaches_a_head_of_service_who_then_sees_the_child(
    eleven, mona, ada, child, stranger
):
    head = PersonFactory()
    RoleHeldFactory(user=head, role="head_of_service")
    dispute = objection(eleven, mona)
    with pytest.raises(UnableToFindDispute):
        dispute_of(head, child, dispute.pk, on=TODAY)
    escalate(dispute=dispute, by=ada, at=NOW)
    line = dispute_line(dispute, ada, on=TODAY)
    assert (line.stage.name, line.stage.person, line.total_due_on) == ("Stage 1", mona.name, date(2026, 12, 18))
    with pytest.raises(UnableToSeeChild):
        reply_to_dispute(dispute=dispute, reply="No", by=stranger, at=NOW)
    reply_to_dispute(dispute=dispute, reply="Still no money", by=mona, at=NOW)
    escalate(dispute=dispute, to_place=3, by=ada, at=NOW)
    ended = [(stage.place, stage.ended_how) for stage in dispute.stages.order_by("place")]
    assert ended == [(0, "escalated"), (1, "escalated"), (2, "bypassed"), (3, "")]
    assert not Reached.objects.exists()
    director = PersonFactory(director=True)
    escalate(dispute=dispute, by=ada, at=NOW)
    assert visible_child(director, child.reference, on=TODAY, permission=Permission.VIEW_DISPUTES) == child
    assert disputes_waiting(director, on=TODAY, answering=True).total == 1
    with pytest.raises(UnableToChangeDispute, match="Cafcass"):
        escalate(dispute=dispute, by=ada, at=NOW)
    close_dispute(dispute=dispute, outcome="not_agreed", changed_for_child="", by=ada, at=NOW)
    assert Reached.objects.get().to_on == TODAY
    eleven[-1].refresh_from_db()
    assert eleven[-1].answer == "objected"


def test_business_support_sees_no_dispute_and_a_social_worker_only_what_was_raised_to_them(eleven, mona, tom, ada):
    dispute = objection(eleven, mona)
    support = PersonFactory(business_support=True)
    with pytest.raises(UnableToPermit):
        disputes_waiting(support, on=TODAY, answering=False)
    assert not disputes_visible_to(support, on=TODAY).exists()
    assert not disputes_visible_to(tom, on=TODAY).exists()
    assert disputes_visible_to(ada, on=TODAY).get() == dispute
    assert disputes_visible_to(mona, on=TODAY).get() == dispute


def test_a_breach_of_rights_is_formal_at_once_for_brothers_and_sisters_together(child, ada, mona):
    from tests.factories.allocation import AllocationFactory
    from tests.factories.children import ChildFactory

    brother = ChildFactory(in_care_since=date(2025, 6, 2))
    AllocationFactory(child=brother, officer=ada)
    given = {"theme": "human_rights", "summary": "Kept apart", "wanted": "Time together"}
    dispute = raise_dispute(challenge=Challenge([child, brother], **given), by=ada, at=NOW)
    line = dispute_line(dispute, ada, on=TODAY)
    assert (line.state, line.stage.place, line.stage.person) == (DisputeState.FORMAL, 1, mona.name)
    assert len(line.children) == 2
    assert [len(dispute_line(dispute, mona, on=TODAY).children)] == [1]
    for wrong in ({"theme": "weather"}, {"summary": " "}):
        with pytest.raises(UnableToChangeDispute):
            raise_dispute(challenge=Challenge([child], **(given | wrong)), by=ada, at=NOW)
    with pytest.raises(UnableToChangeDispute, match="at least one child"):
        raise_dispute(challenge=Challenge([], **given), by=ada, at=NOW)
    with pytest.raises(UnableToPermit):
        raise_dispute(challenge=Challenge([child], **given), by=mona, at=NOW)
