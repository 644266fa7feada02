"""A review is written up, checked, finished, corrected and sent: each step dated, each person given what is theirs."""

import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pypdf
import pytest

from openiro.allocation.queries import UnableToSeeChild
from openiro.core.actions import child_stream
from openiro.core.models import Notice
from openiro.core.queries import events_of, faults_in_event_chains
from openiro.documents.pdf import to_pdf
from openiro.documents.web_page import to_html
from openiro.documents.word import to_docx
from openiro.domain.consultation import UnableToOpenLink
from openiro.domain.record_draft import UnableToWriteRecord
from openiro.meetings.actions import Sending, UnableToDistribute
from openiro.meetings.models import Distribution, GuestLink
from openiro.meetings.queries import guest_link_of
from openiro.people.actions import service_account
from openiro.people.queries import UnableToPermit
from openiro.reviews import actions
from openiro.reviews.models import Decision, DraftComment, ReviewDocument, ReviewNote
from openiro.reviews.queries import (
    UnableToFindPaper,
    comments_on,
    copy_for,
    distribution_of,
    document_of,
    documents_of,
    draft_for_link,
    draft_of,
    letter_for_link,
)
from openiro.voice.actions import StatementPart, record_statements
from tests.factories.people import PersonFactory
from tests.factories.records import ADDRESS, POSTCODE, Reviewed, reviewed

AT = datetime(2026, 11, 9, 9, tzinfo=UTC)
TODAY = AT.date()
LINK = "/guests/letter/{key}/"
PATHS = {"link_path": "/", "page_path": "/"}
SECRETS = ("acacia", "ab1 2cd", "ab12cd", "reed")

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam() -> Reviewed:
    return reviewed()


def finished(sam: Reviewed, kind: str, at: datetime = AT) -> ReviewDocument:
    return actions.finish_document(review=sam.review, kind=kind, by=sam.iro, at=at)


def texts(sam: Reviewed, kind: str = "record") -> dict[str, str]:
    return {each.id: each.text for each in draft_of(sam.review, kind, on=TODAY).sections}


def told(sam: Reviewed) -> list[str]:
    return [event.kind for event in events_of(child_stream(sam.child.pk))]


def test_what_is_noted_once_stands_in_the_record_and_in_the_letter(sam):
    actions.save_notes(review=sam.review, notes={"health": "Sam's teeth are good."}, by=sam.iro, at=AT)
    assert texts(sam)["health"] == "Sam's teeth are good."
    assert texts(sam, "letter")["health"] == "Your teeth are good."
    assert (
        texts(sam, "letter")["decisions"]
        == "- Your social worker will arrange weekly family time with Ben by 1 December 2026."
    )
    (event,) = [each for each in events_of(child_stream(sam.child.pk)) if each.kind == "reviews.notes_saved"]
    assert event.facts["headings"] == ["health"]
    assert "teeth" not in str(event.facts)


def test_a_note_can_be_taken_back_and_stands_under_a_known_heading(sam):
    actions.save_notes(review=sam.review, notes={"education": ""}, by=sam.iro, at=AT)
    assert "education" not in texts(sam)
    with pytest.raises(UnableToWriteRecord, match="no such heading"):
        actions.save_notes(review=sam.review, notes={"gossip": "x"}, by=sam.iro, at=AT)


def test_saving_the_same_notes_again_writes_nothing(sam):
    actions.save_notes(review=sam.review, notes={"education": "Sam likes maths."}, by=sam.iro, at=AT)
    assert "reviews.notes_saved" not in told(sam)
    assert ReviewNote.objects.get(review=sam.review, heading="education").saved_by == sam.social_worker


def test_only_the_child_s_officer_writes_and_only_who_sends_papers_sends(sam):
    stranger, support = PersonFactory(iro=True), PersonFactory(business_support=True)
    with pytest.raises(UnableToSeeChild):
        actions.save_notes(review=sam.review, notes={}, by=stranger, at=AT)
    with pytest.raises(UnableToPermit):
        actions.finish_document(review=sam.review, kind="record", by=support, at=AT)
    with pytest.raises(UnableToPermit):
        actions.distribute_papers(review=sam.review, sendings=[], by=sam.social_worker, at=AT, **PATHS)


