"""The plan of a synthetic council: what its records must add up to. One shape for all councils.

A plan holds cells (how many children of which kind, how many reviews, how many of them late), never an answer: the
generator places records until the cells are full, and the measures count those records like any others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from openiro.domain.months import add_months

Counts = Mapping[str, int]
Shares = Mapping[str, float]
USUALLY_UP_TO_DATE = {
    "care_plan": 0.93,
    "visits": 0.91,
    "pathway_plan": 0.86,
    "health": 0.91,
    "dental": 0.88,
    "immunisations": 0.93,
    "sdq": 0.85,
    "pep": 0.87,
}


@dataclass(frozen=True)
class Participation:
    """How children of 4 and over took part: shares that did by age band, or how many did not, of all bands.

    `why_not`: reasons of those who did not, as often as they are counted; of others by habit.
    """

    took_part: Shares = field(default_factory=lambda: {"4": 0.9, "5-9": 0.92, "10-15": 0.93, "16+": 0.91})
    not_taking_part: int | None = None
    why_not: Counts = field(default_factory=dict)


@dataclass(frozen=True)
class Parents:
    """In how many reviews a parent took part and how; `reasons` by parent where no views were obtained."""

    either: int
    attended: int
    mother: int
    father: int
    reasons: Mapping[str, Counts]


@dataclass(frozen=True)
class Practice:
    """What reviews found and led to.

    `up_to_date` is the share of reviews where a check applies that found it so, `not_on_file` the share of those that
    did not find it on the child's file. `by_second_review`: the share of second reviews with a permanence plan.
    `reviews_with_advocate` and `children_with_advocate` are counts; None: as many as is usual. `informed`: the share
    of children of an age for it who were told of all their entitlements.
    """

    up_to_date: Shares = field(default_factory=lambda: dict(USUALLY_UP_TO_DATE))
    not_on_file: Shares = field(default_factory=lambda: {"health": 0.06, "pep": 0.09})
    by_second_review: float | None = None
    reviews_with_advocate: int | None = None
    children_with_advocate: int | None = None
    informed: float = 0.94


@dataclass(frozen=True)
class Challenged:
    """What was challenged, praised and complained of from `from_on` to `to_on`, both included: counts by code.

    `themes` and `stages` give, for each service, as many disputes. `in_depth`: the share of quarterly examinations in
    depth that were held; 0 where the council asks for none.
    """

    from_on: date
    to_on: date
    themes: Mapping[str, Counts] = field(default_factory=dict)
    stages: Mapping[str, Counts] = field(default_factory=dict)
    concerns: Counts = field(default_factory=dict)
    compliments: Counts = field(default_factory=dict)
    complaints: Counts = field(default_factory=dict)
    in_depth: float = 0.0


@dataclass(frozen=True)
class Protected:
    """Child protection up to `ends_on`, from the day after the one before; the first tells only of what goes on then.

    `open`: children on a plan that day; `starters`: who became subject, `again` of them for a second time. `long`
    plans run from before the records: named where they are open first, and where they end. `conferences`: all held,
    None: one review for each plan. `in_time`: the share of initial conferences. `is_chaired`: the children of the
    chairs' caseloads are those on a plan that day.
    """

    ends_on: date
    open: int
    starters: int = 0
    again: int = 0
    long: int = 0
    conferences: int | None = None
    in_time: float = 0.85
    categories: Counts = field(default_factory=dict)
    ethnicity: Counts = field(default_factory=dict)
    is_chaired: bool = False


@dataclass(frozen=True)
class Placed:
    """Where children are placed on a day: shares of them within 20 miles of home, and outside the council's area."""

    on: date
    within: float = 0.74
    outside: float | None = None


@dataclass(frozen=True)
class Practised:
    """What the service did beside reviews from `from_on` to `to_on`, both included.

    `observed` counts reviews at which chairing was observed, `statements` those that came by an app. `met`: the share
    of placements that broke down with a meeting on it; None: the council holds none. `carers`: foster carers reviewed.
    """

    from_on: date
    to_on: date
    observed: int = 0
    statements: int = 0
    met: float | None = None
    carers: int = 0


@dataclass(frozen=True)
class Leavers:
    """Care leavers on a day: how many, `studying` in higher education, and who received what in the year to it.

    `informed` is the share told of an entitlement, of those it is for; of what it does not name, all are told.
    """

    on: date
    open: int
    studying: int
    received: Counts
    informed: Shares = field(default_factory=dict)


@dataclass(frozen=True)
class Pupils:
    """Key Stage 4 of the academic year that ends on `ends_on`: pupils looked after all year, and the others.

    Counts by column of the template, and `pupils`, all of them.
    """

    ends_on: date
    all_year: Counts
    others: Counts


@dataclass(frozen=True)
class Missed:
    """Who goes missing in a year: the share of children looked after in it, each `most` times at the most."""

    share: float
    most: int


@dataclass(frozen=True)
class AfterCare:
    """What returns say of young people who left care: shares of the codes of OC3. Those of another year are passed by.

    `activity` and `home` are of those with whom the council is in touch.
    """

    in_touch: Shares
    activity: Shares
    home: Shares


