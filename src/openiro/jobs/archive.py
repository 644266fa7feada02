"""The file of a backup: one zip with a manifest that gives the size and SHA-256 of everything in it."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from openiro.domain.refusal import Refusal
from openiro.formats.source import DAMAGE

MANIFEST = "manifest.json"
DATABASE_FILE = "database.sqlite3"
TABLES = "tables/"
FOLDERS = ("files", "uploads")
KINDS = ("sqlite", "tables")
LARGEST_MANIFEST = 64 * 1024 * 1024
CHUNK = 1024 * 1024


class UnableToRestore(Refusal):
    """A backup cannot be put back."""


@dataclass(frozen=True)
class Entry:
    """One file in a backup."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `kind` is `sqlite` (a database file) or `tables` (rows as JSON, a file for each table)."""

    version: str
    made_at: str
    kind: str
    entries: tuple[Entry, ...]

    def as_json(self) -> str:
        """The manifest as it stands in the zip."""
        entries = [{"name": entry.name, "sha256": entry.sha256, "size": entry.size} for entry in self.entries]
        head = {"format": "openiro backup 1", "version": self.version, "made_at": self.made_at, "kind": self.kind}
        return json.dumps({**head, "entries": entries}, indent=1)

    def names(self, start: str) -> list[str]:
        """The entries whose names begin with `start`, in order."""
        return [entry.name for entry in self.entries if entry.name.startswith(start)]


class Writer:
    """Puts files into a zip and notes what they are."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.entries: list[Entry] = []

    def add(self, name: str, parts: Iterator[bytes]) -> None:
        """Write one file from its parts."""
        digest, size = hashlib.sha256(), 0
        with self._archive.open(name, "w", force_zip64=True) as target:
            for part in parts:
                digest.update(part)
                size += len(part)
                target.write(part)
        self.entries.append(Entry(name, digest.hexdigest(), size))


def parts_of(stream: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a stream in pieces."""
    while part := stream.read(CHUNK):
        yield part


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest of a backup. Raises `UnableToRestore` where there is none, or it makes no sense."""
    try:
        if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise ValueError(MANIFEST)
        found: dict[str, Any] = json.loads(archive.read(MANIFEST))
        entries = tuple(Entry(str(e["name"]), str(e["sha256"]), int(e["size"])) for e in found["entries"])
        manifest = Manifest(str(found["version"]), str(found["made_at"]), str(found["kind"]), entries)
    except (KeyError, TypeError, *DAMAGE) as fault:
        raise UnableToRestore("This file is not a backup of OpenIRO. Choose another.") from fault
    if any(not _is_harmless(entry.name) for entry in entries):
        raise UnableToRestore("This backup names files outside its own folders. Do not use it.")
    _check_complete(archive, manifest)
    return manifest


def _check_complete(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Nothing may be put in place that the manifest does not vouch for, nor may anything it needs be missing."""
    names = {entry.name for entry in manifest.entries}
    needed = {DATABASE_FILE} if manifest.kind == "sqlite" else set()
    odd = sorted((set(archive.namelist()) - {MANIFEST}) ^ names | needed - names)
    if odd or manifest.kind not in KINDS:
        raise _damaged(odd[0] if odd else MANIFEST)


def _is_harmless(name: str) -> bool:
    path = PurePosixPath(name)
    known = name == DATABASE_FILE or path.parts[0] in ("tables", *FOLDERS)
    return known and not path.is_absolute() and ".." not in path.parts and "\\" not in name


def check_hashes(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Read every file of a backup. Raises `UnableToRestore` at the first that is not as it was written."""
    for entry in manifest.entries:
        digest, size = hashlib.sha256(), 0
        try:
            with archive.open(entry.name) as stream:
                for part in parts_of(stream):
                    digest.update(part)
                    size += len(part)
        except (KeyError, *DAMAGE) as fault:
            raise _damaged(entry.name) from fault
        if (digest.hexdigest(), size) != (entry.sha256, entry.size):
            raise _damaged(entry.name)


def _damaged(name: str) -> UnableToRestore:
    return UnableToRestore(f"The backup is damaged: {name} is not as it was written. Use another backup.")


def files_below(folder: Path) -> Iterator[Path]:
    """Every finished file below `folder`, by name."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
