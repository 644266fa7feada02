"""Every page is for everybody: at WCAG 2.2 AA, on a telephone, without JavaScript, by the names of its links."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.integration.access.addresses import pages
from tests.once import once_in_a_run
from tests.system.accessible import assert_accessible, assert_accessible_as_narrow
from tests.system.conftest import DESKTOP, PHONE, ContextFor, PageFor
from tests.system.returns import FIRST_RETURN
from tests.system.service import Service
from tests.system.walk import GONE, ROLES, Found, walk

# Answered by a file, or by sending on; never drawn.
NOT_DRAWN = {
    "account:go-on",
    "account:session-end",
    "caseload:child-told",
    "caseload:pack-sent",
    "challenge:document",
    "challenge:export",
    "challenge:newsletter",
    "children:child-export",
    "guests:nothing",
    "guests:nothing-there",
    "health",
    "imports:load-commit",
    "imports:load-discard",
    "imports:problem-download",
    "imports:published-template",
    "imports:reviews-download",
    "imports:template-download",
    "mfa_login_webauthn",
    "openid_connect_callback",
    "openid_connect_login",
    "people:notice-send-again",
    "plans:findings-word",
    "plans:plan-csv",
    "plans:plan-word",
    "quality:meeting-file",
    "reports:measure-book",
    "reports:measure-file",
    "reports:measure-picture",
    "reports:measure-rows-file",
    "reports:measures-file",
    "reports:report-file",
    "reviews:diary-feed",
    "reviews:report-chase",
    "reviews:review-attachment",
    "reviews:review-copy",
    "reviews:review-document-file",
    "reviews:review-meetings",
    "reviews:review-next",
    "reviews:review-permanence",
    "reviews:review-statement-link",
    "shell:draft",
    "supervision:have-a-say",
}
# What the library of signing in asks for by name and the service does not offer.
NOT_OFFERED = {
    "account_reset_password",
    "account_set_password",
    "account_signup",
    "socialaccount_connections",
    "socialaccount_signup",
}
# Reached only in the middle of signing in, or with a second step set up: drawn in the journeys of signing in.
IN_JOURNEYS = {
    "account:password-set",
    "account_inactive",
    "account_logout",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "reviews:review-adjourn",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
}
# Reached by a private link: drawn in the journeys of private links, and by the tests of their pages.
BY_PRIVATE_LINK = {
    "guests:accuracy",
    "guests:letter",
    "guests:questions",
    "guests:record",
    "guests:send",
    "guests:start",
    "guests:translation",
}
# About something that does not stand in the synthetic council on that morning: drawn by the tests of their pages.
NOT_IN_THE_COUNCIL = {
    "audits:told",
    "challenge:complaint",
    "challenge:concern",
    "challenge:concern-close",
    "challenge:concern-formal",
    "challenge:dispute-run",
    "challenge:referral-settle",
    "children:need-judge",
    "imports:published-commit",
    "imports:published-file",
    "imports:published-remove",
    "oversight:change",
    "oversight:contact-settle",
    "quality:copy",
    "oversight:update",
    "people:key-withdraw",
    "reports:note-withdraw",
    "reports:view-remove",
    "reports:report-correct",
    "reports:report-present",
    "reports:report-young-people",
    "reports:report-publish",
    "reports:report-rows",
    "reports:report-sign-off",
    "reviews:attachment-withdraw",
    "reviews:early-decline",
    "reviews:review-correct-paper",
    "reviews:review-document",
    "reviews:review-statement-answer",
}
LEFT_OUT = NOT_DRAWN | NOT_OFFERED | IN_JOURNEYS | BY_PRIVATE_LINK | NOT_IN_THE_COUNCIL
# Programs read the addresses of the API.
DRAWN = sorted({page.name for page in pages() if not page.name.startswith("api:")} - LEFT_OUT)
NAMES_OF_LINKS = """() => [...document.querySelectorAll('main a[href]')].map(link => [
  (link.getAttribute('aria-label') || link.textContent).replace(/\\s+/g, ' ').trim(), link.href])"""
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .filter(each => { for (let up = each; up; up = up.parentElement) {
    const how = getComputedStyle(up); if (how.overflowX === 'auto' || how.overflowX === 'scroll'
      || how.clipPath !== 'none' || how.clip !== 'auto') return false } return true })
  .map(each => each.outerHTML.slice(0, 120)).slice(0, 5)"""


