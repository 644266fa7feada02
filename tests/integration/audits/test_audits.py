"""A sample is drawn and shared out, an audit is filled in and submitted, and its finding goes round until closed."""

from datetime import date, timedelta

import pytest

from openiro.audits.actions import (
    Draw,
    Filled,
    Found,
    add_finding,
    answer_finding,
    begin_audit,
    close_finding,
    draw_sample,
    return_finding,
    save_audit,
    submit_audit,
    tell_in_supervision,
)
from openiro.audits.models import Audit, AuditSample
from openiro.audits.queries import (
    Rule,
    audit_page,
    audits_to_do,
    audits_visible_to,
    findings_to_do,
    findings_visible_to,
    observations_of,
    programme_of,
    record_audits_of,
    results_of,
    sample_of,
)
from openiro.core.actions import set_setting
from openiro.core.models import Event, Notice
from openiro.domain.audit_samples import UnableToDrawSample
from openiro.domain.audits import Answer, UnableToAudit
from openiro.people.actions import service_account
from openiro.people.queries import POLICY_SETTING, UnableToPermit
from tests.factories.checks import PermanencePlanFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.audits.conftest import NOW, TODAY

ALL = Rule("all")
WHOLE = {"in_time": "yes", "length": "yes", "centred": "yes", "measurable": "yes"}
JOURNEY = {"reflected": "yes", "embedded": "yes", "challenge": "not_applicable", "voice": "yes"}


def drawing(manager, kind="journey", *, rule=ALL, size=4, seed=7):
    sample = draw_sample(draw=Draw(kind, rule, size, seed), by=manager, at=NOW)
    return list(Audit.objects.filter(sample=sample).order_by("pk"))


def filled(answers, *, seconds=600, **words):
    given = {id: Answer(answer) for id, answer in answers.items()}
    return Filled(given | {id: Answer(words=said) for id, said in words.items()}, "good", "Well done", seconds)


def submitted(manager, kind="record"):
    audit = drawing(manager, kind, size=1)[0]
    submit_audit(audit=audit, filled=filled(WHOLE), by=manager, at=NOW)
    return audit


class TestDrawing:
    def test_nobody_audits_a_child_of_their_own(self, manager, officers, children):
        audits = drawing(manager)
        assert {audit.child for audit in audits} == set(children)
        assert all(audit.auditor not in {each.officer for each in audit.child.allocations.all()} for audit in audits)
        assert {audit.team for audit in audits} == {"North"}

    def test_an_officer_of_some_months_ago_does_not_audit_either(self, manager, officers, children):
        child = children[3]
        child.allocations.update(to_on=TODAY - timedelta(days=60))
        (audit,) = drawing(manager, rule=Rule("named", child.code))
        assert audit.auditor in officers[:2]

    def test_the_same_sample_comes_again_from_its_seed(self, manager, children):
        first = drawing(manager, size=2)
        assert {each.child_id for each in drawing(manager, size=2)} == {each.child_id for each in first}
        line = sample_of(manager, first[0].sample_id, on=TODAY)
        assert (line.seed, line.population, line.comes_again) == (7, 4, True)
        AuditSample.objects.filter(pk=line.number).update(seed=8, population=["a", "b", "c"])
        assert not sample_of(manager, line.number, on=TODAY).comes_again

    def test_the_auditors_are_told_once_each(self, manager, children):
        audits = drawing(manager)
        told = Notice.objects.filter(kind="audits_drawn").values_list("person", "facts__count")
        assert sum(count for _, count in told) == 4
        assert {code for code, _ in told} == {audit.auditor.code for audit in audits}

    def test_rules_narrow_who_can_be_drawn(self, manager, officers, children):
        def found(code, value=""):
            return {audit.child for audit in drawing(manager, rule=Rule(code, value))}

        assert found("officer", officers[0].code) == set(children[:2])
        assert found("team", "North") == set(children)
        assert found("named", f"{children[0].code}, {children[2].code}") == {children[0], children[2]}
        with pytest.raises(UnableToDrawSample, match="finds nothing"):
            found("moves", "3")

    def test_children_without_a_plan_for_permanence_after_two_reviews(self, manager, officers, children):
        for child in children[:2]:
            ReviewFactory(child=child, held_on=date(2026, 11, 2), chaired_by=officers[0])
            child.timetable.reviews_held = 2
            child.timetable.save()
        PermanencePlanFactory(child=children[0], from_on=date(2026, 6, 1), agreed_on=date(2026, 6, 1))
        assert [audit.child for audit in drawing(manager, rule=Rule("no_permanence"))] == [children[1]]

    def test_a_live_audit_belongs_to_the_childs_own_officer(self, manager, officers, children):
        audits = drawing(manager, "live")
        assert {(audit.child, audit.auditor) for audit in audits} == {
            (each.child, each.officer) for child in children for each in child.allocations.all()
        }

    def test_records_are_audited_by_the_manager_and_are_the_work_of_the_chair(self, manager, officers, children):
        audits = drawing(manager, "record")
        assert {audit.auditor for audit in audits} == {manager}
        assert {audit.officer for audit in audits} == set(officers)
        assert all(audit.review.chaired_by == audit.officer for audit in audits)

    def test_observations_are_of_reviews_ahead(self, manager, officers, children):
        ahead = ReviewFactory(child=children[0], planned=True, planned_on=date(2026, 12, 1), chaired_by=officers[0])
        (audit,) = drawing(manager, "observation")
        assert (audit.review, audit.officer) == (ahead, officers[0])

    def test_a_manager_who_chaired_the_review_does_not_audit_its_record(self, children):
        chair = PersonFactory(manager=True)
        children[0].reviews.update(chaired_by=chair)
        with pytest.raises(UnableToDrawSample, match="Nobody is left"):
            drawing(chair, "record")

    def test_only_the_manager_draws(self, officers, children):
        with pytest.raises(UnableToPermit):
            drawing(officers[0])

    def test_a_kind_that_the_council_does_not_do_is_refused(self, manager, children):
        with pytest.raises(UnableToDrawSample, match="from the list"):
            drawing(manager, "thematic")


