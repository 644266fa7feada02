"""The reviews file of the 903 comes out of the records as it went in."""

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from openiro.core.models import Event
from openiro.formats.review_return import HEADINGS
from openiro.ingest.models import Load
from tests.integration.web_imports.uploads import FIRST, csv_files

pytestmark = pytest.mark.django_db


def handed_out(browser) -> bytes:
    return browser.post(reverse("imports:reviews-download"), {"year": "2017"}).content


def test_the_file_has_the_headings_of_the_return_and_every_review_of_the_year(analyst, committed):
    rows = list(csv.reader(io.StringIO(handed_out(analyst).decode("utf-8-sig"))))
    assert tuple(rows[0]) == HEADINGS == ("CHILD", "DOB", "REVIEW", "REVIEW_CODE")
    assert sorted(",".join(row) for row in rows[1:]) == sorted(FIRST["reviews"])


def test_what_is_handed_out_loads_back_and_changes_nothing(analyst, committed, upload):
    others = [file for file in csv_files(FIRST) if "reviews" not in file.name]
    upload([*others, SimpleUploadedFile("reviews.csv", handed_out(analyst))])
    counts = Load.objects.order_by("number").last().counts["reviews"]
    assert counts["same"] == counts["read"] > 0


def test_a_download_is_kept_on_record(analyst, committed):
    handed_out(analyst)
    event = Event.objects.get(kind="ingest.return_handed_out")
    assert json.loads(event.facts) == {"file": "reviews", "year": 2017, "rows": 2}


def test_the_data_page_offers_each_year(analyst, committed):
    assert "reviews.csv for 2016/17" in analyst.get(reverse("imports:load-list")).content.decode()


def test_who_may_not_see_loads_gets_no_file(signed_in, committed):
    assert signed_in("iro").post(reverse("imports:reviews-download"), {"year": "2017"}).status_code == 403


@pytest.mark.parametrize("year", ["", "soon", "3", "99999999999", "\u00b2017"])
def test_a_year_that_is_none_is_not_found(analyst, year):
    assert analyst.post(reverse("imports:reviews-download"), {"year": year}).status_code == 404
