"""How a child's checks stand, in words: for the child's page, and for the page of all of them."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from openiro.children.queries import NeedLine, PermanenceLine, StepLine
from openiro.domain.checks import CheckState, Standing
from openiro.domain.checks_policy import Entitlement
from openiro.domain.codes import meaning_of
from openiro.domain.permanence import StepState
from openiro.domain.words import sentence
from openiro.govuk.dates import long_date, medium_date
from openiro.reviews.queries import ChildChecks, Glance
from openiro.web.shell.tables import Cell, Column, Table

TONES = {CheckState.UP_TO_DATE: "good", CheckState.OVERDUE: "late", CheckState.NOT_DUE: "quiet", CheckState.ASK: ""}
STEP_TONES = {StepState.PLANNED: "", StepState.LATE: "late", StepState.TAKEN: "good", StepState.GIVEN_UP: "quiet"}
MET = {True: "met", False: "not met", None: "not judged yet"}


@dataclass(frozen=True)
class ChecksCard:
    """The cards of the child's page: each check that a day decides, the plan, what was told, needs, and words.

    `needs` and `said` are None for those who may not read them.
    """

    rows: tuple[tuple[str, str, str, str], ...]
    plan: str
    plan_hint: str
    told: str
    needs: tuple[tuple[str, str], ...] | None
    said: tuple[tuple[str, str], ...] | None
    href: str


def checks_card(child: Any, known: ChildChecks, glance: Glance, *, needs: bool, views: bool) -> ChecksCard:
    """The cards; `needs` and `views`: whether the reader may read what was written, and the child's views."""
    standings = [each for each in known.standings if each.state is not CheckState.ASK and each.check.id != "permanence"]
    return ChecksCard(
        rows=tuple(_row(each) for each in standings),
        plan=_plan(known),
        plan_hint=_plan_hint(known),
        told=told_in_words(known),
        needs=tuple(_need(line) for line in glance.needs) if needs else None,
        said=tuple(_said(line) for line in glance.said) if views else None,
        href=reverse("children:checks", args=[child.reference]),
    )


def checks_table(child: Any, known: ChildChecks, recordable: Container[str]) -> Table:
    """Every check that applies: how it stands, when it was done, by when it is due and by which rule."""
    return Table(
        caption="Checks",
        caption_hidden=True,
        columns=(Column("Check"), Column("Stands"), Column("Last done"), Column("Due by"), Column("Record")),
        rows=[_table_row(child, each, recordable) for each in known.standings],
        empty="No checks apply: the child is not looked after.",
    )


def plans_table(child: Any, plans: Sequence[PermanenceLine], *, may_record: bool) -> Table:
    """Every plan for permanence, the latest first."""
    return Table(
        caption="Plans for permanence",
        caption_hidden=True,
        columns=(Column("Plan"), Column("From"), Column("Agreed"), Column("Until"), Column("Change")),
        rows=[_plan_row(child, plan, may_record) for plan in plans],
        empty="No plan for permanence is recorded.",
    )


def steps_table(child: Any, steps: Sequence[StepLine], *, on: date, may_record: bool) -> Table:
    """Every step to permanence: those that wait first, and those done or not pursued after them."""
    return Table(
        caption="Steps to permanence",
        caption_hidden=True,
        columns=(Column("Step"), Column("Planned for"), Column("Stands"), Column("Change")),
        rows=[_step_row(child, line, on, may_record) for line in steps],
        empty="No step is planned or done.",
    )


def needs_table(child: Any, needs: Sequence[NeedLine]) -> Table:
    """What the child needs, and whether it is met."""
    return Table(
        caption="Needs",
        caption_hidden=True,
        columns=(Column("Need"), Column("Since"), Column("Stands"), Column("Change")),
        rows=[_need_row(child, line) for line in needs],
        empty="No needs are recorded.",
    )


def told_table(known: ChildChecks) -> Table:
    """Of what the child was told, when last, and whether it was understood."""
    latest = {line.entitlement: line for line in reversed(known.told)}
    return Table(
        caption="Entitlements and welcome pack",
        caption_hidden=True,
        columns=(Column("What"), Column("Last told"), Column("Understood")),
        rows=[_told_row(each, latest.get(each.id)) for each in known.entitlements],
        empty="The child is too young to be told of entitlements.",
    )


def told_in_words(known: ChildChecks) -> str:
    """'Told of 3 of 5 entitlements; given 7 of 7 of the pack'."""
    if not known.entitlements:
        return "Too young to be told of entitlements"
    told = {line.entitlement for line in known.told}
    pack = [each for each in known.entitlements if each.in_pack]
    others = [each for each in known.entitlements if not each.in_pack]
    parts = [("Told of", others, "entitlements"), ("given", pack, "of the welcome pack")]
    counted = [(verb, sum(each.id in told for each in listed), len(listed), what) for verb, listed, what in parts]
    return "; ".join(f"{verb} {number} of {all_of} {what}" for verb, number, all_of, what in counted if all_of)


