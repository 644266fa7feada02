"""Our own templates about reviews as data: parents' part, details, decisions, checks."""

from openiro.formats.layouts import Kind, Layout
from openiro.formats.template_columns import CHILD, REVIEW, fact, key, later_fact, words_of

ANSWERS = (
    ("agreed", "The manager agreed"),
    ("objected", "The manager objected"),
    ("deemed", "Taken as agreed when the days to answer had passed"),
)

PARENTS = Layout(
    "parents",
    "parents.csv",
    ("parents", "parent"),
    (
        CHILD,
        REVIEW,
        key("PARENT", Kind.WORD, "Which parent the row is about.", words_of("PARENT")),
        key("ATTENDED", Kind.FLAG, "Whether the parent attended the review."),
        key("VIEWS", Kind.FLAG, "Whether the parent's views were obtained for the review in any way."),
        fact("REASON", Kind.WORD, "Why the views were not obtained; empty if they were.", words_of("PARENT_REASON")),
    ),
    ("child", "review", "parent"),
    meaning="Parents' part in reviews: one row for each review and parent.",
)
REVIEW_DETAILS = Layout(
    "review_details",
    "review_details.csv",
    ("reviewdetails", "reviewdetail"),
    (
        CHILD,
        REVIEW,
        fact("MODE", Kind.WORD, "How people met.", words_of("MODE"), required=True),
        fact("MINUTES", Kind.NUMBER, "How long the review took, in minutes."),
        fact("ADJOURNED", Kind.DATE, "The day on which the review was adjourned, if it was."),
        fact("ADJOURNMENT_REASON", Kind.TEXT, "Why it was adjourned."),
        fact("COMPLETED", Kind.DATE, "The day on which the review was completed."),
        fact("LATE_REASON", Kind.WORD, "Why the review was late, if it was.", words_of("LATE_REASON")),
        later_fact("DECISIONS_SENT", Kind.DATE, "The day on which the decisions went to the responsible manager."),
        later_fact("RECORD_FINISHED", Kind.DATE, "The day on which the full record was finished."),
        later_fact("DISTRIBUTED", Kind.DATE, "The day on which the record went out to those who get it."),
        later_fact("CARE_PLAN_UPDATED", Kind.DATE, "The day on which the care plan was updated after the review."),
        later_fact(
            "CHAIRED_BY_CHILD", Kind.WORD, "How much of the review the child chaired.", words_of("CHILD_CHAIRED")
        ),
        later_fact("SEEN_BEFORE", Kind.DATE, "The day on which the IRO saw the child before the review."),
        later_fact(
            "NO_PART_REASON", Kind.WORD, "Why the child took no part, if so (PN4, PN7).", words_of("NO_PART_REASON")
        ),
        later_fact("ADVOCATE", Kind.FLAG, "Whether an advocate supported the child at or for the review."),
    ),
    ("child", "review"),
    meaning="More on reviews of the return: one row for each review.",
)
DECISIONS = Layout(
    "decisions",
    "decisions.csv",
    ("decisions", "decision"),
    (
        CHILD,
        REVIEW,
        key("NUMBER", Kind.NUMBER, "The place of the decision among those of its review, from 1."),
        fact("TEXT", Kind.TEXT, "What was decided."),
        fact("OWNER", Kind.TEXT, "Who is to do it: the OFFICER of staff.csv, or a role or name in words."),
        fact("DUE", Kind.DATE, "The day by which it is to be done."),
        fact("SENT", Kind.DATE, "The day on which it went to the manager who answers."),
        fact("ANSWER", Kind.WORD, "What the manager answered; empty while nobody has.", ANSWERS),
        fact("ANSWERED", Kind.DATE, "The day of the answer, or that on which it was taken as agreed."),
        fact("OUTCOME", Kind.WORD, "What came of it, as judged at a later review.", words_of("DECISION_OUTCOME")),
        fact("JUDGED", Kind.DATE, "The day of the review at which that was judged."),
    ),
    ("child", "review", "number"),
    meaning="What reviews decided: one row for each decision.",
)
CHECKS = Layout(
    "checks",
    "checks.csv",
    ("checks", "check"),
    (
        CHILD,
        REVIEW,
        key("CHECK", Kind.WORD, "What was checked, by its id in the council's policy, such as health or pep."),
        fact("UP_TO_DATE", Kind.WORD, "Whether it was up to date at the review.", words_of("CHECK_ANSWER")),
        fact("ON_FILE", Kind.WORD, "Whether it was on the child's file at the review.", words_of("CHECK_ANSWER")),
    ),
    ("child", "review", "check"),
    meaning="What a review found up to date and on the child's file: one row for each review and check.",
)
