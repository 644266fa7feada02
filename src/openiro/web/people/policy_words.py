"""A policy in words and tables, and the roles with what they allow."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from itertools import groupby

from openiro.domain.clocks import CLOCKS, Clock, Confidence
from openiro.domain.codes import meaning_of
from openiro.domain.comparing import PERCENT, Better, Target
from openiro.domain.oversight_policy import BetweenReviews, Oversight
from openiro.domain.permissions import Permission
from openiro.domain.policy import Policy
from openiro.domain.report_policy import KINDS, ReportKind
from openiro.domain.review_sequence import TimelinessDate
from openiro.domain.roles import ROLES, role
from openiro.domain.scheduling_policy import AuthorityReviews
from openiro.domain.supervision_policy import SupervisionPolicy
from openiro.domain.words import sentence
from openiro.measures.catalogue import catalogue
from openiro.measures.measure import Measure
from openiro.web.people.steps import Fact
from openiro.web.shell.tables import Cell, Column, Table

WORDS = {
    "service": "The service",
    "child": "A child",
    "children": "Children",
    "review": "A review",
    "reviews": "Reviews",
    "iro": "A reviewing officer",
    "iros": "Reviewing officers",
    "conference_chair": "Who chairs conferences",
    "dispute": "A formal challenge",
    "concern": "An informal one",
    "panel": "The councillors' panel",
    "children_in_care_council": "The children's own council",
}
CLOCK_AREAS = {
    "service": "When a child becomes looked after",
    "iro": "When a child becomes looked after",
    "plan": "When a child becomes looked after",
    "review": "Reviews",
    "short_breaks": "Reviews of short breaks",
    "authority": "Adoption",
    "adoption": "Adoption",
    "before": "Before a review",
    "after": "After a review",
    "dispute": "Challenge",
    "conference": "Child protection conferences",
    "health": "Health",
    "visit": "Visits",
    "missing": "Other clocks",
    "pathway": "Other clocks",
    "carer": "Other clocks",
    "record": "Other clocks",
}
OWN_DECISION = "Whoever raised it decides"
PERMISSION_AREAS = {
    "children": "Children",
    "allocation": "Allocation",
    "arrivals": "Coming into care",
    "reviews": "Reviews",
    "meetings": "Meetings",
    "voice": "Views",
    "escalations": "Challenge",
    "supervision": "Supervision",
    "ingest": "Data",
    "measures": "Measures",
    "reports": "Reports",
    "people": "People",
    "policy": "Policy",
    "core": "The service",
}


def names(policy: Policy) -> list[Fact]:
    """What the council calls things."""
    return [(WORDS[field.name], getattr(policy.words, field.name)) for field in fields(policy.words)]


def settled(policy: Policy) -> list[Fact]:
    """What law and guidance leave to the council, and how it has settled that."""
    reviews, oversight, caseload = policy.reviews, policy.oversight, policy.caseload
    guide, scheduling = caseload.iro, policy.scheduling
    return [
        ("Whether a review of several meetings is in time goes by", _COUNTED_BY[reviews.timeliness_date]),
        ("A deadline is soon", f"from {reviews.soon} working days before it"),
        ("A late review is approved by", role(reviews.late_approved_by).name),
        ("A late review that was approved is told to", role(scheduling.late_told_to).name),
        ("A review is cancelled by", role(reviews.cancelled_by).name),
        ("A review is booked", f"{scheduling.weeks_to_book} weeks before its last legal day"),
        ("A review that was asked for early is held", f"within {scheduling.early_within} working days"),
        ("Kept free between two reviews at different places", f"{scheduling.travel_minutes} minutes"),
        ("Reviews under a placement order, before the child is placed", _AUTHORITY[scheduling.authority_reviews]),
        ("Decisions that nobody answers in time", "count as agreed" if reviews.deemed_agreed else "stay unanswered"),
        ("Decisions are answered by", role(policy.decisions.answered_by).name),
        ("A decision stands out", f"from {policy.decisions.stands_out_after} reviews on"),
        ("An objection is settled informally", f"within {policy.decisions.settle_within} working days"),
        *_between_reviews(oversight),
        *_supervision(policy.supervision),
        ("Action plans", "; ".join(policy.plans.kinds.values())),
        ("The lead of an action is reminded", _or_none(policy.plans.remind_before, "{} days before it is due", "not")),
        ("Caseload guide", f"{guide.low} to {guide.high} children for one full-time officer"),
        ("A child with two roles", "counts once" if caseload.by_child else "counts in each"),
        ("Small numbers in what is published", _or_none(policy.report.hide_up_to, "1 to {} are hidden", "not hidden")),
        ("Other counts in what is published", _or_none(policy.report.round_to, "rounded to {}", "not rounded")),
        ("Young people agree to it before it is published", _kinds_in_words(policy.report.young_people_agree)),
        ("Boards that are given a paper", "; ".join(each.name for each in policy.report.boards) or "none"),
    ]


def _kinds_in_words(kinds: Collection[ReportKind]) -> str:
    return "; ".join(each.name for kind, each in KINDS.items() if kind in kinds) or "no paper"


def _between_reviews(oversight: Oversight) -> list[Fact]:
    """What is asked between two reviews."""
    months = "; ".join(f"{level}, {number}" for level, number in oversight.months_by_level.items())
    by_need = oversight.between_reviews is BetweenReviews.BY_NEED
    looks = f"{_LOOKS[oversight.between_reviews]}{f'; months from one look to the next: {months}' if by_need else ''}"
    update = f"at the midpoint, within {oversight.update_days} working days"
    return [
        ("The officer looks at the plan", looks),
        ("Checks in depth", _or_none(oversight.in_depth_each_year, "{} a year for each child")),
        ("The officer sees the child", _or_none(oversight.seen_within_months, "at least every {} months")),
        ("The social worker is asked for an update", update if oversight.asks_for_update else "not by the service"),
    ]


def _or_none(number: int, words: str, otherwise: str = "no number is set") -> str:
    return words.format(number) if number else otherwise


_COUNTED_BY = {
    TimelinessDate.FIRST_MEETING: "the first meeting of the review",
    TimelinessDate.COMPLETION: "the day on which the review was completed",
}
_AUTHORITY = {
    AuthorityReviews.BESIDE: "beside the ordinary ones; one meeting may serve both",
    AuthorityReviews.OFF: "are not counted",
}
_LOOKS = {
    BetweenReviews.MIDWAY: "midway between two reviews",
    BetweenReviews.BY_NEED: "when there is need",
    BetweenReviews.REGULARLY: "at regular times",
}


def clock_tables(policy: Policy) -> list[Table]:
    """Every clock, by what it belongs to, with its rule and source; the council's own limits stand out."""
    clocks = [policy.clock(id) for id in CLOCKS]
    by_area: dict[str, list[Clock]] = {}
    for clock in clocks:
        by_area.setdefault(CLOCK_AREAS.get(clock.id.partition(".")[0], "Other clocks"), []).append(clock)
    return [_clock_table(area, of_area, policy) for area, of_area in by_area.items()]


