"""Every page of a child, a review, a decision and a guest is sent nonsense: it refuses in words, without a fault."""

from collections.abc import Iterator
from html.parser import HTMLParser
from http import HTTPStatus

import pytest
from django.db import transaction
from django.test import Client

from tests.integration.access.addresses import Page, pages
from tests.integration.access.scene import OWN, Scene

ROLES = ("iro", "iro_manager", "business_support", "team_manager", "social_worker", "participation_officer")
AREAS = ("reviews:", "decisions:", "guests:", "children:", "caseload:", "quality:", "supervision:")
PAGES = [page for page in pages() if page.name.startswith(AREAS)]
NONSENSE = {
    "nothing": [""],
    "text without end": ["x" * 30_000],
    "markup and pictures": ["<script>alert(1)</script> \U0001f469\U0001f3fd‍\U0001f9b0 ‮ ' \" ; --"],
    "a byte that no text holds": ["a\x00b"],
    "a number below none": ["-1"],
    "a number beyond every record": ["99999999999999999999"],
    "a digit that is no number": ["²"],
    "a day that never was": ["31/02/2026"],
    "everything twice": ["1", "2"],
}
REFUSED = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED)

pytestmark = pytest.mark.django_db


class Fields(HTMLParser):
    """The names of the boxes of a page, with what stands in the hidden ones."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.names: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        name = known.get("name")
        if tag not in ("input", "select", "textarea", "button") or not name or name == "csrfmiddlewaretoken":
            return
        self.names.add(name)
        if known.get("type") == "hidden":
            self.hidden[name] = known.get("value") or ""


def answering(scene: Scene, target: Page) -> Client | None:
    """A browser of the first role that may open the page or send it something."""
    address = target.address(scene, OWN)
    for role in ROLES:
        browser = scene.browser(role, reason_for=(OWN,)) if not target.name.startswith("guests:") else Client()
        with TakenBack():
            if browser.post(address, {}).status_code not in REFUSED:
                return browser
    return None


class TakenBack:
    """What is written meanwhile is taken back."""

    def __enter__(self) -> None:
        self.point = transaction.savepoint()

    def __exit__(self, *_: object) -> None:
        transaction.savepoint_rollback(self.point)


def sent(fields: Fields) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Each kind of nonsense in every box, once with the hidden ones as they came and once in them too."""
    for words, values in NONSENSE.items():
        everywhere = dict.fromkeys(sorted(fields.names), values)
        yield f"{words}, hidden ones too", everywhere
        yield words, everywhere | {name: [value] for name, value in fields.hidden.items()}


@pytest.mark.parametrize("target", PAGES, ids=lambda page: page.name)
def test_nonsense_is_refused_and_never_breaks_a_page(target: Page, scene: Scene):
    browser = answering(scene, target) or scene.browser("iro_manager", reason_for=(OWN,))  # a page to read alone
    address = target.address(scene, OWN)
    shown = browser.get(address)
    fields = Fields(
        shown.content.decode(errors="replace") if shown.status_code == HTTPStatus.OK and not shown.streaming else ""
    )
    fields.names |= {"reason", "on", "how"}
    for words, values in sent(fields):
        with TakenBack():
            answer = browser.post(address, values)
            assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, words
            assert b"Traceback" not in answer.content, words
