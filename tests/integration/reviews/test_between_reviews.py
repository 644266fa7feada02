"""What an IRO does between reviews, what the IRO is told, and what follows."""

from datetime import UTC, date, datetime

import pytest

from openiro.allocation.queries import UnableToSeeChild
from openiro.core.actions import child_stream, refresh_bank_holidays, set_setting
from openiro.core.models import Notice
from openiro.core.queries import events_of
from openiro.domain.changes import UnableToTellOfChange
from openiro.domain.early_reviews import UnableToAskForEarlyReview
from openiro.domain.oversight import UnableToOversee
from openiro.domain.permissions import Permission
from openiro.people.actions import service_account
from openiro.people.queries import POLICY_SETTING, UnableToPermit
from openiro.reviews.actions import (
    ChangeTold,
    CheckMade,
    ContactFacts,
    ask_for_midpoint_updates,
    dispose_of_change,
    give_midpoint_update,
    iro_not_told,
    notify_change,
    record_checks,
    record_contact,
    remind_of_updates,
    set_oversight_level,
    settle_contact,
)
from openiro.reviews.models import EarlyReview, MidpointUpdate, OversightCheck, OversightLevel
from openiro.reviews.queries.oversight import (
    between_line,
    between_work,
    changes_of,
    changes_untold,
    changes_waiting,
    footprint,
    last_seen_of,
    pattern_between,
    permanence_overdue,
    updates_awaited,
    updates_to_give,
)
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory, EpisodeFactory, refresh
from tests.factories.people import PersonFactory, TeamFactory
from tests.factories.reviews import ReviewFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = datetime(2026, 12, 7, 9, tzinfo=UTC)
ON = AT.date()
VISIT = ContactFacts("visit", "child", "done", date(2026, 11, 20), alone=True, minutes=90, words="Happy at home")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def calendar():
    refresh_bank_holidays(on=ON)


@pytest.fixture
def iro():
    return PersonFactory(iro=True)


@pytest.fixture
def worker():
    return PersonFactory(social_worker=True)


@pytest.fixture
def child(iro, worker):
    """In care since January, last reviewed on 1 October: the next review is due by 1 April."""
    child = ChildFactory(in_care_since=date(2026, 1, 12))
    for held_on in (date(2026, 2, 5), date(2026, 5, 5), date(2026, 10, 1)):
        ReviewFactory(child=child, held_on=held_on)
    refresh(child)
    AllocationFactory(child=child, officer=iro)
    InvolvementFactory(child=child, worker=worker, team=TeamFactory(name="North"))
    return child


def harrow():
    set_setting(key=POLICY_SETTING, value="harrow", by=service_account(), at=AT)


def test_a_child_stands_on_the_list_from_ten_working_days_before_the_midpoint(child, iro):
    """The last review was on 1 October, the next is due on 1 April: halfway is 31 December."""
    assert between_work(iro, on=date(2026, 12, 14)).checks == ()
    (line,) = between_work(iro, on=date(2026, 12, 15)).checks
    assert (line.check.kind, line.check.due_on, line.check_left) == ("midway", date(2026, 12, 31), 10)


def test_checks_of_several_children_are_recorded_at_once_and_leave_the_list(child, iro):
    other = ChildFactory(in_care_since=date(2026, 1, 12))
    AllocationFactory(child=other, officer=iro)
    checks = [
        CheckMade(child.pk, "midway", "on_track", due_on=date(2026, 12, 31)),
        CheckMade(other.pk, "midway", "raised", "School place is still missing"),
    ]
    assert record_checks(checks=checks, by=iro, at=AT) == 2
    assert between_line(iro, child, on=ON).check is None
    event = events_of(child_stream(other.pk), limit=1)[0]
    assert event.kind == "reviews.plan_checked"
    assert "School" not in str(event.facts)


def test_nothing_is_recorded_where_one_of_several_checks_cannot_be(child, iro):
    elsewhere = ChildFactory(in_care_since=date(2026, 1, 12))
    checks = [CheckMade(child.pk, "midway", "on_track"), CheckMade(elsewhere.pk, "midway", "on_track")]
    with pytest.raises(UnableToSeeChild):
        record_checks(checks=checks, by=iro, at=AT)
    assert not OversightCheck.objects.exists()


@pytest.mark.parametrize(
    ("kind", "outcome", "words"), [("midway", "raised", " "), ("midway", "", ""), ("monthly", "on_track", "")]
)
def test_a_check_needs_a_kind_an_outcome_and_words_where_something_is_wrong(child, iro, kind, outcome, words):
    with pytest.raises(UnableToOversee):
        record_checks(checks=[CheckMade(child.pk, kind, outcome, words)], by=iro, at=AT)


