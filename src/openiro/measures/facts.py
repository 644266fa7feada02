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
    facts_of_challenge,
    facts_of_checks,
    facts_of_children,
    facts_of_completion,
    facts_of_court,
    facts_of_flow,
    facts_of_outcomes,
    facts_of_oversight,
    facts_of_permanence,
    facts_of_placements,
    facts_of_protection,
    facts_of_reviews,
    facts_of_staff,
)
from openiro.measures.care import Care, care_of, looked_after_all_year
from openiro.measures.engine import Frame
from openiro.measures.facts_of_tables import FactsOfTables
from openiro.measures.timeliness import judged_reviews

TOLD_AT_AGES = (5, 17)
CONFERENCE = "conference"
# The column that tells councils apart where facts are of several.
COUNCIL = "council"


@dataclass(frozen=True)
class Facts(FactsOfTables):
    """The records, the period, and every frame of facts over them."""

    @cached_property
    def care(self) -> Care:
        """The care periods and stretches of care as at the last day of the period."""
        return care_of(self.engine, self.table("episodes"), self.period.to_on)

    @cached_property
    def judged(self) -> Frame:
        """Every review of a care period with its due date, and the next review of each open care period."""
        return judged_reviews(
            self.engine, self.care, self.table("reviews"), self.days, self.tables.coverage_from, self.period.to_on
        )

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
        return self.engine.keep(
            facts_of_reviews.reviews_held(self.judged, self.table("reviews"), self.table("children"))
        )

    @cached_property
    def reviews(self) -> Frame:
        """The reviews held in the period."""
        held_on, period = nw.col("held_on"), self.period
        within = (held_on >= nw.lit(period.from_on)) & (held_on <= nw.lit(period.to_on))
        return self.engine.keep(self.all_reviews.filter(within))

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
        last = {"on": nw.col("held_on").max(), "counted": nw.col("held").max()}
        return self.engine.keep(self.reviews.group_by("child").agg(**last))

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
    def advocacy_asked(self) -> Frame:
        """The reviews held in the period that asked whether an advocate was offered."""
        return self.engine.keep(facts_of_checks.advocacy_asked(self.reviews, self.table("checks")))

    @cached_property
    def second_reviews(self) -> Frame:
        """The second reviews held in the period, with whether a permanence plan was in place."""
        return self.engine.keep(
            facts_of_checks.second_reviews(self.reviews, self.table("permanence"), self.tables.coverage_from)
        )

    @cached_property
    def left_for(self) -> Frame:
        """The children who ceased to be looked after in the period, by where they went."""
        return self.engine.keep(facts_of_permanence.routes_out_of_care(self.ceased))

    @cached_property
    def with_parents(self) -> Frame:
        """The children in care at the end of the period, with whether they live with their parents under an order."""
        return self.engine.keep(facts_of_permanence.with_own_parents(self.children))

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

    @cached_property
    def caseloads(self) -> Frame:
        """One row for each officer and role: children allocated and full-time equivalent at the end of the period."""
        return self.engine.keep(
            facts_of_staff.caseloads(self.table("allocations"), self.table("posts"), self.period, self.guide)
        )

    @cached_property
    def appointments(self) -> Frame:
        """The known starts in the period, with whether an IRO was allocated by the 5th working day."""
        return self.engine.keep(
            facts_of_staff.appointments(self.engine, self.care, self.table("allocations"), self.days, self.period)
        )

    @cached_property
    def year_round(self) -> Frame:
        """Children looked after through the last 12 months, with the number of their IROs."""
        return self.engine.keep(facts_of_staff.year_round(self.care, self.table("allocations"), self.period))

    @cached_property
    def posts(self) -> Frame:
        """The posts held at the end of the period."""
        return self.engine.keep(facts_of_staff.posts_held(self.table("posts"), self.period))

    @cached_property
    def posts_begun(self) -> Frame:
        """The posts begun in the period."""
        return self.engine.keep(facts_of_staff.posts_begun(self.table("posts"), self.period))

    @cached_property
    def in_court(self) -> Frame:
        """The children in care at the end of the period, with whether proceedings about them were under way."""
        return self.engine.keep(facts_of_court.children_in_court(self.table("proceedings"), self.children, self.period))

    @cached_property
    def reviews_in_court(self) -> Frame:
        """The reviews held in the period, with whether proceedings about the child were under way."""
        return self.engine.keep(facts_of_court.reviews_in_court(self.reviews, self.table("proceedings")))

    @cached_property
    def reviews_disputed(self) -> Frame:
        """The reviews held in the period, with whether a formal dispute came out of each."""
        reviews = self.engine.rows(self.reviews.select("child", "held_on", "held"))
        table = self.tables.frame("disputes")
        return self.engine.take(facts_of_challenge.reviews_disputed(table, reviews, self.period.to_on))

    @cached_property
    def checks_between(self) -> Frame:
        """Children looked after at the end of the period who were due a check between reviews."""
        rows = self.engine.rows
        held = rows(self.all_reviews.select("child", "held_on", "due_on", "period_on"))
        coming = rows(self.timetables.filter(nw.col("looked_after") == 1).select("child", "period_on", "due_on"))
        table = self.tables.frame("oversight")
        return self.engine.take(facts_of_oversight.checks_between(held, coming, table, self.period, self.oversight))

    @cached_property
    def examined(self) -> Frame:
        """Children looked after through the last 12 months, with whether they were examined in depth often enough."""
        children = self.engine.rows(self.year_round.select("child", "on"))
        return self.engine.take(
            facts_of_oversight.examined_in_depth(children, self.tables.frame("oversight"), self.period)
        )

    @cached_property
    def seen_lately(self) -> Frame:
        """Children looked after at the end of the period, with whether the IRO saw them lately."""
        children = self.engine.rows(self.children.filter(nw.col("looked_after") == 1).select("child"))
        checks, reviews = self.tables.frame("oversight"), self.tables.frame("reviews")
        return self.engine.take(facts_of_oversight.seen_lately(children, checks, reviews, self.period))

    @cached_property
    def conferences(self) -> Frame:
        """The child protection conferences held in the period."""
        return self.engine.take(self._conferences)

    @cached_property
    def _conferences(self) -> pl.DataFrame:
        return facts_of_protection.conferences_held(self.tables.frame("conferences"), self.period, self.calendar)

    @cached_property
    def _plans(self) -> pl.DataFrame:
        plans, children = self.tables.frame("protection_plans"), self.tables.frame("children")
        return facts_of_protection.plans_known(plans, children, self.period.to_on)

    @cached_property
    def plans_open(self) -> Frame:
        """Children on a protection plan at the end of the period."""
        return self.engine.take(facts_of_protection.plans_open(self._plans, self.period))

    @cached_property
    def plans_closed(self) -> Frame:
        """The protection plans closed in the period."""
        return self.engine.take(facts_of_protection.plans_closed(self._plans, self.period))

    @cached_property
    def plans_started(self) -> Frame:
        """Children who became subject to a protection plan in the period."""
        return self.engine.take(facts_of_protection.plans_started(self._plans, self.period))

    def _all_year(self, last_on: date) -> pl.DataFrame:
        return self.engine.rows(looked_after_all_year(self.care, last_on).select("child"))

    @cached_property
    def _care_leavers(self) -> pl.DataFrame:
        return facts_of_outcomes.open_care_leavers(self.tables.frame("care_leavers"), self.period)

    @cached_property
    def care_leavers(self) -> Frame:
        """Young people whom the leaving care team has at the end of the period."""
        return self.engine.take(self._care_leavers)

    @cached_property
    def leaving_names(self) -> tuple[str, ...]:
        """The entitlements of care leavers, and after them any other that the records name."""
        named = self.tables.frame("care_leaver_entitlements")["entitlement"].drop_nulls()
        return tuple(dict.fromkeys([*facts_of_outcomes.LEAVING, *named.unique().sort()]))

    @cached_property
    def leaver_entitlements(self) -> Frame:
        """Care leavers at the end of the period, with each entitlement that is for them."""
        table = self.tables.frame("care_leaver_entitlements")
        return self.engine.take(
            facts_of_outcomes.leaver_entitlements(self._care_leavers, table, self.leaving_names, self.period)
        )

    @cached_property
    def placed_where(self) -> Frame:
        """Children looked after at the end of the period, with the distance and area of their placement."""
        stays = self.engine.rows(self.stays.select("child", "on", "present_on", "period_on"))
        table = self.tables.frame("placement_distances")
        return self.engine.take(facts_of_outcomes.placed_where(stays, table, self.period))

    @cached_property
    def health(self) -> Frame:
        """Children looked after through the year to the latest 31 March, with their health file of that year."""
        table = self.tables.frame("health")
        return self.engine.take(facts_of_outcomes.health_of_the_year(table, self.period, self._all_year))

    @cached_property
    def key_stage_4(self) -> Frame:
        """Pupils whose Year 11 ended in the period, with each row of Key Stage 4."""
        table = self.tables.frame("key_stage_4")
        return self.engine.take(facts_of_outcomes.pupils_of_key_stage_4(table, self.period, self._all_year))

    @cached_property
    def chaired(self) -> Frame:
        """The meetings that the service chaired in the period: looked-after reviews and conferences."""
        reviews = self.engine.rows(self.taking_part.select("child", "on", "held", kind="kind"))
        conferences = self._conferences.select("child", "on", pl.col("held").cast(reviews.schema["held"]))
        meetings = conferences.with_columns(kind=pl.lit(CONFERENCE)).select(reviews.columns)
        return self.engine.take(
            pl.concat([reviews, meetings]).with_columns(why=pl.lit("meeting chaired in the period"))
        )
