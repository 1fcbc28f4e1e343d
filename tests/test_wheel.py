"""The wheel that a server installs carries all that pages need, and nothing of the workshop."""

import subprocess
import sys
import zipfile

import pytest

from bocage.foundation.configuration import PROJECT_FOLDER

BUILT = PROJECT_FOLDER / "src" / "bocage" / "static" / "dist" / "bocage.css"


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    assert BUILT.exists(), "The front end is not built: run `make frontend`"
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=PROJECT_FOLDER, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = folder.glob("bocage-*.whl")
    with zipfile.ZipFile(wheel) as read:
        return set(read.namelist())


def test_everything_that_the_package_needs_is_in_the_wheel(names):
    package = PROJECT_FOLDER / "src"
    kinds = (
        "*.py",
        "*.html",
        "*.txt",
        "*.typ",
        "*.mo",
        "*.js",
        "*.css",
        "*.woff2",
        "*.svg",
        "*.gz",
    )
    expected = {
        path.relative_to(package).as_posix()
        for kind in kinds
        for path in (package / "bocage").rglob(kind)
    }

    assert expected - names == set()
    assert any(name.endswith("/en/LC_MESSAGES/django.mo") for name in names)
    assert "bocage/foundation/told/guides/developpeurs.md" in names
    assert "bocage/constraints.txt" in names


def test_nothing_of_the_workshop_is_in_the_wheel(names):
    tops = {name.split("/")[0] for name in names}

    assert {top.partition("-")[0] for top in tops} == {"bocage"}
    assert [name for name in names if name.endswith((".po", ".pyc", ".scss", "/.built"))] == []
