"""`openiro backup FILE`: the whole service, database and files, in one zip that proves itself."""

import argparse
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from openiro import __version__
from openiro.jobs.archive import DATABASE_FILE, FOLDERS, MANIFEST, TABLES, Manifest, Writer, files_below, parts_of
from openiro.jobs.output import say, show_progress, written_whole

ROWS_A_PART = 1000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("file", type=Path, help="the zip to write")


def run(options: argparse.Namespace) -> int:
    """Write the backup; the file appears only when it is complete."""
    with written_whole(options.file) as stream:
        manifest = write_backup(zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=4))
    say(f"{options.file}: {len(manifest.entries):,} files, each with its hash. Keep it as safe as the service itself.")
    return 0


def write_backup(archive: zipfile.ZipFile) -> Manifest:
    """Write everything into an open zip, and close it."""
    from django.conf import settings
    from django.db import connection

    from openiro.core.clock import now

    writer, data_dir = Writer(archive), Path(settings.OPENIRO_DATA_DIR)
    with archive:
        show_progress("The database")
        kind = "sqlite" if connection.vendor == "sqlite" else "tables"
        _add_database_file(writer, data_dir) if kind == "sqlite" else _add_tables(writer)
        show_progress("The files")
        for folder in FOLDERS:
            for path in files_below(data_dir / folder):
                with path.open("rb") as stream:
                    writer.add(path.relative_to(data_dir).as_posix(), parts_of(stream))
        manifest = Manifest(__version__, now().isoformat(), kind, tuple(writer.entries))
        archive.writestr(MANIFEST, manifest.as_json())
    return manifest


def _add_database_file(writer: Writer, data_dir: Path) -> None:
    """A copy of the embedded database as it stands at one moment, taken while the service goes on."""
    from django.db import connection

    connection.ensure_connection()
    data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=data_dir) as folder:
        copy = Path(folder) / DATABASE_FILE
        with closing(sqlite3.connect(copy)) as target:
            connection.connection.backup(target)
        with copy.open("rb") as stream:
            writer.add(DATABASE_FILE, parts_of(stream))


def _add_tables(writer: Writer) -> None:
    """Every table, a row a line, all as at one moment."""
    from django.apps import apps
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for model in apps.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                writer.add(f"{TABLES}{model._meta.label_lower}.jsonl", _rows_as_json(model))


def _rows_as_json(model: type) -> Iterator[bytes]:
    names = [column.attname for column in model._meta.concrete_fields]  # type: ignore[attr-defined]
    yield (json.dumps(names) + "\n").encode()
    rows = model._default_manager.order_by("pk").values_list(*names)  # type: ignore[attr-defined]
    for row in rows.iterator(chunk_size=ROWS_A_PART):
        yield (json.dumps(row, default=_as_text, ensure_ascii=False) + "\n").encode()


def _as_text(value: object) -> str:
    """A date, moment or number without loss: moments keep their microseconds, which the hash of an event covers."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
