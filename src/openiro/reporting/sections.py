"""The sections of the papers: what each is called, what to write there, and the figures that stand in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from openiro.documents.content import Block, ChartKind
from openiro.domain.report_policy import ReportSection as S
from openiro.measures.catalogue import catalogue
from openiro.reporting.beside import demand_over_years, performance_over_years, projection, year_to_date
from openiro.reporting.blocks import breakdown_chart, breakdown_table, definitions, figures_table, key_figures
from openiro.reporting.directions import directions
from openiro.reporting.findings import Findings
from openiro.reporting.practice_sections import OF_PRACTICE, plans_ahead, progress_of_plans
from openiro.reporting.section_tables import (
    age_and_sex,
    caseloads,
    closed_by_quarter,
    disputes_open,
    late_by_reason,
    methods_by_age,
    on_time_by_quarter,
    profiles_that_do_not_add_up,
    two_measures_told_apart,
    views_not_obtained,
)

Part = Callable[[Findings], list[Block]]


@dataclass(frozen=True)
class SectionPlan:
    """A section: its heading, a prompt for whoever writes it, and the parts that show its figures, in order."""

    section: S
    heading: str
    prompt: str
    parts: Sequence[Part] = ()

    def figures(self, findings: Findings) -> list[Block]:
        """The blocks of its figures; none where the records do not tell them."""
        return [block for part in self.parts for block in part(findings)]


def _table(measure: str, caption: str, heading: str, *, every: bool = False) -> Part:
    return partial(breakdown_table, measure=measure, caption=caption, heading=heading, every=every)


def _chart(measure: str, title: str, heading: str, kind: ChartKind = ChartKind.BAR, *, share: bool = False) -> Part:
    return partial(breakdown_chart, measure=measure, title=title, heading=heading, kind=kind, share=share)


def _side_by_side(id: str, caption: str, *rows: tuple[str, str]) -> Part:
    return partial(figures_table, id=id, caption=caption, rows=rows)


def _head(*measures: tuple[str, str]) -> Part:
    return partial(key_figures, measures=measures)


def _definitions(*measures: str) -> Part:
    def part(findings: Findings) -> list[Block]:
        return definitions(measures, findings)

    return part


_HEADLINES = (
    ("population.looked_after", "Children looked after"),
    ("reviews.held", "Reviews held"),
    ("reviews.on_time", "Reviews held in time"),
    ("participation.reviews", "Reviews in which the child took part"),
    ("parents.either", "Reviews with the views of a parent"),
    ("disputes.within_20_days", "Disputes closed within 20 working days"),
)
_KEY_MESSAGES: tuple[Part, ...] = (_head(*_HEADLINES), partial(directions, measures=_HEADLINES))
_EQUALITY: tuple[Part, ...] = (
    _table("population.by_ethnic_group", "Children looked after, by ethnic group", "Ethnic group", every=True),
    _table("population.by_ethnicity", "Children looked after, by ethnicity", "Ethnicity"),
    age_and_sex,
    profiles_that_do_not_add_up,
)
_CHILDREN: tuple[Part, ...] = (
    _head(
        ("population.looked_after", "Children looked after"),
        ("population.rate_per_10000", "Rate per 10,000 people under 18"),
        ("flow.started", "Started to be looked after"),
        ("flow.ceased", "Ceased to be looked after"),
    ),
    demand_over_years,
    _chart("population.monthly", "Children looked after at the end of each month", "Month", ChartKind.LINE),
    _chart("population.by_age", "Children looked after, by age", "Age"),
    age_and_sex,
    _table("population.by_ethnic_group", "Children looked after, by ethnic group", "Ethnic group", every=True),
    _table("population.by_legal_status", "Children looked after, by legal status", "Legal status"),
    _table("population.by_placement", "Children looked after, by placement", "Placement"),
    _table("population.by_provider", "Children looked after, by provider of the placement", "Provider"),
    _table("population.by_need", "Children looked after, by category of need", "Category of need"),
    _side_by_side(
        "groups",
        "Groups of children looked after",
        ("population.uasc", "Unaccompanied asylum-seeking children"),
        ("population.disabled", "Disabled children"),
        ("population.formal_order", "Under a formal order"),
        ("population.short_breaks", "In a series of short breaks, counted apart"),
    ),
    _chart("flow.started_by_age", "Children who started to be looked after, by age at the start", "Age"),
    _side_by_side(
        "first-time",
        "Children who started, and for the first time",
        ("flow.started", "Started to be looked after"),
        ("flow.started_first_time", "For the first time"),
    ),
    _table("flow.ceased_by_reason", "Children who ceased to be looked after, by reason", "Reason"),
    _definitions(
        "population.looked_after", "flow.started", "flow.ceased", "population.formal_order", "population.disabled"
    ),
)
_TIMELINESS: tuple[Part, ...] = (
    _head(
        ("reviews.held", "Reviews held"),
        ("reviews.on_time", "Reviews held in time"),
        ("reviews.children_all_on_time", "Children with all reviews in time"),
        ("reviews.overdue", "Reviews overdue"),
    ),
    _side_by_side(
        "timeliness",
        "Timeliness, by review and by child",
        ("reviews.on_time", "Reviews held in time"),
        ("reviews.children_all_on_time", "Children whose reviews were all in time"),
        ("reviews.overdue", "Reviews overdue on the last day"),
    ),
    two_measures_told_apart,
    performance_over_years,
    year_to_date,
    projection,
    _chart("reviews.on_time_by_month", "Reviews held in time, by month", "Month", ChartKind.LINE, share=True),
    on_time_by_quarter,
    _table("reviews.held_by_age", "Reviews held, by age of the child", "Age", every=True),
    late_by_reason,
    _side_by_side(
        "recording",
        "How soon the record was written",
        ("reviews.recording_lag", "Days from the review to its finished record"),
        ("decisions.record_within_15_days", "Records finished within 15 working days"),
    ),
    _side_by_side("reviewed", "Whose reviews they were", ("reviews.disabled", "Of disabled children")),
    _table("reviews.by_mode", "Reviews held, by how people met", "How people met"),
    _definitions("reviews.on_time", "reviews.children_all_on_time", "reviews.overdue"),
)
_PARTICIPATION: tuple[Part, ...] = (
    _head(
        ("participation.reviews", "Reviews in which the child took part"),
        ("participation.attended", "Reviews that the child attended"),
        ("participation.latest", "Children who took part in their latest review"),
    ),
    _table("participation.by_code", "How children took part in their reviews", "How the child took part", every=True),
    _table("participation.not_by_reason", "Why children took no part in a review", "Reason"),
    _chart("participation.by_age", "Reviews in which the child took part, by age", "Age", share=True),
    methods_by_age,
    _table("participation.by_age_and_app", "Reviews in which the child took part, with and without an app", "Age"),
    _head(
        ("participation.chaired", "Reviews that the child chaired, all or in part"),
        ("advocacy.children", "Children with an advocate at a review"),
    ),
    _definitions("participation.reviews", "participation.attended", "participation.latest"),
)
_PARENTS: tuple[Part, ...] = (
    _side_by_side(
        "parents",
        "Parents in reviews",
        ("parents.either", "Views of either parent"),
        ("parents.attended", "Attended by either parent"),
        ("parents.mother", "Views of the mother"),
        ("parents.father", "Views of the father"),
    ),
    views_not_obtained,
    _definitions("parents.either", "parents.attended", "parents.not_obtained"),
)
_SERVICE: tuple[Part, ...] = (
    caseloads,
    _table("staff.fte", "Posts filled, full-time equivalent", "Role"),
    _table("meetings.chaired", "Meetings chaired by the service", "Kind of meeting"),
    _side_by_side(
        "allocation",
        "Allocation",
        ("allocation.within_5_days", "Given an IRO within 5 working days of starting"),
        ("allocation.unchanged", "Looked after all year with the same IRO"),
        ("caseload.outside_guide", "IROs with a caseload outside the guide"),
    ),
    _definitions("caseload.average", "caseload.outside_guide", "allocation.within_5_days"),
)
_PERMANENCE: tuple[Part, ...] = (
    _side_by_side(
        "stability",
        "Stability of placements",
        ("placements.three_or_more", "Three or more placements in the period"),
        ("placements.long_term_stability", "Long-term stability"),
    ),
    _side_by_side(
        "where-placed",
        "Where children are placed",
        ("placements.within_20_miles", "Within 20 miles of home"),
        ("placements.out_of_area", "Outside the council's area"),
    ),
    _side_by_side(
        "disruptions", "Disruptions", ("placements.disruptions", "Placements that broke down, with a meeting")
    ),
    _side_by_side(
        "permanence",
        "Plans for permanence",
        ("permanence.by_second_review", "Second reviews with a permanence plan"),
        ("permanence.steps_in_time", "Steps to permanence taken by the day planned"),
        ("permanence.with_parents", "Placed with their own parents under a care order"),
    ),
    _table("permanence.outcomes", "Children who ceased to be looked after, by where they went", "Where they went"),
    _table("permanence.steps_taken", "Steps to permanence taken", "Step"),
    _table("permanence.steps_late", "Steps to permanence past their day, by what delays them", "Cause"),
    _definitions(
        "placements.three_or_more",
        "placements.long_term_stability",
        "permanence.by_second_review",
        "permanence.steps_in_time",
        "permanence.steps_late",
        "permanence.outcomes",
    ),
)
_ENTITLEMENTS: tuple[Part, ...] = (
    _table("entitlements.informed", "Children told of their entitlements", "Entitlement", every=True),
    _side_by_side(
        "advocacy",
        "Advocacy",
        ("advocacy.children", "Children with an advocate at a review"),
        ("advocacy.reviews", "Reviews supported by an advocate"),
        ("advocacy.referrals_due", "Reviews that found no advocate offered: a referral is due"),
    ),
    _head(("care_leavers.open", "Care leavers")),
    _table("care_leavers.informed", "Care leavers told of their entitlements", "Entitlement", every=True),
    _table("care_leavers.received", "Care leavers who received it in the period", "Entitlement", every=True),
    _definitions("entitlements.informed", "advocacy.children", "care_leavers.open"),
)


def _checks(findings: Findings) -> list[Block]:
    """Every check that was asked of somebody: up to date, and on the child's file, as two facts."""
    checks = [each for each in catalogue() if each.id.startswith("checks.")]
    rows = [(each.id, each.title) for each in checks if (found := findings.figure(each.id)) and found.denominator]
    return figures_table(findings, id="checks", caption="What reviews found up to date and on file", rows=rows)


