"""The wheel that `make wheel` makes of a clean clone: whole, without the style guide, and able to
serve from an environment where nothing else is."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from bocage.foundation.db.embedded_postgres import EmbeddedPostgres
from bocage.foundation.ops.configuration import PROJECT_FOLDER
from tests.servers.served_instance import Instance

UV = PROJECT_FOLDER / ".tools" / "uv"
BUILT_FOLDERS = ("src/bocage/static/dist", "src/bocage/territory/reference")
"""Folders that `make frontend` makes: Git has them not, and the wheel has to."""


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Path:
    """Clone the repository, with what is not committed yet and what `make` makes."""
    folder = tmp_path_factory.mktemp("clone")
    run("git", "clone", "--quiet", "--shared", PROJECT_FOLDER, folder)
    for name in lines("git", "ls-files", "--modified", "--others", "--exclude-standard"):
        (folder / name).unlink(missing_ok=True)
        if (PROJECT_FOLDER / name).exists():
            copy(PROJECT_FOLDER / name, folder / name)
    words = (PROJECT_FOLDER / "src").rglob("*.mo")
    built_files = (
        file
        for name in BUILT_FOLDERS
        for file in (PROJECT_FOLDER / name).rglob("*")
        if file.is_file()
    )
    for file in (*words, *built_files):
        copy(file, folder / file.relative_to(PROJECT_FOLDER))
    (folder / ".tools").symlink_to(PROJECT_FOLDER / ".tools")
    return folder


@pytest.fixture(scope="module")
def wheel(clone) -> Path:
    """Made by the recipe of `make wheel`, with the packages of this checkout."""
    run("make", "-o", "built", "wheel", cwd=clone, UV_NO_BUILD_ISOLATION="1",
        VIRTUAL_ENV=str(PROJECT_FOLDER / ".venv"))  # fmt: skip
    (wheel_file,) = (clone / "dist").glob("bocage-*.whl")
    return wheel_file


@pytest.fixture(scope="module")
def names(wheel) -> set[str]:
    with zipfile.ZipFile(wheel) as read:
        return set(read.namelist())


def run(*command: str | Path, cwd: Path = PROJECT_FOLDER, **environment: str) -> str:
    """Runs a program and returns its output; fails with that output if it does."""
    process = subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


def lines(*command: str) -> list[str]:
    return run(*command).splitlines()


def copy(source: Path, destination: Path) -> None:
    destination.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, destination)


def test_everything_that_the_package_needs_is_in_the_wheel(clone, names):
    package = clone / "src"
    kinds = ("py", "html", "txt", "typ", "mo", "js", "css", "woff2", "svg", "gz")
    expected = {
        path.relative_to(package).as_posix()
        for kind in kinds
        for path in (package / "bocage").rglob(f"*.{kind}")
    }

    assert expected - names == set()
    assert any(name.endswith("/en/LC_MESSAGES/django.mo") for name in names)
    assert "bocage/foundation/carried_documents/guides/developpeurs.md" in names
    assert "bocage/constraints.txt" in names


def test_nothing_of_the_style_guide_is_in_the_wheel(names):
    tops = {name.split("/")[0] for name in names}

    assert {top.partition("-")[0] for top in tops} == {"bocage"}
    assert [name for name in names if name.endswith((".po", ".pyc", ".scss", "/.built"))] == []


def test_wheel_serves_from_an_empty_environment(clone, wheel, tmp_path):
    environment = tmp_path / "environment"
    run(UV, "sync", "--quiet", "--frozen", "--no-default-groups", "--no-install-project",
        cwd=clone, UV_PROJECT_ENVIRONMENT=str(environment))  # fmt: skip
    python = environment / "bin" / "python"
    run(UV, "pip", "install", "--quiet", "--no-deps", "--python", python, wheel)
    run(UV, "pip", "check", "--python", python)
    instance = Instance(tmp_path / "data", python=python)

    try:
        with instance.serving():
            assert instance.get("/readyz")[0] == 200
    finally:
        EmbeddedPostgres(tmp_path / "data").stop()