def test_what_was_edited_stays_when_entries_change_and_the_rest_follows(sam):
    actions.save_document(review=sam.review, kind="record", texts={"education": "My words."}, by=sam.iro, at=AT)
    notes = {"education": "Sam likes art.", "health": "Well."}
    actions.save_notes(review=sam.review, notes=notes, by=sam.iro, at=AT)
    draft = {each.id: each for each in draft_of(sam.review, "record", on=TODAY).sections}
    assert (draft["education"].text, draft["education"].changed_since) == ("My words.", True)
    assert draft["education"].composed == "Sam likes art."
    assert draft["health"].text == "Well."


def test_a_finished_record_never_changes_and_dates_the_review(sam):
    row = finished(sam, "record")
    assert sam.review.record_finished_on == TODAY
    with pytest.raises(UnableToWriteRecord, match="correction"):
        actions.save_document(review=sam.review, kind="record", texts={"education": "Late."}, by=sam.iro, at=AT)
    with pytest.raises(UnableToWriteRecord, match="finished already"):
        finished(sam, "record")
    actions.save_notes(review=sam.review, notes={"education": "Sam likes art."}, by=sam.iro, at=AT)
    row.refresh_from_db()
    assert "Sam likes maths." in {each["text"] for each in row.sections}
    assert texts(sam)["education"] == "Sam likes maths."


def test_a_record_that_lacks_something_is_refused_with_all_of_it(sam):
    sam.review.meeting.invitees.update(attended=None)
    Decision.objects.all().delete()
    with pytest.raises(UnableToWriteRecord, match="enter who was there and the decisions"):
        finished(sam, "record")
    assert sam.review.record_finished_on is None


def test_a_correction_is_a_new_version_that_says_so(sam):
    finished(sam, "record")
    sam_next_day = AT + timedelta(days=1)
    with pytest.raises(UnableToWriteRecord, match="what was wrong"):
        actions.correct_document(review=sam.review, kind="record", reason=" ", by=sam.iro, at=sam_next_day)
    reason = "The school was wrong."
    actions.correct_document(review=sam.review, kind="record", reason=reason, by=sam.iro, at=sam_next_day)
    actions.save_document(review=sam.review, kind="record", texts={"education": "Art."}, by=sam.iro, at=sam_next_day)
    finished(sam, "record", sam_next_day)
    assert [(line.version, line.correction) for line in documents_of(sam.review)] == [(2, reason), (1, "")]
    assert document_of(sam.review, "record", 1).sections != document_of(sam.review, "record").sections
    assert sam.review.record_finished_on == TODAY
    copy = copy_for(sam.review, "record", sam.people["social_worker"].pk, left_out=(), on=TODAY)
    assert reason in to_html(copy.document).decode()


def test_a_correction_keeps_what_was_finished_where_entries_moved_on(sam):
    finished(sam, "record")
    actions.save_notes(review=sam.review, notes={"education": "Sam likes art."}, by=sam.iro, at=AT)
    actions.correct_document(review=sam.review, kind="record", reason="Typo", by=sam.iro, at=AT)
    assert texts(sam)["education"] == "Sam likes maths."


def test_old_records_keep_the_version_of_the_form_that_they_were_written_in(sam):
    assert finished(sam, "record").template == "2026-1"


def test_brothers_and_sisters_reviewed_together_have_records_of_their_own(sam):
    ben = reviewed()
    actions.save_notes(review=ben.review, notes={"health": "Ben's own."}, by=ben.iro, at=AT)
    assert "health" not in texts(sam)


def test_the_child_s_letter_needs_the_day_only(sam):
    Decision.objects.all().delete()
    assert finished(sam, "letter").finished_at == AT
    assert sam.review.record_finished_on is None


