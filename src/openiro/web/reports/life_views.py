"""What is done with a whole paper: remarked on, checked, signed off, published, presented, corrected."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.papers import FROZEN, Heard, PaperState
from openiro.domain.permissions import Permission
from openiro.domain.report_policy import ReportKind, ReportSection
from openiro.domain.words import sentence
from openiro.govuk.dates import date_and_time, long_date
from openiro.measures.compute import UnableToFindMeasure, measure_named
from openiro.people.queries import may, policy_in_force
from openiro.reporting import actions
from openiro.reporting.checking import Missing, missing_in
from openiro.reporting.queries import (
    has_young_peoples_agreement,
    hearings_of,
    paper_of,
    records_frozen,
    remarks_on,
    versions_of_paper,
)
from openiro.reporting.queries import remark_of as remark_row
from openiro.reporting.sections import PLAN_OF
from openiro.web.reports.forms import AgreedForm, CorrectForm, HeardForm, RemarkForm
from openiro.web.reports.records import record_table
from openiro.web.reports.report_tables import title_of
from openiro.web.shell.access import form_page, page
from openiro.web.shell.listing import Pager
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step, pressed

ROWS = 50
AGREED, NOBODY_YET = sentence(Heard.AGREED), "No group has agreed yet. It can be published once one has."


def life_of(request: Request, paper: Any) -> dict[str, Any]:
    """How a paper stands, what may be done with it now, and its other versions."""
    facts = [("State", str(paper.state).capitalize()), ("Owner", paper.begun_by.name), ("Version", str(paper.version))]
    if paper.checked_by:
        facts.append(("Checked", f"{date_and_time(paper.checked_at)} by {paper.checked_by.name}"))
    if paper.signed_off_by:
        facts.append(("Signed off", f"{date_and_time(paper.signed_off_at)} by {paper.signed_off_by.name}"))
    facts += [(sentence(each.what), f"{each.body}, {long_date(each.on)}") for each in hearings_of(paper)]
    if _awaits_young_people(request, paper):
        facts.append((AGREED, NOBODY_YET))
    others = [each for each in versions_of_paper(paper) if each.pk != paper.pk]
    versions = [(f"Version {each.version}, {each.state}", reverse("reports:report", args=[each.pk])) for each in others]
    return {"life": facts, "steps": _steps(request, paper), "other_versions": versions}


def _steps(request: Request, paper: Any) -> list[tuple[str, str]]:
    signed, check = Permission.SIGN_OFF_REPORT, Permission.CHECK_REPORT
    again = [("Present it", "report-present", check), ("Correct it", "report-correct", Permission.WRITE_REPORT)]
    asked = [("Say who agreed", "report-young-people", check)] if _is_for_young_people(request, paper) else []
    ways = {
        PaperState.DRAFT: [("Check it", "report-check", check)],
        PaperState.CHECKED: [("Sign it off", "report-sign-off", signed), *asked],
        PaperState.SIGNED_OFF: [("Publish it", "report-publish", signed), *asked, *again],
        PaperState.PUBLISHED: again,
    }[paper.state]
    return [
        (text, reverse(f"reports:{name}", args=[paper.pk]))
        for text, name, needed in ways
        if may(request.user, needed, on=request.today)
    ]


def _is_for_young_people(request: Request, paper: Any) -> bool:
    return ReportKind(paper.kind) in policy_in_force(on=request.today).report.young_people_agree


def _awaits_young_people(request: Request, paper: Any) -> bool:
    """Whether the paper is ready for young people to read, and none of them has agreed to it as it stands."""
    is_ready = paper.state in (PaperState.CHECKED, PaperState.SIGNED_OFF)
    return is_ready and _is_for_young_people(request, paper) and not has_young_peoples_agreement(paper)


@form_page(Permission.CHECK_REPORT)
def report_check(request: Request, number: int) -> HttpResponseBase:
    """Somebody else says that the paper is right; what is missing stands there all at once."""
    paper = _found(number)
    may_write = may(request.user, Permission.WRITE_REPORT, on=request.today)
    facts = [
        (each.heading, sentence(each.words), _way_to_mend(paper, each, may_write=may_write))
        for each in missing_in(paper)
    ]
    form = pressed(request)
    told = ("What is missing", facts)
    return _step(request, paper, form, actions.check_paper, "Check", "It is right", "The paper is checked.", told)


def _way_to_mend(paper: Any, missing: Missing, *, may_write: bool) -> str:
    """Where what is missing is mended: the words by whoever writes, a remark by everybody who may check."""
    if missing.is_remark:
        return reverse("reports:report-remarks", args=[paper.pk, missing.section])
    return reverse("reports:report-section", args=[paper.pk, missing.section]) if may_write else ""


@form_page(Permission.SIGN_OFF_REPORT)
def report_sign_off(request: Request, number: int) -> HttpResponseBase:
    """The paper is approved, and frozen as it stands."""
    form = HeardForm(request.POST if request.method == "POST" else None)
    said = "The paper is signed off. It stays as it is now."
    return _step(request, _found(number), form, actions.sign_off_paper, "Sign off", "Sign it off", said)


@form_page(Permission.SIGN_OFF_REPORT)
def report_publish(request: Request, number: int) -> HttpResponseBase:
    """The paper is handed to the public."""
    form = pressed(request)
    return _step(request, _found(number), form, actions.publish_paper, "Publish", "Publish it", "It is published.")


@form_page(Permission.CHECK_REPORT)
def report_young_people(request: Request, number: int) -> HttpResponseBase:
    """A group of young people agreed to the paper."""
    paper = _found(number)
    form = AgreedForm(request.POST if request.method == "POST" else None)
    act, told = actions.tell_young_people_agreed, ("What they agree to", _what_they_agree_to(request, paper))
    return _step(request, paper, form, act, "Say who agreed", "Keep it", "It is kept.", told)


def _what_they_agree_to(request: Request, paper: Any) -> list[tuple[str, ...]]:
    """When the paper was checked, the file to show, and who agreed so far."""
    told: list[tuple[str, ...]] = []
    if paper.checked_by:
        told.append(("Checked", f"{date_and_time(paper.checked_at)} by {paper.checked_by.name}"))
    file = reverse("reports:report-file", args=[paper.pk, "pdf"]) + "?public=yes"
    told.append(("To show them", "The paper as it is published, PDF", file, "Open"))
    agreed = [each for each in hearings_of(paper) if each.what == Heard.AGREED]
    told += [(AGREED, f"{each.body}, {long_date(each.on)}") for each in agreed]
    return [*told, *([(AGREED, NOBODY_YET)] if _awaits_young_people(request, paper) else [])]


@form_page(Permission.CHECK_REPORT)
def report_present(request: Request, number: int) -> HttpResponseBase:
    """A body was presented with the paper."""
    form = HeardForm(request.POST if request.method == "POST" else None)
    return _step(request, _found(number), form, actions.present_paper, "Presented to", "Keep it", "It is kept.")


@form_page(Permission.WRITE_REPORT)
def report_correct(request: Request, number: int) -> HttpResponseBase:
    """A corrected version is begun; this one stays as it is."""
    form = CorrectForm(request.POST if request.method == "POST" else None)
    said = "A corrected version is begun. The one before stays as it is."
    return _step(request, _found(number), form, actions.correct_paper, "Correct", "Begin a corrected version", said)


@form_page(Permission.CHECK_REPORT)
def report_remarks(request: Request, number: int, name: str) -> HttpResponseBase:
    """What was said of a section; more is said, or what was said is dealt with."""
    paper = _found(number)
    if name not in set(ReportSection):
        raise Http404
    said = [each for each in remarks_on(paper) if each.section == name]
    facts = [(f"{each.made_by}, {date_and_time(each.made_at)}{_dealt_with(each)}", each.text) for each in said]
    form = RemarkForm(request.POST if request.method == "POST" else None)

    def act(**given: Any) -> None:
        words, by, at = form.cleaned_data["text"], request.user, request.now
        open_now = [each for each in said if each.resolved_at is None]
        if words.strip() or not open_now:
            actions.make_remark(paper=paper, section=name, text=words, by=by, at=at)
            return
        for each in open_now:
            remark = remark_row(paper, each.number)
            if remark is not None:
                actions.resolve_remark(remark=remark, by=by, at=at)

    heading = PLAN_OF[ReportSection(name)].heading
    return _step(request, paper, form, act, f"Remarks on {heading}", "Save", "It is kept.", ("What was said", facts))


@page(Permission.VIEW_ROWS)
def report_rows(request: Request, number: int, name: str) -> HttpResponseBase:
    """The records behind a figure of a paper that is signed off, as they were then."""
    paper = _found(number)
    try:
        found = measure_named(name)
    except UnableToFindMeasure as missing:
        raise Http404 from missing
    if paper.state not in FROZEN:
        days = f"?period=own&from={paper.from_on.isoformat()}&to={paper.to_on.isoformat()}"
        return redirect(reverse("reports:measure-rows", args=[name]) + days)
    behind = records_frozen(request.user, paper, name, on=request.today)
    if behind is None:
        raise Http404
    given = {
        "title": found.title,
        "paper": title_of(paper),
        "back": reverse("reports:report", args=[number]),
        "table": record_table(found, behind, Pager(request.GET, behind.rows.height, ROWS)),
    }
    return render(request, "reports/report-rows.jinja", given)


def _dealt_with(line: Any) -> str:
    return f"; dealt with by {line.resolved_by}" if line.resolved_at else ""


def _found(number: int) -> Any:
    paper = paper_of(number)
    if paper is None:
        raise Http404
    return paper


def _step(
    request: Request,
    paper: Any,
    form: Any,
    action: Callable[..., Any],
    title: str,
    button: str,
    said: str,
    told: tuple[str, Any] = ("", ()),
) -> HttpResponseBase:
    back = reverse("reports:report", args=[paper.pk])

    def act() -> tuple[str, str]:
        made = action(paper=paper, by=request.user, at=request.now, **form.cleaned_data)
        return said, reverse("reports:report", args=[made.pk]) if made is not None else back

    heading = f"{title}: {title_of(paper)}"
    card, facts = told
    return form_step(request, None, form, act, title=heading, button=button, back=back, facts=facts, facts_title=card)
