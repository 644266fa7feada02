"""What brings a review forward: each trigger as data, whom it concerns, and by when the review is to be held.

Source: Care Planning, Placement and Case Review (England) Regulations 2010 (CPPCR), regs 10, 14, 17, 30, 32 and 33(3);
Children Act 1989, s22D; and procedures that councils share.
"""

from dataclasses import dataclass
from datetime import date

from openiro.domain.clock_table import SOURCES
from openiro.domain.clocks import Confidence
from openiro.domain.codes_of_reviews import REVIEW_CODE_SETS
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar

# Children Act 1989, s105(1): in care is a child with a care order, interim orders included.
IN_CARE = frozenset({"C1", "C2"})
# Children Act 1989, s21(2)(b) and (c): police protection, detention after arrest, remand.
POLICE_OR_REMAND = frozenset({"L1", "J1", "J2"})
# Placements that are no regulated ones (H5 semi-independent, P2 independent living).
NOT_REGULATED = frozenset({"H5", "P2"})
KEY_STAGE_4 = range(14, 17)

# code | the review is held before it is done (before) or within a time of it (after) | rule | source | confidence |
# whom it concerns
TABLE = """
iro_asks | after | 1.20 | CPPCR, reg 33(3)(a) | V |
child_asks | after | 1.29 | Procedures that councils share | S |
placement_unsafe | after | 1.21 | CPPCR, regs 30 and 33(3)(b) | V |
police_or_remand | before | 1.22 | CPPCR, reg 33(3)(c) | V | police_or_remand
custody | before | 1.23 | CPPCR, reg 33(3)(d) | V | in_care
accommodation_to_end | before | 1.24 | CPPCR, reg 33(3)(e) | V | not_in_care
placement_to_end | before | 1.25 | CPPCR, reg 14 | V |
placement_ended_in_emergency | after | 1.26 | CPPCR, reg 14 | V |
other_arrangements | before | 1.27 | Children Act 1989, s22D | M | regulated
with_parent | before | 1.28 | CPPCR, reg 17(d) | V | in_care
plan_change | before | 1.01 | CPPCR, reg 32(2) | V |
placement_at_risk | after | 1.29 | Procedures that councils share | S |
welfare_concern | after | 1.29 | Procedures that councils share | S |
school_change | before | 2.25 | CPPCR, reg 10 | V | key_stage_4
proceedings | after | 1.29 | Buckinghamshire, annual report 2016/17 | S |
missing | after | 1.29 | Procedures that councils share | S |
leaving_care | before | 1.29 | Procedures that councils share | S |
"""

CONCERNS = {
    "": "",
    "police_or_remand": "children in police or remand accommodation",
    "in_care": "children under a care order",
    "not_in_care": "children who are looked after without a care order",
    "regulated": "children in a foster home, children's home or other regulated placement",
    "key_stage_4": "children in key stage 4, aged 14 to 16",
}


class UnableToAskForEarlyReview(Refusal):
    """What was given does not bring this child's review forward."""


@dataclass(frozen=True)
class Trigger:
    """One thing that brings a review forward.

    `is_before`: the review is held before the thing is done, on its day at the latest; else within a time of it that
    the council sets. `concerns`: a key of CONCERNS, empty for every child. `statute_rule` as in the table of rules.
    """

    code: str
    meaning: str
    is_before: bool
    statute_rule: str
    source: str
    confidence: Confidence
    concerns: str

    @property
    def in_words(self) -> str:
        """By when the review is held, as people say it."""
        return "before it is done" if self.is_before else "as soon as it can be"


@dataclass(frozen=True)
class Standing:
    """What of a child a trigger asks: legal status (LS) and placement (PLACE) of the day, empty where not known, age.

    `nobody_takes_over`: the child will not then be accommodated by a parent or somebody with parental responsibility;
    None where nobody said.
    """

    legal_status: str
    placement: str
    age: int
    nobody_takes_over: bool | None = None


_MEANINGS = {each.code: each.meaning for each in REVIEW_CODE_SETS["EARLY_REVIEW_TRIGGER"]}


def _trigger(row: str) -> Trigger:
    code, when, rule, source, confidence, concerns = (cell.strip() for cell in row.split("|"))
    full = source.replace("CPPCR", SOURCES["CPPCR"])
    return Trigger(code, _MEANINGS[code], when == "before", rule, full, Confidence(confidence), concerns)


TRIGGERS: dict[str, Trigger] = {each.code: each for each in map(_trigger, TABLE.strip().splitlines())}


def trigger(code: str) -> Trigger:
    """The trigger of that code. Raises `UnableToAskForEarlyReview` where there is none."""
    try:
        return TRIGGERS[code]
    except KeyError:
        raise UnableToAskForEarlyReview("Choose what brings the review forward from the list.") from None


def check_applies(found: Trigger, standing: Standing) -> None:
    """Raises `UnableToAskForEarlyReview` where the trigger does not concern the child.

    Accommodation that is to end needs both limbs of reg 33(3)(e): the child is not in care, and will not then be
    accommodated by a parent or somebody with parental responsibility.
    """
    if not concerns(found, standing):
        raise UnableToAskForEarlyReview(
            f"'{found.meaning}' concerns {CONCERNS[found.concerns]}, and this child is not one. Choose another reason."
        )
    if found.code == "accommodation_to_end" and not standing.nobody_takes_over:
        raise UnableToAskForEarlyReview(
            "Where a parent or somebody with parental responsibility takes over, the law does not bring the review "
            "forward. Choose 'Ceasing to look after the child is proposed' where it is to be considered all the same."
        )


def concerns(found: Trigger, standing: Standing) -> bool:
    """Whether a trigger concerns a child who stands so. What is not known of the child bars nothing."""
    status, place = standing.legal_status, standing.placement
    return {
        "": True,
        "police_or_remand": not status or status in POLICE_OR_REMAND,
        "in_care": not status or status in IN_CARE,
        "not_in_care": status not in IN_CARE,
        "regulated": place not in NOT_REGULATED,
        "key_stage_4": standing.age in KEY_STAGE_4,
    }[found.concerns]


def needed_by(found: Trigger, happened_on: date, within: int, calendar: WorkingCalendar) -> date:
    """The last day, inclusive, for the review: the day of the thing itself, or `within` working days after it.

    Raises `UnableToCountWorkingDays` beyond the years of `calendar`.
    """
    return happened_on if found.is_before else calendar.days_after(happened_on, within)
