"""The period of a page of figures. The address holds it, so that a page can be sent to a colleague."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict

from openiro.domain.months import add_months
from openiro.govuk import forms
from openiro.govuk.dates import long_date

THIS_YEAR, LAST_YEAR, LAST_QUARTER, OWN = "this-year", "last-year", "last-quarter", "own"
WORDS = {THIS_YEAR: "This year to date", LAST_YEAR: "Last year", LAST_QUARTER: "Last quarter", OWN: "Own dates"}
FIRST_DAY = date(1991, 4, 1)
YEARS_LISTED = 6


@dataclass(frozen=True)
class Asked:
    """A period that was asked for, both days included, and the other ones that may be."""

    key: str
    from_on: date
    to_on: date
    keys: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """'1 April 2018 to 31 March 2019'."""
        return f"{long_date(self.from_on)} to {long_date(self.to_on)}"

    @property
    def values(self) -> dict[str, str]:
        """What an address carries for it."""
        own = {"from": self.from_on.isoformat(), "to": self.to_on.isoformat()}
        return {"period": self.key} | (own if self.key == OWN else {})

    @property
    def query(self) -> str:
        """The end of an address: '?period=last-year'."""
        return "?" + urlencode(self.values)

    def query_with(self, **more: str) -> str:
        """The end of an address with more in it."""
        return "?" + urlencode(self.values | more)

    @property
    def links(self) -> list[tuple[str, str, bool]]:
        """The periods to choose from: words, end of the address, whether it is this one."""
        return [(words_of(key), f"?period={key}", key == self.key) for key in self.keys]

    @property
    def is_own(self) -> bool:
        """Whether its days were typed."""
        return self.key == OWN


class OwnDatesForm(forms.Form):
    """A period of one's own: both days are in it."""

    marks_optional = False

    first = forms.DateField(label="First day", earliest=FIRST_DAY, not_future=True)
    last = forms.DateField(label="Last day", earliest=FIRST_DAY, not_future=True)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.refuse("The last day must be the same as or after the first day", "last")
        return cleaned


def asked_period(query: QueryDict, *, today: date, covered_from: date, whole_years: bool) -> Asked:
    """The period of the address; where it names none, this year to date.

    `whole_years`: only years that are over may be asked for, so that no two periods overlap and nobody takes one from
    the other to find a small number.
    """
    keys = tuple(_years(covered_from, today)) if whole_years else tuple(WORDS)
    key = query.get("period", "")
    if whole_years:
        key = key if key in keys else keys[0]
        return Asked(key, *year_days(int(key)), keys)
    if key == OWN:
        return _own(query, today, keys)
    if key.isdecimal() and FIRST_DAY.year < int(key[:4]) <= today.year + 1:
        first, last = year_days(int(key[:4]))
        return Asked(OWN, first, last, keys)
    key = key if key in WORDS else THIS_YEAR
    return Asked(key, *_preset(key, today), keys)


def collection_year(day: date) -> int:
    """The year in which the collection year of `day` ends: 2019 for 1 April 2018 to 31 March 2019."""
    return day.year + (day.month > 3)


def year_days(year: int) -> tuple[date, date]:
    """The first and last day of the collection year that ends in `year`."""
    return date(year - 1, 4, 1), date(year, 3, 31)


def words_of(key: str) -> str:
    """What a period is called: 'Last year', '2018/19'."""
    return WORDS.get(key) or f"{int(key) - 1}/{key[-2:]}"


def _years(covered_from: date, today: date) -> Iterator[str]:
    """The collection years that are over, the latest first, as far as the records go; at least one."""
    latest = collection_year(today) - 1
    earliest = min(collection_year(covered_from), latest)
    return (str(year) for year in range(latest, earliest - 1, -1))


def _preset(key: str, today: date) -> tuple[date, date]:
    year = collection_year(today)
    if key == LAST_YEAR:
        return year_days(year - 1)
    if key == LAST_QUARTER:
        end = date(today.year, (today.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
        return add_months(end + timedelta(days=1), -3), end
    return year_days(year)[0], today


def _own(query: QueryDict, today: date, keys: tuple[str, ...]) -> Asked:
    """The days typed; this year to date while there are none, or where they are no period."""
    first, last = _day(query.get("from", "")), _day(query.get("to", ""))
    if first is None or last is None or not FIRST_DAY <= first <= last <= today:
        first, last = _preset(THIS_YEAR, today)
    return Asked(OWN, first, last, keys)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