@pytest.fixture
def addresses(service: Service, context_for: ContextFor, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    """One address of every page, found once for all the processes of the run."""
    _live_in_once(service, context_for, tmp_path_factory.getbasetemp())
    return once_in_a_run("addresses", lambda: {each.name: each for each in _found(service, context_for)})


def _live_in_once(service: Service, context_for: ContextFor, folder: Path) -> None:
    """Each process has a service of its own; in each the same is done, so that every page has something to show."""
    done = folder / "lived-in"
    if done.exists():
        return
    page = context_for(service, "data_analyst").new_page()
    page.goto("/data/new/")
    page.get_by_label("Files of one return").set_input_files(FIRST_RETURN.written_to(folder / "return"))
    page.get_by_label("Collection year").fill("2027")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("button", name="Commit")).to_be_visible()
    page = context_for(service, "iro_manager").new_page()
    page.goto("/reports/new/annual/")
    page.get_by_label("2025/26").check()
    page.get_by_role("button", name="Begin").click()
    page = context_for(service, "administrator").new_page()
    page.goto(f"/people/deactivate/{GONE}")
    page.get_by_role("button", name="Deactivate").click()
    expect(page.locator("main")).to_contain_text("can no longer sign in")
    done.touch()


def _found(service: Service, context_for: ContextFor) -> Iterator[Found]:
    known: set[str] = set()
    for role in ROLES:
        yield from walk(context_for(service, role).request, role, service.url, known)


def test_a_link_leads_to_every_page(addresses: dict[str, Found]) -> None:
    unreached = set(DRAWN) - set(addresses)
    assert not unreached, f"No link leads to {sorted(unreached)}, from wherever a role begins."


@pytest.mark.parametrize("name", DRAWN)
def test_every_page_is_for_everybody(
    name: str, service: Service, window_of: PageFor, addresses: dict[str, Found]
) -> None:
    assert name in addresses, f"No link leads to {name}, from wherever a role begins."
    found = addresses[name]
    page = window_of(service, found.role)
    page.set_viewport_size(DESKTOP)
    answer = page.goto(found.address)
    assert answer is not None
    assert answer.status == 200
    heading = _heading_of(page)
    assert_accessible(page)
    _assert_links_say_where_they_lead(page)
    assert_accessible_as_narrow(page, PHONE)
    _assert_fits(page)
    _assert_works_without_scripts(window_of(service, found.role, scripts=False), found, heading)


def test_every_list_of_pages_names_pages_that_there_are() -> None:
    assert {page.name for page in pages()} >= NOT_DRAWN | NOT_OFFERED | IN_JOURNEYS


def _heading_of(page: Page) -> str:
    headings: list[str] = page.get_by_role("heading", level=1).all_inner_texts()
    assert len(headings) == 1, headings
    assert headings[0].strip()
    assert page.title().count(" – ") >= 1, page.title()
    return headings[0]


def _assert_links_say_where_they_lead(page: Page) -> None:
    leads: dict[str, set[str]] = {}
    for text, target in page.evaluate(NAMES_OF_LINKS):
        leads.setdefault(text, set()).add(target)
    unclear = {text: sorted(targets) for text, targets in leads.items() if len(targets) > 1 or not text}
    assert not unclear, f"Links of one name lead to different places: {unclear}"


def _assert_fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"], f"{wide} px wide at 320: {page.evaluate(TOO_WIDE)}"


def _assert_works_without_scripts(plain: Page, found: Found, heading: str) -> None:
    plain.goto(found.address, wait_until="domcontentloaded")
    expect(plain.get_by_role("heading", level=1)).to_have_text(heading)
    hidden = plain.locator("main [hidden]:not(input):not(button)").count()
    assert hidden == 0, "Without JavaScript a part of the page stays hidden."
