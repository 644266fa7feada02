"""Who reviews how many children, how soon they were appointed, and the team in post."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from openiro.domain.shares import ratio
from openiro.measures.catalogue import keys
from openiro.measures.measure import Measure, Part

if TYPE_CHECKING:
    from openiro.measures.facts import Facts

_SOURCE = "IRO Handbook: 50 to 70 looked-after children for a full-time equivalent IRO"
_UNITS = {"iro": ("iro",), "conference_chair": ("conference_chair",), "both": ("iro", "conference_chair")}
_LOADS = (
    "Allocated: from the first day of the allocation to its last, both included. By unit: each officer in post or "
    "with children, and each full-time equivalent, for IROs, conference chairs and both together."
)


def _officers(facts: "Facts", roles: tuple[str, ...]) -> pl.DataFrame:
    """One row for each officer of the roles: children and full-time equivalent, roles added up."""
    rows = facts.told("caseloads", "officer", "role", "children", "fte")
    return (
        rows.filter(pl.col("role").is_in(roles))
        .group_by("officer")
        .agg(pl.col("children", "fte").sum())
        .sort("officer")
    )


def _average(facts: "Facts") -> Iterator[Part]:
    for unit, roles in _UNITS.items():
        officers = _officers(facts, roles)
        children, fte = int(officers["children"].sum()), float(officers["fte"].sum())
        yield Part({"unit": unit}, children, officers.height, ratio(children, officers.height, 1))
        yield Part({"unit": f"{unit}_fte"}, children, fte, ratio(children, fte, 1))


def _lowest(facts: "Facts") -> Iterator[Part]:
    return _extreme(facts, descending=False)


def _highest(facts: "Facts") -> Iterator[Part]:
    return _extreme(facts, descending=True)


def _extreme(facts: "Facts", *, descending: bool) -> Iterator[Part]:
    for unit, roles in _UNITS.items():
        officers = _officers(facts, roles)
        heads = officers.sort("children", descending=descending).head(1).rows(named=True)
        yield from (Part({"unit": unit}, row["children"], None, row["children"]) for row in heads)
        by_fte = officers.filter(pl.col("fte") > 0).sort(pl.col("children") / pl.col("fte"), descending=descending)
        for row in by_fte.head(1).rows(named=True):
            load = ratio(row["children"], row["fte"], 1)
            yield Part({"unit": f"{unit}_fte"}, row["children"], row["fte"], load)


def _caseload(measure_id: str, title: str, definition: str, parts: object) -> Measure:
    return Measure(
        id=f"caseload.{measure_id}",
        title=title,
        unit="children",
        definition=f"{definition} {_LOADS}",
        source=_SOURCE,
        facts="caseloads",
        numerator="children",
        needs=frozenset({"allocations"}),
        parts=parts,  # type: ignore[arg-type]
    )


MEASURES: tuple[Measure, ...] = (
    _caseload("average", "Average caseload", "Children allocated at the last day, for each unit.", _average),
    _caseload("lowest", "Lowest caseload", "Fewest children allocated to one officer at the last day.", _lowest),
    _caseload("highest", "Highest caseload", "Most children allocated to one officer at the last day.", _highest),
    Measure(
        id="caseload.outside_guide",
        title="IROs with a caseload outside the guide",
        unit="percent",
        definition=(
            "IROs whose children for each full-time equivalent at the last day are fewer or more than the guide of "
            "the council's policy (its two numbers lie inside it), of all IROs; those without a post are unknown."
        ),
        source=_SOURCE,
        facts="caseloads",
        numerator="outside",
        denominator="judged",
        unknown="not_judged",
        needs=frozenset({"allocations", "posts"}),
    ),
    Measure(
        id="allocation.within_5_days",
        title="Starts with an IRO by the 5th working day",
        unit="percent",
        definition=(
            "Starts of care in the period (S, not under V3 or V4) with an IRO allocated by the 5th working day, of all "
            "such starts; one without whose 5 days still run at the last day is unknown."
        ),
        source="IRO Handbook: an IRO within 5 working days of a child becoming looked after",
        facts="appointments",
        numerator="appointed",
        denominator="settled",
        unknown="waiting",
        needs=frozenset({"allocations"}),
    ),
    Measure(
        id="allocation.unchanged",
        title="Children with the same IRO all year",
        unit="percent",
        definition=(
            "Children looked after on every day of the 12 months up to the last day, none under V3 or V4, with one IRO "
            "and no other, of those with an IRO; those of whom no IRO is recorded are unknown."
        ),
        source="IRO Handbook: the same IRO for as long as the child is looked after",
        facts="year_round",
        numerator="one_iro",
        denominator="any_iro",
        unknown="no_iro",
        needs=frozenset({"allocations"}),
    ),
    Measure(
        id="staff.fte",
        title="Team in post",
        unit="full-time equivalents",
        definition="Full-time equivalent of the posts held at the last day of the period.",
        source="IRO Handbook, annual report",
        facts="posts",
        numerator="fte",
        keys=(keys.ROLE,),
        needs=frozenset({"posts"}),
    ),
    Measure(
        id="staff.permanent",
        title="Permanent members of the team",
        unit="percent",
        definition="Officers in a permanent post at the last day, of officers in post of whom it is recorded.",
        source="IRO Handbook, annual report",
        facts="posts",
        numerator="permanent_post",
        denominator="known",
        unknown="unknown",
        keys=(keys.ROLE,),
        needs=frozenset({"posts"}),
    ),
    Measure(
        id="staff.posts_begun",
        title="Posts begun",
        unit="full-time equivalents",
        definition="Full-time equivalent of the posts that somebody began in the period, also in another's place.",
        source="IRO Handbook, annual report",
        facts="posts_begun",
        numerator="fte",
        keys=(keys.ROLE,),
        needs=frozenset({"posts"}),
    ),
    Measure(
        id="staff.recruited",
        title="People recruited",
        unit="people",
        definition="Permanent posts begun in the period; those of which it is not recorded are unknown.",
        source="IRO Handbook, annual report",
        facts="posts_begun",
        numerator="recruited",
        unknown="not_said",
        keys=(keys.ROLE,),
        needs=frozenset({"posts"}),
    ),
)
