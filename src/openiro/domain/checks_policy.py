"""What a review checks in the council, by which rule each thing is up to date, and what a child is told of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.clocks import CLOCKS, Confidence
from openiro.domain.policy_reader import Table
from openiro.domain.roles import ROLES

OLDEST = 17


class CheckGroup(StrEnum):
    """The headings under which checks stand together."""

    PLANS = "plans"
    HEALTH = "health"
    EDUCATION = "education"
    SAFETY = "safety"
    RIGHTS = "rights"


class CheckRule(StrEnum):
    """How it follows from days whether a thing is up to date.

    `interval`: a first clock, then so many months by age. `term`: a first clock, then each school term. `visits`:
    those of the social worker. `placement`: with each new placement. `review`: after each review. `permanence`: by the
    second review. `each review`: no day says so; the review asks.
    """

    INTERVAL = "interval"
    TERM = "term"
    VISITS = "visits"
    PLACEMENT = "placement"
    REVIEW = "review"
    PERMANENCE = "permanence"
    EACH_REVIEW = "each review"


class OnlyIf(StrEnum):
    """Of which children alone a check is asked."""

    NOT_SHORT_BREAKS = "not short breaks"
    ELIGIBLE = "eligible for leaving care"
    UNACCOMPANIED = "unaccompanied"
    FOSTERED = "fostered"
    WITH_PARENTS = "with parents under a care order"


@dataclass(frozen=True)
class Every:
    """At least every `months` months, for a child who was younger than `below` years when it was last done."""

    below: int
    months: int


@dataclass(frozen=True)
class Check:
    """One thing that a review checks.

    It is asked of children from `from_age` to `to_age` years, both included, looked after for `after_months` at least.
    `first` is the clock by which it is done the first time. `needed`: a review is finished only when it is answered.
    `has_file`: whether it is on the child's file is a fact of its own. `kept_by` is the role that keeps it, if any.
    `evidence`: ids of other checks that are shown beside it, with the day and the score.
    """

    id: str
    group: CheckGroup
    title: str
    question: str
    rule: CheckRule
    from_age: int
    to_age: int
    after_months: int
    only_if: frozenset[OnlyIf]
    first: str
    every: tuple[Every, ...]
    needed: bool
    has_file: bool
    kept_by: str
    evidence: tuple[str, ...]
    source: str
    confidence: Confidence


@dataclass(frozen=True)
class Entitlement:
    """What a child is told of, or is given in the welcome pack (`in_pack`), from `from_age` to `to_age` years."""

    id: str
    title: str
    in_pack: bool
    from_age: int
    to_age: int


@dataclass(frozen=True)
class ChecksPolicy:
    """What a review checks, by id, in the order of the page, and what children are told of.

    `tell_from_age`: the age in years from which a child is told of entitlements. `term_starts`: month and day of the
    first day of each school term. `connected_weeks`: for so many weeks a placement with a relative or friend counts
    as temporarily approved (reg 24). `long_term_visit_months`: between visits in a long-term foster placement of a
    year or more (reg 28(3A)).
    """

    tell_from_age: int
    term_starts: tuple[tuple[int, int], ...]
    connected_weeks: int
    long_term_visit_months: int
    checks: Mapping[str, Check]
    entitlements: Mapping[str, Entitlement]

    @property
    def ages_of_entitlements(self) -> dict[str, tuple[int, int]]:
        """Of each entitlement the first and the last age in years at which a child is told, both included."""
        return {id: (each.from_age, each.to_age) for id, each in self.entitlements.items()}


def read_checks(table: Table) -> ChecksPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    youngest = table.whole("tell_from_age")
    listed = table.table("list")
    told, pack = table.table("entitlements"), table.table("pack")
    checks = {id: _check(id, listed.table(id)) for id in listed.names() if _is_asked(listed.table(id))}
    for check in checks.values():
        if unknown := [id for id in check.evidence if id not in checks]:
            raise listed.table(check.id).refuse("evidence", f"{unknown[0]!r} is not a check. Use: {', '.join(checks)}.")
    settings = ChecksPolicy(
        tell_from_age=youngest,
        term_starts=tuple(sorted(_month_and_day(table, text) for text in table.texts("term_starts"))),
        connected_weeks=table.whole("connected_weeks"),
        long_term_visit_months=table.whole("long_term_visit_months", at_least=1),
        checks=checks,
        entitlements={id: _entitlement(id, told.table(id), youngest, in_pack=False) for id in told.names()}
        | {id: _entitlement(id, pack.table(id), youngest, in_pack=True) for id in pack.names()},
    )
    if not settings.term_starts:
        raise table.refuse("term_starts", "is empty. Give the first day of each school term, as in '09-01'.")
    table.finish()
    return settings


def _is_asked(table: Table) -> bool:
    """A council drops a check with `asked = false`."""
    return table.flag("asked") if "asked" in table.values else True


def _check(id: str, table: Table) -> Check:
    table.asked.add("asked")
    check = Check(
        id=id,
        group=table.choice("group", CheckGroup),
        title=table.text("title"),
        question=table.text("question"),
        rule=table.choice("rule", CheckRule),
        from_age=_whole(table, "from_age", 0),
        to_age=_whole(table, "to_age", OLDEST),
        after_months=_whole(table, "after_months", 0),
        only_if=_only_if(table),
        first=_first(table),
        every=tuple(_every(each) for each in table.tables("every")) if "every" in table.values else (),
        needed=_flag(table, "needed"),
        has_file=_flag(table, "has_file"),
        kept_by=_kept_by(table),
        evidence=table.texts("evidence") if "evidence" in table.values else (),
        source=table.text("source"),
        confidence=table.choice("confidence", Confidence),
    )
    table.finish()
    _check_sense(check, table)
    return check


def _check_sense(check: Check, table: Table) -> None:
    if check.from_age > check.to_age:
        raise table.refuse("from_age", f"{check.from_age} is more than to_age ({check.to_age}). Give the lower age.")
    if check.rule is CheckRule.INTERVAL and (not check.every or check.every[-1].below <= check.to_age):
        raise table.refuse("every", f"say for every age up to {check.to_age} how many months lie between two times.")
    if check.rule in (CheckRule.TERM, CheckRule.PLACEMENT, CheckRule.REVIEW) and not check.first:
        raise table.refuse("first", f"is missing. Give one of: {', '.join(CLOCKS)}.")


def _every(table: Table) -> Every:
    every = Every(table.whole("below", at_least=1), table.whole("months", at_least=1))
    table.finish()
    return every


def _entitlement(id: str, table: Table, youngest: int, *, in_pack: bool) -> Entitlement:
    found = Entitlement(
        id=id,
        title=table.text("title"),
        in_pack=in_pack,
        from_age=_whole(table, "from_age", youngest),
        to_age=_whole(table, "to_age", OLDEST),
    )
    table.finish()
    return found


def _first(table: Table) -> str:
    clock = table.text("first") if "first" in table.values else ""
    if clock and clock not in CLOCKS:
        raise table.refuse("first", f"There is no clock {clock!r}. The clocks are: {', '.join(CLOCKS)}.")
    return clock


def _kept_by(table: Table) -> str:
    code = table.text("kept_by") if "kept_by" in table.values else ""
    if code and code not in ROLES:
        raise table.refuse("kept_by", f"{code!r} is not a role. Use one of: {', '.join(ROLES)}.")
    return code


def _only_if(table: Table) -> frozenset[OnlyIf]:
    asked = table.texts("only_if") if "only_if" in table.values else ()
    known = {each.value: each for each in OnlyIf}
    for text in asked:
        if text not in known:
            raise table.refuse("only_if", f"{text!r} is not known. Use any of: {', '.join(known)}.")
    return frozenset(known[text] for text in asked)


def _month_and_day(table: Table, text: str) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"2001-{text}")
    except ValueError:
        raise table.refuse("term_starts", f"{text!r} is not a day. Give month and day, as in '09-01'.") from None
    return (day.month, day.day)


def _whole(table: Table, key: str, default: int) -> int:
    return table.whole(key) if key in table.values else default


def _flag(table: Table, key: str) -> bool:
    return table.flag(key) if key in table.values else False
