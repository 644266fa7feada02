"""The sections of the papers: what each is called, what to write there, and the figures that stand in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from openiro.documents.content import Block, ChartKind
from openiro.domain.report_policy import ReportSection as S
from openiro.domain.words import sentence
from openiro.measures.catalogue import catalogue
from openiro.reporting.beside import demand_over_years, performance_over_years, projection, year_to_date
from openiro.reporting.blocks import figures_table
from openiro.reporting.challenge_sections import CHALLENGE, CHILD_PROTECTION, COURT, OPEN_DISPUTES, SYSTEMIC
from openiro.reporting.compared import beside_published, beside_standards, league
from openiro.reporting.directions import directions
from openiro.reporting.equality_sections import EQUALITY, PROFILE
from openiro.reporting.findings import Findings
from openiro.reporting.life_chances import LIFE_CHANCES, SUFFICIENCY
from openiro.reporting.over_years import published_over_years
from openiro.reporting.parts import Part, chart_of, definitions_of, head_of, side_by_side, table_of
from openiro.reporting.practice_sections import (
    OF_PRACTICE,
    before_and_after,
    exploitation_meetings,
    officers_beside_children,
    plans_ahead,
    progress_of_plans,
    told_before,
)
from openiro.reporting.promise_parts import agenda_of_members, events_held, promises_kept, said_and_done
from openiro.reporting.section_tables import (
    advocates_to_offer,
    age_and_sex,
    caseloads,
    late_by_reason,
    methods_by_age,
    on_time_by_quarter,
    posts,
    two_measures_told_apart,
    views_not_obtained,
)


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


_HEADLINES = (
    ("population.looked_after", "Children looked after"),
    ("reviews.held", "Reviews held"),
    ("reviews.on_time", "Reviews held in time"),
    ("participation.reviews", "Reviews in which the child took part"),
    ("parents.either", "Reviews with the views of a parent"),
    ("disputes.within_20_days", "Disputes closed within 20 working days"),
)
_KEY_MESSAGES: tuple[Part, ...] = (head_of(*_HEADLINES), partial(directions, measures=_HEADLINES))
_CHILDREN: tuple[Part, ...] = (
    head_of(
        ("population.looked_after", "Children looked after"),
        ("population.rate_per_10000", "Rate per 10,000 people under 18"),
        ("flow.started", "Started to be looked after"),
        ("flow.ceased", "Ceased to be looked after"),
    ),
    demand_over_years,
    beside_published("children", "population.rate_per_10000", "population.uasc", *PROFILE),
    published_over_years("population.rate_per_10000"),
    league("population.rate_per_10000"),
    chart_of("population.monthly", "Children looked after at the end of each month", "Month", ChartKind.LINE),
    chart_of("population.by_age", "Children looked after, by age", "Age"),
    age_and_sex,
    table_of("population.by_ethnic_group", "Children looked after, by ethnic group", "Ethnic group", every=True),
    beside_published("profile", *PROFILE),
    table_of("population.by_legal_status", "Children looked after, by legal status", "Legal status"),
    beside_published("status", "population.by_legal_status"),
    table_of("population.by_placement", "Children looked after, by placement", "Placement"),
    beside_published("placement", "population.by_placement"),
    table_of("population.by_provider", "Children looked after, by provider of the placement", "Provider"),
    table_of("population.by_need", "Children looked after, by category of need", "Category of need"),
    side_by_side(
        "groups",
        "Groups of children looked after",
        ("population.uasc", "Unaccompanied asylum-seeking children"),
        ("population.disabled", "Disabled children"),
        ("population.formal_order", "Under a formal order"),
        ("population.short_breaks", "In a series of short breaks, counted apart"),
    ),
    chart_of("flow.started_by_age", "Children who started to be looked after, by age at the start", "Age"),
    side_by_side(
        "first-time",
        "Children who started, and for the first time",
        ("flow.started", "Started to be looked after"),
        ("flow.started_first_time", "For the first time"),
    ),
    table_of("flow.ceased_by_reason", "Children who ceased to be looked after, by reason", "Reason"),
    definitions_of(
        "population.looked_after", "flow.started", "flow.ceased", "population.formal_order", "population.disabled"
    ),
)
_TIMELINESS: tuple[Part, ...] = (
    head_of(
        ("reviews.held", "Reviews held"),
        ("reviews.children", "Children whose reviews they were"),
        ("reviews.on_time", "Reviews held in time"),
        ("reviews.children_all_on_time", "Children with all reviews in time"),
        ("reviews.overdue", "Reviews overdue"),
    ),
    side_by_side(
        "timeliness",
        "Timeliness, by review and by child",
        ("reviews.on_time", "Reviews held in time"),
        ("reviews.children_all_on_time", "Children whose reviews were all in time"),
        ("reviews.overdue", "Reviews overdue on the last day"),
    ),
    beside_standards("reviews", "reviews.on_time", "reviews.children_all_on_time"),
    two_measures_told_apart,
    performance_over_years,
    year_to_date,
    projection,
    chart_of("reviews.on_time_by_month", "Reviews held in time, by month", "Month", ChartKind.LINE, share=True),
    on_time_by_quarter,
    table_of("reviews.held_by_age", "Reviews held, by age of the child", "Age", every=True),
    late_by_reason,
    side_by_side(
        "recording",
        "How soon the record was written",
        ("reviews.recording_lag", "Days from the review to its finished record, median"),
        ("decisions.record_within_15_days", "Records finished within 15 working days"),
    ),
    side_by_side("reviewed", "Whose reviews they were", ("reviews.disabled", "Of disabled children")),
    table_of("reviews.by_mode", "Reviews held, by how people met", "How people met"),
    definitions_of("reviews.on_time", "reviews.children_all_on_time", "reviews.overdue"),
)
_PARTICIPATION: tuple[Part, ...] = (
    head_of(
        ("participation.reviews", "Reviews in which the child took part"),
        ("participation.attended", "Reviews that the child attended"),
        ("participation.latest", "Children who took part in their latest review"),
    ),
    table_of("participation.by_code", "How children took part in their reviews", "How the child took part", every=True),
    table_of("participation.not_by_reason", "Why children took no part in a review", "Reason"),
    chart_of("participation.by_age", "Reviews in which the child took part, by age", "Age", share=True),
    methods_by_age,
    table_of("participation.by_age_and_app", "Reviews in which the child took part, with and without an app", "Age"),
    table_of("participation.by_mode", "Reviews in which the child took part, by how people met", "How people met"),
    before_and_after,
    exploitation_meetings,
    head_of(
        ("participation.chaired", "Reviews that the child chaired, all or in part"),
        ("advocacy.children", "Children with an advocate at a review"),
    ),
    definitions_of("participation.reviews", "participation.attended", "participation.latest"),
)
_PARENTS: tuple[Part, ...] = (
    side_by_side(
        "parents",
        "Parents in reviews",
        ("parents.either", "Views of either parent"),
        ("parents.attended", "Attended by either parent"),
        ("parents.mother", "Views of the mother"),
        ("parents.father", "Views of the father"),
    ),
    views_not_obtained,
    definitions_of("parents.either", "parents.attended", "parents.not_obtained"),
)
_SERVICE: tuple[Part, ...] = (
    caseloads,
    beside_standards("caseload", "caseload.average", "allocation.within_5_days"),
    beside_published("caseload", "caseload.average"),
    posts,
    officers_beside_children,
    side_by_side("observed", "Chairing observed", ("staff.chairing_observed", "Reviews at which it was observed")),
    table_of("meetings.chaired", "Meetings chaired by the service", "Kind of meeting"),
    side_by_side(
        "allocation",
        "Allocation",
        ("allocation.within_5_days", "Given an IRO within 5 working days of starting"),
        ("allocation.unchanged", "Looked after all year with the same IRO"),
        ("caseload.outside_guide", "IROs with fewer or more looked-after children than the guide"),
    ),
    definitions_of("caseload.average", "caseload.outside_guide", "allocation.within_5_days"),
)
_PERMANENCE: tuple[Part, ...] = (
    side_by_side(
        "stability",
        "Stability of placements",
        ("placements.three_or_more", "Three or more placements in the period"),
        ("placements.long_term_stability", "Long-term stability"),
    ),
    side_by_side(
        "where-placed",
        "Where children are placed",
        ("placements.within_20_miles", "Within 20 miles of home"),
        ("placements.out_of_area", "Outside the council's area"),
    ),
    beside_published(
        "placements",
        "placements.within_20_miles",
        "placements.three_or_more",
        "placements.long_term_stability",
    ),
    side_by_side(
        "disruptions", "Disruptions", ("placements.disruptions", "Placements that broke down, with a meeting")
    ),
    side_by_side(
        "permanence",
        "Plans for permanence",
        ("permanence.by_second_review", "Second reviews with a permanence plan"),
        ("permanence.steps_in_time", "Steps to permanence taken by the day planned"),
        ("permanence.with_parents", "Placed with their own parents under a care order"),
    ),
    table_of("permanence.outcomes", "Children who ceased to be looked after, by where they went", "Where they went"),
    table_of("permanence.steps_taken", "Steps to permanence taken", "Step"),
    table_of("permanence.steps_late", "Steps to permanence past their day, by what delays them", "Cause"),
    definitions_of(
        "placements.three_or_more",
        "placements.long_term_stability",
        "permanence.by_second_review",
        "permanence.steps_in_time",
        "permanence.steps_late",
        "permanence.outcomes",
    ),
)
_ENTITLEMENTS: tuple[Part, ...] = (
    table_of("entitlements.informed", "Children told of their entitlements", "Entitlement", every=True),
    side_by_side(
        "advocacy",
        "Advocacy",
        ("advocacy.children", "Children with an advocate at a review"),
        ("advocacy.reviews", "Reviews supported by an advocate"),
        ("advocacy.referrals_due", "Reviews that found no advocate offered: a referral is due"),
    ),
    advocates_to_offer,
    head_of(("care_leavers.open", "Care leavers")),
    table_of("care_leavers.informed", "Care leavers told of their entitlements", "Entitlement", every=True),
    table_of(
        "care_leavers.received",
        "Care leavers who received what they are entitled to",
        "Entitlement",
        every=True,
    ),
    definitions_of("entitlements.informed", "advocacy.children", "care_leavers.open"),
)


def _checks(findings: Findings) -> list[Block]:
    """Every check that was asked of somebody: up to date, and on the child's file, as two facts."""
    checks = [each for each in catalogue() if each.id.startswith("checks.")]
    rows = [(each.id, sentence(each.title.removeprefix("Reviews with "))) for each in checks]
    return figures_table(findings, id="checks", caption="What reviews found up to date and on file", rows=rows)


