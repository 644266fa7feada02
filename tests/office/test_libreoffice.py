"""LibreOffice opens each council's annual report as it is; `scripts/office` says where it is."""

import os
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn

from openiro.documents.word import to_docx
from openiro.domain.report_policy import ReportKind
from tests.golden.papers_of_councils import COUNCILS, paper_of
from tests.unit.documents.papers import annual_report


def test_each_annual_report_opens_as_it_is_and_loses_no_heading_table_or_picture(tmp_path) -> None:
    made = {council: to_docx(paper_of(council, ReportKind.ANNUAL)) for council in COUNCILS}
    for council, file in made.items():
        (tmp_path / f"{council}.docx").write_bytes(file)
    opened = _in_libreoffice(tmp_path, [f"{council}.docx" for council in COUNCILS])
    for council, file in made.items():
        ours, theirs = (_outline(docx.Document(BytesIO(each))) for each in (file, opened[f"{council}.docx"]))
        assert theirs == ours


def test_a_file_that_would_have_to_be_repaired_is_refused(tmp_path) -> None:
    """So that the test above can fail."""
    with ZipFile(tmp_path / "torn.docx", "w") as torn, ZipFile(BytesIO(to_docx(annual_report()))) as whole:
        for name in whole.namelist():
            data = whole.read(name)
            torn.writestr(name, data[: len(data) // 2] if name == "word/document.xml" else data)
    assert _in_libreoffice(tmp_path, ["torn.docx"]) == {}


def _in_libreoffice(folder: Path, names: list[str]) -> dict[str, bytes]:
    """The files as LibreOffice writes them after opening them; one that it cannot open is not there."""
    out, own = folder / "opened", f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [os.environ["OPENIRO_OFFICE"], own, "--headless", "--convert-to", "docx", "--outdir", str(out)]
    subprocess.run([*command, *(str(folder / name) for name in names)], check=False, capture_output=True, timeout=180)
    return {each.name: each.read_bytes() for each in out.glob("*.docx")}


def _outline(made) -> tuple[list[str], int, list[str]]:
    """The headings in order, how many tables there are, and what each picture says."""
    headings = [each.text for each in made.paragraphs if each.style.name.startswith("Heading")]
    pictures = [each.get("descr", "") for each in made.element.body.iter(qn("wp:docPr"))]
    return headings, len(made.tables), pictures
