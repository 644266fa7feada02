"""A review is written up on its pages: notes, record, letter, draft checked, papers sent, read by private link."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from openiro.core.models import Notice
from openiro.meetings.actions import Sending, attach, withdraw_attachment
from openiro.meetings.models import Distribution
from openiro.reviews import actions
from openiro.reviews.models import DraftComment, ReviewDocument, ReviewNote
from openiro.reviews.queries import draft_of
from tests.factories.people import PersonFactory
from tests.factories.records import ADDRESS, Reviewed, reviewed
from tests.integration.web_reviews.conftest import NOW, browser, on_day, words

PDF = {"name": "letter.pdf", "content": b"%PDF-1.7\nA letter\n%%EOF\n"}


@pytest.fixture
def sam() -> Reviewed:
    return reviewed()


@pytest.fixture
def iro(sam) -> Client:
    return browser(sam.iro)


@pytest.fixture
def support() -> Client:
    return browser(PersonFactory(business_support=True))


def page(sam: Reviewed, name: str, *more: object) -> str:
    return reverse(f"reviews:{name}", args=[sam.child.reference, sam.review.pk, *more])


class _Boxes(HTMLParser):
    """What a browser would send of the page's form."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.name = ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and (given.get("type") != "checkbox" or "checked" in given):
            self.sent.setdefault(name, []).append(given.get("value") or "")
        elif tag == "textarea":
            self.name, self.sent[name] = name, [""]
        elif tag == "select":
            self.name = name
        elif tag == "option" and "selected" in given:
            self.sent[self.name] = [given.get("value") or ""]

    def handle_data(self, data: str) -> None:
        if self.name.startswith(("text-", "kept-")):
            self.sent[self.name][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "select"):
            self.name = ""


def boxes(response) -> dict[str, list[str]]:
    """What stands in the form of the page, by name."""
    found = _Boxes()
    found.feed(response.content.decode())
    return found.sent


def finish(sam: Reviewed, *kinds: str) -> None:
    for kind in kinds:
        actions.finish_document(review=sam.review, kind=kind, by=sam.iro, at=NOW)


def keep_address_back(sam: Reviewed) -> None:
    kept = {"address": [ADDRESS]}
    actions.save_document(review=sam.review, kind="record", texts={}, kept_back=kept, by=sam.iro, at=NOW)


def link_in(kind: str) -> str:
    """The path of the private link in the last notice of that kind."""
    return Notice.objects.filter(kind=kind).latest("pk").facts["path"]


def test_notes_stand_by_heading_with_the_record_that_they_make_beside(iro, sam):
    seen = words(iro.get(page(sam, "review-write-record")))
    for text in ("Contact with family and friends", "Schedule 7, 4", "Sam likes maths.", "I want to see Ben more."):
        assert text in seen
    assert "Arrange weekly contact with Ben." in seen


def test_notes_are_saved_and_the_record_finished_in_one_go_and_the_letter_follows(iro, sam):
    answers = boxes(iro.get(page(sam, "review-write-record")))
    sent = {**answers, "text-health": "Sam is well.", "finish": "on", "continue": "1"}
    response = iro.post(page(sam, "review-write-record"), sent)
    assert response.url == page(sam, "review-write-letter")
    sam.review.refresh_from_db()
    assert sam.review.record_finished_on == NOW.date()
    assert ReviewNote.objects.get(review=sam.review, heading="health").text == "Sam is well."
    assert "You are well." in words(iro.get(response.url))


def test_what_is_missing_is_named_with_links_and_nothing_typed_is_lost(iro, sam):
    sam.review.meeting.invitees.update(attended=None)
    sam.review.decisions.all().delete()
    answers = boxes(iro.get(page(sam, "review-write-record")))
    sent = {**answers, "text-health": "Sam is well.", "finish": "on"}
    response = iro.post(page(sam, "review-write-record"), sent, follow=True)
    assert response.redirect_chain[-1][0] == page(sam, "review-write-record")
    seen = words(response)
    assert "Before it can be finished, enter who was there and the decisions." in seen
    assert "Sam is well." in seen
    assert not ReviewDocument.objects.filter(finished_at__isnull=False).exists()


