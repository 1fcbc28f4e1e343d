"""The embedded server, with real processes: one cluster for the file, since each costs a second."""

import errno
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from bocage.foundation.db import embedded_postgres, postgres_account, postgres_programs
from bocage.foundation.db.database import DATABASE_NAME, SOCKET_PATH_LIMIT_BYTES, SocketFolder
from bocage.foundation.db.embedded_postgres import (
    EmbeddedPostgres,
    EmbeddedServerError,
    ServerWatchdog,
)
from bocage.foundation.db.postgres_account import Account, server_account
from bocage.foundation.db.postgres_programs import NoPrograms
from bocage.foundation.ops import up
from bocage.foundation.ops.configuration import Configuration


@pytest.fixture(scope="module")
def stopped_server() -> Iterator[EmbeddedPostgres]:
    with tempfile.TemporaryDirectory() as folder:
        # A path that would break out of a shell or of a configuration file.
        server = EmbeddedPostgres(Path(folder) / 'l\'été à "$HOME"')
        with server.in_use():
            pass
        yield server
        server.stop()


@pytest.fixture
def server(stopped_server: EmbeddedPostgres) -> Iterator[EmbeddedPostgres]:
    with stopped_server.in_use():
        yield stopped_server


def ask(server: EmbeddedPostgres, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(
        host=str(SocketFolder(server.data_folder).path), user="bocage", dbname="bocage"
    ) as connection:
        answer = connection.execute(query)
        return answer.fetchall() if answer.description else []


def kill(server: EmbeddedPostgres) -> None:
    process = server.running_process()
    assert process is not None
    os.kill(process, signal.SIGKILL)
    while server.running_process() is not None:
        pass


def test_server_is_reached_through_a_socket_that_its_owner_alone_opens(server):
    assert ask(server, "show listen_addresses") == [("",)]
    assert SocketFolder(server.data_folder).path.stat().st_mode & 0o777 == 0o700
    assert server.cluster_folder.stat().st_mode & 0o777 == 0o700


def test_server_writes_to_the_disk_before_it_confirms(server):
    settings = ("fsync", "full_page_writes", "synchronous_commit")
    assert [ask(server, f"show {name}") for name in settings] == [[("on",)]] * 3


def test_server_logs_no_statement_and_no_value(server):
    ask(server, "create table visitor (email text primary key)")
    ask(server, "insert into visitor values ('secret@bocage.example')")
    with pytest.raises(psycopg.errors.UniqueViolation):
        ask(server, "insert into visitor values ('secret@bocage.example')")
    assert "secret" not in server.log_file.read_text()


def test_what_was_committed_survives_a_kill(server):
    ask(server, "create table booking as select 'Boitron' as place")
    kill(server)
    server.start()
    assert ask(server, "select place from booking") == [("Boitron",)]


def test_server_starts_when_another_program_has_the_number_of_the_killed_one(server):
    kill(server)
    with subprocess.Popen(["sleep", "60"]) as process:
        pid_file = server.cluster_folder / "postmaster.pid"
        lines = pid_file.read_text().split("\n")
        pid_file.write_text("\n".join([str(process.pid), *lines[1:]]))
        server.start()
        assert server.running_process() not in {None, process.pid}
        process.kill()


def test_last_user_stops_the_server(stopped_server):
    with stopped_server.in_use():
        with stopped_server.in_use():
            process = stopped_server.running_process()
        assert stopped_server.running_process() == process
    assert stopped_server.running_process() is None


def test_server_left_by_a_killed_user_is_taken_over_and_stopped(stopped_server):
    program = (
        "import os, pathlib, signal, sys;"
        "from bocage.foundation.db.embedded_postgres import EmbeddedPostgres;"
        "use = EmbeddedPostgres(pathlib.Path(sys.argv[1])).in_use(); use.__enter__();"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run(
        [sys.executable, "-c", program, stopped_server.data_folder], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    pid = stopped_server.running_process()
    assert pid is not None
    with stopped_server.in_use():
        assert stopped_server.running_process() == pid
    assert stopped_server.running_process() is None


def test_two_who_start_it_at_once_share_one_server(stopped_server):
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _turn: stopped_server.start(), range(2)))
    running = embedded_postgres._processes_in(stopped_server.cluster_folder)
    assert stopped_server.running_process() in running
    stopped_server.stop()
    assert embedded_postgres._processes_in(stopped_server.cluster_folder) == []


def test_failed_start_repeats_the_error_of_the_server(stopped_server):
    configuration = stopped_server.cluster_folder / "postgresql.conf"
    before = configuration.read_text()
    configuration.write_text(before + "shared_buffers = 'beaucoup'\n")
    try:
        with pytest.raises(EmbeddedServerError, match=r"(?s)ne démarre pas.*beaucoup"):
            stopped_server.start()
    finally:
        configuration.write_text(before)


@pytest.mark.parametrize("name", ["d" * 60 + "/" + "e" * 60, "a, b"])
def test_socket_of_a_folder_it_cannot_lie_in_lies_in_a_short_one_of_ours(tmp_path, name):
    deep = tmp_path / name
    deep.mkdir(parents=True)
    account = Account((), os.geteuid(), os.getegid())
    folder = SocketFolder(deep).prepare(account)
    try:
        assert len(os.fsencode(folder / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT_BYTES
        assert folder.stat().st_mode & 0o777 == 0o700
        assert SocketFolder(deep).path == folder
        assert SocketFolder(deep).prepare(account) == folder
    finally:
        folder.rmdir()


def test_first_start_of_a_deep_folder_is_found_by_who_serves(tmp_path, settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", "")
    deep = tmp_path / ("d" * 60) / ("e" * 60)

    with up.database(Configuration(data_dir=deep)):
        folder = settings.DATABASES["default"]["HOST"]
        with psycopg.connect(host=folder, user=DATABASE_NAME, dbname=DATABASE_NAME) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert folder != str(deep / "postgres-socket")


def test_socket_folder_that_somebody_else_owns_is_not_used(tmp_path):
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    stranger = tmp_path / "stranger"
    stranger.mkdir()
    (deep / "postgres-socket-folder").write_text(str(stranger))
    account = Account((), os.geteuid() + 1, os.getegid())

    class Mine(Account):
        def owns(self, folder: Path) -> bool:
            return folder != stranger

    folder = SocketFolder(deep).prepare(Mine((), account.user, account.group))
    try:
        assert folder != stranger
    finally:
        folder.rmdir()


def test_ordinary_user_runs_the_server_himself(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    server_account.cache_clear()
    try:
        assert server_account() == Account((), 1000, os.getegid())
    finally:
        server_account.cache_clear()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes account to run PostgreSQL")
def test_root_without_namespaces_runs_the_server_under_another_account(monkeypatch, tmp_path):
    def without_namespaces(*command: str) -> bool:
        return "unshare" not in command[0] and succeeds(*command)

    succeeds = postgres_account._succeeds
    monkeypatch.setattr(postgres_account, "_succeeds", without_namespaces)
    server_account.cache_clear()
    tmp_path.chmod(0o700)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setattr(embedded_postgres, "SHARED_FOLDER", Path(folder))
        server = EmbeddedPostgres(tmp_path, durable=False)
        try:
            with server.in_use():
                assert ask(server, "select 1") == [(1,)]
                assert server.cluster_folder.stat().st_uid == server_account().user != 0
        finally:
            server_account.cache_clear()
            SocketFolder(tmp_path).path.rmdir()
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_programs_of_the_system_are_used_where_the_wheel_is_missing(monkeypatch):
    wheel = postgres_programs._from_wheel()[0]
    monkeypatch.setattr(postgres_programs, "_from_wheel", list)
    monkeypatch.setenv("PATH", str(wheel))
    assert postgres_programs.programs_folder.__wrapped__() == wheel


def test_no_programs_at_all_is_stated_in_words(monkeypatch):
    monkeypatch.setattr(postgres_programs, "_from_wheel", list)
    monkeypatch.setattr(postgres_programs, "_from_system", list)
    with pytest.raises(NoPrograms, match="Aucun PostgreSQL 16"):
        postgres_programs.programs_folder.__wrapped__()


def test_server_that_cannot_start_yet_is_started_once_it_can(stopped_server):
    configuration = stopped_server.cluster_folder / "postgresql.conf"
    before = configuration.read_text()
    watchdog = ServerWatchdog(stopped_server)
    configuration.write_text(before + "shared_buffers = 'beaucoup'\n")
    try:
        watchdog.look()
    finally:
        configuration.write_text(before)
    watchdog.look()
    assert stopped_server.running_process() is None  # It rests.

    watchdog._starts_again_at = 0.0
    watchdog.look()

    assert stopped_server.running_process() is not None
    stopped_server.stop()


def test_settings_of_before_stay_whole_where_the_disk_is_full(stopped_server, monkeypatch):
    def full(_path: Path, _text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    file = stopped_server.cluster_folder / "bocage.conf"
    before = file.read_text()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        ServerWatchdog(stopped_server).look()

    assert file.read_text() == before
    assert stopped_server.running_process() is None
