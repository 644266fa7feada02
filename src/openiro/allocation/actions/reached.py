"""Matters of a child that reach somebody senior, who sees the child until they are settled."""

from datetime import datetime

from django.db import transaction

from openiro.allocation.models import Reached
from openiro.children.models import Child
from openiro.core.actions import child_stream, record_event
from openiro.people.models import User
from openiro.people.queries import day_of


@transaction.atomic
def reach(*, child: Child, person: User, matter: str, number: int, by: User, at: datetime) -> bool:
    """The matter (a code of REACHED_MATTER, with the number of its own record) reaches `person`, who sees the child.

    Called by the action that brings it to them, which has asked whether `by` may. Answers whether that is new; a
    matter that was settled and reaches them again runs anew from that day.
    """
    on = day_of(at)
    row, is_new = Reached.objects.select_for_update().get_or_create(
        person=person, matter=matter, number=number, defaults={"child": child, "from_on": on}
    )
    if not is_new and row.to_on is None:
        return False
    row.from_on, row.to_on = on, None
    row.save(update_fields=["from_on", "to_on"])
    facts = {"person": person.code, "matter": matter, "number": number}
    record_event(stream=child_stream(child.pk), kind="allocation.reached", facts=facts, by=by, at=at)
    return True


@transaction.atomic
def settle(*, child: Child, matter: str, number: int, by: User, at: datetime) -> int:
    """The matter is settled: whoever it had reached sees the child for the rest of the day, and by it no longer.

    Called by the action that settles it. Answers how many people it had reached.
    """
    rows = Reached.objects.filter(child=child, matter=matter, number=number, to_on__isnull=True)
    number_of_people = rows.update(to_on=day_of(at))
    if number_of_people:
        facts = {"matter": matter, "number": number}
        record_event(stream=child_stream(child.pk), kind="allocation.settled", facts=facts, by=by, at=at)
    return number_of_people
