"""One case of a child: who is in it, its hearings, delay, the steps with the guardian, its end."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import Http404, HttpResponseBase

from openiro.domain.codes import meaning_of
from openiro.domain.court_policy import VIEW_STEP
from openiro.domain.permissions import Permission
from openiro.people.queries import policy_in_force
from openiro.proceedings import actions
from openiro.proceedings.queries import UnableToFindCourt, case_line, hearing_of, part_of, parts_of
from openiro.web.court.forms import DelayForm, EndForm, HearingForm, PeopleForm, SettleForm, StepForm, ViewForm
from openiro.web.court.presenters import case_facts
from openiro.web.court.views import back_to
from openiro.web.shell.opening import called, child_form_page
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step

T = TypeVar("T")


@child_form_page(Permission.RECORD_COURT, "court:people")
def people(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The case number, the guardian and the child's solicitor."""
    part = _part(child, number)
    form = PeopleForm(request.POST or None, initial=vars(part.proceedings))

    def act() -> str:
        actions.change_people(part=part, people=form.people, by=request.user, at=request.now)
        return "The people in court are recorded."

    title = "Who is in court for the child?"
    return form_step(request, child, form, act, title=title, button="Save", back=back_to(child))


@child_form_page(Permission.RECORD_COURT, "court:hearing-add")
def hearing_add(request: Request, child: Any, number: int) -> HttpResponseBase:
    """A hearing is listed."""
    part = _part(child, number)
    form = HearingForm(request.POST or None)

    def act() -> str:
        actions.list_hearing(part=part, **form.cleaned_data, by=request.user, at=request.now)
        return "The hearing is listed."

    return _step(request, child, part, form, act, title="List a hearing", button="List this hearing")


@child_form_page(Permission.RECORD_COURT, "court:hearing")
def hearing(request: Request, child: Any, number: int, hearing: int) -> HttpResponseBase:
    """What became of a hearing."""
    part = _part(child, number)
    row = _found(lambda: hearing_of(part, hearing))
    initial = {"outcome": row.outcome, "consulted": row.consulted, "words": row.words}
    form = SettleForm(request.POST or None, initial=initial)

    def act() -> str:
        given = form.cleaned_data | {"words": form.cleaned_data["words"] or ""}
        actions.settle_hearing(part=part, hearing=row, **given, by=request.user, at=request.now)
        return "What became of the hearing is recorded."

    title = f"What became of it? {meaning_of('COURT_HEARING', row.kind)}"
    return _step(request, child, part, form, act, title=title, button="Record this")


@child_form_page(Permission.RECORD_COURT, "court:delay")
def delay(request: Request, child: Any, number: int) -> HttpResponseBase:
    """What delays the proceedings."""
    part = _part(child, number)
    form = DelayForm(request.POST or None, today=request.today, initial={"noted_on": request.today})

    def act() -> str:
        given = form.cleaned_data | {"words": form.cleaned_data["words"] or ""}
        actions.note_delay(part=part, **given, by=request.user, at=request.now)
        return "The delay is noted."

    return _step(request, child, part, form, act, title="Note a delay", button="Note this delay")


@child_form_page(Permission.OVERSEE, "court:step")
def step(request: Request, child: Any, number: int, step: str) -> HttpResponseBase:
    """A step of the protocol was taken."""
    part = _part(child, number)
    listed = policy_in_force(on=request.today).court.steps
    if step not in listed or step == VIEW_STEP:
        raise Http404
    form = StepForm(request.POST or None, today=request.today, initial={"done_on": request.today})

    def act() -> str:
        given = form.cleaned_data | {"words": form.cleaned_data["words"] or ""}
        actions.take_step(part=part, step=step, **given, by=request.user, at=request.now)
        return "The step is recorded."

    return _step(request, child, part, form, act, title=listed[step].title, button="Record this step")


@child_form_page(Permission.OVERSEE, "court:view")
def view(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The IRO's view on the final care plan."""
    part = _part(child, number)
    form = ViewForm(request.POST or None, today=request.today, initial={"done_on": request.today})

    def act() -> str:
        given = form.cleaned_data | {"words": form.cleaned_data["words"] or ""}
        actions.give_view(part=part, **given, by=request.user, at=request.now)
        return "Your view on the final care plan is recorded."

    title = "Your view on the final care plan"
    return _step(request, child, part, form, act, title=title, button="Record this view")


@child_form_page(Permission.RECORD_COURT, "court:end")
def end(request: Request, child: Any, number: int) -> HttpResponseBase:
    """The proceedings end, for the child or for several."""
    part = _part(child, number)
    running = parts_of(request.user, part, on=request.today)
    form = EndForm(
        request.POST or None,
        today=request.today,
        children=[(str(each.pk), called(request, each.child)) for each in running],
        initial={"ended_on": request.today, "children": [str(each.pk) for each in running]},
    )

    def act() -> str:
        given = dict(form.cleaned_data)
        chosen = set(given.pop("children"))
        parts = [each for each in running if str(each.pk) in chosen]
        outcome = given.pop("outcome") or ""
        actions.conclude(parts=parts, **given, outcome=outcome, by=request.user, at=request.now)
        return "The end of the proceedings is recorded. Enter a change of legal status in the child's care too."

    return _step(request, child, part, form, act, title="How did the proceedings end?", button="Record the end")


def _part(child: Any, number: int) -> Any:
    return _found(lambda: part_of(child, number))


def _found(find: Callable[[], T]) -> T:
    try:
        return find()
    except UnableToFindCourt as refusal:
        raise Http404 from refusal


def _step(
    request: Request, child: Any, part: Any, form: Any, act: Callable[[], str], *, title: str, button: str
) -> HttpResponseBase:
    facts = case_facts(case_line(part, request.user, on=request.today))
    return form_step(request, child, form, act, title=title, button=button, back=back_to(child), facts=facts)
