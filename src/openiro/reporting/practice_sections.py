"""Parts of papers that show what is kept beside the measures: forms by quarter, audits, tracking, plans, complaints.

Counts may be small: a paper that hides small numbers shows the measures of these sections alone, and the plans.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from openiro.actionplans.queries import ActionLine
from openiro.audits.queries import Results
from openiro.documents.content import Block, Chart, ChartKind, Column, Kind, Series, Table, Value
from openiro.domain.codes import meaning_of
from openiro.domain.report_policy import ReportSection as S
from openiro.domain.words import sentence
from openiro.measures.compute import measure_named
from openiro.measures.figures import Result
from openiro.quality.queries import Quality, QuarterResult
from openiro.reporting.blocks import breakdown_table
from openiro.reporting.findings import Findings
from openiro.reporting.parts import Part
from openiro.reporting.queries import PlanWithActions, Practice
from openiro.reporting.words import day_in_words

A_FEW = "a few"
RATED, ANSWERED = "Monitoring forms: green, of those rated", "Monitoring forms: yes, of those answered"


def inside(make: Callable[[Findings, Practice], list[Block]]) -> Part:
    """A part for managers: nothing where small numbers are hidden, or where nobody reads practice."""

    def part(findings: Findings) -> list[Block]:
        return make(findings, findings.practice) if findings.practice and not findings.hide_up_to else []

    return part


@inside
def forms_by_quarter(findings: Findings, practice: Practice) -> list[Block]:
    """How many reviews have their form, and the results of forms by quarter as charts, each with its table."""
    found = practice.forms
    if not found.sent:
        return []
    columns = (Column("Monitoring forms"), Column("Number", Kind.COUNT))
    rows: tuple[tuple[Value, ...], ...] = (
        ("Reviews held", found.reviews),
        ("Reviews with a form", found.sent),
        ("Reds open", found.open_red),
        ("Ambers open", found.open_amber),
    )
    return [Table("forms-sent", "Monitoring forms", columns, rows), *form_charts(found)]


def form_charts(found: Quality) -> list[Chart]:
    """Results of forms by quarter: a chart of what is answered yes or no, and one of what is rated."""
    return [
        _quarters_chart(id, title, found.quarters, lines)
        for id, title, is_rating in (("forms-answered", ANSWERED, False), ("forms-rated", RATED, True))
        if (lines := [line for line in found.results if line.is_rating is is_rating])
    ]


def quarter_in_words(first_on: date) -> str:
    """'April to June 2026'."""
    last = date(first_on.year, first_on.month + 2, 1)
    return f"{first_on:%B} to {last:%B} {last.year}"


def _quarters_chart(id: str, title: str, quarters: Sequence[date], lines: Sequence[QuarterResult]) -> Chart:
    share = {(line.question, line.first_on): line.percent for line in lines}
    asked = tuple(dict.fromkeys(line.question for line in lines))
    return Chart(
        id=id,
        kind=ChartKind.BAR,
        title=title,
        alt=f"{title}, by question and quarter. The table gives every value.",
        categories=asked,
        series=tuple(
            Series(quarter_in_words(first), tuple(_rounded(share.get((question, first))) for question in asked))
            for first in quarters
        ),
        unit="per cent",
        values=Kind.PERCENT,
        category_heading="Question",
    )


def _rounded(share: object) -> float | None:
    return None if share is None else round(float(share), 1)  # type: ignore[arg-type]


@inside
def themes_together(findings: Findings, practice: Practice) -> list[Block]:
    """Triangulation: what monitoring forms, formal disputes and concerns say of one theme, side by side."""
    forms = {theme: number for theme, number, _ in practice.forms.themes}
    disputes, concerns = (_by_theme(findings, measure) for measure in ("disputes.by_theme", "concerns.informal"))
    themes = sorted({*forms, *disputes, *concerns}, key=lambda t: (-_total(t, forms, disputes, concerns), t))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (meaning_of("DISPUTE_THEME", theme), *(each.get(theme, 0) for each in (forms, disputes, concerns)))
        for theme in themes
        if _total(theme, forms, disputes, concerns)
    )
    headings = ("Ambers and reds of forms", "Formal disputes", "Concerns")
    columns = (Column("Theme"), *(Column(text, Kind.COUNT) for text in headings))
    return [Table("themes-together", "What each source says, by theme", columns, rows)] if rows else []


def _by_theme(findings: Findings, measure: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    for figure in findings.figures(measure):
        if isinstance(figure.numerator, int):
            found[figure.breakdown["theme"]] += figure.numerator
    return dict(found)


def _total(theme: str, *sources: dict[str, int]) -> int:
    return sum(each.get(theme, 0) for each in sources)


@inside
def audits_shown(findings: Findings, practice: Practice) -> list[Block]:
    """Audits of each kind by grade, and by theme how often what they ask is met, with findings made and closed."""
    policy = findings.policy.audits
    if not practice.audits:
        return []
    grades = [(each.id, each.title) for each in policy.grades]
    columns = (Column("Kind"), Column("Audits", Kind.COUNT), *(Column(title, Kind.COUNT) for _, title in grades))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (kind, found.audits, *(_graded(found, grade) for grade, _ in grades)) for kind, found in practice.audits
    )
    titles = {each.id: each.title for each in policy.themes}
    headings = ("Met", "Partly", "Not met", "Findings", "Findings closed")
    of_themes = (Column("Kind and theme"), *(Column(text, Kind.COUNT) for text in headings))
    lines: tuple[tuple[Value, ...], ...] = tuple(
        (
            f"{kind}: {titles.get(each.theme, each.theme)}",
            each.met,
            each.partly,
            each.not_met,
            each.findings,
            each.closed,
        )
        for kind, found in practice.audits
        for each in found.by_theme
    )
    return [
        Table("audits-by-grade", "Audits, by kind and grade", columns, rows),
        Table("audits-by-theme", "What audits found, by theme", of_themes, lines),
    ]


def _graded(found: Results, grade: str) -> int:
    return sum(each.grades.get(grade, 0) for each in found.by_quarter)


@inside
def team_listed(findings: Findings, practice: Practice) -> list[Block]:
    """Who works in the service: name, post, share of full time; a role in which nobody has a post is left out."""
    columns = (Column("Name"), Column("Post"), Column("Full or part time"))
    held = {post for post, officer in practice.team if officer.fte is not None}
    team = [(post, officer) for post, officer in practice.team if post in held or not held]
    rows = tuple((officer.name, post, _time_of(officer.fte)) for post, officer in team)
    return [Table("team", "The team on the last day", columns, rows)] if rows else []


def _time_of(fte: Decimal | None) -> str:
    if fte is None:
        return ""
    return "Full time" if fte >= 1 else f"Part time, {fte.normalize():f} of full time"


@inside
def officers_beside_children(findings: Findings, practice: Practice) -> list[Block]:
    """Reviewing officers beside the children looked after, by gender and by ethnic group; few officers are hidden.

    Of what no officer said there is no table.
    """
    by_gender, by_group = practice.profile_of_staff
    sexes = {SEXES.get(each.breakdown["sex"], ""): each.numerator for each in findings.figures("population.by_sex")}
    groups = {each.breakdown["ethnic_group"]: each.numerator for each in findings.figures("population.by_ethnic_group")}
    if not by_gender[""] or not sexes:
        return []
    asked = (("gender", by_gender, sexes), ("ethnic-group", by_group, groups))
    return [_profile(id, staff, children) for id, staff, children in asked if _is_said(staff)]


def _is_said(staff: Mapping[str, int | None]) -> bool:
    """Whether an officer is in any group but the last, of those who did not say."""
    *said, _ = (count for group, count in staff.items() if group)
    return any(count != 0 for count in said)


# Of children two are recorded, as the return asks for them.
SEXES = {"F": "Female", "M": "Male"}


def _profile(id: str, staff: Mapping[str, int | None], children: Mapping[str, Value]) -> Table:
    words = id.replace("-", " ")
    columns = (Column(sentence(words)), Column("Officers", Kind.COUNT), Column("Children", Kind.COUNT))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (group, A_FEW if count is None else count, children.get(group)) for group, count in staff.items() if group
    )
    return Table(f"officers-by-{id}", f"Officers beside children, by {words}", columns, rows)


@inside
def plans_tracked(findings: Findings, practice: Practice) -> list[Block]:
    """Plans for permanence that stand: for how many children, agreed, and matched with a family."""
    columns = (Column("Plan"), *(Column(text, Kind.COUNT) for text in ("Children", "Agreed", "Matched")))
    rows = tuple(
        (meaning_of("PERMANENCE", line.plan), line.children, line.agreed, line.matched) for line in practice.permanence
    )
    caption = "Plans for permanence on the last day, parallel plans each counted"
    return [Table("plans-standing", caption, columns, rows)] if rows else []


@inside
def told_before(findings: Findings, practice: Practice) -> list[Block]:
    """Changes of which the IRO is to be told before they are done: told or not, and looked at by a review first."""
    found = practice.consultation.changes
    headings = ("Changes", "IRO told before", "Told only after", "Not told", "Review held before")
    columns = (Column("Change"), *(Column(text, Kind.COUNT) for text in headings))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (meaning_of("CHANGE_EVENT", each.event), each.changes, each.before, each.after, each.not_told, each.reviewed)
        for each in found
    )
    return [Table("told-before", "Changes, and whether the IRO was consulted before", columns, rows)] if rows else []


@inside
def exploitation_meetings(findings: Findings, practice: Practice) -> list[Block]:
    """Meetings about exploitation, by the young person's part in them."""
    found = practice.consultation.exploitation
    columns = (Column("Young person"), Column("Meetings", Kind.COUNT))
    rows: tuple[tuple[Value, ...], ...] = tuple((sentence(part), number) for part, number in found)
    caption = "Young people in meetings about exploitation"
    return [Table("exploitation-meetings", caption, columns, rows)] if rows else []


