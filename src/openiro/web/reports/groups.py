"""Which measures stand together on the page, and which breakdowns are drawn with a figure: as data."""

from dataclasses import dataclass

from openiro.measures.catalogue import catalogue
from openiro.measures.measure import Measure


@dataclass(frozen=True)
class Group:
    """Measures of one subject; `prefixes` are those of their ids."""

    title: str
    anchor: str
    prefixes: tuple[str, ...]

    @property
    def measures(self) -> list[Measure]:
        """Its measures, in the order printed."""
        return [measure for measure in catalogue() if measure.id.startswith(self.prefixes)]


GROUPS = (
    Group("Children looked after", "children", ("population.",)),
    Group("Starting and ceasing to be looked after", "flow", ("flow.",)),
    Group("Reviews", "reviews", ("reviews.", "meetings.")),
    Group("Children's participation", "participation", ("participation.",)),
    Group("Parents' participation", "parents", ("parents.",)),
    Group("Seeing, hearing and supporting children", "voice", ("voice.", "advocacy.", "oversight.", "entitlements.")),
    Group(
        "Challenge, praise and complaints",
        "challenge",
        ("disputes.", "concerns.", "compliments.", "complaints."),
    ),
    Group("Court work", "court", ("court.",)),
    Group("After a review", "decisions", ("decisions.",)),
    Group("Plans and checks at reviews", "checks", ("permanence.", "checks.")),
    Group("Caseloads and the team", "caseloads", ("caseload.", "allocation.", "staff.")),
    Group("Placements", "placements", ("placements.",)),
    Group("Health, education and offending", "outcomes", ("health.", "education.", "offending.")),
    Group("Going missing", "missing", ("missing.",)),
    Group("Care leavers", "leavers", ("care_leavers.",)),
    Group("Child protection", "protection", ("conferences.", "plans.")),
    Group("Foster carers", "carers", ("carers.",)),
)
AT_A_GLANCE = (
    "population.looked_after",
    "reviews.held",
    "reviews.on_time",
    "reviews.children_all_on_time",
    "reviews.overdue",
    "participation.reviews",
)
# A figure, and the breakdowns that its page shows too.
SHOWN_WITH = {
    "population.looked_after": ("population.monthly", "population.by_age"),
    "flow.started": ("flow.started_by_age",),
    "flow.ceased": ("flow.ceased_by_reason",),
    "reviews.held": ("reviews.held_by_age", "reviews.by_mode"),
    "reviews.on_time": ("reviews.on_time_by_month", "reviews.late_by_reason"),
    "participation.reviews": ("participation.by_age", "participation.by_mode", "participation.by_code"),
    "parents.either": ("parents.not_obtained",),
    "decisions.agreed": ("decisions.by_answer",),
}
# Breakdowns so short that the list shows them whole.
SHORT = ("disputes.raised", "disputes.children", "complaints.", "caseload.", "staff.", "reviews.projected", "meetings.")
# Keys of which every category is shown, none too; of longer lists only what occurs.
SHOWN_WHOLE = (
    "age_band",
    "month",
    "sex",
    "ethnic_group",
    "code",
    "parent",
    "answer",
    "kind",
    "entitlement",
    "service",
    "group",
    "row",
)
# What a record behind a figure shows, by the facts that it is counted from.
FACTS_OF = {
    "children": ("age", "legal_status", "placement"),
    "month_ends": ("legal_status", "placement"),
    "started": ("age",),
    "ceased": ("period_on", "reason"),
    "reviews": ("due_on", "late_reason", "age", "code", "done_on"),
    "reviews_with_statements": ("age", "code", "app"),
    "timetables": ("period_on", "due_on"),
    "parents_missing": ("parent", "reason"),
    "taking_part": ("age", "seen_before_on", "before_on", "child_chaired"),
    "completed": ("completed_on", "limit_on", "done_on"),
    "answers": ("number", "answer"),
    "judgements": ("number", "outcome"),
    "checked": ("age", "answer", "on_file"),
    "other_checks": ("age", "check", "answer"),
    "second_reviews": ("age", "plan"),
    "permanence_steps": ("step", "planned_on", "taken_on", "delay"),
    "left_for": ("period_on", "reason"),
    "with_parents": ("age", "legal_status", "placement"),
    "entitled": ("age", "entitlement", "done_on"),
    "feedback": ("respondent", "question", "answer"),
    "statements": ("source", "topic"),
    "disputes": ("dispute", "stage", "outcome", "arose_on", "closed_on"),
    "dispute_themes": ("dispute", "stage", "outcome", "closed_on"),
    "children_disputed": ("service", "dispute"),
    "disputes_closed": ("dispute", "days", "outcome"),
    "in_court": ("age", "legal_status", "placement"),
    "advocacy_asked": ("age", "answer"),
    "disputes_open": ("dispute", "stage", "team", "days", "days_left"),
    "concerns": ("theme",),
    "compliments": ("theme",),
    "complaints": ("group",),
    "seen_lately": ("done_on",),
    "stays": ("age", "placements"),
    "placed_where": ("miles",),
    "disruptions": ("started_on", "reason", "done_on"),
    "carers_reviews": ("done_on",),
    "leaver_entitlements": ("entitlement", "done_on"),
    "conferences": ("kind", "due_on", "report_shown_on"),
    "plans_open": ("started_on", "category"),
    "plans_closed": ("started_on", "ended_on"),
    "plans_started": ("started_on",),
    "caseloads": ("role", "children", "fte"),
    "appointments": ("limit_on",),
    "year_round": ("iros",),
    "posts": ("role", "fte"),
}
PART_WORDS = {"numerator": "Counted", "denominator": "Held against, not counted", "unknown": "Could not be judged"}
PART_WORDS_OF = {
    "reviews.on_time": {"numerator": "In time", "denominator": "Late"},
    "reviews.on_time_by_month": {"numerator": "In time", "denominator": "Late"},
    "reviews.children_all_on_time": {"numerator": "All in time", "denominator": "Late or overdue"},
    "participation.reviews": {"numerator": "Took part", "denominator": "Did not take part"},
    "participation.by_age": {"numerator": "Took part", "denominator": "Did not take part"},
    "participation.by_mode": {"numerator": "Took part", "denominator": "Did not take part"},
    "participation.by_age_and_app": {"numerator": "Took part", "denominator": "Did not take part"},
    "conferences.report_shown_before": {"numerator": "Report shown before", "denominator": "Not shown before"},
    "conferences.parents_understood": {"numerator": "Understood", "denominator": "Not understood"},
    "participation.attended": {"numerator": "Attended", "denominator": "Did not attend"},
    "participation.chaired": {"numerator": "Chaired by the child", "denominator": "Not chaired by the child"},
    "oversight.seen_before_review": {"numerator": "Seen before", "denominator": "Not seen before"},
    "disputes.within_20_days": {"numerator": "Within 20 working days", "denominator": "Later"},
    "advocacy.referrals_due": {"numerator": "No advocate offered", "denominator": "An advocate was offered"},
    "voice.feedback": {"numerator": "Yes", "denominator": "No, or in part"},
    "voice.forms_answered": {"numerator": "Answered", "denominator": "No answer"},
    "court.children": {"numerator": "In proceedings", "denominator": "Not in proceedings"},
    "court.reviews": {"numerator": "In proceedings", "denominator": "Not in proceedings"},
    "disputes.open_over_20_days": {"numerator": "Over 20 working days", "denominator": "Up to 20 working days"},
    "disputes.from_reviews": {"numerator": "A dispute came out of it", "denominator": "None came out of it"},
    "oversight.midway": {"numerator": "Every check done", "denominator": "A check not done"},
    "oversight.in_depth": {"numerator": "4 times or more", "denominator": "Fewer than 4 times"},
    "oversight.visited": {"numerator": "Seen", "denominator": "Not seen"},
    "permanence.by_second_review": {"numerator": "Plan in place", "denominator": "No plan in place"},
    "permanence.steps_in_time": {"numerator": "In time", "denominator": "Late or not done"},
    "permanence.with_parents": {"numerator": "With their parents", "denominator": "Elsewhere"},
    "decisions.implemented": {"numerator": "Carried out", "denominator": "Not carried out, or in part"},
    "care_leavers.informed": {"numerator": "Told", "denominator": "Not told"},
    "care_leavers.received": {"numerator": "Received it", "denominator": "Did not receive it"},
    "placements.within_20_miles": {"numerator": "20 miles or less", "denominator": "Farther"},
    "placements.out_of_area": {"numerator": "Outside the area", "denominator": "Inside it"},
    "placements.disruptions": {"numerator": "With a meeting", "denominator": "Without a meeting"},
    "carers.reviews_in_time": {"numerator": "In time", "denominator": "Late or not held"},
    "reviews.other_checks": {"numerator": "In order", "denominator": "Not in order"},
    "entitlements.informed": {"numerator": "Told", "denominator": "Not told"},
    "caseload.outside_guide": {"numerator": "Outside the guide", "denominator": "Inside the guide"},
    "allocation.within_5_days": {"numerator": "In time", "denominator": "Not in time"},
    "allocation.unchanged": {"numerator": "One IRO", "denominator": "More than one IRO"},
}


def group_of(measure: Measure) -> Group:
    """The group that a measure stands in."""
    return next(group for group in GROUPS if measure.id.startswith(group.prefixes))


def part_in_words(measure: Measure, part: str) -> str:
    """What a record is counted as: 'In time', 'Could not be judged'."""
    return PART_WORDS_OF.get(measure.id, {}).get(part) or PART_WORDS[part]
