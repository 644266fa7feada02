"""Plans, actions and findings as tables, facts and a paper."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from openiro.actionplans.queries import ActionLine, FindingLine, PlanLine, ProgressLine, ServedLine
from openiro.documents import content
from openiro.domain.codes import meaning_of
from openiro.domain.plans_policy import Frame, Promise
from openiro.govuk.dates import date_and_time, long_date, medium_date
from openiro.web.shell.tables import Cell, Column, Table

TONES = {"achieved": "good", "partly": "soon", "on_hold": "quiet", "not_achieved": "late", "in_progress": "info"}
HEADINGS = ("Priority", "Action", "Outcome sought", "Lead", "By when", "Source", "Target", "Progress", "Impact")
Figures = Mapping[str, str]


def plan_table(lines: Sequence[PlanLine], kinds: Mapping[str, str]) -> Table:
    """Every plan, with how far its actions have come."""
    rows: list[list[Cell | str]] = [
        [
            Cell(line.label, href=reverse("plans:plan", args=[line.number])),
            kinds.get(line.kind, line.kind),
            f"{medium_date(line.from_on)} to {medium_date(line.to_on)}",
            _states(line),
        ]
        for line in lines
    ]
    return Table("Plans", [Column("Plan"), Column("Kind"), Column("Days"), Column("Actions")], rows, "No plan yet")


def action_table(lines: Sequence[ActionLine], figures: Figures, caption: str, on: date) -> Table:
    """Actions with when they are due, how far they have come, and the figure of their measure beside its target."""
    columns = [Column("Action"), Column("Lead"), Column("By when"), Column("Progress"), Column("Target and figure")]
    return Table(caption, columns, [_action_row(line, figures, on) for line in lines], "No action yet")


def elsewhere_table(lines: Sequence[ActionLine], on: date) -> Table:
    """Actions of any plan that rest on one page, with their plan, what changed and what shows it."""
    rows: list[list[Cell | str]] = [
        [
            Cell(
                line.words,
                href=reverse("plans:action", args=[line.number]),
                hint=line.plan_label,
                about=line.plan_label,
            ),
            line.lead,
            Cell(when(line), hint="late" if _is_late(line, on) else ""),
            Cell(meaning_of("ACTION_STATE", line.state), tone=TONES[line.state]),
            Cell(line.impact or "Nothing told yet", hint=line.evidence),
        ]
        for line in lines
    ]
    columns = [Column(each) for each in ("Action", "Lead", "By when", "Progress", "What changed, and what shows it")]
    return Table("Actions made from this", columns, rows, "No action is made from this yet")


def log_table(lines: Sequence[ServedLine]) -> Table:
    """What was done for a promise, the latest first: when it was told, what it changed, and what shows it."""
    columns = [Column(each) for each in ("Told", "Action", "Progress", "What changed, and what shows it")]
    rows: list[list[Cell | str]] = [
        [
            date_and_time(line.told_at),
            Cell(line.words, href=reverse("plans:action", args=[line.action])),
            Cell(meaning_of("ACTION_STATE", line.state), tone=TONES[line.state]),
            Cell(line.impact or "Nothing told", hint=line.evidence),
        ]
        for line in lines
    ]
    return Table("What was done, and achieved", columns, rows, "Nothing is told yet of what was done for this")


def promises_table(
    id: str,
    frame: Frame,
    figures: Mapping[str, Sequence[tuple[str, str]]],
    actions: Mapping[str, Sequence[ActionLine]],
) -> Table:
    """What a frame promises: who answers for it, the figures, and how far the actions that serve it have come."""
    columns = [Column("Promise"), Column("Who answers for it"), Column("Figures this year"), Column("What is done")]
    rows = [_promise_row(id, each, figures[f"{id}.{each.id}"], actions[f"{id}.{each.id}"]) for each in frame.promises]
    return Table(frame.title, columns, rows, caption_hidden=True)


def _promise_row(
    frame: str, promise: Promise, figures: Sequence[tuple[str, str]], actions: Sequence[ActionLine]
) -> list[Cell | str]:
    states = Counter(meaning_of("ACTION_STATE", line.state).lower() for line in actions)
    done = ", ".join(f"{count} {state}" for state, count in states.items())
    return [
        Cell(promise.words, href=reverse("plans:promise", args=[frame, promise.id]), about=frame.replace("_", " ")),
        ", ".join(dict.fromkeys(line.lead for line in actions)) or "Nobody yet",
        "; ".join(f"{title}: {figure}" for title, figure in figures) or "No measure tells it",
        Cell(f"Actions: {done}" if done else "No action yet", hint=_evidence_of(actions)),
    ]


def _evidence_of(actions: Sequence[ActionLine]) -> str:
    return next((line.evidence or line.impact for line in reversed(actions) if line.evidence or line.impact), "")


def action_facts(line: ActionLine, served: str, figures: Figures) -> list[tuple[str, str]]:
    """What an action is."""
    facts = [
        ("Priority", line.priority),
        ("What is to be done", line.words),
        ("Outcome sought", line.outcome_sought),
        ("Lead", line.lead),
        ("By when", when(line)),
        ("Source", meaning_of("ACTION_SOURCE", line.source)),
        ("Serves", served),
        ("Target", target(line, figures)),
        ("Progress", meaning_of("ACTION_STATE", line.state)),
    ]
    return [(label, text) for label, text in facts if text]


def progress_table(lines: Sequence[ProgressLine]) -> Table:
    """What was told of an action, the latest first."""
    rows: list[list[Cell | str]] = [
        [
            Cell(meaning_of("ACTION_STATE", line.state), tone=TONES[line.state]),
            line.impact or "Nothing said",
            line.evidence or "None given",
            Cell(line.told_by, hint=date_and_time(line.told_at)),
        ]
        for line in lines
    ]
    columns = [Column("Progress"), Column("What changed"), Column("Evidence"), Column("Told by")]
    return Table("Progress", columns, rows, "Nothing is told of it yet")


def finding_table(lines: Sequence[FindingLine]) -> Table:
    """Judgements and findings, the latest first."""
    rows: list[list[Cell | str]] = [
        [
            Cell(
                line.area,
                href=reverse("plans:finding", args=[line.number]),
                hint=f"{line.inspection}, {long_date(line.published_on)}",
                about=f"{line.inspection}, number {line.number}",
            ),
            meaning_of("INSPECTION_JUDGEMENT", line.judgement),
            line.words or "Nothing more",
        ]
        for line in lines
    ]
    columns = [Column("What was judged"), Column("Judgement"), Column("What was found")]
    return Table("Inspections", columns, rows, "No judgement or finding is kept yet")


def file_rows(lines: Sequence[ActionLine], figures: Figures) -> list[tuple[str, ...]]:
    """The actions as they are handed out, in the order of `HEADINGS`."""
    return [
        (
            line.priority,
            line.words,
            line.outcome_sought,
            line.lead,
            when(line),
            meaning_of("ACTION_SOURCE", line.source),
            target(line, figures),
            meaning_of("ACTION_STATE", line.state),
            ". ".join(filter(None, (line.impact.rstrip("."), line.evidence))),
        )
        for line in lines
    ]


def paper(plan: PlanLine, council: str, lines: Sequence[ActionLine], figures: Figures, on: date) -> content.Document:
    """The plan and its progress as a paper, a section for each priority."""
    rows = file_rows(lines, figures)
    priorities = dict.fromkeys(line.priority for line in lines)
    sections = [
        content.Section(
            f"priority-{place}",
            priority,
            (
                content.Table(
                    f"actions-{place}",
                    f"Actions: {priority}",
                    tuple(map(content.Column, HEADINGS[1:])),
                    tuple(row[1:] for row in rows if row[0] == priority),
                ),
            ),
        )
        for place, priority in enumerate(priorities, 1)
    ]
    period = f"{long_date(plan.from_on)} to {long_date(plan.to_on)}"
    nothing = content.Section("none", "Actions", (content.Paragraph.of("No action is in this plan yet."),))
    return content.Document(
        plan.label, council, period, tuple(sections) or (nothing,), content.Metadata(made_on=on), contents=False
    )


def evidence_paper(
    pairs: Sequence[tuple[FindingLine, Sequence[ActionLine]]], council: str, on: date
) -> content.Document:
    """What inspections found with what was done since, a section for each finding: evidence of improvement."""
    columns = tuple(map(content.Column, ("Action", "Lead", "By when", "Progress", "What changed", "What shows it")))
    sections = [
        content.Section(
            f"finding-{finding.number}",
            f"{finding.area}: {meaning_of('INSPECTION_JUDGEMENT', finding.judgement)}",
            (
                content.Paragraph.of(f"{finding.inspection}, {long_date(finding.published_on)}"),
                *([content.Paragraph.of(finding.words)] if finding.words else []),
                content.Table(f"done-{finding.number}", "What was done since", columns, tuple(map(_evidence, lines)))
                if lines
                else content.Paragraph.of("No action is made of it yet."),
            ),
        )
        for finding, lines in pairs
    ]
    nothing = content.Section("none", "Findings", (content.Paragraph.of("No finding is kept yet."),))
    given = content.Metadata(made_on=on)
    found = tuple(sections) or (nothing,)
    return content.Document("Evidence of improvement", council, f"As at {long_date(on)}", found, given, contents=False)


def _evidence(line: ActionLine) -> tuple[str, ...]:
    state = meaning_of("ACTION_STATE", line.state)
    return line.words, line.lead, when(line), state, line.impact, line.evidence


def when(line: ActionLine) -> str:
    """By when, in words."""
    if line.timescale == "quarterly" and line.due_on:
        return f"Quarterly, next by {medium_date(line.due_on)}"
    return long_date(line.due_on) if line.due_on else meaning_of("ACTION_TIMESCALE", line.timescale)


def target(line: ActionLine, figures: Figures) -> str:
    """The target with the live figure beside it; empty where there is none."""
    if line.target is None:
        return ""
    return f"{line.target.normalize():f}: now {figures.get(line.measure, 'not known')}"


def _states(line: PlanLine) -> str:
    told = [f"{count} {meaning_of('ACTION_STATE', code).lower()}" for code, count in line.states.items()]
    return ", ".join(told) or "None yet"


def _action_row(line: ActionLine, figures: Figures, on: date) -> list[Cell | str]:
    carried = "carried forward" if line.carried_to else "carried from the plan before" if line.carried_from else ""
    return [
        Cell(line.words, href=reverse("plans:action", args=[line.number]), hint=line.priority),
        line.lead,
        Cell(when(line), hint="late" if _is_late(line, on) else ""),
        Cell(meaning_of("ACTION_STATE", line.state), tone=TONES[line.state], hint=carried or line.impact),
        Cell(target(line, figures) or "None"),
    ]


def _is_late(line: ActionLine, on: date) -> bool:
    return line.is_open and line.due_on is not None and line.due_on < on