@dataclass(frozen=True)
class Period:
    """One stretch of the plan, from the day after the one before it to `ends_on`, both included.

    `population` is looked after on the last day; `months` the same at each month end. `reviews` and what follows
    None: as many as the law asks for. `late` counts reviews held late; `late_share` gives it as a share of those
    whose due date is known. `all_on_time` is the share of children whose reviews since `all_on_time_from` were
    all in time. `health`: shares in the health file of the return, where they are not those of its reviews.
    """

    ends_on: date
    population: int
    starters: int
    starters_by_age: Counts = field(default_factory=dict)
    leavers: Counts = field(default_factory=dict)
    months: tuple[int, ...] = ()
    reviews: int | None = None
    reviews_under_4: int | None = None
    children_reviewed: int | None = None
    late: int = 0
    late_share: float | None = None
    all_on_time: float | None = None
    all_on_time_from: date | None = None
    overdue_days: int = 45
    caught_up_after: tuple[int, int] = (4, 25)
    early_reviews_from: date | None = None
    participation: Participation = field(default_factory=Participation)
    parents: Parents | None = None
    practice: Practice = field(default_factory=Practice)
    health: Shares = field(default_factory=dict)


@dataclass(frozen=True)
class Profile:
    """Who is looked after on the last day (`ethnicity` on `ethnicity_on`): counts that add up to the population.

    What is not given follows the pattern of England. Keys of `age_and_sex` are ('<1', 'M') and so on; legal status
    and placement go by kind (see `openiro.demo.care_codes`).
    """

    age_and_sex: Mapping[tuple[str, str], int] = field(default_factory=dict)
    ethnicity: Counts = field(default_factory=dict)
    ethnicity_on: date | None = None
    legal_status: Counts = field(default_factory=dict)
    placement: Counts = field(default_factory=dict)
    uasc: int = 0
    ages: Shares = field(default_factory=lambda: {"<1": 0.05, "1-4": 0.14, "5-9": 0.20, "10-15": 0.38, "16-17": 0.23})


@dataclass(frozen=True)
class StaffGroup:
    """People in one role: full-time equivalent and caseload of each, in order; `joined_on` for those who came late.

    `chairs`: children under a protection plan, not looked after, whose conferences each IRO chairs besides.
    """

    role: str
    fte: tuple[float, ...]
    caseload: tuple[int, ...] = ()
    joined_on: tuple[date | None, ...] = ()
    permanent: tuple[bool, ...] = ()
    chairs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Extra:
    """A child placed by hand beside the counted ones: in care since `days_ago`, then of `age`; see `Life`.

    Children of one `family` are brothers and sisters, save a `mother` in care and her own `baby`. `allocated` False:
    no IRO yet.
    """

    days_ago: int
    age: float
    sex: str
    status: str
    home: str
    family: str = ""
    part: str = "sibling"
    unaccompanied: bool = False
    allocated: bool = True


@dataclass(frozen=True)
class Council:
    """A synthetic council: its plan from `opens_on`, the first day whose records it holds.

    `disabled_reviews`: as many reviews of the last period are of disabled children (None: it falls as it falls).
    `missed`: who goes missing, by code of MISSING; `after_care`: what OC3 says (neither: the returns do not say).
    `lively`: a service in the middle of its work, with reviews planned, cover, and a return that is not quite tidy.
    """

    key: str
    name: str
    prefix: str
    seed: int
    opens_on: date
    opening_population: int
    periods: tuple[Period, ...]
    profile: Profile = field(default_factory=Profile)
    staff: tuple[StaffGroup, ...] = ()
    caseload_on: date | None = None
    extras: tuple[Extra, ...] = ()
    lively: bool = False
    challenged: tuple[Challenged, ...] = ()
    protected: tuple[Protected, ...] = ()
    pupils: tuple[Pupils, ...] = ()
    leavers: tuple[Leavers, ...] = ()
    practised: tuple[Practised, ...] = ()
    disabled_reviews: int | None = None
    placed: tuple[Placed, ...] = ()
    missed: Mapping[str, Missed] = field(default_factory=dict)
    after_care: AfterCare | None = None
    teams: tuple[str, ...] = ("Children in Care Team", "Court Team", "Leaving Care Team")

    @property
    def last_day(self) -> date:
        """The last day that the records tell of."""
        return self.periods[-1].ends_on

    def as_at(self, day: date) -> "Council":
        """The same council with every day moved by whole months and days, so that its last day is `day`."""
        if day == self.last_day:
            return self
        move = _Move(self.last_day, day)
        periods = tuple(
            replace(
                period,
                ends_on=move(period.ends_on),
                all_on_time_from=move.optional(period.all_on_time_from),
                early_reviews_from=move.optional(period.early_reviews_from),
            )
            for period in self.periods
        )
        return replace(
            self,
            opens_on=move(self.opens_on),
            periods=periods,
            profile=replace(self.profile, ethnicity_on=move.optional(self.profile.ethnicity_on)),
            staff=tuple(replace(group, joined_on=tuple(map(move.optional, group.joined_on))) for group in self.staff),
            caseload_on=move.optional(self.caseload_on),
            protected=tuple(replace(each, ends_on=move(each.ends_on)) for each in self.protected),
            placed=tuple(replace(each, on=move(each.on)) for each in self.placed),
            practised=tuple(
                replace(each, from_on=move(each.from_on), to_on=move(each.to_on)) for each in self.practised
            ),
            leavers=tuple(replace(each, on=move(each.on)) for each in self.leavers),
            pupils=tuple(replace(each, ends_on=move(each.ends_on)) for each in self.pupils),
            challenged=tuple(
                replace(each, from_on=move(each.from_on), to_on=move(each.to_on)) for each in self.challenged
            ),
        )


@dataclass(frozen=True)
class _Move:
    """Moves days so that `old` becomes `new`, keeping their distance from it in months."""

    old: date
    new: date

    def __call__(self, day: date) -> date:
        months = (self.old.year - day.year) * 12 + self.old.month - day.month
        moved = add_months(self.new, -months)
        return moved + (day - add_months(self.old, -months))

    def optional(self, day: date | None) -> date | None:
        return None if day is None else self(day)
