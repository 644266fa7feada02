"""One part of a review as a page: a form that saves what is there, and loses nobody's words.

What is typed is kept as a draft and offered again. Where somebody else was quicker, their answers are shown beside
the questions: they stand in the boxes that this person had not touched, and this person's words in all others.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.refusal import Refusal
from openiro.web.reviews.part_marks import PartForm, changes_since, is_untouched, last_change, mark_of
from openiro.web.reviews.parts import Part, after_saving
from openiro.web.shell.drafts import as_sent, draft_on, drop_draft_on, keep_what_is_sent
from openiro.web.shell.opening import head
from openiro.web.shell.request import Request

__all__ = ["CHANGED", "PartForm", "mark_of", "part_page"]
CHANGED = (
    "Somebody changed this part since you opened it. What they wrote is shown above the questions; what you typed is "
    "still in the boxes. Check both, then save."
)


def part_page(
    request: Request,
    child: Any,
    review: Any,
    part: Part,
    *,
    form_of: Callable[[QueryDict | None, dict[str, Any]], Any],
    facts: Mapping[str, Any],
    save: Callable[[Any], str],
    template: str = "reviews/part.jinja",
    given: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """Show one part's form, or save it.

    `form_of(sent, initial)` makes the form; `facts` are what stands in the record now by the form's field names, in
    plain values; `save(form)` calls one action and answers the message of success. A refusal stands on the form.
    What this person typed and did not save stands in the boxes when they come back.
    """
    initial = dict(facts) | {"seen": mark_of(facts)}
    sent: QueryDict | None = request.POST if request.method == "POST" else None
    draft = draft_on(request) if sent is None else None
    typed = sent if sent is not None else as_sent(draft) if draft else None
    changed = changes_since(typed.get("seen", ""), facts) if typed is not None else ()
    if typed is None:
        form = form_of(None, initial)
    elif changed or sent is None:
        form = _as_typed(form_of, typed, initial, changed)
    else:
        form = form_of(sent, initial)
        if form.is_valid() and _saved(request, form, save):
            drop_draft_on(request)
            return after_saving(request, child, review, part)
    if sent is not None:
        keep_what_is_sent(request)
    if changed:
        messages.error(request, CHANGED)
    page = {
        "form": form,
        "part": part,
        "review": review,
        "changed": [form.change_in_words(name) for name in changed if name in form.fields],
        "changed_by": last_change(child) if changed else "",
        "draft": draft,
        "back": reverse("reviews:review", args=[child.reference, review.pk]),
    }
    return render(request, template, head(request, child) | page | dict(given or {}))


def _saved(request: Request, form: Any, save: Callable[[Any], str]) -> bool:
    try:
        messages.success(request, save(form))
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _as_typed(
    form_of: Callable[[QueryDict | None, dict[str, Any]], Any],
    typed: QueryDict,
    initial: dict[str, Any],
    changed: tuple[str, ...],
) -> Any:
    """The form as this person left it, over the record as it stands now."""
    seen = typed.get("seen", "")
    again = typed.copy()
    again["seen"] = initial["seen"]
    form = form_of(again, initial)
    form.full_clean()
    untouched = {name for name in changed if name in form.fields and is_untouched(form, name, seen)}
    form.without_faults().take_from_record(untouched)
    return form
