"""Forms of the Data pages: an upload, and the filters of long lists."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from openiro.domain.roles import ROLES
from openiro.govuk import forms

TEXT_FILES = frozenset({".csv", ".txt"})
WHOLE_RETURNS = frozenset({".zip", ".xlsx", ".xml"})
LARGEST_UPLOAD = 100 * 1024 * 1024
FIRST_YEAR, LAST_YEAR = 1992, 2099
OWNERS = ("social_worker", "business_support", "data_analyst")
SEVERITIES = {"error": "Errors: the row is left out", "warning": "Warnings: the row is kept"}


class UploadForm(forms.Form):
    """A return as it came: several CSV files, or one zip, workbook or XML file."""

    upload = forms.FilesField(
        label="Files of one return",
        accept=".csv,.txt,.zip,.xlsx,.xml",
        hint="All CSV files of one return together, or one zip, Excel workbook (.xlsx) or XML file. "
        f"Up to {LARGEST_UPLOAD // (1024 * 1024)} MB in all.",
    )
    year = forms.NumberField(
        label="Collection year",
        required=False,
        width=4,
        hint="The year in which the return ends: 2018 for 1 April 2017 to 31 March 2018. "
        "Leave it empty to have it read from the files.",
    )

    def clean_upload(self) -> list["UploadedFile[Any]"]:
        files: list[UploadedFile[Any]] = self.cleaned_data["upload"]
        fault = fault_of(files)
        if fault:
            self.add_error("upload", fault)
        return files

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            self.add_error("year", "Collection year must be four figures, such as 2018")
        return year


class OutForm(forms.Form):
    """Which lists or tables to hand out, and as at the end of which day."""

    what = forms.RadiosField(
        label="What do you need?",
        missing="Select what you need",
        options=[
            forms.Option("annex-a", "Annex A, lists 7 and 8", hint="For an inspection; with the last IRO contact"),
            forms.Option("ssd", "Standard Safeguarding Dataset", hint="Its review tables, with the IRO's work on each"),
        ],
    )
    on = forms.DateField(label="As at which day?", called="The day", not_future=True)


def fault_of(files: list["UploadedFile[Any]"]) -> str:
    """What is wrong with the choice of files, before any is read; empty where nothing is."""
    names = [str(file.name) for file in files]
    suffixes = {PurePath(name).suffix.lower() for name in names}
    unknown = [name for name in names if PurePath(name).suffix.lower() not in TEXT_FILES | WHOLE_RETURNS]
    if unknown:
        return f"{unknown[0]} is not a CSV, zip, Excel workbook (.xlsx) or XML file. Select the files of one return"
    if len(files) > 1 and suffixes & WHOLE_RETURNS:
        return "A zip, Excel workbook or XML file is a return by itself. Select it alone, or select only CSV files"
    if len({name.lower() for name in names}) < len(names):
        return "Two of the files have the same name. Select each file once"
    if sum(file.size or 0 for file in files) > LARGEST_UPLOAD:
        return (
            f"The files are larger than {LARGEST_UPLOAD // (1024 * 1024)} MB in all, which no council's return is. "
            "Check that they are the right ones"
        )
    return ""


class ProblemFilter(forms.Form):
    """Which problems to show. `files` are the names that may be chosen; without them there is no such question."""

    marks_optional = False

    severity = forms.SelectField(
        label="Errors or warnings", required=False, blank="Both", options=tuple(SEVERITIES.items())
    )
    owner = forms.SelectField(
        label="Who can put it right",
        required=False,
        blank="Everybody",
        options=tuple((code, ROLES[code].name) for code in OWNERS),
    )
    file = forms.SelectField(label="File", required=False, blank="All files", options=())

    def __init__(self, *args: Any, files: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = tuple(files)
        self.fields["file"].set_options([(name, name) for name in names])  # type: ignore[attr-defined]
        if not names:
            del self.fields["file"]

    def chosen(self, name: str) -> str:
        """The answer to one question; empty where there is none, or none of those that there are."""
        return str(self.cleaned_data.get(name) or "") if self.is_valid() or name in self.cleaned_data else ""


class ChangeFilter(forms.Form):
    """Which rows of a load to show before it is committed."""

    marks_optional = False

    table = forms.SelectField(label="File", required=False, blank="", options=())
    verdict = forms.SelectField(label="Rows", required=False, blank="", options=())

    def __init__(self, *args: Any, tables: Iterable[str], verdicts: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].set_options([(name, name) for name in tables])  # type: ignore[attr-defined]
        self.fields["verdict"].set_options(list(verdicts))  # type: ignore[attr-defined]
