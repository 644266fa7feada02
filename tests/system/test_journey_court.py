"""Court work: from Today the officer gives a view on the final care plan, which stands, and records the end."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.system.journey import Journey
from tests.system.service import TODAY

NOT_APART = "The plan does not say who keeps the brothers together."
GIVE = re.compile("Give your view")


class TestCourt(Journey):
    """Dates of the protocol, the view as it was given, and what else the court said."""

    def test_from_today_to_the_view_and_the_end_of_the_case(self) -> None:
        self.given_i_am_signed_in_as("iro")
        self.when_i_open("/")
        self.page.locator("main").get_by_role("link", name=GIVE).first.click()
        self.then_the_page_is_sound()
        child = urlsplit(self.page.url).path.split("/")[2]

        self.page.get_by_role("radio", name="Consulted too late").check()
        self.page.get_by_role("radio", name="Does not agree").check()
        self.when_i_enter_the_day("When did you give it?", TODAY)
        self.page.locator("main form button").first.click()
        expect(self.page.locator(".govuk-error-summary")).to_contain_text("Say with what")
        self.when_i_enter("Your view, as it goes into the final evidence", NOT_APART)
        self.page.locator("main form button").first.click()
        assert urlsplit(self.page.url).path == f"/court/{child}/"
        self.then_i_see(NOT_APART)
        self.then_the_page_is_sound()
        # A view stands as it was given.
        expect(self.page.get_by_role("link", name=re.compile("view on the final care plan"))).to_have_count(0)

        self.page.get_by_role("link", name=re.compile("Record the end")).first.click()
        self.page.get_by_role("radio", name="Care order", exact=True).check()
        self.when_i_enter_the_day("When did they end?", TODAY)
        for each in self.page.get_by_role("checkbox").all():
            each.check()
        self.page.locator("main form button").first.click()
        self.then_i_see("ended on 16 November 2026")
        self.when_i_open("/court/?standing=ended")
        expect(self.page.locator(f"main a[href='/court/{child}/']")).to_have_count(1)
        self.when_i_open(f"/children/{child}/footprint/")
        self.then_i_see("gave a view on the final care plan")

        self.given_i_am_signed_in_as("business_support")
        assert self.context.request.get(f"/court/{child}/").status == 403
