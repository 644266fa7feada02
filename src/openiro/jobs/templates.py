"""`openiro templates DIR`: the empty CSV templates and their data dictionary."""

import argparse
from pathlib import Path

from openiro.jobs.output import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write them; made if it is not there")


def run(options: argparse.Namespace) -> int:
    """Write the templates and name each file. What somebody has filled in already is never written over."""
    from openiro.formats.templates import write_templates

    for path in write_templates(options.folder):
        print(path)
    say(f"Fill them in, then: openiro load {options.folder}")
    return 0
