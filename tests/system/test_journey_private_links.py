"""Forms and letters by private link: a child on a telephone, a parent without JavaScript, and a letter to read."""

import re

from playwright.sync_api import expect

from tests.system.conftest import PHONE
from tests.system.journey import Journey

REVIEW = re.compile(r"/reviews/[0-9a-f-]{36}/\d+/")
ENDED = "This link does not work"
WORDS = "I like my room. I want to see Nan more."
MOST_PAGES = 12


WRONG = "Our boy is called Jo, and he was not at school that week."


class TestPapersByPrivateLink(Journey):
    """A child reads the letter, a parent the record, and a parent says what is wrong with a draft: nobody signs in."""

    @property
    def links(self) -> dict[str, str]:
        found = getattr(type(self), "laid_out", None) or self.service.lay_out("papers-to-read")
        type(self).laid_out = found
        return found

    def given_i_open_on_a_telephone(self, link: str) -> None:
        self.given_i_am_not_signed_in(viewport=PHONE)
        self.when_i_open(link)
        assert self.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    def test_a_child_reads_the_letter_on_a_telephone_and_again(self) -> None:
        for _ in range(2):
            self.given_i_open_on_a_telephone(self.links["letter"])
            self.then_i_see(re.compile(r"Dear \w+"))
            self.then_i_see(re.compile(r"\byou\b"))
            self.then_i_see("You can open this page until")
        assert not self.page.locator("main").get_by_text(re.compile(r"\bplacement\b|\bLAC\b")).count()

    def test_a_parent_reads_the_record(self) -> None:
        self.given_i_open_on_a_telephone(self.links["record"])
        self.then_the_page_is_headed("Record")
        self.then_i_see("You can open this page until")

    def test_a_parent_says_what_is_wrong_with_the_draft_and_the_officer_reads_it(self) -> None:
        self.given_i_open_on_a_telephone(self.links["draft"])
        self.then_the_page_is_headed("Please check this record")
        self.when_i_enter("Is anything in it wrong?", WRONG)
        self.when_i_press("Send my answer")
        self.then_the_page_is_sound()
        self.then_i_see("Thank you")
        answer = self.page.goto(self.links["draft"])
        assert answer is not None
        assert answer.status == 404
        self.given_i_am_signed_in_as("iro")
        self.when_i_open(self.links["check"])
        self.then_i_see(WRONG)


class TestPrivateLinks(Journey):
    """The officer invites everybody, and hands over links."""

    def given_a_link_for(self, who: str) -> str:
        """Made by the officer on the page of one person; shown once."""
        self.given_i_am_signed_in_as("iro")
        if not hasattr(type(self), "review"):
            diary = self.context.request.get("/reviews/month/?month=2026-11").text()
            type(self).review = REVIEW.findall(diary)[0]
            self.when_i_open(f"{self.review}people/")
            self.page.get_by_label("They were invited by other means").check()
            self.when_i_press("Save and go on")
            self.then_the_page_is_headed("Social worker's report")
        self.when_i_open(f"{self.review}people/")
        person = self.page.locator("fieldset.oi-invitee").filter(has_text=re.compile(who)).first
        person.get_by_role("link", name="Details").click()
        self.then_the_page_is_sound()
        self.page.locator("main a[href$='/link/']").click()
        self.when_i_press("Make the link")
        self.then_the_page_is_sound()
        return self.page.get_by_label("The private link").input_value().removeprefix(self.service.url)

    @property
    def child_row(self) -> str:
        """The child stands first on the list."""
        return "."

    def test_a_child_on_a_telephone(self) -> None:
        link = self.given_a_link_for(self.child_row)
        self.given_i_am_not_signed_in(viewport=PHONE)
        self.when_i_open(link)
        self.then_the_page_is_headed("Your say")
        self.when_i_follow("Start")
        self.when_i_write_and_it_is_kept_as_i_type(WORDS)
        self.given_i_am_not_signed_in(viewport=PHONE)
        self.when_i_open(link)
        self.when_i_follow("Go on")
        self.when_i_go_to_the_end()
        self.then_i_see(WORDS)
        self.when_i_press("Send")
        self.then_the_page_is_sound()
        self.then_i_see("Thank you")
        self.then_the_link_is_refused_like_any_other(link)
        self.then_the_officer_reads(WORDS)

    def when_i_write_and_it_is_kept_as_i_type(self, words: str) -> None:
        for _ in range(MOST_PAGES):
            boxes = self.page.locator("main textarea:visible")
            if boxes.count():
                break
            self.when_i_press("Next")
            self.then_the_page_is_sound()
        boxes.first.press_sequentially(words)
        expect(self.page.locator("[data-saved]")).not_to_be_empty(timeout=10_000)
        self.context.close()

    def when_i_go_to_the_end(self) -> None:
        for _ in range(MOST_PAGES):
            if self.page.get_by_role("button", name="Send").count():
                return
            self.when_i_press("Next")
            self.then_the_page_is_sound()
            assert self.page.evaluate("document.documentElement.scrollWidth") <= self.page.viewport_size["width"]

    def then_the_link_is_refused_like_any_other(self, link: str) -> None:
        said = []
        for address in (link, link[:-3] + "xyz/", link.replace("/form/", "/letter/"), "/with-you/form/nothing/"):
            answer = self.page.goto(address)
            assert answer is not None
            assert answer.status == 404
            said.append(self.page.locator("main").inner_text())
        assert len(set(said)) == 1, said
        self.then_the_page_is_headed(ENDED)
        self.then_the_page_is_sound()

    def then_the_officer_reads(self, words: str) -> None:
        self.given_i_am_signed_in_as("iro")
        self.when_i_open(f"{self.review}said/")
        self.then_i_see(words)

    def test_a_parent_without_scripts(self) -> None:
        link = self.given_a_link_for("Mother|Father")
        self.given_i_am_not_signed_in(java_script_enabled=False)
        self.page.goto(link)
        self.then_the_page_is_headed("What you think")
        self.page.get_by_role("button", name="Start").click()
        self.page.locator("main textarea").first.fill("He is settled with them.")
        self.when_i_press("Save and come back later")
        self.then_i_see("Your answers are saved")
        self.page.get_by_role("button", name="Go on").click()
        expect(self.page.locator("main textarea").first).to_have_value("He is settled with them.")
        for _ in range(MOST_PAGES):
            if self.page.get_by_role("button", name="Send").count():
                break
            self.when_i_press("Next")
            self.page.wait_for_load_state("load")
        self.when_i_press("Send")
        self.then_i_see("Thank you")
        self.page.goto(link)
        self.then_the_page_is_headed(ENDED)
