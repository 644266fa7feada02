"""What every journey shares: a person of some role in a browser, who clicks what people click."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.system.accessible import assert_accessible_once
from tests.system.conftest import ContextFor
from tests.system.service import Service


class Journey:
    """A browser with a service of its own. `self.page` is the window of the person whose journey it is."""

    service: Service
    page: Page

    @pytest.fixture(autouse=True)
    def _at_a_service(self, own_service: Service, context_for: ContextFor, tmp_path: Path) -> None:
        self.service, self._context_for, self.folder = own_service, context_for, tmp_path

    def given_i_am_signed_in_as(self, role: str, **window: Any) -> None:
        self.context: BrowserContext = self._context_for(self.service, role, **window)
        self.page = self.context.new_page()
        self.page.on("pageerror", self._fail_on_fault)

    def given_i_am_not_signed_in(self, **window: Any) -> None:
        self.given_i_am_signed_in_as("", **window)

    def when_i_open(self, address: str) -> None:
        self.page.goto(address)
        self.then_the_page_is_sound()

    def when_i_follow(self, text: str | re.Pattern[str], *, within: str = "body") -> None:
        """A link, or a link that is drawn as a button."""
        self.page.locator(f"{within} a").filter(has_text=text).first.click()
        self.then_the_page_is_sound()

    def when_i_press(self, text: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=text).first.click()

    def when_i_enter(self, label: str | re.Pattern[str], value: str) -> None:
        self.page.get_by_label(label).first.fill(value)

    def when_i_enter_the_day(self, question: str | re.Pattern[str], day: Any) -> None:
        group = self.page.get_by_role("group", name=question)
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part).fill(str(value))

    def then_i_see(self, text: str | re.Pattern[str]) -> None:
        try:
            expect(self.page.locator("main")).to_contain_text(text)
        except AssertionError:
            said = " ".join(self.page.locator("main").inner_text().split())
            raise AssertionError(f"{text!r} is not on {self.page.url}, which says: {said[:1200]}") from None

    def then_the_page_is_headed(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)

    def then_the_page_is_sound(self) -> None:
        """No page of the journey is an error, and axe finds nothing against it."""
        self.page.wait_for_load_state("load")
        assert_accessible_once(self.page)

    def _fail_on_fault(self, fault: Any) -> None:
        raise AssertionError(f"A script failed on {self.page.url}: {fault}")
