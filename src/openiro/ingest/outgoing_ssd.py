"""Tables of the Standard Safeguarding Dataset from what is on record, with the IRO's work on each review."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from openiro.core.queries import working_calendar
from openiro.domain.care import CarePeriod
from openiro.domain.conferences import initial_conference_due, review_conference_due
from openiro.domain.review_sequence import DueDate, JudgedReview, ReviewHeld, ReviewRules, judged_reviews, next_due
from openiro.formats.ssd_out import Cell, OutTable
from openiro.formats.years import collection_year, first_day
from openiro.ingest.facts_out import ChildFacts, children_out, rows_of_protection
from openiro.people.models import User
from openiro.reviews.models import Review
from openiro.reviews.queries.rules import review_rules

Row = dict[str, Cell]
TRANSFER_IN, INITIAL, REVIEW = "transfer_in", "initial", "review"


def ssd_tables(user: User, *, on: date, at: datetime) -> list[OutTable]:
    """The tables as at the end of `on`, of children in care at some time in the collection year up to it, whom `user`
    may see, and of conferences and plans for who sees every child. Raises as `children_out`."""
    rules, found = review_rules(on=on), defaultdict[str, list[Row]](list)
    for facts in children_out(user, on=on, at=at, from_on=first_day(collection_year(on))):
        found["ssd_person"].append(_person(facts))
        for period in facts.periods:
            found["ssd_cla_episodes"] += _episodes(facts, period)
            found["ssd_cla_reviews"] += _reviews(facts, period, rules, on)
    found |= _protection(user, on=on, at=at)
    return [OutTable(name, rows) for name, rows in found.items()]


def _person(facts: ChildFacts) -> Row:
    child = facts.child
    is_reason = child.upn.upper().startswith("UN")
    return {
        "pers_person_id": child.code,
        "pers_sex": child.sex,
        "pers_ethnicity": child.ethnicity,
        "pers_dob": child.born_on,
        "pers_upn": "" if is_reason else child.upn,
        "pers_upn_unknown": child.upn if is_reason else "",
        "pers_is_mother": child.is_mother,
    }


def _period_id(facts: ChildFacts, period: CarePeriod) -> str:
    return f"{facts.child.code}-{period.started_on:%Y%m%d}"


def _episodes(facts: ChildFacts, period: CarePeriod) -> Iterator[Row]:
    """The episodes of a period of care; the last contact of the IRO stands on those of the period that is open."""
    for episode in period.episodes:
        yield {
            "clae_cla_episode_id": f"{facts.child.code}-E{episode.started_on:%Y%m%d}",
            "clae_person_id": facts.child.code,
            "clae_cla_episode_start_date": episode.started_on,
            "clae_cla_episode_start_reason": episode.reason_started,
            "clae_cla_primary_need_code": episode.need,
            "clae_cla_episode_ceased_date": episode.ended_on,
            "clae_cla_episode_ceased_reason": episode.reason_ended,
            "clae_cla_id": _period_id(facts, period),
            "clae_cla_last_iro_contact_date": facts.iro_contact_on if period.is_open else None,
            "clae_entered_care_date": period.started_on if period.start_known else None,
        }


def _reviews(facts: ChildFacts, period: CarePeriod, rules: ReviewRules, on: date) -> Iterator[Row]:
    """The reviews held in the period, each with what the IRO did; and the next one due, which has no day yet."""
    own = [each for each in facts.reviews if each.held_on and _holds(facts.periods, period, each.held_on)]
    held = [ReviewHeld(each.held_on, each.adjourned_on, each.completed_on) for each in own if each.held_on]
    judged = {each.review.held_on: each for each in judged_reviews(period, held, rules, on)}
    for review in own:
        if review.held_on:
            yield _review(facts, period, review, review.held_on, judged.get(review.held_on))
    if period.is_open and (due := next_due(period, held, rules, on)) and due.due_on:
        yield _due(facts, period, due)


def _holds(periods: Iterable[CarePeriod], period: CarePeriod, day: date) -> bool:
    """Whether the review of that day is one of `period`: a day that ends one and begins the next is the next's."""
    return next((each for each in reversed([*periods]) if each.touches(day)), None) is period


