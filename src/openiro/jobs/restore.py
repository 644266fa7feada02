"""`openiro restore FILE`: put a backup back, after reading every file of it, and never over a service in use."""

import argparse
import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from openiro import __version__
from openiro.formats.source import DAMAGE
from openiro.jobs.archive import (
    DATABASE_FILE,
    FOLDERS,
    TABLES,
    Manifest,
    UnableToRestore,
    check_hashes,
    files_below,
    read_manifest,
)
from openiro.jobs.output import say, show_progress, written_whole


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("file", type=Path, help="the zip that openiro backup wrote")
    parser.add_argument("--replace", action="store_true", help="put it in place of what the service holds")


def run(options: argparse.Namespace) -> int:
    """Check every hash, then put the backup in place."""
    import django

    django.setup()
    try:
        archive = zipfile.ZipFile(options.file)
    except DAMAGE as fault:
        raise UnableToRestore(f"{options.file} cannot be read as a backup. Check the path.") from fault
    with archive:
        restore(archive, replace=options.replace)
    return 0


def restore(archive: zipfile.ZipFile, *, replace: bool) -> None:
    """Put an open backup in place. Raises `UnableToRestore` before anything is touched where it may not be."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    manifest = read_manifest(archive)
    show_progress("Checking every hash")
    check_hashes(archive, manifest)
    _check_fits(manifest, connection.vendor)
    data_dir = Path(settings.OPENIRO_DATA_DIR)
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not replace and _holds_records():
        raise UnableToRestore("This service holds records. To put the backup in their place, add --replace.")
    show_progress("Putting it in place")
    if manifest.kind == "sqlite":
        with _unpacked_database(archive, Path(settings.DATABASES["default"]["NAME"])) as swap_in:
            _put_files(archive, manifest, data_dir)
            swap_in()
        call_command("migrate", verbosity=0, interactive=False)
    else:
        _put_files(archive, manifest, data_dir)
        call_command("migrate", verbosity=0, interactive=False)
        _put_tables(archive, manifest)
    _remove_other_files(manifest, data_dir)
    _hold_notices()
    say(f"The service is as it was on {manifest.made_at}. Run openiro verify to prove it.")


def _hold_notices() -> None:
    """What waited to be sent when the backup was made may have gone since: nothing is sent twice by itself."""
    from openiro.core.clock import now
    from openiro.core.outbox import hold_waiting_notices

    if held := hold_waiting_notices(at=now()):
        say(f"Notices that may have been sent since the backup: {held}. See which under People, notices not sent.")


def _check_fits(manifest: Manifest, vendor: str) -> None:
    if _number(manifest.version) > _number(__version__):
        raise UnableToRestore(f"The backup is of OpenIRO {manifest.version}; this is {__version__}. Update it first.")
    if (manifest.kind == "sqlite") != (vendor == "sqlite"):
        raise UnableToRestore(
            "The backup is of another kind of database than the one that OPENIRO_DATABASE_URL names. "
            "Set it to the kind that was backed up."
        )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _holds_records() -> bool:
    """Whether anything was ever done in this service: its event log is not empty."""
    from django.db import connection

    from openiro.core.actions import SERVICE_STREAM
    from openiro.core.queries import events_of

    return "core_event" in connection.introspection.table_names() and bool(events_of(SERVICE_STREAM, limit=1))


def _put_files(archive: zipfile.ZipFile, manifest: Manifest, data_dir: Path) -> None:
    for folder in FOLDERS:
        for name in manifest.names(f"{folder}/"):
            _put(archive, name, data_dir / name)


def _put(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with written_whole(target) as stream, archive.open(name) as source:
        shutil.copyfileobj(source, stream)


def _remove_other_files(manifest: Manifest, data_dir: Path) -> None:
    kept = {entry.name for entry in manifest.entries}
    for folder in FOLDERS:
        for path in files_below(data_dir / folder):
            if path.relative_to(data_dir).as_posix() not in kept:
                path.unlink()


@contextmanager
def _unpacked_database(archive: zipfile.ZipFile, target: Path) -> Iterator[Callable[[], None]]:
    """The database of the backup, proved sound beside its place, and what swaps it in in one step.

    The old one is made whole first, so that no log of it is left over.
    """
    from django.db import connections

    connections.close_all()
    incoming = target.with_name(f".{target.name}.restored")
    try:
        _put(archive, DATABASE_FILE, incoming)
        _check_is_sound(incoming)
        _settle(target)
        yield lambda: os.replace(incoming, target)
    finally:
        incoming.unlink(missing_ok=True)


def _check_is_sound(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as database:
            answer = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as fault:
        answer = str(fault)
    if answer != "ok":
        raise UnableToRestore("The database in the backup is damaged. Use another backup.")


def _settle(target: Path) -> None:
    """Fold the log of the old database into its file. Raises `UnableToRestore` while anything has it open."""
    if not target.exists():
        return
    try:
        with closing(sqlite3.connect(target, timeout=1)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            mode = database.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlite3.DatabaseError as fault:
        if "locked" not in str(fault):
            return
        mode = "wal"
    if mode == "wal":
        raise UnableToRestore("The service is running. Stop it, then restore.")


def _put_tables(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Empty every table and fill it from the backup, in one transaction."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection, transaction

    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    tables = [model._meta.db_table for model in models if model._meta.managed]
    with transaction.atomic(), connection.cursor() as cursor, connection.constraint_checks_disabled():
        for statement in connection.ops.sql_flush(no_style(), tables, allow_cascade=True):
            cursor.execute(statement)
        for model in models:
            name = f"{TABLES}{model._meta.label_lower}.jsonl"
            if name in manifest.names(TABLES):
                _fill(model, _lines(archive, name))
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[list[Any]]:
    with archive.open(name) as stream:
        for line in stream:
            yield json.loads(line)


def _fill(model: Any, lines: Iterator[list[Any]]) -> None:
    from openiro.core.bulk import insert_objects

    names = next(lines)
    columns = {column.attname: column for column in model._meta.concrete_fields}
    kept = [columns[name] for name in names]
    rows = (tuple(column.to_python(value) for column, value in zip(kept, row, strict=True)) for row in lines)
    insert_objects(model, names, rows)
