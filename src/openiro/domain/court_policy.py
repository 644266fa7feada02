"""What a council has settled about court work: the steps that guardian and IRO take together, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from openiro.domain.codes_of_court import COURT_CODE_SETS
from openiro.domain.policy_reader import Table

VIEW_STEP = "view"


class CountedFrom(StrEnum):
    """The event from which the days of a step are counted: after the first and the last, before the hearing."""

    APPLICATION = "application"
    FINAL_HEARING = "final hearing"
    END = "end"


@dataclass(frozen=True)
class ProtocolStep:
    """One dated step of the protocol of Cafcass and IROs; `working_days` after `counted_from`, before a hearing.

    `source` is the rule that asks for the step.
    """

    id: str
    title: str
    counted_from: CountedFrom
    working_days: int
    source: str

    @property
    def limit_in_words(self) -> str:
        """The limit as people say it: `10 working days before the final hearing`."""
        side = "before the" if self.counted_from is CountedFrom.FINAL_HEARING else "after the"
        unit = "working day" if self.working_days == 1 else "working days"
        return f"{self.working_days} {unit} {side} {self.counted_from}"


@dataclass(frozen=True)
class CourtPolicy:
    """How court work goes. `within_weeks`: from the application to the end; Children Act 1989, section 32(1)(a)(ii).

    `soon`: working days before the last day of a step from which the IRO is shown it. `steps` by id, in their order;
    the one called `view` is the IRO's view on the final care plan. `review_months`: by the kind of application
    (COURT_APPLICATION), months from one review to the next while such proceedings run; none for a kind without.
    """

    within_weeks: int
    soon: int
    steps: dict[str, ProtocolStep]
    review_months: Mapping[str, int]


def read_court(table: Table) -> CourtPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    listed = table.table("steps")
    steps = {id: _step(id, listed.table(id)) for id in listed.names()}
    if VIEW_STEP not in steps:
        raise table.refuse("steps", f"the step {VIEW_STEP!r}, the IRO's view on the final care plan, is missing.")
    often = _review_months(table.table("review_months"))
    settings = CourtPolicy(table.whole("within_weeks", at_least=1), table.whole("soon"), steps, often)
    table.finish()
    return settings


def _review_months(table: Table) -> dict[str, int]:
    known = [each.code for each in COURT_CODE_SETS["COURT_APPLICATION"]]
    for kind in table.names():
        if kind not in known:
            raise table.refuse(kind, f"{kind!r} is not a kind of application. Use one of: {', '.join(known)}.")
    return {kind: table.whole(kind, at_least=1) for kind in table.names()}


def _step(id: str, table: Table) -> ProtocolStep:
    step = ProtocolStep(
        id=id,
        title=table.text("title"),
        counted_from=table.choice("counted_from", CountedFrom),
        working_days=table.whole("working_days"),
        source=table.text("source"),
    )
    table.finish()
    return step
