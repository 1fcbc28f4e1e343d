"""Parts of the server drills, tested without a server."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from bench.server import tree
from bench.server.footprint import Memory
from bench.server.upgrading import ATTEMPTS, release
from scripts.footprint_table import HEAD, PAGE, RUN, page

BEFORE = "0.1.0"
FILES = {
    "bocage/__init__.py": f'__version__ = "{BEFORE}"\n',
    "bocage/wsgi.py": "application = 1\n",
    f"bocage-{BEFORE}.dist-info/METADATA": f"Name: bocage\nVersion: {BEFORE}\nLicense: a\n",
    f"bocage-{BEFORE}.dist-info/RECORD": (
        f"bocage/wsgi.py,sha256=abc,16\nbocage-{BEFORE}.dist-info/METADATA,sha256=abc,30\n"
    ),
}


@pytest.fixture
def wheel(tmp_path):
    file = tmp_path / f"bocage-{BEFORE}-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
    return file


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.version)
def test_a_release_of_the_drill_says_its_version_everywhere(wheel, tmp_path, attempt):
    releases = tmp_path / "releases"
    releases.mkdir()

    release_file = release(wheel, releases, attempt)

    with zipfile.ZipFile(release_file) as read:
        contents = {name: read.read(name).decode() for name in read.namelist()}
    assert release_file.name == f"bocage-{attempt.version}-py3-none-any.whl"
    assert not [name for name, content in contents.items() if BEFORE in name + content]
    assert contents["bocage/wsgi.py"] == attempt.fault + "application = 1\n"


def test_the_last_release_of_the_drill_serves():
    assert [attempt.verdict for attempt in ATTEMPTS] == ["refused", "rolled back", "upgraded"]
    assert ATTEMPTS[-1].fault == ""


def test_memory_is_shown_by_service_and_as_a_whole():
    memory = Memory(peaks={"bocage-web": 120.4, "caddy": 40.0, "systemd-journald": 9.0})
    memory.most_of_all = 169.4

    assert memory.figures("rest") == {
        "memory.rest.bocage-web_mb": 120,
        "memory.rest.caddy_mb": 40,
        "memory.rest.whole_system_mb": 169,
    }


def test_the_page_has_a_row_for_each_thing_and_a_dash_for_what_was_not_measured():
    text = page({"memory.rest.caddy_mb": 40, "memory.load.caddy_mb": 1400})

    assert text.startswith(HEAD)
    assert "| caddy | 40 | 1,400 | – |" in text


@pytest.mark.skipif(not Path(RUN).exists(), reason="The run is not kept here")
def test_the_page_that_is_kept_is_that_of_the_run_that_is_kept():
    assert PAGE.read_text() == page(json.loads(RUN.read_text())["figures"])


def test_a_tree_is_made_again_where_what_it_installs_was_written_since(tmp_path, monkeypatch):
    code, folder = tmp_path / "src", tmp_path / "server-tree"
    code.mkdir()
    folder.mkdir()
    monkeypatch.setattr(tree, "INSTALLED", (code,))
    server_tree = tree.DebianTree(folder)
    assert not server_tree.is_of_this_code

    (folder / "times.json").write_text('{"install_s": 40.0}')
    assert server_tree.is_of_this_code

    later = (folder / "times.json").stat().st_mtime + 1
    for name in ("module.pyc", "module.py"):
        (code / name).touch()
        os.utime(code / name, (later, later))
        assert server_tree.is_of_this_code == name.endswith(".pyc")
