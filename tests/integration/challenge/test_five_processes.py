"""The process of each of the five councils, as its paper tells it, runs from its policy file and nothing else."""

from datetime import date

import pytest

from openiro.core.models import Notice
from openiro.domain.disputes import DisputeState, UnableToChangeDispute
from openiro.escalations.actions import (
    Challenge,
    close_concern,
    close_dispute,
    escalate,
    escalate_unanswered,
    give_compliment,
    make_formal,
    make_unanswered_formal,
    raise_concern,
    raise_dispute,
    refer,
    reply_to_dispute,
    settle_referral,
    write_in_concern,
)
from openiro.escalations.models import Dispute
from openiro.escalations.queries import beside, dispute_line, themes_of
from openiro.people.actions import service_account
from openiro.people.queries import policy_in_force
from tests.factories.people import PersonFactory, RoleHeldFactory
from tests.integration.challenge.conftest import at

FRIDAY = date(2026, 11, 20)
WEEK_LATER = date(2026, 11, 27)
MONDAY_AFTER = date(2026, 11, 30)
DRIFT = "The assessment was due in June and has not begun"


def concern_about(child, by, to, theme="drift"):
    return raise_concern(child=child, theme=theme, text=DRIFT, person_code=to.code, by=by, at=at(FRIDAY))


def formal(child, by, theme="drift", **more):
    challenge = Challenge([child], theme=theme, summary=DRIFT, formal=True, **more)
    return raise_dispute(challenge=challenge, by=by, at=at(FRIDAY))


def test_medway_a_practice_alert_is_settled_informally_and_else_goes_through_four_stages(
    council, child, ada, tom, mona, head
):
    """5.3: informally with the social worker first, recorded on the file; most resolved at practice or area manager
    level; head of children's safeguarding as the third; no referral to Cafcass needed."""
    council("medway")
    policy = policy_in_force(on=FRIDAY)
    assert (policy.words.concern, policy.words.dispute) == ("practice alert", "dispute resolution")
    settled = concern_about(child, ada, tom, theme="documents")
    write_in_concern(concern=settled, text="The report is on the file now", by=tom, at=at(FRIDAY))
    close_concern(
        concern=settled, outcome="resolved", changed_for_child="She read the report", by=ada, at=at(WEEK_LATER)
    )
    dispute = make_formal(concern=concern_about(child, ada, tom), by=ada, at=at(FRIDAY))
    assert dispute_line(dispute, ada, on=FRIDAY).stage.person == mona.name
    escalate(dispute=dispute, by=ada, at=at(WEEK_LATER))
    reply_to_dispute(dispute=dispute, reply="It begins on Monday", by=head, at=at(WEEK_LATER))
    close_dispute(dispute=dispute, outcome="agreed", changed_for_child="She moves in May", by=ada, at=at(WEEK_LATER))
    line = dispute_line(dispute, ada, on=WEEK_LATER)
    assert [stage.name for stage in line.stages] == ["Stage 1", "Stage 2"]
    assert (line.total_days, len(policy.stages)) == (5, 4)
    assert [stage.title for stage in policy.stages[:3]] == [
        "practice manager",
        "area manager",
        "head of children's safeguarding",
    ]
    assert beside(dispute).referrals == ()


def test_medway_a_dispute_reaches_the_head_of_childrens_safeguarding_and_every_level_is_counted(
    council, child, ada, mona, head
):
    """5: 50, 21, 8 and 0 by stage; 5.3: alerts and disputes reported by number and theme each month; at the third
    level resolution is achieved and Cafcass is not asked."""
    council("medway")
    manager = PersonFactory(manager=True)
    director = PersonFactory(director=True, name="Dee Marsh")
    assistant = PersonFactory(name="Asha Lane")
    RoleHeldFactory(user=assistant, role="assistant_director")
    concern_about(child, ada, mona, theme="documents")
    dispute = formal(child, ada, theme="permanence")
    for day, person in ((FRIDAY, mona), (WEEK_LATER, head), (MONDAY_AFTER, assistant)):
        if day != FRIDAY:
            escalate(dispute=dispute, by=ada, at=at(day))
        assert dispute_line(dispute, ada, on=day).stage.person == person.name
    last = date(2026, 12, 3)
    reply_to_dispute(dispute=dispute, reply="Matched in January", by=assistant, at=at(last))
    close_dispute(dispute=dispute, outcome="agreed", changed_for_child="She has a family", by=ada, at=at(last))
    found = themes_of(manager, from_on=date(2026, 11, 1), to_on=date(2026, 11, 30), on=last)
    assert [(line.code, line.disputes) for line in found.by_stage] == [("3", 1)]
    assert {line.code: (line.disputes, line.concerns) for line in found.by_theme} == {
        "permanence": (1, 0),
        "documents": (0, 1),
    }
    assert beside(dispute).referrals == ()
    assert director.name not in [stage.person for stage in dispute_line(dispute, ada, on=last).stages]


