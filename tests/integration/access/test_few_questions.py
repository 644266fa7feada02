"""Lists and the pages of a child ask the database few questions, however many children there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openiro.domain.roles import ROLES
from openiro.web.shell.access import access_of
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.access.addresses import Page, pages
from tests.integration.access.scene import OWN, SINCE, Scene

MOST = 15
# A page of one decision about a child, where what bars each officer is worked out, is neither list nor child's page.
MOST_FOR_A_DECISION = 17
DECISIONS = ("caseload:allocate",)
# Somebody's day gathers what waits in every area, at one question for each kind of thing.
MOST_FOR_A_DAY = 19
DAY = "home:today"
# A paper, and what lies behind a figure, asks of two periods whether the figures kept for each still hold.
MOST_FOR_FIGURES = 22
FIGURES = (
    "reports:report",
    "reports:report-section",
    "reports:report-file",
    "reports:measure-rows",
    "reports:measure-rows-file",
)
MORE_CHILDREN = 5
SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT")
PAGES = [page for page in pages() if access_of(page.view) not in ("public", None)]

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_every_database]


@pytest.mark.parametrize("target", PAGES, ids=lambda page: page.name)
def test_a_page_asks_few_questions_of_the_database(target: Page, scene: Scene):
    role = "iro_manager" if access_of(target.view) not in ROLES["iro"].permissions else "iro"
    role = role if access_of(target.view) in {*ROLES[role].permissions, "signed in"} else "data_analyst"
    role = role if access_of(target.view) in {*ROLES[role].permissions, "signed in"} else "administrator"
    role = role if access_of(target.view) in {*ROLES[role].permissions, "signed in"} else "commissioner"
    few = _questions(scene, role, target)
    _enter_more(scene)
    many = _questions(scene, role, target)
    most = _most(target.name)
    assert len(many) <= most, "\n".join(many)
    assert len(many) <= len(few) + 1, "\n".join(many)


def _most(name: str) -> int:
    if name in DECISIONS:
        return MOST_FOR_A_DECISION
    if name == DAY:
        return MOST_FOR_A_DAY
    return MOST_FOR_FIGURES if name.startswith("reports:") else MOST


def _enter_more(scene: Scene) -> None:
    for _ in range(MORE_CHILDREN):
        child = ChildFactory(in_care_since=SINCE)
        AllocationFactory(child=child, officer=scene.people["iro"])
        ReviewFactory(child=child)
        ReviewFactory(child=child, planned=True)


def _questions(scene: Scene, role: str, target: Page) -> list[str]:
    client = scene.browser(role, reason_for=(OWN,))
    client.get(target.address(scene))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(target.address(scene))
    assert response.status_code in (200, 302, 405)
    return [each["sql"][:200] for each in asked.captured_queries if not each["sql"].startswith(SAVEPOINTS)]
