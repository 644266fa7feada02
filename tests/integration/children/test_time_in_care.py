"""A child enters care, moves, leaves, comes back; mistakes are put right and what stood before is kept."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from openiro.children.actions import (
    CareFacts,
    EpisodeFacts,
    UnableToRecordCare,
    change_care,
    correct_episode,
    end_care_period,
    refresh_care_periods,
    start_care_period,
)
from openiro.children.models import CarePeriod, Episode
from openiro.children.queries import UnableToFindRecord, UnableToUseCode, episode_of, faults_in_care_periods, is_in_care
from openiro.core.actions import child_stream
from openiro.core.queries import events_of, faults_in_event_chains
from openiro.people.queries import UnableToPermit
from tests.factories.children import ChildFactory, EpisodeFactory
from tests.factories.people import PersonFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
FOSTERED = CareFacts(legal_status="V2", placement="U6", need="N1", provider="PR1")

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return PersonFactory(manager=True)


@pytest.fixture
def in_care():
    return ChildFactory(in_care_since=date(2026, 6, 1))


def latest_event(child):
    return events_of(child_stream(child.pk), limit=1)[0]


def test_a_child_enters_care(manager):
    child = ChildFactory()
    start_care_period(child=child, started_on=date(2026, 11, 20), care=FOSTERED, by=manager, at=AT)
    period = CarePeriod.objects.get(child=child)
    assert (period.started_on, period.start_known, period.legal_status) == (date(2026, 11, 20), True, "V2")
    assert is_in_care(child)
    assert latest_event(child).kind == "children.care_started"
    assert latest_event(child).facts["started_on"] == "2026-11-20"


@pytest.mark.parametrize(
    ("child", "started_on", "said"),
    [
        ({"in_care_since": date(2026, 6, 1)}, TODAY, "looked after since 01/06/2026"),
        ({}, date(2016, 2, 29), "born on 01/03/2016"),
        ({}, date(2026, 11, 24), "lies ahead"),
        ({"born_on": date(2008, 11, 23)}, TODAY, "18 or over"),
        (
            {
                "in_care_since": date(2026, 6, 1),
                "in_care_since__ended_on": date(2026, 7, 1),
                "in_care_since__reason_ended": "E4A",
            },
            date(2026, 6, 30),
            "until 01/07/2026",
        ),
    ],
)
def test_a_child_cannot_enter_care(manager, child, started_on, said):
    with pytest.raises(UnableToRecordCare, match=said):
        start_care_period(child=ChildFactory(**child), started_on=started_on, care=FOSTERED, by=manager, at=AT)


def test_a_child_who_left_comes_back_on_the_same_day(manager):
    child = ChildFactory(
        in_care_since=date(2026, 6, 1), in_care_since__ended_on=date(2026, 7, 1), in_care_since__reason_ended="E4A"
    )
    start_care_period(child=child, started_on=date(2026, 7, 1), care=FOSTERED, by=manager, at=AT)
    assert CarePeriod.objects.filter(child=child).count() == 2


@pytest.mark.parametrize(
    ("care", "on", "said"),
    [
        (CareFacts("V2", "H5", "N1"), TODAY, "H5 is not a code of placement"),
        (CareFacts("V2", "K3", "N1"), date(2017, 5, 1), "K3 is not a code of placement"),
        (CareFacts("V2", "", "N1"), TODAY, "placement is missing"),
    ],
)
def test_a_code_holds_only_in_its_years(manager, care, on, said):
    with pytest.raises(UnableToUseCode, match=said):
        start_care_period(child=ChildFactory(), started_on=on, care=care, by=manager, at=AT)


@pytest.mark.parametrize(
    ("care", "same_carer", "code"),
    [
        (CareFacts("C2", "U6", "N1"), False, "L"),
        (CareFacts("V2", "K2", "N1"), False, "P"),
        (CareFacts("V2", "U4", "N1"), True, "T"),
        (CareFacts("C2", "K2", "N1"), False, "B"),
        (CareFacts("C2", "U4", "N1"), True, "U"),
    ],
)
def test_a_change_of_care_says_what_changed(manager, in_care, care, same_carer, code):
    changed_on = date(2026, 9, 1)
    change_care(child=in_care, changed_on=changed_on, care=care, same_carer=same_carer, by=manager, at=AT)
    before = Episode.objects.get(child=in_care, started_on=date(2026, 6, 1))
    assert (before.ended_on, before.reason_ended) == (changed_on, "X1")
    assert Episode.objects.get(child=in_care, started_on=changed_on).reason_started == code
    assert CarePeriod.objects.get(child=in_care).placement == care.placement
    assert latest_event(in_care).facts["before"] == {"legal_status": "V2", "placement": "U6"}


@pytest.mark.parametrize(
    ("changed_on", "care", "said"),
    [
        (date(2026, 6, 1), CareFacts("C2", "U6", "N1"), "began on 01/06/2026"),
        (date(2026, 11, 24), CareFacts("C2", "U6", "N1"), "lies ahead"),
        (date(2026, 9, 1), CareFacts("V2", "U6", "N2"), "Neither"),
    ],
)
def test_a_change_that_cannot_be(manager, in_care, changed_on, care, said):
    with pytest.raises(UnableToRecordCare, match=said):
        change_care(child=in_care, changed_on=changed_on, care=care, by=manager, at=AT)


def test_a_child_leaves_care(manager, in_care):
    end_care_period(child=in_care, ended_on=TODAY, reason_ended="E4A", by=manager, at=AT)
    period = CarePeriod.objects.get(child=in_care)
    assert (period.ended_on, period.end_reason, period.counted_as_ceased) == (TODAY, "E4A", True)
    assert not is_in_care(in_care)
    assert latest_event(in_care).kind == "children.care_ended"
    with pytest.raises(UnableToRecordCare, match="not looked after now"):
        end_care_period(child=in_care, ended_on=TODAY, reason_ended="E4A", by=manager, at=AT)


@pytest.mark.parametrize(
    ("ended_on", "reason", "said"),
    [
        (date(2026, 5, 31), "E4A", "began on 01/06/2026"),
        (date(2026, 11, 24), "E4A", "lies ahead"),
        (TODAY, "X1", "goes on"),
        (TODAY, "E43", "E43 is not a code"),
    ],
)
def test_an_end_that_cannot_be(manager, in_care, ended_on, reason, said):
    with pytest.raises((UnableToRecordCare, UnableToUseCode), match=said):
        end_care_period(child=in_care, ended_on=ended_on, reason_ended=reason, by=manager, at=AT)


def as_recorded(**changes):
    facts = {"started_on": date(2026, 6, 1), "reason_started": "S", "legal_status": "V2", "need": "N1"}
    return EpisodeFacts(**{**facts, "placement": "U6", "provider": "PR1", **changes})


def test_a_correction_keeps_what_stood_before(manager, in_care):
    episode = episode_of(in_care, date(2026, 6, 1))
    facts = as_recorded(started_on=date(2026, 6, 2), legal_status="C2")
    correct_episode(episode=episode, facts=facts, reason="Order made on the 2nd", by=manager, at=AT)
    told = latest_event(in_care).facts
    assert told["before"] == {"started_on": "2026-06-01", "legal_status": "V2"}
    assert told["after"] == {"started_on": "2026-06-02", "legal_status": "C2"}
    assert CarePeriod.objects.get(child=in_care).started_on == date(2026, 6, 2)


def test_a_correction_of_nothing_writes_nothing(manager, in_care):
    episode = episode_of(in_care, date(2026, 6, 1))
    correct_episode(episode=episode, facts=as_recorded(), reason="Looked again", by=manager, at=AT)
    assert events_of(child_stream(in_care.pk)) == []


@pytest.mark.parametrize(
    ("changes", "reason", "said"),
    [
        ({}, " ", "needs a reason"),
        ({"started_on": date(2027, 1, 1)}, "Wrong", "lies ahead"),
        ({"ended_on": date(2026, 5, 1), "reason_ended": "E8"}, "Wrong", "end before it starts"),
        ({"ended_on": date(2026, 8, 1)}, "Wrong", "together"),
        ({"started_on": date(2010, 1, 1)}, "Wrong", "before the child was born"),
        ({"started_on": date(2026, 9, 1)}, "Wrong", "Another episode"),
        ({"legal_status": "Q7"}, "Wrong", "Q7 is not a code"),
    ],
)
def test_a_correction_that_cannot_be(manager, in_care, changes, reason, said):
    EpisodeFactory(child=in_care, started_on=date(2026, 9, 1), reason_started="L", legal_status="C2")
    episode = episode_of(in_care, date(2026, 6, 1))
    with pytest.raises((UnableToRecordCare, UnableToUseCode), match=said):
        correct_episode(episode=episode, facts=as_recorded(**changes), reason=reason, by=manager, at=AT)


def test_only_the_manager_records_care(in_care):
    iro = PersonFactory(iro=True)
    episode = episode_of(in_care, date(2026, 6, 1))
    for attempt in (
        lambda: start_care_period(child=ChildFactory(), started_on=TODAY, care=FOSTERED, by=iro, at=AT),
        lambda: change_care(child=in_care, changed_on=TODAY, care=FOSTERED, by=iro, at=AT),
        lambda: end_care_period(child=in_care, ended_on=TODAY, reason_ended="E4A", by=iro, at=AT),
        lambda: correct_episode(episode=episode, facts=as_recorded(), reason="Wrong", by=iro, at=AT),
    ):
        with pytest.raises(UnableToPermit):
            attempt()


def test_an_episode_that_is_not_there(in_care):
    with pytest.raises(UnableToFindRecord):
        episode_of(in_care, TODAY)


def test_what_is_kept_for_speed_is_checked_and_refreshed(django_assert_max_num_queries):
    children = ChildFactory.create_batch(12, in_care_since=date(2026, 6, 1))
    assert list(faults_in_care_periods()) == []
    EpisodeFactory(child=children[0], started_on=date(2026, 9, 1), reason_started="L", legal_status="C2")
    CarePeriod.objects.filter(child=children[1]).delete()
    assert len(list(faults_in_care_periods())) == 2
    with django_assert_max_num_queries(8):
        assert refresh_care_periods([child.pk for child in children]) == 2
    assert list(faults_in_care_periods()) == []
    assert refresh_care_periods([child.pk for child in children]) == 0


def test_the_story_of_a_child_is_whole(manager):
    child = ChildFactory()
    start_care_period(child=child, started_on=date(2026, 6, 1), care=FOSTERED, by=manager, at=AT)
    change_care(child=child, changed_on=TODAY, care=CareFacts("C2", "K2", "N1"), by=manager, at=AT)
    assert list(faults_in_event_chains()) == []


@pytest.mark.parametrize(
    "breach",
    [
        lambda child: EpisodeFactory(child=child, started_on=date(2026, 6, 1)),
        lambda child: EpisodeFactory(child=child, started_on=date(2026, 9, 1), ended_on=date(2026, 8, 1)),
        lambda child: CarePeriod.objects.create(child=child, started_on=date(2026, 9, 1), start_known=True),
        lambda child: ChildFactory(code=child.code),
    ],
)
def test_the_database_refuses(in_care, breach):
    with pytest.raises(IntegrityError):
        breach(in_care)


def test_a_withdrawn_episode_counts_in_nothing(in_care):
    Episode.objects.filter(child=in_care).update(withdrawn_at=AT)
    refresh_care_periods([in_care.pk])
    assert not CarePeriod.objects.filter(child=in_care).exists()
    EpisodeFactory(child=in_care, started_on=date(2026, 6, 1))