def _clock_table(area: str, clocks: Iterable[Clock], policy: Policy) -> Table:
    return Table(
        caption=area,
        columns=(Column("What"), Column("Limit"), Column("Counted from"), Column("Rule")),
        rows=[
            [Cell(clock.title, hint=clock.note), _limit(clock, policy), sentence(clock.anchor), _source(clock)]
            for clock in clocks
        ],
    )  # fmt: skip


def _limit(clock: Clock, policy: Policy) -> Cell:
    """The limit; where the council has set its own, what guidance would say stands under it."""
    if clock.id not in policy.local_clocks:
        return Cell(clock.limit_in_words, hint="The council may set another" if clock.local else "")
    return Cell(clock.limit_in_words, hint=f"The council's own; otherwise {CLOCKS[clock.id].limit_in_words}")


def _source(clock: Clock) -> Cell:
    doubt = {Confidence.FROM_MEMORY: "To be checked against the text", Confidence.INFERRED: "Inferred"}
    return Cell(f"{clock.source} (rule {clock.statute_rule})", hint=doubt.get(clock.confidence, ""))


def _supervision(settled: SupervisionPolicy) -> list[Fact]:
    """How officers are supported."""
    sessions = "; ".join(
        f"{meaning_of('SESSION_AUDIENCE', audience).lower()}, {number}"
        for audience, number in settled.sessions_each_year.items()
    )
    return [
        ("Supervision of each officer", f"every {_months(settled.months_between)}"),
        ("Appraisal", f"every {_months(settled.appraisal_months)}"),
        ("Learning of each officer", _or_none(settled.learning_each_year, "{} pieces a year")),
        ("Training sessions that officers give a year", sessions or "no target"),
        ("A full-time week", f"{settled.full_time_hours} hours, of which duties are a share"),
    ]


