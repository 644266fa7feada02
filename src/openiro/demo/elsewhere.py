"""Lays out what other services know of the children of a synthetic council: results at school.

The plan says how many of which kind; the dice say whom, among the children of whom it can be true.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from openiro.demo.lives import Life
from openiro.demo.plan import Council, Pupils

Row = dict[str, Any]
Lives = Mapping[str, Life]
OF_WHO_SAT = ("grade_1", "grade_c", "five_a_c", "maths_4", "english_4")
OF_ALL = ("ehcp", "uasc_eal", "cwd", "sat")


def lay_out_elsewhere(council: Council, lives: Lives, seed: int) -> Mapping[str, Sequence[Row]]:
    """Rows by the name of their table; `lives` by the council's number of the child."""
    random = Random(seed)  # noqa: S311  invented children need repeatable numbers, not secret ones
    return {"key_stage_4": [row for plan in council.pupils for row in _pupils(plan, lives, random)]}


def _pupils(plan: Pupils, lives: Lives, random: Random) -> Iterator[Row]:
    """Pupils of the right age first; with too few of them, those nearest in age, who are taught out of their year."""
    year = plan.ends_on.year + (plan.ends_on.month > 8)
    in_year = date(year - 17, 3, 1)
    near = sorted(lives, key=lambda code: (abs((lives[code].born_on - in_year).days), code))
    stayed = [code for code in near if _is_there(lives[code], date(year - 1, 4, 1), date(year, 4, 1))]
    came = [code for code in near if code not in set(stayed) and _was_there(lives[code], year)]
    for counts, codes in ((plan.all_year, stayed), (plan.others, came)):
        chosen = codes[: counts["pupils"]]
        random.shuffle(chosen)
        yield from _results(chosen, counts, year)


def _is_there(life: Life, since: date, until: date) -> bool:
    return life.started_on <= since and (life.ended_on is None or life.ended_on >= until)


def _was_there(life: Life, year: int) -> bool:
    """Whether the child was in our care on some day of Year 11 before its examinations."""
    since, until = date(year - 1, 9, 1), date(year, 5, 1)
    return life.started_on <= until and (life.ended_on is None or life.ended_on > since)


def _results(codes: Sequence[str], counts: Mapping[str, int], year: int) -> Iterator[Row]:
    """Who sat comes first, so that what they gained is theirs; needs are dealt from the end, to those who sat least."""
    last = len(codes) - 1
    places: dict[str, Callable[[int], int]] = {name: lambda place: last - place for name in ("ehcp", "uasc_eal", "cwd")}
    for place, code in enumerate(codes):
        facts = {name: places.get(name, int)(place) < counts[name] for name in (*OF_ALL, *OF_WHO_SAT)}
        yield {"child": code, "year": year, **facts}