def test_a_check_that_finds_need_of_an_early_review_asks_for_one(child, iro):
    record_checks(checks=[CheckMade(child.pk, "midway", "early_review", "The plan drifts")], by=iro, at=AT)
    assert EarlyReview.objects.get().trigger == "iro_asks"
    with pytest.raises(UnableToAskForEarlyReview):
        record_checks(checks=[CheckMade(child.pk, "in_depth", "early_review", "Still")], by=iro, at=AT)


def test_a_social_worker_neither_checks_nor_sees_the_list(child, worker):
    with pytest.raises(UnableToPermit):
        record_checks(checks=[CheckMade(child.pk, "midway", "on_track")], by=worker, at=AT)
    with pytest.raises(UnableToPermit):
        between_work(worker, on=ON)


def test_a_level_takes_the_place_of_the_one_before_it(child, iro):
    set_oversight_level(child=child, level="high", reason="Missing often", by=iro, at=AT)
    set_oversight_level(child=child, level="low", reason="Settled", by=iro, at=LATER)
    set_oversight_level(child=child, level="low", reason="Settled again", by=iro, at=LATER)
    rows = OversightLevel.objects.order_by("from_on").values_list("level", "from_on", "to_on")
    assert list(rows) == [("high", ON, LATER.date()), ("low", LATER.date(), None)]
    assert between_line(iro, child, on=LATER.date()).level == "low"


def test_a_level_needs_a_reason(child, iro):
    with pytest.raises(UnableToOversee, match="Say why"):
        set_oversight_level(child=child, level="high", reason=" ", by=iro, at=AT)


def test_a_visit_is_offered_then_done_and_the_child_counts_as_seen(child, iro):
    ahead = ContactFacts("visit", "child", "offered", date(2026, 12, 1))
    row = record_contact(child=child, contact=ahead, by=iro, at=AT)
    assert last_seen_of(child, on=LATER.date()) is None
    done = ContactFacts("visit", "child", "done", date(2026, 12, 2), alone=True)
    settle_contact(row=row, contact=done, by=iro, at=LATER)
    assert last_seen_of(child, on=LATER.date()) == date(2026, 12, 2)
    assert between_line(iro, child, on=LATER.date()).see_by == date(2027, 6, 2)
    with pytest.raises(UnableToOversee, match="already"):
        settle_contact(row=row, contact=done, by=iro, at=LATER)


@pytest.mark.parametrize("kind", ["telephone", "video", "message"])
def test_a_child_to_whom_the_iro_only_spoke_was_not_seen(child, iro, kind):
    record_contact(child=child, contact=ContactFacts(kind, "child", "done", ON), by=iro, at=AT)
    assert last_seen_of(child, on=ON) is None


def test_a_visit_done_tomorrow_is_refused(child, iro):
    with pytest.raises(UnableToOversee, match="lies ahead"):
        record_contact(child=child, contact=ContactFacts("visit", "child", "done", date(2026, 11, 24)), by=iro, at=AT)


def test_only_a_child_who_was_seen_was_seen_alone(child, iro):
    contact = ContactFacts("visit", "carer", "done", ON, alone=True)
    assert record_contact(child=child, contact=contact, by=iro, at=AT).alone is None


def test_the_iro_is_told_of_a_change_and_answers_and_the_worker_sees_that(child, iro, worker):
    told = ChangeTold("placement_risk", date(2026, 11, 20), "The carer gave notice")
    change = notify_change(child=child, told=told, by=worker, at=AT)
    assert notify_change(child=child, told=told, by=worker, at=AT) == change
    assert changes_waiting(iro, on=ON).total == 1
    dispose_of_change(change=change, disposition="early_review", words="Before the move", by=iro, at=AT)
    assert EarlyReview.objects.get().trigger == "placement_at_risk"
    assert changes_waiting(iro, on=ON).total == 0
    (line,) = changes_of(worker, child, on=ON, permission=Permission.NOTIFY_CHANGE)
    assert line.disposition == "early_review"
    kinds = dict(Notice.objects.filter(kind__startswith="change_").values_list("kind", "person"))
    assert kinds == {"change_told": iro.code, "change_disposed": worker.code}
    with pytest.raises(UnableToTellOfChange, match="already"):
        dispose_of_change(change=change, disposition="note", words="", by=iro, at=AT)