def test_the_second_to_save_is_shown_what_the_first_wrote(iro, sam):
    answers = boxes(iro.get(page(sam, "review-write-record")))
    actions.save_notes(review=sam.review, notes={"health": "First."}, by=sam.iro, at=NOW)
    response = iro.post(page(sam, "review-write-record"), {**answers, "text-health": "Second."})
    seen = words(response)
    assert "Somebody changed this part" in seen
    assert "First." in seen
    assert "Second." in seen
    assert ReviewNote.objects.get(review=sam.review, heading="health").text == "First."


def test_the_text_is_edited_and_the_page_says_where_entries_changed_since(iro, sam):
    answers = boxes(iro.get(page(sam, "review-edit-record")))
    response = iro.post(
        page(sam, "review-edit-record"), {**answers, "text-education": "Mine.", "kept-address": ADDRESS}
    )
    assert response.status_code == 302
    actions.save_notes(review=sam.review, notes={"education": "Sam likes art."}, by=sam.iro, at=NOW)
    seen = words(iro.get(page(sam, "review-edit-record")))
    assert "Changed since" in seen
    assert "Mine." in seen
    assert "Sam likes art." in seen
    assert draft_of(sam.review, "record", on=NOW.date()).kept_back == {"address": [ADDRESS]}


def test_the_letter_shows_its_reading_age_and_what_makes_it_hard(iro, sam):
    answers = boxes(iro.get(page(sam, "review-write-letter")))
    hard = "The accommodation arrangements necessitate consideration. He will see them."
    sent = {**answers, "text-education": hard, "stay": "1"}
    response = iro.post(page(sam, "review-write-letter"), sent, follow=True)
    seen = words(response)
    assert re.search(r"Reading age</p> <p class=\"oi-law__day\">[\d.]+ years", seen)
    assert "accommodation, arrangements, necessitate, consideration" in seen
    assert "Who is meant?</b> School: He will see them." in seen
    assert "As the child sees it" in seen


def test_a_finished_paper_is_read_and_taken_away_and_its_name_says_nothing_of_the_child(iro, sam):
    finish(sam, "record", "letter")
    assert "Sam likes maths." in words(iro.get(page(sam, "review-document", "record", 1)))
    for kind in ("record", "letter"):
        for ending, starts in (("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doctype html>")):
            response = iro.get(page(sam, "review-document-file", kind, 1, ending))
            assert response.content.startswith(starts)
            assert f'filename="{kind}-of-review-2026-11-03-version-1.{ending}"' in response["Content-Disposition"]
    for gone in (("record", 2, "pdf"), ("record", 1, "exe"), ("secrets", 1, "pdf")):
        assert iro.get(page(sam, "review-document-file", *gone)).status_code == 404


def test_a_correction_begins_a_new_version_and_the_old_one_points_to_it(iro, sam):
    finish(sam, "record")
    response = iro.post(page(sam, "review-correct-paper", "record"), {"reason": "The school was wrong."})
    assert response.url == page(sam, "review-edit-record")
    answers = boxes(iro.get(response.url))
    iro.post(response.url, {**answers, "text-education": "Art.", "finish": "on"})
    assert "There is a later version" in words(iro.get(page(sam, "review-document", "record", 1)))
    assert "puts the one before it right: The school was wrong." in words(
        iro.get(page(sam, "review-document", "record", 2))
    )
    assert iro.get(page(sam, "review-correct-paper", "diary")).status_code == 404


def test_a_finished_record_leads_to_its_correction(iro, sam):
    finish(sam, "record", "letter")
    assert page(sam, "review-correct-paper", "record") in words(iro.get(page(sam, "review-write-record")))
    assert page(sam, "review-correct-paper", "letter") in words(iro.get(page(sam, "review-write-letter")))
    assert iro.get(page(sam, "review-edit-record")).url == page(sam, "review-write-record")


