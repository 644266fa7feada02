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


def without_marks(response):
    return " ".join(re.sub("<[^>]+>", " ", words(response)).split())


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

    def test_who_was_not_shown_the_report_in_advance_is_kept_and_seen(self, iro, papers, review):
        """Buckinghamshire: reports are shared with the child and those who take part, before the review."""
        shown = on_day("social_worker_report_shared_on", TODAY)
        sent = came("social_worker_report", TODAY, **shown, social_worker_report_not_shown_to=["parents"])
        iro.post(papers, sent)
        assert ReviewPaper.objects.get(review=review).not_shown_to == "parents"
        assert "2 days before the review. Not to the parents" in words(iro.get(papers))
        iro.post(papers, came("social_worker_report", TODAY, seen=seen_in(iro.get(papers)), **shown))
        assert "Not to the parents" not in words(iro.get(papers))

    def test_the_way_back_to_the_review_stands_above_each_part(self, iro, papers, review):
        back = f'<a class="govuk-breadcrumbs__link" href="{at(review, "review")}">Review on 25 Nov 2026</a>'
        assert back in iro.get(papers).content.decode()
        assert back not in iro.get(at(review, "review")).content.decode()

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
        assert support.get(at(review, "review-attachment", row.pk)).status_code == 403
        assert self.attach(support, review, title="Form from the carer").status_code == 302
        assert "Form from the carer" in words(support.get(at(review, "review-papers")))

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

    def test_many_are_read_a_page_at_a_time_each_team_with_its_number_in_all(self, cleo, review, worker):
        south = TeamFactory(name="South")
        for _ in range(27):
            other = ChildFactory(in_care_since=date(2026, 10, 28))
            InvolvementFactory(child=other, worker=worker, team=south)
            ReviewFactory(child=other, planned=True, planned_on=TODAY, chaired_by=review.chaired_by)
        support, address = browser(cleo), reverse("reviews:late-papers")
        first, last = (without_marks(support.get(address, {"page": page})) for page in ("1", "2"))
        assert "Showing 1 to 20 of 28 late reports" in first
        assert "South 27" in first
        assert "North" not in last
        assert (first.count("Ask for it"), last.count("Ask for it")) == (20, 8)
        assert first.index("Rose Bell") < first.index("South 27")
        assert without_marks(support.get(address, {"page": "9"})) == last

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
