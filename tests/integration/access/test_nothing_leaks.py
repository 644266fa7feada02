"""What stands in one child's record alone is never read by anybody who must not see that child."""

import io
import zipfile

import pytest
from django.http import HttpResponseBase

from openiro.domain.roles import ROLES
from tests.integration.access.addresses import Page, pages
from tests.integration.access.scene import (
    FREE_TEXT,
    GONE_CODE,
    GONE_NAME,
    OTHER_CODE,
    OTHER_NAME,
    OWN,
    OWN_NAME,
    Scene,
)
from tests.integration.access.test_every_page_by_role import SEES_OTHER, SEES_OWN

pytestmark = pytest.mark.django_db

# Searched for by a beginning that is in the name and not the whole of it: a page that shows what was typed is no leak.
SEARCHES = tuple(word[:-2] for word in (OTHER_NAME, OTHER_CODE, GONE_NAME, GONE_CODE, OWN_NAME))
PAGES = [page for page in pages() if not page.name.startswith(("mfa_", "socialaccount", "openid", "account_"))]


def forbidden_to(role: str) -> set[str]:
    """The words that no page may show to this role."""
    words = {GONE_NAME, GONE_CODE}
    if role not in SEES_OTHER:
        words |= {OTHER_NAME, OTHER_CODE}
    if not role or not ROLES[role].sees_names:
        words |= {OTHER_NAME, OWN_NAME}
    if role not in SEES_OWN:
        words |= {OWN_NAME, "OWN7700"}
    if not role or not ROLES[role].sees_free_text:
        words.add(FREE_TEXT)
    return words


@pytest.mark.parametrize("role", ["", *ROLES])
def test_no_page_shows_what_a_role_must_not_see(role: str, scene: Scene):
    client = scene.browser(role, reason_for=(OWN,) if role else ())
    for target in PAGES:
        for address in _addresses(target, scene):
            _assert_silent(client.get(address), role, address)


@pytest.mark.parametrize("role", ["iro_manager", "business_support"])
def test_the_words_that_are_looked_for_are_there_for_those_who_may_see_them(role: str, scene: Scene):
    """The proof itself is proved: a role that sees the other child reads the words in the same places."""
    client = scene.browser(role)
    listed = client.get("/children/", {"text": OTHER_NAME[:-2]}).content.decode()
    exported = client.get("/children/export.csv").content.decode()
    assert OTHER_NAME in listed
    assert OTHER_CODE in exported


def test_what_people_wrote_is_there_for_those_who_may_read_it(scene: Scene):
    address = next(page for page in PAGES if page.name == "reviews:review-complete").address(scene, OWN)
    shown = scene.browser("iro").get(address.replace("/complete/", "/")).content.decode()
    assert FREE_TEXT in shown


def _addresses(target: Page, scene: Scene) -> list[str]:
    address = target.address(scene)
    found = [address]
    if target.name == "reviews:review":
        found += [
            f"/reviews/{scene.references[OWN]}/{scene.numbers[f'{kind} {OWN}']}/" for kind in ("adjourned", "planned")
        ]
    if not target.takes:
        found += [f"{address}?text={each}&search={each}&status=everyone&status=all" for each in SEARCHES]
        found += [
            f"{address}?iro={scene.people['other_iro'].code}",
            f"{address}?officer={scene.people['other_iro'].code}",
        ]
    return found


def _assert_silent(response: HttpResponseBase, role: str, address: str) -> None:
    text = _text_of(response)
    shown = {word for word in forbidden_to(role) if word.casefold() in text.casefold()}
    assert not shown, f"{address} shows {shown} to {role or 'somebody who is not signed in'}"


def _text_of(response: HttpResponseBase) -> str:
    """All that a page, file or archive says."""
    content = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined,arg-type]
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
