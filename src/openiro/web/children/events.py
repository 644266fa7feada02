"""What happened to a child's record, in plain words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openiro.core.queries import EventLine
from openiro.domain.codes import meaning_of
from openiro.domain.conflicts import InvolvementKind
from openiro.domain.words import sentence
from openiro.govuk.dates import long_date
from openiro.web.children.words import NOT_RECORDED

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODES = {
    "legal_status": "LS",
    "placement": "PLACE",
    "need": "CIN",
    "provider": "PLACE_PROVIDER",
    "reason_started": "RNE",
    "reason_ended": "REC",
    "reason_place_change": "REASON_PLACE_CHANGE",
    "participation_code": "REVIEW_CODE",
    "mode": "MODE",
    "late_reason": "LATE_REASON",
    "ethnicity": "ETHNIC",
    "sex": "SEX",
    "parent": "PARENT",
    "conference": "CONFERENCE_KIND",
    "trigger": "EARLY_REVIEW_TRIGGER",
    "why": "RESCHEDULING_REASON",
    "matter": "REACHED_MATTER",
    "plan": "PERMANENCE",
    "step": "PERMANENCE_STEP",
    "need_kind": "NEED_KIND",
    "child_chaired": "CHILD_CHAIRED",
    "up_to_date": "CHECK_ANSWER",
    "on_file": "CHECK_ANSWER",
    "owner_role": "DECISION_OWNER",
    "role": "OFFICER_ROLE",
    "theme": "DISPUTE_THEME",
    "application": "COURT_APPLICATION",
    "hearing_kind": "COURT_HEARING",
    "hearing_outcome": "HEARING_OUTCOME",
    "cause": "COURT_DELAY",
    "final_order": "FINAL_ORDER",
    "plan_view": "PLAN_VIEW",
    "plan_consulted": "PLAN_CONSULTED",
    "revocation": "REVOCATION",
    "outcome": "DISPUTE_OUTCOME",
    "concern_outcome": "CONCERN_OUTCOME",
    "complaint_group": "COMPLAINANT",
    "complaint_about": "COMPLAINT_ABOUT",
    "complaint_outcome": "COMPLAINT_OUTCOME",
    "stop": "CLOCK_STOP",
    "referral": "REFERRAL",
    "praise": "COMPLIMENT_THEME",
    "level": "OVERSIGHT_LEVEL",
    "check_kind": "OVERSIGHT_KIND",
    "check_outcome": "OVERSIGHT_OUTCOME",
    "contact_kind": "CONTACT_KIND",
    "with_whom": "CONTACT_WITH",
    "standing": "CONTACT_STANDING",
    "event": "CHANGE_EVENT",
    "disposition": "CHANGE_DISPOSITION",
    "arrival_delay": "ARRIVAL_DELAY",
}
_PEOPLE = frozenset({"officer", "worker", "chaired_by", "person", "manager"})
_FREE_TEXT = frozenset({"reason", "place"})
_GIVEN_REASONS = {"left_care": "the child left care"}
_LABELS = {
    "code": "Council's number",
    "born_on": "Date of birth",
    "nhs_number": "NHS number",
    "upn": "Unique pupil number",
    "urn": "URN of the home",
    "held_on": "Held on",
    "chaired_by": "Chaired by",
    "participation_code": "Child's part",
    "duration_minutes": "Minutes",
    "parents": "Parents' part",
    "born": "Date of birth",
}

# One line for each kind of event. What stands in braces is a fact of the event, in words.
SENTENCES = {
    "children.child_recorded": "The child's record was opened",
    "children.child_corrected": "Who the child is was put right",
    "children.care_started": "Care began on {started_on}: {legal_status}; {placement}",
    "children.care_changed": "Care changed on {changed_on}: {legal_status}; {placement}",
    "children.care_ended": "Care ended on {ended_on}: {reason_ended}",
    "children.episode_corrected": "An episode of care was put right: {reason}",
    "children.relationship_recorded": "Added to the people around the child: {kind}",
    "children.relationship_ended": "Someone is no longer around the child after {to_on}",
    "children.check_done": "Recorded as done on {done_on}: {check}",
    "children.check_withdrawn": "Taken back, as recorded by mistake: {check} of {done_on}",
    "children.permanence_planned": "Plan for permanence from {from_on}: {plan}",
    "children.permanence_plan_ended": "A plan for permanence ended on {ended_on}: {plan}",
    "children.permanence_step": "Step to permanence: {step}",
    "children.entitlements_told": "The child was told of entitlements on {told_on}",
    "children.need_recorded": "A need was recorded: {need_kind}",
    "children.need_judged": "It was said whether a need is met: {need_kind}",
    "reviews.checks_saved": "Checks of a review were answered",
    "reviews.permanence_escalated": "A missing plan for permanence was raised at once",
    "reviews.participation_saved": "Who took part in a review was recorded",
    "reviews.planned": "A review was planned for {planned_on}",
    "reviews.replanned": "The planned review was changed",
    "reviews.cancelled": "The review planned for {planned_on} was cancelled: {why}",
    "reviews.early_asked": "An early review was asked for, needed by {needed_by}: {trigger}",
    "reviews.early_declined": "An early review was declined: {trigger}",
    "reviews.lateness_asked": "The review due by {due_on} will be late, expected on {expected_on}: {late_reason}",
    "reviews.lateness_decided": "A late review, due by {due_on}, was {decision}",
    "reviews.recorded": "Review of {held_on} recorded: {participation_code}",
    "reviews.adjourned": "A review was adjourned on {adjourned_on}: {reason}",
    "reviews.completed": "A review was completed on {completed_on}",
    "reviews.corrected": "A review was put right: {reason}",
    "reviews.withdrawn": "The review of {held_on} was taken back: {reason}",
    "reviews.decisions_saved": "Decisions of a review were written",
    "reviews.decisions_judged": "A review judged what came of earlier decisions",
    "reviews.decisions_repeated": "Earlier decisions were repeated",
    "reviews.decisions_sent": "Decisions of a review were sent to {manager}",
    "reviews.decisions_answered": "The manager answered decisions of a review",
    "reviews.decisions_deemed": "Decisions count as agreed, since nobody answered in time",
    "reviews.objection_settled": "A decision that was objected to is agreed after all",
    "reviews.progress_reported": "Somebody said how far a decision is",
    "reviews.oversight_level_set": "How closely the child is watched was set from {from_on}: {level}",
    "reviews.plan_checked": "The plan was checked on {done_on}: {check_kind}; {check_outcome}",
    "reviews.contact_recorded": "Contact of the IRO on {on}: {contact_kind}, {with_whom}; {standing}",
    "reviews.contact_settled": "What became of a contact of {on}: {contact_kind}, {with_whom}; {standing}",
    "reviews.casefile_exported": "The papers of a review were taken for the child's file in the main system",
    "meetings.conference_recorded": "Conference of {held_on}: {conference}",
    "voice.views_brought": "What the child said was brought to a review",
    "reviews.change_told": "The IRO was told of a change of {happened_on}: {event}",
    "reviews.change_not_told": "The IRO was not told of a change of {happened_on}: {event}",
    "reviews.change_disposed": "The IRO dealt with a change: {event}; {disposition}",
    "reviews.update_asked": "An update was asked of the social worker, due by {due_on}",
    "reviews.update_given": "The social worker gave an update",
    "escalations.dispute_raised": "A dispute was raised: {theme}",
    "escalations.dispute_answered": "A dispute was answered",
    "escalations.dispute_escalated": "A dispute went to its next stage",
    "escalations.dispute_closed": "A dispute was closed: {outcome}",
    "escalations.clock_stopped": "The clock of a dispute was stopped: {stop}",
    "escalations.clock_ran_again": "The clock of a dispute runs again",
    "escalations.referred": "Asked for in a dispute: {referral}",
    "escalations.referral_settled": "It was recorded what came of this: {referral}",
    "escalations.evidence_added": "A document was put to a dispute",
    "escalations.complaint_recorded": "A complaint was recorded: {complaint_group}, {theme}",
    "escalations.complaint_settled": "A complaint was settled: {complaint_outcome}",
    "escalations.concern_raised": "A concern was raised: {theme}",
    "escalations.concern_answered": "A concern was answered",
    "escalations.concern_closed": "A concern was closed: {concern_outcome}",
    "escalations.compliment_given": "Good practice was recorded: {praise}",
    "quality.form_begun": "A monitoring form of a review was begun",
    "quality.form_sent": "A monitoring form of a review was sent",
    "quality.form_answered": "A monitoring form was answered",
    "quality.placement_reported": "The quality of the placement was reported on",
    "quality.issue_resolved": "Something {rating} on a monitoring form was resolved",
    "quality.issue_formal": "Something {rating} on a monitoring form became a formal dispute",
    "proceedings.opened": "An application to the court was recorded, of {applied_on}: {application}",
    "proceedings.people_changed": "Who is in court for the child was recorded",
    "proceedings.hearing_listed": "A hearing was listed for {on}: {hearing_kind}",
    "proceedings.hearing_settled": "What became of a hearing of {on}: {hearing_outcome}",
    "proceedings.delay_noted": "A delay in court was noted on {noted_on}: {cause}",
    "proceedings.concluded": "Proceedings ended on {ended_on}: {final_order}",
    "proceedings.step_taken": "A step of the protocol with Cafcass was taken on {done_on}",
    "proceedings.view_given": "The IRO gave a view on the final care plan on {done_on}: {plan_view}; {plan_consulted}",
    "proceedings.revocation_considered": "It was considered whether the order is still needed: {revocation}",
    "arrivals.step_taken": "A step after coming into care was taken on {done_on}",
    "arrivals.step_taken_back": "A step after coming into care was taken back, as recorded by mistake, of {done_on}",
    "arrivals.delay_noted": "A delay after coming into care was noted on {noted_on}: {arrival_delay}",
    "allocation.allocated": "Allocated to {officer} from {from_on}",
    "allocation.ended": "An allocation ended after {to_on}: {reason}",
    "allocation.cover_arranged": "{officer} covers from {from_on} to {to_on}: {reason}",
    "allocation.pack_sent": "The welcome pack was sent on {on}",
    "allocation.child_told": "The child was told on {on} who their IRO is",
    "allocation.involvement_recorded": "{worker} {kind}, from {from_on}",
    "allocation.involvement_ended": "A worker's involvement ended after {to_on}",
    "allocation.reached": "{matter} reached {person}",
    "allocation.settled": "{matter} is settled: whom it had reached see the child by it no longer",
    "ingest.rows_loaded": "Load {load} brought {brought}",
    "ingest.rows_taken_back": "Load {load} was taken back",
}


@dataclass(frozen=True)
class Change:
    """What stood before and what stands after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One event in words: what, when, by whom, and what changed."""

    what: str
    at: datetime
    by: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Reader:
    """Who reads: the names of people by code, and whether what people wrote may be shown."""

    names: Mapping[str, str]
    free_text: bool

    def name(self, code: object) -> str:
        """A person's name; the code where the person is not known by name."""
        return self.names.get(str(code), str(code))


