"""The views of measures that a person keeps: keeping one, and removing it."""

from django.http import Http404, HttpResponseBase
from django.urls import reverse

from openiro.benchmarks.actions import drop_view, keep_view
from openiro.benchmarks.queries import ViewLine, view_of, views_of
from openiro.domain.permissions import Permission
from openiro.govuk import forms
from openiro.measures.compute import UnableToFindMeasure, measure_named
from openiro.reporting.queries import reads_public_figures
from openiro.web.reports.asked import Request, named_measure, period_of
from openiro.web.reports.measure_trends import BY, YEAR
from openiro.web.shell.access import form_page
from openiro.web.shell.step import form_step, pressed


class ViewForm(forms.Form):
    """The name under which a view is kept."""

    marks_optional = False

    name = forms.TextField(
        label="Name of this view",
        hint="Only you see it. Do not write a child's name.",
        max_length=80,
        missing="Enter a name for this view",
    )


def view_links(request: Request) -> list[tuple[str, str, str]]:
    """The person's views: name, address, address of its removal."""
    return [
        (each.name, _href(each), reverse("reports:view-remove", args=[each.number])) for each in views_of(request.user)
    ]


def _href(view: ViewLine) -> str:
    return reverse("reports:measure", args=[view.measure]) + view.query


@form_page(Permission.VIEW_MEASURES)
def view_keep(request: Request, name: str) -> HttpResponseBase:
    """Keep the measure as it is looked at: its period, and whether its trend is by year, quarter or month."""
    found = named_measure(name)
    public = reads_public_figures(request.user, Permission.VIEW_MEASURES, on=request.today)
    period = period_of(request, whole_years=public)
    by = asked if (asked := request.GET.get("trend", YEAR)) in BY else YEAR
    query = period.query_with(trend=by)
    form = ViewForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        keep_view(name=form.cleaned_data["name"], measure=found.id, query=query, by=request.user, at=request.now)
        return "The view is kept. It stands at the head of Measures."

    facts = [("Measure", found.title), ("Period", _period_words(period.key, period.in_words)), ("Trend", f"By {by}")]
    back = reverse("reports:measure", args=[found.id]) + query
    return form_step(request, None, form, act, title="Keep this view", button="Keep it", back=back, facts=facts)


def _period_words(key: str, days: str) -> str:
    """A period that moves with the day is told by its name."""
    moving = {"this-year": "this year to date", "last-year": "last year", "last-quarter": "last quarter"}
    return f"Always {moving[key]}" if key in moving else days


@form_page(Permission.VIEW_MEASURES)
def view_remove(request: Request, number: int) -> HttpResponseBase:
    """Remove one of the person's own views."""
    view = view_of(request.user, number)
    if view is None:
        raise Http404
    form, back = pressed(request), reverse("reports:measure-list")

    def act() -> str:
        drop_view(number=number, by=request.user, at=request.now)
        return "The view is removed."

    facts = [("Name", view.name), ("Measure", _title(view.measure))]
    return form_step(request, None, form, act, title="Remove this view", button="Remove it", back=back, facts=facts)


def _title(measure: str) -> str:
    try:
        return measure_named(measure).title
    except UnableToFindMeasure:
        return measure
