"""A return is uploaded, looked through, committed and taken back, all through the pages."""

import pytest
from django.urls import reverse

from openiro.children.models import Child, Episode
from openiro.ingest.models import Load
from tests.integration.web_imports.uploads import CHANGED, FIRST, csv_files, number_of, words_of, zip_file

pytestmark = pytest.mark.django_db


def test_an_upload_is_looked_through_before_anything_is_stored(upload):
    page = upload(csv_files(FIRST))
    words = words_of(page)
    assert "903 return, 2016/17" in words
    assert "Waiting for a decision" in words
    assert "6 new rows will be added and none changed." in words
    assert Child.objects.count() == 0
    assert Load.objects.get().state == "checked"


def test_committing_stores_the_rows_and_says_so(analyst, upload):
    number = number_of(upload(csv_files(FIRST)))
    page = analyst.post(reverse("imports:load-commit", args=[number]), follow=True)
    words = words_of(page)
    assert f"Load {number} is committed." in words
    assert "Committed on" in words
    assert "Undo this load" in words
    assert sorted(Child.objects.values_list("code", flat=True)) == ["101", "102"]


def test_the_year_is_read_from_the_files_when_it_is_left_empty(upload):
    upload(csv_files(FIRST), year="")
    assert Load.objects.get().collection_year == 2017


def test_a_zip_is_a_return_by_itself(upload):
    texts = {f"{file.name}": file.read().decode() for file in csv_files(FIRST)}
    assert "6 new rows" in words_of(upload([zip_file(texts)]))


def test_a_second_return_says_what_is_new_changed_the_same_and_left_out(committed, upload):
    page = upload(csv_files(CHANGED))
    words = words_of(page)
    assert "2 rows will be changed and none added." in words
    assert "2 rows have errors and are left out; all other rows go in." in words
    assert "Commit the good rows" in words


def test_what_would_change_is_shown_before_and_after(analyst, committed, upload):
    number = number_of(upload(csv_files(CHANGED)))
    words = words_of(analyst.get(reverse("imports:load-changes", args=[number])))
    assert "Child 101 header.csv, row 2 What Ethnicity As it stands WBRI After the load WOTH" in words
    words = words_of(analyst.get(reverse("imports:load-changes", args=[number]), {"table": "episodes"}))
    assert "Child 101, 10 May 2016 episodes.csv, row 2 What Placement As it stands U1 After the load U4" in words


def test_problems_stand_by_kind_with_row_sentence_and_owner(committed, upload):
    words = words_of(upload(csv_files(CHANGED)))
    kinds = words[words.index("Problems by kind") : words.index("Problems one by one")]
    assert "Where reviews.csv, REVIEW first in row 4" in kinds
    assert "Row left out" in kinds
    assert "Who can put it right Business support How many 2" in kinds
    assert "Who can put the problems right Business support 2 open, 2 rows left out" in words
    one_by_one = words[words.index("Problems one by one") :]
    assert "row 4, column REVIEW" in one_by_one
    assert "row 5, column REVIEW" in one_by_one


def test_problems_narrow_to_a_severity_a_file_and_an_owner(analyst, committed, upload):
    number = number_of(upload(csv_files(CHANGED)))
    address = reverse("imports:load", args=[number])
    errors = words_of(analyst.get(address, {"severity": "error", "file": "reviews.csv", "owner": "business_support"}))
    assert "2 problems" in errors
    assert "No open problem fits these filters" in words_of(analyst.get(address, {"owner": "data_analyst"}))


def test_discarding_changes_no_record_and_removes_the_files(analyst, upload, tmp_path):
    number = number_of(upload(csv_files(FIRST)))
    page = analyst.post(reverse("imports:load-discard", args=[number]), follow=True)
    assert f"Load {number} is discarded. No record was changed" in words_of(page)
    assert Child.objects.count() == 0


def test_a_load_that_was_decided_is_not_decided_again(analyst, committed):
    page = analyst.post(reverse("imports:load-discard", args=[committed]), follow=True)
    assert f"Load {committed} is committed already" in words_of(page)


def test_undoing_says_what_it_means_and_takes_the_load_back(analyst, committed):
    address = reverse("imports:load-undo", args=[committed])
    assert "The 6 rows that it added are withdrawn. Nothing is deleted" in words_of(analyst.get(address))
    page = analyst.post(address, follow=True)
    assert f"Load {committed} is undone." in words_of(page)
    assert Child.objects.filter(withdrawn_at__isnull=True).count() == 0
    assert Episode.objects.filter(withdrawn_at__isnull=True).count() == 0


def test_undoing_is_refused_with_the_reason_where_a_later_load_rests_on_it(analyst, committed, upload):
    later = number_of(upload(csv_files(CHANGED), year="2018"))
    analyst.post(reverse("imports:load-commit", args=[later]))
    page = analyst.post(reverse("imports:load-undo", args=[committed]))
    words = words_of(page)
    assert "This load cannot be undone" in words
    assert f"Undo load {later} first" in words
    assert Load.objects.get(number=committed).state == "committed"


def test_a_load_that_is_not_there_is_not_found(analyst):
    for name in ("load", "load-changes", "load-undo"):
        assert analyst.get(reverse(f"imports:{name}", args=[9999])).status_code == 404
    for name in ("load-commit", "load-discard"):
        assert analyst.post(reverse(f"imports:{name}", args=[9999])).status_code == 404
