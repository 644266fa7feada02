"""Our own templates about practice as data: observed chairing, meetings on disruptions, carers' reviews, statements."""

from openiro.formats.layouts import Kind, Layout
from openiro.formats.template_columns import CHILD, REVIEW, fact, key, words_of

OBSERVATIONS = Layout(
    "chairing_observations",
    "chairing_observations.csv",
    ("chairingobservations", "chairingobservation"),
    (
        CHILD,
        REVIEW,
        fact("OFFICER", Kind.TEXT, "Whose chairing was observed: the OFFICER of staff.csv."),
    ),
    ("child", "review"),
    meaning="Reviews at which somebody observed how the IRO chaired: one row for each.",
)
DISRUPTIONS = Layout(
    "disruption_meetings",
    "disruption_meetings.csv",
    ("disruptionmeetings", "disruptionmeeting"),
    (
        CHILD,
        key("ENDED", Kind.DATE, "The day on which the placement ended, as in DEC of the SSDA903 return."),
        fact("HELD", Kind.DATE, "The day of the meeting on it; empty while there is none."),
    ),
    ("child", "ended"),
    meaning="Meetings on placements that ended unplanned: one row for each placement.",
)
CARER_REVIEWS = Layout(
    "carer_reviews",
    "carer_reviews.csv",
    ("carerreviews", "carerreview"),
    (
        key("CARER", Kind.TEXT, "The council's number of the foster carers; the same in every year."),
        key("DUE", Kind.DATE, "The day by which their annual review was due."),
        fact("HELD", Kind.DATE, "The day on which it was held; empty while it was not."),
    ),
    ("carer", "due"),
    meaning="Annual reviews of foster carers: one row for each that was due.",
)
STATEMENTS = Layout(
    "statements",
    "statements.csv",
    ("statements", "statement"),
    (
        key("STATEMENT", Kind.TEXT, "The council's number of the statement."),
        CHILD,
        key("SAID", Kind.DATE, "The day on which it was received."),
        fact("SOURCE", Kind.WORD, "Through whom or what it came.", words_of("VIEW_SOURCE")),
        fact("TOPIC", Kind.WORD, "What it is about.", words_of("VIEW_TOPIC")),
    ),
    ("statement",),
    meaning="Statements of children's views: one row for each. What was said is not asked for.",
)

PRACTICE_TEMPLATES = (OBSERVATIONS, DISRUPTIONS, CARER_REVIEWS, STATEMENTS)
