"""The papers of a review: saved in one go, documents attached, late reports chased; nobody's words lost."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from openiro.core.actions import child_stream
from openiro.core.models import Draft, Notice
from openiro.core.queries import events_of
from openiro.meetings.models import Attachment
from openiro.people.actions import service_account
from openiro.reviews.actions import remind_of_reports
from openiro.reviews.models import ReviewPaper
from tests.factories.allocation import InvolvementFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory, TeamFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.web_reviews.conftest import NOW, TODAY, browser, on_day, value_of, words

FRIDAY = date(2026, 11, 20)
REVIEW_DAY = date(2026, 11, 25)
PDF = b"%PDF-1.7\nA report\n%%EOF\n"


@pytest.fixture
def worker(child):
    """Rose's social worker, of the North team."""
    person = PersonFactory(social_worker=True, name="Dan Reed")
    InvolvementFactory(child=child, worker=person, team=TeamFactory(name="North"))
    return person


@pytest.fixture
def review(child, ada, worker):
    """Rose's first review, planned for Wednesday: its papers were due by last Friday."""
    return ReviewFactory(child=child, planned=True, planned_on=REVIEW_DAY, chaired_by=ada, mode="video")


@pytest.fixture
def papers(review):
    return at(review, "review-papers")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.OPENIRO_DATA_DIR = tmp_path


def at(review, name, *more):
    return reverse(f"reviews:{name}", args=[review.child.reference, review.pk, *more])


def seen_in(response):
    return value_of(response, "seen")


def came(kind, day, **more):
    return {f"{kind}_state": "came"} | on_day(f"{kind}_received_on", day) | more


class TestWhatCame:
    """Recorded by whoever brings papers."""

    def test_the_page_names_what_is_expected_at_her_age_and_by_when(self, iro, papers):
        said = words(iro.get(papers))
        assert "Papers reach the IRO by" in said
        assert "Friday 20 November 2026" in said
        for paper in ("Social worker's report", "Care plan", "Education plan (PEP)", "SDQ"):
            assert paper in said
        assert "Pathway plan" not in said
        assert "1 working day late" in said

    def test_one_save_keeps_all_of_it(self, iro, papers, review):
        sent = {
            **came("social_worker_report", TODAY),
            **on_day("social_worker_report_shared_on", TODAY),
            "sdq_state": "not_needed",
            "care_plan_state": "not_yet",
            "care_plan_note": "Promised for Tuesday",
        }
        assert iro.post(papers, sent | {"seen": seen_in(iro.get(papers))}).status_code == 302
        kept = {row.kind: row for row in ReviewPaper.objects.filter(review=review)}
        assert set(kept) == {"social_worker_report", "sdq", "care_plan"}
        assert (kept["social_worker_report"].received_on, kept["social_worker_report"].shared_on) == (TODAY, TODAY)
        assert kept["sdq"].not_needed
        assert kept["care_plan"].note == "Promised for Tuesday"
        said = words(iro.get(papers))
        assert "Came 1 working day late" in said
        told = events_of(child_stream(review.child_id), limit=1)[0]
        assert told.kind == "reviews.papers_recorded"
        assert "Promised" not in str(told.facts)

    def test_a_day_ahead_or_a_paper_shown_before_it_came_is_refused(self, iro, papers):
        ahead = iro.post(papers, came("sdq", date(2026, 11, 24)))
        assert "must be today or in the past" in words(ahead)
        before = iro.post(papers, came("sdq", TODAY) | on_day("sdq_shared_on", FRIDAY))
        assert "must be the day it came, or later" in words(before)
        assert not ReviewPaper.objects.exists()

    def test_business_support_reads_no_note_and_changes_none(self, cleo, papers, review, ada):
        ReviewPaper.objects.create(review=review, kind="sdq", note="marzipan", recorded_at=NOW, recorded_by=ada)
        support = browser(cleo)
        assert "marzipan" not in words(support.get(papers))
        support.post(papers, came("sdq", TODAY))
        row = ReviewPaper.objects.get(kind="sdq")
        assert (row.note, row.received_on) == ("marzipan", TODAY)


