"""The child enters care, gets an IRO, and the first review is booked."""

from datetime import date, time

from openiro.allocation.actions import allocate, record_child_told, record_involvement, record_pack_sent
from openiro.children.actions import CareFacts, ChildFacts, record_relationship
from openiro.children.models import RelationshipKind
from openiro.core.queries import working_calendar
from openiro.domain.clocks import CLOCKS
from openiro.domain.conflicts import InvolvementKind
from openiro.domain.policy import Policy
from openiro.people.queries import policy_in_force
from openiro.reviews.actions import Arrangements, child_enters_care, plan_review
from openiro.reviews.models import Review
from openiro.reviews.queries import reviews_of
from openiro.web.shell.deadlines import rule_in_words
from tests.integration.tutorial.cast import Cast

BORN, STARTED, TOLD = date(2015, 9, 14), date(2026, 4, 1), date(2026, 4, 2)
ALLOCATED, PACK_SENT, CHILD_TOLD, BOOKED = date(2026, 4, 8), date(2026, 4, 9), date(2026, 4, 13), date(2026, 4, 9)
FIRST = date(2026, 4, 29)
BEFORE = ("before.child", "before.contact", "before.invitations", "before.reports")


def enter_care(cast: Cast) -> dict[str, object]:
    """Nia enters care on a Wednesday before Easter; the service hears of it the next day."""
    at = cast.on(TOLD)
    facts = ChildFacts("204417", BORN, "F", given_name="Nia", family_name="Hart", ethnicity="WBRI")
    care = CareFacts(legal_status="V2", placement="U6", need="N1", provider="PR1", placement_postcode="ZZ1 1AA")
    cast.child = child_enters_care(facts=facts, started_on=STARTED, care=care, by=cast.manager, at=at)
    due = reviews_of(cast.child, on=TOLD).timetable
    holidays = [each for each in _holidays(STARTED, due.due_on) if each.weekday() < 5]
    return {
        "child": cast.child,
        "cast": cast,
        "started": STARTED,
        "told": TOLD,
        "first_due": due.due_on,
        "first_rule": rule_in_words(due.due),
        "first_source": due.due.clock.source,
        "first_days_left": due.working_days_left,
        "bank_holidays": holidays,
    }


def _holidays(from_on: date, to_on: date) -> list[date]:
    return sorted(day for day in working_calendar().holidays if from_on <= day <= to_on)


def give_an_officer(cast: Cast) -> dict[str, object]:
    """The people around Nia are recorded, her IRO is chosen, and she is told who it is."""
    at, child = cast.on(ALLOCATED), cast.child
    record_involvement(
        child=child, worker=cast.worker, kind=InvolvementKind.SOCIAL_WORKER, from_on=STARTED, team=cast.team,
        by=cast.manager, at=at,
    )  # fmt: skip
    people = {
        RelationshipKind.MOTHER: ("Carys Hart", "carys@home.example", True),
        RelationshipKind.FATHER: ("Lee Hart", "", True),
        RelationshipKind.CARER: ("June Abbott", "june@home.example", False),
    }
    rows = {
        kind: record_relationship(
            child=child, kind=kind, name=name, email=email, has_parental_responsibility=has, by=cast.manager, at=at
        )
        for kind, (name, email, has) in people.items()
    }
    cast.mother, cast.carer = rows[RelationshipKind.MOTHER].pk, rows[RelationshipKind.CARER].pk
    allocation = allocate(child=child, officer=cast.iro, from_on=ALLOCATED, by=cast.manager, at=at)
    record_pack_sent(allocation=allocation, sent_on=PACK_SENT, by=cast.support, at=cast.on(PACK_SENT))
    record_child_told(allocation=allocation, told_on=CHILD_TOLD, by=cast.iro, at=cast.on(CHILD_TOLD))
    clock = CLOCKS["iro.appointed"]
    return {
        "allocated": ALLOCATED,
        "appointed_clock": clock,
        "appointed_due": clock.due_on(STARTED, working_calendar()),
        "pack_sent": PACK_SENT,
        "child_told": CHILD_TOLD,
    }


def book_first(cast: Cast) -> dict[str, object]:
    """Business support books the first review; the days of asking follow from it."""
    at = cast.on(BOOKED)
    arranged = Arrangements(FIRST, time(16), place="At June Abbott's", mode="in_person", chaired_by=cast.iro)
    review = plan_review(child=cast.child, arrangements=arranged, by=cast.support, at=at)
    cast.reviews.append(review)
    return {"booked": BOOKED, "first": FIRST, "before_first": days_before(review, policy_in_force(on=BOOKED))}


def days_before(review: Review, policy: Policy) -> list[dict[str, object]]:
    """The clocks before a review, each with its last day, under the council's policy."""
    clocks = [policy.clock(id) for id in BEFORE]
    calendar = working_calendar()
    return [{"clock": each, "due": each.due_on(review.planned_on, calendar)} for each in clocks]
