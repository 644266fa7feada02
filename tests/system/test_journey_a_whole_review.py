"""Journey 3: an IRO does a whole ordinary review in at most 12 pages, and types nothing twice."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Response, expect

from tests.system.conftest import PHONE
from tests.system.journey import Journey, assert_accessible
from tests.system.service import MONDAY

MOST_PAGES = 12
SIX = 6
REVIEW = re.compile(r"/reviews/[0-9a-f-]{36}/\d+/$")
ASKED_OF_A_CHILD = "Was the child there?"
SEEN_ON = date(2026, 11, 12)
# Whatever is typed in the journey stands here once.
SAID = "I want to stay at this school and see Nan on Sundays."
PREVIOUS_NOTE = "The move to the new room has settled."
CHANGES_NOTE = "Sunday visits to Nan begin in December."
DECISIONS = (
    "Agree Sunday visits to Nan with her",
    "Book the optician",
    "Ask the school about the trip to York",
    "Send the photographs of the first carers",
    "Find a swimming club nearby",
)
IN_BOXES = "textarea:visible, input[type=text]:visible, input[type=email]:visible, input:not([type]):visible"
LISTED = """boxes => boxes.map(box => [box.name, box.value])"""


class TestAWholeReview(Journey):
    """From the task list of a review that is booked, to the review finished."""

    assert_sound = True

    @pytest.fixture(autouse=True)
    def _nothing_yet(self) -> None:
        self.pages: list[str] = []
        self.typed: list[str] = []

    def test_at_a_desk(self) -> None:
        self.given_i_am_signed_in_as("iro")
        self.given_a_review_that_is_booked(0)
        self.when_i_do_the_whole_review()
        self.then_i_opened_at_most_12_pages()
        self.then_what_i_typed_stands_wherever_it_belongs()
        self.then_the_manager_has_the_decisions_to_answer()

    def test_on_a_telephone(self) -> None:
        self.given_i_am_signed_in_as("iro", viewport=PHONE)
        self.given_a_review_that_is_booked(1)
        self.when_i_do_the_whole_review()
        self.then_i_opened_at_most_12_pages()

    def test_without_scripts(self) -> None:
        self.assert_sound = False
        self.given_i_am_signed_in_as("iro", java_script_enabled=False)
        self.given_a_review_that_is_booked(2)
        self.when_i_do_the_whole_review()
        self.then_i_opened_at_most_12_pages()
        self.then_what_i_typed_stands_wherever_it_belongs()

    def given_a_review_that_is_booked(self, place: int) -> None:
        """The one of that place among those ahead to which six or more are invited, of a child who is asked."""
        fit: list[str] = []
        diary = self.context.request.get("/reviews/month/?month=2026-11").text()
        diary += self.context.request.get("/reviews/month/?month=2026-12").text()
        for address in dict.fromkeys(re.findall(r"/reviews/[0-9a-f-]{36}/\d+/", diary)):
            people = self.context.request.get(f"{address}people/").text()
            part = self.context.request.get(f"{address}participation/").text()
            if len(re.findall(r'value="yes" checked', people)) >= SIX and ASKED_OF_A_CHILD in part:
                fit.append(address)
        assert len(fit) > place, f"Of the reviews in the diary only {len(fit)} are fit for the journey."
        self.address = fit[place]

    def when_i_do_the_whole_review(self) -> None:
        self.page.on("response", self._count)
        self.page.goto(self.address)
        self.then_the_page_is_sound()
        self.child = self.page.locator("main h1").inner_text()
        self.when_i_follow("Consultation and invitations", within="main")
        self.when_i_invite_everybody()
        self.when_i_say_what_papers_came()
        self.when_i_record_the_meeting()
        self.when_i_say_who_took_part()
        self.when_i_answer_the_checks_that_are_due()
        self.when_i_write_five_decisions()
        self.when_i_write_the_record()
        self.when_i_read_the_letter()
        self.when_i_finish_the_review()

    def when_i_invite_everybody(self) -> None:
        self.then_the_page_is_headed("Consultation and invitations")
        assert self.page.get_by_label("Invite", exact=True).and_(self.page.locator(":checked")).count() >= SIX
        self.page.get_by_label("They were invited by other means").check()
        self.when_i_save_and_go_on()

    def when_i_say_what_papers_came(self) -> None:
        self.then_the_page_is_headed("Social worker's report")
        report = self.page.get_by_role("group", name="Social worker's report").first
        report.get_by_label("It has not come").check()
        self.when_i_save_and_go_on()

    def when_i_record_the_meeting(self) -> None:
        self.then_the_page_is_headed("Record a review")
        which = self.page.get_by_role("group", name="Which review was this?")
        if which.count():
            which.get_by_label("The one planned for").check()
        held = self.page.get_by_role("group", name="Day it was held")
        assert held.get_by_label("Day").input_value() == str(MONDAY.day), "The day is not offered."
        assert self.page.get_by_label("Who chaired it?").input_value(), "Who chairs is not offered."
        late = self.page.get_by_label("Why was it late?")
        if late.count():
            late.select_option(index=1)
        if not self.page.get_by_role("group", name="How was it held?").locator(":checked").count():
            self.page.get_by_label("By video").check()
        there = self.page.get_by_role("group", name=ASKED_OF_A_CHILD)
        there.get_by_label("Yes").check()
        there.get_by_label("They spoke for themselves").check()
        for parent in ("Mother", "Father"):
            self.page.get_by_role("group", name=parent).get_by_label("Was there and gave their views").check()
        self.page.get_by_label("It was completed that day").check()
        self.when_i_go_on_by("Check the answers")
        self.when_i_go_on_by("Record this review")
        self.then_i_see("is recorded")

    def when_i_say_who_took_part(self) -> None:
        self.then_the_page_is_headed("Participation")
        assert self.page.get_by_role("group", name=ASKED_OF_A_CHILD).get_by_label("Yes").is_checked()
        for parent in ("Mother", "Father"):
            part = self.page.get_by_label(f"{parent}: what part?")
            assert part.input_value() == "both", f"The part of the {parent.lower()} is asked again."
        for part in self.page.get_by_label(": what part?").all():
            if not part.input_value():
                part.select_option("both")
        chaired = self.page.get_by_role("group", name="Did the child chair the review?")
        chaired.get_by_label("Part of it").check()
        self.when_i_enter_the_day("When did you see the child before the review?", SEEN_ON)
        self.page.get_by_label("Was the child seen alone?").select_option(label="Seen alone")
        self.when_i_type("What did the child say?", SAID)
        self.when_i_save_and_go_on()

    def when_i_answer_the_checks_that_are_due(self) -> None:
        self.then_the_page_is_headed("Checks")
        said = self.page.locator("main").inner_text()
        needed = said.partition("Needed before the review is finished:")[2].splitlines()[0].strip(" .").split(", ")
        assert len(needed) >= 4, f"Fewer than four checks are due: {needed}"
        for title in needed:
            row = self.page.locator(".oi-checked").filter(has=self.page.get_by_role("heading", name=title, exact=True))
            for question in row.get_by_role("group").filter(has=self.page.get_by_label("Yes")).all():
                question.get_by_label("Yes").check()
        self.when_i_save_and_go_on()

    def when_i_write_five_decisions(self) -> None:
        self.then_the_page_is_headed("Decisions")
        for judged in self.page.get_by_label("What came of it?").all():
            judged.select_option(label="Done")
        for number, text in enumerate(DECISIONS, start=1):
            row = self.page.locator(f"#decision-{number}")
            self.when_i_type("What is to happen?", text, within=row)
            row.get_by_label("Who?").select_option(index=1)
            row.get_by_label("By when?").select_option(index=2)
        self.when_i_save_and_go_on()

    def when_i_write_the_record(self) -> None:
        self.then_the_page_is_headed("Record")
        for text in (SAID, *DECISIONS):
            self.then_i_see(text)
        self.when_i_type("What has changed since the last review", PREVIOUS_NOTE)
        self.when_i_type("What this review changes for the child", CHANGES_NOTE)
        self.when_i_save_and_go_on()

    def when_i_read_the_letter(self) -> None:
        self.then_the_page_is_headed("Letter to the child")
        self.then_i_see(SAID)
        self.when_i_save_and_go_on()

    def when_i_finish_the_review(self) -> None:
        self.then_the_page_is_headed("Finish the review")
        self.then_i_see("Nothing is missing.")
        self.when_i_go_on_by("Finish the review")
        self.then_i_see("The review is finished")
        assert REVIEW.search(self.page.url)

    def when_i_save_and_go_on(self) -> None:
        self.when_i_go_on_by("Save and go on")

    def when_i_go_on_by(self, button: str) -> None:
        self.when_i_press(button)
        self.page.wait_for_load_state("load")
        self.then_the_page_is_sound()
        assert not self.page.locator(".govuk-error-summary").count(), self.page.locator("main").inner_text()
        self.then_nothing_that_i_typed_is_asked_again()

    def when_i_type(self, label: str, text: str, within: Locator | None = None) -> None:
        assert text not in self.typed, f"{text!r} has to be typed twice."
        self.typed.append(text)
        (within or self.page.locator("main")).get_by_label(label).first.fill(text)

    def then_nothing_that_i_typed_is_asked_again(self) -> None:
        """Where a page has a box of a name in which I typed before, what I typed stands in it."""
        for name, value in self.page.locator(IN_BOXES).evaluate_all(LISTED):
            assert name not in self._boxes or value, f"{name} is asked again on {self.page.url}."

    @property
    def _boxes(self) -> set[str]:
        return set()

    def then_the_page_is_sound(self) -> None:
        self.page.wait_for_load_state("load")
        if self.assert_sound:
            assert_accessible(self.page)

    def then_i_opened_at_most_12_pages(self) -> None:
        assert len(self.pages) <= MOST_PAGES, "\n".join(self.pages)

    def then_what_i_typed_stands_wherever_it_belongs(self) -> None:
        record = self._words_of("record")
        letter = self._words_of("letter")
        for text in self.typed:
            assert text in record, f"{text!r} is not in the record."
        assert SAID in letter
        for text in DECISIONS:
            assert text[1:] in letter, f"{text!r} is not in the letter."

    def _words_of(self, kind: str) -> str:
        self.page.goto(f"{self.address}papers/{kind}/1/")
        return " ".join(self.page.locator("main").inner_text().split())

    def then_the_manager_has_the_decisions_to_answer(self) -> None:
        self.page.goto(f"{self.address}answers/")
        for text in DECISIONS:
            self.then_i_see(text)

    def _count(self, answer: Response) -> None:
        if answer.request.resource_type == "document" and answer.status == 200:
            self.pages.append(f"{answer.request.method} {answer.url}")


Arrived = Callable[[], bool]
assert expect
