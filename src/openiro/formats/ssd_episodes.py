"""Episodes of the Standard Safeguarding Dataset as those of the 903: each with its legal status and placement."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from openiro.formats.limits import Limits
from openiro.formats.other_codes import code_of
from openiro.formats.other_tables import FoundTable
from openiro.formats.problems import ProblemLog, Remark, UnableToRead
from openiro.formats.typed import parsed_days

_LOOKED_BACK = 50  # of spells that have ended; a child has no more of them between two that run on
_NAMES = (
    *("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC"),
    *("REASON_PLACE_CHANGE", "PL_POST", "URN"),
)
Row = dict[str, Any]


@dataclass
class _Spells:
    """What holds of one child from one day to another: episodes, statuses or placements, by their first day."""

    rows: list[Row] = field(default_factory=list)
    starts: list[date] = field(default_factory=list)

    def put(self, row: Row) -> None:
        """Take the next one, in order of the first day."""
        self.rows.append(row)
        self.starts.append(row["from"])

    def on(self, day: date) -> Row | None:
        """The one that began last by `day` and has not ended by then."""
        place = bisect_right(self.starts, day)
        for row in reversed(self.rows[max(place - _LOOKED_BACK, 0) : place]):
            if row["to"] is None or row["to"] > day:
                return row
        return None


def episodes_of(found: dict[str, FoundTable], log: ProblemLog, limits: Limits) -> FoundTable:
    """The episodes, with a row of the 903 for each piece in which status and placement stay the same.

    Raises `UnableToRead` where there are more pieces than any return has rows.
    """
    table = found["ssd_cla_episodes"]
    days = {"from": "CLAE_CLA_EPISODE_START_DATE", "to": "CLAE_CLA_EPISODE_CEASED_DATE"}
    frame = table.frame.with_columns(parsed_days(table.frame[name]).alias(day) for day, name in days.items())
    statuses = _spells(found.get("ssd_legal_status"), "LEGA_LEGAL_STATUS", "LEGA_PERSON_ID", log)
    placements = _spells(found.get("ssd_cla_placement"), "CLAP_CLA_PLACEMENT", "CLAP_CLA_ID", log)
    by_number = {row["CLAP_CLA_PLACEMENT_ID"]: row for spells in placements.values() for row in spells.rows}
    if by_number:
        unknown = frame["CLAE_CLA_PLACEMENT_ID"].is_not_null() & ~frame["CLAE_CLA_PLACEMENT_ID"].is_in(list(by_number))
        message = "ssd_cla_placement has no usable row of this placement."
        log.add_where(table.file, frame, unknown, Remark("CLAE_CLA_PLACEMENT_ID", "placement_unknown", message))
    pieces: list[Row] = []
    rows = frame.with_row_index("place").rows(named=True)
    turns = _turns(rows, statuses, placements)
    for row in rows:
        own = by_number.get(row["CLAE_CLA_PLACEMENT_ID"])
        whose = statuses[row["CLAE_PERSON_ID"]], placements[row["CLAE_CLA_ID"]]
        pieces += _pieces(row, *whose, own, turns[row["place"]])
        if len(pieces) > limits.lines:
            raise UnableToRead(table.file, "It has more changes of status than any council.", "Check the tables.")
    schema = {"row": pl.Int64(), **dict.fromkeys(_NAMES, pl.String())}
    return FoundTable(table.file, pl.DataFrame(pieces, schema=schema, orient="row"))


def _spells(table: FoundTable | None, column: str, whose: str, log: ProblemLog) -> defaultdict[str | None, _Spells]:
    """Statuses or placements by child or period of care; one without a first day is left out, with a warning."""
    found: defaultdict[str | None, _Spells] = defaultdict(_Spells)
    if table is None:
        return found
    start, end = f"{column}_START_DATE", f"{column}_END_DATE"
    frame = table.frame.with_columns(parsed_days(table.frame[start]).alias("from"))
    frame = frame.with_columns(parsed_days(table.frame[end]).alias("to"))
    for name, day, rest in ((start, "from", "The row is left out."), (end, "to", "It is taken to go on.")):
        wrong = frame[day].is_null() & (frame[name].is_not_null() | (day == "from"))
        message = f"{name.lower()} is not a date (dd/mm/yyyy). {rest}"
        log.add_where(table.file, frame, wrong, Remark(name.lower()[:40], "date_invalid", message))
    for row in (
        frame.filter(pl.col("from").is_not_null() & pl.col(whose).is_not_null()).sort("from").iter_rows(named=True)
    ):
        found[row[whose]].put(row)
    return found


def _turns(
    rows: list[Row], statuses: dict[str | None, _Spells], placements: dict[str | None, _Spells]
) -> dict[int, list[date]]:
    """The days on which status or placement may change, each for the episode (its `place`) that holds on it.

    Of episodes that overlap the later holds, and the earlier again when it ends.
    """
    episodes: defaultdict[str | None, _Spells] = defaultdict(_Spells)
    days: defaultdict[str | None, set[date]] = defaultdict(set)
    periods = {(row["CLAE_PERSON_ID"], row["CLAE_CLA_ID"]) for row in rows}
    for row in sorted(filter(_is_dated, rows), key=lambda row: row["from"]):
        episodes[row["CLAE_PERSON_ID"]].put(row)
        days[row["CLAE_PERSON_ID"]].add(row["to"])
    for child, period in periods:
        days[child].update(statuses[child].starts, placements[period].starts)
    found: defaultdict[int, list[date]] = defaultdict(list)
    for child, spells in episodes.items():
        for day in sorted(days[child] - {None}):
            holder = spells.on(day)
            if holder is not None and holder["from"] < day:
                found[holder["place"]].append(day)
    return found


def _is_dated(row: Row) -> bool:
    return row["from"] is not None and (row["to"] is None or row["to"] >= row["from"])


def _pieces(row: Row, statuses: _Spells, placements: _Spells, own: Row | None, turns: list[date]) -> Iterator[Row]:
    """The rows of one episode, cut on those of its `turns` on which something changes."""
    start, end = row["from"], row["to"]
    if not _is_dated(row):
        yield _piece(row, None, own, {})
        return
    cuts = [(start, statuses.on(start), own or placements.on(start), "")]
    for day in turns:
        _, status, placed, _ = cuts[-1]
        next_status, next_placed = statuses.on(day) or status, placements.on(day) or placed
        changed = ("L" if _status(next_status) != _status(status) else "") + ("P" if next_placed != placed else "")
        if changed:
            cuts.append((day, next_status, next_placed, changed.replace("LP", "B")))
    for place, (day, status, placed, why) in enumerate(cuts):
        own_start = {} if place == 0 else {"DECOM": str(day), "RNE": why}
        goes_on = {"DEC": str(cuts[place + 1][0]), "REC": "X1"} if place + 1 < len(cuts) else {}
        last = cuts[place + 1][0] if goes_on else end
        moved = placed and placed["to"] == last and last is not None
        change = {"REASON_PLACE_CHANGE": placed["CLAP_CLA_PLACEMENT_CHANGE_REASON"]} if moved and placed else {}
        yield _piece(row, status, placed, {**own_start, **goes_on, **change})


def _status(spell: Row | None) -> str | None:
    return None if spell is None or spell["LEGA_LEGAL_STATUS"] is None else code_of("LS", spell["LEGA_LEGAL_STATUS"])


def _piece(row: Row, status: Row | None, placed: Row | None, otherwise: Row) -> Row:
    place = placed or {}
    return {
        "row": row["row"],
        "CHILD": row["CLAE_PERSON_ID"],
        "DECOM": row["CLAE_CLA_EPISODE_START_DATE"],
        "RNE": row["CLAE_CLA_EPISODE_START_REASON"],
        "LS": _status(status),
        "CIN": row["CLAE_CLA_PRIMARY_NEED_CODE"],
        "PLACE": place.get("CLAP_CLA_PLACEMENT_TYPE"),
        "PLACE_PROVIDER": place.get("CLAP_CLA_PLACEMENT_PROVIDER"),
        "DEC": row["CLAE_CLA_EPISODE_CEASED_DATE"],
        "REC": row["CLAE_CLA_EPISODE_CEASED_REASON"],
        "PL_POST": place.get("CLAP_CLA_PLACEMENT_POSTCODE"),
        "URN": place.get("CLAP_CLA_PLACEMENT_URN"),
        **otherwise,
    }