def _row(standing: Standing) -> tuple[str, str, str, str]:
    done = f"Last done on {medium_date(standing.done.done_on)}" if standing.done else "Not recorded as done"
    filed = ", not on the file" if standing.check.has_file and standing.done and not standing.done.on_file_on else ""
    due = f". Due by {medium_date(standing.due_on)}" if standing.due_on else ""
    return standing.check.title, sentence(standing.state), TONES[standing.state], f"{done}{filed}{due}"


def _table_row(child: Any, standing: Standing, recordable: Container[str]) -> list[Cell | str]:
    check, done = standing.check, standing.done
    filed = f"On the file since {medium_date(done.on_file_on)}" if done and done.on_file_on else "Not on the file"
    href = reverse("children:check-record", args=[child.reference, check.id]) if check.id in recordable else ""
    return [
        Cell(check.title, hint=f"{standing.rule} ({standing.source})"),
        Cell(sentence(standing.state), tone=TONES[standing.state]),
        Cell(medium_date(done.done_on) if done else "Not recorded", hint=filed if done and check.has_file else ""),
        medium_date(standing.due_on) if standing.due_on else "No day",
        Cell(f"Record {check.title}", href=href) if href else "",
    ]


def _plan(known: ChildChecks) -> str:
    if known.plan is not None:
        return meaning_of("PERMANENCE", known.plan.plan)
    proposed = [plan for plan in known.plans if plan.ended_on is None]
    return f"Proposed: {meaning_of('PERMANENCE', proposed[0].plan)}" if proposed else "No plan for permanence yet"


def _plan_hint(known: ChildChecks) -> str:
    plan = known.plan
    if plan is None or plan.agreed_on is None:
        standing = next((each for each in known.standings if each.check.id == "permanence"), None)
        due = f", due by {long_date(standing.due_on)}" if standing and standing.due_on else ""
        return f"An agreed plan stands by the second review{due}"
    matched = f", matched on {long_date(plan.matched_on)}" if plan.matched_on else ""
    return f"Agreed on {long_date(plan.agreed_on)}{matched}"


def _plan_row(child: Any, plan: PermanenceLine, may_record: bool) -> list[Cell | str]:
    href = reverse("children:permanence-end", args=[child.reference, plan.number])
    delay = f"Delayed: {meaning_of('PERMANENCE_DELAY', plan.delay_reason).lower()}" if plan.delay_reason else ""
    matched = f"Matched on {medium_date(plan.matched_on)}" if plan.matched_on else ""
    return [
        Cell(meaning_of("PERMANENCE", plan.plan), hint=". ".join(filter(None, (matched, delay)))),
        medium_date(plan.from_on),
        medium_date(plan.agreed_on) if plan.agreed_on else "Proposed",
        medium_date(plan.ended_on) if plan.ended_on else "Stands",
        Cell("End this plan", href=href) if may_record and plan.ended_on is None else "",
    ]


def _step_row(child: Any, line: StepLine, on: date, may_record: bool) -> list[Cell | str]:
    days, state = line.days, line.days.state(on)
    delay = f"Delayed: {meaning_of('PERMANENCE_DELAY', line.delay_reason).lower()}" if line.delay_reason else ""
    ended = days.taken_on or days.given_up_on
    stands = f"{sentence(state)}{f', {medium_date(ended)}' if ended else ''}"
    href = reverse("children:step-change", args=[child.reference, line.number]) if may_record and days.waits else ""
    return [
        Cell(meaning_of("PERMANENCE_STEP", line.step), hint=delay),
        medium_date(days.planned_on) if days.planned_on else "Not planned",
        Cell(stands, tone=STEP_TONES[state]),
        Cell("Change this step", href=href, about=meaning_of("PERMANENCE_STEP", line.step)) if href else "",
    ]


def _need(line: NeedLine) -> tuple[str, str]:
    return meaning_of("NEED_KIND", line.kind), f"{line.words} ({MET[line.is_met]})"


def _need_row(child: Any, line: NeedLine) -> list[Cell | str]:
    href = reverse("children:need-judge", args=[child.reference, line.number])
    return [
        Cell(line.words, hint=meaning_of("NEED_KIND", line.kind)),
        medium_date(line.from_on),
        sentence(MET[line.is_met]),
        Cell("Say whether it is met", href=href),
    ]


def _told_row(each: Entitlement, line: Any) -> list[Cell | str]:
    understood = {True: "Yes", False: "No"}.get(line.understood, "Not asked") if line else ""
    what = "Welcome pack" if each.in_pack else ""
    return [Cell(each.title, hint=what), medium_date(line.told_on) if line else "Not yet", understood]


def _said(line: Any) -> tuple[str, str]:
    return line.words, f"{'Observed' if line.is_observation else 'Said'} on {long_date(line.said_on)}"
