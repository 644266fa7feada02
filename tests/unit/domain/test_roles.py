"""Who may do what: the table of roles, as the service describes them."""

import pytest

from openiro.domain.permissions import Permission, Scope
from openiro.domain.roles import (
    ROLES,
    UnableToFindRole,
    can,
    can_see_free_text,
    can_see_names,
    permission_matrix,
    role,
    scopes_for,
)


def test_every_role_of_the_service_is_there() -> None:
    assert set(ROLES) == {
        "iro", "conference_chair", "fostering_iro", "iro_manager", "business_support", "social_worker",
        "team_manager", "head_of_service", "assistant_director", "director", "lado", "participation_officer",
        "health_lead", "virtual_school_lead", "commissioner", "data_analyst", "panel_member", "administrator",
    }  # fmt: skip


def test_permissions_are_named_area_dot_verb_noun() -> None:
    for permission in Permission:
        area, _, words = permission.partition(".")
        assert area == permission.area
        assert "_" in words
    assert Permission.RECORD_REVIEW.in_words == "record review"


def test_only_reviewing_officers_and_their_manager_record_a_review() -> None:
    able = {code for code in ROLES if can([code], Permission.RECORD_REVIEW)}
    assert able == {"iro", "iro_manager"}


def test_only_the_manager_allocates() -> None:
    assert {code for code in ROLES if can([code], Permission.ALLOCATE)} == {"iro_manager"}


def test_an_administrator_sees_no_childs_record() -> None:
    administrator = role("administrator")
    assert administrator.scope is Scope.NONE
    assert not can(["administrator"], Permission.VIEW_CHILDREN)
    assert scopes_for(["administrator"], Permission.MANAGE_USERS) == frozenset()


def test_a_panel_member_sees_figures_and_never_the_rows_behind_them() -> None:
    assert can(["panel_member"], Permission.VIEW_MEASURES)
    assert not can(["panel_member"], Permission.VIEW_ROWS)
    assert not can(["panel_member"], Permission.VIEW_CHILDREN)
    assert not can_see_names(["panel_member"])


def test_a_data_analyst_reads_records_without_names_and_free_text() -> None:
    assert can(["data_analyst"], Permission.LOAD_RETURN)
    assert not can_see_names(["data_analyst"])
    assert not can_see_free_text(["data_analyst"])


def test_business_support_plans_reviews_and_reads_no_free_text() -> None:
    assert can(["business_support"], Permission.PLAN_REVIEW)
    assert not can(["business_support"], Permission.RECORD_REVIEW)
    assert not can_see_free_text(["business_support"])


def test_a_person_with_two_roles_has_both_scopes_each_for_what_it_allows() -> None:
    held = ["iro", "team_manager"]
    assert scopes_for(held, Permission.VIEW_CHILDREN) == {Scope.OWN_ALLOCATED, Scope.TEAM}
    assert scopes_for(held, Permission.RECORD_REVIEW) == {Scope.OWN_ALLOCATED}
    assert can_see_names(["data_analyst", "iro"])


def test_whoever_sees_every_child_is_asked_for_a_reason() -> None:
    assert {each.code for each in ROLES.values() if each.scope is Scope.ALL} == {
        each.code for each in ROLES.values() if each.asks_reason
    }


def test_every_permission_is_somebodys() -> None:
    assert [each for each in Permission if not any(can([code], each) for code in ROLES)] == []


def test_the_matrix_prints_every_permission_against_every_role() -> None:
    heading, *rows = permission_matrix()
    assert len(heading) == len(ROLES) + 1
    assert len(rows) == len(Permission)
    record = next(row for row in rows if row[0] == "reviews.record_review")
    assert record[heading.index("Independent reviewing officer")] == "yes"
    assert record[heading.index("Business support")] == ""


def test_an_unknown_role_is_refused_with_the_roles_there_are() -> None:
    with pytest.raises(UnableToFindRole, match=r"'chief'.*iro_manager"):
        role("chief")
