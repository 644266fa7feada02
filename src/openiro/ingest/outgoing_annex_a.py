"""Lists 7 and 8 of Annex A from what is on record."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from openiro.children.models import CURRENT, CheckDone, Child, Episode
from openiro.domain import care
from openiro.domain.care import CarePeriod
from openiro.domain.months import add_months, age_on
from openiro.domain.placements import placements
from openiro.formats.annex_a_out import ChildListed, PlanListed
from openiro.ingest.facts_out import ChildFacts, children_out, latest_worker_of, rows_of_protection, since
from openiro.people.models import User
from openiro.people.queries import policy_in_force

Told = dict[str, Any]
REVIEW_CONFERENCE = "review"
# Police protection, and an emergency protection order.
EMERGENCY = ("L1", "L2")


def children_listed(user: User, *, on: date, at: datetime) -> Iterator[ChildListed]:
    """List 8: children in care at the end of `on` and those whose care ended in the six months up to it, whom `user`
    may see; not those in a series of short breaks. Raises as `children_out`."""
    for facts in children_out(user, on=on, at=at, from_on=since(on)):
        period = next((each for each in reversed(facts.periods) if each.is_open or _ended_since(each, on)), None)
        if period is not None and not period.episodes[-1].is_short_break:
            yield _listed(facts, period, on)


def _ended_since(period: CarePeriod, on: date) -> bool:
    return period.ended_on is not None and since(on) <= period.ended_on <= on


def _listed(facts: ChildFacts, period: CarePeriod, on: date) -> ChildListed:
    child, year_ago = facts.child, add_months(on, -12)
    placed = [each for each in placements(facts.periods) if each.started_on <= on]
    stay = next((each for each in reversed(placed) if each.started_on >= period.started_on), None)
    others = [each for each in facts.periods if each is not period and each.ended_on and each.ended_on > year_ago]
    held = [each.held_on for each in facts.reviews if each.held_on and period.touches(each.held_on)]
    return ChildListed(
        **_who(child.code, child, {}, on),
        uasc=any(until is None or until > year_ago for until in facts.alone_until),
        started_on=period.started_on if period.start_known else None,
        second_period=bool(others),
        status_from=_status_from(period),
        reviewed_on=max(held, default=None),
        visited_on=facts.checked.get("visits"),
        permanence=facts.permanence,
        iro_contact_on=facts.iro_contact_on,
        health_on=facts.checked.get("health"),
        dental_on=facts.checked.get("dental"),
        placements=sum(each.was_in(year_ago, on) for each in placed),
        ceased_on=period.ended_on,
        reason_ceased=period.end_reason or "",
        placed_on=stay.started_on if stay else None,
        **_where_placed(period.episodes[-1]),
        **_in_whose_area(facts, on),
        **_went_missing(facts, year_ago, on),
        team=facts.team,
        worker=facts.worker,
    )


def _who(code: str, child: Child | None, told: Told, on: date) -> Told:
    """Who a row is about; what the return says of a child on record goes before what a file of plans says."""
    born_on = child.born_on if child else _day(told.get("dob"))
    return {
        "child": code,
        "sex": child.sex if child else told.get("sex") or "",
        "ethnicity": child.ethnicity if child else told.get("ethnic") or "",
        "born_on": born_on,
        "age": age_on(born_on, on) if born_on else None,
        "disabled": child.disabled if child else None,
    }


def _where_placed(latest: care.Episode) -> Told:
    return {
        "need": latest.need or "",
        "status": latest.legal_status or "",
        "placement": latest.placement or "",
        "provider": latest.provider or "",
        "postcode": latest.placement_postcode or "",
        "urn": latest.urn or "",
    }


def _status_from(period: CarePeriod) -> date:
    """The first day of the run of episodes under the legal status of the last one."""
    run: care.Episode = period.episodes[-1]
    for episode in reversed(period.episodes):
        if episode.legal_status != run.legal_status:
            break
        run = replace(run, started_on=episode.started_on)
    return run.started_on


def _in_whose_area(facts: ChildFacts, on: date) -> Told:
    """Whether the placement is outside the council's area, and in whose it is; in its own that is the council."""
    told = [each for each in facts.told["placement_distances"] if each["from"] <= on.isoformat()]
    latest = max(told, key=lambda each: str(each["from"]), default={})
    outside = latest.get("out_of_area")
    own = policy_in_force(on=on).council if outside is False else ""
    return {"out_of_area": outside, "authority": latest.get("authority") or own}


