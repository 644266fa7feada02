"""A council's policy: what law and guidance leave to it, each setting from the day on which it holds.

Policies are written in TOML and handed in as tables. A council's tables lie over those of the default, later ones
over earlier ones; whatever a council does not say is as in the default.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import reduce
from typing import Any

from openiro.domain.arrivals_policy import ArrivalsPolicy, read_arrivals
from openiro.domain.audits_policy import AuditsPolicy, read_audits
from openiro.domain.challenge_policy import ChallengePolicy, read_challenge
from openiro.domain.checks_policy import ChecksPolicy, read_checks
from openiro.domain.clocks import CLOCKS, Clock, UnableToRunClock, Unit, clock, with_limit
from openiro.domain.comparators_policy import ComparatorsPolicy, read_comparators
from openiro.domain.comparing import Target, read_targets
from openiro.domain.conflicts import CaseloadGuide
from openiro.domain.consultation_policy import ConsultationPolicy, read_consultation
from openiro.domain.court_policy import CourtPolicy, read_court
from openiro.domain.decisions_policy import DecisionsPolicy, read_decisions
from openiro.domain.notices_policy import NoticesPolicy, read_notices
from openiro.domain.oversight_policy import Oversight, read_oversight
from openiro.domain.permissions import Permission
from openiro.domain.plans_policy import PlansPolicy, read_plans
from openiro.domain.policy_reader import Table, UnableToReadPolicy
from openiro.domain.quality_policy import QualityPolicy, read_quality
from openiro.domain.records_policy import RecordsPolicy, read_records
from openiro.domain.report_policy import ReportPolicy, read_report
from openiro.domain.review_sequence import TimelinessDate
from openiro.domain.roles import ROLES
from openiro.domain.scheduling_policy import SchedulingPolicy, read_scheduling
from openiro.domain.supervision_policy import SupervisionPolicy, read_supervision

__all__ = ["Policy", "UnableToReadPolicy", "change_dates", "policy_on"]


@dataclass(frozen=True)
class Words:
    """What the council calls things, as they stand in the middle of a sentence."""

    service: str
    child: str
    children: str
    review: str
    reviews: str
    iro: str
    iros: str
    conference_chair: str
    dispute: str
    concern: str
    panel: str
    children_in_care_council: str


@dataclass(frozen=True)
class Caseload:
    """How many children are advised for one full-time equivalent; `by_child`: one child's two roles count once."""

    iro: CaseloadGuide
    conference_chair: CaseloadGuide
    by_child: bool


@dataclass(frozen=True)
class ReviewPolicy:
    """What the council has settled about reviews.

    `deemed_agreed`: decisions unanswered when the manager's clock ends count as agreed. `soon` in working days.
    `late_approved_by` and `cancelled_by` are role codes.
    """

    timeliness_date: TimelinessDate
    deemed_agreed: bool
    soon: int
    late_approved_by: str
    cancelled_by: str


@dataclass(frozen=True)
class Stage:
    """One formal stage of a dispute: its name, who answers (a role code, and the council's title), in working days.

    `taken_by`: the role that speaks for the reviewing service at this stage.
    """

    name: str
    answered_by: str
    title: str
    working_days: int
    taken_by: str = "iro"


# The tables of a policy that a module of their own reads, by their names.
AREAS: dict[str, Callable[[Table], Any]] = {
    "consultation": read_consultation,
    "checks": read_checks,
    "decisions": read_decisions,
    "records": read_records,
    "notices": read_notices,
    "oversight": read_oversight,
    "challenge": read_challenge,
    "supervision": read_supervision,
    "court": read_court,
    "quality": read_quality,
    "audits": read_audits,
    "arrivals": read_arrivals,
    "plans": read_plans,
    "report": read_report,
    "comparators": read_comparators,
}


@dataclass(frozen=True)
class Policy:
    """A council's policy as it holds on a day.

    `holds_from` is the day of its latest change. `targets` are by measure. `population_under_18` is the estimate by
    the year of its 30 June.
    """

    council: str
    la_code: str
    ons_code: str
    region: str
    holds_from: date
    words: Words
    caseload: Caseload
    reviews: ReviewPolicy
    scheduling: SchedulingPolicy
    consultation: ConsultationPolicy
    checks: ChecksPolicy
    decisions: DecisionsPolicy
    records: RecordsPolicy
    notices: NoticesPolicy
    oversight: Oversight
    challenge: ChallengePolicy
    supervision: SupervisionPolicy
    court: CourtPolicy
    quality: QualityPolicy
    audits: AuditsPolicy
    arrivals: ArrivalsPolicy
    stages: tuple[Stage, ...]
    plans: PlansPolicy
    report: ReportPolicy
    comparators: ComparatorsPolicy
    targets: Mapping[str, Target]
    local_clocks: Mapping[str, Clock]
    population_under_18: Mapping[int, int]

    def clock(self, id: str) -> Clock:
        """The clock of that id, with the council's own limit where it has one. Raises `UnableToRunClock`."""
        return self.local_clocks.get(id) or clock(id)

    def target(self, measure: str, *, on: date | None = None) -> Target | None:
        """The target of a measure, of those that hold on `on` where a day is given; None where the council has none."""
        target = self.targets.get(measure)
        return target if target is None or on is None or target.holds_on(on) else None


