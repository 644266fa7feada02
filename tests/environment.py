"""Where tests keep their files: a folder of their own, named before Django reads its settings."""

import atexit
import os
import shutil
import tempfile

if "OPENIRO_DATA_DIR" not in os.environ:
    _folder = tempfile.mkdtemp(prefix="openiro-tests-")
    os.environ["OPENIRO_DATA_DIR"] = _folder
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
