"""The scene, laid out once for each file of tests; what a test changes is taken back after it."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from tests.integration.access.scene import NOW, Scene, build


@pytest.fixture(scope="module")
def _laid_out(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("scene")
    settings = override_settings(OPENIRO_DATA_DIR=folder / "data", OPENIRO_REQUIRE_SECOND_FACTOR=False)
    clock = time_machine.travel(NOW, tick=False)
    with django_db_blocker.unblock(), settings, clock, transaction.atomic():
        yield build(folder)
        transaction.set_rollback(True)


@pytest.fixture
def scene(_laid_out: Scene, db: None) -> Scene:
    """The scene as it was laid out."""
    return _laid_out