def test_a_ground_that_does_not_concern_the_child_becomes_the_iros_own(child, iro, worker):
    change = notify_change(child=child, told=ChangeTold("exclusion", ON), by=worker, at=AT)
    dispose_of_change(change=change, disposition="early_review", words="No school", by=iro, at=AT)
    assert EarlyReview.objects.get().trigger == "iro_asks"


def test_nothing_is_told_of_a_child_outside_care_or_of_another_worker(child, iro, worker):
    with pytest.raises(UnableToSeeChild):
        notify_change(
            child=ChildFactory(in_care_since=date(2026, 1, 12)), told=ChangeTold("missing", ON), by=worker, at=AT
        )
    gone = ChildFactory()
    InvolvementFactory(child=gone, worker=worker)
    with pytest.raises(UnableToTellOfChange, match="not looked after"):
        notify_change(child=gone, told=ChangeTold("missing", ON), by=worker, at=AT)


def test_a_move_of_which_nobody_told_the_iro_is_found_on_the_record_and_said_by_one_click(child, iro):
    first = child.episodes.get()
    first.ended_on, first.reason_ended = date(2026, 11, 10), "X1"
    first.save()
    EpisodeFactory(child=child, started_on=date(2026, 11, 10), reason_started="P")
    refresh(child)
    (untold,) = changes_untold(iro, on=ON)
    assert (untold.event, untold.happened_on) == ("placement_plan", date(2026, 11, 10))
    change = iro_not_told(child=child, told=ChangeTold(untold.event, untold.happened_on), by=iro, at=AT)
    assert not change.was_told
    assert changes_untold(iro, on=ON) == []
    assert changes_waiting(iro, on=ON).total == 1


def test_a_move_told_of_a_week_before_is_no_surprise(child, iro, worker):
    EpisodeFactory(child=child, started_on=date(2026, 11, 17), reason_started="P")
    refresh(child)
    notify_change(child=child, told=ChangeTold("placement_to_end", date(2026, 11, 10)), by=worker, at=AT)
    assert changes_untold(iro, on=ON) == []


def test_the_day_asks_for_an_update_once_at_the_midpoint_and_reminds_once_a_week(child, iro, worker):
    harrow()
    at = datetime(2026, 12, 31, 6, tzinfo=UTC)
    assert ask_for_midpoint_updates(by=service_account(), at=AT) == 0
    assert ask_for_midpoint_updates(by=service_account(), at=at) == 1
    assert ask_for_midpoint_updates(by=service_account(), at=at) == 0
    row = MidpointUpdate.objects.get()
    assert (row.midpoint_on, row.due_on, row.worker) == (date(2026, 12, 31), date(2027, 1, 8), worker)
    late = datetime(2027, 1, 11, 6, tzinfo=UTC)
    assert remind_of_updates(by=service_account(), at=late) == 1
    assert remind_of_updates(by=service_account(), at=late) == 0
    assert [line.is_late for line in updates_awaited(iro, on=late.date())] == [True]
    assert len(updates_to_give(worker, on=late.date())) == 1
    give_midpoint_update(update=row, words="The school place is found", by=worker, at=late)
    assert updates_awaited(iro, on=late.date()) == []
    with pytest.raises(UnableToOversee, match="already"):
        give_midpoint_update(update=row, words="Again", by=worker, at=late)


def test_no_update_is_asked_for_where_policy_asks_for_none(child):
    assert ask_for_midpoint_updates(by=service_account(), at=datetime(2026, 12, 31, 6, tzinfo=UTC)) == 0


def test_the_footprint_holds_everything_the_iro_did_latest_first(child, iro):
    record_contact(child=child, contact=VISIT, by=iro, at=AT)
    record_checks(checks=[CheckMade(child.pk, "follow_up", "on_track", "Done")], by=iro, at=AT)
    lines = footprint(iro, child, on=ON)
    assert [line.kind for line in lines] == ["check", "contact", "review", "review", "review"]
    assert lines[1].words == "Happy at home"


def test_the_manager_sees_the_pattern_by_officer_and_team(child, iro):
    manager = PersonFactory(manager=True)
    iro_not_told(child=child, told=ChangeTold("missing", ON), by=iro, at=AT)
    found = pattern_between(manager, on=date(2027, 1, 4))
    (line,) = found.by_officer
    assert (line.name, line.children, line.checks_late, line.waiting, line.untold) == (iro.name, 1, 1, 1, 1)
    assert [each.name for each in found.by_team] == ["North"]
    assert permanence_overdue(manager, on=ON).total == 1
