"""Facts of reviews: those held, what is due next, the cohort of timeliness, and the parents' part."""

import narwhals as nw

from openiro.domain.working_days import WorkingCalendar
from openiro.measures.engine import Engine, Frame
from openiro.measures.expressions import NOT_RECORDED, age_on, flag, in_bands
from openiro.measures.period import Period
from openiro.measures.timeliness import UnableToDateReviews

REVIEW_BANDS = (("<4", 0), ("4-9", 4), ("10-15", 10), ("16+", 16))
PARTICIPATION_BANDS = (("4", 4), ("5-9", 5), ("10-15", 10), ("16+", 16))

PARTICIPATED = ("PN1", "PN2", "PN3", "PN5", "PN6")
ATTENDED = ("PN1", "PN2", "PN3", "PN4")
SILENT = ("PN4", "PN7")
CODED = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")
# Whether the child's views came through an app between the review before and this one.
APPS, APP_USED, APP_NOT_USED = ["app", "app_express"], "used", "not_used"

# What a review that was held keeps of its place among the child's reviews.
_OF_JUDGED = (
    "child",
    "held_on",
    "period_on",
    "due_on",
    "rule",
    "in_time",
    "late",
    "unknown",
    "completed_on",
    "start_known",
    "before_on",
    "second_before_on",
)


def reviews_held(judged: Frame, reviews: Frame, children: Frame) -> Frame:
    """One row for each review held of a child who was looked after on the day, not under V3 or V4.

    `participated`, `attended`, `silent` (PN4, PN7) and `coded` (PN1 to PN7) are of children aged 4 or over at the
    review; `uncoded` are those aged 4 or over whose code tells neither.
    """
    counted = judged.filter((nw.col("is_next") == 0) & (nw.col("is_short") == 0)).select(*_OF_JUDGED)
    details = reviews.select(
        "child", "held_on", "code", "mode", "duration_minutes", "late_reason", "no_part_reason", "record_finished_on"
    )
    joined = counted.join(details, on=["child", "held_on"]).join(children.select("child", "born_on"), on="child")
    aged = joined.with_columns(age=age_on("born_on", nw.col("held_on")), held=nw.lit(1))
    four = nw.col("age") >= 4
    return aged.with_columns(
        on=nw.col("held_on"),
        month=nw.col("held_on").dt.to_string("%Y-%m"),
        known=nw.col("in_time") + nw.col("late"),
        review_age=in_bands("age", REVIEW_BANDS),
        participation_age=in_bands("age", PARTICIPATION_BANDS),
        participated=flag(four & nw.col("code").is_in(list(PARTICIPATED))),
        attended=flag(four & nw.col("code").is_in(list(ATTENDED))),
        coded=flag(four & nw.col("code").is_in(list(CODED))),
        timed=flag(~nw.col("duration_minutes").is_null()),
        code=nw.col("code").fill_null(NOT_RECORDED),
        mode=nw.col("mode").fill_null(NOT_RECORDED),
        silent=flag(four & nw.col("code").is_in(list(SILENT))),
        late_reason=nw.col("late_reason").fill_null(NOT_RECORDED),
        no_part_reason=nw.col("no_part_reason").fill_null(NOT_RECORDED),
        why=nw.col("rule"),
    ).with_columns(uncoded=flag(four & (nw.col("coded") == 0)))


def with_statements(reviews: Frame, statements: Frame) -> Frame:
    """The reviews held in the period, with whether the child's views came through an app in the time before each.

    That time runs from the day after the review before (without one, from the day care began) to the review itself.
    """
    sent = statements.filter(nw.col("source").is_in(APPS)).select("child", "said_on")
    spans = reviews.select("child", "held_on", "before_on", "period_on")
    joined = spans.join(sent, on="child").filter(nw.col("said_on") <= nw.col("held_on"))
    first = nw.col("before_on").is_null()
    within = (first & (nw.col("said_on") >= nw.col("period_on"))) | (nw.col("said_on") > nw.col("before_on"))
    found = joined.filter(within.fill_null(False)).group_by("child", "held_on").agg(sent_on=nw.col("said_on").max())
    marked = reviews.join(found, on=["child", "held_on"], how="left")
    used = ~nw.col("sent_on").is_null()
    return marked.with_columns(app=nw.when(used).then(nw.lit(APP_USED)).otherwise(nw.lit(APP_NOT_USED)))