def test_everybody_is_proposed_and_one_save_sends_and_withholds(iro, sam):
    keep_address_back(sam)
    finish(sam, "record", "letter")
    response = iro.get(page(sam, "review-distribution"))
    seen = words(response)
    for name in ("Kim Smith", "Jo Reed", "Amina Khan", "Mr Lee", "Al Smith", "Mo Lane"):
        assert name in seen
    assert "within 20 working days after completion" in seen
    response = iro.post(page(sam, "review-distribution"), boxes(response), follow=True)
    assert "5 papers are sent, 2 withheld." in words(response)
    sam.review.refresh_from_db()
    assert sam.review.distributed_on == NOW.date()
    mother = Distribution.objects.get(invitee=sam.people["mother"])
    assert mother.redactions == "address,carers,school"
    again = words(iro.get(page(sam, "review-distribution")))
    assert "Sent on 23 November 2026: by a private link. Parts were left out." in again
    assert "Withheld: A risk to the child or to others." in again


def test_more_can_be_said_about_why_a_paper_is_withheld(iro, sam):
    finish(sam, "record")
    mother = sam.people["mother"].pk
    answers = boxes(iro.get(page(sam, "review-distribution")))
    what = next(name for name in answers if name.startswith("what-") and str(mother) in name)
    answers |= {what: "withhold:risk", what.replace("what-", "note-"): "The court decides on 4 December."}
    iro.post(page(sam, "review-distribution"), answers)
    assert Distribution.objects.get(invitee=mother).withheld_note == "The court decides on 4 December."
    assert "The court decides on 4 December." in words(iro.get(page(sam, "review-distribution")))


def test_the_mother_reads_her_copy_by_link_and_not_where_the_child_lives(iro, sam):
    keep_address_back(sam)
    finish(sam, "record")
    iro.post(page(sam, "review-distribution"), boxes(iro.get(page(sam, "review-distribution"))))
    seen = words(Client().get(link_in("letter_link"))).casefold()
    assert "record of the looked-after review" in seen
    assert "[left out]" in seen
    assert [secret for secret in ("acacia", "reed", "maths") if secret in seen] == []
    assert "[left out]" in words(Client().get(link_in("letter_link")))


def letter_of(iro, sam) -> str:
    """The path of the child's private link to the letter, as it was sent."""
    child = sam.people["child"]
    child.email = "sam@home.example"
    child.save()
    finish(sam, "letter")
    paths = {"link_path": "/with-you/letter/{key}/", "page_path": "/reviews/"}
    sending = Sending("letter", 1, invitee=child.pk, how="link")
    actions.distribute_papers(review=sam.review, sendings=[sending], by=sam.iro, at=NOW, **paths)
    return link_in("letter_link")


def test_the_child_reads_the_letter_in_big_letters_and_short_lines(iro, sam):
    path = letter_of(iro, sam)
    assert "oi-paper--easy" not in words(Client().get(path))
    easy = words(Client().get(f"{path}?easy"))
    assert "oi-paper--easy" in easy
    assert "<p>Your review was on 3 November 2026.</p><p>Thank you for coming.</p>" in easy
    printed = iro.get(page(sam, "review-document-file", "letter", 1, "easy"))
    assert b"<body class=large>" in printed.content
    assert printed["Content-Disposition"].endswith('version-1.html"')


def test_the_child_reads_the_letter_in_their_own_language_until_it_is_taken_back(iro, sam):
    path = letter_of(iro, sam)
    row = attach(meeting=sam.review.meeting, kind="letter_translated", title="Po polsku", **PDF, by=sam.iro, at=NOW)
    other = attach(meeting=sam.review.meeting, kind="care_plan", title="Plan", **PDF, by=sam.iro, at=NOW)
    shown = words(Client().get(path))
    assert "Po polsku" in shown
    assert "Plan" not in shown.partition("<article")[0]
    assert b"".join(Client().get(f"{path}{row.pk}/").streaming_content) == PDF["content"]
    assert Client().get(f"{path}{other.pk}/").status_code == 404
    withdraw_attachment(attachment=row, by=sam.iro, at=NOW)
    assert Client().get(f"{path}{row.pk}/").status_code == 404
    assert page(sam, "review-attach") in words(iro.get(page(sam, "review-document", "letter", 1)))


