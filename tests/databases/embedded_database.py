"""A pytest plugin: the tests run on the embedded PostgreSQL, in a folder of their own."""

import os
from contextlib import ExitStack
from pathlib import Path

from bocage.foundation.db.embedded_postgres import EmbeddedPostgres

DATA_FOLDER = Path(__file__).resolve().parents[2] / "var" / "test"

os.environ.update(
    {
        "BOCAGE_ENVIRONMENT": "test",
        "BOCAGE_DEMO": "true",
        "BOCAGE_DATA_DIR": str(DATA_FOLDER),
        "DATABASE_URL": "",
        "BOCAGE_EMAIL_URL": "",
        "BOCAGE_GEO_API": "",
    }
)
# WhiteNoise warns where the folder of collected files is missing, and warnings are errors here.
(DATA_FOLDER / "static").mkdir(parents=True, exist_ok=True)

# Started before Django reads its settings, stopped after the last test; the processes of
# pytest-xdist find the server of the one that started them.
_until_the_end = ExitStack()
if "PYTEST_XDIST_WORKER" not in os.environ:
    _until_the_end.enter_context(EmbeddedPostgres(DATA_FOLDER, durable=False).in_use())


def pytest_unconfigure() -> None:
    _until_the_end.close()