_CARE_PLANNING: tuple[Part, ...] = (
    _checks,
    _table("reviews.other_checks", "What else reviews found in order", "Check"),
    _side_by_side(
        "health",
        "Health of children looked after through the year to 31 March",
        ("health.immunisations", "Immunisations up to date"),
        ("health.dental", "Teeth checked in the year"),
        ("health.assessment", "Health assessment in the year"),
    ),
    _side_by_side(
        "plans",
        "Plans after a review",
        ("decisions.care_plan_within_10_days", "Care plans updated within 10 working days"),
        ("decisions.implemented", "Decisions carried out by the next review"),
    ),
    _definitions("decisions.implemented", "health.immunisations"),
)
_EDUCATION: tuple[Part, ...] = (
    _table("education.ks4", "Key Stage 4", "Pupils in Year 11", every=True),
    _table("education.ks4_all_year", "Key Stage 4, of pupils looked after all year", "Pupils in Year 11", every=True),
    _definitions("education.ks4", "education.ks4_all_year"),
)
_BETWEEN_REVIEWS: tuple[Part, ...] = (
    _side_by_side(
        "between-reviews",
        "Between reviews",
        ("oversight.midway", "Children who had the check between reviews"),
        ("oversight.in_depth", "Children examined in depth 4 times a year"),
        ("oversight.visited", "Children seen by their IRO in the last 6 months"),
        ("oversight.seen_before_review", "Reviews before which the IRO saw the child"),
    ),
    _definitions("oversight.midway", "oversight.visited", "oversight.seen_before_review"),
)
_CHALLENGE: tuple[Part, ...] = (
    _table("disputes.raised", "Formal disputes raised, for each 100 reviews", "Work", every=True),
    _table("disputes.by_stage", "Formal disputes, by the highest stage reached", "Work and stage"),
    _table("disputes.closed_by_stage", "Formal disputes closed, by the stage at which they were", "Work and stage"),
    closed_by_quarter,
    _table("disputes.by_theme", "Formal disputes, by what they were about", "Theme"),
    _table("disputes.by_team", "Formal disputes, by team", "Team"),
    _table("disputes.by_outcome", "Formal disputes, by outcome", "Outcome"),
    _side_by_side(
        "disputes-in-time",
        "How long formal disputes took",
        ("disputes.within_20_days", "Closed within 20 working days"),
        ("disputes.median_days", "Working days to the end, median"),
        ("disputes.days_to_raise", "Working days from when the matter arose to the dispute, median"),
    ),
    _side_by_side(
        "challenge-beside-reviews",
        "Challenge beside reviews",
        ("disputes.from_reviews", "Reviews out of which a formal dispute came"),
        ("concerns.raised", "Concerns raised informally"),
    ),
    _table("concerns.informal", "Concerns raised informally, by theme", "Theme"),
    _definitions("disputes.raised", "disputes.by_stage", "disputes.within_20_days", "disputes.days_to_raise"),
)
_OPEN_DISPUTES: tuple[Part, ...] = (
    _head(("disputes.open_over_20_days", "Open for more than 20 working days")),
    _table("disputes.open", "Formal disputes open, by the highest stage reached", "Stage"),
    disputes_open,
    _definitions("disputes.open_over_20_days"),
)
_SYSTEMIC: tuple[Part, ...] = (
    _table("disputes.closed_by_stage", "Formal disputes closed, by the stage at which they were", "Work and stage"),
    _table("disputes.referred", "Legal advice and referrals to Cafcass in disputes", "What was asked for"),
)
_COURT: tuple[Part, ...] = (
    _side_by_side(
        "court",
        "Children in court proceedings",
        ("court.children", "Children in court proceedings on the last day"),
        ("court.reviews", "Reviews held while proceedings were under way"),
    ),
    _table("disputes.referred", "Legal advice and referrals to Cafcass in disputes", "What was asked for", every=True),
    _definitions("court.children", "court.reviews", "disputes.referred"),
)
_QUALITY: tuple[Part, ...] = (
    _table("compliments.recorded", "Good practice recorded, by theme", "Theme"),
    _table("complaints.received", "Complaints received", "By whom"),
    _head(("staff.chairing_observed", "Reviews at which chairing was observed")),
)
_CHILD_PROTECTION: tuple[Part, ...] = (
    _table("conferences.held", "Child protection conferences held", "Conference", every=True),
    _side_by_side(
        "conferences",
        "Conferences in time",
        ("conferences.initial_within_15_days", "Initial conferences within 15 working days"),
        ("conferences.review_in_time", "Review conferences in time"),
    ),
    _side_by_side(
        "parents-in-conferences",
        "Parents in conferences",
        ("conferences.report_shown_before", "Parents saw the report before the conference"),
        ("conferences.parents_understood", "Parents understood the concerns and the plan"),
    ),
    _head(("plans.open", "Children on a child protection plan")),
    _table("plans.by_category", "Children on a plan, by category of abuse", "Category"),
    _side_by_side(
        "plans-of-protection",
        "How plans began and ended",
        ("plans.second_or_subsequent", "Became subject for a second or later time"),
        ("plans.closed_after_2_years", "Closed after 2 years or more"),
    ),
    _table("disputes.by_service_and_theme", "Formal disputes, by service and theme", "Service and theme"),
    _definitions("conferences.initial_within_15_days", "conferences.review_in_time", "plans.open"),
)
_FOSTERING: tuple[Part, ...] = (
    _side_by_side("carers-reviews", "Foster carers' annual reviews", ("carers.reviews_in_time", "Held in time")),
    _definitions("carers.reviews_in_time"),
)
_OVERSIGHT: tuple[Part, ...] = (
    _side_by_side(
        "after-a-review",
        "What follows a review",
        ("decisions.within_5_days", "Decisions sent within 5 working days"),
        ("decisions.manager_within_5_days", "Decisions answered by the manager within 5 working days"),
        ("decisions.agreed", "Decisions agreed by managers"),
        ("decisions.record_within_15_days", "Records finished within 15 working days"),
        ("decisions.distributed_within_20_days", "Records distributed within 20 working days"),
    ),
    _table("decisions.by_answer", "Decisions, by answer", "Answer", every=True),
    _definitions("decisions.manager_within_5_days", "decisions.agreed"),
)
_VIEWS: tuple[Part, ...] = (
    _table("voice.feedback", "What people said of reviews: answers that were yes", "Question, and who answered"),
    _table("voice.forms_answered", "Consultation forms answered, by who was asked", "Who was asked"),
    _table("voice.statements", "What children told us outside meetings", "How, and about what"),
)

