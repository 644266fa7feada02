"""Journey 5: a review is going to be late, and everybody knows before it is."""

import re
from datetime import date, datetime

from tests.system.journey import Journey
from tests.system.service import MONDAY

LATER = datetime(2026, 12, 1, 9, 0, tzinfo=MONDAY.tzinfo)
EXPECTED = date(2026, 11, 30)
TRIED = "The report was asked for three times, and a colleague was asked to write it."


class TestALateReview(Journey):
    """Asked before the day, approved with its reason, known to the head of service, and not asked again."""

    def test_asked_approved_seen_and_coded_once(self) -> None:
        self.given_i_am_signed_in_as("iro")
        self.when_i_ask_before_the_day()
        self.given_i_am_signed_in_as("iro_manager")
        self.when_the_manager_approves()
        self.given_i_am_signed_in_as("head_of_service")
        self.then_the_head_of_service_sees_it()
        with self.service.at(LATER) as later:
            self.service = later
            self.given_i_am_signed_in_as("iro")
            self.then_the_reason_stands_in_the_record()

    def when_i_ask_before_the_day(self) -> None:
        self.when_i_open("/")
        self.when_i_follow(re.compile("Open the review"), within="main")
        self.review = self.page.url.removeprefix(self.service.url)
        self.when_i_follow(re.compile("^Back to"), within="main")
        self.page.locator("main a[href$='/dates/']").first.click()
        self.then_the_page_is_headed("Dates of reviews")
        self.dates = self.page.url.removeprefix(self.service.url)
        self.when_i_follow("This review will be late", within="main")
        self.when_i_enter_the_day("When can the review be held?", EXPECTED)
        reason = self.page.get_by_label("Why must it be late?")
        reason.select_option(index=1)
        self.reason = reason.evaluate("box => box.selectedOptions[0].text")
        self.when_i_enter("What was tried to hold it in time?", TRIED)
        self.when_i_press("Ask the manager")
        self.then_the_page_is_sound()
        self.then_i_see("it is not asked again")

    def when_the_manager_approves(self) -> None:
        self.when_i_open("/")
        self.then_i_see("Late reviews to decide")
        self.when_i_open_what_was_asked()
        if "/decide/" not in self.page.url:
            self.when_i_follow("Approve or solve it", within="main")
        self.then_i_see(self.reason)
        self.then_i_see(TRIED)
        self.page.get_by_label("Yes, approve it").check()
        self.when_i_press("Decide")
        self.then_the_page_is_sound()
        self.then_i_see("Approved. The head of service is told.")

    def when_i_open_what_was_asked(self) -> None:
        """By the link of this child in my day; a reason is given where the child is outside my own caseload."""
        about = self.dates.replace("/dates/", "/late/")
        self.page.locator(f"main a[href^='{about}']").first.click()
        self.then_the_page_is_sound()
        if "/reason/" in self.page.url:
            self.when_i_enter("Why do you need to open this record?", "The review is going to be late")
            self.when_i_press("Open the record")
            self.then_the_page_is_sound()

    def then_the_head_of_service_sees_it(self) -> None:
        self.when_i_open("/")
        self.when_i_open_what_was_asked()
        self.then_i_see(self.reason)

    def then_the_reason_stands_in_the_record(self) -> None:
        self.when_i_open(self.dates.replace("/dates/", "/record/"))
        self.when_i_enter_the_day("Day it was held", EXPECTED)
        late = self.page.get_by_label("Why was it late?")
        assert late.evaluate("box => box.selectedOptions[0].text") == self.reason
