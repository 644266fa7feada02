"""What cannot be loaded is refused in plain words on the form, and nothing is written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from openiro.ingest.models import Load
from openiro.web.imports import forms
from tests.integration.ingest.returns import HEADINGS
from tests.integration.web_imports.uploads import FIRST, csv_file, csv_files, title_of, words_of, zip_file

pytestmark = pytest.mark.django_db


def plain(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


REFUSED = {
    "nothing": ([], "Select one or more files"),
    "an empty file": ([plain("header.csv", b"")], "The selected file is empty"),
    "a picture": ([plain("photo.png", b"\x89PNG")], "photo.png is not a CSV, zip, Excel workbook"),
    "a picture named as text": ([plain("header.csv", b"\x89PNG\r\n\x00\x00\x1a")], "It is not a text file"),
    "a table of something else": ([plain("header.csv", b"NAME,COLOUR\nAsh,green\n")], "header.csv"),
    "a huge line": ([plain("header.csv", HEADINGS["header"].encode() + b"\n1," + b"x" * 200_000)], "line of more than"),
    "a zip that leads out": ([zip_file({"../header.csv": "CHILD\n1\n"})], "leads out of the zip"),
    "a broken zip": ([plain("return.zip", b"PK\x03\x04 broken")], "return.zip"),
    "a zip beside a file": ([zip_file({"a.csv": "a"}), csv_file("header", [])], "a return by itself"),
    "a file twice": ([csv_file("header", []), csv_file("header", [])], "Select each file once"),
}


@pytest.mark.parametrize(("files", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_on_the_form(upload, files, reason):
    for file in files:
        file.seek(0)
    page = upload(files)
    words = words_of(page)
    assert page.status_code == 200
    assert words.startswith("There is a problem")
    assert reason in words
    assert title_of(page).startswith("Error: Load a return")
    assert Load.objects.count() == 0


def test_a_year_that_is_none_is_refused(upload):
    assert "Collection year must be four figures, such as 2018" in words_of(upload(csv_files(FIRST), year="18"))
    assert Load.objects.count() == 0


def test_more_than_may_be_uploaded_is_refused_in_plain_words(upload, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST_UPLOAD", 100)
    assert "which no council's return is" in words_of(upload(csv_files(FIRST)))
    assert Load.objects.count() == 0


def test_nothing_uploaded_is_left_lying_about(upload, tmp_path):
    upload([zip_file({"../header.csv": "CHILD\n1\n"})])
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".upload-")] == []


def test_the_form_says_how_long_a_check_may_take(analyst):
    words = words_of(analyst.get(reverse("imports:load-new")))
    assert "A county's return takes up to a minute to check." in words
    assert "Leave it empty to have it read from the files." in words
