"""A table as data. The macro `data_table` of `shell/tables.jinja` draws it, and stacks it on a narrow screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from openiro.web.shell.listing import Pager, Sorting


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
    the words of a link that stands in many rows, so that no two sound alike.
    """

    text: str
    href: str = ""
    hint: str = ""
    tone: str = ""
    chip: bool = False
    about: str = ""


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
