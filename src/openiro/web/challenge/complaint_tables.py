"""Complaints as tables and facts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.escalations.queries import ComplaintLine
from openiro.govuk.dates import long_date, medium_date
from openiro.web.challenge.words import options_of
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table

COLUMNS = (Column("Who complains"), Column("Of what"), Column("Child"), Column("Help"), Column("Standing"))


def complaint_table(lines: Sequence[ComplaintLine], caption: str, empty: str, pager: Pager | None = None) -> Table:
    """Complaints, the latest first."""
    return Table(caption, COLUMNS, [_row(line) for line in lines], empty, pager=pager)


def count_tables(counts: Mapping[tuple[int, str, str], int]) -> list[Table]:
    """How many by year and group, and by year and theme; settled informally left out."""
    groups = options_of("COMPLAINANT")
    by_group, by_theme, years = Counter[Any](), Counter[Any](), sorted({year for year, _, _ in counts}, reverse=True)
    for (year, group, theme), count in counts.items():
        by_group[year, group] += count
        by_theme[year, theme] += count
    themes = [(code, text) for code, text in options_of("DISPUTE_THEME") if any((y, code) in by_theme for y in years)]
    return [_counts("By year and who complains", years, groups, by_group)] + (
        [_counts("By year and theme", years, themes, by_theme)] if themes else []
    )


def complaint_facts(line: ComplaintLine) -> list[tuple[str, str]]:
    """What a complaint is about, what help there was, and how it ended."""
    facts = [
        ("Who complains", meaning_of("COMPLAINANT", line.group)),
        ("Of what", meaning_of("COMPLAINT_ABOUT", line.about)),
        ("Theme", meaning_of("DISPUTE_THEME", line.theme)),
        ("What was reported by the child" if line.is_own_words else "The complaint", line.words),
        ("Received", long_date(line.received_on)),
        ("Help with it", meaning_of("COMPLAINT_HELP", line.help)),
        ("Recorded by", line.recorded_by),
    ]
    if line.settled_on is not None:
        facts += [
            ("How it ended", meaning_of("COMPLAINT_OUTCOME", line.outcome)),
            ("What was answered", line.answer),
            ("What the service learns", line.learning),
            ("Settled by", f"{line.settled_by}, {long_date(line.settled_on)}"),
        ]
    return [(label, text) for label, text in facts if text]


def _row(line: ComplaintLine) -> list[Cell | str]:
    if line.reference is None:
        href = reverse("challenge:complaint", args=[line.number])
    else:
        href = reverse("challenge:complaint-of-child", args=[line.reference, line.number])
    ended = meaning_of("COMPLAINT_OUTCOME", line.outcome) if line.outcome else "Open"
    received = f"received {medium_date(line.received_on)}"
    tone = "soon" if line.settled_on is None else "quiet"
    return [
        Cell(f"{meaning_of('COMPLAINANT', line.group)}, {medium_date(line.received_on)}", href=href),
        Cell(meaning_of("COMPLAINT_ABOUT", line.about), hint=meaning_of("DISPUTE_THEME", line.theme)),
        line.child or "None on record",
        meaning_of("COMPLAINT_HELP", line.help),
        Cell(ended, tone=tone, hint=f"settled {medium_date(line.settled_on)}" if line.settled_on else received),
    ]


def _counts(caption: str, years: Sequence[int], options: Sequence[tuple[str, str]], counts: Mapping[Any, int]) -> Table:
    rows: list[list[Cell | str]] = [
        [f"{year - 1} to {year}", *(f"{counts.get((year, code), 0):,}" for code, _ in options)] for year in years
    ]
    columns = (Column("Year to 31 March"), *(Column(text, numeric=True) for _, text in options))
    return Table(caption, columns, rows, "No complaint is recorded yet.")
