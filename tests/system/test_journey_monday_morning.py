"""Journey 1: Monday morning an IRO sees the week, opens the first child, and has everything on one page."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.system.conftest import PHONE
from tests.system.journey import Journey


class TestMondayMorning(Journey):
    """An IRO at a desk, and again on a telephone without JavaScript."""

    def test_the_week_and_everything_about_the_first_child(self) -> None:
        self.given_i_am_signed_in_as("iro")
        self.when_i_open("/")
        self.then_the_page_is_headed("Today")
        self.then_i_see("Monday 16 November 2026")
        self.then_what_is_due_stands_in_the_order_of_the_clock()
        self.when_i_open_the_first_child()
        self.then_everything_is_on_one_page()

    def test_the_same_on_a_telephone_without_scripts(self) -> None:
        self.given_i_am_signed_in_as("iro", viewport=PHONE, java_script_enabled=False)
        self.page.goto("/")
        self.then_the_page_is_headed("Today")
        self.when_i_open_the_first_child()
        self.then_everything_is_on_one_page()

    def then_what_is_due_stands_in_the_order_of_the_clock(self) -> None:
        headings = [text.strip() for text in self.page.locator("main h2").all_inner_texts()]
        late, week = (
            next(place for place, text in enumerate(headings) if name in text) for name in ("Overdue", "week")
        )
        assert late < week
        expect(self.page.locator("main")).to_contain_text("working days overdue")

    def when_i_open_the_first_child(self) -> None:
        first = self.page.locator("main a[href^='/children/']:not([href*='?'])").first
        self.name = first.inner_text().strip()
        first.click()

    def then_everything_is_on_one_page(self) -> None:
        self.then_the_page_is_headed(self.name)
        for part in (
            "Next review due by",
            re.compile(r"working days? (overdue|left)"),
            "Source: Care Planning, Placement and Case Review (England) Regulations 2010",
            "Planned for",
            "Reviewing officer",
            "Time in care",
            "Latest reviews",
            "People around the child",
            "Who the child is",
            "Latest on the record",
        ):
            self.then_i_see(part)
        assert self.page.locator("main svg").count() >= 1, "Time in care is not drawn."


class TestByKeyboardAlone(Journey):
    """An IRO who uses no mouse signs in, opens a child and records a review."""

    def test_sign_in_open_a_child_and_record_a_review(self) -> None:
        self.given_i_am_not_signed_in()
        self.page.goto("/account/sign-in/")
        self.when_i_type_in("Email address", "iro@example.org")
        self.when_i_type_in("Password", self.service.password)
        self.page.keyboard.press("Enter")
        self.then_the_page_is_headed("Today")
        self.when_i_go_by_keyboard_to(self.page.locator("main a[href^='/children/']:not([href*='?'])").first)
        self.when_i_go_by_keyboard_to(self.page.locator("main a", has_text="Record a review").first)
        self.then_the_page_is_headed("Record a review")
        self.when_i_answer_by_keyboard()
        self.when_i_go_by_keyboard_to(self.page.get_by_role("button", name="Check the answers"))
        self.then_the_page_is_headed("Check the record before it is kept")
        self.when_i_go_by_keyboard_to(self.page.get_by_role("button", name="Record this review"))
        self.then_i_see("is recorded")

    def when_i_type_in(self, label: str, value: str) -> None:
        self._tab_until(lambda: self._focus_is_on(self.page.get_by_label(label, exact=True).first))
        self.page.keyboard.type(value)

    def when_i_go_by_keyboard_to(self, target: Locator) -> None:
        self._tab_until(lambda: self._focus_is_on(target))
        outline = self.page.evaluate(
            "() => { const how = getComputedStyle(document.activeElement);"
            " return how.outlineStyle !== 'none' || how.boxShadow !== 'none' }"
        )
        assert outline, f"Nobody sees that the keyboard is on '{target.inner_text()}'."
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state("load")

    def when_i_answer_by_keyboard(self) -> None:
        for question in ("Which review was this?", "Was the child there?", "Mother", "Father", "How did it end?"):
            group = self.page.get_by_role("group", name=question).first
            self._tab_until(lambda group=group: bool(group.evaluate("each => each.contains(document.activeElement)")))
            self.page.keyboard.press("Space")
            if question == "Was the child there?":
                self._tab_until(lambda: self._focus_is_on(self.page.get_by_label("They spoke for themselves")))
                self.page.keyboard.press("Space")

    def _focus_is_on(self, target: Locator) -> bool:
        return bool(target.evaluate("each => each === document.activeElement"))

    def _tab_until(self, arrived: Callable[[], bool], most: int = 80) -> None:
        for _ in range(most):
            if arrived():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard never gets there on {self.page.url}.")