_CARE_PLANNING: tuple[Part, ...] = (
    _checks,
    table_of("reviews.other_checks", "What else reviews found in order", "Check"),
    side_by_side(
        "health",
        "Health of children looked after through the year to 31 March",
        ("health.immunisations", "Immunisations up to date"),
        ("health.dental", "Teeth checked in the year"),
        ("health.assessment", "Health assessment in the year"),
        ("health.substances", "Substance misuse identified"),
        ("offending.convicted", "Aged 10 or over: convicted or cautioned in the year"),
    ),
    beside_published("health", "health.immunisations", "health.dental", "health.assessment"),
    side_by_side(
        "plans",
        "Plans after a review",
        ("decisions.care_plan_within_10_days", "Care plans updated within 10 working days"),
        ("decisions.implemented", "Decisions carried out by the next review"),
    ),
    definitions_of("decisions.implemented", "health.immunisations"),
)
_EDUCATION: tuple[Part, ...] = (
    table_of("education.ks4", "Key Stage 4", "Pupils in Year 11", every=True),
    table_of("education.ks4_all_year", "Key Stage 4, of pupils looked after all year", "Pupils in Year 11", every=True),
    definitions_of("education.ks4", "education.ks4_all_year"),
)


def _between_reviews(findings: Findings) -> list[Block]:
    """What was done between reviews; examinations in depth where the council's policy asks for them."""
    in_depth = ("oversight.in_depth", "Children examined in depth 4 times a year")
    rows = [
        ("oversight.midway", "Children who had the check between reviews"),
        *([in_depth] if findings.policy.oversight.in_depth_each_year else []),
        ("oversight.visited", "Children seen by their IRO in the last 6 months"),
        ("oversight.seen_before_review", "Reviews before which the IRO saw the child"),
    ]
    return figures_table(findings, id="between-reviews", caption="Between reviews", rows=rows)


