"""What disputes are about, as tables: a count always stands beside its rate for each 100 reviews."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from openiro.domain.codes import meaning_of
from openiro.escalations.queries import ThemeCount, Themes
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table

NO_TEAM = "No team known"
ROWS = 25
# The tables of which a large council has many rows, by what their pages are of.
PAGED = ("teams", "months", "patterns")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def theme_tables(found: Themes, query: Mapping[str, str], stages: Mapping[str, str], asked: QueryDict) -> list[Table]:
    """One table for each way to look at them, at the page that is asked for; a line leads to the disputes behind it."""
    themes = {line.code: meaning_of("DISPUTE_THEME", line.code) for line in found.by_theme}
    outcomes = {line.code: meaning_of("DISPUTE_OUTCOME", line.code) for line in found.by_outcome if line.code}
    return [
        _table("Theme", found.by_theme, "theme", themes, query),
        _table("Team", found.by_team, "team", {}, query, nothing=NO_TEAM, pager=_pager(asked, found.by_team, "teams")),
        _table("Highest stage", found.by_stage, "stage", stages, query),
        _table("Outcome", found.by_outcome, "outcome", outcomes, query, nothing="Still open"),
        _months(found.by_month, _pager(asked, found.by_month, "months")),
    ]


def recurring_table(found: Themes, query: Mapping[str, str], asked: QueryDict) -> Table | None:
    """Themes raised for several children of one team, or for one child more than once; None where there are none."""
    pager = _pager(asked, found.recurring, "patterns")
    words = {line.theme: meaning_of("DISPUTE_THEME", line.theme) for line in found.recurring}
    rows: list[list[Cell | str]] = [
        [
            Cell(line.team or NO_TEAM, href=_href(query, theme=line.theme, team=line.team), about=words[line.theme]),
            words[line.theme],
            f"{line.children:,}",
            f"{line.disputes:,}",
            f"{line.concerns:,}",
        ]
        for line in pager.cut(found.recurring)
    ]
    numbers = (Column(name, numeric=True) for name in ("Children", "Disputes", "Concerns not formal"))
    columns = (Column("Team"), Column("Theme"), *numbers)
    return Table("Comes up again and again", columns, rows, pager=pager) if rows else None


def _table(
    name: str,
    lines: Sequence[ThemeCount],
    key: str,
    words: Mapping[str, str],
    query: Mapping[str, str],
    *,
    nothing: str = "",
    pager: Pager | None = None,
) -> Table:
    return Table(
        caption=f"By {name.lower()}",
        columns=(
            Column(name),
            Column("Disputes", numeric=True),
            Column("For each 100 reviews", numeric=True),
            Column("Concerns", numeric=True),
        ),
        rows=[
            [
                Cell(words.get(line.code, line.code) or nothing, href=_href(query, **{key: line.code})),
                f"{line.disputes:,}",
                _rate(line.per_100),
                f"{line.concerns:,}",
            ]
            for line in (pager.cut(lines) if pager else lines)
        ],
        empty="None in this period.",
        pager=pager,
    )


def _months(lines: Sequence[ThemeCount], pager: Pager) -> Table:
    rows = [
        [f"{MONTHS[int(line.code[5:]) - 1]} {line.code[:4]}", f"{line.disputes:,}", f"{line.concerns:,}"]
        for line in pager.cut(sorted(lines, key=lambda line: line.code, reverse=True))
    ]
    columns = (Column("Month"), Column("Disputes", numeric=True), Column("Concerns", numeric=True))
    return Table("By month", columns, rows, "None in this period.", pager=pager)


def _pager(asked: QueryDict, lines: Sequence[object], key: str) -> Pager:
    return Pager(asked, len(lines), ROWS, key)


def _href(query: Mapping[str, str], **more: str) -> str:
    """The disputes behind a line; nothing to narrow by leads to all of them."""
    wanted = {"standing": "all", **query, **{name: value for name, value in more.items() if value}}
    return f"{reverse('challenge:list')}?{urlencode(wanted)}"


def _rate(rate: Fraction | None) -> str:
    return "Not known" if rate is None else f"{float(rate):.1f}"
