"""What was read and checked once, kept beside: a second count of the same files reads what the first one accepted.

For an analyst who asks for period after period of many councils. What is kept holds the records of children, as the
files do: it stands in a folder that the person names, which nobody else may open.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from openiro.jobs.output import UnableToRun

if TYPE_CHECKING:
    from openiro.measures.tables import Tables

FACTS, OWN_ONLY = "facts.json", 0o700
# What decides how a file is read: another reading of it is another thing to keep.
_READERS = ("formats", "measures/tables.py", "measures/councils.py", "domain")
_PORTION = 1 << 20


def kept_tables(folder: Path, sources: Iterable[Path], read: "Callable[[], Tables]") -> "Tables":
    """The tables of the sources, numbered: from `folder` where the same files were read by the same reader; else as
    `read` reads them, and kept.

    Names and contents tell files apart. Raises `UnableToRun` where nothing can be kept in `folder`.
    """
    place = folder / _digest(sources)
    if not (place / FACTS).is_file():
        tables = read()
        _keep(tables, place)
        return tables
    return _kept(place)


def _kept(place: Path) -> "Tables":
    import polars as pl

    from openiro.measures.councils import empty_numbered
    from openiro.measures.tables import TABLE_SCHEMAS, Tables

    facts = json.loads((place / FACTS).read_text())
    frames = {
        name: pl.read_parquet(place / f"{name}.parquet", memory_map=False)
        if name in facts["tables"]
        else empty_numbered(name)
        for name in TABLE_SCHEMAS
    }
    return Tables(
        facts["authority"],
        date.fromisoformat(facts["coverage_from"]),
        frames,
        years=tuple(facts["years"]),
        supplied=frozenset(facts["supplied"]),
        warnings=tuple(facts["warnings"]),
    )


def _keep(tables: "Tables", place: Path) -> None:
    """Write beside, and put into place when whole: what stands there is never half of something."""
    beside = place.with_name(f"{place.name}.{os.getpid()}.part")
    held = [name for name, frame in tables.frames.items() if frame.height]
    facts = {
        "authority": tables.authority,
        "coverage_from": tables.coverage_from.isoformat(),
        "years": tables.years,
        "supplied": sorted(tables.supplied),
        "warnings": tables.warnings,
        "tables": held,
    }
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=OWN_ONLY)
        beside.mkdir(mode=OWN_ONLY)
        for name in held:
            tables.frames[name].write_parquet(beside / f"{name}.parquet", compression="lz4")
        (beside / FACTS).write_text(json.dumps(facts))
        beside.rename(place)
    except OSError as fault:
        shutil.rmtree(beside, ignore_errors=True)
        if not (place / FACTS).is_file():
            reason = fault.strerror or str(fault)
            raise UnableToRun(f"Nothing can be kept in {place.parent}: {reason}. Name another folder.") from fault


def _digest(sources: Iterable[Path]) -> str:
    """What tells these files, read by this reader, apart from all others."""
    found = blake2b(_reader(), digest_size=20)
    for source in sources:
        files = sorted(path for path in source.rglob("*") if path.is_file()) if source.is_dir() else [source]
        for path in files:
            found.update(f"\0{source.name}\0{path.relative_to(source)}\0{path.stat().st_size}\0".encode())
            with path.open("rb") as stream:
                while portion := stream.read(_PORTION):
                    found.update(portion)
    return found.hexdigest()


@lru_cache(maxsize=1)
def _reader() -> bytes:
    import openiro

    package = Path(openiro.__file__).parent
    found = blake2b()
    for part in _READERS:
        whole = package / part
        for path in [whole] if whole.is_file() else sorted(whole.rglob("*.py")):
            found.update(path.read_bytes())
    return found.digest()
