"""What axe says of a page: nothing may stand against it, at WCAG 2.2 AA and axe's best practice."""

import re
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page, ViewportSize

from tests.databases import EMBEDDED, server_of_the_run

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS: dict[str, Any] = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
CONTRAST = "color-contrast"
IS_THERE = "() => 'axe' in window"
VIOLATIONS = "options => axe.run(options).then(({violations}) => ({violations}))"
# What decides whether words stand out: which are seen, in which colours, on what, and whether they count as large.
LOOKS = """() => new Map([...document.querySelectorAll('body *')].map(each => {
  const how = getComputedStyle(each);
  return [each, [each.checkVisibility({visibilityProperty: true}), how.clip, how.clipPath, how.position, how.color,
    how.opacity, how.backgroundColor, how.backgroundImage,
    parseFloat(how.fontSize) >= (how.fontWeight >= 700 ? 18.5 : 24)].join()] }))"""
KEEP_LOOKS = f"() => {{ window.looksOfBefore = ({LOOKS})() }}"
OF_WHAT_LOOKS_DIFFERENT = f"""async options => {{
  const now = ({LOOKS})(), include = [...now.keys()].filter(each => now.get(each) !== looksOfBefore.get(each));
  const found = include.length ? await axe.run({{include}}, options) : {{violations: []}};
  return {{violations: found.violations}} }}"""
# Every kind of element on the page once, with whether it is seen; ids that stand twice, and the order of headings.
SHAPE = """() => {
  const kinds = [...document.querySelectorAll('*')].map(each =>
    [each.tagName, each.getAttribute('class'), each.getAttribute('role'), each.checkVisibility()].join(' '));
  const ids = [...document.querySelectorAll('[id]')].map(each => each.id);
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(each => each.tagName);
  return JSON.stringify([innerWidth, ids.length - new Set(ids).size,
    headings.filter((each, place) => each !== headings[place - 1]), [...new Set(kinds)].sort()]) }"""
CODE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
_sound: set[tuple[str, str]] = set()


def assert_accessible(page: Page) -> None:
    """axe finds nothing against the page, as it stands in its window."""
    if not page.evaluate(IS_THERE):
        page.evaluate(AXE_SCRIPT)
    _assert_finds_nothing(page, VIOLATIONS, OPTIONS)


def assert_accessible_as_narrow(page: Page, narrow: ViewportSize) -> None:
    """The same of a page that was judged in its window, once that is made `narrow`.

    Colours are half the work, and are looked at again only where a part of the page looks different than before.
    """
    page.evaluate(KEEP_LOOKS)
    page.set_viewport_size(narrow)
    _assert_finds_nothing(page, VIOLATIONS, {**OPTIONS, "rules": {CONTRAST: {"enabled": False}}})
    _assert_finds_nothing(page, OF_WHAT_LOOKS_DIFFERENT, {**OPTIONS, "runOnly": [CONTRAST]})


def assert_accessible_once(page: Page) -> None:
    """The same, of each page once for each shape that it takes: a journey comes back to where it was.

    A message, a fault, another part or another width is another shape. On a database server the pages are those of
    the embedded database, which are judged there.
    """
    if server_of_the_run() != EMBEDDED:
        return
    known = (CODE.sub("*", urlsplit(page.url).path), page.evaluate(SHAPE))
    if known not in _sound:
        assert_accessible(page)
        _sound.add(known)


def _assert_finds_nothing(page: Page, asked: str, options: dict[str, Any]) -> None:
    found = AxeResults(page.evaluate(asked, options))
    assert not found.violations_count, f"{page.url}\n{found.generate_report()}"
