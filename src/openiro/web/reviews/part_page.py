"""One part of a review as a page: a form that saves what is there, and tells when somebody else was quicker."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.refusal import Refusal
from openiro.govuk import forms
from openiro.govuk.dates import long_date
from openiro.web.reviews.parts import Part, after_saving
from openiro.web.shell.opening import head
from openiro.web.shell.request import Request

CHANGED = (
    "Somebody changed this part since you opened it. What they wrote stands beside the questions; what you typed is "
    "still in the boxes. Check both, then save."
)


class PartForm(forms.Form):
    """The form of one part. `seen` holds a mark of what stood in the record when the page was opened."""

    seen = forms.HiddenField(required=False)


def mark_of(facts: Mapping[str, Any]) -> str:
    """A short mark of what stands in the record, so that a change in the meantime shows."""
    text = json.dumps(facts, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


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
    """
    now = mark_of(facts)
    sent: QueryDict | None = request.POST if request.method == "POST" else None
    changed: list[tuple[str, str]] = []
    if sent is not None and sent.get("seen", now) != now:
        messages.error(request, CHANGED)
        form = form_of(_with_mark(sent, now), dict(facts) | {"seen": now})
        changed = _standing(form, facts)
    else:
        form = form_of(sent, dict(facts) | {"seen": now})
        if sent is not None and form.is_valid():
            try:
                messages.success(request, save(form))
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                return after_saving(request, child, review, part)
    page = {
        "form": form,
        "part": part,
        "review": review,
        "changed": changed,
        "back": reverse("reviews:review", args=[child.reference, review.pk]),
    }
    return render(request, template, head(request, child) | page | dict(given or {}))


def _standing(form: Any, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What stands in the record and is not what was sent, in the words of the form's questions."""
    form.is_valid()
    told = []
    for name, value in facts.items():
        field = form.fields.get(name)
        if value in (None, "", []) or (field is not None and form.cleaned_data.get(name) == value):
            continue
        chosen = {str(each.value): each.text for each in getattr(field, "options", ()) if hasattr(each, "value")}
        values = value if isinstance(value, list | tuple) else [value]
        words = ", ".join(chosen.get(str(each), _in_words(each)) for each in values)
        told.append((str(field.label) if field is not None else name, words))
    return told


def _in_words(value: Any) -> str:
    return long_date(value) if isinstance(value, date) else str(value)


def _with_mark(sent: QueryDict, mark: str) -> QueryDict:
    """What was sent, as if it had been typed over what stands now."""
    again = sent.copy()
    again["seen"] = mark
    return again
