"""What reviews found: plans for permanence, checks up to date and on file, what children were told."""

from openiro.measures.catalogue import keys
from openiro.measures.measure import Measure

_REGULATIONS = "Care Planning, Placement and Case Review (England) Regulations 2010"
_EDUCATION = "Statutory guidance on promoting the education of looked-after children"
_HEALTH = "Statutory guidance on promoting the health and well-being of looked-after children"
_SCHEDULE = "reg 36 and Schedule 7"

# Of each check the words of its titles, and the source.
_CHECKS: dict[str, tuple[str, str]] = {
    "health": ("health assessment", f"{_REGULATIONS}, reg 7"),
    "pep": ("education plan (PEP)", _EDUCATION),
    "visits": ("visits of the social worker", f"{_REGULATIONS}, reg 28"),
    "care_plan": ("care plan", f"{_REGULATIONS}, regs 4 to 6 and {_SCHEDULE}"),
    "pathway_plan": ("pathway plan", f"{_REGULATIONS}, regs 42 and 43"),
    "sdq": ("SDQ", _HEALTH),
    "dental": ("dental check", _HEALTH),
    "immunisations": ("immunisations", _HEALTH),
}
_UNANSWERED = "Reviews at which it does not apply are left out; those without an answer are unknown."


def _up_to_date(name: str) -> Measure:
    words, source = _CHECKS[name]
    return Measure(
        id=f"checks.{name}",
        title=f"Reviews with {words} up to date",
        unit="percent",
        definition=(
            f"Reviews held in the period that found {words} up to date, of those held where the check applies and "
            f"was answered, whether the document is on file or not. {_UNANSWERED}"
        ),
        source=source,
        facts="checked",
        numerator=f"{name}_yes",
        denominator=f"{name}_known",
        unknown=f"{name}_open",
        needs=frozenset({"checks"}),
        shows={"answer": f"{name}_answer", "on_file": f"{name}_on_file"},
    )


def _on_file(name: str) -> Measure:
    words, source = _CHECKS[name]
    return Measure(
        id=f"checks.{name}_on_file",
        title=f"Reviews with {words} on the child's file",
        unit="percent",
        definition=(
            f"Reviews held in the period that found {words} on the child's file, of those held where the check "
            f"applies and this was answered, whether up to date or not. {_UNANSWERED}"
        ),
        source=source,
        facts="checked",
        numerator=f"{name}_file_yes",
        denominator=f"{name}_file_known",
        unknown=f"{name}_file_open",
        needs=frozenset({"checks"}),
        shows={"answer": f"{name}_answer", "on_file": f"{name}_on_file"},
    )


MEASURES: tuple[Measure, ...] = (
    Measure(
        id="permanence.by_second_review",
        title="Second reviews with a permanence plan",
        unit="percent",
        definition=(
            "Second reviews of a care period held in the period with a permanence plan in place on the day (begun "
            "and agreed by then, and not ended before), of all second reviews held. Reviews that may be the second, in "
            "a care period whose start the records do not cover, are unknown."
        ),
        source="IRO Handbook: a plan for permanence by the second review",
        facts="second_reviews",
        numerator="planned",
        denominator="second",
        unknown="place_unknown",
        needs=frozenset({"permanence"}),
    ),
    *(measure for name in _CHECKS for measure in (_up_to_date(name), _on_file(name))),
    Measure(
        id="reviews.other_checks",
        title="Reviews that found other things in order",
        unit="percent",
        definition=(
            "Reviews held in the period that answered yes to a check of the council's own list which no other measure "
            "tells, of those answered yes or no, by check. " + _UNANSWERED
        ),
        source="The council's list of checks; IRO Handbook, the review",
        facts="other_checks",
        numerator="in_order",
        denominator="known",
        unknown="open",
        keys=(keys.CHECK,),
        needs=frozenset({"checks"}),
    ),
    Measure(
        id="entitlements.informed",
        title="Children told of their entitlements",
        unit="percent",
        definition=(
            "Children told of each entitlement by the last day of the period, of the children looked after that day "
            "who are of an age for it by the council's policy; those of unknown age are unknown."
        ),
        source="IRO Handbook; All-Party Parliamentary Group for Looked After Children, entitlements inquiry (2013)",
        facts="entitled",
        numerator="informed",
        denominator="of_age",
        unknown="no_age",
        keys=(keys.ENTITLEMENT,),
        needs=frozenset({"entitlements"}),
    ),
)
