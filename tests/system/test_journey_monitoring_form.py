"""A monitoring form from the review to its amber resolved: filled in once, answered by the manager, settled."""

import re

from playwright.sync_api import expect

from tests.system.journey import Journey

REASON = "Case notes of the last visit are not written"
CAME_OF_IT = "They are written, and the visits are planned"


class TestMonitoringForm(Journey):
    """The officer sends the form of a fresh review; the team's manager answers; the officer resolves the amber."""

    def test_from_the_review_to_the_amber_resolved(self) -> None:
        self.given_i_am_signed_in_as("iro")
        self.when_i_open("/")
        self.when_i_follow("Fill in the form", within="#forms-due")
        self.then_i_see("Taken from the review")
        self.when_i_choose("Green")
        practice = self.page.get_by_role("group", name="Social work practice")
        practice.get_by_label("Amber").check()
        self.when_i_press("Send the form")
        self.then_i_see("the reason for amber at 'Social work practice'")
        self.page.locator("[name=practice__words]").fill(REASON)
        self.when_i_press("Send the form")
        self.then_i_see("The form is sent")
        self.then_the_page_is_sound()
        form = self.page.url

        self.given_i_am_signed_in_as("team_manager")
        self.when_i_open("/")
        self.when_i_follow(re.compile(r"^\s*Answer"), within="#forms-to-answer")
        self.when_i_follow("Cancel")
        expect(self.page.get_by_role("link", name="Resolve")).to_have_count(0)
        self.when_i_follow("Answer the form")
        self.when_i_enter("Your answer", "Tom writes them today")
        self.when_i_press("Send the answer")
        self.then_i_see("Tom writes them today")

        self.given_i_am_signed_in_as("iro")
        self.when_i_open(form)
        self.then_i_see(REASON)
        self.when_i_follow("Resolve")
        self.when_i_enter("What came of it?", CAME_OF_IT)
        self.when_i_press("Resolve this amber")
        self.then_i_see("Resolved")
        self.then_i_see(CAME_OF_IT)

    def when_i_choose(self, answer: str) -> None:
        """The same answer to every rating."""
        for radio in self.page.get_by_role("radio", name=answer).all():
            radio.check()
