"""A pytest plugin: the tests run on the embedded PostgreSQL, in a folder of their own."""

import os
from pathlib import Path

from bocage.foundation.embedded_postgres import EmbeddedPostgres

DATA_FOLDER = Path(__file__).resolve().parents[1] / "var" / "test"

os.environ.update(
    {
        "BOCAGE_ENVIRONMENT": "test",
        "BOCAGE_DEMO": "true",
        "BOCAGE_DATA_DIR": str(DATA_FOLDER),
        "DATABASE_URL": "",
    }
)
if "PYTEST_XDIST_WORKER" not in os.environ:
    EmbeddedPostgres(DATA_FOLDER, durable=False).start()
