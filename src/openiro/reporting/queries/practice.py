"""What practice showed in a period, beside the measures: forms, audits, plans for permanence, complaints, plans."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from openiro.actionplans.queries import ActionLine, PlanLine, actions_of_service, plans_of_service
from openiro.audits.queries import Results, results_of_service
from openiro.children.queries import PlanStanding, plans_standing
from openiro.domain.consultation_policy import NewWay
from openiro.domain.months import add_months
from openiro.domain.roles import role
from openiro.escalations.queries import ComplaintCount, complaints_of_service
from openiro.measures.figures import Result
from openiro.people.queries import OfficerLine, officers_on, policy_in_force
from openiro.quality.queries import Quality, quality_of_service
from openiro.reporting.queries.measured import measured_series
from openiro.reporting.queries.tables import coverage_from
from openiro.reviews.queries.consulted import Consultation, consultation_of_service
from openiro.supervision.queries import Gatherings, gatherings_of_service, staff_profile

# Whose posts are the service: its manager first.
OF_THE_SERVICE = ("iro_manager", "iro", "conference_chair", "fostering_iro", "business_support")
# What is held against each other before and after a new way of saying what one thinks.
DAY = timedelta(days=1)
TAKING_PART = {
    "participation.reviews": "Reviews in which the child took part",
    "participation.attended": "Reviews that the child attended",
}
PlanWithActions = tuple[PlanLine, list[ActionLine]]


@dataclass(frozen=True)
class Practice:
    """What the service keeps beside the tables of measures, of a period with both days included.

    Each is read when a paper asks for it. It names no child; counts may be small, so only papers for managers show it.
    """

    from_on: date
    to_on: date

    @cached_property
    def forms(self) -> Quality:
        """Monitoring forms of the reviews held in the period, and what is amber or red."""
        return quality_of_service(from_on=self.from_on, to_on=self.to_on, on=self.to_on)

    @cached_property
    def audits(self) -> list[tuple[str, Results]]:
        """What audits submitted in the period showed, by kind."""
        return results_of_service(from_on=self.from_on, to_on=self.to_on)

    @cached_property
    def consultation(self) -> Consultation:
        """Of which changes the IRO was told first, and young people's part in meetings about exploitation."""
        return consultation_of_service(from_on=self.from_on, to_on=self.to_on)

    @cached_property
    def new_ways(self) -> list[tuple[NewWay, dict[str, list[Result]]]]:
        """Of each way brought in during the period or the year before it: how children took part in the 12 months
        before and after, by what it is called, of what lies within the records and the period."""
        known_from, found = coverage_from(), []
        for way in policy_in_force(on=self.to_on).consultation.new_ways:
            first, last = add_months(way.from_on, -12), add_months(way.from_on, 12) - DAY
            if known_from <= first and add_months(self.from_on, -12) <= way.from_on <= self.to_on:
                days = [(first, way.from_on - DAY), (way.from_on, min(last, self.to_on))]
                found.append((way, {words: measured_series(id, days) for id, words in TAKING_PART.items()}))
        return found

    @cached_property
    def gatherings(self) -> Gatherings:
        """Meetings and events of the period by kind, and what was raised at them."""
        return gatherings_of_service(from_on=self.from_on, to_on=self.to_on)

    @cached_property
    def serving(self) -> dict[str, list[ActionLine]]:
        """By what they serve of the policy's frames, the actions of plans that ran in the period."""
        return actions_of_service(from_on=self.from_on, to_on=self.to_on)

    @cached_property
    def permanence(self) -> list[PlanStanding]:
        """Plans for permanence that stood on the last day."""
        return plans_standing(on=self.to_on)

    @cached_property
    def team(self) -> list[tuple[str, OfficerLine]]:
        """Who worked in the service on the last day: post by post those who hold it, by name."""
        return [(role(each).name, officer) for each in OF_THE_SERVICE for officer in officers_on(each, on=self.to_on)]

    @cached_property
    def profile_of_staff(self) -> tuple[dict[str, int | None], dict[str, int | None]]:
        """Reviewing officers on the last day by gender and by ethnic group, small numbers None."""
        return staff_profile(on=self.to_on)

    @cached_property
    def complaints(self) -> list[ComplaintCount]:
        """Complaints received in the period."""
        return complaints_of_service(from_on=self.from_on, to_on=self.to_on)

    @cached_property
    def plans(self) -> list[PlanWithActions]:
        """Action plans that began in the period."""
        return [each for each in self._plans if each[0].from_on <= self.to_on]

    @cached_property
    def plans_ahead(self) -> list[PlanWithActions]:
        """Action plans that begin in the year after the last day."""
        return [each for each in self._plans if each[0].from_on > self.to_on]

    @cached_property
    def _plans(self) -> list[PlanWithActions]:
        return plans_of_service(from_on=self.from_on, to_on=add_months(self.to_on + DAY, 12) - DAY, on=self.to_on)
