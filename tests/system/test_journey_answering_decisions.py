"""Journey 4: a team manager answers ten decisions on one page, and objects to the eleventh in two clicks."""

import re

from playwright.sync_api import expect

from tests.system.conftest import PHONE
from tests.system.journey import Journey

ELEVENTH = "Step 11 of the plan for school"
WHY = "There is no money for it this year. Ask the virtual school instead."


class TestAnsweringDecisions(Journey):
    """The officer held a review this morning and sent eleven decisions."""

    def test_ten_are_agreed_and_the_eleventh_opens_a_dispute_that_the_officer_sees(self) -> None:
        self.review = self.service.lay_out("decisions-sent")["review"]
        self.given_i_am_signed_in_as("team_manager")
        self.when_i_open("/")
        self.then_i_see("Decisions to answer")
        self.when_i_follow(re.compile("Answer.*11 decisions", re.DOTALL), within="main")
        self.then_eleven_wait_on_one_page()
        self.page.set_viewport_size(PHONE)
        self.then_the_page_is_sound()
        self.when_i_agree_to_ten()
        self.when_i_object_in_two_clicks()
        self.then_i_see("10 decisions agreed, 1 decision objected to; the reviewing officer has been told.")
        self.given_i_am_signed_in_as("iro")
        self.then_the_officer_sees_the_dispute()

    def then_eleven_wait_on_one_page(self) -> None:
        self.then_the_page_is_headed("Answer decisions")
        expect(self.page.get_by_role("radio", name="Agree")).to_have_count(11)

    def when_i_agree_to_ten(self) -> None:
        for agree in self.page.get_by_role("radio", name="Agree").all()[:-1]:
            agree.check()

    def when_i_object_in_two_clicks(self) -> None:
        """One on 'Object', one on the button; the reason is typed between."""
        self.page.get_by_role("radio", name="Object").last.check()
        self.page.get_by_label("Why? What would you do instead?").locator("visible=true").fill(WHY)
        self.when_i_press("Send these answers")
        self.then_the_page_is_sound()

    def then_the_officer_sees_the_dispute(self) -> None:
        self.when_i_open("/")
        self.then_i_see(re.compile("[Dd]ispute"))
        reference = self.review.split("/")[2]
        self.page.locator(f"main a[href*='{reference}/disputes/']").first.click()
        self.then_the_page_is_sound()
        self.then_i_see(WHY)
        self.when_i_open(f"{self.review}answers/")
        self.then_i_see(ELEVENTH)
        self.then_i_see(WHY)
        assert self.page.locator("main").get_by_text("Agreed", exact=True).count() == 10
