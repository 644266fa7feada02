"""What the golden tests share."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def passwords_made_at_once(settings: Any) -> None:
    """Everyone of a council filled in here has a password; that it is slow to guess is proved with the sign-in."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
