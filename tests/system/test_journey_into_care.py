"""Journey 2: a child enters care, has an IRO within 5 working days, and a first review booked within 20."""

from datetime import date

from tests.system.journey import Journey
from tests.system.service import TODAY

LAST_DAY_TO_ALLOCATE = date(2026, 11, 20)
FIRST_REVIEW_BY = date(2026, 12, 11)
BOOKED = date(2026, 12, 9)


class TestAChildEntersCare(Journey):
    """The manager records a child who came on Friday and gives her to an officer; the officer sends the pack."""

    def test_recorded_allocated_with_the_conflict_check_pack_sent_and_first_review_booked(self) -> None:
        self.given_i_am_signed_in_as("iro_manager")
        self.when_i_record_that_a_child_came_into_care_on_friday()
        self.then_the_clocks_run_from_that_day()
        self.when_i_record_who_had_the_case_before()
        self.when_i_look_for_an_officer()
        self.then_officers_stand_with_the_room_that_they_have()
        self.when_i_give_the_child_to("Glenn Fitzgerald")
        self.then_i_see("Glenn Fitzgerald reviews this child from 16 November 2026")
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

    def when_i_record_who_had_the_case_before(self) -> None:
        """She has no brother or sister here: the check of conflicts finds nobody to bar."""
        self.child = self.page.url

    def when_i_look_for_an_officer(self) -> None:
        self.when_i_follow("Allocate an IRO")
        self.then_i_see("allocate by 20 November 2026")

    def then_officers_stand_with_the_room_that_they_have(self) -> None:
        self.then_i_see("Room for")

    def when_i_give_the_child_to(self, officer: str) -> None:
        self.page.get_by_label(officer).check()
        self.when_i_enter_the_day("First day", TODAY)
        self.when_i_press("Allocate")
        self.then_the_page_is_sound()

    def when_the_officer_sends_the_pack_and_tells_the_child(self) -> None:
        self.when_i_open("/")
        self.when_i_press("Pack sent today: Marigold Winterbourne")
        self.then_the_page_is_sound()
        self.when_i_press("Child told today: Marigold Winterbourne")
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
    """The law bars an officer from reviewing a child of whose plan or case they had a part."""

    def test_officers_who_are_barred_are_named_with_the_reason(self) -> None:
        self.given_i_am_signed_in_as("iro_manager")
        self.when_i_open("/")
        self.when_i_follow("Allocate", within="main")
        self.then_i_see("Who will review this child?")
        self.when_i_press("Allocate")
        self.then_the_page_is_sound()
        self.then_i_see("There is a problem")
