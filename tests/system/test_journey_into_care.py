"""Journey 2: a child enters care, has an IRO within 5 working days, and a first review booked within 20."""

import re
from datetime import date

from tests.system.journey import Journey
from tests.system.service import TODAY

BOOKED = date(2026, 12, 9)
OFFICER = "RC-iro-1"
LABELS = "all => all.map(each => each.labels[0].innerText)"


class TestAChildEntersCare(Journey):
    """The manager records a child who came on Friday and gives her to an officer; the officer sends the pack."""

    def test_recorded_allocated_with_the_conflict_check_pack_sent_and_first_review_booked(self) -> None:
        self.given_i_am_signed_in_as("iro_manager")
        self.when_i_record_that_a_child_came_into_care_on_friday()
        self.then_the_clocks_run_from_that_day()
        self.when_i_look_for_an_officer()
        self.then_officers_stand_with_the_room_that_they_have()
        self.when_i_give_the_child_to(OFFICER)
        self.then_i_see("reviews this child from 16 November 2026")
        self.given_i_am_signed_in_as("iro")
        self.when_the_officer_sends_the_pack_and_tells_the_child()
        self.when_the_officer_books_the_first_review()
        self.then_it_stands_inside_20_working_days()

    def when_i_record_that_a_child_came_into_care_on_friday(self) -> None:
        self.when_i_open("/children/")
        self.when_i_follow("A child enters care")
        self.page.get_by_label("No, this is a new child").check()
        self.when_i_enter("The council's new number for the child", "NEW1")
        self.when_i_enter("Given name", "Marigold")
        self.when_i_enter("Family name", "Winterbourne")
        self.when_i_enter_the_day("Date of birth", date(2017, 5, 4))
        self.page.get_by_label("Female").check()
        self.when_i_enter_the_day("First day in care", date(2026, 11, 13))
        for question, code in (("Legal status", "V2"), ("Main reason for care", "N1"), ("Placement", "U6")):
            self.page.get_by_label(question, exact=True).select_option(code)
        self.when_i_press("Record that the child is in care")
        self.when_i_say_why_i_open_the_record()

    def when_i_say_why_i_open_the_record(self) -> None:
        if "/reason/" in self.page.url:
            self.when_i_enter("Why do you need to open this record?", "She has just come into care")
            self.when_i_press("Open the record")

    def then_the_clocks_run_from_that_day(self) -> None:
        self.then_the_page_is_headed("Marigold Winterbourne")
        self.then_the_page_is_sound()
        self.then_i_see("11 December 2026")
        self.then_i_see("by 20 November 2026")

    def when_i_look_for_an_officer(self) -> None:
        self.child = self.page.url
        self.when_i_follow("Allocate an IRO")
        self.then_i_see("allocate by 20 November 2026")

    def then_officers_stand_with_the_room_that_they_have(self) -> None:
        self.then_i_see("Room for")

    def when_i_give_the_child_to(self, officer: str) -> None:
        self.page.locator(f"input[value='{officer}']").check()
        self.when_i_enter_the_day("First day", TODAY)
        self.when_i_press("Allocate")
        self.then_the_page_is_sound()

    def when_the_officer_sends_the_pack_and_tells_the_child(self) -> None:
        self.when_i_open("/")
        self.when_i_press(re.compile(r"Pack sent today\s*: Marigold"))
        self.then_the_page_is_sound()
        self.then_i_see("pack sent on 16 Nov")
        self.when_i_press(re.compile(r"Child told today\s*: Marigold"))
        self.then_the_page_is_sound()

    def when_the_officer_books_the_first_review(self) -> None:
        self.when_i_open(self.child)
        self.when_i_follow("Plan the next review")
        self.when_i_enter_the_day("Date", BOOKED)
        self.when_i_enter("Time (optional)", "4pm")
        self.page.get_by_label("Everyone in one room").check()
        self.when_i_press("Book this review")

    def then_it_stands_inside_20_working_days(self) -> None:
        self.then_the_page_is_sound()
        self.then_i_see("The last day in law is 11 December 2026; this is 2 working days before it.")


class TestAnOfficerWhoMayNot(Journey):
    """A mother who is in care herself and her baby have different officers."""

    def test_officers_who_are_barred_are_named_with_the_reason(self) -> None:
        self.given_i_am_signed_in_as("iro_manager")
        self.when_i_look_for_an_officer_for_a_mother_in_care()
        self.then_i_see("Who may not review this child")
        self.then_i_see("the two must have different IROs")
        barred = self.page.locator(".oi-barred li strong").all_inner_texts()
        offered = self.page.locator("input[name=officer]").evaluate_all(LABELS)
        assert barred
        assert not {name.strip() for name in barred} & {name.strip() for name in offered}

    def when_i_look_for_an_officer_for_a_mother_in_care(self) -> None:
        """The council's one mother and baby unit holds both: the mother is the older of the two."""
        self.when_i_open("/children/?placement=R3&status=looked+after+now")
        ages = self.page.locator("main tbody tr").evaluate_all(
            "rows => rows.map(row => [Number(row.lastElementChild.innerText.replace(/\\D/g, '')),"
            " row.querySelector('a').getAttribute('href')])"
        )
        address = max(ages)[1]
        self.when_i_open(address.replace("/children/", "/caseload/") + "allocate/")
        if "/reason/" in self.page.url:
            self.when_i_enter("Why do you need to open this record?", "A change of IRO")
            self.when_i_press("Open the record")
            self.then_the_page_is_sound()