class TestDocuments:
    """Attached to the review, for those who may read them."""

    def attach(self, client, review, content=PDF, title="Report for June"):
        sent = {"kind": "social_worker_report", "title": title, "document": SimpleUploadedFile("r.pdf", content)}
        return client.post(at(review, "review-attach"), sent)

    def test_a_report_is_attached_and_saved_to_disk_by_the_iro(self, worker, iro, review):
        assert self.attach(browser(worker), review).status_code == 302
        row = Attachment.objects.get()
        answer = iro.get(at(review, "review-attachment", row.pk))
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Content-Disposition"] == 'attachment; filename="r.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Cache-Control"] == "no-store"
        assert "Report for June" in words(iro.get(at(review, "review-papers")))
        told = next(e for e in events_of(child_stream(review.child_id)) if e.kind == "meetings.attached")
        assert "June" not in str(told.facts)

    def test_business_support_attaches_and_does_not_read_what_others_attached(self, cleo, worker, review):
        self.attach(browser(worker), review)
        support = browser(cleo)
        row = Attachment.objects.get()
        assert support.get(at(review, "review-attachment", row.pk)).status_code == 404
        self.attach(support, review, title="Form from the carer")
        own = Attachment.objects.latest("pk")
        assert support.get(at(review, "review-attachment", own.pk)).status_code == 200

    def test_a_document_of_another_review_is_not_there(self, worker, iro, review, child):
        self.attach(browser(worker), review)
        other = ReviewFactory(child=child, held_on=FRIDAY)
        assert iro.get(at(other, "review-attachment", Attachment.objects.get().pk)).status_code == 404

    def test_a_program_is_refused_in_words(self, worker, review):
        assert "Only PDF, Word" in words(self.attach(browser(worker), review, b"MZ\x90\x00"))
        assert not Attachment.objects.exists()

    def test_what_is_withdrawn_is_gone_from_the_page(self, worker, iro, review):
        self.attach(browser(worker), review)
        number = Attachment.objects.get().pk
        iro.post(at(review, "attachment-withdraw", number))
        assert "No document is attached" in words(iro.get(at(review, "review-papers")))
        assert iro.get(at(review, "review-attachment", number)).status_code == 404


class TestLateReports:
    """Listed with days late by team, and chased."""

    def test_the_list_says_how_late_and_of_which_team(self, cleo, review):
        said = words(browser(cleo).get(reverse("reviews:late-papers")))
        assert "North" in said
        assert "1 working day late" in said
        assert "Dan Reed, not asked yet" in said

    def test_a_report_that_came_is_not_on_it(self, iro, papers, review):
        iro.post(papers, came("social_worker_report", TODAY))
        assert "No report is late" in words(iro.get(reverse("reviews:late-papers")))

    def test_the_social_worker_is_asked_once_a_day_without_a_name(self, cleo, review, worker):
        support = browser(cleo)
        for _ in range(2):
            support.post(at(review, "report-chase"), {"from": "list"})
        notice = Notice.objects.get()
        assert (notice.kind, notice.person) == ("report_late", worker.code)
        assert notice.facts == {
            "count": 1,
            "on": "2026-11-25",
            "due_on": "2026-11-20",
            "days": 1,
            "path": at(review, "review-papers"),
        }
        assert "asked on 23 Nov 2026" in words(support.get(reverse("reviews:late-papers")))

    def test_the_work_of_the_day_reminds_once_before_and_once_a_week_after(self, review, ada, worker):
        other = ChildFactory(in_care_since=date(2026, 11, 3))
        InvolvementFactory(child=other, worker=worker)
        later = ReviewFactory(child=other, planned=True, planned_on=date(2026, 12, 1), chaired_by=ada)
        assert remind_of_reports(by=service_account(), at=NOW) == 2
        assert remind_of_reports(by=service_account(), at=NOW) == 0
        kinds = dict(Notice.objects.values_list("facts__path", "kind"))
        assert kinds == {at(review, "review-papers"): "report_late", at(later, "review-papers"): "report_due"}


