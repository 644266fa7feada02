"""A prepared question answers what Django's own would: whatever is asked before it, and with whatever values."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.test.utils import CaptureQueriesContext

from openiro.allocation.models import Allocation
from openiro.children.models import Child, Episode
from openiro.core.prepared import Prepared, first, prepared, up_to_pages
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory

DAYS = (date(2025, 6, 1), date(2026, 1, 1), date(2026, 6, 1))
pytestmark = pytest.mark.django_db


def held_since(day, role):
    held = Q(Exists(Episode.objects.filter(child=OuterRef("child"), started_on__lte=day)))
    rows = Allocation.objects.filter(held, role=role, from_on__lte=day)
    return rows.select_related("officer", "child").order_by("pk")


def of_reference(reference):
    return Child.objects.filter(reference=reference).values_list("code", "born_on", "sex")


def of_numbers(*numbers):
    return Child.objects.filter(pk__in=numbers).order_by("pk")


@pytest.fixture
def allocations():
    children = [(ChildFactory(in_care_since=day), day) for day in DAYS]
    return [AllocationFactory(child=child, officer=PersonFactory(), from_on=day) for child, day in children]


def test_each_value_has_its_own_answer_with_the_rows_beside_it(allocations):
    ask = prepared(held_since)
    for day in (*DAYS, date(2024, 1, 1), DAYS[1]):
        found = ask(day, "iro")
        assert found == list(held_since(day, "iro"))
        with CaptureQueriesContext(connection) as asked:
            names = [(row.officer.code, row.child.code) for row in found]
        assert len(names) == len([each for each in DAYS if each <= day])
        assert len(asked) == 0
    assert ask(DAYS[2], "conference_chair") == []


def test_a_reference_and_a_day_come_back_as_they_are(allocations):
    ask, child = prepared(of_reference), allocations[0].child
    assert ask(child.reference) == list(of_reference(child.reference))
    assert ask(child.reference) == [(child.code, child.born_on, child.sex)]
    assert ask(uuid.uuid4()) == []


def test_it_is_put_together_once_for_each_shape(allocations):
    times = []

    def put(role, *, newest_first):
        times.append(role)
        return Allocation.objects.filter(role=role).order_by("-pk" if newest_first else "pk")

    ask = prepared(put)
    numbers = [row.pk for row in allocations]
    for _ in range(3):
        assert [row.pk for row in ask("iro", newest_first=False)] == numbers
        assert [row.pk for row in ask("iro", newest_first=True)] == numbers[::-1]
    assert len(times) == 2


def test_what_can_have_no_answer_is_not_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert prepared(lambda *, kinds: Child.objects.filter(pk__in=kinds))(kinds=()) == []


def test_a_value_that_has_no_place_is_a_mistake_unless_it_may_be_left_out(allocations):
    def put(day, role):
        return Allocation.objects.filter(role=role)

    with pytest.raises(ImproperlyConfigured, match="Value 1 "):
        prepared(put)(DAYS[0], "iro")
    assert len(Prepared(put, may_leave_out=True)(DAYS[0], "iro")) == len(DAYS)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_list_is_filled_up_to_a_page_and_answers_no_more(allocations, number):
    numbers = [row.child_id for row in allocations][:number]
    asked = up_to_pages(numbers)
    assert len(asked) == 25
    assert [child.pk for child in prepared(of_numbers)(*asked)] == numbers


def test_the_first_of_nothing_is_none():
    assert first([]) is None
    assert first([1, 2]) == 1