@inside
def before_and_after(findings: Findings, practice: Practice) -> list[Block]:
    """How children took part in the year before and the year after a new way of saying what they think."""
    return [
        Table(
            f"new-way-{place}",
            f"Before and after: {way.name}, from {day_in_words(way.from_on)}",
            (Column("Indicator"), Column("12 months before", Kind.PERCENT), Column("Since then", Kind.PERCENT)),
            tuple((words, *(_whole(each) for each in results)) for words, results in series.items()),
        )
        for place, (way, series) in enumerate(practice.new_ways, 1)
    ]


def _whole(result: Result) -> Value:
    """The one figure of a result, None where nothing could be counted."""
    return next((each.value for each in result.figures if not each.breakdown), None)


@inside
def complaints_told(findings: Findings, practice: Practice) -> list[Block]:
    """Complaints by theme, by what they were about, and by how they ended."""
    found = practice.complaints
    if not found:
        return []
    ends = [meaning_of("COMPLAINT_OUTCOME", each.outcome) if each.outcome else "Still open" for each in found]
    about = [meaning_of("COMPLAINT_ABOUT", each.about) for each in found]
    return [
        _counts("complaints-by-theme", "Complaints, by theme", [meaning_of("DISPUTE_THEME", x.theme) for x in found]),
        _counts("complaints-about", "Complaints, by what they were about", about),
        _counts("complaints-by-outcome", "Complaints, by outcome", ends),
    ]


