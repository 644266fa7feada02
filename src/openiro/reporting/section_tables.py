"""Tables of the annual report that are more than one measure by one key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from openiro.documents.content import (
    Block,
    Chart,
    ChartKind,
    Column,
    Kind,
    Note,
    Paragraph,
    Series,
    Table,
    Value,
)
from openiro.domain.audits import quarter_of
from openiro.domain.shares import ratio
from openiro.measures.compute import measure_named
from openiro.measures.publication import HIDDEN, ToldFigure
from openiro.reporting.blocks import breakdown_table, drawn, notes_of
from openiro.reporting.findings import CHAIR, Findings, category_of, units_in_use
from openiro.reporting.parts import Part
from openiro.reporting.words import category_in_words, day_in_words

COLUMNS_OF_VIEWS = (
    Column("Reason"),
    Column("Mother", Kind.COUNT),
    Column("Mother, per cent", Kind.PERCENT),
    Column("Father", Kind.COUNT),
    Column("Father, per cent", Kind.PERCENT),
)

A_MONTH = 31
# Whole, what its children are, and the profiles of it with what each is of.
PROFILES = (
    ("population.looked_after", "are looked after", "population.by_ethnic_group", "ethnic groups"),
    ("population.looked_after", "are looked after", "population.by_ethnicity", "ethnicity"),
    ("population.looked_after", "are looked after", "population.by_age_and_sex", "age and sex"),
    ("plans.open", "are on a child protection plan", "plans.by_ethnic_group", "ethnic groups of children on a plan"),
    ("plans.open", "are on a child protection plan", "plans.by_ethnicity", "ethnicity of children on a plan"),
    ("plans.open", "are on a child protection plan", "plans.by_age", "ages of children on a plan"),
    ("plans.open", "are on a child protection plan", "plans.by_sex", "sex of children on a plan"),
)
# Percentage points by which a share may move in a year before it is asked whether it is how things are recorded.
JUMP, JUMP_OF = 20, 20


def crossed(measure: str, rows: str, columns: str, *, id: str, caption: str, heading: str, every: bool = False) -> Part:
    """Children looked after by one key in rows and another in columns, as `measure` counts them, with totals.

    `rows` and `columns` name the measures by the one key alone. What occurs nowhere is left out, unless `every` row is
    to stand.
    """
    return partial(_crossed, measure=measure, by=(rows, columns), heads=(id, caption, heading), every=every)


def _crossed(
    findings: Findings, measure: str, by: tuple[str, str], heads: tuple[str, str, str], every: bool
) -> list[Block]:
    (id, caption, heading), (down, across) = heads, map(_key_of, by)
    figures = findings.figures(measure)
    in_rows = list(dict.fromkeys(each.breakdown[down] for each in figures if every or each.occurs))
    in_columns = list(dict.fromkeys(each.breakdown[across] for each in figures if each.occurs))
    if not in_rows:
        return []
    number = {(each.breakdown[down], each.breakdown[across]): each.numerator for each in figures}
    rows: list[tuple[Value, ...]] = [
        (
            category_in_words(down, row),
            *(number.get((row, column), 0) for column in in_columns),  # outside the lists only what occurs stands
            _number(findings.figure(by[0], **{down: row})),
        )
        for row in in_rows
    ]
    totals = [_number(findings.figure(by[1], **{across: column})) for column in in_columns]
    rows.append(("All", *totals, _number(findings.figure("population.looked_after"))))
    names = (*(category_in_words(across, column) for column in in_columns), "All")
    columns = (Column(heading), *(Column(name, Kind.COUNT) for name in names))
    return [Table(id, caption, columns, tuple(rows), source=f"measure {measure}", total=True)]


def _key_of(measure: str) -> str:
    """The one key by which a measure is broken down."""
    (key,) = measure_named(measure).keys
    return key.name


age_and_sex = crossed(
    "population.by_age_and_sex",
    "population.by_age",
    "population.by_sex",
    id="population-by-age-and-sex",
    caption="Children looked after, by age and sex",
    heading="Age",
    every=True,
)


def closed_by_quarter(findings: Findings) -> list[Block]:
    """Formal disputes closed, a bar for each quarter and a series for each stage that occurs; none for one quarter."""
    of = _TwoKeys("disputes.closed_by_quarter", "quarter", "stage", "Stage")
    quarters = {figure.breakdown["quarter"] for figure in findings.figures(of.measure)}
    if len(quarters) == 1:
        return []
    return of.chart(findings, "Formal disputes closed, by quarter and stage", "Quarter", "disputes", ChartKind.BAR)


def methods_by_age(findings: Findings) -> list[Block]:
    """How children took part in their reviews: for each age a bar, made up of the codes that occur."""
    of = _TwoKeys("participation.by_age_and_code", "age_band", "code", "How the child took part")
    return of.chart(findings, "How children took part in their reviews, by age", "Age", "reviews", ChartKind.STACKED)


@dataclass(frozen=True)
class _TwoKeys:
    """A count by two keys: the categories of `over` along the axis, a series for each of `parts` that occurs.

    `heading` says what the parts are.
    """

    measure: str
    over: str
    parts: str
    heading: str

    def chart(self, findings: Findings, title: str, heading: str, unit: str, kind: ChartKind) -> list[Block]:
        """The picture, whose table follows it; none where nothing occurs. Hidden numbers leave a gap."""
        figures = findings.figures(self.measure)
        occurring = {each.breakdown[self.parts] for each in figures if each.occurs}
        listed = dict.fromkeys(each.breakdown[self.parts] for each in figures)
        parts = tuple(each for each in listed if each in occurring)
        if not parts:
            return []
        over = tuple(dict.fromkeys(each.breakdown[self.over] for each in figures))
        number = {(each.breakdown[self.over], each.breakdown[self.parts]): drawn(each.numerator) for each in figures}
        return [
            Chart(
                id=f"{self.measure.replace('.', '-').replace('_', '-')}-chart",
                kind=kind,
                title=title,
                alt=f"{title}. The table below gives every value.",
                categories=tuple(category_in_words(self.over, each) for each in over),
                series=tuple(
                    Series(category_in_words(self.parts, part), tuple(number[each, part] for each in over))
                    for part in parts
                ),
                unit=unit,
                category_heading=heading,
                series_heading=self.heading,
                notes=("Small numbers are hidden.",) if None in number.values() else (),
                source=f"measure {self.measure}",
            )
        ]


def on_time_by_quarter(findings: Findings) -> list[Block]:
    """Reviews held in time by quarter, added up from the months; a quarter with a hidden month is a gap."""
    months: dict[str, list[ToldFigure]] = {}
    for each in findings.figures("reviews.on_time_by_month"):
        months.setdefault(quarter_of(date.fromisoformat(f"{each.breakdown['month']}-01")), []).append(each)
    shares = tuple(map(_share_of_all, months.values()))
    if len(months) < 2 or not any(shares):
        return []
    title = "Reviews held in time, by quarter"
    return [
        Chart(
            id="reviews-on_time-by-quarter-chart",
            kind=ChartKind.BAR,
            title=title,
            alt=f"{title}. The table below gives every value.",
            categories=tuple(months),
            series=(Series("Per cent", shares),),
            unit="per cent",
            values=Kind.PERCENT,
            category_heading="Quarter",
            notes=("Small numbers are hidden.",) if _hides(months) else (),
            source="measure reviews.on_time_by_month",
        )
    ]


def _share_of_all(months: Sequence[ToldFigure]) -> float | None:
    parts = [(drawn(each.numerator), drawn(each.denominator)) for each in months]
    known = [(part, whole) for part, whole in parts if part is not None and whole is not None]
    if len(known) < len(parts):
        return None
    return ratio(sum(part for part, _ in known), sum(whole for _, whole in known))


def _hides(months: Mapping[str, Sequence[ToldFigure]]) -> bool:
    return any(HIDDEN in (each.numerator, each.denominator) for found in months.values() for each in found)


def disputes_open(findings: Findings) -> list[Block]:
    """Each formal dispute open at the last day, with its clock, those with least time left first.

    It names no child and is for managers: a paper that hides small numbers does not show it.
    """
    rows = findings.records("disputes.open")
    if not rows:
        return []
    rows.sort(key=lambda row: (row["days_left"], row["dispute"]))
    columns = (
        Column("Dispute"),
        Column("Team"),
        Column("Stage"),
        Column("Formal since"),
        Column("Working days", Kind.COUNT),
        Column("Left of 20", Kind.COUNT),
    )
    lines = tuple(
        (
            row["dispute"],
            category_in_words("team", row["team"]),
            category_in_words("stage", row["stage"]),
            day_in_words(row["on"]),
            row["days"],
            row["days_left"],
        )
        for row in rows
    )
    source = "measure disputes.open"
    return [Table("disputes-open-list", "Disputes open, with the clock of each", columns, lines, source=source)]


def advocates_to_offer(findings: Findings) -> list[Block]:
    """In a paper of a week or a month, each review after which an advocate is to be offered, by the child's number.

    A paper that hides small numbers does not show it.
    """
    measured = findings.measured
    if (measured.to_on - measured.from_on).days > A_MONTH:
        return []
    rows = [row for row in findings.records("advocacy.referrals_due") if row["counted_as"] == "numerator"]
    lines = tuple((row["child"], day_in_words(row["on"])) for row in sorted(rows, key=lambda row: row["on"]))
    columns, source = (Column("Child"), Column("Review held on")), "measure advocacy.referrals_due"
    return (
        [Table("advocates-to-offer", "Children to be offered an advocate", columns, lines, (), source)] if rows else []
    )


def profiles_that_do_not_add_up(findings: Findings) -> list[Block]:
    """A warning for each profile whose categories do not add up to the children of the same day."""
    told = []
    for total, children, measure, words in PROFILES:
        whole = _number(findings.figure(total))
        numbers = [figure.numerator for figure in findings.figures(measure)]
        counted = [number for number in numbers if isinstance(number, int)]
        if numbers and len(counted) == len(numbers) and isinstance(whole, int) and sum(counted) != whole:
            told.append(f"The table of {words} adds up to {sum(counted):,}, but {whole:,} children {children}.")
    return [Note("Totals that differ", tuple(map(Paragraph.of, told)))] if told else []


def shares_that_jump(*measures: str) -> Part:
    """A warning for each category whose share moved far from the year before: it may be how it is recorded.

    Far is 20 percentage points, of 20 children or more in both years; nothing is said of what is hidden.
    """

    def part(findings: Findings) -> list[Block]:
        told = [words for each in measures for figure in findings.figures(each) if (words := _jump(findings, figure))]
        return [Note("Shares that moved far", tuple(map(Paragraph.of, told)))] if told else []

    return part


def _jump(findings: Findings, figure: ToldFigure) -> str:
    before = findings.year_before(figure.id, **figure.breakdown)
    numbers = (figure.denominator, before.denominator, figure.value, before.value) if before else ()
    known = [float(each) for each in numbers if isinstance(each, int | float)]
    if len(known) < 4 or min(known[:2]) < JUMP_OF or abs(known[2] - known[3]) < JUMP:
        return ""
    title, category = measure_named(figure.id).title, category_of(figure, findings.policy)
    return (
        f"{title}: {category} went from {known[3]:.0f}% to {known[2]:.0f}% in a year. It may come from how it is "
        "recorded, for instance since a change of system: look at the records before it is read as a change for "
        "children."
    )


def late_by_reason(findings: Findings) -> list[Block]:
    """Late reviews by reason; where none was late, that is said."""
    held = findings.figure("reviews.on_time")
    if held is None or not held.denominator:
        return []
    if not findings.occurring("reviews.late_by_reason"):
        return [Paragraph.of("No review was late.")]
    return breakdown_table(findings, "reviews.late_by_reason", caption="Late reviews, by reason", heading="Reason")


def two_measures_told_apart(findings: Findings) -> list[Block]:
    """What sets the measure of reviews apart from the measure of children."""
    if not findings.figures("reviews.on_time"):
        return []
    words = (
        "Reviews held in time looks at reviews: of those held in the period, how many were held on or before the day "
        "they were due.",
        "Children whose reviews were all in time looks at children looked after on the last day: one late or missing "
        "review, and the child does not count. It is usually the lower of the two and says more about a child's "
        "experience.",
    )
    return [Note("Two measures that are easily confused", tuple(Paragraph.of(each) for each in words))]


def views_not_obtained(findings: Findings) -> list[Block]:
    """Why mothers' and fathers' views were not obtained, side by side."""
    figures = findings.figures("parents.not_obtained")
    if not figures:
        return []
    reasons = list(dict.fromkeys(figure.breakdown["reason"] for figure in figures))
    found = {(f.breakdown["parent"], f.breakdown["reason"]): f for f in figures}
    rows = tuple(
        (
            category_in_words("reason", reason),
            *_pair(found.get(("mother", reason))),
            *_pair(found.get(("father", reason))),
        )
        for reason in reasons
    )
    return [
        Table(
            id="parents-not-obtained",
            caption="Why a parent's views were not obtained",
            columns=COLUMNS_OF_VIEWS,
            rows=rows,
            notes=("Per cent of all reviews held.",),
            source="measure parents.not_obtained",
        )
    ]


def caseloads(findings: Findings) -> list[Block]:
    """The lowest, average and highest caseload, for each officer and each full-time equivalent."""
    units = units_in_use(findings)
    if not units:
        return []
    rows = tuple(
        (
            category_in_words("unit", unit),
            *(_value(findings.figure(f"caseload.{which}", unit=unit)) for which in ("lowest", "average", "highest")),
        )
        for unit in units
    )
    columns = (Column("Children allocated"), *(Column(name, Kind.DECIMAL) for name in ("Lowest", "Average", "Highest")))
    low, high = (int(number) for number in findings.policy.caseload.iro.scaled(1))
    apart = " Children of conferences are not counted for it." if CHAIR in units else ""
    return [
        Table(
            id="caseload",
            caption="Caseloads on the last day of the period",
            columns=columns,
            rows=rows,
            notes=(f"The guide is {low} to {high} looked-after children for an IRO working full time.{apart}",),
            source="measures caseload.lowest, caseload.average, caseload.highest",
        )
    ]


def posts(findings: Findings) -> list[Block]:
    """Who is in post by role: full-time equivalents, how many in a permanent post, and posts begun in the period."""
    figures = findings.occurring("staff.fte")
    asked = (
        (Column("Full-time equivalent", Kind.DECIMAL), "staff.fte"),
        (Column("People in a permanent post", Kind.COUNT), "staff.permanent"),
        (Column("Permanent posts begun", Kind.COUNT), "staff.recruited"),
        (Column("All posts begun, full-time equivalent", Kind.DECIMAL), "staff.posts_begun"),
    )
    rows: list[tuple[Value, ...]] = [
        (category_in_words("role", role), *(_number(findings.figure(measure, role=role)) for _, measure in asked))
        for role in (figure.breakdown["role"] for figure in figures)
    ]
    if not rows:
        return []
    caption, source = "Posts on the last day, and those begun in the period", "measures staff.fte, staff.permanent"
    columns = (Column("Role"), *(column for column, _ in asked))
    return [Table("staff", caption, columns, tuple(rows), notes_of(findings, figures), source)]


def _number(figure: ToldFigure | None) -> Value:
    return figure.numerator if figure else None


def _value(figure: ToldFigure | None) -> Value:
    return figure.value if figure else None


def _pair(figure: ToldFigure | None) -> tuple[Value, Value]:
    if figure is None:
        return None, None
    return figure.numerator, HIDDEN if figure.numerator == HIDDEN else figure.value
