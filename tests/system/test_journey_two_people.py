"""Two people in one review: neither's words are lost, and the second is shown what the first changed."""

import re

from playwright.sync_api import Page, expect

from tests.system.journey import Journey

REVIEW = re.compile(r"/reviews/[0-9a-f-]{36}/\d+/")
FIRST, SECOND = "Written by the officer at the meeting", "Written by the manager at her desk"


class TestTwoPeople(Journey):
    """The officer and the manager who covers have the same part open."""

    def given_both_have_it_open(self, part: str) -> tuple[Page, Page]:
        pages = []
        for role in ("iro", "iro_manager"):
            self.given_i_am_signed_in_as(role)
            if role == "iro":
                self.review = REVIEW.findall(self.context.request.get("/reviews/month/?month=2026-11").text())[0]
            self.page.goto(f"{self.review}{part}/")
            self.when_i_say_why_i_open_the_record()
            pages.append(self.page)
        return pages[0], pages[1]

    def when_i_say_why_i_open_the_record(self) -> None:
        if "/reason/" in self.page.url:
            self.when_i_enter("Why do you need to open this record?", "I cover for the officer")
            self.when_i_press("Open the record")
            self.page.wait_for_load_state("load")

    def test_notes_of_the_record(self) -> None:
        officer, manager = self.given_both_have_it_open("write-record")
        boxes = officer.locator("main form[data-draft] textarea")
        school = boxes.nth(4).get_attribute("name")
        health = boxes.nth(5).get_attribute("name")
        manager.locator(f"[name={school}]").fill(SECOND)
        self.page = officer
        officer.locator(f"[name={school}]").fill(FIRST)
        officer.locator(f"[name={health}]").fill("Seen by the dentist")
        self.when_i_press("Save and show the record")
        self.page = manager
        self.when_i_press("Save and show the record")
        self.then_i_am_shown_what_changed(FIRST)
        expect(manager.locator(f"[name={school}]")).to_have_value(SECOND)
        expect(manager.locator(f"[name={health}]")).to_have_value("Seen by the dentist")
        manager.locator(f"[name={school}]").fill(f"{FIRST}. {SECOND}.")
        self.when_i_press("Save and show the record")
        self.page = officer
        officer.reload()
        expect(officer.locator(f"[name={school}]")).to_have_value(f"{FIRST}. {SECOND}.")

    def test_decisions_of_two(self) -> None:
        officer, manager = self.given_both_have_it_open("decisions")
        manager.get_by_label("What is to happen?").first.fill(SECOND)
        self.page = officer
        officer.get_by_label("What is to happen?").first.fill(FIRST)
        self.when_i_press("Save and see hints on the wording")
        self.page = manager
        self.when_i_press("Save and go on")
        self.then_i_am_shown_what_changed(FIRST)
        self.when_i_press("Save and go on")
        self.then_the_page_is_headed("Record")
        self.then_i_see(FIRST)
        self.then_i_see(SECOND)

    def test_what_is_typed_of_decisions_is_kept_while_it_is_typed(self) -> None:
        self.given_i_am_signed_in_as("iro")
        review = REVIEW.findall(self.context.request.get("/reviews/month/?month=2026-11").text())[1]
        self.page.goto(f"{review}decisions/")
        self.page.get_by_label("What is to happen?").first.fill("Typed and not saved")
        expect(self.page.locator("#draft-kept")).to_contain_text("Last kept at", timeout=10_000)
        self.context.close()
        self.given_i_am_signed_in_as("iro")
        self.when_i_open(f"{review}decisions/")
        self.then_i_see("and did not save it")
        expect(self.page.get_by_label("What is to happen?").first).to_have_value("Typed and not saved")

    def then_i_am_shown_what_changed(self, words: str) -> None:
        self.then_the_page_is_sound()
        self.then_i_see("Somebody changed this part since you opened it")
        self.then_i_see(words)
