"""Journey 9: on 1 April the annual report begins with its figures, and what is signed off stays as it is."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.system.journey import Journey
from tests.system.service import MONDAY

FIRST_OF_APRIL = datetime(2027, 4, 1, 9, 0, tzinfo=MONDAY.tzinfo)
HEARD_ON = date(2027, 3, 31)
WORDS = "Most children chose where their review was held."
NAMED = "Reviews were held in time in {{reviews.on_time}} of cases."
LATER = "compliment,child,theme,given\nlater-1,,tenacity,2026-09-10\n"
GOOD_PRACTICE = "/measures/compliments.recorded/?period=own&from=2026-04-01&to=2027-03-31"


class TestTheAnnualReportIsMade(Journey):
    """Begun with its figures, written, checked by another, signed off, handed out, and unmoved by what comes later."""

    @pytest.fixture(autouse=True)
    def _on_the_first_of_april(self, _at_a_service: None) -> Iterator[None]:
        with self.service.at(FIRST_OF_APRIL) as then:
            self.service = then
            yield

    def test_begun_written_checked_signed_off_and_kept(self) -> None:
        self.given_i_am_signed_in_as("iro_manager")
        self.when_i_begin_the_report_of_the_year_that_is_over()
        self.then_its_figures_stand_there()
        self.then_a_figure_opens_to_its_children()
        self.when_i_write_wherever_words_are_missing()
        self.then_i_cannot_check_what_i_wrote()
        self.given_i_am_signed_in_as("iro")
        self.when_i_check_it()
        self.given_i_am_signed_in_as("head_of_service")
        self.when_i_sign_it_off()
        self.then_word_and_pdf_hold_what_was_written()
        self.given_i_am_signed_in_as("iro_manager")
        kept = self.paper_as_it_reads()
        counted = self.good_practice_of_the_year()
        self.when_a_record_of_the_year_comes_later()
        assert self.good_practice_of_the_year() > counted
        assert self.paper_as_it_reads() == kept

    def when_i_begin_the_report_of_the_year_that_is_over(self) -> None:
        self.when_i_open("/reports/")
        self.when_i_follow("Begin a report")
        self.when_i_press(re.compile("^Begin 2026.27.*Annual report$"))
        self.then_the_page_is_headed("Annual report 2026/27")
        self.then_the_page_is_sound()
        self.report = self.page.url

    def then_its_figures_stand_there(self) -> None:
        """Before a word is written, most sections have theirs."""
        sections = self.page.get_by_role("table", name="Sections")
        with_figures = sections.locator("tbody tr", has_text="From the records").count()
        assert with_figures * 2 > sections.locator("tbody tr").count()
        self.in_time = self.page.locator(".oi-paper .key > div", has_text="Reviews held in time").first
        self.in_time_says = self.in_time.locator(".value").inner_text()
        assert re.fullmatch(r"\d+\.\d%", self.in_time_says)

    def then_a_figure_opens_to_its_children(self) -> None:
        self.page.get_by_text("The records behind each figure").click()
        self.when_i_follow("Reviews held in time", within="details")
        assert self.page.locator("main tbody a[href^='/children/']").count()

    def when_i_write_wherever_words_are_missing(self) -> None:
        """From the first gap to the last, one button a section, and then the whole paper again."""
        self.when_i_open(f"{self.report}check/")
        self.page.get_by_role("link", name=re.compile("^Change")).first.click()
        written = []
        while "/sections/" in self.page.url:
            written.append(self.page.url.split("/sections/")[1])
            self.when_i_enter("Words of this section", NAMED if written[-1] == "timeliness/" else WORDS)
            self.when_i_press("Save and go to the next to write")
        assert "timeliness/" in written
        assert len(written) == len(set(written))
        assert self.page.url == self.report
        self.then_the_page_is_sound()

    def then_i_cannot_check_what_i_wrote(self) -> None:
        self.when_i_open(self.report)
        self.then_i_see(NAMED.replace("{{reviews.on_time}}", self.in_time_says))
        self.when_i_follow("Check it", within="main")
        self.when_i_press("It is right")
        self.then_i_see("You wrote in this paper. Somebody who did not must check it.")

    def when_i_check_it(self) -> None:
        self.when_i_open(self.report)
        self.when_i_follow("Check it", within="main")
        self.when_i_press("It is right")
        self.then_i_see("The paper is checked.")
        self.then_the_page_is_sound()

    def when_i_sign_it_off(self) -> None:
        self.when_i_open(self.report)
        self.when_i_follow("Sign it off", within="main")
        self.when_i_enter("Which body?", "Corporate parenting panel")
        self.when_i_enter_the_day("On which day?", HEARD_ON)
        self.when_i_press("Sign it off")
        self.page.wait_for_url(self.report)
        self.then_i_see("The paper is signed off. It stays as it is now.")
        self.then_i_see("Corporate parenting panel, 31 March 2027")
        self.then_the_page_is_sound()

    def then_word_and_pdf_hold_what_was_written(self) -> None:
        with zipfile.ZipFile(self.when_i_download("Word")) as document:
            assert WORDS in document.read("word/document.xml").decode()
        assert self.when_i_download("PDF").read_bytes().startswith(b"%PDF")

    def when_i_download(self, name: str) -> Path:
        with self.page.expect_download() as waiting:
            self.page.locator("main a", has_text=name).first.click()
        path = self.folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    def paper_as_it_reads(self) -> str:
        self.when_i_open(self.report)
        return self.page.locator("article.oi-paper").inner_text()

    def good_practice_of_the_year(self) -> int:
        self.when_i_open(GOOD_PRACTICE)
        counts = self.page.locator("main .oi-breakdown tbody tr td:nth-child(2)").all_inner_texts()
        return sum(int(count.split()[0]) for count in counts)

    def when_a_record_of_the_year_comes_later(self) -> None:
        """Good practice of September that another system knew of, loaded after the paper was signed off."""
        (self.folder / "compliments.csv").write_text(LATER)
        done = self.service.run("load", str(self.folder / "compliments.csv"), "--format", "templates")
        assert done.returncode == 0, done.stderr
