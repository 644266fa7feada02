"""Every page against every role and against nobody: what is served, refused, or not there."""

import pytest

from openiro.core.models import Event
from openiro.domain.permissions import Permission
from openiro.domain.roles import ROLES
from openiro.web.shell.access import PUBLIC, SIGNED_IN, access_of
from tests.integration.access.addresses import Page, pages
from tests.integration.access.scene import GONE, OTHER, OWN, Scene

PAGES = list(pages())
CHILD_PAGES = [page for page in PAGES if page.is_about_a_child]
EVERYBODY = ("", *ROLES)
SEES_OWN = {
    "iro",
    "conference_chair",
    "iro_manager",
    "business_support",
    "social_worker",
    "team_manager",
    "participation_officer",
    "health_lead",
    "virtual_school_lead",
    "data_analyst",
}
SEES_OTHER = {
    "iro_manager",
    "business_support",
    "participation_officer",
    "health_lead",
    "virtual_school_lead",
    "data_analyst",
}
ONLY_SENT = {
    "account:session-end",
    "caseload:child-told",
    "caseload:pack-sent",
    "imports:load-commit",
    "imports:load-discard",
    "imports:reviews-download",
    "reviews:review-permanence",
}
# Not there for whoever may audit and has no part in this one, for whose view it is not, and for panel members while
# there are not two whole years to draw.
FOR_THOSE_CONCERNED = {
    "audits:audit",
    "audits:finding",
    "audits:finding-add",
    "audits:finding-return",
    "reports:measure-picture",
    "reports:view-remove",
}
SEES = {OWN: SEES_OWN, OTHER: SEES_OTHER, GONE: set[str]()}

pytestmark = pytest.mark.django_db
by_page = pytest.mark.parametrize("target", PAGES, ids=lambda page: page.name)
same = pytest.mark.same_on_every_database
by_child_page = pytest.mark.parametrize("target", CHILD_PAGES, ids=lambda page: page.name)


@same
@by_page
def test_every_page_says_who_may_open_it(target: Page):
    assert access_of(target.view) in (PUBLIC, SIGNED_IN, *Permission)


@same
@by_page
def test_a_page_is_served_to_the_roles_that_may_open_it_and_to_nobody_else(target: Page, scene: Scene):
    answers = {role: _answer(scene, target, role, OWN) for role in EVERYBODY}
    wrong = {role: answer for role, answer in answers.items() if answer not in _right(target, role, OWN)}
    assert not wrong, f"{access_of(target.view)}: {wrong}"


@same
@pytest.mark.parametrize("child", [OTHER, GONE])
@by_child_page
def test_a_child_outside_the_scope_of_a_role_does_not_exist(target: Page, child: str, scene: Scene):
    answers = {role: _answer(scene, target, role, child) for role in EVERYBODY}
    wrong = {role: answer for role, answer in answers.items() if answer not in _right(target, role, child)}
    assert not wrong, f"{access_of(target.view)}: {wrong}"


@same
@by_child_page
def test_what_is_sent_to_a_child_outside_the_scope_is_refused_in_the_same_way(target: Page, scene: Scene):
    for role in ROLES:
        answer = scene.browser(role).post(target.address(scene, GONE), {"reason": "Because"})
        assert answer.status_code in (403, 404, 405), (role, answer.status_code)


@by_page
def test_opening_a_page_changes_no_record(target: Page, scene: Scene):
    """No page does something because somebody followed a link."""
    before = Event.objects.count()
    for role in ("iro_manager", "data_analyst", "administrator", "iro"):
        scene.browser(role, reason_for=(OWN,)).get(target.address(scene))
    assert Event.objects.count() == before


@pytest.mark.parametrize("name", sorted(ONLY_SENT))
def test_what_does_something_at_once_cannot_be_opened(name: str, scene: Scene):
    target = next(page for page in PAGES if page.name == name)
    for role in ("iro_manager", "data_analyst"):
        assert scene.browser(role).get(target.address(scene)).status_code in (403, 405)


def _answer(scene: Scene, target: Page, role: str, child: str) -> str:
    response = scene.browser(role, reason_for=tuple(SEES) if role else ()).get(target.address(scene, child))
    if response.status_code == 302 and "/account/sign-in/" in response["Location"]:
        return "sign in"
    return str(response.status_code)


def _right(target: Page, role: str, child: str) -> set[str]:
    access = access_of(target.view)
    served = {"200", "302"}
    if access == PUBLIC:
        return {*served, "sign in", "400", "401", "404", "405", "410"}
    if not role:
        return {"sign in"}
    if access == SIGNED_IN:
        return served | {"405"}
    if access not in ROLES[role].permissions:
        return {"403"} if _takes_get(target) else {"403", "405"}
    if target.is_about_a_child and role not in SEES[child]:
        return {"404"} if _takes_get(target) else {"404", "405"}
    if target.name in FOR_THOSE_CONCERNED:
        return served | {"404"}
    return served if _takes_get(target) else {"405"}


def _takes_get(target: Page) -> bool:
    return target.name not in ONLY_SENT
