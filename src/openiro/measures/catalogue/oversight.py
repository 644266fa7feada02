"""What IROs did for children between reviews."""

from openiro.measures.measure import Measure

_NEEDS = frozenset({"oversight"})


def _oversight(
    measure_id: str, title: str, definition: str, source: str, facts: str, marks: tuple[str, str]
) -> Measure:
    return Measure(
        id=f"oversight.{measure_id}",
        title=title,
        unit="percent",
        definition=definition,
        source=source,
        facts=facts,
        numerator=marks[0],
        denominator=marks[1],
        needs=_NEEDS,
    )


MEASURES: tuple[Measure, ...] = (
    _oversight(
        "midway",
        "Children who had the check between reviews",
        "Children looked after at the last day for whom a check of the plan between reviews, in the rhythm of the "
        "council's policy (midway unless it says otherwise), fell due in the period, and who had every such check, "
        "of all for whom one fell due. One done late, before the next review, is done.",
        "IRO Handbook, chapter 3 (monitoring between reviews)",
        "checks_between",
        ("had", "due"),
    ),
    _oversight(
        "in_depth",
        "Children examined in depth 4 times a year",
        "Children looked after on every day of the 12 months up to the last day, none under V3 or V4, whose case was "
        "examined in depth 4 times or more in these months, of all such children.",
        "Buckinghamshire, annual report 2016/17: each case in depth at least four times a year",
        "examined",
        ("often", "each"),
    ),
    _oversight(
        "visited",
        "Children seen by their IRO in the last 6 months",
        "Children looked after at the last day whom the IRO saw in the 6 months up to it, on a visit or before a "
        "review, of all looked after.",
        "IRO Handbook, chapter 3 (the IRO meets the child)",
        "seen_lately",
        ("seen", "each"),
    ),
)
