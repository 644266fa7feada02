"""Our own templates about challenge and oversight as data: disputes, concerns, compliments, oversight, complaints."""

from openiro.formats.layouts import Kind, Layout
from openiro.formats.template_columns import CHILD, fact, key, words_of

LAST_STAGE = 5
STAGE_COLUMNS = tuple(f"STAGE_{place}" for place in range(2, LAST_STAGE + 1))
VISIT = ("visit", "The IRO saw the child")

DISPUTES = Layout(
    "disputes",
    "disputes.csv",
    ("disputes", "dispute"),
    (
        key("DISPUTE", Kind.TEXT, "The council's number of the dispute; the same in each of its rows."),
        CHILD,
        key("THEME", Kind.WORD, "What the dispute is about.", words_of("DISPUTE_THEME")),
        fact("SERVICE", Kind.WORD, "Which service raised it.", words_of("DISPUTE_SERVICE"), required=True),
        key("RAISED", Kind.DATE, "The day on which it began formally, at whatever stage."),
        *(
            fact(name, Kind.DATE, f"The day on which it reached formal stage {name[-1]}, if it did.")
            for name in STAGE_COLUMNS
        ),
        fact("TEAM", Kind.TEXT, "The team whose work it is about."),
        fact("OUTCOME", Kind.WORD, "What came of it; empty while it is open.", words_of("DISPUTE_OUTCOME")),
        fact("CLOSED", Kind.DATE, "The day on which it was closed; empty while it is open."),
        fact("DAYS_STOPPED", Kind.NUMBER, "Working days on which its clock stood still for a reason of the procedure."),
        fact("STOPPED", Kind.DATE, "The day since which its clock stands still; empty while it runs."),
        fact("REVIEW", Kind.DATE, "The day of the looked-after review out of which it came, if it came out of one."),
        fact("AROSE", Kind.DATE, "The day on which the matter was first raised or seen, on or before RAISED."),
    ),
    ("dispute", "child", "theme"),
    ("raised", "closed"),
    period_is_fatal=True,
    meaning="Formal disputes: one row for each dispute, child and theme; what else is said of it stands in each row.",
)
CONCERNS = Layout(
    "concerns",
    "concerns.csv",
    ("concerns", "concern"),
    (
        key("CONCERN", Kind.TEXT, "The council's number of the concern."),
        CHILD,
        fact("THEME", Kind.WORD, "What the concern is about.", words_of("DISPUTE_THEME"), required=True),
        key("RAISED", Kind.DATE, "The day on which it was raised."),
    ),
    ("concern",),
    meaning="Concerns raised without formality: one row for each.",
)
COMPLIMENTS = Layout(
    "compliments",
    "compliments.csv",
    ("compliments", "compliment"),
    (
        key("COMPLIMENT", Kind.TEXT, "The council's number of the compliment."),
        fact("CHILD", Kind.TEXT, "The child's identifier, where it is about the work with one child."),
        fact("THEME", Kind.WORD, "What was good.", words_of("COMPLIMENT_THEME"), required=True),
        key("GIVEN", Kind.DATE, "The day on which it was given."),
    ),
    ("compliment",),
    meaning="Good practice that the service told of: one row for each.",
)
OVERSIGHT = Layout(
    "oversight",
    "oversight.csv",
    ("oversight",),
    (
        CHILD,
        key("KIND", Kind.WORD, "What the IRO did between reviews.", (*words_of("OVERSIGHT_KIND"), VISIT)),
        key("DONE", Kind.DATE, "The day on which it was done."),
    ),
    ("child", "kind", "done"),
    meaning="What IROs did between reviews: one row for each check of the plan, and each time they saw the child.",
)
COMPLAINTS = Layout(
    "complaints",
    "complaints.csv",
    ("complaints", "complaint"),
    (
        key("COMPLAINT", Kind.TEXT, "The council's number of the complaint."),
        fact("CHILD", Kind.TEXT, "The child's identifier; empty for somebody who is not on record."),
        key("GROUP", Kind.WORD, "Who complained.", words_of("COMPLAINANT")),
        fact("ABOUT", Kind.WORD, "What the complaint is about.", words_of("COMPLAINT_ABOUT")),
        fact("THEME", Kind.TEXT, "What the matter was."),
        key("RECEIVED", Kind.DATE, "The day on which it was received."),
        fact("SETTLED", Kind.DATE, "The day on which it was settled; empty while it is open."),
        fact("OUTCOME", Kind.TEXT, "What came of it."),
    ),
    ("complaint",),
    ("received", "settled"),
    period_is_fatal=True,
    meaning="Complaints: one row for each.",
)

CHALLENGE_TEMPLATES = (DISPUTES, CONCERNS, COMPLIMENTS, OVERSIGHT, COMPLAINTS)
