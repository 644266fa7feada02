"""Journey 3: an IRO does a whole ordinary review in at most 12 pages, and types nothing twice."""

import re
from datetime import date

import pytest
from playwright.sync_api import Locator, Response

from tests.system.accessible import assert_accessible_once
from tests.system.conftest import PHONE
from tests.system.journey import Journey
from tests.system.service import MONDAY

MOST_PAGES = 12
SIX, FOUR = 6, 4
REVIEW = re.compile(r"/reviews/[0-9a-f-]{36}/\d+/")
ASKED_OF_A_CHILD = "Was the child there?"
SEEN_ON = date(2026, 11, 12)
# Whatever is typed in the journey stands here once.
OTHERS = (("Rosalind Ashdown", "school"), ("Ignatius Pell", "health"))
SAID = "I want to stay at this school and see Nan on Sundays."
SINCE_NOTE = "The move to the new room has settled."
CHANGES_NOTE = "Sunday visits to Nan begin in December."
DECISIONS = (
    "Agree Sunday visits to Nan with her",
    "Book the optician",
    "Ask the school about the trip to York",
    "Send the photographs of the first carers",
    "Find a swimming club nearby",
)
EMPTY_BOXES = """() => [...document.querySelectorAll('main textarea, main input[type=text], main input:not([type])')]
  .filter(box => box.offsetParent && !box.value).map(box => box.labels[0]?.innerText.trim())"""
MOST_TABS = 400
HERE = "(box, on) => box === on"
OUTLINED = """() => { const on = document.activeElement, label = on.labels?.[0];
  const drawn = [getComputedStyle(on), ...(label ? [getComputedStyle(label, '::before')] : [])];
  return drawn.some(how => how.outlineStyle !== 'none' || how.boxShadow !== 'none') }"""
OF_ITS_GROUP = "(box, on) => box === on || (on.type === 'radio' && on.name === box.name)"


class Fingers:
    """How somebody fills in a page with a mouse, or with a finger."""

    def tick(self, box: Locator) -> None:
        box.check()

    def choose(self, box: Locator, place: int) -> None:
        box.select_option(index=place)

    def type(self, box: Locator, text: str) -> None:
        box.fill(text)

    def press(self, button: Locator) -> None:
        button.click()


class Keyboard(Fingers):
    """How somebody does so who uses a keyboard alone: by Tab, arrows, Space and Enter, seeing where the focus is."""

    def tick(self, box: Locator) -> None:
        is_radio = box.get_attribute("type") == "radio"
        self._go_to(
            box, "(box, on) => box === on || (on.type === 'radio' && on.name === box.name)" if is_radio else HERE
        )
        if is_radio and not box.evaluate("box => box === document.activeElement"):
            box.page.keyboard.press("ArrowDown")
            while not box.is_checked():
                box.page.keyboard.press("ArrowDown")
        if not box.is_checked():
            box.page.keyboard.press("Space")

    def choose(self, box: Locator, place: int) -> None:
        self._go_to(box)
        for _ in range(place - int(box.evaluate("box => box.selectedIndex"))):
            box.page.keyboard.press("ArrowDown")

    def type(self, box: Locator, text: str) -> None:
        self._go_to(box)
        box.page.keyboard.type(text)

    def press(self, button: Locator) -> None:
        self._go_to(button)
        button.page.keyboard.press("Enter")

    def _go_to(self, target: Locator, arrived: str = HERE) -> None:
        for _ in range(MOST_TABS):
            if target.evaluate(f"box => ({arrived})(box, document.activeElement)"):
                assert target.page.evaluate(OUTLINED), "Nobody sees where the keyboard is."
                return
            target.page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard never gets to {target} on {target.page.url}.")


