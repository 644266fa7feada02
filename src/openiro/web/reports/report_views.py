"""Pages of reports: the list, a new one, the whole paper, one section with its words beside its figures, and files."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from openiro.core.queries import working_calendar
from openiro.documents.content import Document, Metadata, Section
from openiro.documents.web_page import body_of
from openiro.domain.boards import papers_due
from openiro.domain.papers import FROZEN, UnableToMovePaper
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.report_policy import KINDS, ReportKind, ReportPolicy, ReportSection, Span, period_of
from openiro.measures.compute import measure_named
from openiro.measures.timeliness import UnableToDateReviews
from openiro.people.queries import may, policy_in_force
from openiro.reporting.actions import UnableToWritePaper, begin_paper, save_narrative
from openiro.reporting.checking import missing_in
from openiro.reporting.papers import document_of_paper, findings_of, writers
from openiro.reporting.queries import (
    SectionText,
    coverage_from,
    frozen_figures,
    paper_before,
    paper_lines,
    paper_of,
    reads_public_figures,
    rows_need,
    section_texts,
    versions_of,
)
from openiro.reporting.report import SectionDraft, section_draft, section_plans
from openiro.web.reports.asked import Request
from openiro.web.reports.forms import PeriodForm, WordsForm
from openiro.web.reports.life_views import life_of
from openiro.web.reports.report_tables import (
    board_table,
    days_of,
    paper_table,
    periods_to_report,
    progress_table,
    section_ways,
    title_of,
    ways_to_begin,
)
from openiro.web.reports.section_help import figures_to_name, measures_in, plans_of_paper
from openiro.web.shell.access import form_page, page
from openiro.web.shell.drafts import as_sent, draft_on, drop_draft_on, keep_what_is_sent

NOTHING_YET = SectionText("", "", 0, None, "")


@dataclass(frozen=True)
class FileKind:
    """A kind of file that a paper is handed out as."""

    ending: str
    name: str
    content_type: str


FILE_KINDS = (
    FileKind("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    FileKind("pdf", "PDF", "application/pdf"),
    FileKind("html", "Web page", "text/html; charset=utf-8"),
    FileKind("xlsx", "Spreadsheet of the figures", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)


@page(Permission.VIEW_REPORTS)
def report_list(request: Request) -> HttpResponseBase:
    """The papers that were begun."""
    may_write = may(request.user, Permission.WRITE_REPORT, on=request.today)
    lines = [line for line in paper_lines() if _may_be_read(request, line)]
    boards = board_table(papers_due(policy_in_force(on=request.today).report.boards, request.today, working_calendar()))
    given = {"table": paper_table(lines), "may_write": may_write, "boards": boards if may_write else None}
    return render(request, "reports/report-list.jinja", given)


@page(Permission.WRITE_REPORT)
def report_new(request: Request) -> HttpResponseBase:
    """Every kind of report, each with the last period that is over: begun in one step, or opened where it stands."""
    ways = ways_to_begin(paper_lines(), covered_from=coverage_from(), today=request.today)
    return render(request, "reports/report-new.jinja", {"ways": ways})


@form_page(Permission.WRITE_REPORT)
def report_begin(request: Request, kind: str) -> HttpResponseBase:
    """Begin a report of a period, or go on with the one that is begun."""
    if kind not in set(ReportKind):
        raise Http404
    asked = ReportKind(kind)
    periods = periods_to_report(asked, covered_from=coverage_from(), today=request.today)
    form = PeriodForm(request.POST if request.method == "POST" else None, periods=periods)
    if request.method == "POST" and form.is_valid():
        first, last = period_of(KINDS[asked].span, form.cleaned_data["period"])
        paper = begin_paper(kind=asked, from_on=first, to_on=last, by=request.user, at=request.now)
        return redirect("reports:report", paper.pk)
    return render(request, "reports/report-begin.jinja", {"form": form, "kind": KINDS[asked]})


@page(Permission.VIEW_REPORTS)
def report(request: Request, number: int) -> HttpResponseBase:
    """The whole paper as it stands, with how far its writing has come."""
    paper = _paper(request, number)
    public = _must_be_public(request) or request.GET.get("public") == "yes"
    document = _document(paper, request.today, public=public)
    given = {
        **life_of(request, paper),
        "records": _records(request, paper),
        "is_frozen": paper.state in FROZEN,
        "paper": paper,
        "title": title_of(paper),
        "period": days_of(paper),
        "authority": document.council,
        "body": mark_safe(body_of(document)),  # the writer of the paper escapes every word
        "public": public,
        "always_public": _must_be_public(request),
        **_to_do(request, paper),
        "files": FILE_KINDS,
        "href": reverse("reports:report", args=[paper.pk]),
    }
    return render(request, "reports/report.jinja", given)


def _to_do(request: Request, paper: Any) -> dict[str, Any]:
    """The sections of a paper that is not frozen, each with the way to write it, or to remark on it."""
    writes, checks = (
        may(request.user, each, on=request.today) for each in (Permission.WRITE_REPORT, Permission.CHECK_REPORT)
    )
    if paper.state in FROZEN or not (writes or checks):
        return {"progress": None}
    way = "reports:report-section" if writes else "reports:report-remarks"
    table = progress_table(paper, _plans(paper), _texts(paper), way)
    return {"progress": table, "to_do": "Write" if writes else "Remark on a section"}


@form_page(Permission.WRITE_REPORT)
def report_section(request: Request, number: int, name: str) -> HttpResponseBase:
    """The words of one section beside its figures. Two people's words never overwrite each other."""
    paper = _paper(request, number)
    draft = _draft(paper, name)
    latest = _texts(paper).get(name, NOTHING_YET)
    theirs, typed = None, draft_on(request)
    if request.method == "POST":
        form = WordsForm(request.POST)
        keep_what_is_sent(request)
        if form.is_valid():
            refusal = _save(request, paper, name, form)
            if refusal is None:
                drop_draft_on(request)
                messages.success(request, f"'{draft.plan.heading}' is saved.")
                return redirect(_way_on(request, paper, name))
            form = _again(request, _texts(paper).get(name, NOTHING_YET), refusal)
            theirs = _texts(paper).get(name)
    elif typed:
        form = WordsForm(as_sent(typed)).without_faults()
    else:
        begun = latest.text if latest.version else _report_policy(paper).words_to_begin_with(draft.plan.section)
        form = WordsForm(initial={"text": begun, "seen_version": latest.version})
    given = {"form": form, "latest": latest, "theirs": theirs, "draft": None if request.method == "POST" else typed}
    return render(request, "reports/report-section.jinja", _section_page(request, paper, draft) | given)


