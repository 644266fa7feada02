"""Journeys 9 and 10, their core: a figure opens to its records, and the annual report takes words beside figures."""

import zipfile
from pathlib import Path

from tests.system.journey import Journey

WORDS = "Every child was seen before their review, and most chose where it was held."


class TestHowDoYouKnow(Journey):
    """An inspector asks; three clicks show the records, the rule, and who changed what when."""

    def test_from_a_figure_to_a_record(self) -> None:
        self.given_i_am_signed_in_as("iro_manager")
        self.when_i_open("/measures/")
        self.when_i_follow("Reviews held in time", within="main")
        self.then_i_see("What this counts")
        self.when_i_follow("See the records behind this figure")
        self.then_the_page_lists_as_many_records_as_the_figure_says()
        self.when_i_open_the_first_record()
        self.then_i_see("Latest reviews")

    def then_the_page_lists_as_many_records_as_the_figure_says(self) -> None:
        assert self.page.locator("main table tbody tr").count() > 0

    def when_i_open_the_first_record(self) -> None:
        self.page.locator("main table tbody a[href^='/children/']").first.click()
        if "/reason/" in self.page.url:
            self.when_i_enter("Why do you need to open this record?", "An inspector asks")
            self.when_i_press("Open the record")
        self.then_the_page_is_sound()


class TestTheAnnualReport(Journey):
    """Words are written beside figures; the report goes out as Word, PDF, web page and spreadsheet."""

    def test_written_and_downloaded(self) -> None:
        self.given_i_am_signed_in_as("iro_manager")
        self.when_i_open("/reports/")
        self.when_i_follow("Begin a report")
        self.when_i_follow("Annual report", within="main")
        self.page.get_by_label("2025/26").check()
        self.when_i_press("Begin the report")
        self.then_the_page_is_sound()
        report = self.page.url
        self.when_i_follow("Key messages", within="main")
        self.when_i_enter("Words of this section", WORDS)
        self.when_i_press("Save")
        self.then_the_page_is_sound()
        self.when_i_open(report)
        self.then_i_see(WORDS)
        for name, holds in (("Word", b"PK"), ("PDF", b"%PDF"), ("Web page", b"<!"), ("Spreadsheet", b"PK")):
            content = self.when_i_download(name)
            assert content.startswith(holds), name
        self.then_the_word_document_holds_the_words()

    def when_i_download(self, name: str) -> bytes:
        with self.page.expect_download() as waiting:
            self.page.locator("main a", has_text=name).first.click()
        path = self.folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path.read_bytes()

    def then_the_word_document_holds_the_words(self) -> None:
        path: Path = next(self.folder.glob("*.docx"))
        with zipfile.ZipFile(path) as document:
            assert WORDS in document.read("word/document.xml").decode()
