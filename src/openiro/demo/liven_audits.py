"""Audits in a lively council: a sample of journeys, records audited, an officer observed, findings on their way."""

from contextlib import suppress
from datetime import timedelta

from openiro.allocation.queries import children_visible_to
from openiro.audits.actions import (
    Draw,
    Filled,
    Found,
    add_finding,
    answer_finding,
    begin_audit,
    draw_sample,
    submit_audit,
    tell_in_supervision,
)
from openiro.audits.queries import (
    Rule,
    audits_to_do,
    audits_visible_to,
    findings_to_do,
    findings_visible_to,
    owners_for,
)
from openiro.demo.liven_ahead import Scene
from openiro.domain.audit_samples import UnableToDrawSample
from openiro.domain.audits import Answer
from openiro.domain.audits_policy import AnswerKind
from openiro.domain.permissions import Permission
from openiro.people.queries import policy_in_force

SEED, WEEKS_AGO = 20, timedelta(weeks=3)
KINDS = {"journey": 12, "thematic": 4, "record": 4, "observation": 2}
SAID = "Clear, warm and to the point. Next time, say by when."
TO_DO = "Put a day and a name to each decision."
DONE = "Every decision of the last review now has a day and an owner."


def liven_audits(scene: Scene) -> None:
    """Samples of each kind that the council does, and that finds something, were drawn three weeks ago; the manager
    has submitted the first audits."""
    manager = scene.staff.by_role["iro_manager"]
    at = scene.at(scene.filling.on - WEEKS_AGO)
    kinds = {each.id for each in policy_in_force(on=scene.filling.on).audits.kinds}
    for kind, size in KINDS.items():
        with suppress(UnableToDrawSample):
            draw_sample(draw=Draw(kind, Rule("all"), size, SEED), by=manager, at=at)
    if "live" in kinds:
        _live(scene)
    for place, line in enumerate(audits_to_do(manager, on=scene.filling.on)[:3]):
        _submit(scene, line.number, is_first=place == 0)


def _live(scene: Scene) -> None:
    """The officer who signs in has begun one in daily work."""
    officer = scene.staff.by_role["iro"]
    theirs = children_visible_to(officer, on=scene.filling.on, permission=Permission.DO_AUDIT).order_by("pk").first()
    if theirs is not None:
        begin_audit(child=theirs, kind="live", by=officer, at=scene.filling.at)


def _submit(scene: Scene, number: int, *, is_first: bool) -> None:
    manager, on, at = scene.staff.by_role["iro_manager"], scene.filling.on, scene.filling.at
    audit = audits_visible_to(manager, on=on).get(pk=number)
    answers = {
        each["id"]: Answer(words=SAID)
        if each["answer"] == AnswerKind.WORDS
        else Answer("good" if each["answer"] == AnswerKind.GRADE else "yes")
        for each in audit.questions
    }
    owner = owners_for(audit, on=on)[0][0]
    add_finding(audit=audit, found=Found("decisions", TO_DO, owner, for_learning=is_first), by=manager, at=at)
    submit_audit(audit=audit, filled=Filled(answers, "good", SAID, 900), by=manager, at=at)
    if is_first:
        tell_in_supervision(audit=audit, told_on=on, by=manager, at=at)
        _answer(scene, number)


def _answer(scene: Scene, number: int) -> None:
    """The first finding is answered, and waits to be closed."""
    manager, on = scene.staff.by_role["iro_manager"], scene.filling.on
    finding = findings_visible_to(manager, on=on).filter(audit=number).get()
    if any(line.number == finding.pk for line in findings_to_do(finding.owner, on=on)[0]):
        answer_finding(finding=finding, words=DONE, by=finding.owner, at=scene.filling.at)
