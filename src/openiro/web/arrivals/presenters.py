"""Steps after children came into care, as facts and tables."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from openiro.arrivals.queries import ArrivalCase, StepLine
from openiro.domain.arrivals import StepState
from openiro.domain.arrivals_policy import StepKind
from openiro.domain.codes import meaning_of
from openiro.govuk.dates import long_date, medium_date
from openiro.people.queries import policy_in_force
from openiro.web.shell.deadlines import left_until, working_days
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table

LATE, RUNNING, OVER, WAS_LATE = "late", "running", "over", "was-late"
IN_TIME, DONE_LATE = "in time", "done late"
LISTS = {
    LATE: ("Late", "No step is late for a child whom you see."),
    RUNNING: ("On the way", "No step waits for a child whom you see, but those that are late."),
    WAS_LATE: ("Done late", "No step was done late for a child whom you see."),
    OVER: ("Nothing left to do", "Nobody who came into care lately has everything done."),
}


def listed(cases: Sequence[ArrivalCase], chosen: str) -> list[ArrivalCase]:
    """Those of one list, the longest in care first."""
    if chosen == WAS_LATE:
        return [case for case in cases if _done_late(case)]
    return [case for case in cases if _standing(case) == chosen]


def _done_late(case: ArrivalCase) -> list[str]:
    """The steps that were done after their last day, and by how much."""
    late = [line.standing for line in case.steps if line.standing.state is StepState.DONE and line.standing.days_late]
    return [f"{now.step.title}: {working_days(now.days_late)} late" for now in late]


def _standing(case: ArrivalCase) -> str:
    return LATE if case.late else OVER if case.is_over else RUNNING


def counts_table(cases: Sequence[ArrivalCase]) -> Table:
    """Of each step in how many children's it was done in time, done late, and is late now."""
    counted: dict[str, Counter[str]] = {}
    for now in (line.standing for case in cases for line in case.steps):
        late = DONE_LATE if now.days_late else IN_TIME
        what = late if now.state is StepState.DONE else LATE if now.state is StepState.LATE else ""
        counted.setdefault(now.step.title, Counter())[what] += 1
    return Table(
        caption="Steps in time",
        caption_hidden=True,
        columns=(Column("Step"), *(Column(text, numeric=True) for text in ("In time", "Done late", "Late now"))),
        rows=[(title, *(f"{of[what]:,}" for what in (IN_TIME, DONE_LATE, LATE))) for title, of in counted.items()],
        empty="Nobody came into care lately.",
    )


def case_table(cases: Sequence[ArrivalCase], on: date, chosen: str, *, pager: Pager) -> Table:
    """Children in a list: since when in care, what is late or next, and what delays it."""
    caption, empty = LISTS[chosen]
    return Table(
        caption=caption,
        caption_hidden=True,
        columns=(Column("Child"), Column("In care since"), Column("Steps done"), Column("What waits"), Column("Delay")),
        rows=[_case_row(case, on) for case in cases],
        empty=empty,
        pager=pager,
    )


def delay_table(cases: Sequence[ArrivalCase]) -> Table:
    """What delays steps, most often first: in how many children's."""
    counted = Counter(
        reason for case in cases for reason in {each.reason for line in case.steps for each in line.delays}
    )
    return Table(
        caption="What delays steps",
        caption_hidden=True,
        columns=(Column("Reason"), Column("Children", numeric=True)),
        rows=[(meaning_of("ARRIVAL_DELAY", reason), f"{number:,}") for reason, number in counted.most_common()],
        empty="No delay is noted.",
    )


def lead_of(case: ArrivalCase) -> str:
    """Since when the child is in care, and whether they refused."""
    refused = f" Refused the initial health assessment on {long_date(case.refused_on)}." if case.refused_on else ""
    return f"In care since {long_date(case.started_on)}.{refused}"


