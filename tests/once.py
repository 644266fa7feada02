"""What is made once in a run of the tests, by whichever of its processes asks first; the others wait and take it."""

import fcntl
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import tests.environment  # noqa: F401 - names the folder, for whoever runs without pytest

Made = TypeVar("Made")


def run_folder() -> Path:
    """The folder that the processes of this run share."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(os.environ["OPENIRO_DATA_DIR"]) / f"run-{run}"
    folder.mkdir(exist_ok=True)
    return folder


def once_in_a_run(name: str, make: Callable[[], Made]) -> Made:
    """What `make` answers; `name` tells it from whatever else is made once."""
    kept = run_folder() / f"{name}.pickle"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(make()))
        made: Made = pickle.loads(kept.read_bytes())
    return made
