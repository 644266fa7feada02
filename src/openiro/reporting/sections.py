"""The sections of the annual report: what each is called, and the figures that stand in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from openiro.documents.content import Block, ChartKind, Column, Kind, Note, Paragraph, Table
from openiro.domain.policy import ReportSection as S
from openiro.reporting.findings import (
    Findings,
    breakdown_chart,
    breakdown_table,
    definitions,
    figures_table,
    key_figures,
)
from openiro.reporting.words import category_in_words

Blocks = list[Block]


@dataclass(frozen=True)
class SectionPlan:
    """A section: its heading, a prompt for whoever writes it, and its figures."""

    section: S
    heading: str
    prompt: str
    figures: Callable[[Findings], Blocks] = lambda findings: []


def _children(findings: Findings) -> Blocks:
    return [
        *key_figures(
            findings,
            [
                ("population.looked_after", "Children looked after"),
                ("population.rate_per_10000", "Rate per 10,000 people under 18"),
                ("flow.started", "Started to be looked after"),
                ("flow.ceased", "Ceased to be looked after"),
            ],
        ),
        *breakdown_chart(
            findings,
            "population.monthly",
            title="Children looked after at the end of each month",
            heading="Month",
            kind=ChartKind.LINE,
        ),
        *breakdown_chart(findings, "population.by_age", title="Children looked after, by age", heading="Age"),
        *_age_and_sex(findings),
        *breakdown_table(
            findings,
            "population.by_ethnic_group",
            caption="Children looked after, by ethnic group",
            heading="Ethnic group",
            every=True,
        ),
        *breakdown_table(
            findings,
            "population.by_legal_status",
            caption="Children looked after, by legal status",
            heading="Legal status",
        ),
        *breakdown_table(
            findings, "population.by_placement", caption="Children looked after, by placement", heading="Placement"
        ),
        *breakdown_table(
            findings,
            "population.by_need",
            caption="Children looked after, by category of need",
            heading="Category of need",
        ),
        *figures_table(
            findings,
            "groups",
            "Groups of children looked after",
            [
                ("population.uasc", "Unaccompanied asylum-seeking children"),
                ("population.disabled", "Disabled children"),
                ("population.formal_order", "Under a formal order"),
                ("population.short_breaks", "In a series of short breaks, counted apart"),
            ],
        ),
        *breakdown_chart(
            findings,
            "flow.started_by_age",
            title="Children who started to be looked after, by age at the start",
            heading="Age",
        ),
        *figures_table(
            findings,
            "first-time",
            "Children who started, and for the first time",
            [
                ("flow.started", "Started to be looked after"),
                ("flow.started_first_time", "For the first time"),
            ],
        ),
        *breakdown_table(
            findings,
            "flow.ceased_by_reason",
            caption="Children who ceased to be looked after, by reason",
            heading="Reason",
        ),
        *definitions(
            [
                "population.looked_after",
                "flow.started",
                "flow.ceased",
                "population.formal_order",
                "population.disabled",
            ],
            findings,
        ),
    ]


def _age_and_sex(findings: Findings) -> Blocks:
    figures = findings.figures("population.by_age_and_sex")
    if not figures:
        return []
    sexes = list(dict.fromkeys(figure.breakdown["sex"] for figure in figures))
    sexes = [sex for sex in sexes if any(f.numerator for f in figures if f.breakdown["sex"] == sex)]
    ages = list(dict.fromkeys(figure.breakdown["age_band"] for figure in figures))
    number = {(f.breakdown["age_band"], f.breakdown["sex"]): f.numerator for f in figures}
    columns = (Column("Age"), *(Column(category_in_words("sex", sex), Kind.COUNT) for sex in sexes))
    rows = [
        (category_in_words("age_band", age), *(number[age, sex] for sex in sexes), sum(number[age, s] for s in sexes))
        for age in ages
    ]
    totals = [sum(row[place] for row in rows) for place in range(1, len(sexes) + 2)]  # type: ignore[misc]
    return [
        Table(
            id="population-by-age-and-sex",
            caption="Children looked after, by age and sex",
            columns=(*columns, Column("All", Kind.COUNT)),
            rows=(*rows, ("All", *totals)),
            source="measure population.by_age_and_sex",
            total=True,
        )
    ]


def _timeliness(findings: Findings) -> Blocks:
    told_apart = Note(
        "Two measures that are easily confused",
        (
            Paragraph.of(
                "Reviews held in time looks at reviews: of those held in the period, how many were held on or before "
                "the day they were due."
            ),
            Paragraph.of(
                "Children whose reviews were all in time looks at children: one late or missing review, and the child "
                "does not count. It is always the lower of the two and says more about a child's experience."
            ),
        ),
    )
    side_by_side = figures_table(
        findings,
        "timeliness",
        "Timeliness, by review and by child",
        [
            ("reviews.on_time", "Reviews held in time"),
            ("reviews.children_all_on_time", "Children whose reviews were all in time"),
            ("reviews.overdue", "Reviews overdue on the last day"),
        ],
    )
    return [
        *key_figures(
            findings,
            [
                ("reviews.held", "Reviews held"),
                ("reviews.on_time", "Reviews held in time"),
                ("reviews.children_all_on_time", "Children with all reviews in time"),
                ("reviews.overdue", "Reviews overdue"),
            ],
        ),
        *side_by_side,
        *([told_apart] if side_by_side else []),
        *breakdown_chart(
            findings,
            "reviews.on_time_by_month",
            title="Reviews held in time, by month",
            heading="Month",
            kind=ChartKind.LINE,
            share=True,
        ),
        *breakdown_table(
            findings,
            "reviews.held_by_age",
            caption="Reviews held, by age of the child",
            heading="Age",
            every=True,
        ),
        *breakdown_table(findings, "reviews.late_by_reason", caption="Late reviews, by reason", heading="Reason"),
        *breakdown_table(findings, "reviews.by_mode", caption="Reviews held, by how people met", heading="How"),
        *definitions(["reviews.on_time", "reviews.children_all_on_time", "reviews.overdue"], findings),
    ]


def _participation(findings: Findings) -> Blocks:
    return [
        *key_figures(
            findings,
            [
                ("participation.reviews", "Reviews in which the child took part"),
                ("participation.attended", "Reviews that the child attended"),
                ("participation.latest", "Children who took part in their latest review"),
            ],
        ),
        *breakdown_table(
            findings,
            "participation.by_code",
            caption="How children took part in their reviews",
            heading="How the child took part",
            every=True,
        ),
        *breakdown_chart(
            findings,
            "participation.by_age",
            title="Reviews in which the child took part, by age",
            heading="Age",
            share=True,
        ),
        *definitions(["participation.reviews", "participation.attended", "participation.latest"], findings),
    ]


def _parents(findings: Findings) -> Blocks:
    return [
        *figures_table(
            findings,
            "parents",
            "Parents in reviews",
            [
                ("parents.either", "Views of either parent"),
                ("parents.attended", "Attended by either parent"),
                ("parents.mother", "Views of the mother"),
                ("parents.father", "Views of the father"),
            ],
        ),
        *_parents_not_heard(findings),
        *definitions(["parents.either", "parents.attended", "parents.not_obtained"], findings),
    ]


def _parents_not_heard(findings: Findings) -> Blocks:
    figures = findings.figures("parents.not_obtained")
    reasons = list(dict.fromkeys(figure.breakdown["reason"] for figure in figures))
    if not reasons:
        return []
    number = {(f.breakdown["parent"], f.breakdown["reason"]): f for f in figures}
    rows = tuple(
        (
            category_in_words("reason", reason),
            *(cell for parent in ("mother", "father") for cell in _number_and_share(number.get((parent, reason)))),
        )
        for reason in reasons
    )
    headings = ("Mother", "Mother, per cent", "Father", "Father, per cent")
    kinds = (Kind.COUNT, Kind.PERCENT, Kind.COUNT, Kind.PERCENT)
    columns = (Column("Reason"), *(Column(name, kind) for name, kind in zip(headings, kinds, strict=True)))
    return [
        Table(
            id="parents-not-obtained",
            caption="Why a parent's views were not obtained",
            columns=columns,
            rows=rows,
            notes=("Per cent of all reviews held.",),
            source="measure parents.not_obtained",
        )
    ]


def _number_and_share(figure: object) -> tuple[float | None, float | None]:
    return (getattr(figure, "numerator", None), getattr(figure, "value", None))


def _service(findings: Findings) -> Blocks:
    return [
        *_caseload(findings),
        *breakdown_table(findings, "staff.fte", caption="Posts filled, full-time equivalent", heading="Role"),
        *figures_table(
            findings,
            "allocation",
            "Allocation",
            [
                ("allocation.within_5_days", "Given an IRO within 5 working days of starting"),
                ("allocation.unchanged", "Looked after all year with the same IRO"),
                ("caseload.outside_guide", "IROs with a caseload outside the guide"),
                ("staff.permanent", "Officers in permanent posts"),
            ],
        ),
        *definitions(["caseload.average", "caseload.outside_guide", "allocation.within_5_days"], findings),
    ]


def _caseload(findings: Findings) -> Blocks:
    units = [dict(figure.breakdown) for figure in findings.figures("caseload.average")]
    if not units:
        return []
    rows = tuple(
        (
            ", ".join(category_in_words(key, value) for key, value in unit.items()) or "IRO",
            *(_value(findings, f"caseload.{which}", unit) for which in ("lowest", "average", "highest")),
        )
        for unit in units
    )
    headings = ("Lowest", "Average", "Highest")
    columns = (Column("Children for each"), *(Column(heading, Kind.DECIMAL) for heading in headings))
    return [
        Table(
            id="caseload",
            caption="Caseloads on the last day of the period",
            columns=columns,
            rows=rows,
            notes=("Guidance speaks of 50 to 70 children for one full-time equivalent.",),
            source="measures caseload.lowest, caseload.average, caseload.highest",
        )
    ]


def _value(findings: Findings, measure: str, unit: dict[str, str]) -> float | None:
    figure = findings.figure(measure, **unit)
    return figure.value if figure else None


def _permanence(findings: Findings) -> Blocks:
    return [
        *figures_table(
            findings,
            "stability",
            "Stability of placements",
            [
                ("placements.three_or_more", "Three or more placements in the period"),
                ("placements.long_term_stability", "Long-term stability"),
            ],
        ),
        *definitions(["placements.three_or_more", "placements.long_term_stability"], findings),
    ]


PLANS: Sequence[SectionPlan] = (
    SectionPlan(S.PURPOSE, "Purpose and legal context", "Why this report is made, for whom, and the law it rests on."),
    SectionPlan(S.KEY_MESSAGES, "Key messages", "What the panel must know, in five points."),
    SectionPlan(S.SERVICE, "The service and its caseloads", "The team, changes in it, resources.", _service),
    SectionPlan(S.CHILDREN, "Children in our care", "What changed in who is looked after, and why.", _children),
    SectionPlan(S.PERMANENCE, "Permanence and stability", "What moved for children this year.", _permanence),
    SectionPlan(S.TIMELINESS, "Reviews held in time", "Why reviews were late, and what was done.", _timeliness),
    SectionPlan(S.PARTICIPATION, "Children's participation", "How children took part; what helped.", _participation),
    SectionPlan(S.PARENTS, "Parents' participation", "How parents took part, and what got in the way.", _parents),
    SectionPlan(S.ENTITLEMENTS, "Entitlements and advocacy", "What children were told they are entitled to."),
    SectionPlan(S.CARE_PLANNING, "Quality of care planning", "What reviews found in plans."),
    SectionPlan(S.BETWEEN_REVIEWS, "Progress between reviews", "What was checked between reviews."),
    SectionPlan(S.OVERSIGHT, "Management oversight", "How managers answered decisions."),
    SectionPlan(S.VIEWS, "What children told us", "In their own words, without names."),
    SectionPlan(S.QUALITY, "Quality assurance", "Audits, observations, good practice."),
    SectionPlan(S.CHALLENGE, "Challenge and escalation", "What was challenged and what changed."),
    SectionPlan(S.CHILD_PROTECTION, "Child protection conferences", "The work of conference chairs."),
    SectionPlan(S.FOSTERING, "Foster carers' reviews", "The work of the fostering reviewing officer."),
    SectionPlan(S.RESOURCES, "Resources", "Whether resources put quality at risk."),
    SectionPlan(S.ACHIEVEMENTS, "Achievements", "What went well this year."),
    SectionPlan(S.WORK_PROGRAMME, "Work programme", "What will be done next year, by whom, by when."),
    SectionPlan(S.SUMMARY, "Summary", "In a few sentences."),
)
PLAN_OF = {plan.section: plan for plan in PLANS}
