"""A dispute's clock stopped and run, stages bypassed, documents and referrals beside it, and who may do what."""

from datetime import date

import pytest

from openiro.allocation.queries import UnableToSeeChild
from openiro.core.models import Notice
from openiro.domain.disputes import UnableToChangeDispute
from openiro.escalations.actions import (
    Challenge,
    UnableToChangeConcern,
    UnableToCompliment,
    add_evidence,
    close_concern,
    close_dispute,
    escalate,
    give_compliment,
    make_formal,
    raise_concern,
    raise_dispute,
    refer,
    remind_of_disputes,
    run_clock,
    settle_referral,
    stop_clock,
    write_in_concern,
)
from openiro.escalations.queries import (
    DisputeFilters,
    beside,
    compliments_listed,
    concerns_listed,
    dispute_line,
    disputes_listed,
    themes_of,
)
from openiro.people.actions import service_account
from openiro.people.queries import UnableToPermit
from tests.factories.people import PersonFactory
from tests.integration.challenge.conftest import at

FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def dispute(child, ada, mona):
    challenge = Challenge([child], theme="drift", further_themes=("health", "drift"), summary="Late", formal=True)
    return raise_dispute(challenge=challenge, by=ada, at=at(FRIDAY))


def test_days_on_which_the_clock_stood_still_are_left_out_of_the_stage_and_of_the_total(dispute, ada):
    before = dispute_line(dispute, ada, on=MONDAY)
    stop_clock(dispute=dispute, reason="panel", by=ada, at=at(MONDAY))
    stopped = dispute_line(dispute, ada, on=MONDAY)
    assert (before.stage.due_on, before.total_due_on) == (date(2026, 11, 27), date(2026, 12, 18))
    assert stopped.is_stopped
    assert dispute_line(dispute, ada, on=WEDNESDAY).stage.days_left == stopped.stage.days_left == 5
    run_clock(dispute=dispute, by=ada, at=at(WEDNESDAY))
    after = dispute_line(dispute, ada, on=WEDNESDAY)
    assert not after.is_stopped
    assert (after.stage.due_on, after.total_due_on) == (date(2026, 12, 1), date(2026, 12, 22))
    assert [(row.reason, row.began_on, row.ended_on) for row in beside(dispute).stops] == [("panel", MONDAY, WEDNESDAY)]


def test_a_clock_stops_for_a_coded_reason_alone_and_once(dispute, ada, mona):
    with pytest.raises(UnableToChangeDispute, match="from the list"):
        stop_clock(dispute=dispute, reason="busy", by=ada, at=at(MONDAY))
    with pytest.raises(UnableToPermit):
        stop_clock(dispute=dispute, reason="panel", by=mona, at=at(MONDAY))
    with pytest.raises(UnableToChangeDispute, match="runs already"):
        run_clock(dispute=dispute, by=ada, at=at(MONDAY))
    stop_clock(dispute=dispute, reason="panel", by=ada, at=at(MONDAY))
    with pytest.raises(UnableToChangeDispute, match="stands still already"):
        stop_clock(dispute=dispute, reason="panel", by=ada, at=at(MONDAY))
    close_dispute(dispute=dispute, outcome="withdrawn", changed_for_child="", by=ada, at=at(WEDNESDAY))
    assert beside(dispute).stops[0].ended_on == WEDNESDAY


def test_a_dispute_may_begin_at_a_later_stage_with_the_reason_kept_and_each_theme_once(child, ada):
    challenge = Challenge([child], theme="permanence", summary="Late", formal=True, place=3, bypass_reason="No time")
    dispute = raise_dispute(challenge=challenge, by=ada, at=at(FRIDAY))
    stages = dispute_line(dispute, ada, on=FRIDAY).stages
    assert [(row.place, row.ended_how, row.reason) for row in stages] == [
        (1, "bypassed", "No time"),
        (2, "bypassed", "No time"),
        (3, "", ""),
    ]


def test_themes_are_counted_each_with_its_rate_and_lead_to_the_disputes_behind_them(dispute, ada, review, before):
    assert dispute_line(dispute, ada, on=FRIDAY).themes == ("drift", "health")
    found = themes_of(ada, from_on=date(2026, 4, 1), to_on=FRIDAY, on=FRIDAY)
    assert (found.disputes, found.children, found.reviews) == (1, 1, 2)
    assert [(row.code, row.disputes, row.per_100) for row in found.by_theme] == [("drift", 1, 50), ("health", 1, 50)]
    assert [(row.code, row.disputes) for row in found.by_stage] == [("1", 1)]
    assert [row.code for row in found.by_month] == ["2026-11"]
    for theme, number in (("drift", 1), ("health", 1), ("contact", 0)):
        assert disputes_listed(ada, DisputeFilters(theme=theme), on=FRIDAY).total == number
    before_it = themes_of(ada, from_on=date(2025, 4, 1), to_on=date(2026, 3, 31), on=FRIDAY)
    assert (before_it.disputes, before_it.by_theme) == (0, ())


def test_the_list_is_narrowed_by_stage_team_days_left_and_standing(dispute, ada, team):
    def total(on=FRIDAY, **narrowed):
        return disputes_listed(ada, DisputeFilters(**narrowed), on=on).total

    assert (total(stage=1), total(stage=0), total(stage=2)) == (1, 0, 0)
    assert (total(team=team.name), total(team="South")) == (1, 0)
    assert (total(service="looked_after"), total(service="child_protection")) == (1, 0)
    assert (total(left="soon"), total(left="overdue"), total(date(2026, 12, 4), left="overdue")) == (1, 0, 1)
    escalate(dispute=dispute, by=ada, at=at(MONDAY))
    assert (total(stage=1), total(stage=2)) == (0, 1)
    close_dispute(dispute=dispute, outcome="overtaken", changed_for_child="", by=ada, at=at(MONDAY))
    assert (total(), total(standing="closed"), total(standing="closed", outcome="agreed")) == (0, 1, 0)