def test_the_care_plan_is_updated_by_the_social_worker_after_the_review(sam):
    actions.record_care_plan_updated(review=sam.review, updated_on=TODAY, by=sam.social_worker, at=AT)
    assert sam.review.care_plan_updated_on == TODAY
    for day in (date(2026, 11, 2), date(2026, 11, 10)):
        with pytest.raises(UnableToWriteRecord, match="not ahead of time"):
            actions.record_care_plan_updated(review=sam.review, updated_on=day, by=sam.social_worker, at=AT)


# Checking for accuracy


def asked(sam: Reviewed, *names: str, left_out: tuple[str, ...] = ()) -> str:
    """The mother is asked to check the draft; the key of her private link."""
    people = {sam.people[name].pk: left_out for name in names or ("mother",)}
    actions.ask_for_accuracy(review=sam.review, people=people, link_path="/{key}", by=sam.iro, at=AT)
    return Notice.objects.filter(kind="draft_to_check").latest("pk").facts["path"].strip("/")


@pytest.fixture(autouse=True)
def _any_path(monkeypatch):
    """The outbox asks whether a path is a page; the pages have tests of their own."""
    monkeypatch.setattr("openiro.core.notices.resolve", lambda path: path)


def test_a_draft_is_checked_by_link_and_what_they_say_comes_back(sam):
    key = asked(sam)
    link = guest_link_of(key, "accuracy", AT)
    assert draft_for_link(link, on=TODAY).answer_by == date(2026, 11, 16)
    actions.answer_draft(key=key, words="I was at work, not ill.", by=service_account(), at=AT)
    (comment,) = comments_on(sam.review)
    assert (comment.name, comment.words, comment.outcome) == ("Kim Smith", "I was at work, not ill.", "")
    with pytest.raises(UnableToOpenLink):
        actions.answer_draft(key=key, words="Again", by=service_account(), at=AT)
    actions.settle_comments(review=sam.review, outcomes={comment.number: "taken_in"}, by=sam.iro, at=AT)
    assert comments_on(sam.review)[0].outcome == "taken_in"
    assert "at work" not in str(events_of(child_stream(sam.child.pk)))


def test_nothing_that_is_kept_from_somebody_is_in_their_draft(sam):
    actions.save_document(
        review=sam.review, kind="record", texts={}, kept_back={"address": [ADDRESS]}, by=sam.iro, at=AT
    )
    key = asked(sam, left_out=("address", "carers"))
    page = to_html(draft_for_link(guest_link_of(key, "accuracy", AT), on=TODAY).document).decode().casefold()
    assert [secret for secret in SECRETS if secret in page] == []
    assert "this is a draft" in page


def test_a_draft_is_asked_about_only_of_those_invited_and_before_it_is_finished(sam):
    with pytest.raises(actions.UnableToCheckDraft, match="people who are invited"):
        asked(sam, "father")
    with pytest.raises(actions.UnableToCheckDraft, match="with an address"):
        asked(sam, "carer")
    key = asked(sam)
    finished(sam, "record")
    with pytest.raises(actions.UnableToCheckDraft, match="finished already"):
        actions.answer_draft(key=key, words="x", by=service_account(), at=AT)
    with pytest.raises(UnableToFindPaper):
        draft_for_link(guest_link_of(key, "accuracy", AT), on=TODAY)
    with pytest.raises(UnableToWriteRecord):
        asked(sam)


def test_a_comment_that_has_no_words_yet_cannot_be_settled(sam):
    asked(sam)
    number = DraftComment.objects.get().pk
    with pytest.raises(actions.UnableToCheckDraft):
        actions.settle_comments(review=sam.review, outcomes={number: "taken_in"}, by=sam.iro, at=AT)


# Distribution


def sending(sam: Reviewed, name: str, **how: object) -> Sending:
    paper = "letter" if name == "child" else "record"
    return Sending(paper, 1, invitee=sam.people[name].pk, **how)  # type: ignore[arg-type]


