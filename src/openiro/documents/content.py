"""What a paper holds, whatever it is written to. A paper that would shut a reader out cannot be built."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from openiro.domain.refusal import Refusal

Value = int | float | str | None


class UnableToBuildDocument(Refusal):
    """The paper lacks something that every reader needs; the message says what to supply."""


class Kind(StrEnum):
    """What the values of a column are, and so how they are shown and aligned."""

    TEXT = "text"
    COUNT = "count"
    PERCENT = "percent"
    DECIMAL = "decimal"
    MONEY = "money"


class ChartKind(StrEnum):
    """How a chart draws its series: side by side, over time, or as parts of a whole."""

    BAR = "bar"
    LINE = "line"
    STACKED = "stacked"


def _need(text: str, what: str) -> None:
    if not text.strip():
        raise UnableToBuildDocument(f"{what} is blank. Write it, or leave the whole block out.")


MOST_HEADINGS, LONG_HEADING = 4, 20


@dataclass(frozen=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text as runs, in order."""

    runs: tuple[Run, ...]

    @classmethod
    def of(cls, *parts: str | Run) -> "Paragraph":
        """A paragraph of plain strings and runs, in the order given."""
        return cls(tuple(part if isinstance(part, Run) else Run(part) for part in parts))

    @property
    def text(self) -> str:
        """The words without their weight."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class BulletList:
    """Points of equal rank; raises UnableToBuildDocument when there is none."""

    items: tuple[Paragraph, ...]

    def __post_init__(self) -> None:
        if not self.items:
            raise UnableToBuildDocument("A list has no points. Give it one, or leave the list out.")

    @classmethod
    def of(cls, *items: str) -> "BulletList":
        """A list of plain sentences."""
        return cls(tuple(Paragraph.of(item) for item in items))


@dataclass(frozen=True)
class Column:
    """One column of a table: its heading and what its values are."""

    heading: str
    kind: Kind = Kind.TEXT

    @property
    def is_number(self) -> bool:
        """Whether values are aligned to the right, as numerals are read."""
        return self.kind is not Kind.TEXT


@dataclass(frozen=True)
class Table:
    """Figures or text in rows under a heading row; `total` says that the last row sums the others.

    Percent columns hold 41.8 for 41.8%. None is a value that is not known; text in a number column (a hidden
    small number, say) is shown as it stands. No rows is allowed and is said in words. Raises
    UnableToBuildDocument where the caption or a heading is blank or a row is not as long as the headings.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    source: str = ""
    total: bool = False

    def __post_init__(self) -> None:
        _need(self.caption, f"The caption of table '{self.id}'")
        if not self.columns:
            raise UnableToBuildDocument(f"Table '{self.caption}' has no columns. Give it at least one.")
        for place, column in enumerate(self.columns, 1):
            _need(column.heading, f"The heading of column {place} in table '{self.caption}'")
        for place, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise UnableToBuildDocument(
                    f"Row {place} of table '{self.caption}' has {len(row)} values for "
                    f"{len(self.columns)} columns. Give one value, or None, for each column."
                )


@dataclass(frozen=True)
class Series:
    """One line or set of bars: a name and one value for each category; None is not known and leaves a gap."""

    name: str
    values: tuple[int | float | None, ...]


