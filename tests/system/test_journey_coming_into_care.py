"""The first weeks in care: business support finds who is late, notes what delays it, books, and records a refusal."""

import re

from playwright.sync_api import expect

from tests.system.journey import Journey
from tests.system.service import TODAY

BOOKED = "Appointment booked"


class TestComingIntoCare(Journey):
    """The list, the steps of one child, a delay with its reason, an appointment with its pathway."""

    def test_from_the_list_of_who_is_late_to_a_booking_and_its_delay(self) -> None:
        self.given_i_am_signed_in_as("business_support")
        self.when_i_open("/children/")
        self.page.get_by_role("link", name="Coming into care").click()
        self.then_the_page_is_sound()
        self.page.locator("main table").first.get_by_role("link").first.click()
        self.then_the_page_is_sound()
        child = self.page.url

        self.page.get_by_role("link", name=re.compile("Note a delay")).first.click()
        self.page.get_by_role("radio", name="Out of area: too few appointments there").check()
        self.when_i_enter_the_day("Since when is it known?", TODAY)
        self.then_the_page_is_sound()
        self.page.locator("main form button").first.click()
        self.then_i_see("Out of area: too few appointments there")

        self.page.get_by_role("link", name=BOOKED, exact=True).click()
        self.then_the_page_is_sound()
        self.when_i_enter_the_day("When was it booked?", TODAY)
        self.when_i_enter_the_day("When is the appointment?", TODAY)
        self.page.get_by_role("radio", name=re.compile("Health team where the child is placed")).check()
        self.page.locator("main form button").first.click()
        expect(self.page).to_have_url(child)
        self.then_i_see("Health team where the child is placed")

        self.given_i_am_signed_in_as("social_worker")
        self.when_i_open("/children/")
        expect(self.page.get_by_role("link", name="Coming into care")).to_be_visible()
        self.given_i_am_signed_in_as("panel_member")
        assert self.context.request.get(child).status == 403
