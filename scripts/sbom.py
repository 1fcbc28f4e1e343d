"""Writes the SBOM of Bocage in CycloneDX: the locked packages of Python and those of npm.

    var/sbom/python.cdx.json    packages of an instance (uv, from uv.lock)
    var/sbom/npm.cdx.json       packages of the front end (npm, from frontend/package-lock.json)

Both are made by the tools that install the packages, from their lock files.
"""

import json
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / "var" / "sbom"
UV = str(PROJECT / ".tools" / "uv")
PYTHON = [UV, "export", "--quiet", "--locked", "--no-default-groups", "--all-extras"]
NPM = [UV, "run", "--no-sync", "npm", "--prefix", "frontend", "sbom", "--package-lock-only"]
MADE_BY = {
    "python.cdx.json": [*PYTHON, "--format", "cyclonedx1.5"],
    "npm.cdx.json": [*NPM, "--sbom-format", "cyclonedx"],
}


def main() -> None:
    """Writes both files, and prints the number of packages of each."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, command in MADE_BY.items():
        process = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True)
        bom = json.loads(process.stdout)
        (FOLDER / name).write_text(json.dumps(bom, indent=1) + "\n", encoding="utf-8")
        print(f"{FOLDER.relative_to(PROJECT)}/{name}: {len(bom['components'])} packages")


if __name__ == "__main__":
    main()
