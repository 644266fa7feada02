"""Lays out what the returns of a synthetic council say of young people who left care (OC3)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from openiro.demo.child import ChildLaid
from openiro.demo.plan import AfterCare, Council, Shares
from openiro.domain.codes import codes_valid
from openiro.domain.months import nth_birthday

BIRTHDAYS = (17, 18, 19, 20, 21)
GROWN_UP = 19
LEAST_CARE = timedelta(weeks=13)
# Ends of care after which a council owes a young person nothing as a care leaver.
NOT_OWED = ("another authority", "age assessed as 18")
RETURNED_HOME, AT_HOME_FOR = ("returned home", "returned home unplanned"), timedelta(days=183)
# Where the young person lives at first after some ends of care.
AT_FIRST = {"stayed with foster carer": "Z1", "custody": "X2", "returned home": "B1", "returned home unplanned": "B2"}
IN_TOUCH, HOME_AGAIN, NOTHING, PARENTING = "YES", "RHOM", "0", "G6"

Row = dict[str, Any]


def lay_out_after_care(
    council: Council, years: Sequence[int], children: Sequence[ChildLaid], random: Random
) -> Mapping[str, Sequence[Row]]:
    """Rows of the table of care leavers' outcomes in the returns of `years`; no table where the plan asks for none.

    Young people who left care before the records begin are on none of them: the first year knows too few.
    """
    plan = council.after_care
    if plan is None:
        return {}
    rows = [row for child in children for row in _rows(plan, years, child, random)]
    return {"leaver_outcomes": sorted(rows, key=lambda row: (row["year"], row["child"]))}


def _rows(plan: AfterCare, years: Sequence[int], child: ChildLaid, random: Random) -> Iterator[Row]:
    """A row for each year with a birthday at which the return asks after the young person."""
    at_first = AT_FIRST.get(child.life.ending)
    for year in years:
        birthday = birthday_asked(child, year)
        if birthday is None:
            continue
        touch = _one_of(plan.in_touch, "IN_TOUCH", year, random)
        if is_home_again(child, birthday):
            touch = HOME_AGAIN
        activity, home = NOTHING, NOTHING
        if touch == IN_TOUCH:
            can = {code: share for code, share in plan.activity.items() if code != PARENTING or child.life.sex == "F"}
            activity = _one_of(can, "ACTIV", year, random)
            home = at_first or _one_of(plan.home, "ACCOM", year, random)
            at_first = None
        yield {"child": child.code, "year": year, "in_touch": touch, "activity": activity, "home": home}


def birthday_asked(child: ChildLaid, year: int) -> date | None:
    """The birthday in the collection year at which the return asks after the young person; None where it does not.

    The 17th to the 21st, of who was looked after for 13 weeks since the 14th and for some time since the 16th, short
    breaks apart. At the 17th and 18th who is still looked after is not asked after. Source: Children Act 1989,
    sections 23A and 23C; the guide to the SSDA903 collection, OC3.
    """
    life = child.life
    left_on = life.ended_on
    if left_on is None or child.is_on_short_breaks or life.ending in NOT_OWED or life.adoption_on:
        return None
    since_14 = left_on - max(life.started_on, nth_birthday(life.born_on, 14))
    if since_14 < LEAST_CARE or left_on <= nth_birthday(life.born_on, 16):
        return None
    first, last = date(year - 1, 4, 1), date(year, 3, 31)
    found = [(age, nth_birthday(life.born_on, age)) for age in BIRTHDAYS]
    asked = [day for age, day in found if first <= day <= last and left_on < day and _is_owed(child, age)]
    return asked[0] if asked else None


def _is_owed(child: ChildLaid, age: int) -> bool:
    """Who returned home as a child is no care leaver as an adult."""
    return age < GROWN_UP or child.life.ending not in RETURNED_HOME


def is_home_again(child: ChildLaid, day: date) -> bool:
    """Whether the young person returned home and has been there for half a year by `day`."""
    left_on = child.life.ended_on
    return child.life.ending in RETURNED_HOME and left_on is not None and day - left_on >= AT_HOME_FOR


def _one_of(shares: Shares, codes: str, year: int, random: Random) -> str:
    """One of the codes that the return of the year has, as often as its share says."""
    valid = {code: share for code, share in shares.items() if code in codes_valid(codes, year)}
    return random.choices(list(valid), list(valid.values()))[0]
