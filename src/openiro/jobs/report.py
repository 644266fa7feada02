"""`openiro report KIND --from D --to D --out FILE`: a paper as Word, PDF, web page or spreadsheet."""

import argparse
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from openiro.core.clock import today
from openiro.domain.refusal import Refusal
from openiro.domain.report_policy import ReportKind
from openiro.jobs.output import parsed_day, say, written_whole

# The form of the charts in each kind of file that has them as pictures.
CHARTS_IN = {".docx": "png", ".pdf": "svg", ".html": "svg"}


class UnableToWriteReport(Refusal):
    """The report cannot be written as asked; the message says why and what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The kind, the period (both days included) and the file, whose ending decides what is written."""
    parser.add_argument("kind", choices=list(map(str, ReportKind)), metavar="KIND", help=", ".join(ReportKind))
    parser.add_argument("--from", dest="from_on", required=True, metavar="DATE", help="first day")
    parser.add_argument("--to", dest="to_on", required=True, metavar="DATE", help="last day")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=".docx, .pdf, .html or .xlsx")


def run(options: argparse.Namespace) -> int:
    """Write the report of the period to the file; warnings go apart (standard error)."""
    from openiro.documents.charts import drawing_beside
    from openiro.measures.period import UnableToMeasurePeriod
    from openiro.measures.timeliness import UnableToDateReviews
    from openiro.reporting.papers import paper_of_kind, warnings_of_kind, writers

    write = _writer(options.out, writers())
    kind, from_on, to_on = ReportKind(options.kind), parsed_day(options.from_on), parsed_day(options.to_on)
    form = CHARTS_IN.get(options.out.suffix.lower())
    with drawing_beside(form) if form else nullcontext(_draw_none) as begin_to_draw:
        try:
            document = paper_of_kind(kind, from_on=from_on, to_on=to_on, made_on=today())
        except (UnableToDateReviews, UnableToMeasurePeriod) as fault:
            raise UnableToWriteReport(str(fault)) from fault
        begin_to_draw(document)
        written = write(document)
    with written_whole(options.out) as stream:
        stream.write(written)
    for warning in warnings_of_kind(kind, from_on=from_on, to_on=to_on):
        say(f"Warning: {warning}")
    return 0


def _draw_none(document: object) -> None:
    """A spreadsheet draws its own charts."""


def _writer(out: Path, writers: dict[str, Callable[..., bytes]]) -> Callable[..., bytes]:
    try:
        return writers[out.suffix.lower()]
    except KeyError:
        raise UnableToWriteReport(f"--out ends in '{out.suffix}'. End it in one of: {', '.join(writers)}.") from None
