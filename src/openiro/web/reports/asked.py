"""What is asked of a page of figures: by whom, for which period, with small numbers hidden or not."""

from dataclasses import dataclass

from django.http import Http404

from openiro.domain.permissions import Permission
from openiro.measures.compute import UnableToFindMeasure, measure_named
from openiro.measures.measure import Measure
from openiro.measures.timeliness import UnableToDateReviews
from openiro.reporting.findings import Findings
from openiro.reporting.papers import findings_of
from openiro.reporting.queries import coverage_from, reads_public_figures
from openiro.web.reports.periods import Asked, asked_period
from openiro.web.shell.request import Request


@dataclass(frozen=True)
class Question:
    """The period that is asked for, and the figures of it as this reader may see them."""

    period: Asked
    findings: Findings

    @property
    def is_public(self) -> bool:
        """Whether small numbers are hidden."""
        return self.findings.hide_up_to > 0


def question_of(request: Request) -> Question:
    """The period in the address, and its figures; 404 for one whose bank holidays are not known."""
    public = reads_public_figures(request.user, Permission.VIEW_MEASURES, on=request.today)
    period = period_of(request, whole_years=public)
    try:
        return Question(period, findings_of(from_on=period.from_on, to_on=period.to_on, public=public))
    except UnableToDateReviews as reason:
        raise Http404 from reason


def period_of(request: Request, *, whole_years: bool) -> Asked:
    """The period in the address; `whole_years` as in `asked_period`."""
    return asked_period(request.GET, today=request.today, covered_from=coverage_from(), whole_years=whole_years)


def named_measure(name: str) -> Measure:
    """The measure of that id; 404 for none."""
    try:
        return measure_named(name)
    except UnableToFindMeasure as missing:
        raise Http404 from missing


def breakdown_of(request: Request, measure: Measure) -> dict[str, str]:
    """The categories in the address, of the keys that the measure has."""
    return {key.name: request.GET[key.name] for key in measure.keys if request.GET.get(key.name)}