def _section_page(request: Request, paper: Any, draft: SectionDraft) -> dict[str, Any]:
    plans = _plans(paper)
    return {
        "paper": paper,
        "title": title_of(paper),
        "period": days_of(paper),
        "plan": draft.plan,
        "to_fill_in": _report_policy(paper).to_fill_in(draft.plan.section, ""),
        "figures": _figures(paper, draft),
        "marks": figures_to_name(paper, draft.plan),
        "actions": plans_of_paper(request, paper) if draft.plan.section is ReportSection.WORK_PROGRAMME else None,
        "before": _texts(earlier).get(draft.plan.section.value) if (earlier := paper_before(paper)) else None,
        "versions": versions_of(paper=paper, section=draft.plan.section.value),
        "ways": section_ways(paper, plans, draft.plan),
        "report_href": reverse("reports:report", args=[paper.pk]),
    }


def _save(request: Request, paper: Any, name: str, form: WordsForm) -> Refusal | None:
    """Keep the words; what stands in the way where they are not kept."""
    seen = form.cleaned_data["seen_version"] or "0"
    try:
        save_narrative(
            paper=paper,
            section=name,
            text=form.cleaned_data["text"],
            seen_version=int(seen) if seen.isdecimal() and len(seen) < 6 else 0,
            by=request.user,
            at=request.now,
        )
    except (UnableToWritePaper, UnableToMovePaper) as refusal:
        return refusal
    return None


def _again(request: Request, latest: SectionText, refusal: Refusal) -> WordsForm:
    """The same words once more, to be brought together with what somebody else saved."""
    form = WordsForm({"text": request.POST.get("text", ""), "seen_version": str(latest.version)})
    form.is_valid()
    form.refuse(refusal, "text")
    return form


