"""The records of a synthetic council that no return holds, as the service's own templates filled in."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from openiro.demo.child import ChildLaid
from openiro.demo.generate import Records
from openiro.demo.lives import ReviewLaid
from openiro.demo.names import Name, Names
from openiro.demo.returns import reviews_returned
from openiro.demo.service import StaffRow
from openiro.formats.combine import columns_in_template
from openiro.formats.template_layouts import TEMPLATE_OF

Cells = Mapping[str, str]
Told = Mapping[str, set[date]]
MAIL_DOMAIN = "example.org"
NOBODY: Mapping[str, str] = {}


def email_for(role: str) -> str:
    """The sign-in of the one who stands for a role: an address that no post goes to."""
    return f"{role.replace('_', '-')}@{MAIL_DOMAIN}"


def write_filled_templates(
    records: Records, folder: Path, *, names: Mapping[str, Name], owners: Mapping[str, str] = NOBODY
) -> Path:
    """Write all the templates into `folder`, filled in.

    `names` gives the name of each child and member of staff, by their number; `owners` the staff number of the social
    worker of a child, where decisions are to name a person in place of the role. Only children and reviews of which a
    return tells are spoken of.
    """
    folder.mkdir(parents=True)
    told = reviews_returned(records)
    for file, rows in (
        ("staff", _staff(records, names)),
        ("allocations", _allocations(records, told)),
        ("parents", _parents(records, told)),
        ("names", _names(records, names, told)),
        ("review_details", _details(records, told)),
        ("decisions", _decisions(records, told, owners)),
        ("checks", _checks(records, told)),
        ("permanence", _plans(records, told)),
        ("entitlements", _entitlements(records, told)),
        *((name, _as_told(name, rows)) for name, rows in _kept_elsewhere(records).items()),
    ):
        _write(folder, file, rows)
    return folder


def _kept_elsewhere(records: Records) -> Mapping[str, Iterable[Mapping[str, Any]]]:
    return {
        **records.challenge,
        **records.protection,
        **{name: rows for name, rows in records.elsewhere.items() if name in TEMPLATE_OF},
    }


def named(records: Records) -> dict[str, Name]:
    """A name for every child and every member of staff, by their number; children of one family share theirs."""
    names = Names(records.council.seed)
    given = {code: names.of("MFF"[index % 3]) for index, code in enumerate(dict.fromkeys(map(_officer, records.staff)))}
    families: dict[str, str] = {}
    for child in records.children:
        name = names.of(child.life.sex, families.get(child.life.family, ""))
        if child.life.family:
            families[child.life.family] = name.family
        given[child.code] = name
    given.update({code: names.of("MF"[index % 2]) for index, code in enumerate(records.under_plan)})
    return given


def _officer(row: StaffRow) -> str:
    return row.officer


def _staff(records: Records, names: Mapping[str, Name]) -> Iterator[Cells]:
    """Every post; the first of each role has an address, and so can sign in."""
    first = {row.role: row.officer for row in reversed(records.staff)}
    for row in records.staff:
        yield {
            "OFFICER": row.officer,
            "NAME": str(names[row.officer]),
            "EMAIL": email_for(row.role) if first[row.role] == row.officer else "",
            "ROLE": row.role,
            "FTE": f"{row.fte:g}",
            "STARTED": _day(row.from_on),
            "ENDED": _day(row.to_on),
            "PERMANENT": _flag(row.permanent),
        }


def _allocations(records: Records, told: Told) -> Iterator[Cells]:
    known = {*told, *records.under_plan}
    for row in (row for row in records.allocations if row.child in known):
        yield {
            "CHILD": row.child,
            "OFFICER": row.officer,
            "ROLE": row.role,
            "FROM": _day(row.from_on),
            "TO": _day(row.to_on),
        }


def _parents(records: Records, told: Told) -> Iterator[Cells]:
    codes = {child.life.number: child.code for child in records.children}
    for row in records.parents:
        code = codes[row.child.number]
        if row.held_on not in told.get(code, ()):
            continue
        yield {
            "CHILD": code,
            "REVIEW": _day(row.held_on),
            "PARENT": row.parent,
            "ATTENDED": _flag(row.attended),
            "VIEWS": _flag(row.views),
            "REASON": row.reason or "",
        }


def _names(records: Records, names: Mapping[str, Name], told: Told) -> Iterator[Cells]:
    for child in (child for child in records.children if child.code in told):
        yield {
            "CHILD": child.code,
            "GIVEN_NAME": names[child.code].given,
            "FAMILY_NAME": names[child.code].family,
            "DISABLED": _flag(child.is_disabled),
        }


def _reviews(records: Records, told: Told) -> Iterator[tuple[ChildLaid, ReviewLaid]]:
    """Every review of which a return tells, with its child."""
    for child in records.children:
        days = told.get(child.code, set())
        yield from ((child, review) for review in child.life.reviews if review.held_on in days)


def _details(records: Records, told: Told) -> Iterator[Cells]:
    for child, review in _reviews(records, told):
        yield {
            "CHILD": child.code,
            "REVIEW": _day(review.held_on),
            "MODE": review.mode,
            "MINUTES": str(review.minutes),
            "COMPLETED": _day(review.completed_on),
            "LATE_REASON": review.late_reason or "",
            "DECISIONS_SENT": _day(review.decisions_sent_on),
            "RECORD_FINISHED": _day(review.record_finished_on),
            "DISTRIBUTED": _day(review.distributed_on),
            "CARE_PLAN_UPDATED": _day(review.care_plan_updated_on),
            "CHAIRED_BY_CHILD": review.chaired or "",
            "SEEN_BEFORE": _day(review.seen_before_on),
            "NO_PART_REASON": review.no_part_reason or "",
            "ADVOCATE": "" if review.advocate is None else _flag(review.advocate),
        }


def _decisions(records: Records, told: Told, owners: Mapping[str, str]) -> Iterator[Cells]:
    for child, review in _reviews(records, told):
        worker = owners.get(child.code, "social_worker")
        for each in review.decisions:
            yield {
                "CHILD": child.code,
                "REVIEW": _day(review.held_on),
                "NUMBER": str(each.number),
                "TEXT": each.text,
                "OWNER": worker if each.owner == "social_worker" else each.owner,
                "DUE": _day(each.due_on),
                "SENT": _day(each.sent_on),
                "ANSWER": each.answer or "",
                "ANSWERED": _day(each.answered_on),
                "OUTCOME": each.outcome or "",
                "JUDGED": _day(each.judged_on),
            }


def _checks(records: Records, told: Told) -> Iterator[Cells]:
    for child, review in _reviews(records, told):
        for each in review.checks:
            yield {
                "CHILD": child.code,
                "REVIEW": _day(review.held_on),
                "CHECK": each.check,
                "UP_TO_DATE": each.up_to_date,
                "ON_FILE": each.on_file,
            }


def _plans(records: Records, told: Told) -> Iterator[Cells]:
    for child in (child for child in records.children if child.code in told):
        for plan in child.life.plans:
            yield {
                "CHILD": child.code,
                "PLAN": plan.plan,
                "FROM": _day(plan.from_on),
                "AGREED": _day(plan.agreed_on),
                "ENDED": _day(plan.ended_on),
            }


def _entitlements(records: Records, told: Told) -> Iterator[Cells]:
    for child in (child for child in records.children if child.code in told):
        for entitlement, told_on in child.life.told:
            yield {"CHILD": child.code, "ENTITLEMENT": entitlement, "TOLD": _day(told_on)}


def _as_told(name: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[Cells]:
    columns = columns_in_template(name)
    for row in rows:
        yield {columns[column].upper(): _cell(cell) for column, cell in row.items()}


def _cell(cell: Any) -> str:
    if isinstance(cell, date):
        return _day(cell)
    if isinstance(cell, bool):
        return _flag(cell)
    return "" if cell is None else str(cell)


def _write(folder: Path, file: str, rows: Iterable[Cells]) -> None:
    layout = TEMPLATE_OF[file]
    with (folder / layout.file_name).open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, [column.name for column in layout.columns], restval="")
        writer.writeheader()
        writer.writerows(rows)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _flag(answer: bool) -> str:
    return "1" if answer else "0"
