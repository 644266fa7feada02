"""A table as data. The macro `data_table` of `shell/tables.jinja` draws it, and stacks it on a narrow screen.

Its rows are drawn here, since a page has hundreds of cells; a tag and a chip look as `shell/status.jinja` draws them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from openiro.web.shell.listing import Pager, Sorting

FIRST = 'th scope="row" role="rowheader" class="govuk-table__header oi-table__first'
OTHER = 'td role="cell" class="govuk-table__cell'
NUMERIC = " govuk-table__cell--numeric"
NOTHING = SafeString()


@dataclass(frozen=True)
class Column:
    """A column. `key` makes its heading a link that sorts, where the table has a sorting."""

    text: str
    key: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: text, perhaps a link, a second line in small, or a tag of the given tone.

    Tones: 'good', 'soon', 'late', 'info', 'quiet'. `chip` draws days left in place of a tag. `about` is read out after
    the words of a link that stands in many rows, so that no two sound alike. `picture` is a drawing of our own, of what
    the words beside it say.
    """

    text: str
    href: str = ""
    hint: str = ""
    tone: str = ""
    chip: bool = False
    about: str = ""
    picture: SafeString = NOTHING


@dataclass(frozen=True)
class Table:
    """Rows have a cell for each column; plain text may stand for a cell. `empty` is said when there are none."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell | str]]
    empty: str = "Nothing to show"
    sorting: Sorting | None = None
    pager: Pager | None = None
    caption_hidden: bool = False

    @property
    def body(self) -> SafeString:
        """The rows as they stand in the page: each cell carries its column's heading, which a narrow screen shows."""
        around = [_around(column, is_first=place == 0) for place, column in enumerate(self.columns)]
        return mark_safe("".join(_row(row, around) for row in self.rows))


def _around(column: Column, *, is_first: bool) -> tuple[str, str]:
    """What stands before and after each cell of a column."""
    label = f'<span class="oi-table__label" aria-hidden="true">{_text(column.text)}</span>'
    start = f'<{FIRST if is_first else OTHER}{NUMERIC if column.numeric else ""}">{label}'
    return f'{start}<span class="oi-table__value">', f"</span></{'th' if is_first else 'td'}>"


def _row(row: Sequence[Cell | str], around: Sequence[tuple[str, str]]) -> str:
    cells = [f"{before}{_cell(cell)}{after}" for cell, (before, after) in zip(row, around, strict=True)]
    return f'<tr class="govuk-table__row" role="row">{"".join(cells)}</tr>\n'


def _cell(cell: Cell | str) -> str:
    if isinstance(cell, str):
        return _text(cell)
    text, hint = _text(cell.text), _text(cell.hint)
    if cell.chip:
        return _chip(text, cell.tone or "quiet", hint)
    if cell.tone:
        text = f'<strong class="govuk-tag oi-tag oi-tag--{cell.tone}">{text}</strong>'
    elif cell.href:
        about = f'<span class="govuk-visually-hidden">: {_text(cell.about)}</span>' if cell.about else ""
        text = f'<a class="govuk-link" href="{_text(cell.href)}">{text}{about}</a>'
    return f'{cell.picture}{text} <span class="oi-table__hint">{hint}</span>' if hint else cell.picture + text


def _chip(text: str, tone: str, hint: str) -> str:
    more = f' <span class="oi-chip__hint">{hint}</span>' if hint else ""
    return f'<span class="oi-chip oi-chip--{tone}"><strong class="oi-chip__days">{text}</strong>{more}</span>'


def _text(words: str) -> str:
    """Words as the templates write them."""
    return escape(words).replace("&#x27;", "&#39;")
