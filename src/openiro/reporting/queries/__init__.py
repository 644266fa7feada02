"""Reads for papers and measures."""

from openiro.reporting.queries.behind import Behind, RecordLine, records_behind, records_frozen, rows_need
from openiro.reporting.queries.by_team import TeamFigure, measure_by_team
from openiro.reporting.queries.frozen import (
    faults_in_frozen_papers,
    frozen_document,
    frozen_figures,
    packed,
    sha256_of,
)
from openiro.reporting.queries.measured import (
    Beside,
    Measured,
    forget_figures,
    measured,
    measured_beside,
    measured_rows,
    measured_series,
    year_before,
)
from openiro.reporting.queries.notes import FigureNoteLine, figure_note_of, figure_notes
from openiro.reporting.queries.papers import (
    HearingLine,
    PaperLine,
    RemarkLine,
    SectionText,
    hearings_of,
    latest_paper,
    paper_before,
    paper_lines,
    paper_of,
    remark_of,
    remarks_on,
    section_texts,
    versions_of,
    versions_of_paper,
    writers_of,
)
from openiro.reporting.queries.practice import PlanWithActions, Practice
from openiro.reporting.queries.readers import reads_public_figures
from openiro.reporting.queries.records import RECORDS, AskedRecords, RecordsPage, records_page
from openiro.reporting.queries.tables import coverage_from, measure_tables

__all__ = [
    "RECORDS",
    "AskedRecords",
    "Behind",
    "Beside",
    "FigureNoteLine",
    "HearingLine",
    "Measured",
    "PaperLine",
    "PlanWithActions",
    "Practice",
    "RecordLine",
    "RecordsPage",
    "RemarkLine",
    "SectionText",
    "TeamFigure",
    "coverage_from",
    "faults_in_frozen_papers",
    "figure_note_of",
    "figure_notes",
    "forget_figures",
    "frozen_document",
    "frozen_figures",
    "hearings_of",
    "latest_paper",
    "measure_by_team",
    "measure_tables",
    "measured",
    "measured_beside",
    "measured_rows",
    "measured_series",
    "packed",
    "paper_before",
    "paper_lines",
    "paper_of",
    "reads_public_figures",
    "records_behind",
    "records_frozen",
    "records_page",
    "remark_of",
    "remarks_on",
    "rows_need",
    "section_texts",
    "sha256_of",
    "versions_of",
    "versions_of_paper",
    "writers_of",
    "year_before",
]