def _counts(id: str, caption: str, words: Iterable[str]) -> Table:
    rows = tuple(Counter(words).most_common())
    return Table(id, caption, (Column("Complaints"), Column("Number", Kind.COUNT)), rows)


def progress_of_plans(findings: Findings) -> list[Block]:
    """How far the actions of the plans of the period have come, and, for managers, what they changed."""
    whole = not findings.hide_up_to
    columns = tuple(map(Column, ("Action", "Progress", *(["What changed"] if whole else []))))
    plans = findings.practice.plans if findings.practice else []
    return [_plan_table("progress", each, columns, _progress if whole else _state) for each in plans if each[1]]


def plans_ahead(findings: Findings) -> list[Block]:
    """The work programme: the actions of the plans of the year that follows."""
    columns = tuple(map(Column, ("Priority", "Action", "Lead", "By when", "Outcome sought")))
    plans = findings.practice.plans_ahead if findings.practice else []
    return [_plan_table("plan", each, columns, _programme) for each in plans if each[1]]


def _plan_table(
    id: str, plan: PlanWithActions, columns: tuple[Column, ...], row: Callable[[ActionLine], tuple[Value, ...]]
) -> Table:
    """A plan as a table, without columns of which no action says anything."""
    line, actions = plan
    rows = [row(each) for each in actions]
    said = [place for place in range(len(columns)) if any(values[place] for values in rows)]
    return Table(
        id=f"{id}-{line.number}",
        caption=line.label,
        columns=tuple(columns[place] for place in said),
        rows=tuple(tuple(values[place] for place in said) for values in rows),
    )


def _state(line: ActionLine) -> tuple[Value, ...]:
    return line.words, meaning_of("ACTION_STATE", line.state)


def _progress(line: ActionLine) -> tuple[Value, ...]:
    return line.words, meaning_of("ACTION_STATE", line.state), line.impact


def _programme(line: ActionLine) -> tuple[Value, ...]:
    day = line.due_on if line.timescale == "date" else None
    by = day_in_words(day) if day else meaning_of("ACTION_TIMESCALE", line.timescale)
    aim = f"{measure_named(line.measure).title}: {line.target.normalize():f}" if line.measure and line.target else ""
    return line.priority, line.words, line.lead, by, "; ".join(filter(None, (line.outcome_sought, aim)))


_COMPLAINTS: tuple[Part, ...] = (
    partial(breakdown_table, measure="complaints.received", caption="Complaints received", heading="By whom"),
    complaints_told,
)
# Each section with its heading, what to write there, and the parts that show its figures.
OF_PRACTICE: tuple[tuple[S, str, str, tuple[Part, ...]], ...] = (
    (S.TEAM, "The team", "Posts that are empty; who joined and who left.", (team_listed,)),
    (S.MONITORING, "Monitoring forms", "What the forms show, and what is done.", (forms_by_quarter,)),
    (S.AUDITS, "Audits", "What audits found, and what was done about it.", (audits_shown,)),
    (
        S.TRIANGULATION,
        "What the sources say together",
        "What audits, consultant social workers and IROs each saw; where they agree, and where not.",
        (themes_together,),
    ),
    (S.TRACKING, "Case tracking", "Whose plans moved, whose did not, and why.", (plans_tracked,)),
    (S.COMPLAINTS, "Complaints", "What was complained of, how it ended, what was learned.", _COMPLAINTS),
    (
        S.IMPACT,
        "What changed for children",
        "Without names: what reviews, challenge and audits changed for children, and how you know.",
        (),
    ),
)
