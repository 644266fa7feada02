"""Files that people put here: known by what is in them, scanned where a scanner is set, kept outside the web root."""

import hashlib
import io
import os
import shlex
import subprocess
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from openiro.core.models import StoredFile
from openiro.domain.refusal import Refusal

FOLDER = "files"
LONGEST_NAME = 160
SECONDS_TO_SCAN = 120
HOURS_UNFINISHED = 24
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
ENDINGS = {
    "application/pdf": (".pdf",),
    WORD: (".docx",),
    OPEN_TEXT: (".odt",),
    "application/msword": (".doc",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/heic": (".heic", ".heif"),
    "image/tiff": (".tif", ".tiff"),
    "text/plain": (".txt", ".csv", ".md"),
}
_STARTS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM, _MACROS = "WordDocument".encode("utf-16-le"), "_VBA_PROJECT".encode("utf-16-le")
_HEIC = (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis")
_IN_TEXT = frozenset(range(32)) - {9, 10, 12, 13}


class UnableToStoreFile(Refusal):
    """A file cannot be kept: its kind, its size, or what a scanner found in it."""


@dataclass(frozen=True)
class FileLine:
    """A stored file as a page shows it, and where it lies."""

    number: int
    name: str
    content_type: str
    size: int
    path: Path


def store_file(*, name: str, content: bytes, by: Any, at: datetime) -> StoredFile:
    """Keep a file, inside the transaction of what it belongs to; its kind is told by what is in it, not by its name.

    PDF, Word, OpenDocument text, pictures and plain text, up to the size of the settings (OPENIRO_LARGEST_FILE_MB).
    Raises `UnableToStoreFile` for anything else, and where the scanner of the settings finds something or fails.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A file is kept in the same transaction as what it belongs to.")
    content_type = _checked_type(content)
    key = uuid.uuid4()
    path = _path_of(key)
    _write(path, content)
    try:
        scan = _scan(path)
        with transaction.atomic():
            return StoredFile.objects.create(
                key=key,
                name=_safe_name(name, content_type),
                content_type=content_type,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                scan=scan,
                stored_at=at,
                stored_by=by.code,
            )
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def line_of_file(row: StoredFile) -> FileLine:
    """The stored file as a page shows it."""
    return FileLine(row.pk, row.name, row.content_type, row.size, _path_of(row.key))


def faults_in_stored_files() -> Iterator[str]:
    """What is wrong with the stored files, a plain sentence each: lost or altered ones."""
    for row in StoredFile.objects.order_by("pk").iterator(chunk_size=500):
        path = _path_of(row.key)
        if not path.is_file():
            yield f"The stored file {row.key} is lost."
            continue
        with path.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != row.sha256:
                yield f"The stored file {row.key} was altered."


def clear_unfinished_files(*, at: datetime) -> int:
    """Remove files that no record knows, left by something that was broken off a day ago; answers how many."""
    folder = Path(settings.OPENIRO_DATA_DIR) / FOLDER
    oldest = at.timestamp() - HOURS_UNFINISHED * 3600
    old = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime < oldest]
    known = {str(key) for key in StoredFile.objects.values_list("key", flat=True)} if old else set()
    unknown = [path for path in old if path.name not in known]
    for path in unknown:
        path.unlink(missing_ok=True)
    return len(unknown)


def _path_of(key: uuid.UUID) -> Path:
    return Path(settings.OPENIRO_DATA_DIR) / FOLDER / str(key)[:2] / str(key)


def _write(path: Path, content: bytes) -> None:
    """On the disk under its name, whole, before any record tells of it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f".{path.name}.unfinished")
    with unfinished.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(path)


def _checked_type(content: bytes) -> str:
    most = settings.OPENIRO_LARGEST_FILE
    if not content:
        raise UnableToStoreFile("The file is empty. Choose another.")
    if len(content) > most:
        raise UnableToStoreFile(f"The file is larger than {most // 1024 // 1024} MB. Make it smaller, or send parts.")
    found = type_of(content)
    if found is None:
        raise UnableToStoreFile("Only PDF, Word, picture and plain text files can be kept here. Save it as a PDF.")
    return found


def type_of(content: bytes) -> str | None:
    """The kind of a file by what is in it; None for one that is not kept here, such as a document with macros."""
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    if content[4:8] == b"ftyp":
        return "image/heic" if content[8:12] in _HEIC else None
    if content.startswith(b"PK\x03\x04"):
        return _type_of_zip(content)
    if content.startswith(_OLE):
        return "application/msword" if _WORD_STREAM in content and _MACROS not in content else None
    return "text/plain" if _is_text(content) else None


def _type_of_zip(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if any(PurePosixPath(name).name.lower().startswith("vbaproject") for name in names):
                return None
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return WORD
            info = archive.getinfo("mimetype")
            is_open_text = info.file_size < 100 and archive.read(info).decode("ascii", "replace") == OPEN_TEXT
            return OPEN_TEXT if is_open_text and not any(name.startswith("Basic/") for name in names) else None
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return None


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not _IN_TEXT & set(content)


def _safe_name(name: str, content_type: str) -> str:
    """The name of the file alone, with the ending of what it is."""
    plain = "".join(letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable()).strip(". ")
    endings = ENDINGS[content_type]
    if not plain.lower().endswith(endings):
        plain = f"{plain or 'document'}{endings[0]}"
    stem, _, ending = plain.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def _scan(path: Path) -> str:
    """What the scanner of the settings says: exit code 0 clean, 1 something found; empty where none is set."""
    command = settings.OPENIRO_SCAN_COMMAND
    if not command:
        return ""
    answer = None
    with suppress(OSError, ValueError, subprocess.TimeoutExpired):
        done = subprocess.run(  # noqa: S603
            [*shlex.split(command), str(path)], capture_output=True, timeout=SECONDS_TO_SCAN, check=False
        )
        answer = done.returncode
    if answer == 0:
        return "clean"
    if answer == 1:
        raise UnableToStoreFile("Something harmful was found in the file. It is not kept. Tell your IT service.")
    raise UnableToStoreFile("The file could not be scanned and is not kept. Try again later, or tell your IT service.")
