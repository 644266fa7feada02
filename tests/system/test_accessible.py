"""The judgement of pages is itself judged: what stands against a page is found, in the window where it does."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.system.accessible import assert_accessible, assert_accessible_as_narrow, assert_accessible_once
from tests.system.conftest import DESKTOP, PHONE

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Page – Service</title>
<meta name="viewport" content="width=device-width"><style>body {{ color: black; background: white }} {style}</style>
</head><body><main><h1>Heading</h1>{words}</main></body></html>"""
PALE = "color: silver"
NARROW = "@media (max-width: 400px)"
WIDE = "@media (min-width: 401px)"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP)
    yield context.new_page()
    context.close()


def show(page: Page, words: str = "<p>Words</p>", style: str = "") -> None:
    page.goto("about:blank")
    page.set_content(PAGE.format(words=words, style=style))


def test_a_sound_page_is_sound_at_both_widths(page: Page) -> None:
    show(page)
    assert_accessible(page)
    assert_accessible_as_narrow(page, PHONE)


def test_pale_words_are_found(page: Page) -> None:
    show(page, style=f"p {{ {PALE} }}")
    with pytest.raises(AssertionError, match="color-contrast"):
        assert_accessible(page)


@pytest.mark.parametrize(
    "style",
    [
        f"{NARROW} {{ p {{ {PALE} }} }}",
        f"{NARROW} {{ main {{ background: dimgray }} }}",
        f"p {{ {PALE} }} {WIDE} {{ p {{ display: none }} }}",
        f"p {{ color: #8a8a8a; font-size: 24px }} {NARROW} {{ p {{ font-size: 16px }} }}",
    ],
    ids=["their colour", "what is behind them", "seen only there", "smaller"],
)
def test_words_that_are_pale_on_a_telephone_alone_are_found_there(page: Page, style: str) -> None:
    show(page, style=style)
    assert_accessible(page)
    with pytest.raises(AssertionError, match="color-contrast"):
        assert_accessible_as_narrow(page, PHONE)


def test_a_button_without_a_name_that_is_seen_on_a_telephone_alone_is_found_there(page: Page) -> None:
    show(page, words="<button></button>", style=f"{WIDE} {{ button {{ display: none }} }}")
    assert_accessible(page)
    with pytest.raises(AssertionError, match="button-name"):
        assert_accessible_as_narrow(page, PHONE)


@pytest.mark.parametrize(
    "added", ["<button></button>", "<p class='pale'>Words</p>", "<h4>Skipped</h4>", "<a href='/'></a>"]
)
def test_a_page_that_was_judged_is_judged_again_when_it_takes_another_shape(page: Page, added: str) -> None:
    show(page, style=f".pale {{ {PALE} }}")
    assert_accessible_once(page)
    show(page, words=f"<p>Words</p>{added}", style=f".pale {{ {PALE} }}")
    with pytest.raises(AssertionError, match="accessibility violations"):
        assert_accessible_once(page)
