"""`openiro return KIND --on D --out FILE`: a return made from the records, as the page of Data hands it out."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from openiro.core.clock import now
from openiro.formats.cells import zipped_tables
from openiro.formats.years import collection_year
from openiro.jobs.output import parsed_day, say, written_whole

KINDS = ("903-reviews", "annex-a", "ssd")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which return, the day as at which it is made, and the file."""
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--on", required=True, metavar="DATE", help="as at the end of this day; of the 903, its year")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the zip of CSV files to write")


def run(options: argparse.Namespace) -> int:
    """Write the return to the file."""
    from openiro.formats.review_return import review_rows
    from openiro.ingest.actions import hand_out_annex_a, hand_out_reviews, hand_out_ssd
    from openiro.people.actions import service_account

    on, by, at = parsed_day(options.on), service_account(), now()
    tables: Mapping[str, Sequence[Sequence[object]]]
    if options.kind == "903-reviews":
        tables = {"reviews": list(review_rows(hand_out_reviews(year=collection_year(on), by=by, at=at)))}
    else:
        tables = (hand_out_annex_a if options.kind == "annex-a" else hand_out_ssd)(on=on, by=by, at=at)
    with written_whole(options.out) as stream:
        stream.write(zipped_tables(tables))
    for name, lines in tables.items():
        say(f"{name}: {len(lines) - 1:,} rows")
    return 0