def timetables(
    engine: Engine,
    children: Frame,
    judged: Frame,
    reviews: Frame,
    days: Frame,
    period: Period,
    calendar: WorkingCalendar,
) -> Frame:
    """One row for each care period open at the last day of the period: next due date, and the cohort's verdict.

    `cohort`: looked after (not under V3 or V4), the 20th working day after care began is past or is that day, and the
    child is not placed for adoption.
    `failed`: a review of the care period held late in the period, or overdue. `not_judged`: not failed, with a review
    of unknown timeliness in the period or a next due date that is not known. Raises `UnableToDateReviews`.
    """
    joined = _with_next_and_past(children, judged, reviews, days)
    _check_settled(engine, joined, calendar)
    before_calendar = nw.col("period_on").dt.year() < calendar.first_year
    settled = (nw.col("settled_on") <= nw.lit(period.to_on)) | before_calendar
    due_known = ~nw.col("due_on").is_null()
    marked = joined.with_columns(
        cohort=flag(settled & (nw.col("looked_after") == 1) & (nw.col("in_adoption") == 0)),
        overdue=flag(due_known & (nw.col("due_on") <= nw.lit(period.to_on))),
        due_unknown=flag(~due_known),
        was_late=flag(nw.col("late") == 1),
        was_unknown=flag(nw.col("unknown") == 1),
        why=nw.col("rule"),
    )
    return _with_latest(_with_verdict(marked))


def _with_next_and_past(children: Frame, judged: Frame, reviews: Frame, days: Frame) -> Frame:
    """The children in care, with their next due date, the marks of their reviews in the period, and the latest."""
    coming = judged.filter(nw.col("is_next") == 1).select("child", "due_on", "rule")
    marks = reviews.group_by("child", "period_on").agg(nw.col("late").max(), nw.col("unknown").max())
    joined = children.join(coming, on="child")
    joined = joined.join(marks, on=["child", "period_on"], how="left").join(
        days.select(period_on="day", settled_on="plus_20wd"), on="period_on", how="left"
    )
    return joined.join(_latest_reviews(reviews), on="child", how="left")


def _check_settled(engine: Engine, children: Frame, calendar: WorkingCalendar) -> None:
    beyond = nw.col("settled_on").is_null() & (nw.col("period_on").dt.year() >= calendar.first_year)
    if engine.rows(children.filter(beyond).select("child").head(1)).height:
        raise UnableToDateReviews(
            f"Bank holidays are known up to {calendar.last_year}, and a child's first 20 working days of care go "
            "beyond it. Add the bank holidays of the years that follow."
        )


def _with_verdict(marked: Frame) -> Frame:
    cohort, failed = nw.col("cohort") == 1, (nw.col("was_late") == 1) | (nw.col("overdue") == 1)
    open_question = (nw.col("was_unknown") == 1) | (nw.col("due_unknown") == 1)
    return marked.with_columns(
        all_on_time=flag(cohort & ~failed & ~open_question),
        not_judged=flag(cohort & ~failed & open_question),
        judged=flag(cohort & (failed | ~open_question)),
    )


def _latest_reviews(reviews: Frame) -> Frame:
    latest = reviews.group_by("child").agg(nw.col("held_on").max())
    return reviews.select("child", "held_on", latest_code="code").join(latest, on=["child", "held_on"])


def _with_latest(marked: Frame) -> Frame:
    four = (nw.col("cohort") == 1) & (nw.col("age") >= 4) & ~nw.col("latest_code").is_null()
    coded = nw.col("latest_code").is_in(list(CODED))
    return marked.with_columns(
        latest_participated=flag(four & nw.col("latest_code").is_in(list(PARTICIPATED))),
        latest_coded=flag(four & coded),
        latest_uncoded=flag(four & ~coded),
    )


def parents_part(reviews: Frame, parents: Frame) -> Frame:
    """One row for each review held in the period: whose views were obtained, and whether either parent attended."""
    views, attended = flag(nw.col("views")), flag(nw.col("attended"))
    marked = parents.with_columns(views_given=views, there=attended).with_columns(
        mother=flag((nw.col("parent") == "mother") & (nw.col("views_given") == 1)),
        father=flag((nw.col("parent") == "father") & (nw.col("views_given") == 1)),
    )
    by_review = marked.group_by("child", "held_on").agg(
        *(nw.col(name).max() for name in ("mother", "father", "views_given", "there"))
    )
    joined = reviews.select("child", "held_on", "on", "held", "code").join(
        by_review, on=["child", "held_on"], how="left"
    )
    return joined.with_columns(
        *(nw.col(name).fill_null(0) for name in ("mother", "father", "views_given", "there")),
        why=nw.lit("review held in the period"),
    )


def views_missing(reviews: Frame, parents: Frame) -> Frame:
    """One row for each review held in the period and each parent: `missing` 1 where no views were obtained."""
    held = reviews.select("child", "held_on", "on", "held")
    both = nw.concat(
        [
            held.with_columns(parent=nw.lit(name), one_parent=nw.lit(1 if name == "mother" else 0))
            for name in ("mother", "father")
        ]
    )
    recorded = parents.select("child", "held_on", "parent", "views", "reason")
    joined = both.join(recorded, on=["child", "held_on", "parent"], how="left")
    given = flag(nw.col("views"))
    return joined.with_columns(given=given, reason=nw.col("reason").fill_null("not_recorded")).with_columns(
        missing=1 - nw.col("given"), why=nw.lit("views not obtained")
    )
