"""What the sections on challenge, on court and on child protection show, in order."""

from openiro.reporting.compared import beside_published, beside_standards
from openiro.reporting.parts import Part, chart_of, definitions_of, head_of, side_by_side, table_of, where_any
from openiro.reporting.section_tables import closed_by_quarter, disputes_open, shares_that_jump

CLOSED = where_any(
    "disputes.closed_by_stage",
    table_of("disputes.closed_by_stage", "Formal disputes closed, by the stage at which they ended", "Work and stage"),
)
CHALLENGE: tuple[Part, ...] = (
    table_of("disputes.raised", "Formal disputes raised, for each 100 reviews", "Work", every=True),
    where_any(
        "disputes.raised",
        table_of("disputes.by_stage", "Formal disputes, by the highest stage reached", "Work and stage"),
    ),
    CLOSED,
    closed_by_quarter,
    where_any(
        "disputes.raised",
        table_of("disputes.by_theme", "Formal disputes, by what they were about", "Theme"),
        table_of("disputes.by_team", "Formal disputes, by team", "Team"),
        table_of("disputes.by_outcome", "Formal disputes, by outcome", "Outcome"),
    ),
    side_by_side(
        "disputes-in-time",
        "How long formal disputes took",
        ("disputes.within_20_days", "Closed within 20 working days"),
        ("disputes.median_days", "Working days to the end, median"),
        ("disputes.days_to_raise", "Working days from when the matter arose to the dispute, median"),
    ),
    beside_standards("disputes", "disputes.within_20_days"),
    side_by_side(
        "challenge-beside-reviews",
        "Challenge beside reviews",
        ("disputes.from_reviews", "Reviews out of which a formal dispute came"),
        ("concerns.raised", "Concerns raised informally"),
    ),
    table_of("concerns.informal", "Concerns raised informally, by theme", "Theme"),
    definitions_of("disputes.raised", "disputes.by_stage", "disputes.within_20_days", "disputes.days_to_raise"),
)
OPEN_DISPUTES: tuple[Part, ...] = (
    head_of(("disputes.open_over_20_days", "Open for more than 20 working days")),
    table_of("disputes.open", "Formal disputes open, by the highest stage reached", "Stage"),
    disputes_open,
    definitions_of("disputes.open_over_20_days"),
)
SYSTEMIC: tuple[Part, ...] = (
    CLOSED,
    table_of("disputes.referred", "Legal advice and referrals to Cafcass in disputes", "What was asked for"),
)
COURT: tuple[Part, ...] = (
    side_by_side(
        "court",
        "Children in court proceedings",
        ("court.children", "Children in court proceedings on the last day"),
        ("court.reviews", "Reviews held while proceedings were under way"),
    ),
    table_of(
        "disputes.referred", "Legal advice and referrals to Cafcass in disputes", "What was asked for", every=True
    ),
    definitions_of("court.children", "court.reviews", "disputes.referred"),
)
CHILD_PROTECTION: tuple[Part, ...] = (
    table_of("conferences.held", "Child protection conferences held", "Conference", every=True),
    side_by_side(
        "conferences",
        "Conferences in time",
        ("conferences.initial_within_15_days", "Initial conferences within 15 working days"),
        ("conferences.review_in_time", "Review conferences in time"),
    ),
    beside_standards("conferences", "conferences.initial_within_15_days", "conferences.review_in_time"),
    side_by_side(
        "parents-in-conferences",
        "Parents in conferences",
        ("conferences.report_shown_before", "Parents saw the report before the conference"),
        ("conferences.parents_understood", "Parents understood the concerns and the plan"),
    ),
    head_of(
        ("plans.open", "Children on a child protection plan"),
        ("plans.rate_per_10000", "Rate per 10,000 people under 18"),
    ),
    chart_of("plans.by_age", "Children on a child protection plan, by age", "Age"),
    beside_published("protection", "plans.rate_per_10000", "plans.second_or_subsequent", "plans.closed_after_2_years"),
    table_of("plans.by_category", "Children on a plan, by category of abuse", "Category"),
    shares_that_jump("plans.by_category"),
    side_by_side(
        "plans-of-protection",
        "How plans began and ended",
        ("plans.second_or_subsequent", "Became subject for a second or later time"),
        ("plans.closed_after_2_years", "Closed after 2 years or more"),
    ),
    table_of("disputes.by_service_and_theme", "Formal disputes, by service and theme", "Service and theme"),
    definitions_of("conferences.initial_within_15_days", "conferences.review_in_time", "plans.open"),
)