def policy_on(default: Mapping[str, Any], own: Mapping[str, Any] | None, on: date) -> Policy:
    """The policy of `own` over `default` as it holds on `on` (a change counts from its day, included).

    Each is a policy file as tables: the council's name and codes, and `[[policy]]` tables with `from`. Raises
    `UnableToReadPolicy`, which names the setting that is wrong and what to put there.
    """
    documents = [document for document in (default, own) if document is not None]
    parts = [part for document in documents for part in _parts(document) if part["from"] <= on]
    if not parts:
        first = min(part["from"] for part in _parts(default))
        raise UnableToReadPolicy(f"No policy holds on {on:%d/%m/%Y}. The first holds from {first:%d/%m/%Y}.")
    merged = reduce(_over, parts)
    identity = Table(documents[-1])
    identity.asked.add("policy")
    return _policy(identity, Table(merged))


def change_dates(document: Mapping[str, Any]) -> tuple[date, ...]:
    """The days from which the parts of a policy file hold, in order. Raises `UnableToReadPolicy`."""
    return tuple(part["from"] for part in _parts(document))


def _parts(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    parts = document.get("policy")
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise UnableToReadPolicy("policy: is missing. Write each part under [[policy]], with the day it holds from.")
    for place, part in enumerate(parts, 1):
        if type(part.get("from")) is not date:
            raise UnableToReadPolicy(f"policy[{place}].from: give the day it holds from, as in 2026-04-01.")
    return sorted(parts, key=lambda part: part["from"])


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """`above` laid over `below`: tables are joined, everything else is replaced."""
    both = {key: _over(below[key], above[key]) for key in below.keys() & above.keys() if _are_tables(below, above, key)}
    return {**below, **above, **both}


def _are_tables(below: Mapping[str, Any], above: Mapping[str, Any], key: str) -> bool:
    return isinstance(below[key], dict) and isinstance(above[key], dict)


def _policy(identity: Table, table: Table) -> Policy:
    table.asked.add("from")
    areas: dict[str, Any] = {name: read(table.table(name)) for name, read in AREAS.items()}
    policy = Policy(
        council=identity.text("council"),
        la_code=identity.text("la_code"),
        ons_code=identity.text("ons_code"),
        region=identity.text("region"),
        holds_from=table.values["from"],
        words=_words(table.table("words")),
        caseload=_caseload(table.table("caseload")),
        reviews=_reviews(table.table("reviews")),
        scheduling=_scheduling(table.table("scheduling")),
        stages=_stages(table),
        targets=read_targets(table.table("targets")),
        local_clocks=_clocks(table.table("clocks")),
        population_under_18=_population(table.table("population_under_18")),
        **areas,
    )
    identity.finish()
    table.finish()
    return policy


def _words(table: Table) -> Words:
    words = Words(**{field.name: table.text(field.name) for field in fields(Words)})
    table.finish()
    return words


def _caseload(table: Table) -> Caseload:
    caseload = Caseload(
        iro=_guide(table.table("iro")),
        conference_chair=_guide(table.table("conference_chair")),
        by_child=table.flag("by_child"),
    )
    table.finish()
    return caseload


def _guide(table: Table) -> CaseloadGuide:
    guide = CaseloadGuide(table.whole("low"), table.whole("high", at_least=1))
    table.finish()
    if guide.low > guide.high:
        raise table.refuse("low", f"{guide.low} is more than high ({guide.high}). Give the lower number as low.")
    return guide


def _reviews(table: Table) -> ReviewPolicy:
    reviews = ReviewPolicy(
        timeliness_date=table.choice("timeliness_date", TimelinessDate),
        deemed_agreed=table.flag("deemed_agreed"),
        soon=table.whole("soon"),
        late_approved_by=_role(table, "late_approved_by", Permission.APPROVE_LATENESS),
        cancelled_by=_role(table, "cancelled_by", Permission.CANCEL_REVIEW),
    )
    table.finish()
    return reviews


def _role(table: Table, key: str, needed: Permission | None = None) -> str:
    code = table.text(key)
    fit = [each.code for each in ROLES.values() if needed is None or needed in each.permissions]
    if code not in fit:
        what = "is not a role" if code not in ROLES else "is not a role that may do this"
        raise table.refuse(key, f"{code!r} {what}. Use one of: {', '.join(fit)}.")
    return code


def _scheduling(table: Table) -> SchedulingPolicy:
    _role(table, "late_told_to")
    return read_scheduling(table)


def _stages(table: Table) -> tuple[Stage, ...]:
    stages = tuple(map(_stage, table.tables("stages")))
    total, most = sum(stage.working_days for stage in stages), CLOCKS["dispute.formal"].limit
    if total > most:
        raise table.refuse("stages", f"take {total} working days together. All formal stages must take {most} at most.")
    return stages


def _stage(table: Table) -> Stage:
    stage = Stage(
        name=table.text("name"),
        answered_by=_role(table, "answered_by"),
        title=table.text("title"),
        working_days=table.whole("working_days", at_least=1),
        taken_by=_role(table, "taken_by", Permission.RAISE_DISPUTE) if "taken_by" in table.values else Stage.taken_by,
    )
    table.finish()
    return stage


def _clocks(table: Table) -> dict[str, Clock]:
    return {id: _clock(table, id) for id in table.names()}


def _clock(table: Table, id: str) -> Clock:
    setting = table.table(id)
    limit, unit = setting.whole("limit", at_least=1), setting.choice("unit", Unit)
    setting.finish()
    try:
        return with_limit(id, limit, unit)
    except UnableToRunClock as refusal:
        raise table.refuse(id, str(refusal)) from None


def _population(table: Table) -> dict[int, int]:
    return {_year(table, year): table.whole(year, at_least=1) for year in table.names()}


def _year(table: Table, year: str) -> int:
    if not (year.isdecimal() and len(year) == 4):
        raise table.refuse(year, "is not a year. Give the year of the estimate, as in 2017.")
    return int(year)
