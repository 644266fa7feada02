"""What every test shares. Tests run on the embedded database, or on the one that OPENIRO_DATABASE_URL names."""

import os
import tempfile

os.environ.setdefault("OPENIRO_DATA_DIR", tempfile.mkdtemp(prefix="openiro-tests-"))