def test_harrow_what_reviews_asked_for_again_and_again_stands_out(council, child, ada, mona):
    """Dispute resolution protocol: one pathway plan had been a recommendation of three reviews; most disputes are
    resolved at stage 1, with dates set for what is outstanding."""
    council("harrow")
    concern = concern_about(child, ada, mona, theme="pathway_plan")
    close_concern(concern=concern, outcome="resolved", changed_for_child="A day is set", by=ada, at=at(FRIDAY))
    found = themes_of(ada, from_on=FRIDAY, to_on=WEEK_LATER, on=WEEK_LATER)
    assert found.recurring == ()
    dispute = formal(child, ada, theme="pathway_plan")
    reply_to_dispute(dispute=dispute, reply="It is done by Friday", by=mona, at=at(WEEK_LATER))
    close_dispute(dispute=dispute, outcome="agreed", changed_for_child="He has his plan", by=ada, at=at(WEEK_LATER))
    found = themes_of(ada, from_on=FRIDAY, to_on=WEEK_LATER, on=WEEK_LATER)
    assert [(row.theme, row.disputes, row.concerns, row.children) for row in found.recurring] == [
        ("pathway_plan", 1, 1, 1)
    ]
    assert [line.code for line in found.by_stage] == ["1"]


def test_harrow_stage_two_stands_between_the_quality_assurance_manager_and_the_head_of_service(
    council, child, ada, mona, head
):
    """Dispute resolution protocol: stage 1 between IRO and team manager, stage 2 between the quality assurance manager
    and the relevant head of service; there is no third."""
    council("harrow")
    quality = PersonFactory(manager=True, name="Queenie")
    dispute = formal(child, ada, theme="pathway_plan", further_themes=("visits",))
    first = dispute_line(dispute, ada, on=FRIDAY).stage
    assert (first.person, first.taken_by) == (mona.name, "iro")
    escalate(dispute=dispute, by=ada, at=at(WEEK_LATER))
    second = dispute_line(dispute, quality, on=WEEK_LATER).stage
    assert (second.person, second.taken_by) == (head.name, "iro_manager")
    assert Notice.objects.filter(kind="dispute_moved", person=quality.code).exists()
    with pytest.raises(UnableToChangeDispute, match="last stage"):
        escalate(dispute=dispute, by=quality, at=at(WEEK_LATER))
    reply_to_dispute(dispute=dispute, reply="The pathway plan is done", by=head, at=at(WEEK_LATER))
    close_dispute(dispute=dispute, outcome="agreed", changed_for_child="He has his plan", by=quality, at=at(WEEK_LATER))


def test_central_bedfordshire_what_nobody_answers_becomes_formal_and_goes_on_by_itself(council, child, ada, mona, head):
    """9.4 human rights formal at once; 9.5 team manager first; 9.6 failure to respond leads to a formal dispute; the
    head of service's complex case discussion settles it; legal advice or Cafcass can be asked at any point."""
    council("central-bedfordshire")
    service = service_account()
    concern = concern_about(child, ada, mona)
    assert make_unanswered_formal(on=WEEK_LATER, by=service, at=at(WEEK_LATER)) == 0
    assert make_unanswered_formal(on=MONDAY_AFTER, by=service, at=at(MONDAY_AFTER)) == 1
    concern.refresh_from_db()
    dispute = concern.dispute
    assert dispute_line(dispute, ada, on=MONDAY_AFTER).stage.place == 1
    last_day = dispute_line(dispute, ada, on=MONDAY_AFTER).stage.due_on
    assert escalate_unanswered(on=last_day, by=service, at=at(last_day)) == 0
    day_after = date(2026, 12, 8)
    assert (last_day, escalate_unanswered(on=day_after, by=service, at=at(day_after))) == (date(2026, 12, 7), 1)
    assert escalate_unanswered(on=day_after, by=service, at=at(day_after)) == 0
    assert dispute_line(dispute, ada, on=day_after).stage.person == head.name
    asked = refer(dispute=dispute, kind="case_discussion", to=head.name, reason="Two views", by=ada, at=at(day_after))
    settle_referral(referral=asked, outcome="The plan is agreed", by=ada, at=at(day_after))
    escalate(dispute=dispute, by=ada, at=at(day_after))
    assert dispute_line(dispute, ada, on=day_after).stage.role == "assistant_director"
    advice = refer(dispute=dispute, kind="legal_advice", to="Counsel", reason="Her rights", by=ada, at=at(day_after))
    assert [row.kind for row in beside(dispute).referrals] == ["case_discussion", advice.kind]
    rights = raise_dispute(
        challenge=Challenge([child], theme="human_rights", summary="No contact at all"), by=ada, at=at(FRIDAY)
    )
    assert dispute_line(rights, ada, on=FRIDAY).state is DisputeState.FORMAL


