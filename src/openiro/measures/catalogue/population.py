"""Who is looked after at the last day of the period, or at each month end."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from openiro.domain.shares import ratio
from openiro.measures.catalogue import keys
from openiro.measures.measure import Key, Measure, Part

if TYPE_CHECKING:
    from openiro.measures.facts import Facts

_SOURCE = "Children Act 1989, section 22(1); SSDA903 return"
_LOOKED_AFTER = (
    "Looked after: in a care period that has begun and not ended at the end of the day, under a legal status other "
    "than V3 and V4."
)


def _share(measure_id: str, words: str, *by: Key) -> Measure:
    return Measure(
        id=f"population.{measure_id}",
        title=f"Children looked after, by {words}",
        unit="percent",
        definition=f"Children looked after at the last day by {words}, of all looked after that day. {_LOOKED_AFTER}",
        source=_SOURCE,
        facts="children",
        numerator="looked_after",
        denominator="looked_after",
        keys=by,
        whole=True,
    )


def _rate(facts: "Facts") -> Iterator[Part]:
    year = max((year for year in facts.population if year <= facts.period.to_on.year), default=None)
    if year is None:
        return
    count = int(facts.told("children", "looked_after")["looked_after"].sum())
    estimate = facts.population[year]
    yield Part({}, count, estimate, ratio(count, estimate, 10_000))


def _of_all(measure_id: str, title: str, definition: str, column: str, source: str = _SOURCE) -> Measure:
    return Measure(
        id=f"population.{measure_id}",
        title=title,
        unit="percent",
        definition=f"{definition}, of all children looked after at the last day. {_LOOKED_AFTER}",
        source=source,
        facts="children",
        numerator=column,
        denominator="looked_after",
    )


MEASURES: tuple[Measure, ...] = (
    Measure(
        id="population.looked_after",
        title="Children looked after",
        unit="children",
        definition=f"Children looked after at the last day of the period. {_LOOKED_AFTER}",
        source=_SOURCE,
        facts="children",
        numerator="looked_after",
    ),
    _share("by_age", "age", keys.AGE),
    _share("by_sex", "sex", keys.SEX),
    _share("by_age_and_sex", "age and sex", keys.AGE, keys.SEX),
    _share("by_ethnic_group", "ethnic group", keys.ETHNIC_GROUP),
    _share("by_ethnicity", "ethnicity", keys.ETHNICITY),
    _share("by_legal_status", "legal status", keys.LEGAL_STATUS),
    _share("by_placement", "type of placement, temporary ones included", keys.PLACEMENT),
    _share("by_provider", "provider of the placement", keys.PROVIDER),
    _share("by_need", "category of need", keys.NEED),
    _share(
        "by_need_and_provider", "category of need and provider of the placement, as demand", keys.NEED, keys.PROVIDER
    ),
    Measure(
        id="population.rate_per_10000",
        title="Children looked after for each 10,000 under 18",
        unit="per 10,000",
        definition=(
            "Children looked after at the last day × 10,000 / people under 18 by the latest stored estimate of that "
            "calendar year or an earlier one; where the file of the Office for National Statistics is loaded, by its "
            f"estimate of the 30 June before, as the Department for Education counts. {_LOOKED_AFTER}"
        ),
        source="Children Act 1989, section 22(1); Office for National Statistics mid-year estimates",
        facts="children",
        numerator="looked_after",
        parts=_rate,
    ),
    Measure(
        id="population.monthly",
        title="Children looked after at each month end",
        unit="children",
        definition=f"Children looked after at each month end that lies in the period. {_LOOKED_AFTER}",
        source=_SOURCE,
        facts="month_ends",
        numerator="looked_after",
        keys=(keys.MONTH_END,),
    ),
    _of_all(
        "uasc",
        "Unaccompanied asylum-seeking children",
        "Children looked after at the last day who are in the UASC file of any year loaded, with DUC blank or later",
        "uasc",
    ),
    _of_all(
        "disabled",
        "Disabled children looked after",
        "Children looked after at the last day recorded as disabled; where it is not recorded whether they are (a "
        "return does not say), those whose category of need is the child's disability (N2)",
        "disabled_children",
        "Equality Act 2010, section 6; SSDA903 category of need",
    ),
    _of_all(
        "formal_order",
        "Children looked after under a court order",
        "Children looked after at the last day under an order of a court (C1, C2, D1, E1, J1, J3, L2, L3)",
        "formal_order",
        "Children Act 1989, parts IV and V; Adoption and Children Act 2002, section 21",
    ),
    Measure(
        id="population.short_breaks",
        title="Children in a series of short breaks",
        unit="children",
        definition="Children in a care period at the last day under V3 or V4. They are in no other count.",
        source="Care Planning, Placement and Case Review (England) Regulations 2010, reg 48",
        facts="children",
        numerator="short_break",
    ),
)