def _review(facts: ChildFacts, period: CarePeriod, review: Review, held_on: date, judged: JudgedReview | None) -> Row:
    """A review held; its officer is who chaired it, where that is not on record the child's IRO of that day."""
    return {
        "clar_cla_review_id": f"{facts.child.code}-R{held_on:%Y%m%d}",
        "clar_cla_id": _period_id(facts, period),
        "clar_cla_review_due_date": judged.due.due_on if judged else None,
        "clar_cla_review_date": held_on,
        "clar_cla_review_cancelled": False,
        "clar_cla_review_participation": review.participation_code,
        "iro_person_id": facts.child.code,
        "iro_officer_id": review.chaired_by.code if review.chaired_by else facts.officer_on(held_on),
        "iro_review_in_time": judged.in_time if judged else None,
        "iro_late_reason": review.late_reason,
        "iro_review_mode": review.mode,
        "iro_chaired_by_child": review.child_chaired,
        "iro_seen_before_date": review.seen_before_on,
        "iro_seen_alone": review.seen_alone,
        "iro_advocate": review.advocate,
        "iro_review_adjourned_date": review.adjourned_on,
        "iro_review_completed_date": review.completed_on,
        "iro_decisions_sent_date": review.decisions_sent_on,
        "iro_record_finished_date": review.record_finished_on,
        "iro_record_distributed_date": review.distributed_on,
        "iro_care_plan_updated_date": review.care_plan_updated_on,
    }


def _due(facts: ChildFacts, period: CarePeriod, due: DueDate) -> Row:
    return {
        "clar_cla_review_id": f"{facts.child.code}-D{due.due_on:%Y%m%d}",
        "clar_cla_id": _period_id(facts, period),
        "clar_cla_review_due_date": due.due_on,
        "clar_cla_review_cancelled": False,
        "iro_person_id": facts.child.code,
    }


def _protection(user: User, *, on: date, at: datetime) -> dict[str, list[Row]]:
    """Conferences and plans known by `on`; a conference belongs to the plan that ran, or began, on its day."""
    found: dict[str, list[Row]] = {"ssd_initial_cp_conference": [], "ssd_cp_plans": [], "ssd_cp_reviews": []}
    plans: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows_of_protection(user, "protection_plans", at=at):
        if row.values["started"] <= on.isoformat():
            plans[row.values["child"]].append(row.values)
            found["ssd_cp_plans"].append(_cp_plan(row.values, on))
    before: dict[str, list[tuple[date, str]]] = defaultdict(list)
    conferences = [each.values for each in rows_of_protection(user, "conferences", at=at)]
    known = (each for each in conferences if each["held"] <= on.isoformat())
    for told in sorted(known, key=lambda each: (each["child"], each["held"], each["kind"])):
        plan = next((each for each in plans[told["child"]] if _ran(each, told["held"])), None)
        if told["kind"] == REVIEW:
            found["ssd_cp_reviews"].append(_cp_review(told, plan, before[told["child"]]))
        else:
            found["ssd_initial_cp_conference"].append(_initial(told, plan))
        before[told["child"]].append((date.fromisoformat(told["held"]), told["kind"]))
    return found


def _ran(plan: dict[str, Any], day: str) -> bool:
    return bool(plan["started"] <= day <= (plan.get("ended") or day))


def _plan_id(plan: dict[str, Any] | None) -> str:
    return f"{plan['child']}-P{plan['started'].replace('-', '')}" if plan else ""


def _cp_plan(plan: dict[str, Any], on: date) -> Row:
    first, ended = plan.get("initial_category") or "", plan.get("ended") or ""
    return {
        "cppl_cp_plan_id": _plan_id(plan),
        "cppl_person_id": plan["child"],
        "cppl_cp_plan_start_date": plan["started"],
        "cppl_cp_plan_end_date": ended if ended <= on.isoformat() else "",
        "cppl_cp_plan_initial_category": first,
        "cppl_cp_plan_latest_category": plan.get("category") or first,
    }


def _cp_review(told: dict[str, Any], plan: dict[str, Any] | None, before: list[tuple[date, str]]) -> Row:
    ended_there = bool(plan and plan.get("ended") == told["held"])
    return {
        "cppr_cp_review_id": f"{told['child']}-C{told['held'].replace('-', '')}",
        "cppr_person_id": told["child"],
        "cppr_cp_plan_id": _plan_id(plan),
        "cppr_cp_review_due": review_conference_due(date.fromisoformat(told["held"]), before),
        "cppr_cp_review_date": told["held"],
        "cppr_cp_review_outcome_continue_cp": not ended_there if plan else None,
    }


def _initial(told: dict[str, Any], plan: dict[str, Any] | None) -> Row:
    asked = told.get("strategy_discussion")
    target = initial_conference_due(date.fromisoformat(asked), working_calendar()) if asked else None
    return {
        "icpc_icpc_id": f"{told['child']}-I{told['held'].replace('-', '')}",
        "icpc_person_id": told["child"],
        "icpc_cp_plan_id": _plan_id(plan),
        "icpc_icpc_transfer_in": told["kind"] == TRANSFER_IN,
        "icpc_icpc_target_date": target,
        "icpc_icpc_date": told["held"],
        "icpc_icpc_outcome_cp_flag": bool(plan and plan["started"] == told["held"]),
    }