def test_buckinghamshire_the_officer_raises_it_against_the_childs_wishes_and_turns_to_cafcass(
    council, child, ada, mona
):
    """Executive summary: the IRO is personally responsible, even against the child's wishes; section 1: attempts
    exhausted and human rights breached, Cafcass may be asked; the second review without a plan goes to the manager."""
    council("buckinghamshire")
    dispute = formal(
        child,
        ada,
        theme="family_finding",
        further_themes=("reallocation",),
        against_wishes="She wants to stay where she cannot stay",
    )
    line = dispute_line(dispute, ada, on=FRIDAY)
    assert line.against_wishes.startswith("She wants")
    assert line.themes == ("family_finding", "reallocation")
    refer(dispute=dispute, kind="cafcass", to="Duty manager", reason="Her rights", by=ada, at=at(FRIDAY))
    assert [row.kind for row in beside(dispute).referrals] == ["cafcass"]
    assert dispute_line(dispute, ada, on=FRIDAY).state is DisputeState.FORMAL


def test_buckinghamshire_another_agency_is_challenged_and_the_manager_does_not_answer(council, child, ada, mona, head):
    """Section 5: all agencies involved are challenged; each concern is recorded and collated. What has reached nobody
    goes on by the officer's hand: the paper has nothing escalate by itself."""
    council("buckinghamshire")
    school = raise_concern(
        child=child, theme="education", text="No place since June", agency="Fern Lane School", by=ada, at=at(FRIDAY)
    )
    write_in_concern(concern=school, text="They offer a place from Monday", by=ada, at=at(WEEK_LATER))
    close_concern(concern=school, outcome="resolved", changed_for_child="She learns", by=ada, at=at(WEEK_LATER))
    dispute = make_formal(concern=concern_about(child, ada, mona, theme="reallocation"), by=ada, at=at(FRIDAY))
    late = date(2026, 12, 1)
    assert escalate_unanswered(on=late, by=service_account(), at=at(late)) == 0
    assert dispute_line(dispute, ada, on=late).stage.days_left < 0
    escalate(dispute=dispute, by=ada, at=at(late))
    assert dispute_line(dispute, ada, on=late).stage.person == head.name
    reply_to_dispute(dispute=dispute, reply="A worker is named", by=head, at=at(late))
    close_dispute(dispute=dispute, outcome="agreed", changed_for_child="She knows who comes", by=ada, at=at(late))
    assert dispute_line(dispute, ada, on=late).total_days == 7


def test_nottingham_a_cause_for_concern_covers_care_and_child_protection_and_good_practice_is_told(
    council, child, ada, mona, tom, team
):
    """Qualitative information: raised after a meeting, for children in care and on plans; good practice beside it."""
    from tests.factories.allocation import AllocationFactory

    council("nottingham")
    assert policy_in_force(on=FRIDAY).words.dispute == "cause for concern"
    chair = PersonFactory(conference_chair=True)
    AllocationFactory(child=child, officer=chair, role="conference_chair")
    in_care = formal(child, ada, theme="contact")
    on_plan = formal(child, chair, theme="late_report", service="child_protection")
    assert [row.service for row in Dispute.objects.order_by("pk")] == ["looked_after", "child_protection"]
    assert {in_care.team, on_plan.team} == {team}
    manager = PersonFactory(manager=True)
    days = {"from_on": FRIDAY, "to_on": FRIDAY, "on": FRIDAY}
    of_each = [themes_of(manager, service=service, **days).disputes for service in ("looked_after", "child_protection")]
    assert of_each == [1, 1]
    reply_to_dispute(dispute=in_care, reply="Contact is set", by=mona, at=at(FRIDAY))
    close_dispute(dispute=in_care, outcome="agreed", changed_for_child="He sees Dan", by=ada, at=at(FRIDAY))
    assert dispute_line(in_care, ada, on=FRIDAY).changed_for_child == "He sees Dan"
    give_compliment(theme="tenacity", words="She never let go", worker=tom, team=team, by=ada, at=at(FRIDAY))
    told = Notice.objects.filter(kind="compliment_given").values_list("person", flat=True)
    assert sorted(told) == sorted([tom.code, mona.code])
