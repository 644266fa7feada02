"""The one door for files: recognises the format, and reads it."""

from collections.abc import Callable
from pathlib import Path

from openiro.formats.layouts import LAYOUT_OF
from openiro.formats.limits import LIMITS, Limits
from openiro.formats.problems import UnableToRead
from openiro.formats.recognise import layout_by_name
from openiro.formats.returns import Return
from openiro.formats.source import open_source
from openiro.formats.ssda903 import read_return
from openiro.formats.templates import is_template, read_templates
from openiro.formats.workbook import sheet_names

HEADER = LAYOUT_OF["header"]
_NOT_READ = {"ssd": "the Standard Safeguarding Dataset", "annex-a": "Annex A"}


def read_source(path: Path, *, format: str | None = None, year: int | None = None, limits: Limits = LIMITS) -> Return:
    """Read the folder, zip, workbook or XML at `path`.

    `format` is '903' or 'templates', recognised where it is None; `year` the collection year of a return, that of
    its latest DECOM where it is None. Raises `UnableToRead` for what cannot be understood at all.
    """
    readers: dict[str, Callable[[], Return]] = {
        "903": lambda: read_return(path, year=year, limits=limits),
        "templates": lambda: read_templates(path, limits=limits),
    }
    if format in _NOT_READ:
        raise UnableToRead(path.name, f"This version does not read {_NOT_READ[format]}.", "Give an SSDA903 return.")
    return readers[format or _format_of(path, limits)]()


def _format_of(path: Path, limits: Limits) -> str:
    names: list[str] = []
    for file in open_source(path, limits):
        names += sheet_names(file.name, file.read(), limits) if file.suffix == ".xlsx" else [file.name]
    is_return = any(layout is HEADER for layout in map(layout_by_name, names))
    return "templates" if is_template(names) and not is_return else "903"
