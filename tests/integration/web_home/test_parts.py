"""What other areas add to the day: one question a part at the most, none for who may not see it."""

from dataclasses import replace
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openiro.core.queries import working_calendar
from openiro.core.remembered import remembering
from openiro.domain.roles import ROLES
from openiro.people.queries import policy_in_force
from openiro.web.home import parts
from openiro.web.home.lines import Group, Line, Section
from openiro.web.home.parts import PARTS, Part, with_parts
from tests.factories.people import PersonFactory, RoleHeldFactory
from tests.integration.web_home.conftest import TODAY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part.make.__name__} of {', '.join(sorted(part.roles))}")
def test_a_part_asks_one_question_beside_the_calendar_and_the_policy(part: Part, children, iro):
    for role in sorted(part.roles):
        person = PersonFactory()
        RoleHeldFactory(user=person, role=role)
        assert part.permission in ROLES[role].permissions
        with remembering(), CaptureQueriesContext(connection) as asked:
            _know_the_day(person)
            before = len(asked)
            part.make(person, TODAY)
            assert len(asked) - before <= 1, asked.captured_queries[before:]


def _know_the_day(person) -> None:
    list(person.all_roles)
    working_calendar()
    policy_in_force(on=TODAY)


def _section(anchor: str) -> Section:
    return Section(anchor, anchor.capitalize(), (Line("Somebody"),), 3)


def test_a_part_stands_above_the_section_that_it_names_with_its_figure(iro):
    part = Part(frozenset({"iro"}), PARTS[0].permission, lambda user, on: _section("new"), before="last", stat="New")
    with patch.object(parts, "PARTS", (part, replace(part, before="", make=lambda user, on: _section("end"), stat=""))):
        (group,) = with_parts([(frozenset({"iro"}), Group("Day", (_section("first"), _section("last"))))], iro, TODAY)
    assert [each.anchor for each in group.sections] == ["first", "new", "last", "end"]
    assert [(each.label, each.value, each.href) for each in group.stats] == [("New", "3", "#new")]


def test_a_part_of_two_roles_stands_once_and_of_a_role_without_a_day_on_its_own(iro):
    RoleHeldFactory(user=iro, role="iro_manager")
    part = Part(frozenset({"iro", "iro_manager"}), PARTS[0].permission, lambda user, on: _section("both"))
    days = [(frozenset({"iro"}), Group("One", ())), (frozenset({"iro_manager"}), Group("Two", ()))]
    with patch.object(parts, "PARTS", (part,)):
        assert [len(group.sections) for group in with_parts(days, iro, TODAY)] == [1, 0]
        assert [group.title for group in with_parts([], iro, TODAY)] == ["Waiting for you"]


def test_a_part_asks_nothing_of_who_may_not_see_it():
    person = PersonFactory()
    RoleHeldFactory(user=person, role="lead_member")
    part = Part(frozenset({"lead_member"}), PARTS[0].permission, lambda user, on: pytest.fail("It was asked for."))
    with patch.object(parts, "PARTS", (part,)):
        assert with_parts([], person, TODAY) == []
