"""Child protection: conferences held and in time, children on a plan, and how plans began and ended."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from openiro.domain.shares import ratio
from openiro.measures.catalogue import keys
from openiro.measures.measure import Key, Measure, Part

if TYPE_CHECKING:
    from openiro.measures.facts import Facts

_SOURCE = "Working Together to Safeguard Children; Children Act 1989, section 47"
_ON_A_PLAN = "On a plan: begun by the last day and not ended by then; a child with two counts once, by the later."
_CONFERENCES, _PLANS = frozenset({"conferences"}), frozenset({"protection_plans"})


def _rate(facts: "Facts") -> Iterator[Part]:
    year = max((year for year in facts.population if year <= facts.period.to_on.year), default=None)
    if year is not None:
        count = facts.told("plans_open", "child").height
        yield Part({}, count, facts.population[year], ratio(count, facts.population[year], 10_000))


def _conferences(measure_id: str, title: str, definition: str, **more: object) -> Measure:
    given: dict[str, object] = {"unit": "percent", "facts": "conferences", "needs": _CONFERENCES, "source": _SOURCE}
    return Measure(id=f"conferences.{measure_id}", title=title, definition=definition, **(given | more))  # type: ignore[arg-type]


def _plans(measure_id: str, title: str, definition: str, **more: object) -> Measure:
    given: dict[str, object] = {"unit": "percent", "facts": "plans_open", "numerator": "open", "needs": _PLANS}
    given |= {"source": _SOURCE, **more}
    return Measure(id=f"plans.{measure_id}", title=title, definition=definition, **given)  # type: ignore[arg-type]


def _open_by(name: str, words: str, key: Key) -> Measure:
    definition = f"Children on a plan at the last day by {words}, of all on a plan. {_ON_A_PLAN}"
    return _plans(
        f"by_{name}", f"Children on a plan, by {words}", definition, denominator="open", keys=(key,), whole=True
    )


MEASURES: tuple[Measure, ...] = (
    _conferences(
        "held",
        "Child protection conferences held",
        "Conferences held in the period, by kind; one about brothers and sisters counts for each child.",
        unit="conferences",
        numerator="held",
        keys=(keys.CONFERENCE,),
    ),
    _conferences(
        "initial_within_15_days",
        "Initial conferences in time",
        "Initial conferences held in the period by the 15th working day after the strategy discussion, of initial "
        "conferences held; those of which the day of the discussion is not recorded are unknown.",
        numerator="initial_in_time",
        denominator="initial",
        unknown="initial_unknown",
    ),
    _conferences(
        "review_in_time",
        "Review conferences in time",
        "Review conferences held in the period on or before the due date (3 months after an initial, transfer-in or "
        "receiving-in conference, 6 months after a review conference), of review conferences held; those before which "
        "no conference is known are unknown.",
        numerator="review_in_time",
        denominator="review",
        unknown="review_unknown",
    ),
    _conferences(
        "report_shown_before",
        "Conferences before which the parents saw the report",
        "Conferences held in the period before whose day the parents were shown the report, of all held; one of which "
        "no such day is recorded counts as not shown. One about brothers and sisters counts for each child.",
        numerator="shown",
        denominator="held",
        needs_column=("conferences", "report_shown_on"),
    ),
    _conferences(
        "parents_understood",
        "Conferences after which the parents understood the concerns",
        "Conferences held in the period after which the parents understood the concerns and what has to happen, of "
        "those held of which this is recorded; the others are unknown.",
        numerator="understood",
        denominator="told",
        unknown="untold",
        needs_column=("conferences", "parents_understood"),
    ),
    _plans(
        "open",
        "Children on a child protection plan",
        f"Children on a plan at the last day of the period. {_ON_A_PLAN}",
        unit="children",
    ),
    _plans(
        "rate_per_10000",
        "Children on a plan for each 10,000 under 18",
        "Children on a plan at the last day × 10,000 / people under 18 by the latest stored estimate of that calendar "
        f"year or an earlier one. {_ON_A_PLAN}",
        unit="per 10,000",
        parts=_rate,
    ),
    _open_by("category", "latest category of abuse", keys.CATEGORY),
    _open_by("ethnic_group", "ethnic group", keys.ETHNIC_GROUP),
    _open_by("ethnicity", "ethnicity", keys.ETHNICITY),
    _open_by("age", "age", keys.AGE),
    _open_by("sex", "sex", keys.SEX),
    _plans(
        "closed_after_2_years",
        "Plans closed that had lasted 2 years or more",
        "Plans closed in the period that had lasted 2 years or more, of plans closed in the period.",
        facts="plans_closed",
        numerator="long",
        denominator="closed",
    ),
    _plans(
        "second_or_subsequent",
        "Children on a second or later plan",
        "Children who became subject to a plan in the period and had been subject to one before, however long ago, of "
        "children who became subject; each counts once, by the latest plan.",
        facts="plans_started",
        numerator="again",
        denominator="became",
    ),
)
