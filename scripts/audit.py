"""Checks the locked dependencies of Python and npm for known vulnerabilities.

Exits with 1 if there is one. If the data cannot be reached, prints so and exits with 0: a network
failure must not block a fix.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parents[1]
UV = PROJECT / ".tools" / "uv"
PIP_AUDIT = "pip-audit==2.10.1"
PATIENCE_S = 180
NPM_FOLDERS = (PROJECT / "frontend", PROJECT / "tests" / "checkers")


def main() -> None:
    vulnerabilities = [*python_vulnerabilities(), *npm_vulnerabilities()]
    for line in vulnerabilities:
        print(line)
    sys.exit(1 if vulnerabilities else 0)


def python_vulnerabilities() -> list[str]:
    """Returns a line for each locked Python package with a known vulnerability."""
    with TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        run(
            [UV, "export", "--locked", "--no-hashes", "--no-emit-project", "-q", "-o", requirements]
        )
        report = run(
            [
                *(UV, "tool", "run", PIP_AUDIT, "-r", requirements, "--no-deps", "--disable-pip"),
                *("--format", "json", "--progress-spinner", "off"),
            ]
        )
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError):
        print("Python packages: no vulnerability data could be reached.")
        return []
    looked_at = [package for package in packages if "vulns" in package]
    print(f"Python packages: {len(looked_at)} of {len(packages)} could be looked up.")
    return [
        f"{package['name']} {package['version']}: {vulnerability['id']}"
        f" (mended in {', '.join(vulnerability['fix_versions']) or 'no version'})"
        for package in looked_at
        for vulnerability in package["vulns"]
    ]


def npm_vulnerabilities() -> list[str]:
    """Returns a line for each locked npm package with a known vulnerability."""
    return [line for folder in NPM_FOLDERS for line in npm_vulnerabilities_of(folder)]


def npm_vulnerabilities_of(folder: Path) -> list[str]:
    """Returns such lines for the packages that one folder locks."""
    audit_report = run([UV, "run", "--no-sync", "npm", "audit", "--json"], folder=folder)
    try:
        report = json.loads(audit_report)
        vulnerabilities = report["vulnerabilities"]
    except (ValueError, KeyError):
        print("npm packages: no vulnerability data could be reached.")
        return []
    print(f"npm packages: {report['metadata']['dependencies']['total']} looked up.")
    return [
        f"{name}: {vulnerability['severity']}" for name, vulnerability in vulnerabilities.items()
    ]


def run(command: list[object], folder: Path = PROJECT) -> str:
    """Returns the output of a command, whatever its status; empty after a timeout."""
    try:
        process = subprocess.run(
            [str(word) for word in command],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_S,
        )
    except subprocess.TimeoutExpired:
        return ""
    return process.stdout


if __name__ == "__main__":
    main()
