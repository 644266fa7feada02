"""What a council's paper says that no return and no table of figures tells: figures of others, plans, and words."""

import csv
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from openiro.actionplans.actions import ActionPart, add_action, begin_plan, tell_progress
from openiro.benchmarks.actions import check_published, commit_published
from openiro.demo.filling import Filling, Staff
from openiro.domain.report_policy import ReportKind
from openiro.formats.open_statistics_layouts import LIST_COLUMNS
from openiro.reporting.actions import begin_paper, save_narrative

if TYPE_CHECKING:
    from openiro.people.models import User

LEAD = "IRO manager"


def tell_what_is_in_print(filling: Filling, staff: Staff) -> None:
    """Plans, figures of others and words of the council's own paper; nothing for a council that printed none."""
    manager = staff.by_role["iro_manager"]
    found = in_print(filling.records.council.key)
    for plan in found.get("plan", ()):
        _plan(filling, manager, plan)
    if found.get("published"):
        _publish(filling, found["published"])
    if found:
        _write(filling, manager, found["year"], found["words"])


def in_print(council: str) -> dict[str, Any]:
    """What the council's paper says beside its records; empty for a council that printed none."""
    path = files("openiro.demo.councils").joinpath("in_print", f"{council}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _plan(filling: Filling, manager: "User", told: Mapping[str, Any]) -> None:
    first, last = told["days"]
    plan = begin_plan(kind="annual", label=told["label"], from_on=first, to_on=last, by=manager, at=filling.at)
    for each in told["actions"]:
        timescale = "date" if "due" in each else each.get("timescale", "ongoing")
        part = ActionPart(
            each["priority"],
            each["words"],
            "report",
            timescale,
            lead_words=LEAD,
            due_on=each.get("due"),
            outcome_sought=each.get("sought", ""),
        )
        action = add_action(plan=plan, part=part, by=manager, at=filling.at)
        if "state" in each:
            tell_progress(action=action, state=each["state"], impact=each["impact"], by=manager, at=filling.at)


def _publish(filling: Filling, rows: Iterable[list[Any]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "figures-in-print.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(LIST_COLUMNS)
            lines.writerows(rows)
        found = check_published(path=path, by=filling.by, at=filling.at)
        commit_published(file=found, by=filling.by, at=filling.at)


def _write(filling: Filling, manager: "User", year: list[date], words: Mapping[str, str]) -> None:
    first, last = year
    paper = begin_paper(kind=ReportKind.ANNUAL, from_on=first, to_on=last, by=manager, at=filling.at)
    for section, text in words.items():
        save_narrative(paper=paper, section=section, text=text.strip(), seen_version=0, by=manager, at=filling.at)
