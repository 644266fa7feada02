"""`openiro report KIND --from D --to D --out FILE`: a paper as Word, PDF, web page or spreadsheet."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from openiro.core.clock import today
from openiro.domain.refusal import Refusal

KINDS = ("annual",)


class UnableToWriteReport(Refusal):
    """The report cannot be written as asked; the message says why and what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The kind, the period (both days included) and the file, whose ending decides what is written."""
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--from", dest="from_on", type=date.fromisoformat, required=True, metavar="D", help="first day")
    parser.add_argument("--to", dest="to_on", type=date.fromisoformat, required=True, metavar="D", help="last day")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=".docx, .pdf, .html or .xlsx")


def run(options: argparse.Namespace) -> int:
    """Write the report of the period to the file."""
    from openiro.measures.timeliness import UnableToDateReviews
    from openiro.reporting.papers import annual_paper, writers

    write = _writer(options.out, writers())
    if options.to_on < options.from_on:
        raise UnableToWriteReport("The period ends before it begins. Give the first day with --from.")
    try:
        paper = annual_paper(from_on=options.from_on, to_on=options.to_on, made_on=today())
    except UnableToDateReviews as fault:
        raise UnableToWriteReport(str(fault)) from fault
    try:
        options.out.write_bytes(write(paper))
    except OSError as fault:
        raise UnableToWriteReport(f"{options.out} cannot be written: {fault.strerror}. Give another place.") from fault
    return 0


def _writer(out: Path, writers: dict[str, Callable[..., bytes]]) -> Callable[..., bytes]:
    try:
        return writers[out.suffix.lower()]
    except KeyError:
        raise UnableToWriteReport(f"--out ends in '{out.suffix}'. End it in one of: {', '.join(writers)}.") from None