def _months(number: int) -> str:
    return "month" if number == 1 else f"{number} months"


def ladder(policy: Policy) -> Table:
    """How a challenge goes on: what is said without formality, the formal stages in order, and all of them together."""
    own, total = policy.challenge, CLOCKS["dispute.formal"]
    rows: list[list[Cell | str]] = [
        [
            sentence(policy.words.concern),
            "Whoever it is put to",
            str(own.concern_answered_within),
            "It becomes formal" if own.concern_becomes_formal else OWN_DECISION,
        ]
    ]
    rows += [
        [
            stage.name,
            Cell(sentence(stage.title), hint=role(stage.answered_by).name),
            str(stage.working_days),
            "It goes on by itself" if own.escalates_unanswered else OWN_DECISION,
        ]
        for stage in policy.stages
    ]
    rows.append([Cell("All formal stages", hint=total.source), "", str(total.limit), "It is overdue"])
    numbered = Column("Working days", numeric=True)
    columns = (Column("Step"), Column("Who answers"), numbered, Column("When nobody answers"))
    return Table("Steps of a challenge", columns, rows)


def targets(policy: Policy) -> Table:
    """The council's targets by measure."""
    measures = {measure.id: measure for measure in catalogue()}
    return Table(
        caption="Targets",
        columns=(Column("Measure"), Column("Target", numeric=True)),
        rows=[_target(target, measures.get(name)) for name, target in sorted(policy.targets.items())],
        empty="The council has set no targets.",
    )


def _target(target: Target, measure: Measure | None) -> list[Cell | str]:
    unit = "%" if measure is None or measure.unit == PERCENT else ""
    hint = "; ".join(filter(None, (target.days_in_words, target.source)))
    low = " or less" if target.better is Better.LOW else ""
    return [Cell(measure.title if measure else target.measure, hint=hint), f"{target.value:g}{unit}{low}"]


def roles_table() -> Table:
    """Each role, what it is for, and whose records it sees."""
    return Table(
        caption="Roles",
        columns=(Column("Role"), Column("What for"), Column("Sees"), Column("Names and free text")),
        rows=[
            [each.name, each.description, sentence(each.scope.value), _reads(each.sees_names, each.sees_free_text)]
            for each in ROLES.values()
        ],
    )


def permission_tables() -> list[tuple[str, list[Fact]]]:
    """What may be done, by area, each with the roles that may."""
    return [
        (PERMISSION_AREAS.get(area, area), [(sentence(each.in_words), _holders(each)) for each in permissions])
        for area, permissions in groupby(Permission, key=lambda permission: permission.area)
    ]


def _holders(permission: Permission) -> str:
    holders = [each.name for each in ROLES.values() if permission in each.permissions]
    return ", ".join(holders) or "Nobody yet"


def _reads(sees_names: bool, sees_free_text: bool) -> str:
    return {
        (True, True): "Names and free text",
        (True, False): "Names, no free text",
        (False, True): "Numbers, free text",
        (False, False): "Numbers, no free text",
    }[sees_names, sees_free_text]
