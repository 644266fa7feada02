"""Opening what a person hands in: a folder, a zip or one file. Nothing is unpacked to disk; all is bounded."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from openiro.formats.limits import LIMITS, Limits
from openiro.formats.problems import UnableToRead

CHUNK = 1024 * 1024
READABLE = (".csv", ".xml", ".txt", ".xlsx")
# What reading a damaged or strange zip raises.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    EOFError,
    RuntimeError,
    ValueError,
    OSError,
    struct.error,
)


@dataclass(frozen=True)
class SourceFile:
    """One file of a source: its name without folders, and how to read its bytes within the limits."""

    name: str
    read: Callable[[], bytes]

    @property
    def suffix(self) -> str:
        """The ending of the name, lower case, with its dot."""
        return PurePosixPath(self.name).suffix.lower()


def open_source(path: Path, limits: Limits = LIMITS) -> tuple[SourceFile, ...]:
    """The files in the folder or zip `path`, or `path` itself, by name. Raises `UnableToRead`."""
    try:
        if path.is_dir():
            return _in_folder(path, limits)
        if not path.is_file():
            raise UnableToRead(path.name, "There is no such file or folder.", "Check the path.")
        if zipfile.is_zipfile(path) and path.suffix.lower() != ".xlsx":
            return _in_zip(path, limits)
        return (_on_disk(path, limits),)
    except OSError as fault:
        reason = fault.strerror or "it cannot be opened"
        raise UnableToRead(path.name, f"It cannot be opened: {reason}.", "Check who may read it.") from fault


def _in_folder(path: Path, limits: Limits) -> tuple[SourceFile, ...]:
    files = sorted(entry for entry in path.iterdir() if entry.is_file() and not entry.name.startswith("."))
    _check_count(path.name, len(files), limits)
    if sum(file.stat().st_size for file in files if file.suffix.lower() in READABLE) > limits.total_bytes:
        raise _too_large(path.name, limits.total_bytes)
    return tuple(_on_disk(file, limits) for file in files)


def _on_disk(path: Path, limits: Limits) -> SourceFile:
    def read() -> bytes:
        if path.stat().st_size > limits.file_bytes:
            raise _too_large(path.name, limits.file_bytes)
        with path.open("rb") as stream:
            return _bounded(path.name, stream, limits)

    return SourceFile(_printable(path.name), read)


def _printable(name: str) -> str:
    """The name of a file with a question mark for each byte of it that is no text."""
    return name.encode("utf-8", "replace").decode()


def _in_zip(path: Path, limits: Limits) -> tuple[SourceFile, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except DAMAGE as fault:
        raise UnableToRead(path.name, "It is damaged.", "Make the zip afresh.") from fault
    _check_count(path.name, len(entries), limits)
    wanted = [entry for entry in entries if _is_wanted(path.name, entry)]
    for entry in wanted:
        _check_entry(path.name, entry, limits)
    if sum(entry.file_size for entry in wanted) > limits.total_bytes:
        raise _too_large(path.name, limits.total_bytes)
    return tuple(_zipped(path, entry, limits) for entry in sorted(wanted, key=lambda entry: entry.filename))


def _is_wanted(archive: str, entry: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    if ".." in parts or entry.filename.startswith(("/", "\\")):
        raise UnableToRead(archive, "It holds a file with a path that leads out of the zip.", "Make the zip afresh.")
    hidden = "__MACOSX" in parts or (bool(parts) and parts[-1].startswith("."))
    return not entry.is_dir() and not hidden


def _check_entry(archive: str, entry: zipfile.ZipInfo, limits: Limits) -> None:
    if entry.flag_bits & 1:
        raise UnableToRead(archive, "It is protected by a password.", "Make the zip without one.")
    ratio = entry.file_size / max(entry.compress_size, 1)
    if entry.file_size > limits.file_bytes or (ratio > limits.ratio and entry.file_size > limits.ratio_from_bytes):
        raise _too_large(f"{archive}, {_base_name(entry.filename)}", limits.file_bytes)


def _zipped(path: Path, entry: zipfile.ZipInfo, limits: Limits) -> SourceFile:
    name = _base_name(entry.filename)

    def read() -> bytes:
        try:
            with zipfile.ZipFile(path) as archive, archive.open(entry) as stream:
                return _bounded(name, stream, limits)
        except DAMAGE as fault:
            raise UnableToRead(path.name, f"{name} in it is damaged.", "Make the zip afresh.") from fault

    return SourceFile(name, read)


def _base_name(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name


def _bounded(name: str, stream: IO[bytes], limits: Limits) -> bytes:
    """The whole stream, refused as soon as it or one of its lines is longer than it may be."""
    watch = _Lines(name, limits) if name.lower().endswith((".csv", ".txt")) else None
    parts, size = [], 0
    for part in _chunks(stream):
        size += len(part)
        if size > limits.file_bytes:
            raise _too_large(name, limits.file_bytes)
        if watch is not None:
            watch.see(part)
        parts.append(part)
    return b"".join(parts)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while part := stream.read(CHUNK):
        yield part


class _Lines:
    """Watches the length of lines over the chunks of a file."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name, self._longest, self._open = name, limits.line_bytes, 0

    def see(self, part: bytes) -> None:
        """Take the next part of the file. Raises `UnableToRead` for a line that is too long."""
        end_of_line = b"\n" if b"\n" in part else b"\r"
        start = -self._open
        while start + self._longest < len(part):
            found = part.rfind(end_of_line, max(start, 0), max(start + self._longest, 0))
            if found < 0:
                raise UnableToRead(
                    self._name,
                    f"It has a line of more than {self._longest // 1024} kB, which no return has.",
                    "Check that it is a CSV file of text, and export it again.",
                )
            start = found + 1
        last = part.rfind(end_of_line)
        self._open = len(part) - last - 1 if last >= 0 else self._open + len(part)


def _check_count(name: str, count: int, limits: Limits) -> None:
    if count > limits.files:
        raise UnableToRead(
            name,
            f"It holds {count:,} files; a return has 12 at most.",
            "Put the files of one return in a folder or zip of their own.",
        )


def _too_large(name: str, size: int) -> UnableToRead:
    return UnableToRead(
        name,
        f"Unpacked it is larger than {size // (1024 * 1024)} MB, which no return is.",
        "Check that it is the right file.",
    )
