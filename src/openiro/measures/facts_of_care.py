"""The facts that figures are counted from: one row for each child, review, start or stay, marked with 1 and 0.

Every figure is a sum of marks, so the rows behind a figure are the rows whose mark is 1. Each frame is worked out
once, by the engine, when the first measure needs it.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import narwhals as nw
import polars as pl

from openiro.measures import (
    facts_of_checks,
    facts_of_children,
    facts_of_completion,
    facts_of_flow,
    facts_of_permanence,
    facts_of_placements,
    facts_of_reviews,
)
from openiro.measures.care import Care, care_of, looked_after_all_year
from openiro.measures.engine import Frame
from openiro.measures.expressions import flag
from openiro.measures.facts_of_tables import FactsOfTables
from openiro.measures.timeliness import judged_reviews, reviews_in_sequence

TOLD_AT_AGES = (5, 17)
# The column that tells councils apart where facts are of several.
COUNCIL = "council"


@dataclass(frozen=True)
class FactsOfCare(FactsOfTables):
    """The records, the period, and the frames of facts of care and of reviews."""

    @cached_property
    def care(self) -> Care:
        """The care periods and stretches of care as at the last day of the period."""
        return care_of(self.engine, self.table("episodes"), self.period.to_on)

    @cached_property
    def _sequence(self) -> Frame:
        return self.engine.keep(reviews_in_sequence(self.engine, self.care, self.table("reviews"), self.period.to_on))

    @cached_property
    def judged(self) -> Frame:
        """The reviews of care periods held in the period, and the next of each open care period, with due dates."""
        lately = (nw.col("held_on") >= nw.lit(self.period.from_on)) | (nw.col("is_next") == 1)
        return self._judged(self._sequence.filter(lately))

    def _judged(self, sequence: Frame) -> Frame:
        return judged_reviews(self.engine, sequence, self.days, self.tables.coverage_from, self.period.to_on)

    @cached_property
    def children(self) -> Frame:
        """Children in care at the end of the period, short breaks too."""
        return self.engine.keep(
            facts_of_children.children_in_care(self.care, self.table("children"), self.table("uasc"), self.period)
        )

    @cached_property
    def month_ends(self) -> Frame:
        """Children looked after at each month end that lies in the period."""
        return self.engine.keep(facts_of_children.month_ends(self.care, self.period))

    @cached_property
    def started(self) -> Frame:
        """Children who started to be looked after in the period, by their latest start."""
        return self.engine.keep(facts_of_flow.children_started(self.care, self.table("children"), self.period))

    @cached_property
    def ceased(self) -> Frame:
        """Children whose care ended in the period and who were not looked after at its end."""
        return self.engine.keep(facts_of_flow.children_ceased(self.care, self.period))

    @cached_property
    def all_reviews(self) -> Frame:
        """Every review held by the end of the period, of children looked after on the day."""
        return self.engine.keep(self._reviews_held(self._judged(self._sequence)))

    @cached_property
    def days_reviewed(self) -> Frame:
        """The day of every review held by the end of the period, of children looked after on the day."""
        held = (nw.col("is_next") == 0) & (nw.col("is_short") == 0)
        return self._sequence.filter(held).select("child", "held_on")

    @cached_property
    def reviews(self) -> Frame:
        """The reviews held in the period; `written`: the record was finished by its last day."""
        written = flag(nw.col("record_finished_on") <= nw.lit(self.period.to_on))
        return self.engine.keep(self._reviews_held(self.judged).with_columns(written=written))

    def _reviews_held(self, judged: Frame) -> Frame:
        return facts_of_reviews.reviews_held(judged, self.table("reviews"), self.table("children"))

    @cached_property
    def reviews_with_statements(self) -> Frame:
        """The reviews held in the period, with whether the child's views came through an app before each."""
        return self.engine.keep(facts_of_reviews.with_statements(self.reviews, self.table("statements")))

    @cached_property
    def timetables(self) -> Frame:
        """The open care periods at the end of the period, with their next due date and the cohort of timeliness."""
        return self.engine.keep(
            facts_of_reviews.timetables(
                self.engine, self.children, self.judged, self.reviews, self.days, self.period, self.calendar
            )
        )

    @cached_property
    def reviewed(self) -> Frame:
        """Children with a review in the period."""
        return self.engine.keep(
            self.reviews.group_by("child").agg(on=nw.col("held_on").max(), counted=nw.col("held").max())
        )

    @cached_property
    def parents(self) -> Frame:
        """The reviews held in the period, with what is known of the parents' part in them."""
        return self.engine.keep(facts_of_reviews.parents_part(self.reviews, self.table("parents")))

    @cached_property
    def parents_missing(self) -> Frame:
        """A row for each review and parent whose views were not obtained, with the reason."""
        return self.engine.keep(facts_of_reviews.views_missing(self.reviews, self.table("parents")))

    @cached_property
    def taking_part(self) -> Frame:
        """The reviews held in the period, with whether the child chaired, was seen before, had an advocate."""
        return self.engine.keep(facts_of_checks.taking_part(self.reviews, self.table("reviews")))

    @cached_property
    def advocated(self) -> Frame:
        """Children with a review in the period, with whether an advocate supported them at one."""
        return self.engine.keep(facts_of_checks.advocated_children(self.taking_part))

    @cached_property
    def consultations(self) -> Frame:
        """Those asked for their views before a review in the period."""
        return self.engine.keep(facts_of_checks.forms_sent(self.table("consultations"), self.period))

    @cached_property
    def feedback(self) -> Frame:
        """What was answered about reviews in the period."""
        return self.engine.keep(facts_of_checks.feedback_given(self.table("feedback"), self.period))

    @cached_property
    def statements(self) -> Frame:
        """The statements of views received in the period."""
        return self.engine.keep(facts_of_checks.statements_made(self.table("statements"), self.period))

    @cached_property
    def completed(self) -> Frame:
        """The reviews completed in the period, with the five clocks that run from then."""
        return self.engine.keep(
            facts_of_completion.completed_reviews(
                self.engine, self.all_reviews, self.table("reviews"), self.table("decisions"), self.days, self.period
            )
        )

    @cached_property
    def answers(self) -> Frame:
        """The decisions that managers answered in the period, or that were deemed agreed."""
        return self.engine.keep(
            facts_of_completion.decisions_answered(self.all_reviews, self.table("decisions"), self.period)
        )

    @cached_property
    def judgements(self) -> Frame:
        """The decisions that a later review judged in the period."""
        return self.engine.keep(
            facts_of_completion.decisions_judged(self.all_reviews, self.table("decisions"), self.period)
        )

    @cached_property
    def checked(self) -> Frame:
        """The reviews held in the period, with the answers to their checks."""
        return self.engine.keep(facts_of_checks.checked_reviews(self.reviews, self.table("checks"), self.period))

    @cached_property
    def other_checks(self) -> Frame:
        """The checks of the council's own list that the reviews held in the period asked."""
        return self.engine.keep(facts_of_checks.other_checks(self.reviews, self.table("checks")))

    @cached_property
    def second_reviews(self) -> Frame:
        """The second reviews held in the period, with whether a permanence plan was in place."""
        return self.engine.keep(
            facts_of_checks.second_reviews(self.reviews, self.table("permanence"), self.tables.coverage_from)
        )

    @cached_property
    def entitlement_names(self) -> tuple[str, ...]:
        """The entitlements of the council's list, and after them any other that the records name."""
        recorded = self.tables.frame("entitlements")["entitlement"].drop_nulls().unique().sort().to_list()
        return (*self.entitlements, *(name for name in recorded if name not in self.entitlements))

    @cached_property
    def entitled(self) -> Frame:
        """Each entitlement and each child looked after at the end of the period who is of an age for it."""
        ages = {name: self.entitlements.get(name, TOLD_AT_AGES) for name in self.entitlement_names}
        return self.engine.keep(
            facts_of_checks.entitlements_told(self.engine, self.children, self.table("entitlements"), ages, self.period)
        )

    @cached_property
    def stays(self) -> Frame:
        """Children looked after at the end of the period, with their placements."""
        return self.engine.keep(facts_of_placements.stays(self.engine, self.care, self.children, self.period))

    def _all_year(self, last_on: date) -> pl.DataFrame:
        return self.engine.rows(looked_after_all_year(self.care, last_on).select("child"))

    @cached_property
    def left_for(self) -> Frame:
        """The children who ceased to be looked after in the period, by where they went."""
        return self.engine.keep(facts_of_permanence.routes_out_of_care(self.ceased))

    @cached_property
    def with_parents(self) -> Frame:
        """The children in care at the end of the period, with whether they live with their parents under an order."""
        return self.engine.keep(facts_of_permanence.with_own_parents(self.children))

    @cached_property
    def advocacy_asked(self) -> Frame:
        """The reviews held in the period that asked whether an advocate was offered."""
        return self.engine.keep(facts_of_checks.advocacy_asked(self.reviews, self.table("checks")))