class TestOneAudit:
    def test_it_is_saved_as_it_goes_and_submitted_only_whole(self, manager, children):
        audit = drawing(manager, "record", size=1)[0]
        part = Filled({"in_time": Answer("no")}, seconds=300)
        save_audit(audit=audit, filled=part, by=manager, at=NOW)
        with pytest.raises(UnableToAudit, match=r"question 1, 2, 3, 4;.*Choose a grade"):
            submit_audit(audit=audit, filled=part, by=manager, at=NOW)
        submit_audit(audit=audit, filled=filled(WHOLE), by=manager, at=NOW)
        audit.refresh_from_db()
        assert (audit.grade, audit.seconds) == ("good", 900)
        assert audit.answers.get(question="in_time").answer == "yes"

    def test_nobody_else_writes_in_it_and_nobody_at_all_once_it_is_submitted(self, manager, children):
        audit = submitted(manager)
        for by in (manager, audit.officer):
            with pytest.raises(UnableToAudit, match=r"submitted|somebody else"):
                save_audit(audit=audit, filled=filled(WHOLE), by=by, at=NOW)

    def test_it_is_filled_from_the_records(self, manager, officers, children):
        record = drawing(manager, "record", size=1)[0]
        assert audit_page(manager, record, on=TODAY).facts["in_time"].answer == "yes"
        journey = drawing(manager, size=1)[0]
        assert audit_page(journey.auditor, journey, on=TODAY).facts["challenge"].text == "Nothing was challenged"
        live = begin_audit(child=children[0], kind="live", by=officers[0], at=NOW)
        page = audit_page(officers[0], live, on=TODAY)
        assert page.facts["permanence"].text == "No plan is agreed"
        assert {"pep", "health"} <= set(page.facts)

    def test_an_officer_begins_a_live_audit_once_and_no_other_kind(self, officers, children):
        audit = begin_audit(child=children[0], kind="live", by=officers[0], at=NOW)
        assert begin_audit(child=children[0], kind="live", by=officers[0], at=NOW) == audit
        with pytest.raises(UnableToAudit, match="given out by the manager"):
            begin_audit(child=children[0], kind="journey", by=officers[0], at=NOW)

    def test_the_officer_whose_work_it_is_reads_it_once_it_is_submitted(self, manager, children):
        audit = drawing(manager, "record", size=1)[0]
        assert not audits_visible_to(audit.officer, on=TODAY).exists()
        submit_audit(audit=audit, filled=filled(WHOLE), by=manager, at=NOW)
        assert audits_visible_to(audit.officer, on=TODAY).get() == audit
        assert Notice.objects.get(kind="audit_submitted").person == audit.officer.code

    def test_feedback_is_given_in_supervision(self, manager, children):
        audit = submitted(manager)
        with pytest.raises(UnableToAudit, match="until today"):
            tell_in_supervision(audit=audit, told_on=TODAY + timedelta(days=1), by=manager, at=NOW)
        tell_in_supervision(audit=audit, told_on=TODAY, by=manager, at=NOW)
        (line,) = record_audits_of(audit.officer)
        assert (line.told_on, line.grade, line.quarter, line.feedback) == (TODAY, "good", "2026/27 Q3", "Well done")
        assert observations_of(audit.officer) == ()

    def test_events_hold_no_words(self, manager, children):
        audit = submitted(manager)
        facts = Event.objects.filter(kind__startswith="audits.", stream=f"child:{audit.child_id}")
        assert not any("Well done" in str(each) for each in facts.values_list("facts", flat=True))


