"""The files of the SSDA903 return as data: columns, kinds, keys. The reader holds no other knowledge of them.

Source: DfE, guide to the SSDA903 collection; the CSV headings are those of 2024/25 and 2025/26, DoLo of 2026/27.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    NUMBER = "number"
    DECIMAL = "decimal"
    FLAG = "yes or no"
    WORD = "word"


@dataclass(frozen=True)
class Column:
    """One column. `needed`: the file cannot be read without it. `required`: a blank is a problem.

    `fatal`: a blank or impossible value makes the row unusable. `code_set` names the list in `domain.codes`;
    `words` are the values of a column of our own templates, each with what it means. `may_lack`: a file without the
    column is none the worse.
    """

    name: str
    kind: Kind = Kind.TEXT
    needed: bool = False
    required: bool = False
    fatal: bool = False
    code_set: str = ""
    words: tuple[tuple[str, str], ...] = ()
    meaning: str = ""
    may_lack: bool = False

    @property
    def field(self) -> str:
        """The column's name in a frame."""
        return self.name.lower()


@dataclass(frozen=True)
class Layout:
    """One file of the return. `key` identifies a record; `period` names the first and last day of a row.

    `yearly`: its rows tell of the collection year alone, so that a later return does not take their place.
    `period_is_fatal`: a row that ends before it starts is unusable. `meaning` says what the file is for.
    """

    name: str
    file_name: str
    aliases: tuple[str, ...]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    period: tuple[str, str] | None = None
    period_is_fatal: bool = False
    meaning: str = ""
    yearly: bool = False

    @cached_property
    def column_names(self) -> frozenset[str]:
        """Headings, upper case."""
        return frozenset(column.name for column in self.columns)

    @cached_property
    def needed_names(self) -> frozenset[str]:
        """Headings without which the file is not understood."""
        return frozenset(column.name for column in self.columns if column.needed)

    def of_kind(self, kind: Kind) -> tuple[Column, ...]:
        """The columns of one kind, in order."""
        return tuple(column for column in self.columns if column.kind is kind)


def _columns(text: str) -> tuple[Column, ...]:
    """Columns from words `NAME:kind:flags`: kind d(ate) c(ode) n(umber), flags n(eeded) r(equired) f(atal)."""
    kinds = {"": Kind.TEXT, "d": Kind.DATE, "c": Kind.CODE, "n": Kind.NUMBER}
    made = []
    for word in text.split():
        name, kind, flags = [*word.split(":"), "", ""][:3]
        fatal = "f" in flags
        made.append(
            Column(
                name,
                kinds[kind],
                needed=fatal or "n" in flags,
                required=fatal or "r" in flags,
                fatal=fatal,
                code_set=name if kind == "c" else "",
            )
        )
    return tuple(made)


_CHILD = "CHILD::f DOB:d:f "

LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "header",
        "header.csv",
        ("header",),
        _columns("CHILD::f SEX:c:nr DOB:d:f ETHNIC:c:nr UPN MOTHER:c MC_DOB:d"),
        ("child",),
    ),
    Layout(
        "episodes",
        "episodes.csv",
        ("episodes", "episode"),
        _columns(
            "CHILD::f DECOM:d:f RNE:c:nr LS:c:nr CIN:c:nr PLACE:c:nr PLACE_PROVIDER:c:n DEC:d:n REC:c:n "
            "REASON_PLACE_CHANGE:c HOME_POST PL_POST URN"
        ),
        ("child", "decom"),
        ("decom", "dec"),
        period_is_fatal=True,
    ),
    Layout(
        "reviews",
        "reviews.csv",
        ("reviews", "review"),
        _columns(_CHILD + "REVIEW:d:f REVIEW_CODE:c:nr"),
        ("child", "review"),
    ),
    Layout("uasc", "uasc.csv", ("uasc",), _columns("CHILD::f SEX:c DOB:d:f DUC:d:n"), ("child",)),
    Layout(
        "oc2",
        "oc2.csv",
        ("oc2",),
        _columns(
            _CHILD + "SDQ_SCORE:n:n SDQ_REASON:c CONVICTED:c HEALTH_CHECK:c IMMUNISATIONS:c TEETH_CHECK:c "
            "HEALTH_ASSESSMENT:c SUBSTANCE_MISUSE:c INTERVENTION_RECEIVED:c INTERVENTION_OFFERED:c"
        ),
        ("child",),
        yearly=True,
    ),
    Layout("oc3", "oc3.csv", ("oc3",), _columns(_CHILD + "IN_TOUCH:c:nr ACTIV:c ACCOM:c"), ("child",), yearly=True),
    Layout(
        "ad1",
        "ad1.csv",
        ("ad1",),
        _columns(_CHILD + "DATE_INT:d:n DATE_MATCH:d FOSTER_CARE:c NB_ADOPTR:c SEX_ADOPTR:c LS_ADOPTR:c"),
        ("child",),
    ),
    Layout(
        "placed_for_adoption",
        "placed_for_adoption.csv",
        ("placedforadoption", "placedadoption", "adplaced"),
        _columns(_CHILD + "DATE_PLACED:d:nr DATE_PLACED_CEASED:d REASON_PLACED_CEASED:c"),
        ("child", "date_placed"),
        ("date_placed", "date_placed_ceased"),
    ),
    Layout(
        "previous_permanence",
        "previous_permanence.csv",
        ("previouspermanence", "prevperm", "permanence"),
        _columns(_CHILD + "PREV_PERM:c:nr LA_PERM DATE_PERM"),
        ("child",),
    ),
    Layout(
        "missing",
        "missing.csv",
        ("missing",),
        _columns(_CHILD + "MISSING:c:nr MIS_START:d:nr MIS_END:d"),
        ("child", "mis_start"),
        ("mis_start", "mis_end"),
    ),
    Layout(
        "sw_episodes",
        "sw_episodes.csv",
        ("swepisodes", "swepisode", "socialworker", "socialworkers"),
        _columns(_CHILD + "SW_ID::n SW_DECOM:d:nr SW_DEC:d SW_REASON:c"),
        ("child", "sw_decom", "sw_id"),
        ("sw_decom", "sw_dec"),
    ),
    Layout(
        "dolo",
        "DoLo.csv",
        ("dolo",),
        _columns(_CHILD + "DOLO_START:d:nr DOLO_END:d"),
        ("child", "dolo_start"),
        ("dolo_start", "dolo_end"),
    ),
)

LAYOUT_OF = {layout.name: layout for layout in LAYOUTS}
