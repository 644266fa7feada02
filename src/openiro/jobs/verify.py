"""`openiro verify`: prove that nothing was altered or lost; says what is wrong, and then answers 1."""

import argparse
from collections.abc import Iterator

from openiro.jobs.output import say, show_progress

FAULTS_SHOWN = 200


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command takes no words of its own."""


def run(options: argparse.Namespace) -> int:
    """Print every fault, a plain sentence each; 0 where there is none."""
    number = 0
    for number, fault in enumerate(faults(), start=1):
        if number <= FAULTS_SHOWN:
            print(fault)
    if number > FAULTS_SHOWN:
        print(f"and {number - FAULTS_SHOWN:,} more.")
    say(f"{number:,} faults. Restore a backup, or ask whoever keeps the database." if number else "All is as written.")
    return 1 if number else 0


def faults() -> Iterator[str]:
    """What is wrong with the events, the caches, links between records, kept files and papers signed off."""
    from openiro.children.queries import faults_in_care_periods
    from openiro.core.files import faults_in_stored_files
    from openiro.core.queries import faults_in_event_chains
    from openiro.ingest.queries import faults_in_kept_files
    from openiro.reporting.queries import faults_in_frozen_papers
    from openiro.reviews.queries import faults_in_timetables

    for title, found in (
        ("Event chains", faults_in_event_chains),
        ("Care periods", faults_in_care_periods),
        ("Due dates", faults_in_timetables),
        ("Links between records", faults_in_database),
        ("Kept files", faults_in_kept_files),
        ("Stored files", faults_in_stored_files),
        ("Papers signed off", faults_in_frozen_papers),
    ):
        show_progress(title)
        yield from found()


def faults_in_database() -> Iterator[str]:
    """Records that point to nothing, and for the embedded database damage to its file."""
    from django.db import IntegrityError, connection

    try:
        connection.check_constraints()
    except IntegrityError as fault:
        yield f"A record points to one that is not there: {fault}"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            yield from (f"The database file is damaged: {row[0]}" for row in cursor.fetchall() if row[0] != "ok")
