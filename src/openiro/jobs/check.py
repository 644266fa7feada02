"""`openiro check`: are the settings sound; with `--deploy`, refuse an unsafe production in plain words."""

import argparse
import stat
from collections.abc import Iterator
from pathlib import Path

from openiro.jobs.output import say

KEY_LENGTH = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("--deploy", action="store_true", help="also ask what production needs")


def run(options: argparse.Namespace) -> int:
    """Print what is wrong, a line each; 0 where nothing is."""
    import django

    django.setup()
    found = [*faults_of_settings(), *(faults_of_production() if options.deploy else ())]
    for fault in found:
        print(fault)
    for remark in remarks() if options.deploy else ():
        print(remark)
    say(f"{len(found)} to put right." if found else "The settings are sound.")
    return 1 if found else 0


def faults_of_settings() -> Iterator[str]:
    """What would keep any service from running as it should."""
    from django.core.checks import ERROR, run_checks

    from openiro.core.clock import today
    from openiro.domain.refusal import Refusal
    from openiro.people.queries import policy_in_force

    yield from (str(message.msg) for message in run_checks() if message.level >= ERROR)
    yield from _faults_of_tables()
    try:
        policy_in_force(on=today())
    except Refusal as refusal:
        yield str(refusal)


def _faults_of_tables() -> Iterator[str]:
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except OperationalError:
        yield "The database cannot be reached. Check OPENIRO_DATABASE_URL, and that its server runs."
        return
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "The tables are not up to date. Run any command that uses them, such as openiro verify."


def faults_of_production() -> Iterator[str]:
    """What would make a production unsafe."""
    from django.conf import settings

    if not settings.OPENIRO_PRODUCTION:
        yield "OPENIRO_PRODUCTION is not set: cookies would travel unprotected. Set it to true."
    if settings.DEBUG:
        yield "Debugging is on: error pages would show records. Turn it off."
    if len(settings.SECRET_KEY) < KEY_LENGTH or len(set(settings.SECRET_KEY)) < 10:
        yield f"OPENIRO_SECRET_KEY is too weak. Set it to {KEY_LENGTH} or more random characters."
    yield from _faults_of_hosts(settings.ALLOWED_HOSTS)
    yield from _faults_of_data_dir(Path(settings.OPENIRO_DATA_DIR))


def remarks() -> Iterator[str]:
    """What is allowed and worth knowing."""
    from django.conf import settings

    from openiro.core.transport import configured_transport

    if configured_transport() is None:
        yield "Note: no email is set up, so notices are kept and not sent. Set OPENIRO_EMAIL_URL or OPENIRO_NOTIFY_KEY."
    if not settings.OPENIRO_SCAN_COMMAND:
        yield "Note: documents are kept without a scan for viruses. Set OPENIRO_SCAN_COMMAND to your scanner."


def _faults_of_hosts(hosts: list[str]) -> Iterator[str]:
    if not hosts:
        yield "OPENIRO_HOSTS is not set: nothing would be served. Set it to the names that people type."
    if any(host.strip() in ("*", ".") for host in hosts):
        yield "OPENIRO_HOSTS lets every name in. Set it to the names that people type."


def _faults_of_data_dir(folder: Path) -> Iterator[str]:
    if not folder.is_dir():
        yield f"The data directory {folder} is not there. Make it, or set OPENIRO_DATA_DIR."
    elif folder.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP):
        yield f"Others may read or change the data directory {folder}. Run: chmod 750 {folder}"
