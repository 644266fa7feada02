"""Reads for papers and measures."""

from openiro.reporting.queries.papers import PaperLine, SectionText, paper_lines, paper_of, section_texts
from openiro.reporting.queries.tables import coverage_from, measure_tables

__all__ = [
    "PaperLine",
    "SectionText",
    "coverage_from",
    "measure_tables",
    "paper_lines",
    "paper_of",
    "section_texts",
]