class TestNobodysWordsAreLost:
    """Two people in one part, and a page that is left."""

    def test_the_second_is_shown_what_the_first_changed_and_keeps_their_own_words(self, iro, worker, papers):
        first, second = browser(worker), iro
        seen = seen_in(second.get(papers))
        first.post(papers, came("social_worker_report", TODAY) | {"sdq_state": "not_needed", "seen": seen})
        mine = {"sdq_state": "not_yet", "sdq_note": "I asked the school", "seen": seen}
        answer = second.post(papers, mine)
        said = words(answer)
        assert answer.status_code == 200
        assert "Changed since you opened this page" in said
        assert "Dan Reed on 23 November 2026 at 9am" in said
        assert re.search(r"SDQ.{0,200}It is not needed.{0,200}Your words are in the box", said)
        assert re.search(r"Social worker's report.{0,200}It came.{0,200}you had not changed it", said)
        assert 'value="I asked the school"' in answer.content.decode()
        assert ReviewPaper.objects.get(kind="sdq").not_needed
        both = came("social_worker_report", TODAY) | mine | {"seen": seen_in(answer)}
        assert second.post(papers, both).status_code == 302
        rows = {row.kind: row for row in ReviewPaper.objects.all()}
        assert rows["social_worker_report"].received_on == TODAY
        assert rows["sdq"].note == "I asked the school"

    def test_what_the_first_changed_stands_in_boxes_that_the_second_left_alone(self, iro, worker, papers):
        seen = seen_in(iro.get(papers))
        browser(worker).post(papers, came("social_worker_report", TODAY) | {"seen": seen})
        html = iro.post(papers, {"sdq_state": "not_needed", "seen": seen}).content.decode()
        checked = [found for found in re.findall(r"<input[^>]*>", html) if " checked" in found]
        assert any('name="social_worker_report_state"' in box and 'value="came"' in box for box in checked)
        assert any('name="sdq_state"' in box and 'value="not_needed"' in box for box in checked)

    def test_what_was_typed_and_not_saved_is_offered_in_the_boxes(self, iro, papers):
        seen = seen_in(iro.get(papers))
        typed = {"sdq_state": "not_yet", "sdq_note": "Half a sen", "seen": seen, "draft-page": papers}
        assert iro.post(reverse("shell:draft"), typed).status_code == 204
        answer = iro.get(papers)
        said = words(answer)
        assert "You typed this on 23 November 2026 at 9am and did not save it" in said
        assert 'value="Half a sen"' in answer.content.decode()
        assert "There is a problem" not in said
        assert not ReviewPaper.objects.exists()

    def test_it_is_forgotten_once_it_is_saved(self, iro, papers):
        iro.post(reverse("shell:draft"), {"sdq_note": "Half", "draft-page": papers})
        iro.post(papers, {"sdq_state": "not_needed"})
        assert not Draft.objects.exists()
        assert "did not save it" not in words(iro.get(papers))

    def test_what_others_changed_since_it_was_typed_is_shown_with_it(self, iro, worker, papers):
        seen = seen_in(iro.get(papers))
        iro.post(reverse("shell:draft"), {"sdq_state": "not_yet", "seen": seen, "draft-page": papers})
        browser(worker).post(papers, {"sdq_state": "not_needed", "seen": seen})
        said = words(iro.get(papers))
        assert "did not save it" in said
        assert "Changed since you opened this page" in said

    def test_a_form_with_a_fault_is_kept_too(self, iro, papers):
        iro.post(papers, {"sdq_state": "came"})
        assert Draft.objects.get().answers["sdq_state"] == ["came"]

    def test_nobody_else_is_offered_it(self, iro, worker, papers):
        iro.post(reverse("shell:draft"), {"sdq_state": "not_yet", "draft-page": papers})
        assert "did not save it" not in words(browser(worker).get(papers))


def test_the_form_of_a_record_is_kept_as_it_is_typed(iro, child, planned):
    record = reverse("reviews:review-record", args=[child.reference])
    typed = {"review": planned.pk, "mode": "telephone", "duration_minutes": "35", "draft-page": record}
    iro.post(reverse("shell:draft"), typed)
    html = iro.get(record).content.decode()
    assert "did not save it" in html
    assert 'value="35"' in html
    assert "There is a problem" not in html


"""A review is written up on its pages: notes, record, letter, draft checked, papers sent, read by private link."""

from html.parser import HTMLParser

from django.test import Client

from openiro.meetings.models import Distribution
from openiro.reviews import actions
from openiro.reviews.models import DraftComment, ReviewDocument, ReviewNote
from openiro.reviews.queries import draft_of
from tests.factories.records import ADDRESS, Reviewed, reviewed


def sam() -> Reviewed:
    return reviewed()


def iro(sam) -> Client:
    return browser(sam.iro)


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


def test_the_mother_reads_her_copy_by_link_and_not_where_the_child_lives(iro, sam):
    keep_address_back(sam)
    finish(sam, "record")
    iro.post(page(sam, "review-distribution"), boxes(iro.get(page(sam, "review-distribution"))))
    seen = words(Client().get(link_in("letter_link"))).casefold()
    assert "record of the looked-after review" in seen
    assert "[left out]" in seen
    assert [secret for secret in ("acacia", "reed", "maths") if secret in seen] == []
    assert "[left out]" in words(Client().get(link_in("letter_link")))


def test_a_link_to_one_paper_opens_no_other(iro, sam):
    finish(sam, "record")
    iro.post(page(sam, "review-distribution"), boxes(iro.get(page(sam, "review-distribution"))))
    path = link_in("letter_link")
    assert Client().get(path.replace("/record/", "/letter/")).status_code == 404
    assert Client().get(path.replace("/record/", "/draft/")).status_code == 404


def test_support_prints_the_copy_for_the_post_and_reads_no_record_page(sam, support):
    finish(sam, "record")
    carer = sam.people["carer"].pk
    assert support.get(page(sam, "review-copy", "record", carer, "pdf")).content.startswith(b"%PDF")
    assert support.get(page(sam, "review-copy", "record", carer, "odt")).status_code == 404
    assert support.get(page(sam, "review-copy", "letter", carer, "pdf")).status_code == 404
    mother = page(sam, "review-copy", "record", sam.people["mother"].pk, "html")
    assert "Sam likes maths." in support.get(mother).content.decode()
    assert "Sam likes maths." not in support.get(f"{mother}?left_out=school").content.decode()
    assert support.get(page(sam, "review-document", "record", 1)).status_code == 403
    assert support.get(page(sam, "review-write-record")).status_code == 403
    assert support.get(page(sam, "review-distribution")).status_code == 200


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
