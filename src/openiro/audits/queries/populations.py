"""What may be audited: the children or reviews that a rule finds, with those whose own work each is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from openiro.allocation.models import Allocation, Involvement
from openiro.allocation.queries import officers_of, runs_on
from openiro.audits.models import Audit
from openiro.children.models import CURRENT, CarePeriod, Child, PermanencePlan
from openiro.children.queries import episodes_of, timeline_of
from openiro.domain.audit_samples import Case, UnableToDrawSample
from openiro.domain.audits_policy import AuditKind, Auditor, Subject
from openiro.domain.checks import SECOND_REVIEW
from openiro.people.models import Team, User
from openiro.people.queries import officers_on, policy_in_force, team_by_name, user_by_code
from openiro.reviews.models import Review
from openiro.reviews.queries import people_around, teams_of

YEAR = timedelta(days=365)
OBSERVED_WITHIN = timedelta(weeks=6)
RISKS = ("safeguarding", "missing")
MANAGER, IRO, CHAIR = "iro_manager", "iro", "conference_chair"
MOST_MOVES = 100


@dataclass(frozen=True)
class Rule:
    """A rule of AUDIT_RULE, and its value: team, officer's code, number of moves, or the children's numbers."""

    code: str = "all"
    value: str = ""


@dataclass(frozen=True)
class Candidate:
    """Something that may be audited: the case for the draw, and the child, review and officer that it is."""

    case: Case
    child: Child
    review: Review | None
    officer: User | None

    @classmethod
    def of(cls, child: Child) -> "Candidate":
        """The child alone, as an officer begins an audit in daily work."""
        return cls(Case(str(child.reference)), child, None, None)


def population(kind: AuditKind, rule: Rule, *, on: date) -> list[Candidate]:
    """What of this kind the rule finds on `on`; the references of children or, for reviews, of child and review.

    Children in care; reviews held in the last 12 months with a finished record; reviews planned in the next 6 weeks.
    Raises `UnableToDrawSample` for a rule or value that finds nothing.
    """
    children = _by_rule(rule, on)
    made = _of_children(children, kind, on) if kind.subject is Subject.CHILD else _of_reviews(children, kind, on)
    found = [each for each in made if rule.code != "officer" or _is_of(each, rule.value)]
    if not found:
        raise UnableToDrawSample("The rule finds nothing that could be audited. Choose another rule.")
    return found


def auditors_of(kind: AuditKind, *, on: date) -> list[str]:
    """The codes of those who audit this kind on `on`; managers audit the work of officers."""
    role = {Auditor.MANAGER: MANAGER, Auditor.CHAIR: CHAIR}.get(kind.auditor, IRO)
    return [each.code for each in officers_on(role, on=on)]


def auditor_role(kind: AuditKind) -> str:
    """The role whose allocation of the child matters to this kind."""
    return CHAIR if kind.auditor is Auditor.CHAIR else IRO


def team_names_of(children: Sequence[Child], *, on: date) -> dict[int, str]:
    """The name of the team that works with each child on `on`; two queries."""
    numbers = teams_of([each.pk for each in children], on=on)
    names = dict(Team.objects.filter(pk__in=set(numbers.values())).values_list("pk", "name"))
    return {child: names[team] for child, team in numbers.items()}


def _is_of(each: Candidate, code: str) -> bool:
    return code in (each.case.only_by, each.officer.code if each.officer else "") or code in each.case.not_by


def _by_rule(rule: Rule, on: date) -> QuerySet[Child]:
    in_care = CarePeriod.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), started_on__lte=on)
    children = Child.objects.filter(CURRENT)
    if rule.code == "named":
        return children.filter(code__in=[each.strip() for each in rule.value.replace("\n", ",").split(",")])
    children = children.filter(pk__in=in_care.values("child_id"))
    narrowed = {
        "all": lambda: children,
        "officer": lambda: children.filter(pk__in=_around(user_by_code(rule.value), on)),
        "team": lambda: children.filter(pk__in=_of_team(children, rule.value, on)),
        "moves": lambda: children.filter(pk__in=_moved(children, rule.value, on)),
        "no_permanence": lambda: _without_plan(children, on),
        "risk": lambda: children.filter(
            changes_notified__event__in=RISKS, changes_notified__happened_on__gt=on - YEAR
        ).distinct(),
    }.get(rule.code)
    if narrowed is None:
        raise UnableToDrawSample("Choose from the list how the sample is drawn.")
    return narrowed()


def _around(officer: User, on: date) -> Any:
    return Allocation.objects.filter(CURRENT, runs_on(on), officer=officer).values("child_id")


def _of_team(children: QuerySet[Child], name: str, on: date) -> list[int]:
    team = team_by_name(name).pk
    return [child for child, its in teams_of(children.values_list("pk", flat=True), on=on).items() if its == team]


def _moved(children: QuerySet[Child], value: str, on: date) -> list[int]:
    """Those with more placements begun inside the last 12 months, after their first, than the number says."""
    if not (value.isdecimal() and int(value) <= MOST_MOVES):
        raise UnableToDrawSample("Say how many placement moves, as in 3.")
    numbers = list(children.values_list("pk", flat=True))
    moved = []
    for child, episodes in episodes_of(numbers).items():
        begun = [each.started_on for each in timeline_of(episodes, on=on).placements]
        if sum(on - YEAR < day <= on for day in begun[1:]) > int(value):
            moved.append(child)
    return moved


def _without_plan(children: QuerySet[Child], on: date) -> QuerySet[Child]:
    agreed = PermanencePlan.objects.filter(CURRENT, from_on__lte=on, agreed_on__lte=on).exclude(ended_on__lte=on)
    lacking = children.filter(timetable__reviews_held__gte=SECOND_REVIEW)
    return lacking.exclude(pk__in=agreed.values("child_id")).exclude(timetable__rule__startswith="adoption.")


def _of_children(children: QuerySet[Child], kind: AuditKind, on: date) -> list[Candidate]:
    rows = list(children.order_by("pk"))
    officers = officers_of([each.pk for each in rows], on=on, role=auditor_role(kind))
    own = _own_work([each.pk for each in rows], on)
    made = []
    for child in rows:
        code = officers[child.pk].officer_code if child.pk in officers else ""
        if kind.auditor in (Auditor.OWN, Auditor.CHAIR):
            case = Case(str(child.reference), only_by=code)
            made += [Candidate(case, child, None, None)] if code else []
        else:
            made.append(Candidate(Case(str(child.reference), own[child.pk]), child, None, None))
    return made


def _of_reviews(children: QuerySet[Child], kind: AuditKind, on: date) -> list[Candidate]:
    rows = Review.objects.filter(CURRENT, child__in=children, chaired_by__isnull=False, cancelled_at__isnull=True)
    if kind.subject is Subject.RECORD:
        rows = rows.filter(record_finished_on__isnull=False, held_on__gt=on - YEAR, held_on__lte=on)
    else:
        rows = rows.filter(held_on__isnull=True, planned_on__gte=on, planned_on__lte=on + OBSERVED_WITHIN)
    found = list(rows.select_related("child", "chaired_by").order_by("pk"))
    own = _own_work({each.child_id for each in found}, on)
    return [
        Candidate(
            Case(f"{row.child.reference}/{row.pk}", own[row.child_id] | {row.chaired_by.code}),
            row.child,
            row,
            row.chaired_by,
        )
        for row in found
        if row.chaired_by is not None
    ]


def _own_work(child_ids: Iterable[int], on: date) -> Mapping[int, frozenset[str]]:
    """Those who were officer or worker of each child at some time in the last 12 months; two queries."""
    lately = Q(from_on__lte=on) & (Q(to_on__isnull=True) | Q(to_on__gt=on - YEAR))
    numbers, found = list(child_ids), defaultdict[int, frozenset[str]](frozenset)
    officers = Allocation.objects.filter(CURRENT, lately, child_id__in=numbers)
    workers = Involvement.objects.filter(CURRENT, lately, child_id__in=numbers)
    both = [*officers.values_list("child_id", "officer__code"), *workers.values_list("child_id", "worker__code")]
    for child, code in both:
        found[child] |= {code}
    return found


def owners_for(audit: Audit, *, on: date) -> list[tuple[str, str]]:
    """Who may be given a finding, code and name: those around the child, and whose work was audited; four queries."""
    around = people_around(audit.child, policy_in_force(on=on).decisions.answered_by, on=on).people
    people = [(each.code, each.name) for each in around]
    if audit.officer is not None and audit.officer.code not in dict(people):
        people.insert(0, (audit.officer.code, audit.officer.name))
    return people