class TestClosingTheLoop:
    @pytest.fixture
    def audit(self, manager, children):
        return drawing(manager, "record", size=1)[0]

    @pytest.fixture
    def finding(self, audit, manager, worker):
        found = Found("recording", "Write shorter decisions", worker.code)
        made = add_finding(audit=audit, found=found, by=manager, at=NOW)
        submit_audit(audit=audit, filled=filled(WHOLE), by=manager, at=NOW)
        made.audit.refresh_from_db()
        return made

    def test_its_owner_is_told_and_answers_and_the_auditor_closes_it(self, finding, manager, worker):
        assert Notice.objects.get(kind="finding_made").person == worker.code
        ((line,), _) = findings_to_do(worker, on=TODAY)
        assert line.number == finding.pk
        answer_finding(finding=finding, words="Done", by=worker, at=NOW)
        (_, (line,)) = findings_to_do(manager, on=TODAY)
        assert line.answer == "Done"
        close_finding(finding=finding, by=manager, at=NOW)
        assert findings_to_do(manager, on=TODAY) == ([], [])

    def test_an_answer_that_does_not_settle_it_goes_back(self, finding, manager, worker):
        answer_finding(finding=finding, words="Soon", by=worker, at=NOW)
        return_finding(finding=finding, words="When?", by=manager, at=NOW)
        assert Notice.objects.get(kind="finding_returned").person == worker.code
        with pytest.raises(UnableToAudit, match="Nobody has said yet"):
            close_finding(finding=finding, by=manager, at=NOW)
        answer_finding(finding=finding, words="Today", by=worker, at=NOW + timedelta(hours=1))
        close_finding(finding=finding, by=manager, at=NOW)

    def test_whoever_it_is_for_neither_closes_nor_changes_it(self, finding, worker):
        with pytest.raises(UnableToPermit):
            close_finding(finding=finding, by=worker, at=NOW)
        assert not audits_visible_to(worker, on=TODAY).exists()
        assert findings_visible_to(worker, on=TODAY).get() == finding

    def test_nobody_hears_of_a_finding_before_the_audit_is_submitted(self, audit, manager, worker):
        add_finding(audit=audit, found=Found("recording", "Shorter", worker.code), by=manager, at=NOW)
        assert not findings_visible_to(worker, on=TODAY).exists()
        assert not Notice.objects.filter(kind="finding_made").exists()

    def test_a_finding_goes_to_somebody_around_the_child(self, audit, manager):
        stranger = PersonFactory(social_worker=True)
        with pytest.raises(UnableToAudit, match="from the list"):
            add_finding(audit=audit, found=Found("recording", "Shorter", stranger.code), by=manager, at=NOW)


class TestResults:
    def test_by_quarter_team_theme_and_officer(self, manager, worker, children):
        audit = submitted(manager)
        found = Found("recording", "Shorter", worker.code)
        finding = add_finding(audit=audit, found=found, by=manager, at=NOW)
        results = results_of(manager, from_on=date(2026, 4, 1), to_on=TODAY, kind="record", on=TODAY)
        assert (results.audits, results.median_minutes) == (1, 10)
        assert [(each.name, each.grades) for each in results.by_quarter] == [("2026/27 Q3", {"good": 1})]
        assert results.by_team[0].name == "North"
        assert results.by_officer[0].name == f"{audit.officer.name}, 2026/27 Q3"
        recording = next(each for each in results.by_theme if each.theme == "recording")
        assert (recording.met, recording.findings, recording.closed, recording.percent_met) == (2, 1, 0, 100)
        answer_finding(finding=finding, words="Done", by=worker, at=NOW)
        close_finding(finding=finding, by=manager, at=NOW)
        again = results_of(manager, from_on=date(2026, 4, 1), to_on=TODAY, kind="record", on=TODAY)
        assert next(each.closed for each in again.by_theme if each.theme == "recording") == 1

    def test_others_do_not_see_them(self, officers):
        with pytest.raises(UnableToPermit):
            results_of(officers[0], from_on=TODAY, to_on=TODAY, kind="record", on=TODAY)

    def test_buckinghamshire_audits_journeys_every_other_month(self, manager, officers, children):
        set_setting(key=POLICY_SETTING, value="buckinghamshire", by=service_account(), at=NOW)
        months = {line.month.month for line in programme_of(manager, on=TODAY)}
        assert months == {4, 6, 8, 10}
        assert {line.auditor for line in programme_of(officers[0], on=TODAY)} == {officers[0].name}
        audit = drawing(manager, size=1)[0]
        assert [line.number for line in audits_to_do(audit.auditor, on=TODAY)] == [audit.pk]
        submit_audit(audit=audit, filled=filled(JOURNEY, difference="A home"), by=audit.auditor, at=NOW)
        december = programme_of(audit.auditor, on=date(2026, 12, 1))[0]
        assert (december.given, december.done, december.wanted) == (1, 1, 1)