PLANS: Sequence[SectionPlan] = (
    SectionPlan(S.COVER, "Cover", "For which meeting, about what, and what members are asked to decide."),
    SectionPlan(S.PURPOSE, "Purpose and legal context", "Why this report is made, for whom, and the law it rests on."),
    SectionPlan(S.KEY_MESSAGES, "Key messages", "What the panel must know, in five points.", _KEY_MESSAGES),
    SectionPlan(S.SERVICE, "The service and its caseloads", "The team, changes in it, resources.", _SERVICE),
    SectionPlan(S.CHILDREN, "Children in our care", "What changed in who is looked after, and why.", _CHILDREN),
    SectionPlan(S.EQUALITY, "Equality profile", "How the children compare with the people of the area.", _EQUALITY),
    SectionPlan(S.PERMANENCE, "Permanence and stability", "What moved for children this year.", _PERMANENCE),
    SectionPlan(S.TIMELINESS, "Reviews held in time", "Why reviews were late, and what was done.", _TIMELINESS),
    SectionPlan(S.PARTICIPATION, "Children's participation", "How children took part; what helped.", _PARTICIPATION),
    SectionPlan(S.PARENTS, "Parents' participation", "How parents took part, and what got in the way.", _PARENTS),
    SectionPlan(S.ENTITLEMENTS, "Entitlements and advocacy", "What children were told of.", _ENTITLEMENTS),
    SectionPlan(S.CARE_PLANNING, "Quality of care planning", "What reviews found in plans.", _CARE_PLANNING),
    SectionPlan(S.EDUCATION, "Education", "What helped or held back pupils; results of the year.", _EDUCATION),
    SectionPlan(S.BETWEEN_REVIEWS, "Progress between reviews", "What was checked between reviews.", _BETWEEN_REVIEWS),
    SectionPlan(S.OVERSIGHT, "Management oversight", "How managers answered decisions.", _OVERSIGHT),
    SectionPlan(S.VIEWS, "What children told us", "In their own words, without names.", _VIEWS),
    SectionPlan(S.CASE_EXAMPLES, "Examples of our work", "What changed for one child: theme, what was done, consent."),
    SectionPlan(S.QUALITY, "Quality assurance", "Audits, observations, good practice.", _QUALITY),
    *(SectionPlan(*each) for each in OF_PRACTICE),
    SectionPlan(S.CHALLENGE, "Challenge and escalation", "What was challenged and what changed.", _CHALLENGE),
    SectionPlan(S.OPEN_DISPUTES, "Disputes open", "What stands in the way of their end.", _OPEN_DISPUTES),
    SectionPlan(S.SYSTEMIC, "Systemic failures raised", "What stood in the IROs' way: challenge, response.", _SYSTEMIC),
    SectionPlan(S.COURT, "Children in court proceedings", "What proceedings meant for reviews and plans.", _COURT),
    SectionPlan(
        S.CHILD_PROTECTION, "Child protection conferences", "The work of conference chairs.", _CHILD_PROTECTION
    ),
    SectionPlan(S.FOSTERING, "Foster carers' reviews", "The work of the fostering reviewing officer.", _FOSTERING),
    SectionPlan(S.RESOURCES, "Resources", "Whether resources put quality at risk."),
    SectionPlan(S.ACHIEVEMENTS, "Achievements", "What went well this year.", (progress_of_plans,)),
    SectionPlan(S.WORK_PROGRAMME, "Work programme", "What will be done next year, by whom, by when.", (plans_ahead,)),
    SectionPlan(S.SUMMARY, "Summary", "In a few sentences."),
    SectionPlan(S.CLEARANCE, "Implications and clearance", "Risks, law, money and equality; who cleared the paper."),
)
PLAN_OF = {plan.section: plan for plan in PLANS}
