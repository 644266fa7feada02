"""The papers of a review are taken in one archive, by stable names with a list of hashes, and it is written down."""

import csv
import hashlib
import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from openiro.core.actions import child_stream
from openiro.core.queries import events_of
from openiro.reviews.models import ReviewDocument
from openiro.voice.actions import enter_paper_form
from tests.factories.meetings import InviteeFactory, MeetingFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.web_reviews.conftest import NOW, browser, words

HELD = date(2026, 11, 9)
PDF = b"%PDF-1.7\nA report\n%%EOF\n"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.OPENIRO_DATA_DIR = tmp_path


@pytest.fixture
def review(child, ada):
    """Rose's first review, held on 9 November, its record and letter finished."""
    held = ReviewFactory(child=child, held_on=HELD, chaired_by=ada)
    MeetingFactory(child=child, review=held)
    return held


def page(review, name="review-casefile"):
    return reverse(f"reviews:{name}", args=[review.child.reference, review.pk])


@pytest.fixture
def full(review, iro, ada):
    for kind in ("record", "letter"):
        text = [{"id": "health", "heading": "Health", "text": "She is well.", "composed": ""}]
        done = {"made_at": NOW, "made_by": ada, "finished_at": NOW, "finished_by": ada}
        ReviewDocument.objects.create(review=review, kind=kind, version=1, template="2026-1", sections=text, **done)
    herself = InviteeFactory(child=True, meeting=review.meeting)
    answers = {"home_say": "I like my room"}
    enter_paper_form(invitee=herself, answers=answers, how="in_person", on=HELD, by=ada, at=NOW)
    report = SimpleUploadedFile("Rose Bell report.pdf", PDF, content_type="application/pdf")
    sent = {"kind": "social_worker_report", "title": "Report", "document": report}
    iro.post(page(review, "review-attach"), sent)
    return herself


def taken(client, review) -> dict[str, bytes]:
    answer = client.post(page(review))
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_record_letter_forms_and_documents_are_one_file_set_by_stable_names(iro, review, full):
    files = taken(iro, review)
    number = review.pk
    attached = review.meeting.attachments.get().pk
    assert sorted(files) == [
        "manifest.csv",
        f"review-{number}-document-{attached}-social_worker_report.pdf",
        f"review-{number}-form-{full.pk}-child.pdf",
        f"review-{number}-letter-version-1.pdf",
        f"review-{number}-record-version-1.pdf",
    ]
    assert not any("Bell" in name or "Rose" in name for name in files)
    assert files == taken(iro, review)


def test_the_list_gives_the_hash_of_each_file_and_the_childs_number(iro, review, full):
    files = taken(iro, review)
    rows = list(csv.DictReader(io.StringIO(files.pop("manifest.csv").decode())))
    assert {row["File"]: row["SHA-256"] for row in rows} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    assert {(row["Child"], row["Review"]) for row in rows} == {("C77", str(review.pk))}


def test_taking_them_is_written_in_the_childs_history(iro, ada, review, full):
    files = taken(iro, review)
    event = events_of(child_stream(review.child_id))[0]
    assert (event.kind, event.by, event.facts["review"]) == ("reviews.casefile_exported", ada.code, review.pk)
    assert set(event.facts["files"]) == set(files) - {"manifest.csv"}
    assert "Last taken:</strong> 4 files, by Ada Fern" in words(iro.get(page(review)))


def test_nothing_is_taken_where_nothing_is_finished(iro, review):
    assert "Nothing of this review is finished or attached yet" in words(iro.get(page(review)))
    answer = iro.post(page(review), follow=True)
    assert "Finish its record first" in words(answer)
    assert not [each for each in events_of(child_stream(review.child_id)) if each.kind.endswith("exported")]


def test_business_support_reads_no_records_and_takes_none(cleo, review, full):
    assert browser(cleo).post(page(review)).status_code == 403