def _went_missing(facts: ChildFacts, year_ago: date, on: date) -> Told:
    """How often missing and absent in the year up to `on`, and whether an interview followed the last time missing.

    One that was held was offered and accepted; where none is on record, nobody knows whether it was offered.
    """
    days = [(each.get("missing"), each.get("mis_start") or "") for each in facts.told["missing"]]
    within = [(kind, day) for kind, day in days if year_ago.isoformat() < day <= on.isoformat()]
    last = max((day for kind, day in within if kind == "M"), default="")
    interview = facts.checked.get("return_interview")
    held = True if last and interview and last <= interview.isoformat() else None
    kinds = [kind for kind, _ in within]
    told = {"missing": kinds.count("M"), "absent": kinds.count("A")}
    return told | {"interview_offered": held, "interview_accepted": held}


def plans_listed(user: User, *, on: date, at: datetime) -> list[PlanListed]:
    """List 7: children on a child protection plan at the end of `on`, and those whose plan ended in the six months up
    to it; one row for each child and plan. Only for who sees every child."""
    plans = sorted(rows_of_protection(user, "protection_plans", at=at), key=lambda row: str(row.key))
    begun: dict[str, list[Told]] = defaultdict(list)
    for row in plans:
        begun[row.values["child"]].append(row.values)
    told = [
        (row.child, each, before)
        for row in plans
        if (each := row.values)["started"] <= on.isoformat() and _still_listed(each.get("ended"), on)
        for before in [sum(other["started"] < each["started"] for other in begun[each["child"]])]
    ]
    reviewed = _reviewed(user, on=on, at=at)
    workers = latest_worker_of([each["child"] for _, each, _ in told], on=on)
    known = _known_of([child for child, _, _ in told if child is not None], on)
    return [_plan(child, each, before, reviewed, workers, known, on) for child, each, before in told]


def _known_of(children: Sequence[Child], on: date) -> dict[int, Told]:
    """Of children on plans who are on record here too, as children in care are: the last visit of the social worker,
    and whether they were under police protection or an emergency protection order in the last six months."""
    visits = CheckDone.objects.filter(CURRENT, child__in=children, check_id="visits", done_on__lte=on)
    held = Episode.objects.filter(CURRENT, child__in=children, legal_status__in=EMERGENCY, started_on__lte=on)
    urgent = held.filter(Q(ended_on=None) | Q(ended_on__gte=since(on)))
    found: dict[int, Told] = {child.pk: {} for child in children}
    for number, day in visits.order_by("done_on").values_list("child", "done_on"):
        found[number]["visited_on"] = day
    for number in urgent.values_list("child", flat=True):
        found[number]["emergency"] = True
    return found


def _still_listed(ended: str | None, on: date) -> bool:
    return not ended or ended >= since(on).isoformat()


def _reviewed(user: User, *, on: date, at: datetime) -> dict[str, list[str]]:
    """The days of review conferences of each child up to `on`."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows_of_protection(user, "conferences", at=at):
        if row.values.get("kind") == REVIEW_CONFERENCE and row.values["held"] <= on.isoformat():
            found[row.values["child"]].append(row.values["held"])
    return found


def _plan(
    child: Child | None,
    told: Told,
    before: int,
    reviewed: dict[str, list[str]],
    workers: dict[str, tuple[str, str]],
    known: dict[int, Told],
    on: date,
) -> PlanListed:
    """A plan as list 7 has it."""
    days = [day for day in reviewed[told["child"]] if day >= told["started"]]
    team, worker = workers.get(told["child"], ("", ""))
    ended = _day(told.get("ended"))
    return PlanListed(
        **_who(told["child"], child, told, on),
        **(known.get(child.pk, {}) if child else {}),
        started_on=date.fromisoformat(told["started"]),
        initial_category=told.get("initial_category") or "",
        latest_category=told.get("category") or told.get("initial_category") or "",
        reviewed_on=_day(max(days, default=None)),
        ended_on=ended if ended and ended <= on else None,
        plans_before=before,
        team=team,
        worker=worker,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
