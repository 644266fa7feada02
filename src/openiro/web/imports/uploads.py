"""Uploaded files on their way to the reader: in a folder of the data directory that is gone when they are read."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile


@contextmanager
def staged(files: Sequence[UploadedFile]) -> Iterator[Path]:
    """One file by its own name, or a folder of several, for as long as it is being read."""
    with tempfile.TemporaryDirectory(prefix=".upload-", dir=settings.OPENIRO_DATA_DIR) as folder:
        together = Path(folder) / f"{len(files)} files"
        together.mkdir()
        for file in files:
            _copy(file, together / PurePath(str(file.name)).name)
        yield together / PurePath(str(files[0].name)).name if len(files) == 1 else together


def _copy(file: UploadedFile, target: Path) -> None:
    with target.open("wb") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