_BETWEEN_REVIEWS: tuple[Part, ...] = (
    _between_reviews,
    told_before,
    definitions_of("oversight.midway", "oversight.visited", "oversight.seen_before_review"),
)
_QUALITY: tuple[Part, ...] = (
    table_of("compliments.recorded", "Good practice recorded, by theme", "Theme"),
    table_of("complaints.received", "Complaints received", "By whom"),
    side_by_side("observed", "Chairing observed", ("staff.chairing_observed", "Reviews at which it was observed")),
)
_FOSTERING: tuple[Part, ...] = (
    side_by_side("carers-reviews", "Foster carers' annual reviews", ("carers.reviews_in_time", "Held in time")),
    beside_standards("carers", "carers.reviews_in_time"),
    definitions_of("carers.reviews_in_time"),
)
_OVERSIGHT: tuple[Part, ...] = (
    side_by_side(
        "after-a-review",
        "What follows a review",
        ("decisions.within_5_days", "Decisions sent within 5 working days"),
        ("decisions.manager_within_5_days", "Decisions answered by the manager within 5 working days"),
        ("decisions.agreed", "Decisions agreed by managers"),
        ("decisions.record_within_15_days", "Records finished within 15 working days"),
        ("decisions.distributed_within_20_days", "Records distributed within 20 working days"),
    ),
    beside_standards("decisions", "decisions.within_5_days"),
    table_of("decisions.by_answer", "Decisions, by answer", "Answer", every=True),
    definitions_of("decisions.manager_within_5_days", "decisions.agreed"),
)
_VIEWS: tuple[Part, ...] = (
    table_of(
        "voice.feedback",
        "What people said of reviews and of those around the child: answers that were yes",
        "Question, and who answered",
    ),
    table_of("voice.forms_answered", "Consultation forms answered, by who was asked", "Who was asked"),
    table_of("voice.statements", "What children told us outside meetings", "How, and about what"),
    table_of("complaints.received", "Complaints received", "By whom"),
)

