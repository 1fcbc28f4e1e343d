"""Makes the Python client of the API, `clients/python/bocage_client`, from its description.

    .venv/bin/python scripts/make_python_client.py

It is generated and not committed, so that it is always up to date with the API.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django

FOLDER = Path(__file__).resolve().parent.parent / "clients" / "python"
PACKAGE = "bocage_client"


def make_client(folder: Path) -> Path:
    """Generates the package in a folder; Django must be ready.

    Raises:
        CalledProcessError: the generator does not understand a part of the description.
    """
    from bocage.api.description import description

    package = folder / PACKAGE
    with TemporaryDirectory() as scratch:
        described = Path(scratch) / "openapi.json"
        described.write_text(json.dumps(description()))
        command = [sys.executable, "-m", "openapi_python_client", "generate"]
        command += ["--path", str(described), "--config", str(FOLDER / "generator.yaml")]
        command += ["--meta", "none", "--output-path", str(package), "--overwrite"]
        subprocess.run([*command, "--fail-on-warning"], check=True, stdout=subprocess.DEVNULL)
    (package / "py.typed").touch()
    return package


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bocage.settings")
    django.setup()
    print(make_client(FOLDER))
