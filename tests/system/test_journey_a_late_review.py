"""Journey 5: a review is going to be late, and everybody who must know does before it is."""

import re
from datetime import date, datetime

from tests.system.journey import Journey
from tests.system.service import MONDAY

LATER = datetime(2027, 3, 1, 9, 0, tzinfo=MONDAY.tzinfo)
EXPECTED = date(2027, 2, 26)
TRIED = "The report was asked for three times, and a colleague was asked to write it."
COUNTED = "/measures/reviews.late_by_reason/?period=own&from=2027-02-01&to=2027-03-01"
REASON_ASKED = "Why do you need to open this record?"


class TestALateReview(Journey):
    """Asked before the day, approved with its reason, known to the head of service, recorded and counted."""

    def test_asked_approved_seen_coded_once_and_counted(self) -> None:
        self.given_i_am_signed_in_as("iro")
        self.when_i_say_before_the_day_that_it_will_be_late()
        self.given_i_am_signed_in_as("iro_manager")
        self.when_the_manager_approves()
        self.given_i_am_signed_in_as("head_of_service")
        self.then_the_head_of_service_sees_why()
        with self.service.at(LATER) as later:
            self.service = later
            self.then_nothing_is_counted_yet()
            self.given_i_am_signed_in_as("iro")
            self.when_i_record_it_and_the_reason_is_there()
            self.then_it_is_counted()

    def when_i_say_before_the_day_that_it_will_be_late(self) -> None:
        """The review is booked in time, and that booking cannot be kept."""
        self.dates = self.dates_of_a_child_whose_review_is_booked_in_time()
        self.when_i_open(self.dates)
        self.when_i_follow("This review will be late", within="main")
        self.when_i_enter_the_day("When can the review be held?", EXPECTED)
        reason = self.page.get_by_label("Why must it be late?")
        reason.select_option("reports_not_ready")
        self.reason = reason.evaluate("box => box.selectedOptions[0].text")
        self.when_i_enter("What was tried to hold it in time?", TRIED)
        self.when_i_press("Ask the manager")
        self.then_the_page_is_sound()
        self.then_i_see("it is not asked again")

    def dates_of_a_child_whose_review_is_booked_in_time(self) -> str:
        """The first in the diary of this month about whom nobody has asked yet."""
        diary = self.context.request.get("/reviews/month/?month=2026-11").text()
        for address in dict.fromkeys(re.findall(r"/reviews/[0-9a-f-]{36}/", diary)):
            ask = self.context.request.get(f"{address}late/").text()
            told = self.context.request.get(f"{address}dates/").text()
            if "overdue" not in ask and "Nobody has said that a review will be late" in told:
                return f"{address}dates/"
        raise AssertionError("No review in the diary is booked in time.")

    def when_the_manager_approves(self) -> None:
        self.when_i_open("/")
        self.then_i_see("Late reviews to decide")
        self.when_i_open(self.dates)
        self.when_i_say_why_i_open_the_record()
        self.page.locator("main tr", has_text="Waits for the manager").get_by_role("link").click()
        self.then_the_page_is_sound()
        self.when_i_follow("Approve or solve it", within="main")
        self.then_i_see(self.reason)
        self.then_i_see(TRIED)
        self.page.get_by_label("Yes, approve it").check()
        self.when_i_press("Decide")
        self.then_the_page_is_sound()
        self.then_i_see("Approved. The head of service is told.")

    def when_i_say_why_i_open_the_record(self) -> None:
        if "/reason/" in self.page.url:
            self.when_i_enter(REASON_ASKED, "The review is going to be late")
            self.when_i_press("Open the record")
            self.then_the_page_is_sound()

    def then_the_head_of_service_sees_why(self) -> None:
        self.when_i_open("/")
        self.page.locator(f"main a[href^='{self.dates.replace('/dates/', '/late/')}']").first.click()
        self.then_the_page_is_sound()
        self.then_i_see(self.reason)
        self.then_i_see(TRIED)

    def then_nothing_is_counted_yet(self) -> None:
        self.given_i_am_signed_in_as("iro_manager")
        self.when_i_open(COUNTED)
        assert not self.page.locator("main tr", has_text=self.reason).count()

    def when_i_record_it_and_the_reason_is_there(self) -> None:
        self.when_i_open(self.dates.replace("/dates/", "/record/"))
        which = self.page.get_by_role("group", name="Which review was this?")
        if which.count():
            which.get_by_label("The one planned for").check()
        self.when_i_enter_the_day("Day it was held", EXPECTED)
        if not self.page.get_by_role("group", name="How was it held?").locator(":checked").count():
            self.page.get_by_label("By video").check()
        there = self.page.get_by_role("group", name="Was the child there?")
        if there.count():
            there.get_by_label("Yes").check()
            there.get_by_label("They spoke for themselves").check()
        for parent in ("Mother", "Father"):
            self.page.get_by_role("group", name=parent).get_by_label("Was there and gave their views").check()
        self.page.get_by_label("It was completed that day").check()
        self.when_i_press("Check the answers")
        self.then_the_page_is_headed("Check the record before it is kept")
        self.then_the_page_is_sound()
        self.then_i_see(self.reason)
        self.when_i_press("Record this review")
        self.then_the_page_is_sound()
        self.then_i_see("is recorded")

    def then_it_is_counted(self) -> None:
        self.given_i_am_signed_in_as("iro_manager")
        self.when_i_open(COUNTED)
        row = self.page.locator("main tr", has_text=self.reason)
        assert row.locator("td").first.inner_text() == "1"
