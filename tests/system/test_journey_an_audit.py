"""An audit from its sample to the closed loop: the manager draws, the officer audits, the worker answers."""

import re

from playwright.sync_api import expect

from tests.system.journey import Journey

SEED = "4711"


class TestAnAudit(Journey):
    """The manager draws a live audit of one officer's children; the officer completes one of them."""

    def test_a_sample_is_drawn_an_audit_completed_and_its_finding_closed(self) -> None:
        self.given_i_am_signed_in_as("iro_manager")
        self.when_i_open("/audits/samples/new/")
        self.page.get_by_label("Live audit", exact=True).check()
        self.page.get_by_label("At random from all").check()
        self.when_i_enter(re.compile("How many"), "200")
        self.when_i_enter("Seed", SEED)
        self.when_i_press("Draw this sample")
        self.then_the_page_is_sound()
        self.then_i_see("The sample is drawn, and the auditors are told.")
        self.then_i_see("Yes: the same audits")
        self.given_i_am_signed_in_as("iro")
        self.when_i_open("/")
        self.page.locator("li", has_text="Live audit").locator("a[href^='/audits/']").first.click()
        self.then_the_page_is_sound()
        audit = self.page.url
        self.when_i_press("Submit this audit")
        self.then_i_see(re.compile("Choose a grade"))
        self.then_the_page_is_sound()
        self.when_i_answer_everything()
        self.when_i_press("Save and go on later")
        self.then_i_see("Saved. You can go on later.")
        self.when_i_follow("Add a finding", within="main")
        self.page.get_by_label("What is it about?").select_option("education")
        self.when_i_enter("What is to be done?", "Hold the meeting about the plan for school")
        self.page.get_by_label("Who is to do it?").select_option(index=1)
        self.when_i_press("Add this finding")
        self.then_i_see("The finding is kept.")
        assert self.page.url == audit
        self.when_i_press("Submit this audit")
        self.then_i_see("The audit is submitted.")
        self.then_the_page_is_sound()
        expect(self.page.get_by_role("button", name="Submit this audit")).to_have_count(0)

    def when_i_answer_everything(self) -> None:
        for yes in self.page.get_by_role("radio", name="Yes", exact=True).all():
            yes.check()
        self.page.get_by_label("Good", exact=True).check()