def test_a_link_to_one_paper_opens_no_other(iro, sam):
    finish(sam, "record")
    iro.post(page(sam, "review-distribution"), boxes(iro.get(page(sam, "review-distribution"))))
    path = link_in("letter_link")
    assert Client().get(path.replace("/record/", "/letter/")).status_code == 404
    assert Client().get(path.replace("/record/", "/draft/")).status_code == 404


def test_the_officer_prints_the_copy_for_the_post_without_what_is_left_out(iro, sam):
    finish(sam, "record")
    carer = sam.people["carer"].pk
    assert iro.get(page(sam, "review-copy", "record", carer, "pdf")).content.startswith(b"%PDF")
    assert iro.get(page(sam, "review-copy", "record", carer, "odt")).status_code == 404
    assert iro.get(page(sam, "review-copy", "letter", carer, "pdf")).status_code == 404
    mother = page(sam, "review-copy", "record", sam.people["mother"].pk, "html")
    assert "Sam likes maths." in iro.get(mother).content.decode()
    assert "Sam likes maths." not in iro.get(f"{mother}?left_out=school").content.decode()


def test_business_support_sends_the_record_and_opens_no_copy_of_it(sam, support):
    finish(sam, "record")
    carer = sam.people["carer"].pk
    for ending in ("pdf", "docx", "html"):
        assert support.get(page(sam, "review-copy", "record", carer, ending)).status_code == 403
    assert support.get(page(sam, "review-document", "record", 1)).status_code == 403
    assert support.get(page(sam, "review-document-file", "record", 1, "pdf")).status_code == 403
    assert support.get(page(sam, "review-write-record")).status_code == 403
    shown = support.get(page(sam, "review-distribution"))
    assert "/copies/" not in shown.content.decode()
    sent = support.post(page(sam, "review-distribution"), boxes(shown), follow=True)
    assert "sent" in words(sent)


def test_a_draft_is_checked_by_link_and_what_they_said_is_settled(iro, sam):
    response = iro.get(page(sam, "review-check-draft"))
    response = iro.post(page(sam, "review-check-draft"), boxes(response), follow=True)
    assert "They have until 30 November 2026" in words(response)
    guest = Client()
    path = Notice.objects.get(kind="draft_to_check", address="kim@home.example").facts["path"]
    assert "Please answer by 30 November 2026." in words(guest.get(path))
    assert "Thank you" in words(guest.post(path, {"words": "I was not ill."}))
    assert guest.get(path).status_code == 404
    seen = iro.get(page(sam, "review-check-draft"))
    assert "I was not ill." in words(seen)
    number = DraftComment.objects.get(words="I was not ill.").pk
    iro.post(page(sam, "review-check-draft"), {**boxes(seen), f"outcome-{number}": "taken_in"})
    assert "Taken in." in words(iro.get(page(sam, "review-check-draft")))


def test_the_social_worker_says_when_the_care_plan_was_updated(sam):
    worker = browser(sam.social_worker)
    response = worker.post(page(sam, "review-care-plan"), on_day("updated_on", date(2026, 11, 10)))
    assert response.status_code == 302
    sam.review.refresh_from_db()
    assert sam.review.care_plan_updated_on == date(2026, 11, 10)
    late = worker.post(page(sam, "review-care-plan"), on_day("updated_on", date(2026, 11, 2)))
    assert "on the day of the review or after it" in words(late)


def test_nobody_is_told_a_child_s_name_in_an_address_or_an_email(iro, sam):
    finish(sam, "record", "letter")
    iro.post(page(sam, "review-distribution"), boxes(iro.get(page(sam, "review-distribution"))))
    told = str(list(Notice.objects.values_list("key", "facts")))
    assert "Sam" not in told
    assert "Smith" not in told
