"""Which action plans a council keeps: the policy's table `plans`."""

from collections.abc import Mapping
from dataclasses import dataclass

from openiro.domain.policy_reader import Table

LONGEST = 30


@dataclass(frozen=True)
class Promise:
    """One promise, principle or priority: its id in the frame, its words, and the measures that show how it stands."""

    id: str
    words: str
    measures: tuple[str, ...]


@dataclass(frozen=True)
class Frame:
    """A strategy, charter or list of principles: what it is called, where it stands, and what it promises."""

    title: str
    source: str
    promises: tuple[Promise, ...]


@dataclass(frozen=True)
class PlansPolicy:
    """Action plans. `kinds`: what each kind of plan is called, by its id. `remind_before`: days before an action is
    due on which its lead is reminded; 0: never. `frames`: by id, what actions may serve."""

    kinds: Mapping[str, str]
    remind_before: int
    frames: Mapping[str, Frame]

    @property
    def served(self) -> dict[str, tuple[Frame, Promise]]:
        """Everything that an action may serve, by the id of the frame, a point, and the id of the promise."""
        return {f"{id}.{each.id}": (frame, each) for id, frame in self.frames.items() for each in frame.promises}


def read_plans(table: Table) -> PlansPolicy:
    """The table `plans`. Raises `UnableToReadPolicy`, naming the setting that is wrong."""
    kinds = table.table("kinds")
    frames = table.table("frames")
    plans = PlansPolicy(
        {id: kinds.text(id) for id in kinds.names()},
        table.whole("remind_before"),
        {id: _frame(frames.table(id)) for id in frames.names()},
    )
    for id in plans.kinds:
        if len(id) > LONGEST:
            raise kinds.refuse(id, f"is longer than {LONGEST} characters. Shorten it.")
    kinds.finish()
    table.finish()
    return plans


def _frame(table: Table) -> Frame:
    frame = Frame(table.text("title"), table.text("source"), tuple(map(_promise, table.tables("promises"))))
    ids = [each.id for each in frame.promises]
    if len(set(ids)) < len(ids):
        raise table.refuse("promises", "two have the same id. Give each its own.")
    table.finish()
    return frame


def _promise(table: Table) -> Promise:
    measures = table.texts("measures") if "measures" in table.values else ()
    promise = Promise(table.text("id"), table.text("words"), measures)
    table.finish()
    return promise