def _way_on(request: Request, paper: Any, name: str) -> str:
    """To the next section that lacks something, where that is asked; past the last of them, to the whole paper."""
    if "next" not in request.POST:
        return reverse("reports:report-section", args=[paper.pk, name])
    names = [plan.section.value for plan in _plans(paper)]
    lacking = {each.section for each in missing_in(paper)}
    ahead = next((each for each in names[names.index(name) + 1 :] if each in lacking), None)
    if ahead is None:
        return reverse("reports:report", args=[paper.pk])
    return reverse("reports:report-section", args=[paper.pk, ahead])


@page(Permission.VIEW_REPORTS)
def report_file(request: Request, number: int, ending: str) -> HttpResponseBase:
    """The paper as a file; with small numbers hidden for whoever sees figures only, and where it is asked for."""
    paper = _paper(request, number)
    kind = next((each for each in FILE_KINDS if each.ending == ending), None)
    if kind is None:
        raise Http404
    public = _must_be_public(request) or request.GET.get("public") == "yes"
    document = _document(paper, request.today, public=public)
    response = HttpResponse(writers()[f".{ending}"](document), content_type=kind.content_type)
    is_of_years = KINDS[ReportKind(paper.kind)].span is Span.YEAR
    days = f"{paper.from_on.year}-{paper.to_on:%y}" if is_of_years else paper.from_on.isoformat()
    name = "-".join(filter(None, (slugify(document.council), f"{paper.kind}-report", days, "public" if public else "")))
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


def _must_be_public(request: Request) -> bool:
    return reads_public_figures(request.user, Permission.VIEW_REPORTS, on=request.today)


def _paper(request: Request, number: int) -> Any:
    paper = paper_of(number)
    if paper is None or not _may_be_read(request, paper):
        raise Http404
    return paper


def _may_be_read(request: Request, paper: Any) -> bool:
    """Whoever reads with small numbers hidden reads of years that are over: today's figures less yesterday's, or a
    year's less a quarter's, would tell of one child."""
    is_over = KINDS[ReportKind(paper.kind)].is_for_many and paper.to_on < request.today
    return is_over or not _must_be_public(request)


def _document(asked: Any, today: date, *, public: bool) -> Document:
    try:
        return document_of_paper(asked, made_on=today, public=public)
    except UnableToDateReviews as reason:
        raise Http404 from reason


def _texts(paper: Any) -> dict[str, SectionText]:
    return section_texts(paper)


def _plans(paper: Any) -> list[Any]:
    return section_plans(findings_of(from_on=paper.from_on, to_on=paper.to_on).policy, ReportKind(paper.kind))


def _records(request: Request, paper: Any) -> list[tuple[str, str]]:
    """The figures of a paper, each leading to its records (as they were, where it is frozen), for whoever may see
    records."""
    if not may(request.user, Permission.VIEW_ROWS, on=request.today):
        return []
    is_frozen = paper.state in FROZEN
    seen = dict.fromkeys(figure["id"] for figure in frozen_figures(paper)) if is_frozen else measures_in(paper)
    return [
        (measure_named(each).title, reverse("reports:report-rows", args=[paper.pk, each]))
        for each in seen
        if all(may(request.user, needed, on=request.today) for needed in rows_need(each))
    ]


def _draft(paper: Any, name: str) -> SectionDraft:
    findings = findings_of(from_on=paper.from_on, to_on=paper.to_on)
    plan = next(
        (plan for plan in section_plans(findings.policy, ReportKind(paper.kind)) if plan.section.value == name), None
    )
    if plan is None:
        raise Http404
    return section_draft(findings, plan, text="")


def _report_policy(paper: Any) -> ReportPolicy:
    return findings_of(from_on=paper.from_on, to_on=paper.to_on).policy.report


def _figures(paper: Any, draft: SectionDraft) -> SafeString:
    """The figures of a section as they will stand in the paper; nothing where it has none."""
    if not draft.figures:
        return mark_safe("")
    section = Section("figures", "Figures of this section", draft.figures)
    document = Document("Section", "", "", (section,), Metadata(made_on=paper.to_on))
    return mark_safe(body_of(document))  # the writer of the paper escapes every word
