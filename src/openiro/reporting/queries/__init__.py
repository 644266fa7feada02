"""Reads for papers and measures."""

from openiro.reporting.queries.behind import Behind, RecordLine, records_behind, rows_need
from openiro.reporting.queries.by_team import TeamFigure, measure_by_team
from openiro.reporting.queries.measured import Measured, forget_figures, measured, measured_series, year_before
from openiro.reporting.queries.papers import (
    PaperLine,
    SectionText,
    paper_lines,
    paper_of,
    section_texts,
    versions_of,
)
from openiro.reporting.queries.readers import reads_public_figures
from openiro.reporting.queries.records import RECORDS, AskedRecords, RecordsPage, records_page
from openiro.reporting.queries.tables import coverage_from, measure_tables

__all__ = [
    "RECORDS",
    "AskedRecords",
    "Behind",
    "Measured",
    "PaperLine",
    "RecordLine",
    "RecordsPage",
    "SectionText",
    "TeamFigure",
    "coverage_from",
    "forget_figures",
    "measure_by_team",
    "measure_tables",
    "measured",
    "measured_series",
    "paper_lines",
    "paper_of",
    "reads_public_figures",
    "records_behind",
    "records_page",
    "rows_need",
    "section_texts",
    "versions_of",
    "year_before",
]
