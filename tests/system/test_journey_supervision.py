"""Supervision: the manager opens a sheet, records what was agreed; the officer reads it and cannot change it."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.system.journey import Journey
from tests.system.service import MONDAY

SAID, AGREED = "We went through the two plans that drift", "Ask for both permanence plans"


class TestSupervision(Journey):
    """From a number of the sheet to its children, and from the record to the officer's day."""

    def test_from_the_sheet_to_an_action_that_the_officer_sees(self) -> None:
        self.given_i_am_signed_in_as("iro")
        self.when_i_open("/")
        self.when_i_follow("Supervision", within="nav")
        sheet = urlsplit(self.page.url).path
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
        self.page.get_by_role("textbox", name="Record", exact=True).fill(SAID)
        self.when_i_enter("Action 1", AGREED)
        self.when_i_enter_the_day("Action 1, by when", MONDAY.date() + timedelta(days=14))
        self.when_i_press("Record it")
        self.then_i_see(SAID)
        self.then_i_see(AGREED)
        recorded = urlsplit(self.page.url).path

        self.given_i_am_signed_in_as("iro")
        self.when_i_open("/")
        self.then_i_see(AGREED)
        self.when_i_follow(AGREED)
        assert urlsplit(self.page.url).path == recorded
        self.then_i_see(SAID)
        self.then_the_page_is_sound()
        expect(self.page.get_by_role("link", name=re.compile("Done"))).to_have_count(0)
        expect(self.page.locator("main form")).to_have_count(0)
        answer = self.context.request.get(f"{sheet}record/")
        assert answer.status == 403
