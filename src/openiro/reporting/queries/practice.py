"""What practice showed in a period, beside the measures: forms, audits, plans for permanence, complaints, plans."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from openiro.actionplans.queries import ActionLine, PlanLine, plans_of_service
from openiro.audits.queries import Results, results_of_service
from openiro.children.queries import PlanStanding, plans_standing
from openiro.domain.months import add_months
from openiro.domain.roles import role
from openiro.escalations.queries import ComplaintCount, complaints_of_service
from openiro.people.queries import OfficerLine, officers_on
from openiro.quality.queries import Quality, quality_of_service

# Whose posts are the service: its manager first.
OF_THE_SERVICE = ("iro_manager", "iro", "conference_chair", "fostering_iro", "business_support")
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
    def permanence(self) -> list[PlanStanding]:
        """Plans for permanence that stood on the last day."""
        return plans_standing(on=self.to_on)

    @cached_property
    def team(self) -> list[tuple[str, OfficerLine]]:
        """Who worked in the service on the last day: post by post those who hold it, by name."""
        return [(role(each).name, officer) for each in OF_THE_SERVICE for officer in officers_on(each, on=self.to_on)]

    @cached_property
    def complaints(self) -> list[ComplaintCount]:
        """Complaints received in the period."""
        return complaints_of_service(from_on=self.from_on, to_on=self.to_on)

    @cached_property
    def plans(self) -> list[PlanWithActions]:
        """Action plans that began in the period."""
        return plans_of_service(from_on=self.from_on, to_on=self.to_on)

    @cached_property
    def plans_ahead(self) -> list[PlanWithActions]:
        """Action plans that begin in the year after the last day."""
        first = self.to_on + timedelta(days=1)
        return plans_of_service(from_on=first, to_on=add_months(first, 12) - timedelta(days=1))
