"""The form of all checks of one review: each up to date or not, and on the child's file or not."""

from typing import Any

from openiro.domain.checks_policy import Check, CheckRule
from openiro.govuk import forms
from openiro.govuk.dates import long_date
from openiro.reviews.actions import CheckAnswer
from openiro.reviews.queries import ReviewChecks
from openiro.web.reviews.part_page import PartForm
from openiro.web.reviews.words import options_of

NOW, FILE, DAY, WHY = "now", "file", "on", "why"
PERMANENCE = "permanence"
TOLD, GIVEN, UNDERSTOOD, PLAN = "told", "given", "understood", "plan"
LONGEST_REASON = 400


class ChecksForm(PartForm):
    """A question or two for each check that applies; what the child was told; the plan for permanence."""

    marks_optional = False

    def __init__(self, *args: Any, known: ReviewChecks, **kwargs: Any) -> None:
        self.known = known
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for line in known.lines:
            fields.update(_questions(line.standing.check))
        for name, title in ((TOLD, "What was the child told today?"), (GIVEN, "What was the child given of the pack?")):
            if options := self._telling(in_pack=name == GIVEN):
                fields[name] = forms.CheckboxesField(label=title, options=options, required=False, small=True)
        if self.known.child.entitlements:
            fields[UNDERSTOOD] = forms.YesNoField(
                label="Did the child understand it?", required=False, small=True, label_size="s"
            )
        if any(line.standing.check.id == PERMANENCE for line in known.lines):
            fields[PLAN] = forms.SelectField(
                label="The plan that is agreed",
                hint="Choosing another one records it as agreed at this review",
                options=options_of("PERMANENCE"),
                blank="None",
                required=False,
            )

    def answers(self) -> tuple[CheckAnswer, ...]:
        """What was chosen, for each check of the page."""
        return tuple(self._answer(line.standing.check.id) for line in self.known.lines)

    def told(self) -> tuple[str, ...] | None:
        """What the child was told and given; None where the child is too young for any."""
        given = self.cleaned_data
        if not self.known.child.entitlements:
            return None
        return (*(given.get(TOLD) or ()), *(given.get(GIVEN) or ()))

    def _answer(self, id: str) -> CheckAnswer:
        given = {name: self.cleaned_data.get(f"{id}__{name}") for name in (NOW, FILE, DAY, WHY)}
        return CheckAnswer(id, given[NOW] or "", given[FILE] or "", given[DAY], given[WHY] or "")

    def _telling(self, *, in_pack: bool) -> list[forms.Option]:
        latest = {line.entitlement: line for line in reversed(self.known.child.told)}
        return [
            forms.Option(each.id, each.title, hint=_told_before(latest.get(each.id)))
            for each in self.known.child.entitlements
            if each.in_pack is in_pack
        ]


def facts_of(known: ReviewChecks) -> dict[str, Any]:
    """What stands in the record, by the fields of the form. A check that nobody has answered is not chosen."""
    facts: dict[str, Any] = {}
    for line in known.lines:
        answer, id = line.answer, line.standing.check.id
        facts[f"{id}__{NOW}"] = answer.up_to_date if answer else ""
        facts[f"{id}__{FILE}"] = answer.on_file if answer else ""
        facts[f"{id}__{WHY}"] = answer.reason if answer else ""
    today = [line for line in known.child.told if line.told_on == known.child.on]
    in_pack = {each.id for each in known.child.entitlements if each.in_pack}
    facts[TOLD] = sorted(line.entitlement for line in today if line.entitlement not in in_pack)
    facts[GIVEN] = sorted(line.entitlement for line in today if line.entitlement in in_pack)
    understood = {line.understood for line in today}
    facts[UNDERSTOOD] = understood.pop() if len(understood) == 1 else None
    facts[PLAN] = known.child.plan.plan if known.child.plan else ""
    return facts


def is_done_on_a_day(check: Check) -> bool:
    """Whether the check is of something that is done on a day, as an assessment or a plan is."""
    return check.rule not in (CheckRule.EACH_REVIEW, CheckRule.PERMANENCE) or bool(check.kept_by)


def _questions(check: Check) -> dict[str, Any]:
    answers = options_of("CHECK_ANSWER")
    fields: dict[str, Any] = {
        f"{check.id}__{NOW}": forms.RadiosField(
            label=check.question, options=answers, required=False, inline=True, small=True
        )
    }
    if check.has_file:
        fields[f"{check.id}__{FILE}"] = forms.RadiosField(
            label=f"{check.title}: on the child's file?", options=answers, required=False, inline=True, small=True
        )
    if is_done_on_a_day(check):
        fields[f"{check.id}__{DAY}"] = forms.DateField(
            label="Done on another day", called=f"{check.title}: the day it was done", required=False, not_future=True
        )
    fields[f"{check.id}__{WHY}"] = _why(check)
    return fields


def _why(check: Check) -> Any:
    if check.id == PERMANENCE:
        options = options_of("PERMANENCE_DELAY")
        return forms.SelectField(label="Why is there no plan yet?", options=options, required=False)
    return forms.TextField(
        label="What is missing, or what was said", max_length=LONGEST_REASON, required=False, called=check.title
    )


def _told_before(line: Any) -> str:
    if line is None:
        return "Not told yet"
    understood = {True: ", understood", False: ", not understood"}.get(line.understood, "")
    return f"Last on {long_date(line.told_on)}{understood}"
