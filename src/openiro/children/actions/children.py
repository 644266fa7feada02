"""Who a child is: recorded before any return tells of them, and put right."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from openiro.children.models import Child
from openiro.children.queries import search_name
from openiro.core.actions import child_stream, record_event
from openiro.domain.codes import codes_ever
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import check_may, day_of

NHS_NUMBER_DIGITS = 10
# What the event log says in full; of the rest it says only that it changed, since names must not outlive a record.
_CODED = ("code", "born_on", "sex", "ethnicity", "disabled")


class UnableToRecordChild(Refusal):
    """What is said of a child cannot be so."""


@dataclass(frozen=True)
class ChildFacts:
    """Who a child is. `sex` M, F or U; `ethnicity` a code of the return or empty; `disabled` None: not known."""

    code: str
    born_on: date
    sex: str
    given_name: str = ""
    family_name: str = ""
    ethnicity: str = ""
    upn: str = ""
    nhs_number: str = ""
    disabled: bool | None = None


@transaction.atomic
def record_child(*, facts: ChildFacts, by: User, at: datetime) -> Child:
    """Record a child whom no return has told of yet. Needs `children.record_child`.

    Raises `UnableToRecordChild` where the number is taken, the birth lies ahead or a code does not exist.
    """
    check_may(by, Permission.RECORD_CHILD, on=day_of(at))
    _check(facts, day_of(at))
    if Child.objects.filter(code=facts.code).exists():
        raise UnableToRecordChild(f"The number {facts.code} is another child's. Search for that number first.")
    child = Child(**asdict(facts), search_name=search_name(facts.family_name, facts.given_name))
    child.save()
    record_event(stream=child_stream(child.pk), kind="children.child_recorded", facts=_coded(facts), by=by, at=at)
    return child


@transaction.atomic
def correct_child(*, child: Child, facts: ChildFacts, by: User, at: datetime) -> None:
    """Put right who a child is; the event says what stood before. Needs `children.record_child`.

    Where it is something that returns tell of, the child counts as typed from now on: a later return that differs is
    reported as a conflict; so are names that were put right, which come apart from the return. Raises
    `UnableToRecordChild` as `record_child`.
    """
    check_may(by, Permission.RECORD_CHILD, on=day_of(at))
    _check(facts, day_of(at))
    if Child.objects.filter(code=facts.code).exclude(pk=child.pk).exists():
        raise UnableToRecordChild(f"The number {facts.code} is another child's. Search for that number first.")
    before = ChildFacts(**{field: getattr(child, field) for field in asdict(facts)})
    changed = [field for field, value in asdict(facts).items() if getattr(before, field) != value]
    if not changed:
        return
    for field in changed:
        setattr(child, field, getattr(facts, field))
    child.search_name = search_name(facts.family_name, facts.given_name)
    child.names_typed = child.names_typed or not child.NAMES.isdisjoint(changed)
    child.save(update_fields=[*changed, "search_name", "names_typed"])
    told = {"changed": changed, "before": _coded(before), "after": _coded(facts)}
    record_event(stream=child_stream(child.pk), kind="children.child_corrected", facts=told, by=by, at=at)


def _coded(facts: ChildFacts) -> dict[str, object]:
    return {field: getattr(facts, field) for field in _CODED}


def _check(facts: ChildFacts, today: date) -> None:
    if not facts.code.strip():
        raise UnableToRecordChild("A child needs a number. Give the council's own.")
    if facts.born_on > today:
        raise UnableToRecordChild("The date of birth lies ahead. Give the day on which the child was born.")
    if facts.sex not in ("M", "F", "U"):
        raise UnableToRecordChild("Sex is M, F or U (not known). Choose one.")
    if facts.ethnicity and facts.ethnicity not in codes_ever("ETHNIC"):
        raise UnableToRecordChild(f"{facts.ethnicity} is not a code of ethnic background. Choose one from the list.")
    if facts.nhs_number and not (facts.nhs_number.isdigit() and len(facts.nhs_number) == NHS_NUMBER_DIGITS):
        raise UnableToRecordChild("An NHS number has 10 digits. Type it without spaces.")
