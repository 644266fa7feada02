"""Collection years: year Y runs from 1 April Y-1 to 31 March Y, both included."""

from datetime import date

from openiro.domain.codes import FIRST_RETURN, LAST_YEAR
from openiro.formats.problems import UnableToRead


def first_day(year: int) -> date:
    """1 April with which collection year `year` begins."""
    return date(year - 1, 4, 1)


def last_day(year: int) -> date:
    """31 March with which collection year `year` ends."""
    return date(year, 3, 31)


def collection_year(day: date) -> int:
    """The collection year that holds `day`."""
    return day.year + ((day.month, day.day) >= (4, 1))


def settled_year(source: str, stated: int | None, latest_decom: date | None) -> int:
    """The stated year, or that of the latest DECOM. Raises `UnableToRead` where neither gives a known year."""
    if stated is None and latest_decom is None:
        raise UnableToRead(source, "It has no DECOM from which to tell its collection year.", _SAY_YEAR)
    year = collection_year(latest_decom) if stated is None and latest_decom is not None else stated
    if year is None or not FIRST_RETURN <= year <= LAST_YEAR:
        found = f"{year} is not a collection year from {FIRST_RETURN} to {LAST_YEAR}"
        reason = f"{found}." if stated is not None else f"Its latest DECOM makes it a return of {year}, and {found}."
        raise UnableToRead(source, reason, _SAY_YEAR)
    return year


_SAY_YEAR = f"State the collection year, from {FIRST_RETURN} to {LAST_YEAR} (2018 is 1 April 2017 to 31 March 2018)."
