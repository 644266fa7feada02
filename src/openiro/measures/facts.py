"""All the facts that figures are counted from: of care and reviews, of officers, challenge and other services."""

from dataclasses import dataclass
from functools import cached_property

import narwhals as nw
import polars as pl

from openiro.measures import (
    facts_of_challenge,
    facts_of_court,
    facts_of_leavers,
    facts_of_missing,
    facts_of_outcomes,
    facts_of_oversight,
    facts_of_placements,
    facts_of_practice,
    facts_of_protection,
    facts_of_staff,
)
from openiro.measures.engine import Frame
from openiro.measures.facts_of_care import FactsOfCare

CONFERENCE = "conference"


@dataclass(frozen=True)
class Facts(FactsOfCare):
    """The records, the period, and every frame of facts over them."""

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
        tables = self.tables
        return self.engine.take(
            facts_of_oversight.seen_lately(children, tables.frame("oversight"), tables.frame("reviews"), self.period)
        )

    @cached_property
    def conferences(self) -> Frame:
        """The child protection conferences held in the period."""
        return self.engine.take(self._conferences)

    @cached_property
    def _conferences(self) -> pl.DataFrame:
        return facts_of_protection.conferences_held(self.tables.frame("conferences"), self.period, self.calendar)

    @cached_property
    def _plans(self) -> pl.DataFrame:
        tables = self.tables
        return facts_of_protection.plans_known(
            tables.frame("protection_plans"), tables.frame("children"), self.period.to_on
        )

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

    @cached_property
    def reviews_of_disabled(self) -> Frame:
        """The reviews held in the period, with whether the child is disabled."""
        return self.engine.keep(facts_of_practice.reviews_of_disabled(self.reviews, self.table("children"), self.care))

    @cached_property
    def chairing_observed(self) -> Frame:
        """The reviews held in the period at which somebody observed the chair."""
        table = self.tables.frame("chairing_observations")
        return self.engine.take(facts_of_practice.chairing_observed(table, self.period))

    @cached_property
    def disruptions(self) -> Frame:
        """The placements of the policy's length that ended in the period, with the disruption meetings."""
        placements = self.engine.rows(facts_of_placements.placements(self.engine, self.care))
        meetings, episodes = self.tables.frame("disruption_meetings"), self.tables.frame("episodes")
        months = self.oversight.disruption_months
        return self.engine.take(facts_of_practice.disruptions(placements, episodes, meetings, months, self.period))

    @cached_property
    def carers_reviews(self) -> Frame:
        """The annual reviews of foster carers due in the period."""
        return self.engine.take(facts_of_practice.carers_reviews_due(self.tables.frame("carer_reviews"), self.period))

    @cached_property
    def _care_leavers(self) -> pl.DataFrame:
        return facts_of_outcomes.open_care_leavers(self.tables.frame("care_leavers"), self.period)

    @cached_property
    def care_leavers(self) -> Frame:
        """Young people whom the leaving care team has at the end of the period."""
        return self.engine.take(self._care_leavers)

    @cached_property
    def leavers_in_the_return(self) -> Frame:
        """Young people of whom the file of care leavers of the latest 31 March tells."""
        table = self.table("leaver_outcomes")
        return self.engine.keep(facts_of_leavers.leavers_in_the_return(table, self.period))

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
        table, born = self.tables.frame("health"), self.tables.frame("children").select("child", "born_on")
        return self.engine.take(facts_of_outcomes.health_of_the_year(table, born, self.period, self._all_year))

    @cached_property
    def _looked_after(self) -> Frame:
        return self.engine.keep(facts_of_missing.looked_after_in(self.care, self.period))

    @cached_property
    def episodes_of_missing(self) -> Frame:
        """The times that began in the period when a child in care was missing, or away without authorisation."""
        told = facts_of_missing.episodes_of_missing(self.table("missing"), self._looked_after, self.period)
        return self.engine.keep(told)

    @cached_property
    def children_missing(self) -> Frame:
        """Children looked after at some time of the period, with whether they were missing or away."""
        told = facts_of_missing.children_missing(self.episodes_of_missing, self._looked_after, self.period)
        return self.engine.keep(told)

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
