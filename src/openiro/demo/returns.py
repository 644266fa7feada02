"""The records of a synthetic council as SSDA903 returns: a folder of CSV files for each collection year."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openiro.demo.care import EpisodeRow
from openiro.demo.child import ChildLaid
from openiro.demo.generate import Records
from openiro.demo.lives import Life, ReviewLaid
from openiro.domain.codes import FIRST_YEAR
from openiro.domain.months import age_on, nth_birthday

HEADINGS = {
    "header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB",
    "episodes": "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST URN",
    "reviews": "CHILD DOB REVIEW REVIEW_CODE",
    "uasc": "CHILD SEX DOB DUC",
    "oc2": "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT "
    "SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    "oc3": "CHILD DOB IN_TOUCH ACTIV ACCOM",
    "missing": "CHILD DOB MISSING MIS_START MIS_END",
}
FIRST_YEAR_OF_LETTERS = 2025
UNTIDY_BEFORE = timedelta(days=60)
Row = list[str]


@dataclass(frozen=True)
class Return:
    """The return of one collection year, in its folder."""

    year: int
    folder: Path


def write_returns(records: Records, folder: Path) -> list[Return]:
    """Write a return for every collection year that the records touch, the last as far as it goes.

    Where they begin before the first year that the service reads, its return brings one earlier review of each child.
    """
    written = []
    for span in _spans(records):
        place = folder / str(span.year)
        place.mkdir(parents=True)
        for name, rows in _files(records, span).items():
            _write(place / f"{name}.csv", HEADINGS[name].split(), rows)
        written.append(Return(span.year, place))
    return written


def reviews_returned(records: Records) -> dict[str, set[date]]:
    """The days of the reviews in the returns, by the number of each child that a return tells of."""
    found: dict[str, set[date]] = {}
    for span in _spans(records):
        for child in _children(records, span):
            found.setdefault(child.code, set()).update(review.held_on for review in _reviews_of(child, span))
    return found


def _spans(records: Records) -> list["_Span"]:
    first_year = max(FIRST_YEAR, collection_year(records.council.opens_on))
    last_day = records.council.last_day
    return [
        _Span(year, date(year - 1, 4, 1), min(date(year, 3, 31), last_day), whole_history=year == first_year)
        for year in range(first_year, collection_year(last_day) + 1)
    ]


def collection_year(day: date) -> int:
    """The collection year that holds `day`: 1 April to 31 March, named by its end."""
    return day.year + (day.month > 3)


@dataclass(frozen=True)
class _Span:
    year: int
    first: date
    last: date
    whole_history: bool

    def touches(self, started_on: date, ended_on: date | None) -> bool:
        return started_on <= self.last and (ended_on is None or ended_on >= self.first)

    def end_seen(self, ended_on: date | None) -> date | None:
        return ended_on if ended_on and ended_on <= self.last else None


def _children(records: Records, span: _Span) -> list[ChildLaid]:
    return [child for child in records.children if span.touches(child.life.started_on, child.life.ended_on)]


def _files(records: Records, span: _Span) -> dict[str, list[Row]]:
    children = _children(records, span)
    files = {
        "header": [_header(child, span) for child in children],
        "episodes": [row for child in children for row in _episodes(child, span)],
        "reviews": [row for child in children for row in _reviews(child, span)],
        "uasc": [_uasc(child, span) for child in children if child.life.unaccompanied],
    }
    every = {child.code: child for child in records.children}
    if health := [row for row in records.elsewhere["health"] if row["year"] == span.year]:
        files["oc2"] = [_health(row, every[row["child"]].life, span) for row in health]
    if left := [row for row in records.elsewhere.get("leaver_outcomes", ()) if row["year"] == span.year]:
        files["oc3"] = [_leaver(row, every[row["child"]].life) for row in left]
        here = {child.code for child in children}
        files["header"] += [_header(every[row["child"]], span) for row in left if row["child"] not in here]
    times = [row for row in records.elsewhere.get("missing", ()) if span.touches(row["from_on"], row["to_on"])]
    if times:
        files["missing"] = [_missing(row, every[row["child"]].life, span) for row in times]
    if records.council.lively and span.year == collection_year(records.council.last_day - UNTIDY_BEFORE):
        _untidy(files)
    return files


def _header(child: ChildLaid, span: _Span) -> Row:
    life = child.life
    mother = "1" if life.part == "mother" else "0" if life.sex == "F" and _is_of_age(child, span) else ""
    return [child.code, _sex(child, span), _day(life.born_on), life.ethnicity, "UN1", mother, ""]


def _is_of_age(child: ChildLaid, span: _Span) -> bool:
    return nth_birthday(child.life.born_on, 12) <= span.last


def _sex(child: ChildLaid, span: _Span) -> str:
    return child.life.sex if span.year >= FIRST_YEAR_OF_LETTERS else {"M": "1", "F": "2"}[child.life.sex]


def _episodes(child: ChildLaid, span: _Span) -> Iterator[Row]:
    for row in child.episodes:
        history = span.whole_history and row.started_on <= span.last
        if history or span.touches(row.started_on, row.ended_on):
            yield _episode(child, row, span.end_seen(row.ended_on))


def _episode(child: ChildLaid, row: EpisodeRow, ended_on: date | None) -> Row:
    closing = [_day(ended_on), row.reason_ended or "", row.reason_place_change or ""] if ended_on else ["", "", ""]
    opening = [child.code, _day(row.started_on), row.reason_started, row.legal_status, row.need, row.placement]
    where = [row.home_postcode, row.placement_postcode, row.urn or ""]
    return [*opening, row.provider or "", *closing, *where]


def _reviews(child: ChildLaid, span: _Span) -> Iterator[Row]:
    for review in _reviews_of(child, span):
        yield [child.code, _day(child.life.born_on), _day(review.held_on), review.code]


def _reviews_of(child: ChildLaid, span: _Span) -> list[ReviewLaid]:
    before = [review for review in child.life.reviews if review.held_on < span.first] if span.whole_history else []
    return before[-1:] + [review for review in child.life.reviews if span.first <= review.held_on <= span.last]


def _uasc(child: ChildLaid, span: _Span) -> Row:
    born_on = child.life.born_on
    return [child.code, _sex(child, span), _day(born_on), _day(nth_birthday(born_on, 18))]


def _health(row: Mapping[str, Any], life: Life, span: _Span) -> Row:
    """A row of OC2: conviction from 10 years on, health surveillance under 5; all blank where nobody knows."""
    told = [_flag(row[name]) for name in ("immunised", "dental", "assessed")]
    age, blank = age_on(life.born_on, span.last), not any(told)
    convicted = "0" if age >= 10 and not blank else ""
    surveyed = "1" if age < 5 and not blank else ""
    return [row["child"], _day(life.born_on), "", "", convicted, surveyed, *told, "" if blank else "0", "", ""]


def _leaver(row: Mapping[str, Any], life: Life) -> Row:
    return [row["child"], _day(life.born_on), row["in_touch"], row["activity"], row["home"]]


def _missing(row: Mapping[str, Any], life: Life, span: _Span) -> Row:
    days = (row["from_on"], span.end_seen(row["to_on"]))
    return [row["child"], _day(life.born_on), row["kind"], *map(_day, days)]


def _flag(answer: bool | None) -> str:
    return "" if answer is None else str(int(answer))


def _untidy(files: dict[str, list[Row]]) -> None:
    """The slips that every return has a few of, so that the Data page has work to show."""
    episodes, reviews, header = files["episodes"], files["reviews"], files["header"]
    of_headings = {name: HEADINGS["episodes"].split().index(name) for name in ("CIN", "PLACE_PROVIDER", "DECOM")}
    episodes[5][of_headings["CIN"]] = "N9"
    episodes[17][of_headings["PLACE_PROVIDER"]] = "PR7"
    header[11][3] = "WBR"
    reviews.append([reviews[3][0], reviews[3][1], "31/02/2026", "PN1"])
    reviews.append(list(reviews[8]))
    reviews.append(["RC99999", "01/05/2014", reviews[9][2], "PN1"])
    episodes.append([episodes[2][0], "", *episodes[2][2:]])


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _write(path: Path, headings: list[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows(rows)