class TestAWholeReview(Journey):
    """From the task list of a review that is booked, to the review finished."""

    @pytest.fixture(autouse=True)
    def _nothing_yet(self) -> None:
        self.pages: list[str] = []
        self.typed: list[tuple[str, str]] = []
        self.hands = Fingers()
        self.has_scripts = True

    def test_at_a_desk(self) -> None:
        self.given_i_am_signed_in_as("iro")
        self.given_a_review_that_is_booked()
        self.when_i_do_the_whole_review()
        self.then_i_opened_at_most_12_pages()
        self.then_what_i_typed_stands_wherever_it_belongs()

    def test_on_a_telephone(self) -> None:
        self.given_i_am_signed_in_as("iro", viewport=PHONE)
        self.given_a_review_that_is_booked()
        self.when_i_do_the_whole_review()
        self.then_i_opened_at_most_12_pages()

    def test_without_scripts(self) -> None:
        self.has_scripts = False
        self.given_i_am_signed_in_as("iro", java_script_enabled=False)
        self.given_a_review_that_is_booked()
        self.when_i_do_the_whole_review()
        self.then_i_opened_at_most_12_pages()
        self.then_what_i_typed_stands_wherever_it_belongs()

    def test_by_keyboard_alone(self) -> None:
        self.hands = Keyboard()
        self.given_i_am_signed_in_as("iro")
        self.given_a_review_that_is_booked()
        self.when_i_do_the_whole_review()
        self.then_i_opened_at_most_12_pages()

    def given_a_review_that_is_booked(self) -> None:
        """The first one ahead, of a child who is asked, with four or more around the child whom the records know."""
        diary = "".join(self.read(f"/reviews/month/?month=2026-{month}") for month in (11, 12))
        booked = dict.fromkeys(REVIEW.findall(diary))
        self.address = next(each for each in booked if self._is_ahead_and_ordinary(each))

    def _is_ahead_and_ordinary(self, address: str) -> bool:
        invited = self.read(f"{address}people/").count('value="yes" checked')
        is_asked = ASKED_OF_A_CHILD in self.read(f"{address}participation/")
        return invited >= FOUR and is_asked and "Record this review" in self.read(address)

    def read(self, address: str) -> str:
        """What a page says, without opening it in the browser."""
        return self.context.request.get(address).text()

    def when_i_do_the_whole_review(self) -> None:
        self.page.on("response", self._count)
        self.page.goto(self.address)
        self.then_the_page_is_sound()
        self.hands.press(self.page.locator("main a", has_text="Consultation and invitations").first)
        self.when_i_invite_six_people()
        self.when_i_say_what_papers_came()
        self.when_i_record_the_meeting()
        self.when_i_say_who_took_part()
        self.when_i_answer_the_checks_that_are_due()
        self.when_i_write_five_decisions()
        self.when_i_write_the_record()
        self.when_i_read_the_letter()
        self.when_i_finish_the_review()

    def when_i_invite_six_people(self) -> None:
        """Those whom the records know are chosen beforehand; whoever else is wanted is typed, once."""
        self.then_the_page_is_headed("Consultation and invitations")
        known = self.page.get_by_label("Invite", exact=True).and_(self.page.locator(":checked")).count()
        for place, (name, role) in enumerate(OTHERS[: max(0, SIX - known)]):
            row = self.page.get_by_role("group", name="Somebody else").nth(place)
            self.when_i_type("Name", name, within=row)
            roles = row.get_by_label("Who they are")
            self.hands.choose(roles, self._place_of(roles, role))
        self.hands.tick(self.page.get_by_label("They were invited by other means"))
        self.when_i_save_and_go_on()

    def when_i_say_what_papers_came(self) -> None:
        self.then_the_page_is_headed("Social worker's report")
        report = self.page.get_by_role("group", name="Social worker's report").first
        self.hands.tick(report.get_by_label("It has not come"))
        self.when_i_save_and_go_on()

    def when_i_record_the_meeting(self) -> None:
        self.then_the_page_is_headed("Record a review")
        which = self.page.get_by_role("group", name="Which review was this?")
        if which.count():
            self.hands.tick(which.get_by_label("The one planned for"))
        held = self.page.get_by_role("group", name="Day it was held")
        assert held.get_by_label("Day").input_value() == str(MONDAY.day), "The day is not offered."
        late = self.page.get_by_label("Why was it late?")
        if late.count():
            self.hands.choose(late, 1)
        assert self.page.get_by_label("Who chaired it?").input_value(), "Who chairs is not offered."
        how = self.page.get_by_role("group", name="How was it held?")
        assert how.locator(":checked").count(), "How it was to be held is not offered."
        there = self.page.get_by_role("group", name=ASKED_OF_A_CHILD)
        self.hands.tick(there.get_by_label("Yes"))
        self.hands.tick(there.get_by_label("They spoke for themselves"))
        for parent in ("Mother", "Father"):
            group = self.page.get_by_role("group", name=parent)
            self.hands.tick(group.get_by_label("Was there and gave their views"))
        self.hands.tick(self.page.get_by_label("It was completed that day"))
        self.when_i_go_on_by("Check the answers")
        self.when_i_go_on_by("Record this review")
        self.then_i_see("is recorded")

    def when_i_say_who_took_part(self) -> None:
        self.then_the_page_is_headed("Participation")
        there = self.page.get_by_role("group", name=ASKED_OF_A_CHILD)
        assert there.get_by_label("Yes").is_checked(), "Whether the child was there is asked again."
        for parent in ("Mother", "Father"):
            part = self.page.get_by_label(re.compile(f"{parent}.*: what part")).first
            assert part.input_value() == "both", f"The part of the {parent.lower()} is asked again."
        chaired = self.page.get_by_role("group", name="Did the child chair the review?")
        self.hands.tick(chaired.get_by_label("Part of it"))
        seen = self.page.get_by_role("group", name="When did you see the child before the review?")
        for part, value in (("Day", SEEN_ON.day), ("Month", SEEN_ON.month), ("Year", SEEN_ON.year)):
            self.hands.type(seen.get_by_label(part), str(value))
        self.hands.choose(self.page.get_by_label("Was the child seen alone?"), 1)
        self.when_i_type("What did the child say? Write it in the child's own words", SAID)
        for part in self.page.get_by_label(": what part?").all():
            if not part.input_value():
                self.hands.choose(part, 1)
        self.when_i_save_and_go_on()

    def when_i_answer_the_checks_that_are_due(self) -> None:
        self.then_the_page_is_headed("Checks")
        said = self.page.locator("main").inner_text()
        needed = said.partition("Needed before the review is finished:")[2].splitlines()[0].strip(" .").split(", ")
        assert len(needed) >= FOUR, f"Fewer than four checks are due: {needed}"
        for row in self.page.locator(".oi-checked:visible").all():
            if row.get_by_role("heading").inner_text() not in needed:
                continue
            for question in row.get_by_role("group").filter(has=self.page.get_by_label("Yes")).all():
                self.hands.tick(question.get_by_label("Yes"))
        self.when_i_save_and_go_on()

    def when_i_write_five_decisions(self) -> None:
        self.then_the_page_is_headed("Decisions")
        for judged in self.page.get_by_label("What came of it?").all():
            self.hands.choose(judged, 1)
        for number, text in enumerate(DECISIONS, start=1):
            row = self.page.locator(f"#decision-{number}")
            self.when_i_type("What is to happen?", text, within=row)
            self.hands.choose(row.get_by_label("Who?"), self._owner(row.get_by_label("Who?"), number))
            self.hands.choose(row.get_by_label("By when?"), 2)
        self.when_i_save_and_go_on()

    def _owner(self, who: Locator, number: int) -> int:
        """The second decision is for whoever was typed among those invited, who stands in the list by name."""
        name = next((text for label, text in self.typed if label == "Name"), "")
        offered = who.locator("option").all_inner_texts()
        assert any(name in text for text in offered), f"{name} is not offered as the owner of a decision."
        return next(place for place, text in enumerate(offered) if name in text) if name and number == 2 else 1

    def when_i_write_the_record(self) -> None:
        self.then_the_page_is_headed("Record")
        for text in (SAID, *DECISIONS):
            self.then_i_see(text)
        self.when_i_type("What has changed since the last review", SINCE_NOTE)
        self.when_i_type("What this review changes for the child", CHANGES_NOTE)
        self.when_i_save_and_go_on()

    def when_i_read_the_letter(self) -> None:
        self.then_the_page_is_headed("Letter to the child")
        self.then_i_see(SAID)
        self.when_i_save_and_go_on()

    def when_i_finish_the_review(self) -> None:
        self.then_the_page_is_headed("Finish the review")
        self.then_i_see("Nothing is missing.")
        manager = self.page.get_by_label("Which manager answers the decisions?")
        assert manager.input_value(), "The one manager who answers is not offered."
        self.when_i_go_on_by("Finish the review")
        self.then_i_see("The review is finished")
        assert REVIEW.search(self.page.url)

    def when_i_save_and_go_on(self) -> None:
        self.when_i_go_on_by("Save and go on")

    def when_i_go_on_by(self, button: str) -> None:
        with self.page.expect_navigation():
            self.hands.press(self.page.get_by_role("button", name=button).first)
        self.then_the_page_is_sound()
        assert not self.page.locator(".govuk-error-summary").count(), self.page.locator("main").inner_text()
        self.then_nothing_that_i_typed_is_asked_again()

    def when_i_type(self, label: str, text: str, within: Locator | None = None) -> None:
        box = (within or self.page.locator("main")).get_by_label(label).first
        assert text not in {before for _, before in self.typed}, f"{text!r} has to be typed twice."
        self.hands.type(box, text)
        self.typed.append((label, text))

    def then_nothing_that_i_typed_is_asked_again(self) -> None:
        """No page of the way asks, in an empty box, what I answered on an earlier one."""
        again = {label for label, _ in self.typed} & set(self.page.evaluate(EMPTY_BOXES))
        assert not again, f"{self.page.url} asks again: {again}"

    def then_the_page_is_sound(self) -> None:
        self.page.wait_for_load_state("load")
        if self.has_scripts:
            assert_accessible_once(self.page)

    def then_i_opened_at_most_12_pages(self) -> None:
        assert len(self.pages) <= MOST_PAGES, "\n".join(self.pages)

    def then_what_i_typed_stands_wherever_it_belongs(self) -> None:
        pages = ("papers/record/1/", "papers/letter/1/", "answers/")
        record, letter, answers = (self._words_on(page) for page in pages)
        for _, text in self.typed:
            assert text in record, f"{text!r} is not in the record."
        assert SAID in letter
        for text in DECISIONS:
            assert text[1:] in letter, f"{text!r} is not in the letter."
            assert text in answers, f"{text!r} is not before the manager."

    def _words_on(self, page: str) -> str:
        self.page.goto(f"{self.address}{page}")
        self.then_the_page_is_sound()
        return " ".join(self.page.locator("main").inner_text().split())

    def _place_of(self, box: Locator, value: str) -> int:
        values = box.locator("option").evaluate_all("all => all.map(each => each.value)")
        return int(values.index(value))

    def _count(self, answer: Response) -> None:
        if answer.request.resource_type == "document" and answer.status == 200:
            self.pages.append(f"{answer.request.method} {answer.url}")
