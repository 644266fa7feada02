"""What happens in a child's care: it starts, it changes, it ends, and a record of it is put right."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html

from openiro.allocation.queries import visible_child
from openiro.children.actions import EpisodeFacts
from openiro.children.queries import ChildRecord, child_by_code, child_record, episode_of
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.words import sentence
from openiro.govuk import forms
from openiro.govuk.dates import long_date
from openiro.reviews import actions
from openiro.web.children.care_forms import CareForm, ChangeForm, CorrectForm, EndForm, EnterCareForm
from openiro.web.children.events import Change, Reader, changes_between
from openiro.web.children.words import in_words
from openiro.web.shell.access import form_page
from openiro.web.shell.opening import called, can, child_form_page, head
from openiro.web.shell.request import Request

# Placed with a parent, or somebody with parental responsibility.
WITH_PARENT = ("P1",)
ENTERED = (
    "{name} is recorded as looked after from {day}. Allocate an IRO within 5 working days, plan the first review, "
    "and add brothers, sisters and parents who are in care themselves."
)


@form_page(Permission.RECORD_CARE)
def child_enter_care(request: Request) -> HttpResponseBase:
    """A child enters care: one whom the service knows, or a new one."""
    form = EnterCareForm(request.POST or None, today=request.today)

    def record() -> Any:
        given = form.cleaned_data
        how = {"started_on": given["started_on"], "care": form.care, "by": request.user, "at": request.now}
        if not given["is_known"]:
            return actions.child_enters_care(facts=form.child, **how)
        found = visible_child(request.user, child_by_code(given["known_code"]).reference, on=request.today)
        actions.start_care_period(child=found, **how)
        return found

    child = _done(form, record)
    if child is not None:
        return _entered(request, child, form.cleaned_data["started_on"])
    return render(request, "children/enter-care.jinja", {"form": form})


@child_form_page(Permission.RECORD_CARE, "children:care-start")
def care_start(request: Request, child: Any) -> HttpResponseBase:
    """A child whose record is open enters care, again or for the first time."""
    form = CareForm(request.POST or None, today=request.today)

    def record() -> Any:
        how = {"started_on": form.cleaned_data["started_on"], "care": form.care}
        return actions.start_care_period(child=child, by=request.user, at=request.now, **how)

    if _done(form, record) is not None:
        return _entered(request, child, form.cleaned_data["started_on"])
    return _page(request, child, form, title="The child enters care", button="Record the first day in care")


@child_form_page(Permission.RECORD_CARE, "children:care-change")
def care_change(request: Request, child: Any) -> HttpResponseBase:
    """Legal status or placement changes."""
    record_of = child_record(child, on=request.today)
    form = ChangeForm(request.POST or None, today=request.today, initial=_present(record_of))

    def record() -> Any:
        given = form.cleaned_data
        return actions.change_care(
            child=child,
            changed_on=given["started_on"],
            care=form.care,
            same_carer=given["same_carer"],
            reason_place_change=given["reason_place_change"] or "",
            by=request.user,
            at=request.now,
        )

    if _done(form, record) is not None:
        messages.success(request, _changed(request, child, form.cleaned_data))
        return _to_child(child)
    return _page(request, child, form, title="Change of care", button="Record the change")


@child_form_page(Permission.RECORD_CARE, "children:care-end")
def care_end(request: Request, child: Any) -> HttpResponseBase:
    """The child leaves care."""
    form = EndForm(request.POST or None, today=request.today)

    def record() -> Any:
        actions.end_care_period(child=child, by=request.user, at=request.now, **form.cleaned_data)
        return child

    if _done(form, record) is not None:
        given = form.cleaned_data
        why = in_words("REC", given["reason_ended"]).lower()
        messages.success(request, f"Care ended on {long_date(given['ended_on'])}: {why}. No review is due any more.")
        return _to_child(child)
    return _page(request, child, form, title="End of care", button="Record the end of care")


@child_form_page(Permission.RECORD_CARE, "children:episode-correct")
def episode_correct(request: Request, child: Any, started_on: date) -> HttpResponseBase:
    """An episode is put right: asked, then shown before and after, then recorded."""
    try:
        episode = episode_of(child, started_on)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _to_child(child)
    recorded = EpisodeFacts(**{name: getattr(episode, name) for name in EpisodeFacts.__dataclass_fields__})
    form = CorrectForm(request.POST or None, today=request.today, initial=vars(recorded))
    changes = _changes(form, recorded)
    if changes and "confirmed" in request.POST:
        reason = form.cleaned_data["reason"]
        how = {"episode": episode, "facts": form.facts, "reason": reason, "by": request.user, "at": request.now}
        if _done(form, lambda: [actions.correct_episode(**how)]) is not None:
            messages.success(request, "The episode is put right. What stood before is kept in the history.")
            return _to_child(child)
    given = {
        "changes": changes if form.is_valid() and "again" not in request.POST else (),
        "sent": [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"],
        "episodes": _other_episodes(request, child, started_on),
    }
    title = f"Correct the episode from {long_date(started_on)}"
    return _page(
        request, child, form, title=title, button="Continue", template="children/episode-correct.jinja", **given
    )


def _changes(form: CorrectForm, recorded: EpisodeFacts) -> tuple[Change, ...]:
    """What the form would change, in words; a form that would change nothing is told so."""
    if not form.is_bound or not form.is_valid():
        return ()
    changed = form.changes_from(recorded)
    if not changed:
        form.refuse("Nothing here differs from what is recorded. Change what was wrong.")
    before = {name: pair[0] for name, pair in changed.items()}
    after = {name: pair[1] for name, pair in changed.items()}
    return tuple(changes_between(before, after, Reader({}, free_text=True)))


def _other_episodes(request: Request, child: Any, started_on: date) -> list[tuple[str, str]]:
    """The child's other episodes, each with the way to correct it."""
    lines = child_record(child, on=request.today).episodes
    return [
        (
            f"{long_date(line.episode.started_on)}: {sentence(in_words('LS', line.episode.legal_status))}, "
            f"{in_words('PLACE', line.episode.placement)}",
            reverse("children:episode-correct", args=[child.reference, line.episode.started_on]),
        )
        for line in reversed(lines)
        if line.episode.started_on != started_on
    ]


