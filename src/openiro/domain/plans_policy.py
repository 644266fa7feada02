"""Which action plans a council keeps: the policy's table `plans`."""

from collections.abc import Mapping
from dataclasses import dataclass

from openiro.domain.policy_reader import Table

LONGEST = 30


@dataclass(frozen=True)
class PlansPolicy:
    """Action plans. `kinds`: what each kind of plan is called, by its id. `remind_before`: days before an action is
    due on which its lead is reminded; 0: never."""

    kinds: Mapping[str, str]
    remind_before: int


def read_plans(table: Table) -> PlansPolicy:
    """The table `plans`. Raises `UnableToReadPolicy`, naming the setting that is wrong."""
    kinds = table.table("kinds")
    plans = PlansPolicy({id: kinds.text(id) for id in kinds.names()}, table.whole("remind_before"))
    for id in plans.kinds:
        if len(id) > LONGEST:
            raise kinds.refuse(id, f"is longer than {LONGEST} characters. Shorten it.")
    kinds.finish()
    table.finish()
    return plans
