"""The policy in words, the roles, and the bank holidays that every clock counts with."""

from datetime import date

import pytest

from openiro.core.queries import working_calendar
from openiro.domain.clocks import CLOCKS
from openiro.domain.permissions import Permission
from openiro.domain.roles import ROLES
from tests.integration.web_people.conftest import on, words

PROCLAIMED = {**on("on", "2026-12-07"), "title": "A national day of mourning"}


def test_every_clock_stands_with_its_rule_and_source(manager):
    page = words(manager.get("/people/policy/"))
    for clock in CLOCKS.values():
        assert clock.title in page
        assert f"(rule {clock.statute_rule})" in page
    assert "within 20 working days" in page
    assert "Care Planning, Placement and Case Review (England) Regulations 2010" in page


def test_the_councils_own_names_limits_and_stages_stand_out(manager, settings):
    settings.OPENIRO_POLICY = "harrow"
    page = words(manager.get("/people/policy/"))
    assert "Harrow" in page
    assert "dispute resolution protocol" in page
    assert "The council's own; otherwise within 5 working days" in page
    assert "It holds from 1 April 2018 until it is changed" in page
    assert "Stage 2" in page


@pytest.mark.parametrize(
    "name", ["default", "buckinghamshire", "central-bedfordshire", "harrow", "medway", "nottingham"]
)
def test_every_policy_that_comes_with_the_service_can_be_read(manager, settings, name):
    settings.OPENIRO_POLICY = name
    assert "What the council has settled" in words(manager.get("/people/policy/"))


def test_every_role_and_permission_is_told(manager):
    page = words(manager.get("/people/permissions/"))
    assert all(role.name in page and role.description in page for role in ROLES.values())
    assert all(permission.in_words[1:] in page for permission in Permission)


def test_the_bank_holidays_of_the_year_are_listed(browser_of, holidays):
    page = words(browser_of("iro").get("/people/bank-holidays/"))
    assert "Friday 25 December 2026" in page
    known = working_calendar()
    assert f"Working days can be counted from {known.first_year} to {known.last_year}" in page
    assert "Add a bank holiday" not in page


def test_a_proclaimed_day_says_first_what_it_changes(administrator, holidays):
    page = words(administrator.post("/people/bank-holidays/add/", PROCLAIMED))
    assert "Monday 7 December 2026 counts as no working day" in page
    assert "became looked after on 30 Nov 2026 will be due by 31 Dec 2026 in place of 30 Dec 2026" in page
    assert working_calendar().is_working_day(date(2026, 12, 7))
    told = administrator.post("/people/bank-holidays/add/", {**PROCLAIMED, "confirmed": "yes"}, follow=True)
    assert "7 December 2026 is a bank holiday" in words(told)
    assert f"Added by {administrator.person.code}" in words(told)
    assert not working_calendar().is_working_day(date(2026, 12, 7))


def test_on_a_weekend_it_changes_nothing_and_says_so(administrator, holidays):
    page = words(administrator.post("/people/bank-holidays/add/", {**PROCLAIMED, **on("on", "2026-12-05")}))
    assert "It falls on a weekend" in page
    assert "no deadline changes" in page


def test_a_day_that_is_one_already_or_lies_too_far_off_is_refused(administrator, holidays):
    christmas = words(administrator.post("/people/bank-holidays/add/", {**PROCLAIMED, **on("on", "2026-12-25")}))
    assert "25 December 2026 is a bank holiday already" in christmas
    far = words(administrator.post("/people/bank-holidays/add/", {**PROCLAIMED, **on("on", "2050-06-01")}))
    assert "The date must be in the years that are known" in far
    assert working_calendar().is_working_day(date(2026, 12, 7))


def test_only_who_keeps_the_calendar_adds_to_it(browser_of, manager, holidays):
    assert manager.get("/people/bank-holidays/add/").status_code == 200
    for trait in ("iro", "analyst", "panel_member"):
        assert browser_of(trait).post("/people/bank-holidays/add/", PROCLAIMED).status_code == 403


def test_everybody_who_works_here_may_read_the_policy(browser_of):
    for trait in ("iro", "social_worker", "panel_member", "lado", "administrator", "director"):
        client = browser_of(trait)
        assert client.get("/people/policy/").status_code == 200
        assert client.get("/people/permissions/").status_code == 200
