"""Council policies as files: a default, one for each council whose papers were read, or a council's own.

Files are TOML. This package reads them and hands them to `openiro.domain.policy`, which says what they mean.
"""

import tomllib
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from openiro.domain.policy import Policy, policy_on
from openiro.domain.policy_reader import UnableToReadPolicy

DEFAULT = "default"
COUNCILS = ("buckinghamshire", "central-bedfordshire", "harrow", "medway", "nottingham")
MOST_BYTES = 1_000_000
# As many days as one piece of work asks about.
POLICIES_KEPT = 64
# A file, when it was changed, and how large it is.
FileState = tuple[Path, int, int]


def policy_names() -> tuple[str, ...]:
    """The names of the policies that come with the software, the default first."""
    return (DEFAULT, *COUNCILS)


def policy_file(name_or_path: str) -> Path:
    """The file of a policy by its name (`harrow`), or by a path to a council's own.

    Raises `UnableToReadPolicy` where there is neither.
    """
    if name_or_path in policy_names():
        return Path(str(files(__name__) / f"{name_or_path}.toml"))
    path = Path(name_or_path)
    if not path.is_file():
        names = ", ".join(policy_names())
        raise UnableToReadPolicy(f"There is no policy {name_or_path!r}. Give a file, or one of: {names}.")
    return path


def load_policy(name_or_path: str, on: date) -> Policy:
    """The policy of that name or file as it holds on `on`, over the default.

    Raises `UnableToReadPolicy`, which names the file, the setting that is wrong and what to put there.
    """
    path = policy_file(name_or_path)
    default = policy_file(DEFAULT)
    try:
        return _policy_of(_state(default), None if path == default else _state(path), on)
    except UnableToReadPolicy as refusal:
        raise UnableToReadPolicy(f"{path.name}: {refusal}") from None


def _state(path: Path) -> FileState:
    changed = path.stat()
    return path, changed.st_mtime_ns, changed.st_size


@lru_cache(maxsize=POLICIES_KEPT)
def _policy_of(default: FileState, own: FileState | None, on: date) -> Policy:
    """The policy of files in that state: read once a day and process, until a file changes."""
    return policy_on(_read(*default), _read(*own) if own else None, on)


@cache
def _read(path: Path, changed_ns: int, size: int) -> dict[str, Any]:
    if size > MOST_BYTES:
        raise UnableToReadPolicy(f"is larger than {MOST_BYTES:,} bytes, which no policy is. Give another file.")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise UnableToReadPolicy("is not text in UTF-8. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise UnableToReadPolicy(f"is not TOML: {error}. Put that line right.") from None