@dataclass(frozen=True)
class Chart:
    """A picture of figures, always followed by the figures as a table.

    `title` says what it shows; `alt` tells a person who cannot see it what there is to be seen. `unit` names
    the value axis, for instance 'children' or 'per cent'; `category_heading` and `series_heading` say in the table
    what the categories and the series are. Raises UnableToBuildDocument when title or alt is
    blank, there is nothing to draw, or a series is not as long as the categories.
    """

    id: str
    kind: ChartKind
    title: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    values: Kind = Kind.COUNT
    category_heading: str = "Group"
    series_heading: str = "Group"
    notes: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        _need(self.title, f"The title of chart '{self.id}'")
        _need(self.alt, f"The text alternative of chart '{self.title}'")
        if not self.series or not self.categories:
            raise UnableToBuildDocument(f"Chart '{self.title}' has nothing to draw. Show the table instead.")
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise UnableToBuildDocument(
                    f"'{series.name}' in chart '{self.title}' has {len(series.values)} values for "
                    f"{len(self.categories)} categories. Give one value, or None, for each."
                )

    def as_table(self) -> Table:
        """The figures that the chart draws: a row for each category, a column for each series.

        Many series with long names are the rows in their turn: as headings they would be torn apart.
        """
        if len(self.series) > MOST_HEADINGS and max(len(each.name) for each in self.series) > LONG_HEADING:
            return self._by_series()
        columns = (Column(self.category_heading), *(Column(s.name, self.values) for s in self.series))
        rows = tuple(
            (category, *(series.values[place] for series in self.series))
            for place, category in enumerate(self.categories)
        )
        return self._figures(columns, rows)

    def _by_series(self) -> Table:
        columns = (Column(self.series_heading), *(Column(category, self.values) for category in self.categories))
        return self._figures(columns, tuple((each.name, *each.values) for each in self.series))

    def _figures(self, columns: tuple[Column, ...], rows: tuple[tuple[Value, ...], ...]) -> Table:
        return Table(f"{self.id}-figures", f"{self.title}: the figures", columns, rows, self.notes, self.source)


@dataclass(frozen=True)
class KeyFigure:
    """A number to be seen first: what it is called, its value and kind, and in a sentence what it counts."""

    label: str
    value: Value
    definition: str
    kind: Kind = Kind.COUNT


@dataclass(frozen=True)
class KeyFigures:
    """Two to six numbers at the head of a section; raises UnableToBuildDocument when there is none."""

    figures: tuple[KeyFigure, ...]

    def __post_init__(self) -> None:
        if not self.figures:
            raise UnableToBuildDocument("There are no key figures to show. Leave the block out.")


@dataclass(frozen=True)
class Note:
    """Set apart from the running text: the definition of a measure, a caution, what could not be judged."""

    title: str
    paragraphs: tuple[Paragraph, ...]

    def __post_init__(self) -> None:
        _need(self.title, "The title of a note")


@dataclass(frozen=True)
class GlossaryEntry:
    """A word and what it means here."""

    term: str
    meaning: str


@dataclass(frozen=True)
class Glossary:
    """Words and their meanings, in the order given."""

    entries: tuple[GlossaryEntry, ...]


Block = Paragraph | BulletList | Table | Chart | KeyFigures | Note | Glossary


@dataclass(frozen=True)
class Section:
    """A heading of level 1 to 3 and what stands under it; raises UnableToBuildDocument on a blank heading."""

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    level: int = 1

    def __post_init__(self) -> None:
        _need(self.heading, f"The heading of section '{self.id}'")
        if self.level not in (1, 2, 3):
            raise UnableToBuildDocument(f"Section '{self.heading}' is at level {self.level}; use 1, 2 or 3.")


@dataclass(frozen=True)
class Metadata:
    """What the file says of itself; `made_on` is the day that goes into its properties."""

    made_on: date
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A whole paper. Sections stand in order; a section of level 2 belongs to the level 1 before it.

    `is_large`: its writers set it in large print.

    Raises UnableToBuildDocument when the title is blank or two tables or charts share an id.
    """

    title: str
    council: str
    period: str
    sections: tuple[Section, ...]
    metadata: Metadata
    subtitle: str = ""
    language: str = "en-GB"
    contents: bool = field(default=True)
    is_large: bool = False

    def __post_init__(self) -> None:
        _need(self.title, "The title of the paper")
        seen: set[str] = set()
        for block in self._numbered_blocks():
            if block.id in seen:
                raise UnableToBuildDocument(f"Two tables or charts share the id '{block.id}'. Rename one.")
            seen.add(block.id)

    def _numbered_blocks(self) -> Sequence[Table | Chart]:
        blocks = [block for section in self.sections for block in section.blocks]
        return [block for block in blocks if isinstance(block, Table | Chart)]
