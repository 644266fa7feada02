"""Monitoring forms: taken from the review, sent, answered, tracked until resolved or disputed, never changed."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from openiro.allocation.queries import UnableToSeeChild
from openiro.children.models import Episode
from openiro.core.models import Notice
from openiro.domain.monitoring import FormWords, IssueState, UnableToMonitor
from openiro.escalations.actions import close_dispute
from openiro.people.actions import service_account
from openiro.people.queries import UnableToPermit
from openiro.quality.actions import (
    escalate_unanswered_issues,
    make_issue_formal,
    remind_of_forms,
    reply_to_form,
    report_on_placement,
    resolve_issue,
    save_form,
    send_form,
)
from openiro.quality.models import FormAnswer, Issue, MonitoringForm
from openiro.quality.queries import (
    IssueFilters,
    UnableToFindForm,
    answers_of,
    copies_for,
    copy_of,
    draft_answers,
    form_of,
    forms_about,
    forms_due,
    issues_listed,
    issues_of,
    issues_waiting,
    quality_at_a_glance,
    replies_of,
)
from openiro.reviews.actions import CheckAnswer, save_checks
from openiro.reviews.models import ParentParticipation, Review
from tests.factories.people import PersonFactory
from tests.integration.challenge.conftest import at
from tests.integration.decisions.conftest import NOW, TODAY
from tests.integration.quality.conftest import AMBER, GREEN, RED
from tests.integration.web_decisions.conftest import browser
from tests.integration.web_decisions.conftest import words as seen

LATER = at(date(2026, 11, 25))
PAST = date(2026, 12, 7)


def words(lines):
    return {line.question.id: line.given.words for line in lines}


def by_here(review, ada):
    """The review was recorded in the service, not loaded."""
    Review.objects.filter(pk=review.pk).update(recorded_at=NOW, recorded_by=ada)
    review.refresh_from_db()


def test_what_the_review_holds_is_not_asked_again(review, ada):
    ParentParticipation.objects.create(review=review, parent="mother", attended=True, views=True)
    save_checks(review=review, answers=(CheckAnswer("health", "no", "no", None, "Put off"),), by=ada, at=NOW)
    lines = draft_answers(review, on=TODAY)
    said = words(lines)
    assert said["arrangements"] == "Held on 19/11/2026, everyone in one room"
    assert said["parents"] == "Mother: there, views obtained"
    assert said["health"] == "Up to date: no, on the child's file: no"
    assert said["sdq"] in ("Not recorded", "Not asked of this child")
    assert next(line.question.id for line in lines if not line.taken) == "care"
    with pytest.raises(UnableToMonitor, match="taken from the review"):
        save_form(review=review, answers={"health": FormWords("yes")}, by=ada, at=NOW)


def test_a_sent_form_keeps_what_the_review_held_that_day(review, ada, sent):
    before = words(answers_of(sent, on=TODAY))
    Review.objects.filter(pk=review.pk).update(mode="video")
    assert words(answers_of(sent, on=TODAY)) == before


def test_a_form_is_sent_whole_or_not_at_all(review, ada):
    form = save_form(review=review, answers={"care": FormWords("red")}, by=ada, at=NOW)
    with pytest.raises(UnableToMonitor) as refused:
        send_form(form=form, by=ada, at=NOW)
    assert "the reason for red at 'The care that the child receives'" in str(refused.value)
    assert "an answer to 'Partner agencies'" in str(refused.value)
    assert not Issue.objects.exists()


def test_nobody_it_concerns_edits_or_removes_a_form(sent, ada, tom, mona, review):
    for person, refusal in ((tom, UnableToPermit), (mona, UnableToPermit), (PersonFactory(iro=True), UnableToSeeChild)):
        with pytest.raises(refusal):
            save_form(review=review, answers={"care": FormWords("green")}, by=person, at=NOW)
        with pytest.raises(refusal):
            resolve_issue(issue=Issue.objects.first(), outcome="Done", by=person, at=NOW)
    with pytest.raises(UnableToMonitor, match="stands"):
        send_form(form=sent, by=ada, at=NOW)


def test_a_later_version_follows_and_the_first_stands(sent, ada, review):
    kept = list(FormAnswer.objects.filter(form=sent).order_by("pk").values())
    second = save_form(review=review, answers={**GREEN, "practice": AMBER}, by=ada, at=LATER)
    assert second.version == 2
    send_form(form=second, by=ada, at=LATER)
    assert list(FormAnswer.objects.filter(form=sent).order_by("pk").values()) == kept
    placement, practice = (Issue.objects.get(question=id) for id in ("placement", "practice"))
    assert "next version" in placement.outcome
    assert practice.resolved_at is None
    assert practice.form == second
    assert Issue.objects.count() == 2


def test_it_goes_to_the_manager_and_in_part_to_commissioning_without_detail(review, ada, mona):
    commissioner = PersonFactory(name="Cora Pike", code="COM1")
    commissioner.roles_held.create(role="commissioner", from_on=date(2020, 1, 1))
    form = save_form(review=review, answers={**GREEN, "placement": RED, "practice": AMBER}, by=ada, at=NOW)
    send_form(form=form, by=ada, at=NOW)
    told = {notice.person: notice for notice in Notice.objects.all()}
    assert told[mona.code].kind == "form_sent"
    assert told["COM1"].kind == "form_copied"
    for notice in told.values():
        assert set(notice.facts) <= {"path", "due_on"}
    assert [each.number for each in copies_for(commissioner, on=TODAY)] == [form.pk]
    copied = copy_of(commissioner, form.pk, on=TODAY)
    assert {line.question.id for line in copied.answers} == {"services", "placement"}
    for refused in (mona, PersonFactory(business_support=True)):
        with pytest.raises(UnableToPermit):
            copies_for(refused, on=TODAY)
    with pytest.raises(UnableToFindForm):
        copy_of(commissioner, form.pk + 1, on=TODAY)


def test_commissioning_reports_on_the_placement_and_the_officer_reads_it(review, child, ada, mona, settings):
    commissioner = PersonFactory(name="Cora Pike", code="COM1")
    commissioner.roles_held.create(role="commissioner", from_on=date(2020, 1, 1))
    form = save_form(review=review, answers={**GREEN, "placement": RED}, by=ada, at=NOW)
    send_form(form=form, by=ada, at=NOW)
    settings.OPENIRO_REQUIRE_SECOND_FACTOR = False
    with time_machine.travel(LATER, tick=False):
        theirs, page = browser(commissioner), reverse("quality:placement-report", args=[form.pk])
        Episode.objects.filter(child=child).update(
            placement="K2", provider="PR4", urn="SC4711", placement_postcode="MK40 1AB"
        )
        for address in (reverse("quality:copies"), reverse("quality:copy", args=[form.pk])):
            shown = seen(theirs.get(address))
            assert "home; Private provision; URN SC4711" in shown
            assert "MK40" not in shown, "where a child lives is not for the copy"
        assert "Write the report" in seen(theirs.post(page, {"words": " "}))
        assert "Not sent yet" in seen(theirs.get(reverse("quality:copies")))
        said = seen(theirs.post(page, {"words": "The home is warm and steady"}, follow=True))
        assert "The placement was reported on" in said
        assert child.family_name not in said
        assert "Not sent yet" not in seen(theirs.get(reverse("quality:copies")))
        read = seen(browser(ada).get(reverse("quality:form", args=[child.reference, form.pk])))
        assert "The home is warm and steady" in read
        assert "Report on the placement" in read
        assert browser(mona).get(page).status_code == 403
    assert Notice.objects.get(kind="placement_reported").person == ada.code
    assert issues_waiting(mona, on=TODAY).total == 1
    with pytest.raises(UnableToFindForm):
        report_on_placement(form=MonitoringForm(pk=form.pk + 1), words="Good", by=commissioner, at=LATER)


def test_the_manager_answers_and_confirms_that_it_is_done(sent, ada, mona, stranger, child):
    with pytest.raises(UnableToSeeChild):
        reply_to_form(form=sent, words="Done", by=stranger, at=LATER)
    with pytest.raises(UnableToPermit):
        reply_to_form(form=sent, words="Done", by=ada, at=LATER)
    assert issues_waiting(mona, on=TODAY).total == 2
    reply_to_form(form=sent, words="Notes are written; shared in supervision", actions_complete=True, by=mona, at=LATER)
    assert issues_waiting(mona, on=TODAY).total == 0
    (line,) = replies_of(sent)
    assert (line.by, line.actions_complete) == ("Mona Vale", True)
    assert {each.state for each in issues_of(ada, child, on=TODAY)} == {IssueState.ANSWERED}
    assert Notice.objects.filter(kind="form_answered", person=ada.code).count() == 1


def test_amber_is_tracked_until_it_is_resolved(sent, ada, child):
    amber = Issue.objects.get(rating="amber")
    assert amber.due_on == date(2026, 12, 4)
    assert [each.rating for each in issues_listed(ada, IssueFilters(), on=TODAY).lines] == ["red", "amber"]
    with pytest.raises(UnableToMonitor, match="what came of it"):
        resolve_issue(issue=amber, outcome=" ", by=ada, at=LATER)
    resolve_issue(issue=amber, outcome="Notes are up to date", by=ada, at=LATER)
    assert [each.rating for each in issues_listed(ada, IssueFilters(), on=TODAY).lines] == ["red"]
    with pytest.raises(UnableToMonitor, match="resolved"):
        resolve_issue(issue=amber, outcome="Again", by=ada, at=LATER)


def test_red_becomes_a_formal_dispute_and_is_settled_there(sent, ada, child):
    red = Issue.objects.get(rating="red")
    dispute = make_issue_formal(issue=red, by=ada, at=LATER)
    assert (dispute.theme, dispute.summary, dispute.formal_from_on) == ("education", RED.words, LATER.date())
    states = {each.rating: each.state for each in issues_of(ada, child, on=TODAY)}
    assert states == {"red": IssueState.DISPUTED, "amber": IssueState.OPEN}
    with pytest.raises(UnableToMonitor, match="settled there"):
        resolve_issue(issue=red, outcome="Done", by=ada, at=LATER)
    close_dispute(dispute=dispute, outcome="agreed", changed_for_child="A nearer home", by=ada, at=LATER)
    assert {each.rating for each in issues_listed(ada, IssueFilters(), on=TODAY).lines} == {"amber"}


@pytest.mark.parametrize(("name", "formal"), [("central-bedfordshire", 2), ("default", 0)])
def test_no_answer_in_time_leads_to_a_dispute_where_policy_says_so(name, formal, council, review, ada):
    council(name)
    more = {"planning": FormWords("green")} if formal else {}
    form = save_form(review=review, answers={**GREEN, **more, "placement": RED, "practice": AMBER}, by=ada, at=NOW)
    send_form(form=form, by=ada, at=NOW)
    by = service_account()
    assert escalate_unanswered_issues(on=date(2026, 12, 4), by=by, at=at(date(2026, 12, 4))) == 0
    assert escalate_unanswered_issues(on=PAST, by=by, at=at(PAST)) == formal
    assert escalate_unanswered_issues(on=PAST, by=by, at=at(PAST)) == 0
    assert Issue.objects.filter(dispute__isnull=False).count() == formal


def test_an_answered_amber_never_escalates_by_itself(council, review, ada, mona):
    council("central-bedfordshire")
    form = save_form(review=review, answers={**GREEN, "planning": AMBER}, by=ada, at=NOW)
    send_form(form=form, by=ada, at=NOW)
    reply_to_form(form=form, words="By Friday", by=mona, at=LATER)
    assert escalate_unanswered_issues(on=PAST, by=service_account(), at=at(PAST)) == 0


def test_forms_are_due_after_each_review_by_the_days_of_policy(review, ada, before):
    by_here(review, ada)
    found = forms_due(ada, on=TODAY)
    assert [(each.due_on, each.days_left) for each in found.shown] == [(date(2026, 11, 26), 4)]
    assert remind_of_forms(on=TODAY, by=service_account(), at=NOW) == 1
    assert remind_of_forms(on=TODAY, by=service_account(), at=NOW) == 0
    form = save_form(review=review, answers=GREEN, by=ada, at=NOW)
    assert forms_due(ada, on=TODAY).shown[0].begun
    send_form(form=form, by=ada, at=NOW)
    assert forms_due(ada, on=TODAY).total == 0
    with pytest.raises(UnableToPermit):
        forms_due(PersonFactory(business_support=True), on=TODAY)


def test_managers_see_only_what_is_sent_of_their_team(sent, ada, mona, stranger, child, review):
    save_form(review=review, answers=GREEN, by=ada, at=LATER)
    assert [each.version for each in forms_about(ada, child, on=TODAY)] == [2, 1]
    assert [each.version for each in forms_about(mona, child, on=TODAY)] == [1]
    assert forms_about(stranger, child, on=TODAY) == []
    with pytest.raises(UnableToFindForm):
        form_of(stranger, child, sent.pk, on=TODAY)
    draft = MonitoringForm.objects.get(version=2)
    with pytest.raises(UnableToFindForm):
        form_of(mona, child, draft.pk, on=TODAY)


def test_the_glance_counts_forms_and_gives_rates(sent, ada, review, before):
    by_here(review, ada)
    by_here(before, ada)
    found = quality_at_a_glance(ada, from_on=date(2026, 4, 1), to_on=TODAY, on=TODAY)
    assert (found.reviews, found.sent, found.completion) == (2, 1, 50)
    assert (found.open_red, found.open_amber) == (1, 1)
    (team,) = found.teams
    assert (team.team, team.reviews, team.per_100) == ("North", 2, 100)
    assert set(found.themes) == {("education", 1, 1), ("recording", 1, 1)}
    results = {each.question: (each.good, each.answered) for each in found.results}
    assert results["Does the placement meet the child's needs?"] == (0, 1)
    assert results["The care that the child receives"] == (1, 1)
    assert found.quarters == (date(2026, 10, 1),)
