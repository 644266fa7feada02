"""Uploaded files, kept in the service's data directory from the check of a load until it is decided."""

import os
import shutil
from pathlib import Path

from django.conf import settings

FOLDER = "uploads"


def keep(path: Path, sha256: str) -> str:
    """Copy an uploaded file or folder to where it is kept; answers its name below the data directory."""
    place = Path(FOLDER) / sha256 / path.name
    target = Path(settings.OPENIRO_DATA_DIR) / place
    if target.exists():
        return place.as_posix()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = target.with_name(f".{target.name}.unfinished-{os.getpid()}")
    if path.is_dir():
        unfinished.mkdir()
        for file in path.iterdir():
            if file.is_file():
                shutil.copyfile(file, unfinished / file.name)
    else:
        shutil.copyfile(path, unfinished)
    unfinished.replace(target)
    return place.as_posix()


def kept_path(name: str) -> Path:
    """Where an uploaded file is kept."""
    return Path(settings.OPENIRO_DATA_DIR) / name


def let_go(name: str) -> None:
    """Remove an uploaded file that is no longer needed; nothing happens where it is gone."""
    if name:
        shutil.rmtree(kept_path(name).parent, ignore_errors=True)
