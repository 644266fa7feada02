"""Supervision: the manager opens a sheet, records what was agreed; the officer reads it and cannot change it."""

import re

from playwright.sync_api import expect

from tests.system.journey import Journey

SAID, AGREED = "We went through the two plans that drift", "Ask for both permanence plans"


class TestSupervision(Journey):
    """From a number of the sheet to its children, and from the record to the officer's day."""

    def test_from_the_sheet_to_an_action_that_the_officer_sees(self) -> None:
        self.given_i_am_signed_in_as("iro")
        self.when_i_follow("Supervision", within="nav")
        sheet = self.page.url.removeprefix(self.page.url.split("/supervision/")[0])
        self.then_the_page_is_sound()
        expect(self.page.get_by_role("button", name="Record supervision")).to_have_count(0)

        self.given_i_am_signed_in_as("iro_manager")
        self.when_i_open(sheet)
        self.when_i_follow("Children allocated")
        self.then_the_page_is_headed("Children allocated")
        self.then_the_page_is_sound()
        self.when_i_open(sheet)
        self.page.get_by_role("button", name="Record supervision").click()
        self.then_the_page_is_sound()
        self.when_i_enter("Record", SAID)
        self.when_i_enter("Action 1", AGREED)
        self.when_i_enter_the_day("Action 1, by when", self.in_two_weeks())
        self.when_i_press("Record it")
        self.then_i_see(SAID)
        self.then_i_see(AGREED)
        recorded = self.page.url

        self.given_i_am_signed_in_as("iro")
        self.then_i_see(AGREED)
        self.when_i_follow(AGREED)
        assert self.page.url.split("/supervision/")[1] == recorded.split("/supervision/")[1]
        self.then_i_see(SAID)
        self.then_the_page_is_sound()
        expect(self.page.get_by_role("link", name=re.compile("Done"))).to_have_count(0)
        expect(self.page.locator("main form")).to_have_count(0)
        answer = self.context.request.get(f"{sheet}record/")
        assert answer.status == 403

    def in_two_weeks(self):
        from datetime import timedelta

        from tests.system.at_moment import MOMENT

        return MOMENT.date() + timedelta(days=14)
