"""Roles and posts: checked before they are given, ended by their last day, refused in plain words."""

from decimal import Decimal

import pytest

from openiro.people.queries import person_record
from tests.factories.people import PersonFactory, TeamFactory
from tests.integration.web_people.conftest import NOW, on, words


def record(code: str = "S-1"):
    return person_record(code, on=NOW.date())


def test_what_a_role_allows_is_said_before_it_is_given(administrator):
    PersonFactory(name="Ada Fern", code="S-1")
    answers = {"role": "iro_manager", **on("from_on", "2026-11-23"), **on("to_on", "")}
    page = words(administrator.post("/people/role/give/S-1", answers))
    assert "Check your answers" in page
    assert "They will see: every child of the service." in page
    assert "allocate child" in page
    assert "They give a reason when they open a child's record" in page
    assert record().roles == ()
    given = administrator.post("/people/role/give/S-1", {**answers, "confirmed": "yes"}, follow=True)
    assert "Ada Fern has the role" in words(given)
    assert [held.name for held in record().roles] == ["IRO manager"]


def test_from_checking_one_goes_back_with_the_answers_kept(administrator):
    PersonFactory(code="S-1")
    answers = {"role": "iro", **on("from_on", "2026-12-01"), **on("to_on", "")}
    checked = administrator.post("/people/role/give/S-1", answers).content.decode()
    assert '<input type="hidden" name="from_on-month" value="12">' in checked
    back = words(administrator.post("/people/role/give/S-1", {**answers, "change": "yes"}))
    assert 'value="iro" checked' in back
    assert "There is a problem" not in back


def test_a_team_manager_needs_a_team(administrator):
    TeamFactory(name="North")
    PersonFactory(code="S-1")
    answers = {"role": "team_manager", **on("from_on", "2026-11-23")}
    assert "Select the team whose children they see" in words(administrator.post("/people/role/give/S-1", answers))
    administrator.post("/people/role/give/S-1", {**answers, "team": "North", "confirmed": "yes"})
    assert [held.team for held in record().roles] == ["North"]


def test_a_role_that_is_held_already_is_refused_on_the_form(administrator):
    PersonFactory(name="Ada Fern", code="S-1", iro=True)
    answers = {"role": "iro", **on("from_on", "2026-11-23"), "confirmed": "yes"}
    page = words(administrator.post("/people/role/give/S-1", answers))
    assert "Ada Fern holds that role in those days already" in page
    assert "There is a problem" in page


def test_a_role_ends_after_its_last_day(administrator):
    PersonFactory(code="S-1", iro=True)
    (held,) = record().roles
    assert f'href="/people/role/{held.number}/end/S-1"' in words(administrator.get("/people/person/S-1"))
    administrator.post(f"/people/role/{held.number}/end/S-1", on("to_on", "2026-11-22"))
    assert record().person.roles == ()
    page = words(administrator.get("/people/person/S-1"))
    assert "Ended" in page
    assert "1 April 2015 to 22 November 2026" in page


def test_the_last_administrator_keeps_the_role(administrator):
    code = administrator.person.code
    (held,) = record(code).roles
    page = administrator.post(f"/people/role/{held.number}/end/{code}", on("to_on", "2026-11-22"))
    assert "is the last administrator" in words(page)


def test_a_role_of_somebody_else_is_no_page(administrator):
    PersonFactory(code="S-1")
    (own,) = record(administrator.person.code).roles
    assert administrator.get(f"/people/role/{own.number}/end/S-1").status_code == 404


def test_a_post_is_recorded_and_ended_by_the_manager(manager):
    PersonFactory(name="Ada Fern", code="S-1", iro=True)
    answers = {"role": "iro", "fte": "0.6", "permanent": "True", **on("from_on", "2026-04-01"), **on("to_on", "")}
    assert "The post of Ada Fern is recorded" in words(manager.post("/people/post/add/S-1", answers, follow=True))
    (post,) = record().posts
    assert (post.fte, post.permanent) == (Decimal("0.60"), True)
    assert "0.60 full-time equivalent" in words(manager.get(f"/people/post/{post.number}/end/S-1"))
    manager.post(f"/people/post/{post.number}/end/S-1", on("to_on", "2026-11-30"))
    assert record().posts[0].to_on.day == 30


@pytest.mark.parametrize(
    ("fte", "told"),
    [("1.5", "Full-time equivalent must be 1 or fewer"), ("0", "must be 0.01 or more"), ("half", "must be a number")],
)
def test_an_impossible_post_is_refused(manager, fte, told):
    PersonFactory(code="S-1")
    answers = {"role": "iro", "fte": fte, "permanent": "True", **on("from_on", "2026-04-01")}
    assert told in words(manager.post("/people/post/add/S-1", answers))
    assert record().posts == ()


def test_a_post_that_ends_before_it_begins_is_refused(manager):
    PersonFactory(code="S-1", full_time=True)
    (post,) = record().posts
    page = words(manager.post(f"/people/post/{post.number}/end/S-1", on("to_on", "2014-01-01")))
    assert "A post cannot end before its first day" in page


def test_an_administrator_keeps_accounts_and_not_posts(administrator):
    PersonFactory(code="S-1", full_time=True)
    assert administrator.get("/people/post/add/S-1").status_code == 403
    assert "Add a post" not in words(administrator.get("/people/person/S-1"))
