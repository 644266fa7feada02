"""Files on their way in and out: kept in a folder that is gone when they are read."""

import io
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from openiro.formats.templates import write_templates


@contextmanager
def staged(files: Sequence["UploadedFile[Any]"]) -> Iterator[Path]:
    """One file by its own name, or a folder of several, for as long as it is being read."""
    with tempfile.TemporaryDirectory(prefix=".upload-", dir=settings.OPENIRO_DATA_DIR) as folder:
        together = Path(folder) / f"{len(files)} files"
        together.mkdir()
        for file in files:
            _copy(file, together / PurePath(str(file.name)).name)
        yield together / PurePath(str(files[0].name)).name if len(files) == 1 else together


def _copy(file: "UploadedFile[Any]", target: Path) -> None:
    with target.open("wb") as copy:
        for chunk in file.chunks():
            copy.write(chunk)


def templates_as_zip() -> bytes:
    """The empty templates with their data dictionary and guide, in one zip."""
    content = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in write_templates(Path(folder)):
            archive.write(path, path.name)
    return content.getvalue()
