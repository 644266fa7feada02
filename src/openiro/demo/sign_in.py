"""The one password of a synthetic council, kept beside its data so that a second run prints the same."""

import secrets
from pathlib import Path

FILE = "demo-password"
WORDS = 3
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def kept_password(folder: Path) -> str | None:
    """The password that was made for this data, None where there is none."""
    file = folder / FILE
    return file.read_text(encoding="utf-8").strip() if file.exists() else None


def made_password(folder: Path) -> str:
    """Make a password and keep it, readable by its owner alone."""
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(WORDS))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_text(password + "\n", encoding="utf-8")
    return password
