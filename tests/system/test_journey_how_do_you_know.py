"""Journey 10: an inspector asks 'how do you know?'; three clicks show the records, the rule, and who did what when."""

import re

from tests.system.journey import Journey

A_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ 20\d\d")


class TestHowDoYouKnow(Journey):
    """The manager shows it to the inspector, and every page leads on by itself."""

    clicks = 0

    def test_from_a_figure_in_three_clicks(self) -> None:
        self.given_i_am_signed_in_as("iro_manager")
        self.given_i_am_on("/measures/")
        self.when_i_follow("Reviews held in time", within="main")
        self.then_the_rule_is_told_with_its_source()
        self.when_i_follow("See the records behind this figure")
        self.then_there_are_records()
        self.then_it_took(at_most=2)
        self.when_i_open_the_first("/children/")
        self.then_i_see("Latest reviews")
        self.then_who_did_what_when_is_told()

    def test_from_a_theme_in_three_clicks_and_from_a_child_in_one(self) -> None:
        self.given_i_am_signed_in_as("iro_manager")
        self.given_i_am_on("/challenge/themes/?period=all")
        self.when_i_follow_the_first_theme()
        self.then_there_are_records()
        self.when_i_open_the_first("/challenge/")
        self.then_the_dispute_says_who_raised_it_and_when()
        self.then_it_took(at_most=3)
        self.when_i_follow(re.compile("^Everything challenged for"), within="main")
        self.then_the_page_is_headed("Everything challenged")
        child = self.page.url.rstrip("/").rsplit("/", 1)[-1]
        self.given_i_am_on(f"/children/{child}/")
        self.when_i_follow("Everything challenged for this child", within="main")
        self.then_the_page_is_headed("Everything challenged")
        self.then_there_are_records()
        self.then_it_took(at_most=1)

    def given_i_am_on(self, address: str) -> None:
        """Clicks are counted from here on."""
        self.when_i_open(address)
        self.clicks = 0

    def when_i_follow(self, text: str | re.Pattern[str], *, within: str = "body") -> None:
        super().when_i_follow(text, within=within)
        self.clicks += 1

    def when_i_press(self, text: str | re.Pattern[str]) -> None:
        super().when_i_press(text)
        self.clicks += 1

    def then_it_took(self, *, at_most: int) -> None:
        assert self.clicks <= at_most

    def then_the_rule_is_told_with_its_source(self) -> None:
        self.then_i_see("What this counts")
        self.then_i_see(re.compile("Source: .+"))

    def then_there_are_records(self) -> None:
        assert self.page.locator("main table tbody tr").count() > 0, self.page.url

    def when_i_follow_the_first_theme(self) -> None:
        self.page.get_by_role("table", name="By theme").locator("tbody a").first.click()
        self.clicks += 1
        self.then_the_page_is_sound()

    def when_i_open_the_first(self, address: str) -> None:
        """A record outside one's own caseload asks why, and keeps the answer."""
        self.page.locator(f"main table tbody a[href^='{address}']").first.click()
        self.clicks += 1
        if "/reason/" in self.page.url:
            self.when_i_enter("Why do you need to open this record?", "An inspector asks")
            self.when_i_press("Open the record")
        self.then_the_page_is_sound()

    def then_who_did_what_when_is_told(self) -> None:
        self.then_i_see("Latest on the record")
        latest = self.page.locator(".oi-story__event").first.inner_text()
        assert re.search(r".+\n+.+, " + A_DAY.pattern, latest), latest

    def then_the_dispute_says_who_raised_it_and_when(self) -> None:
        fact = self.page.locator("dl > div").filter(has_text="Raised by")
        assert A_DAY.search(fact.inner_text()), fact.inner_text()
        self.then_i_see("Stages")
