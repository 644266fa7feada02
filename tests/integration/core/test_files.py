"""Files are known by what is in them, kept whole under their hash, and refused where something is found in them."""

import io
import os
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from openiro.core.actions import clear_unfinished_files, store_file
from openiro.core.files import WORD, UnableToStoreFile, faults_in_stored_files, line_of_file, type_of
from openiro.core.models import StoredFile
from tests.factories.people import PersonFactory

AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
PDF = b"%PDF-1.7\nA report\n%%EOF\n"
pytestmark = pytest.mark.django_db


def zipped(*names, **content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, content.get("text", "x"))
    return out.getvalue()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.OPENIRO_DATA_DIR = tmp_path
    return tmp_path


def store(content=PDF, name="report.pdf"):
    return store_file(name=name, content=content, by=PersonFactory(), at=AT)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (zipped("[Content_Types].xml", "word/document.xml"), WORD),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (b"\x00\x00\x00\x18ftypheic....", "image/heic"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "application/msword"),
        ("A note: café\n".encode(), "text/plain"),
        (zipped("mimetype", text="application/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text"),
    ],
)
def test_what_is_in_a_file_says_what_it_is(content, kind):
    assert type_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00a program",
        zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        zipped("anything.txt"),
        b"PK\x03\x04 not a zip at all",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le"),
        b"\x00\x00\x00\x18ftypisom a film",
        b"text with a \x00 in it",
        b"\xfe\xfftext of another kind",
    ],
)
def test_anything_else_is_refused_whatever_its_name(content):
    with pytest.raises(UnableToStoreFile, match="Only PDF"):
        store(content, "report.pdf")
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Desktop\\Report.PDF", "Report.PDF"),
        ("report.exe", "report.exe.pdf"),
        ("re\r\nport\x00.pdf", "report.pdf"),
        ("", "document.pdf"),
        ("x" * 300 + ".pdf", "x" * 156 + ".pdf"),
    ],
)
def test_a_name_says_no_more_than_a_name(given, kept):
    assert store(name=given).name == kept


def test_it_lies_outside_the_pages_and_nobody_else_may_read_the_folder(folder):
    line = line_of_file(store())
    assert line.path.read_bytes() == PDF
    assert line.path.is_relative_to(folder / "files")
    assert line.path.parent.stat().st_mode & 0o077 == 0


def test_too_large_or_empty_is_refused(settings):
    settings.OPENIRO_LARGEST_FILE = 1024 * 1024
    with pytest.raises(UnableToStoreFile, match="larger than 1 MB"):
        store(PDF + b"x" * 1024 * 1024)
    with pytest.raises(UnableToStoreFile, match="empty"):
        store(b"")


@pytest.mark.parametrize(
    ("answer", "told"), [(0, ""), (1, "Something harmful"), (2, "could not be scanned"), (None, "could not be scanned")]
)
def test_the_scanner_decides(settings, folder, answer, told):
    program = folder / "scan.py"
    program.write_text(f"import sys; open(sys.argv[1], 'rb').read(); sys.exit({answer})")
    settings.OPENIRO_SCAN_COMMAND = f"{sys.executable} {program}" if answer is not None else "/no/such/scanner"
    if told:
        with pytest.raises(UnableToStoreFile, match=told):
            store()
        assert not StoredFile.objects.exists()
        assert not [path for path in (folder / "files").rglob("*") if path.is_file()]
    else:
        assert store().scan == "clean"


def test_verify_tells_of_files_that_were_altered_or_lost():
    whole, altered, lost = (line_of_file(store()) for _ in range(3))
    assert list(faults_in_stored_files()) == []
    altered.path.write_bytes(b"%PDF-1.7 another")
    lost.path.unlink()
    found = list(faults_in_stored_files())
    assert [fault.split()[-1] for fault in found] == ["altered.", "lost."]
    assert whole.path.exists()


def test_what_no_record_knows_is_removed_after_a_day(folder):
    kept = line_of_file(store()).path
    with transaction.atomic():
        orphan = line_of_file(store()).path
        transaction.set_rollback(True)
    fresh = folder / "files" / "fresh"
    fresh.write_bytes(b"x")
    for path in (kept, orphan):
        os.utime(path, ((AT - timedelta(days=2)).timestamp(),) * 2)
    os.utime(fresh, (AT.timestamp(),) * 2)
    assert clear_unfinished_files(at=AT) == 1
    assert (kept.exists(), orphan.exists(), fresh.exists()) == (True, False, True)
    assert isinstance(kept, Path)
