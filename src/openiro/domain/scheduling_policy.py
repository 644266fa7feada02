"""What a council has settled about when and where reviews are held."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.policy_reader import Table


class AuthorityReviews(StrEnum):
    """How the reviews of a child whom the council may place for adoption, and has not placed, are counted."""

    BESIDE = "beside"
    OFF = "off"


@dataclass(frozen=True)
class SchoolHoliday:
    """A school holiday, first and last day included."""

    title: str
    from_on: date
    to_on: date

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the holiday."""
        return self.from_on <= day <= self.to_on


@dataclass(frozen=True)
class SchedulingPolicy:
    """`weeks_to_book`: how many weeks before its last legal day a review should be booked.

    `early_within`: working days within which a review that was asked for early is held, where the law names no day.
    `usual_minutes`: how long a review takes where nobody says, and `minutes_for_needs` how much longer for a child who
    needs time; `travel_minutes`: what is kept free between two reviews of an officer at different places.
    `late_told_to`: the role that is told of a lateness that was approved.
    """

    weeks_to_book: int
    early_within: int
    usual_minutes: int
    minutes_for_needs: int
    travel_minutes: int
    late_told_to: str
    authority_reviews: AuthorityReviews
    school_holidays: tuple[SchoolHoliday, ...]

    def minutes_of(self, *, needs_time: bool) -> int:
        """Minutes to keep free for a review where nobody says how long it takes."""
        return self.usual_minutes + (self.minutes_for_needs if needs_time else 0)

    def holiday_on(self, day: date) -> SchoolHoliday | None:
        """The school holiday that holds `day`; None where there is none."""
        return next((each for each in self.school_holidays if each.covers(day)), None)

    def holidays_between(self, from_on: date, to_on: date) -> tuple[SchoolHoliday, ...]:
        """The school holidays with a day from `from_on` to `to_on`, both included."""
        return tuple(each for each in self.school_holidays if each.from_on <= to_on and each.to_on >= from_on)


def read_scheduling(table: Table) -> SchedulingPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    settings = SchedulingPolicy(
        weeks_to_book=table.whole("weeks_to_book", at_least=1),
        early_within=table.whole("early_within", at_least=1),
        usual_minutes=table.whole("usual_minutes", at_least=1),
        minutes_for_needs=table.whole("minutes_for_needs"),
        travel_minutes=table.whole("travel_minutes"),
        late_told_to=table.text("late_told_to"),
        authority_reviews=table.choice("authority_reviews", AuthorityReviews),
        school_holidays=tuple(map(_holiday, table.tables("school_holidays"))),
    )
    table.finish()
    return settings


def _holiday(table: Table) -> SchoolHoliday:
    holiday = SchoolHoliday(table.text("title"), table.day("from"), table.day("to"))
    table.finish()
    if holiday.to_on < holiday.from_on:
        raise table.refuse("to", "lies before the first day. Give the first day as from, the last as to.")
    return holiday
