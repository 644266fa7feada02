"""Our own templates about child protection as data: conferences and plans, of children looked after or not."""

from openiro.formats.layouts import Kind, Layout
from openiro.formats.template_columns import CHILD, fact, key, later_fact, words_of

_ANY_CHILD = "; only of a child who is in no return."

CONFERENCES = Layout(
    "conferences",
    "conferences.csv",
    ("conferences", "conference"),
    (
        CHILD,
        key("KIND", Kind.WORD, "Which conference it was.", words_of("CONFERENCE_KIND")),
        key("HELD", Kind.DATE, "The day on which it was held."),
        fact("STRATEGY_DISCUSSION", Kind.DATE, "Of an initial one: the day of the strategy discussion before it."),
        later_fact("REPORT_SHOWN", Kind.DATE, "The day on which the parents were shown the report for it."),
        later_fact(
            "PARENTS_UNDERSTOOD", Kind.FLAG, "Whether the parents understood the concerns and what has to happen."
        ),
    ),
    ("child", "kind", "held"),
    meaning="Child protection conferences: one row for each child and conference.",
)
PROTECTION_PLANS = Layout(
    "protection_plans",
    "protection_plans.csv",
    ("protectionplans", "protectionplan", "protection_plans"),
    (
        CHILD,
        key("STARTED", Kind.DATE, "The first day of the plan."),
        fact("ENDED", Kind.DATE, "The day on which it ended; empty if it goes on."),
        fact("INITIAL_CATEGORY", Kind.CODE, "The category at its start.", words_of("ABUSE_CATEGORY")),
        fact("CATEGORY", Kind.CODE, "The latest category; empty if it is still the first.", words_of("ABUSE_CATEGORY")),
        fact("SEX", Kind.TEXT, f"M, F or U{_ANY_CHILD}"),
        fact("DOB", Kind.DATE, f"The date of birth{_ANY_CHILD}"),
        fact("ETHNIC", Kind.TEXT, f"The code of ethnicity of the return{_ANY_CHILD}"),
    ),
    ("child", "started"),
    ("started", "ended"),
    period_is_fatal=True,
    meaning="Child protection plans: one row for each plan of a child.",
)

PROTECTION_TEMPLATES = (CONFERENCES, PROTECTION_PLANS)
