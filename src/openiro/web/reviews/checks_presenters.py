"""The checks of a review in words: how each stands by the facts, and what the last review answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openiro.domain.checks import CheckState, Standing, evidence_for
from openiro.domain.checks_policy import Check, CheckGroup
from openiro.govuk.dates import long_date
from openiro.reviews.queries import AnswerLine, CheckLine, ChildChecks, ReviewChecks
from openiro.web.reviews.checks_form import DAY, FILE, GIVEN, NOW, PERMANENCE, PLAN, TOLD, UNDERSTOOD, WHY, ChecksForm
from openiro.web.reviews.words import in_words

TITLES = {
    CheckGroup.PLANS: "Plans and visits",
    CheckGroup.HEALTH: "Health",
    CheckGroup.EDUCATION: "Education",
    CheckGroup.SAFETY: "Safety",
    CheckGroup.RIGHTS: "Rights and voice",
}
TONES = {CheckState.UP_TO_DATE: "good", CheckState.NOT_DUE: "quiet", CheckState.OVERDUE: "late"}
CHIPS = {
    CheckState.UP_TO_DATE: "By the records: up to date",
    CheckState.NOT_DUE: "By the records: not due yet",
    CheckState.OVERDUE: "By the records: not up to date",
}


@dataclass(frozen=True)
class CheckRow:
    """One check as the page shows it. `more` are the questions that most leave alone."""

    id: str
    title: str
    chip: str
    tone: str
    lines: tuple[str, ...]
    previous: str
    now: Any
    file: Any
    more: tuple[Any, ...]
    more_title: str
    is_open: bool


@dataclass(frozen=True)
class CheckSection:
    """The checks under one heading: those that are due, the rest to be folded away, and what else is asked there."""

    title: str
    rows: tuple[CheckRow, ...]
    folded: tuple[CheckRow, ...] = ()
    more: tuple[Any, ...] = ()

    @property
    def answered(self) -> int:
        """How many of those folded away have an answer."""
        return sum(bool(row.now.value()) for row in self.folded)

    @property
    def is_open(self) -> bool:
        """Whether something that is folded away is wrong, and has to be seen."""
        fields = [field for row in self.folded for field in (row.now, row.file, *row.more) if field]
        return any(field.errors for field in fields)


@dataclass(frozen=True)
class PlanPanel:
    """No plan for permanence stands at the second review or a later one: to be raised, or raised."""

    text: str
    raised: str
    options: Sequence[tuple[str, str]]
    chosen: str


def sections_of(form: ChecksForm) -> tuple[CheckSection, ...]:
    """Every check of the form under its heading."""
    found = []
    for group, title in TITLES.items():
        lines = [line for line in form.known.lines if line.standing.check.group is group]
        telling = (TOLD, GIVEN, UNDERSTOOD) if group is CheckGroup.RIGHTS else ()
        more = tuple(form[name] for name in telling if name in form.fields)
        if lines or more:
            due, rest = ([_row(form, line) for line in lines if _is_due(line) is wanted] for wanted in (True, False))
            found.append(CheckSection(title, tuple(due), tuple(rest), more))
    return tuple(found)


def panel_of(known: ReviewChecks, options: Sequence[tuple[str, str]], names: Any) -> PlanPanel | None:
    """What to say of a missing plan for permanence; None where there is nothing to say."""
    if not known.lacks_plan:
        return None
    which = "second review" if known.place == 2 else f"review number {known.place}"
    raised = ""
    if known.escalation:
        who = names.get(known.escalation.by, known.escalation.by)
        reason = in_words("PERMANENCE_DELAY", known.escalation.reason).lower()
        raised = f"Raised with the team manager on {long_date(known.escalation.at)} by {who}: {reason}."
    answer = next((line.answer for line in known.lines if line.standing.check.id == PERMANENCE), None)
    text = f"This is the {which}, and no agreed plan for permanence stands. It is raised at once."
    return PlanPanel(text, raised, options, answer.reason if answer else "")


def standing_lines(standing: Standing) -> tuple[str, ...]:
    """When it was last done, by when it is due, and the rule with its source."""
    check, done = standing.check, standing.done
    lines = []
    if done is not None:
        filed = f", on the file since {long_date(done.on_file_on)}" if done.on_file_on else ", not on the file"
        lines.append(f"Last done on {long_date(done.done_on)}{filed if check.has_file else ''}")
    elif standing.state is not CheckState.ASK and check.id != PERMANENCE:
        lines.append("Not recorded as done")
    if standing.due_on is not None:
        due = "Was due" if standing.state is CheckState.OVERDUE else "Due"
        lines.append(f"{due} by {long_date(standing.due_on)}")
    lines.append(f"{standing.rule} ({standing.source})")
    return tuple(lines)


def evidence_lines(check: Check, known: ChildChecks) -> tuple[str, ...]:
    """The other checks that it is judged by: when each was last done, and with which score."""
    if not check.evidence:
        return ()
    titles = {each.check.id: each.check.title for each in known.standings}
    found = evidence_for(check, known.facts, known.on)
    lines = []
    for id in check.evidence:
        done = found.get(id)
        score = f", score {done.score}" if done and done.score is not None else ""
        when = f"last done on {long_date(done.done_on)}{score}" if done else "not recorded as done"
        lines += [f"{titles[id]}: {when}"] if id in titles else []
    return tuple(lines)


def _is_due(line: CheckLine) -> bool:
    """Whether it stands in view: needed before the review is finished, or overdue by the records."""
    return line.standing.check.needed or line.standing.state is CheckState.OVERDUE


def _row(form: ChecksForm, line: CheckLine) -> CheckRow:
    standing = line.standing
    check = standing.check
    names = (PLAN,) if check.id == PERMANENCE else (f"{check.id}__{DAY}",)
    more = tuple(form[name] for name in (*names, f"{check.id}__{WHY}") if name in form.fields)
    return CheckRow(
        id=check.id,
        title=check.title,
        chip=CHIPS.get(standing.state, ""),
        tone=TONES.get(standing.state, "quiet"),
        lines=(*evidence_lines(check, form.known.child), *standing_lines(standing)),
        previous=_previous(line.previous),
        now=form[f"{check.id}__{NOW}"],
        file=form[f"{check.id}__{FILE}"] if check.has_file else None,
        more=more,
        more_title=_more_title(check.id, len(more)),
        is_open=check.id == PERMANENCE
        or any(field.errors for field in more)
        or bool(form[f"{check.id}__{WHY}"].value()),
    )


def _more_title(id: str, questions: int) -> str:
    if id == PERMANENCE:
        return "Plan and reason"
    return "Another day, or what is missing" if questions > 1 else "What is missing, or what was said"


def _previous(answer: AnswerLine | None) -> str:
    """'Last review, 26 June 2026: up to date no; on the file yes; done 3 May 2026'."""
    if answer is None or not isinstance(answer.day, date):
        return ""
    parts = [
        in_words("CHECK_ANSWER", answer.up_to_date).lower() if answer.up_to_date else "not answered",
        f"on the file: {in_words('CHECK_ANSWER', answer.on_file).lower()}" if answer.on_file else "",
        f"last done then on {long_date(answer.done_on)}" if answer.done_on else "",
    ]
    return f"At the review of {long_date(answer.day)}: {'; '.join(filter(None, parts))}"