def test_documents_and_referrals_stand_beside_a_dispute_and_are_never_taken_back(dispute, ada, mona, stranger):
    add_evidence(dispute=dispute, title="Minutes", name="m.txt", content=b"Said", by=mona, at=at(MONDAY))
    with pytest.raises(UnableToSeeChild):
        add_evidence(dispute=dispute, title="Minutes", name="m.txt", content=b"Said", by=stranger, at=at(MONDAY))
    asked = refer(dispute=dispute, kind="legal_advice", to="Chambers", reason="Is it lawful?", by=ada, at=at(MONDAY))
    with pytest.raises(UnableToPermit):
        refer(dispute=dispute, kind="cafcass", to="", reason="No", by=mona, at=at(MONDAY))
    close_dispute(dispute=dispute, outcome="not_agreed", changed_for_child="", by=ada, at=at(MONDAY))
    settle_referral(referral=asked, outcome="It is not", by=ada, at=at(WEDNESDAY))
    with pytest.raises(UnableToChangeDispute, match="recorded already"):
        settle_referral(referral=asked, outcome="It is", by=ada, at=at(WEDNESDAY))
    found = beside(dispute)
    assert [(row.title, row.added_by) for row in found.evidence] == [("Minutes", mona.name)]
    assert [(row.kind, row.outcome) for row in found.referrals] == [("legal_advice", "It is not")]


def test_those_concerned_are_reminded_before_the_last_day_and_once_it_is_over(dispute, ada, mona):
    boss = PersonFactory(manager=True)

    def remind(day):
        number = remind_of_disputes(on=day, by=service_account(), at=at(day))
        return number, set(Notice.objects.filter(kind__startswith="dispute_").values_list("kind", "person"))

    number, told = remind(WEDNESDAY)
    assert (number, told) == (0, {("dispute_raised", mona.code)})
    number, told = remind(date(2026, 11, 26))
    assert number == 1
    assert {("dispute_due", person.code) for person in (ada, mona, boss)} <= told
    assert remind(date(2026, 11, 26))[0] == 0
    number, told = remind(date(2026, 11, 30))
    assert number == 1
    assert {("dispute_late", person.code) for person in (ada, mona, boss)} <= told


def test_a_concern_is_a_thread_that_its_two_sides_read_and_only_the_officer_closes(child, ada, tom, mona, stranger):
    concern = raise_concern(child=child, theme="drift", text="Late", person_code=tom.code, by=ada, at=at(FRIDAY))
    assert Notice.objects.get(kind="concern_raised").person == tom.code
    assert concerns_listed(tom, on=FRIDAY, waiting_for_me=True).total == 1
    assert concerns_listed(stranger, on=FRIDAY).total == 0
    write_in_concern(concern=concern, text="And?", by=ada, at=at(MONDAY))
    assert concern.answered_at is None
    write_in_concern(concern=concern, text="On Friday", by=tom, at=at(MONDAY))
    assert concern.answered_at == at(MONDAY)
    assert concerns_listed(tom, on=MONDAY, waiting_for_me=True).total == 0
    with pytest.raises(UnableToPermit):
        close_concern(concern=concern, outcome="resolved", changed_for_child="x", by=tom, at=at(MONDAY))
    with pytest.raises(UnableToChangeConcern, match="what changed"):
        close_concern(concern=concern, outcome="resolved", changed_for_child=" ", by=ada, at=at(MONDAY))
    dispute = make_formal(concern=concern, wanted="By Friday", by=ada, at=at(WEDNESDAY))
    line = dispute_line(dispute, ada, on=WEDNESDAY)
    assert (line.summary, line.wanted, line.formal_from_on) == ("Late", "By Friday", WEDNESDAY)
    with pytest.raises(UnableToChangeConcern, match="closed"):
        write_in_concern(concern=concern, text="Still", by=tom, at=at(WEDNESDAY))


def test_a_concern_is_put_to_somebody_around_the_child_or_to_another_agency(child, ada, stranger):
    for wrong in ({"person_code": stranger.code}, {"person_code": ada.code}, {}):
        with pytest.raises(UnableToChangeConcern, match="to whom"):
            raise_concern(child=child, theme="drift", text="Late", **wrong, by=ada, at=at(FRIDAY))
    concern = raise_concern(child=child, theme="health", text="Late", agency="The trust", by=ada, at=at(FRIDAY))
    write_in_concern(concern=concern, text="They rang: on Friday", by=ada, at=at(MONDAY))
    assert concern.answered_at == at(MONDAY)


def test_good_practice_is_read_by_whose_it_is_and_their_manager_and_by_no_other_team(
    child, ada, tom, mona, team, stranger
):
    give_compliment(theme="tenacity", words="Well done", worker=tom, team=team, child=child, by=ada, at=at(FRIDAY))
    assert [compliments_listed(person, on=FRIDAY).total for person in (tom, mona, ada, stranger)] == [1, 1, 1, 0]
    with pytest.raises(UnableToCompliment, match="whose"):
        give_compliment(theme="tenacity", words="Well done", by=ada, at=at(FRIDAY))
    with pytest.raises(UnableToPermit):
        give_compliment(theme="tenacity", words="Well done", worker=ada, by=tom, at=at(FRIDAY))