def _done(form: forms.Form, record: Callable[[], Any]) -> Any:
    """What the action answers when the form is whole and the action agrees; else its refusal is on the form."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return record()
    except Refusal as refusal:
        form.refuse(refusal)
        return None


def _present(record: ChildRecord) -> dict[str, Any]:
    """How the child is looked after now, for a form that asks what changes."""
    if not record.episodes:
        return {}
    line = record.episodes[-1]
    names = ("legal_status", "placement", "need", "provider", "placement_postcode", "urn")
    return {"home_postcode": line.home_postcode} | {name: getattr(line.episode, name) or "" for name in names}


def _entered(request: Request, child: Any, started_on: date) -> HttpResponseBase:
    messages.success(request, ENTERED.format(name=called(request, child), day=long_date(started_on)))
    return _to_child(child)


def _changed(request: Request, child: Any, given: dict[str, Any]) -> str:
    """What is said once care changed: a change may bring the review forward (CPPCR reg 33; IRO Handbook)."""
    done = "The change of care is recorded. The next review date is worked out anew."
    if not can(request, Permission.ASK_EARLY_REVIEW):
        return done
    trigger = "with_parent" if given["placement"] in WITH_PARENT else "plan_change"
    query = urlencode({"trigger": trigger, "on": given["started_on"].isoformat()})
    href = f"{reverse('reviews:early-ask', args=[child.reference])}?{query}"
    return format_html('{} <a class="govuk-link" href="{}">Ask for an early review, if it is needed</a>', done, href)


def _to_child(child: Any) -> HttpResponseBase:
    return redirect("children:child", child.reference)


def _page(
    request: Request,
    child: Any,
    form: forms.Form,
    *,
    title: str,
    button: str,
    template: str = "children/care-form.jinja",
    **more: Any,
) -> HttpResponseBase:
    given = {"form": form, "title": title, "button": button}
    return render(request, template, head(request, child) | given | more)
