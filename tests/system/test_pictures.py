"""The pictures of the documents are taken here, from the synthetic council; OPENIRO_KEEP_PICTURES=1 keeps them."""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.databases import ROOT
from tests.system.conftest import ContextFor
from tests.system.service import Service

IMAGES = ROOT / "docs" / "images"
LARGEST = 200_000
CHILD = "main a[href^='/children/']:not([href*='?'])"
# Name of the picture, who looks, and where.
PICTURES = {
    "today": ("iro", "/"),
    "child": ("iro", "/"),
    "review": ("iro", "/"),
    "data": ("data_analyst", "/data/"),
    "measures": ("iro_manager", "/measures/"),
    "report": ("iro_manager", "/reports/new/annual/"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_taken(name: str, own_service: Service, context_for: ContextFor, tmp_path: Path) -> None:
    role, address = PICTURES[name]
    page = context_for(own_service, role).new_page()
    page.goto(address)
    _go_on(page, name)
    taken = tmp_path / f"{name}.png"
    page.screenshot(path=taken, animations="disabled")
    assert 10_000 < taken.stat().st_size <= LARGEST
    if os.environ.get("OPENIRO_KEEP_PICTURES"):
        IMAGES.mkdir(exist_ok=True)
        shutil.copy(taken, IMAGES)


def _go_on(page: Page, name: str) -> None:
    if name == "child":
        page.locator(CHILD).nth(1).click()
    if name == "review":
        page.get_by_role("link", name="Write the record").first.click()
        page.goto(page.url.partition("write-record/")[0])
    if name == "report":
        page.get_by_label("2025/26").check()
        page.get_by_role("button", name="Begin").click()
    page.get_by_role("heading", level=1).wait_for()


def test_every_picture_in_the_documents_is_there_and_none_is_left_over() -> None:
    documents = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    named = {
        (each.parent / link).resolve()
        for each in documents
        for link in re.findall(r"!\[[^\]]+\]\(([^)\s]+)\)", each.read_text(encoding="utf-8"))
        if "://" not in link
    }
    kept = {path.resolve() for path in IMAGES.glob("*")}
    assert named == kept
    assert {path.stem for path in kept} <= set(PICTURES), "A picture that no test takes grows old."
