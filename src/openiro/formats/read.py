"""The one door for files: recognises the format, and reads it."""

from collections.abc import Callable
from pathlib import Path

from openiro.formats import annex_a, ssd
from openiro.formats.annex_a import read_annex_a
from openiro.formats.layouts import LAYOUT_OF
from openiro.formats.limits import LIMITS, Limits
from openiro.formats.other_tables import renamed
from openiro.formats.raw_tables import raw_tables
from openiro.formats.recognise import layout_by_columns, layout_by_name
from openiro.formats.returns import Return
from openiro.formats.source import open_source
from openiro.formats.ssd import read_ssd
from openiro.formats.ssd_layouts import SSD_TABLES
from openiro.formats.ssda903 import read_return
from openiro.formats.templates import is_template, read_templates
from openiro.formats.workbook import sheet_names

HEADER = LAYOUT_OF["header"]
_OTHERS = ((ssd.FORMAT, SSD_TABLES, ssd.canonical), (annex_a.FORMAT, annex_a.LAYOUTS, annex_a.canonical))


def read_source(
    path: Path, *, format: str | None = None, year: int | None = None, limits: Limits = LIMITS, remarks: bool = True
) -> Return:
    """Read the folder, zip, workbook or XML at `path`.

    `format` is '903', 'ssd', 'annex-a' or 'templates', recognised where it is None; `year` the collection year, that
    of the latest DECOM of a return where it is None. Without `remarks` rows of a 903 that are unusable are found, and
    nobody looks for warnings. Raises `UnableToRead` for what cannot be understood at all.
    """
    readers: dict[str, Callable[[], Return]] = {
        "903": lambda: read_return(path, year=year, limits=limits, remarks=remarks),
        "ssd": lambda: read_ssd(path, year=year, limits=limits),
        "annex-a": lambda: read_annex_a(path, year=year, limits=limits),
        "templates": lambda: read_templates(path, limits=limits),
    }
    return readers[format or _format_of(path, limits)]()


def _format_of(path: Path, limits: Limits) -> str:
    names: list[str] = []
    for file in open_source(path, limits):
        names += sheet_names(file.name, file.read(), limits) if file.suffix == ".xlsx" else [file.name]
    if any(layout is HEADER for layout in map(layout_by_name, names)):
        return "903"
    if is_template(names):
        return "templates"
    for format, layouts, _ in _OTHERS:
        if any(layout_by_name(name, layouts) for name in names):
            return format
    return _format_by_columns(path, limits)


def _format_by_columns(path: Path, limits: Limits) -> str:
    """The format whose table is found by its headings, where no name of a file or sheet tells; else the 903."""
    for _, raw in raw_tables(open_source(path, limits), limits):
        for format, layouts, canonical in _OTHERS:
            if layout_by_columns(renamed(raw, canonical).headings, layouts) is not None:
                return format
    return "903"