def send(sam: Reviewed, *sendings: Sending, at: datetime = AT) -> int:
    paths = {"link_path": "/{key}", "page_path": "/reviews/"}
    return actions.distribute_papers(review=sam.review, sendings=sendings, by=sam.iro, at=at, **paths)


def test_each_is_proposed_what_is_theirs(sam):
    finished(sam, "record")
    found = {each.role: each for each in distribution_of(sam.review, on=TODAY).recipients}
    assert (found["child"].paper, found["child"].version) == ("letter", 0)
    assert (found["mother"].proposal.how, found["mother"].proposal.left_out) == (
        "link",
        ("address", "carers", "school"),
    )
    assert found["carer"].proposal.how == "post"
    assert found["social_worker"].proposal.how == "case_system"
    assert found["school"].proposal.withheld_reason == "not_entitled"
    assert found["father"].proposal.withheld_reason == "risk"
    assert found["team_manager"].name == "Mo Lane"


def test_it_is_distributed_on_the_day_on_which_the_last_has_theirs(sam):
    finished(sam, "record")
    finished(sam, "letter")
    all_but_one = [
        sending(sam, "child", how="post"),
        sending(sam, "mother", how="link", left_out=("address",)),
        sending(sam, "carer", how="post"),
        sending(sam, "social_worker", how="case_system"),
        sending(sam, "school", withheld_reason="not_entitled"),
        Sending("record", 1, person=sam.manager.pk, how="case_system"),
    ]
    assert send(sam, *all_but_one) == 5
    assert sam.review.distributed_on is None
    assert send(sam, sending(sam, "father", withheld_reason="risk"), at=AT + timedelta(days=1)) == 0
    assert sam.review.distributed_on == date(2026, 11, 10)
    assert set(Notice.objects.values_list("kind", "person", "address")) == {
        ("letter_link", "", "kim@home.example"),
        ("record_sent", sam.manager.code, ""),
        ("record_sent", sam.social_worker.code, ""),
    }
    assert list(faults_in_event_chains()) == []
    assert told(sam)[0] == "reviews.distributed"


def test_what_was_sent_stays_sent(sam):
    finished(sam, "record")
    assert send(sam, sending(sam, "carer", how="post")) == 1
    assert send(sam, sending(sam, "carer", withheld_reason="declined")) == 0
    row = Distribution.objects.get()
    assert (row.how, row.withheld_reason) == ("post", "")


def test_what_was_withheld_may_be_sent_later(sam):
    finished(sam, "record")
    send(sam, sending(sam, "school", withheld_reason="not_entitled"))
    assert send(sam, sending(sam, "school", how="post")) == 1
    assert Distribution.objects.get().withheld_reason == ""


@pytest.mark.parametrize(
    ("name", "how", "message"),
    [
        ("father", {"how": "post"}, "must not be invited gets no paper"),
        ("carer", {"how": "link"}, "goes by email"),
        ("carer", {}, "how it is sent, or why"),
        ("carer", {"how": "post", "withheld_reason": "risk"}, "not both"),
        ("carer", {"how": "pigeon"}, "from the list"),
        ("mother", {"how": "case_system"}, "Only workers"),
        ("social_worker", {"how": "post", "left_out": ("address",)}, "may not be kept from"),
    ],
)
def test_a_paper_is_sent_rightly_or_not_at_all(sam, name, how, message):
    finished(sam, "record")
    with pytest.raises(UnableToDistribute, match=message):
        send(sam, sending(sam, name, **how))
    assert Distribution.objects.count() == 0


def test_a_paper_that_is_not_finished_is_not_sent(sam):
    with pytest.raises(UnableToDistribute, match="not finished"):
        send(sam, sending(sam, "carer", how="post"))


def test_a_correction_goes_out_again(sam):
    finished(sam, "record")
    send(sam, sending(sam, "carer", how="post"))
    actions.correct_document(review=sam.review, kind="record", reason="Typo", by=sam.iro, at=AT)
    finished(sam, "record")
    carer = next(each for each in distribution_of(sam.review, on=TODAY).recipients if each.role == "carer")
    assert (carer.version, carer.settled) == (2, None)
    assert carer.earlier is not None


