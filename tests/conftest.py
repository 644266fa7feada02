"""What every test shares. Tests run on the embedded database, or on the one that OPENIRO_DATABASE_URL names."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

# No test of what the service says is one of how quick the machine is.
settings.register_profile("untimed", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

if "OPENIRO_DATA_DIR" not in os.environ:
    # Set before the settings are read; processes that a test starts inherit it and remove nothing.
    _folder = tempfile.mkdtemp(prefix="openiro-tests-")
    os.environ["OPENIRO_DATA_DIR"] = _folder
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
(Path(os.environ["OPENIRO_DATA_DIR"]) / "static").mkdir(parents=True, exist_ok=True)
