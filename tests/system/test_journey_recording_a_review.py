"""Journey 3, its core: a review is recorded in one pass of typing, checked, kept once, and counted."""

import re

from playwright.sync_api import expect

from tests.system.conftest import PHONE
from tests.system.journey import Journey

CHILDREN = "main a[href^='/children/']:not([href*='?'])"
# Children whose review of the day is on record by now: one stays on Today for other things that wait.
RECORDED: set[str] = set()
A_RECORD = re.compile("/children/[0-9a-f-]{36}/")


class TestRecordingAReview(Journey):
    """On a telephone, on the train home."""

    record = ""

    def test_asked_on_one_page_checked_on_the_next_kept_on_the_third(self) -> None:
        self.given_i_am_signed_in_as("iro", viewport=PHONE)
        self.when_i_open_the_form()
        self.when_i_press("Check the answers")
        self.then_all_that_is_missing_is_shown_at_once()
        self.when_i_answer_everything()
        self.when_i_press("Check the answers")
        self.then_the_page_is_headed("Check the record before it is kept")
        self.then_the_page_is_sound()
        self.when_i_press("Record this review")
        self.then_it_is_kept_and_the_next_clock_runs()

    def test_pressed_twice_it_is_kept_once(self) -> None:
        self.given_i_am_signed_in_as("iro")
        first, second = self.page, self.context.new_page()
        for self.page in (first, second):
            self.when_i_open_the_form()
            self.when_i_answer_everything()
            self.when_i_press("Check the answers")
            self.then_the_page_is_headed("Check the record before it is kept")
        for self.page in (first, second):
            self.when_i_press("Record this review")
        self.then_i_see("Nothing was recorded a second time")

    def test_more_meetings_are_to_come_and_then_it_is_adjourned(self) -> None:
        self.given_i_am_signed_in_as("iro")
        self.when_i_open_the_form()
        self.when_i_answer_everything()
        self.page.get_by_label("More meetings are to come").check()
        self.when_i_press("Check the answers")
        self.when_i_press("Record this review")
        self.when_i_follow(re.compile("[Aa]djourn"), within="main")
        self.then_the_page_is_headed("Adjourn the review of 16 November 2026")
        self.page.set_viewport_size(PHONE)
        self.then_the_page_is_sound()
        self.when_i_enter(re.compile("missing|[Ww]hy"), "The health assessment was not there")
        self.when_i_press("Adjourn this review")
        self.then_i_see("20 working days")

    def when_i_open_the_form(self) -> None:
        self.when_i_open("/")
        self.record = self.record or self._not_recorded_yet()
        link = self.page.locator(f"main a[href='{self.record}']").first
        self.child = link.inner_text().strip()
        link.click()
        self.when_i_follow("Record a review", within="main")

    def _not_recorded_yet(self) -> str:
        """The record of the first child on Today whose review nobody has recorded in this file."""
        found = [each.get_attribute("href") or "" for each in self.page.locator(CHILDREN).all()]
        record = next(each for each in found if A_RECORD.fullmatch(each) and each not in RECORDED)
        RECORDED.add(record)
        return record

    def then_all_that_is_missing_is_shown_at_once(self) -> None:
        self.then_the_page_is_sound()
        summary = self.page.locator(".govuk-error-summary")
        expect(summary).to_be_focused()
        links = summary.get_by_role("link")
        assert links.count() >= 3
        links.first.click()
        assert self.page.evaluate("document.activeElement.matches('input, select, textarea')")

    def when_i_answer_everything(self) -> None:
        which = self.page.get_by_role("group", name="Which review was this?")
        if which.count():
            which.get_by_role("radio").first.check()
        self.page.get_by_label("Everyone in one room").check()
        group = self.page.get_by_role("group", name="Was the child there?")
        group.get_by_label("Yes").check()
        group.get_by_label("They spoke for themselves").check()
        for parent in ("Mother", "Father"):
            self.page.get_by_role("group", name=parent).get_by_label("Was there and gave their views").check()
        self.page.get_by_label("It was completed that day").check()

    def then_it_is_kept_and_the_next_clock_runs(self) -> None:
        self.then_the_page_is_sound()
        self.then_i_see("The review of 16 November 2026 is recorded")
        self.when_i_follow(self.child)
        self.then_i_see("16 May 2027")