PLANS: Sequence[SectionPlan] = (
    SectionPlan(S.COVER, "Cover", "For which meeting, about what, and what members are asked to decide."),
    SectionPlan(S.PURPOSE, "Purpose and legal context", "Why this report is made, for whom, and the law it rests on."),
    SectionPlan(S.KEY_MESSAGES, "Key messages", "What the panel must know, in five points.", _KEY_MESSAGES),
    SectionPlan(S.SERVICE, "The service and its caseloads", "The team, changes in it, resources.", _SERVICE),
    SectionPlan(S.CHILDREN, "Children in our care", "What changed in who is looked after, and why.", _CHILDREN),
    SectionPlan(S.EQUALITY, "Equality profile", "How the children compare with the people of the area.", EQUALITY),
    SectionPlan(S.PERMANENCE, "Permanence and stability", "What moved for children this year.", _PERMANENCE),
    SectionPlan(S.SUFFICIENCY, "Demand for placements", "Which placements are needed, for whom, where.", SUFFICIENCY),
    SectionPlan(S.TIMELINESS, "Reviews held in time", "Why reviews were late, and what was done.", _TIMELINESS),
    SectionPlan(S.PARTICIPATION, "Children's participation", "How children took part; what helped.", _PARTICIPATION),
    SectionPlan(S.PARENTS, "Parents' participation", "How parents took part, and what got in the way.", _PARENTS),
    SectionPlan(S.ENTITLEMENTS, "Entitlements and advocacy", "What children were told of.", _ENTITLEMENTS),
    SectionPlan(S.CARE_PLANNING, "Quality of care planning", "What reviews found in plans.", _CARE_PLANNING),
    SectionPlan(S.EDUCATION, "Education", "What helped or held back pupils; results of the year.", _EDUCATION),
    SectionPlan(S.LIFE_CHANCES, "Life chances", "Health, offending, going missing, leaving care.", LIFE_CHANCES),
    SectionPlan(S.BETWEEN_REVIEWS, "Progress between reviews", "What was checked between reviews.", _BETWEEN_REVIEWS),
    SectionPlan(S.OVERSIGHT, "Management oversight", "How managers answered decisions.", _OVERSIGHT),
    SectionPlan(S.VIEWS, "What children told us", "In their own words, without names.", _VIEWS),
    SectionPlan(S.SAID_AND_DONE, "You said, we did", "What children raised, and what was done.", (said_and_done,)),
    SectionPlan(S.EVENTS, "Events", "What was held, who came, what it showed.", (events_held, agenda_of_members)),
    SectionPlan(S.PROMISES, "What we promised", "Priority by priority: what shows that it is kept.", (promises_kept,)),
    SectionPlan(S.CASE_EXAMPLES, "Examples of our work", "What changed for one child: theme, what was done, consent."),
    SectionPlan(S.QUALITY, "Quality assurance", "Audits, observations, good practice.", _QUALITY),
    *(SectionPlan(*each) for each in OF_PRACTICE),
    SectionPlan(S.CHALLENGE, "Challenge and escalation", "What was challenged and what changed.", CHALLENGE),
    SectionPlan(S.OPEN_DISPUTES, "Disputes open", "What stands in the way of their end.", OPEN_DISPUTES),
    SectionPlan(S.SYSTEMIC, "Systemic failures raised", "What stood in the IROs' way: challenge, response.", SYSTEMIC),
    SectionPlan(S.COURT, "Children in court proceedings", "What proceedings meant for reviews and plans.", COURT),
    SectionPlan(S.CHILD_PROTECTION, "Child protection conferences", "The work of conference chairs.", CHILD_PROTECTION),
    SectionPlan(S.FOSTERING, "Foster carers' reviews", "The work of the fostering reviewing officer.", _FOSTERING),
    SectionPlan(S.RESOURCES, "Resources", "Whether resources put quality at risk."),
    SectionPlan(S.ACHIEVEMENTS, "Achievements", "What went well this year.", (progress_of_plans,)),
    SectionPlan(S.WORK_PROGRAMME, "Work programme", "What will be done next year, by whom, by when.", (plans_ahead,)),
    SectionPlan(S.SUMMARY, "Summary", "In a few sentences."),
    SectionPlan(S.CLEARANCE, "Implications and clearance", "Risks, law, money and equality; who cleared the paper."),
)
PLAN_OF = {plan.section: plan for plan in PLANS}
