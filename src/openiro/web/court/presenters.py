"""Proceedings as facts and tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.domain.court_policy import VIEW_STEP
from openiro.govuk.dates import long_date, medium_date
from openiro.proceedings.queries import CourtCase, CourtCounts, HearingLine, ReferralAbout, RevocationLine, StepLine
from openiro.web.shell.deadlines import counted, left_until
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table

COUNCIL = "the council's own rhythm while these proceedings run, beside the last legal day"
CONSULTED = {True: "IRO consulted", False: "IRO not consulted", None: ""}
CASES = (Column("Child"), Column("Order sought"), Column("Weeks", numeric=True), Column("Next hearing"))
Links = list[tuple[str, str]]


@dataclass(frozen=True)
class CaseCard:
    """One case on the page of a child."""

    title: str
    facts: Links
    actions: Links
    steps: Table
    hearings: Table
    delays: Table | None


def case_card(case: CourtCase, on: date, *, may_record: bool, may_oversee: bool) -> CaseCard:
    """One case: its facts, steps and hearings, with what this person may do."""
    return CaseCard(
        title=title_of(case),
        facts=case_facts(case),
        actions=_actions(case) if may_record else [],
        steps=_steps_table(case, on, may_oversee=may_oversee),
        hearings=_hearings_table(case, on, may_record=may_record),
        delays=_delays_table(case) if case.delays else None,
    )


def title_of(case: CourtCase) -> str:
    """Which order is sought since when: no two of one child are called alike."""
    return f"{meaning_of('COURT_APPLICATION', case.kind)}, application of {long_date(case.applied_on)}"


def case_facts(case: CourtCase) -> Links:
    """What there is to know of a case, blank facts left out."""
    also = case.together - 1
    facts = [
        ("Child", case.child),
        ("Together with", counted(also, "brother or sister", "brothers and sisters") if also else ""),
        ("Case number", case.case_number),
        ("Guardian", "; ".join(filter(None, (case.guardian, case.guardian_contact)))),
        ("Child's solicitor", case.solicitor),
        ("How long", _how_long(case)),
        ("Next review by", f"{long_date(case.review_by)}: {COUNCIL}" if case.review_by else ""),
        ("Final order", meaning_of("FINAL_ORDER", case.final_order) if case.final_order else ""),
        ("What the court said", case.outcome),
    ]
    return [(label, text) for label, text in facts if text]


def case_table(cases: Sequence[CourtCase], on: date, *, caption: str, empty: str, pager: Pager) -> Table:
    """Cases in a list: whom, which order, how long, what is next."""
    columns = (*CASES, Column("Review by"), Column("Steps with the guardian"), Column("Delay"))
    return Table(caption, columns, [_row(case, on) for case in cases], empty, pager=pager, caption_hidden=True)


def referral_table(lines: Sequence[ReferralAbout], reference: object) -> Table:
    """Legal advice and referrals to Cafcass in disputes about the child."""
    return Table(
        caption="Independent legal advice and Cafcass",
        caption_hidden=True,
        columns=(Column("What was asked for"), Column("Settled")),
        rows=[
            (
                Cell(
                    f"{meaning_of('REFERRAL', line.kind)}, {medium_date(line.asked_on)}", href=_dispute(reference, line)
                ),
                "Yes" if line.settled_at else "Not yet",
            )
            for line in lines
        ],
        empty="Neither was asked for.",
    )


def revocation_table(lines: Sequence[RevocationLine]) -> Table:
    """When it was considered whether the order is still needed."""
    return Table(
        caption="Is the order still needed?",
        caption_hidden=True,
        columns=(Column("Considered"), Column("Conclusion"), Column("Again"), Column("By")),
        rows=[
            (
                medium_date(line.considered_on),
                Cell(meaning_of("REVOCATION", line.conclusion), hint=line.words),
                medium_date(line.again_on) if line.again_on else "No day set",
                line.by,
            )
            for line in lines
        ],
        empty="It was not considered yet.",
    )


def count_facts(counts: CourtCounts) -> list[tuple[str, str, str]]:
    """Figures with their words: label, value, of what."""
    views = counted(counts.views, "view", "views")
    return [
        ("In proceedings now", f"{counts.running:,}", "children"),
        ("IRO consulted before hearings", f"{counts.consulted:,}", f"of {counts.hearings:,} where it is known"),
        ("Consulted on the final plan in time", f"{counts.in_time:,}", f"of {views} given"),
        ("Independent legal advice", f"{counts.advice:,}", "asked for in disputes"),
        ("Referrals to Cafcass", f"{counts.cafcass:,}", "in disputes"),
    ]


def _dispute(reference: object, line: ReferralAbout) -> str:
    return reverse("challenge:dispute", args=[reference, line.dispute])


def _actions(case: CourtCase) -> Links:
    named = [case.reference, case.number]
    listed = [("People in court", "court:people")]
    if case.ended_on is None:
        listed += [
            ("List a hearing", "court:hearing-add"),
            ("Note a delay", "court:delay"),
            ("Record the end", "court:end"),
        ]
    return [(text, reverse(name, args=named)) for text, name in listed]


def _how_long(case: CourtCase) -> str:
    weeks = counted(case.weeks, "week", "weeks")
    if case.ended_on is not None:
        return f"{weeks}, ended on {long_date(case.ended_on)}"
    over = "should have ended by" if case.takes_too_long else "to end by"
    return f"{weeks}, {over} {long_date(case.to_end_by)} (Children Act 1989, section 32)"


def _steps_table(case: CourtCase, on: date, *, may_oversee: bool) -> Table:
    return Table(
        caption="Steps of the protocol of Cafcass and IROs",
        columns=(Column("Step"), Column("Last day"), Column("How it stands"), Column("By")),
        rows=[_step_row(case, line, on, may_oversee=may_oversee) for line in case.steps],
    )


def _step_row(case: CourtCase, line: StepLine, on: date, *, may_oversee: bool) -> tuple[Cell | str, ...]:
    now, step = line.standing, line.standing.step
    named = [case.reference, case.number]
    href = reverse("court:view", args=named) if step.id == VIEW_STEP else reverse("court:step", args=[*named, step.id])
    due = medium_date(now.due_on) if now.due_on else f"No day for the {step.counted_from} yet"
    return (
        Cell(step.title, href=href if may_oversee and now.done_on is None else "", hint=step.source),
        Cell(due, hint=step.limit_in_words),
        _standing(line, on),
        line.by,
    )


def _standing(line: StepLine, on: date) -> Cell:
    now = line.standing
    if now.done_on is None:
        left = left_until(now.due_on, now.left, on) if now.due_on else None
        return Cell(left.sentence, tone=left.tone) if left else Cell("Waits")
    said = [meaning_of("PLAN_VIEW", line.view), meaning_of("PLAN_CONSULTED", line.consulted)] if line.view else []
    late = ["Late"] if now.was_late else []
    return Cell(f"Done on {medium_date(now.done_on)}", hint=". ".join([*late, *said, *filter(None, [line.words])]))


def _hearings_table(case: CourtCase, on: date, *, may_record: bool) -> Table:
    return Table(
        caption="Hearings",
        columns=(Column("Hearing"), Column("What became of it")),
        rows=[_hearing_row(case, line, on, may_record=may_record) for line in case.hearings],
        empty="No hearing is listed.",
    )


def _hearing_row(case: CourtCase, line: HearingLine, on: date, *, may_record: bool) -> tuple[Cell | str, ...]:
    href = reverse("court:hearing", args=[case.reference, case.number, line.number]) if may_record else ""
    became = (
        meaning_of("HEARING_OUTCOME", line.outcome) if line.outcome else "Not recorded" if line.on < on else "Ahead"
    )
    said = ". ".join(filter(None, (CONSULTED[line.consulted], line.words)))
    called = f"{meaning_of('COURT_HEARING', line.kind)}, {medium_date(line.on)}"
    return Cell(called, href=href), Cell(became, hint=said)


def _delays_table(case: CourtCase) -> Table:
    return Table(
        caption="Delay",
        columns=(Column("Cause"), Column("Known since")),
        rows=[
            (Cell(meaning_of("COURT_DELAY", line.cause), hint=line.words), medium_date(line.noted_on))
            for line in case.delays
        ],
    )


def _row(case: CourtCase, on: date) -> tuple[Cell | str, ...]:
    late = sum(line.standing.done_on is None and line.standing.was_late for line in case.steps)
    done = sum(line.standing.done_on is not None for line in case.steps)
    ahead = case.next_hearing
    steps = f"{done} of {len(case.steps)} taken"
    causes = "; ".join(dict.fromkeys(meaning_of("COURT_DELAY", each.cause) for each in case.delays))
    return (
        Cell(case.child, href=reverse("court:child", args=[case.reference])),
        Cell(meaning_of("COURT_APPLICATION", case.kind), hint=f"since {medium_date(case.applied_on)}"),
        Cell(f"{case.weeks}", tone="late") if case.takes_too_long else f"{case.weeks}",
        Cell(medium_date(ahead.on), hint=meaning_of("COURT_HEARING", ahead.kind)) if ahead else "None listed",
        _review_by(case, on),
        Cell(f"{steps}, {late} late", tone="late") if late else steps,
        causes or ("No cause noted" if case.takes_too_long else "None noted"),
    )


def _review_by(case: CourtCase, on: date) -> Cell | str:
    if case.review_by is None:
        return "The last legal day"
    is_late = case.review_by < on
    return Cell(medium_date(case.review_by), tone="late" if is_late else "", hint="the council's own rhythm")
