"""A plan of the year with its actions, the plan of the year before, findings of an inspection, and complaints."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from openiro.actionplans.actions import ActionPart, add_action, begin_plan, carry_forward, record_finding, tell_progress
from openiro.children.queries import child_by_code
from openiro.demo.child import ChildLaid
from openiro.demo.filling import Filling, Staff
from openiro.escalations.actions import ComplaintPart, record_complaint, settle_complaint

if TYPE_CHECKING:
    from openiro.actionplans.models import Plan

LATE, SOON = timedelta(days=-5), timedelta(days=6)
CONTACT = "She says nobody has told her when she will see her brothers again."
PATHWAY = "His pathway plan was never sent to him, though he asked for it twice."


def make_plans(filling: Filling, staff: Staff, present: list[ChildLaid]) -> None:
    """Plans of this year and the last, what an inspection found, and two complaints."""
    year = filling.on.year - (filling.on.month < 4)
    manager, at = staff.by_role["iro_manager"], filling.at
    before, now = (_begun(filling, staff, first) for first in (year - 1, year))
    for words, state, impact in (
        ("Every child is asked who should come to the review", "achieved", "More children bring whom they trust"),
        ("Reports reach the officer five days before the review", "partly", "Half of them do"),
    ):
        part = ActionPart("Children's voice", words, "report", "ongoing", lead=manager)
        added = add_action(plan=before, part=part, by=manager, at=at)
        tell_progress(action=added, state=state, impact=impact, by=manager, at=at)
    carry_forward(plan=before, to=now, by=manager, at=at)
    _this_year(filling, staff, now)
    found: dict[str, Any] = {"inspection": "Inspection of children's services", "published_on": date(year, 2, 20)}
    words = "Some young people wait too long for their pathway plan."
    record_finding(area="Overall", judgement="good", words="", by=manager, at=at, **found)
    row = record_finding(area="Care leavers", judgement="requires_improvement", words=words, by=manager, at=at, **found)
    _answered(filling, staff, now, reverse("plans:finding", args=[row.pk]))
    _complaints(filling, staff, present)


def _begun(filling: Filling, staff: Staff, year: int) -> "Plan":
    days: dict[str, Any] = {"from_on": date(year, 4, 1), "to_on": date(year + 1, 3, 31)}
    label = f"Work programme {year}/{(year + 1) % 100:02}"
    return begin_plan(kind="annual", label=label, by=staff.by_role["iro_manager"], at=filling.at, **days)


def _this_year(filling: Filling, staff: Staff, plan: "Plan") -> None:
    manager, officer = staff.by_role["iro_manager"], staff.by_role["iro"]
    on_time: dict[str, Any] = {
        "measure": "reviews.on_time",
        "target": Decimal(96),
        "outcome_sought": "No child waits for a review",
    }
    for part in (
        ActionPart(
            "Reviews on time",
            "Book each review four weeks ahead",
            "theme",
            "date",
            manager,
            "",
            filling.on + SOON,
            serves="principles.c",
            **on_time,
        ),
        ActionPart("Drift", "Go through every plan older than a year", "audit", "date", officer, "", filling.on + LATE),
        ActionPart(
            "Drift",
            "Meet each team once a quarter",
            "council",
            "quarterly",
            lead_words="Heads of service",
            serves="principles.f",
        ),
    ):
        add_action(plan=plan, part=part, by=manager, at=filling.at)


def _answered(filling: Filling, staff: Staff, plan: "Plan", finding: str) -> None:
    """What the inspection found is answered by an action, and the plan rests on another of the council's."""
    manager, at = staff.by_role["iro_manager"], filling.at
    words = "Pathway plans are begun at 15 and a half"
    part = ActionPart("Care leavers", words, "inspection", "ongoing", manager, source_path=finding)
    added = add_action(plan=plan, part=part, by=manager, at=at)
    shown = {"impact": "Nine in ten have a plan by 16", "evidence": "Audit of October"}
    tell_progress(action=added, state="partly", by=manager, at=at, **shown)
    label = plan.label.replace("Work programme", "Placement stability plan")
    days: dict[str, Any] = {"from_on": plan.from_on, "to_on": plan.to_on}
    stability = begin_plan(kind="placement_stability", label=label, by=manager, at=at, **days)
    panel = "Send an officer to each placement stability panel"
    path = reverse("plans:plan", args=[stability.pk])
    part = ActionPart("Placement stability", panel, "plan", "ongoing", manager, source_path=path)
    add_action(plan=plan, part=part, by=manager, at=at)


def _complaints(filling: Filling, staff: Staff, present: list[ChildLaid]) -> None:
    manager = staff.by_role["iro_manager"]
    child = child_by_code(present[0].code)
    part = ComplaintPart("child", "social_care", "contact", "advocate", CONTACT, filling.on + LATE)
    record_complaint(part=part, child=child, by=manager, at=filling.at)
    part = ComplaintPart("care_leaver", "social_care", "pathway_plan", "offered", PATHWAY, filling.on + LATE)
    row = record_complaint(part=part, by=manager, at=filling.at)
    answer, learning = "It was sent with an apology.", "Each plan is handed over, and that is noted."
    settle_complaint(
        complaint=row, outcome="upheld", on=filling.on, answer=answer, learning=learning, by=manager, at=filling.at
    )