def people_in(event: EventLine) -> set[str]:
    """The codes of the people whom the event names."""
    return {event.by} | {str(value) for name, value in event.facts.items() if name in _PEOPLE and value}


def told(event: EventLine, reader: Reader) -> Told:
    """The event in words. One of a kind that has no sentence is named by its kind."""
    facts = {name: _word(name, value, reader) for name, value in event.facts.items()}
    facts |= {"kind": _kind(event), "brought": _brought(event.facts)}
    text = SENTENCES.get(event.kind, sentence(event.kind.partition(".")[2].replace("_", " ")))
    if not event.facts.get("reason"):
        text = text.removesuffix(": {reason}")
    what = re.sub(r"\{(\w+)\}", lambda found: facts.get(found[1], NOT_RECORDED), text)
    return Told(sentence(what), event.at, reader.name(event.by), tuple(_changes(event.facts, reader)))


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any], reader: Reader) -> Iterator[Change]:
    """What differs between two states of a record, fact by fact, in words."""
    for name, value in before.items():
        if value != after.get(name):
            yield Change(label_of(name), _word(name, value, reader), _word(name, after.get(name), reader))


def _changes(facts: Mapping[str, Any], reader: Reader) -> Iterator[Change]:
    before = facts.get("before")
    if isinstance(before, dict):
        after = facts.get("after")
        yield from changes_between(before, after if isinstance(after, dict) else facts, reader)
    changed = facts.get("changed")
    for table, rows in changed.items() if isinstance(changed, dict) else ():
        for row in rows:
            for change in changes_between(row["before"], row["after"], reader):
                where = f"{sentence(table)}, {_word('key', row['key'], reader)}: {change.label.lower()}"
                yield Change(where, change.before, change.after)


