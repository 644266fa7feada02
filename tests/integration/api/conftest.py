"""The scene of the tests of access: somebody in every role, a child of theirs, one of others, one taken back."""

from tests.integration.access.conftest import _laid_out, scene

__all__ = ["_laid_out", "scene"]