def test_the_clocks_after_the_review_run_from_its_completion(sam):
    steps = {each.clock: each for each in distribution_of(sam.review, on=TODAY).steps}
    assert steps["after.decisions"].due_on == date(2026, 11, 10)
    assert steps["after.care_plan"].due_on == date(2026, 11, 17)
    assert steps["after.record"].due_on == date(2026, 11, 24)
    assert (steps["after.distribution"].due_on, steps["after.distribution"].days_left) == (date(2026, 12, 1), 16)
    open_review = reviewed(not_completed=True)
    assert {each.due_on for each in distribution_of(open_review.review, on=TODAY).steps} == {None}


def test_an_address_kept_from_a_parent_is_nowhere_in_what_they_can_open(sam):
    kept = {"address": [ADDRESS]}
    actions.save_document(review=sam.review, kind="record", texts={}, kept_back=kept, by=sam.iro, at=AT)
    finished(sam, "record")
    send(sam, sending(sam, "mother", how="link", left_out=("address", "carers")))
    key = Notice.objects.get().facts["path"].strip("/")
    paper = letter_for_link(guest_link_of(key, "record", AT), on=TODAY)
    for text in (to_html(paper.document).decode(), _in_word(to_docx(paper.document)), _in_pdf(to_pdf(paper.document))):
        plain = re.sub(r"\s+", " ", text).casefold()
        assert [secret for secret in SECRETS if secret in plain] == []
        assert "sam likes maths" in plain
    whole = copy_for(sam.review, "record", sam.people["social_worker"].pk, left_out=("address",), on=TODAY)
    assert ADDRESS in to_html(whole.document).decode()
    assert paper.file_name == "record-of-review-2026-11-03-version-1"


def test_a_postcode_is_kept_back_without_anybody_naming_it(sam):
    actions.save_notes(review=sam.review, notes={"health": f"The clinic is near {POSTCODE}."}, by=sam.iro, at=AT)
    finished(sam, "record")
    copy = copy_for(sam.review, "record", sam.people["mother"].pk, left_out=("address",), on=TODAY)
    assert POSTCODE not in to_html(copy.document).decode()


def test_the_child_reads_their_letter_by_link_as_it_was_sent(sam):
    sam.people["child"].email = "sam@home.example"
    sam.people["child"].save()
    finished(sam, "letter")
    send(sam, sending(sam, "child", how="link"))
    key = Notice.objects.get().facts["path"].strip("/")
    paper = letter_for_link(guest_link_of(key, "letter", AT), on=TODAY)
    assert paper.is_letter
    assert "Dear Sam" in to_html(paper.document).decode()
    assert GuestLink.objects.get().version == 1


def test_what_the_child_says_of_the_officer_stands_in_the_letter_and_is_sent_to_nobody_else(sam):
    said = StatementPart(TODAY, "child", "Ada never rings back", topic="iro", may_be_quoted=True)
    record_statements(child=sam.child, statements=(said,), meeting=sam.review.meeting, by=sam.iro, at=AT)
    finished(sam, "record")
    finished(sam, "letter")
    letter = copy_for(sam.review, "letter", sam.people["child"].pk, left_out=(), on=TODAY)
    assert "Ada never rings back" in to_html(letter.document).decode()
    hers = copy_for(sam.review, "record", sam.people["mother"].pk, left_out=(), on=TODAY)
    assert "Ada never rings back" not in to_html(hers.document).decode()


def test_the_letter_is_the_child_s_and_the_record_is_for_others(sam):
    finished(sam, "letter")
    with pytest.raises(UnableToFindPaper):
        copy_for(sam.review, "letter", sam.people["mother"].pk, left_out=(), on=TODAY)
    stranger = reviewed().people["mother"]
    with pytest.raises(UnableToFindPaper):
        copy_for(sam.review, "letter", stranger.pk, left_out=(), on=TODAY)


def _in_word(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def _in_pdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