def steps_table(case: ArrivalCase, on: date, *, may_record: bool, may_check: bool) -> Table:
    """The steps of one child: by when, how each stands, and what delays it."""
    return Table(
        caption="Steps after coming into care",
        caption_hidden=True,
        columns=(Column("Step"), Column("Last day"), Column("How it stands"), Column("Delay")),
        rows=[_step_row(case, line, on, may_record=may_record, may_check=may_check) for line in case.steps],
        empty="The council asks for no step.",
    )


def _step_row(
    case: ArrivalCase, line: StepLine, on: date, *, may_record: bool, may_check: bool
) -> Sequence[Cell | str]:
    now, step = line.standing, line.standing.step
    named = [case.reference, step.id]
    may = may_record and (may_check or step.kind is not StepKind.CHECK)
    due = medium_date(now.due_on) if now.due_on else ""
    said = "; ".join(
        f"{meaning_of('ARRIVAL_DELAY', each.reason)}, {medium_date(each.noted_on)}" for each in line.delays
    )
    asks = may_record and case.is_followed and (now.days_late > 0 or now.state in (StepState.LATE, StepState.WAITS))
    delay = Cell("Note a delay", reverse("arrivals:delay", args=named), hint=said, about=step.title) if asks else said
    return (
        Cell(step.title, reverse("arrivals:step", args=named) if may else ""),
        Cell(due, hint=step.limit_in_words),
        _how(case, line, on),
        delay or "None noted",
    )


def _how(case: ArrivalCase, line: StepLine, on: date) -> Cell:
    now = line.standing
    if now.state is StepState.NOT_ASKED:
        return Cell("Not asked any more", tone="quiet")
    if now.state is StepState.DONE and now.done_on:
        late = f"{working_days(now.days_late)} late" if now.days_late else ""
        hint = "; ".join(filter(None, (late, _told(line, on), f"by {line.by}" if line.by else "")))
        return Cell(f"Done on {medium_date(now.done_on)}", tone="late" if late else "good", hint=hint)
    if not case.is_followed:
        return Cell("Not recorded", tone="quiet", hint=_told(line, on))
    left = left_until(now.due_on, now.left, on)
    return Cell(left.sentence, tone=left.tone, chip=True, hint=_told(line, on))


def _told(line: StepLine, on: date) -> str:
    """What else is recorded: when papers were sent, where and when the appointment is."""
    taken = line.taken
    if taken is None:
        return ""
    if line.standing.step.kind is StepKind.PAPERS:
        return f"sent {medium_date(taken.done_on)}" + ("" if taken.received_on else ", not received")
    if taken.appointment_on:
        ways = policy_in_force(on=on).arrivals.pathways
        way = ways[taken.pathway].title if taken.pathway in ways else taken.pathway
        return f"for {medium_date(taken.appointment_on)}: {way}"
    return ""


def _case_row(case: ArrivalCase, on: date) -> Sequence[Cell | str]:
    done = sum(line.standing.state is StepState.DONE for line in case.steps)
    asked = sum(line.standing.state is not StepState.NOT_ASKED for line in case.steps)
    waits = case.late or [line for line in case.steps if line.standing.state is StepState.WAITS]
    first = waits[0].standing if waits else None
    more = f"and {len(waits) - 1} more" if len(waits) > 1 else ""
    reasons = dict.fromkeys(meaning_of("ARRIVAL_DELAY", each.reason) for line in case.steps for each in line.delays)
    left = left_until(first.due_on, first.left, on) if first else None
    return (
        Cell(
            case.child, reverse("arrivals:child", args=[case.reference]), case.code if case.child != case.code else ""
        ),
        medium_date(case.started_on),
        Cell(f"{done} of {asked}", hint="refused" if case.refused_on else ""),
        Cell(f"{first.step.title}: {left.text}", hint=more, tone=left.tone, chip=True) if first and left else "Nothing",
        Cell("; ".join(reasons) or "None noted", hint="; ".join(_done_late(case))),
    )
