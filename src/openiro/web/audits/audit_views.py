"""One audit: filled in and saved as it goes, submitted whole, read by whose work it is; its findings are added."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.audits.actions import Filled, Found, add_finding, save_audit, submit_audit, tell_in_supervision
from openiro.audits.queries import AuditPage, audit_of, audit_page, owners_for
from openiro.core.actions import log_access
from openiro.domain.permissions import Permission
from openiro.people.queries import may, policy_in_force
from openiro.web.audits.forms import AuditForm, FindingForm, ToldForm
from openiro.web.audits.presenters import answered, audit_facts, finding_table
from openiro.web.audits.step import found
from openiro.web.shell.access import form_page
from openiro.web.shell.navigation import action_from
from openiro.web.shell.request import Request
from openiro.web.shell.step import sent

LONGEST_STAMP = 10


@form_page(Permission.VIEW_AUDITS)
def audit(request: Request, number: int) -> HttpResponseBase:
    """The questions for the auditor while it is to be done; what was answered for everybody who may read it."""
    row = found(lambda: audit_of(request.user, number, on=request.today))
    shown = audit_page(request.user, row, on=request.today)
    policy = policy_in_force(on=request.today).audits
    form = None
    if row.submitted_at is None and row.auditor_id == request.user.pk:
        form = AuditForm(request.POST or None, page=shown, grades=policy.grades, initial=_initial(row, shown))
        if done := sent(request, form, lambda: _keep(request, row, form)):
            return done
    elif request.method == "POST":
        return redirect("audits:audit", number)
    else:
        _log(request, row)
    if form is not None and request.method != "POST":
        _log(request, row)
    given = {
        "title": shown.line.kind,
        "name": shown.line.child,
        "facts": audit_facts(shown),
        "form": form,
        "opened": int(request.now.timestamp()),
        "answers": answered(shown, policy),
        "feedback": shown.feedback,
        "findings": finding_table(shown.findings, on=request.today, caption="Findings", empty="No finding was made."),
        "steps": _steps(request, row),
        "action_href": action_from(request, "audit") if row.submitted_at else "",
    }
    return render(request, "audits/audit.jinja", given)


@form_page(Permission.DO_AUDIT)
def finding_add(request: Request, number: int) -> HttpResponseBase:
    """Something is to be done after the audit."""
    row = _own(request, number)
    themes = policy_in_force(on=request.today).audits.themes
    form = FindingForm(
        request.POST or None,
        today=request.today,
        themes=[(each.id, each.title) for each in themes],
        owners=owners_for(row, on=request.today),
    )
    back = reverse("audits:audit", args=[number])

    def act() -> tuple[str, str]:
        add_finding(audit=row, found=Found(**form.cleaned_data), by=request.user, at=request.now)
        return "The finding is kept. Its owner is told once the audit is submitted.", back

    given = {"form": form, "title": "Add a finding", "button": "Add this finding", "back": back}
    return sent(request, form, act) or render(request, "shell/step.jinja", given)


@form_page(Permission.DRAW_SAMPLE)
def told(request: Request, number: int) -> HttpResponseBase:
    """The feedback was given in supervision."""
    row = found(lambda: audit_of(request.user, number, on=request.today))
    form = ToldForm(request.POST or None, today=request.today, initial={"told_on": request.today})
    back = reverse("audits:audit", args=[number])

    def act() -> tuple[str, str]:
        tell_in_supervision(audit=row, **form.cleaned_data, by=request.user, at=request.now)
        return "It is recorded that the feedback was given.", back

    given = {"form": form, "title": "Feedback in supervision", "button": "Record this", "back": back}
    return sent(request, form, act) or render(request, "shell/step.jinja", given)


def _own(request: Request, number: int) -> Any:
    """The audit, for its auditor alone."""
    row = found(lambda: audit_of(request.user, number, on=request.today))
    if row.auditor_id != request.user.pk:
        raise Http404
    return row


def _keep(request: Request, row: Any, form: AuditForm) -> tuple[str, str]:
    given = form.cleaned_data
    filled = Filled(form.answers, given["grade"] or "", given["feedback"] or "", _seconds(request))
    if "submit" in request.POST:
        submit_audit(audit=row, filled=filled, by=request.user, at=request.now)
        return "The audit is submitted. Those concerned are told.", reverse("audits:audit", args=[row.pk])
    save_audit(audit=row, filled=filled, by=request.user, at=request.now)
    return "Saved. You can go on later.", reverse("audits:audit", args=[row.pk])


def _seconds(request: Request) -> int:
    """How long the page was open, by the stamp that it carried; nothing where that was lost."""
    stamp = request.POST.get("opened", "")
    is_stamp = stamp.isascii() and stamp.isdigit() and len(stamp) <= LONGEST_STAMP
    return int(request.now.timestamp()) - int(stamp) if is_stamp else 0


def _initial(row: Any, shown: AuditPage) -> dict[str, str]:
    """What was saved, else what the records answer."""
    initial = {"grade": row.grade, "feedback": row.feedback}
    initial |= {f"answer_{id}": fact.answer for id, fact in shown.facts.items()}
    for id, given in shown.answers.items():
        initial |= {f"answer_{id}": given.answer, f"words_{id}": given.words}
    return initial


def _log(request: Request, row: Any) -> None:
    """An audit shows what the record of a child holds: reading it is written down."""
    log_access(child_number=row.child_id, page="audits:audit", by=request.user, at=request.now, reason="Audit")


def _steps(request: Request, row: Any) -> list[tuple[str, str]]:
    steps = []
    if row.auditor_id == request.user.pk:
        steps.append(("Add a finding", reverse("audits:finding-add", args=[row.pk])))
    draws = may(request.user, Permission.DRAW_SAMPLE, on=request.today)
    if draws and row.submitted_at is not None and row.officer_id not in (None, request.user.pk):
        steps.append(("Feedback given in supervision", reverse("audits:told", args=[row.pk])))
    return steps
