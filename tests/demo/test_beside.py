"""A demo beside a real instance: nothing shared while it runs, nothing left once it is erased."""

import subprocess
import sys

import pytest
from django.test import Client

from bocage.demo import beside
from bocage.demo.beside import ENOUGH, FOLDER, MARK, DemoBeside, NotADemo
from bocage.foundation.db.database import SocketFolder
from bocage.foundation.ops.configuration import Configuration
from bocage.foundation.ops.up import CannotStart, alone_in

REAL = {
    "PATH": "/bin",
    "LANG": "C.UTF-8",
    "DATABASE_URL": "postgresql://real",
    "BOCAGE_SECRET_KEY": "of the real one",
    "BOCAGE_EMAIL_URL": "smtp://real",
    "BOCAGE_INCOMING_IMAP_URL": "imaps://real",
    "BOCAGE_BACKUP_FOLDER": "/real",
    "BOCAGE_ENVIRONMENT": "production",
    "BOCAGE_BASE_URL": "https://perche.example",
    "NOTIFY_SOCKET": "/run/real",
}


@pytest.fixture
def demo(tmp_path):
    return DemoBeside(tmp_path / FOLDER, 8001)


def test_demo_is_shown_nothing_of_the_real_instance(demo):
    environment = demo.environment(REAL)

    assert not [value for value in environment.values() if "real" in value or "perche" in value]
    assert environment["PATH"] == "/bin"
    assert (environment["BOCAGE_HOST"], environment["BOCAGE_DEMO"]) == ("127.0.0.1", "true")
    assert environment["BOCAGE_DATA_DIR"] == str(demo.folder)


def test_demo_of_an_instance_lies_in_its_data_folder_on_the_next_port(tmp_path):
    real = Configuration(data_dir=tmp_path, port=8000)

    assert DemoBeside.of(real) == DemoBeside(tmp_path / FOLDER, 8001)
    assert DemoBeside.of(real, 9000).address == "http://localhost:9000"
    assert DemoBeside.of(Configuration(data_dir=tmp_path, port=65535)).port == 65534


def test_nothing_is_left_of_a_demo_wherever_it_wrote(demo, tmp_path):
    socket = tmp_path / "socket-elsewhere"
    socket.mkdir()
    demo.folder.mkdir()
    for name in (MARK, "postgres.log", "media"):
        (demo.folder / name).mkdir() if name == "media" else (demo.folder / name).touch()
    (demo.folder / "postgres-socket-folder").write_text(str(socket))
    assert SocketFolder(demo.folder).path == socket

    assert demo.remove()

    assert list(tmp_path.iterdir()) == []
    assert not demo.remove()


def test_folder_that_no_demo_made_is_left_as_it_is(demo):
    demo.folder.mkdir()
    (demo.folder / "precious").touch()

    with pytest.raises(NotADemo):
        demo.remove()
    with pytest.raises(NotADemo):
        demo.run()
    assert (demo.folder / "precious").exists()


def test_demo_that_runs_is_not_erased(demo):
    demo.folder.mkdir()
    (demo.folder / MARK).touch()

    with alone_in(demo.folder), pytest.raises(CannotStart):
        demo.remove()
    assert demo.folder.exists()


@pytest.mark.django_db
def test_button_of_a_demo_that_is_beside_has_it_end_and_any_other_has_none(
    client: Client, settings, tmp_path
):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"data_dir": tmp_path})
    assert "L’arrêter et l’effacer" not in client.get("/demo/").content.decode()
    assert client.post("/demo/terminer/").status_code == 404

    (tmp_path / MARK).touch()

    assert "L’arrêter et l’effacer" in client.get("/demo/").content.decode()
    assert client.get("/demo/terminer/").status_code == 405
    assert "La démonstration s’arrête" in client.post("/demo/terminer/").content.decode()
    assert (tmp_path / ENOUGH).exists()


def test_demo_that_is_asked_to_end_ends_and_may_begin_again(demo, monkeypatch):
    command = [sys.executable, "-c", "import signal; signal.pause()"]
    popen = subprocess.Popen
    monkeypatch.setattr(beside, "stop_on_signals", lambda: None)
    monkeypatch.setattr(beside, "ignore_stop_signals", lambda: None)

    def pretend(_command, env):
        (demo.folder / ENOUGH).touch()
        return popen(command, env=env)

    monkeypatch.setattr(beside.subprocess, "Popen", pretend)

    assert demo.run() == 0
    assert demo.run() == 0
    assert demo.remove()
