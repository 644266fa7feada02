"""Lays out the care leavers of a synthetic council: who is open to the team, what they were told of and received."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from openiro.demo.plan import Council, Leavers
from openiro.measures.facts_of_outcomes import LEAVING, LEAVING_VACATIONS

LONGEST, SHORTEST, YEAR = 1500, 30, 364

Row = dict[str, Any]


def lay_out_leavers(council: Council, random: Random) -> Mapping[str, Sequence[Row]]:
    """Rows of the tables of care leavers. They left before the records begin, or in them: nobody on record is one."""
    people: list[Row] = []
    facts: list[Row] = []
    for plan in council.leavers:
        here = [_person(council, plan, len(people) + place, place, random) for place in range(plan.open)]
        people += here
        for entitlement in LEAVING:
            facts += _facts(plan, entitlement, here, random)
    return {"care_leavers": people, "care_leaver_entitlements": facts}


def _person(council: Council, plan: Leavers, number: int, place: int, random: Random) -> Row:
    from_on = plan.on - timedelta(days=random.randrange(SHORTEST, LONGEST))
    code = f"{council.prefix}L{40000 + number}"
    return {"child": code, "from_on": from_on, "to_on": None, "higher_education": place < plan.studying}


def _facts(plan: Leavers, entitlement: str, people: Sequence[Row], random: Random) -> Iterator[Row]:
    entitled = [each for each in people if entitlement != LEAVING_VACATIONS or each["higher_education"]]
    told = int(len(entitled) * plan.informed.get(entitlement, 1.0) + 0.5)
    for each in random.sample(entitled, told):
        day = each["from_on"] + timedelta(days=random.randrange(SHORTEST))
        yield _fact(each, entitlement, "told", day)
    for each in random.sample(entitled, min(plan.received.get(entitlement, 0), len(entitled))):
        first = max(each["from_on"], plan.on - timedelta(days=YEAR))
        day = first + timedelta(days=random.randrange((plan.on - first).days + 1))
        yield _fact(each, entitlement, "received", day)


def _fact(person: Row, entitlement: str, what: str, day: date) -> Row:
    return {"child": person["child"], "entitlement": entitlement, "what": what, "done_on": day}