def label_of(name: str) -> str:
    """The name of a fact as people say it."""
    return _LABELS.get(name, sentence(name.removesuffix("_on").replace("_", " ")))


def _word(name: str, value: Any, reader: Reader) -> str:
    if value is None or value == "":
        return NOT_RECORDED
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, list):
        return "; ".join(_entry(item, reader) for item in value) or NOT_RECORDED
    if name in _PEOPLE:
        return reader.name(value)
    if name in _FREE_TEXT and str(value) not in _GIVEN_REASONS and not reader.free_text:
        return "not shown to your role"
    return _text(name, str(value))


def _text(name: str, text: str) -> str:
    if name in _CODES:
        return meaning_of(_CODES[name], text)
    if _DAY.fullmatch(text):
        return long_date(date.fromisoformat(text))
    return _GIVEN_REASONS.get(text, text)


def _entry(item: Any, reader: Reader) -> str:
    """A parent's part in a review; anything else as it stands."""
    if not isinstance(item, dict) or "parent" not in item:
        return _word("", item, reader) if not isinstance(item, dict) else ", ".join(map(str, item.values()))
    part = "there" if item.get("attended") else "gave views" if item.get("views") else "no views"
    return f"{meaning_of('PARENT', str(item['parent'])).lower()}: {part}"


def _kind(event: EventLine) -> str:
    kind = str(event.facts.get("kind", ""))
    if event.kind == "allocation.involvement_recorded" and kind in set(InvolvementKind):
        return InvolvementKind(kind).in_words
    return kind.replace("_", " ")


def _brought(facts: Mapping[str, Any]) -> str:
    """How many rows a load brought: '3 new episodes, 1 changed review'."""
    parts = []
    for word in ("new", "changed"):
        tables = facts.get(word)
        for table, rows in (tables if isinstance(tables, dict) else {}).items():
            name = table if len(rows) != 1 else table.removesuffix("s")
            parts.append(f"{len(rows)} {word} {name}")
    return ", ".join(parts) or "nothing new"
