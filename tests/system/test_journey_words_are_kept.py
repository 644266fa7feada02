"""Nobody's words are lost: a browser that dies, a service that is killed, a session that ends, two people at once."""

import os
import re
import signal
import subprocess
import time

from playwright.sync_api import expect

from tests.databases import ROOT, environment_for, python
from tests.system.journey import Journey
from tests.system.service import MONDAY, wait_until_healthy

CHILDREN = "main a[href^='/children/']:not([href*='?'])"
KEPT = re.compile("Last kept at")
WITHIN = 10_000
MINUTES = "47"


class TestWordsAreKept(Journey):
    """An IRO writes up a review, and something goes wrong."""

    def given_i_am_writing_a_record(self, minutes: str = MINUTES) -> str:
        self.when_i_open("/")
        self.page.locator(CHILDREN).first.click()
        self.when_i_follow("Record a review", within="main")
        self.page.get_by_label("By telephone").check()
        self.when_i_enter(re.compile("How long did it last"), minutes)
        return self.page.url

    def then_it_is_kept_within_10_seconds(self) -> None:
        expect(self.page.locator("#draft-kept")).to_contain_text(KEPT, timeout=WITHIN)

    def then_what_i_typed_stands_there(self, minutes: str = MINUTES) -> None:
        self.then_i_see("and did not save it")
        expect(self.page.get_by_label(re.compile("How long did it last"))).to_have_value(minutes)
        expect(self.page.get_by_label("By telephone")).to_be_checked()
        self.then_the_page_is_sound()

    def test_a_browser_that_dies(self) -> None:
        self.given_i_am_signed_in_as("iro")
        address = self.given_i_am_writing_a_record()
        self.then_it_is_kept_within_10_seconds()
        self.context.close()
        self.given_i_am_signed_in_as("iro")
        self.when_i_open(address)
        self.then_what_i_typed_stands_there()

    def test_a_page_that_is_left(self) -> None:
        self.given_i_am_signed_in_as("iro")
        address = self.given_i_am_writing_a_record("48")
        self.page.goto("/")
        self.when_i_open_until_it_is_kept(address)
        self.then_what_i_typed_stands_there("48")

    def when_i_open_until_it_is_kept(self, address: str) -> None:
        """What a page sends as it is left arrives in its own time, seconds later where the machine is busy."""
        ends = time.monotonic() + WITHIN / 1000
        self.when_i_open(address)
        while "did not save it" not in self.page.locator("main").inner_text() and time.monotonic() < ends:
            self.page.reload()

    def test_a_session_that_ends(self) -> None:
        self.given_i_am_not_signed_in()
        self.when_i_sign_in()
        address = self.given_i_am_writing_a_record("49")
        self.then_it_is_kept_within_10_seconds()
        self.context.clear_cookies()
        self.page.goto(address)
        self.when_i_sign_in()
        assert self.page.url == address
        self.then_what_i_typed_stands_there("49")

    def test_a_session_that_ends_while_i_type_is_told_and_costs_nothing(self) -> None:
        self.given_i_am_not_signed_in()
        self.when_i_sign_in()
        self.given_i_am_writing_a_record("50")
        self.context.clear_cookies()
        self.when_i_enter(re.compile("How long did it last"), "51")
        ended = self.page.get_by_role("alert")
        expect(ended).to_contain_text("You are signed out", timeout=WITHIN)
        writing = self.page
        with self.context.expect_page() as opened:
            ended.get_by_role("link").click()
        self.page = opened.value
        self.when_i_sign_in()
        self.page = writing
        self.when_i_enter(re.compile("How long did it last"), "52")
        self.then_it_is_kept_within_10_seconds()
        expect(self.page.locator("#draft-ended")).not_to_contain_text("signed out")

    def test_a_service_that_is_killed(self) -> None:
        self.given_i_am_signed_in_as("iro")
        address = self.given_i_am_writing_a_record("53")
        self.then_it_is_kept_within_10_seconds()
        again = self.when_the_service_is_killed_and_starts_again()
        try:
            self.when_i_open(address)
            self.then_what_i_typed_stands_there("53")
            self.when_i_press("Forget it and start from what is saved")
            self.then_i_see("is forgotten")
        finally:
            os.killpg(again.pid, signal.SIGTERM)
            again.wait(30)

    def when_the_service_is_killed_and_starts_again(self) -> "subprocess.Popen[bytes]":
        port = self.service.url.rpartition(":")[2]
        os.killpg(self.service.process_id, signal.SIGKILL)
        time.sleep(0.5)
        words = ["tests.system.at_moment", MONDAY.isoformat(), "serve", "--port", port, "--workers", "1"]
        log = self.folder / "again.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                python(*words),
                env=environment_for(self.service.data_dir, self.service.database_url),
                cwd=ROOT,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        wait_until_healthy(f"{self.service.url}/health/", process, log)
        return process

    def when_i_sign_in(self) -> None:
        if "/account/" not in self.page.url:
            self.page.goto("/account/sign-in/")
        self.page.locator("input[name=login]").fill("iro@example.org")
        self.page.locator("input[name=password]").fill(self.service.password)
        self.page.locator("main button[type=submit]").first.click()
        self.page.wait_for_load_state("load")
