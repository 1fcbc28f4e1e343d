"""The files of deploy/server hold what the application holds, and name what exists."""

import re
import shutil
import subprocess

import pytest

from bocage.foundation.http.bodies import MAX_OF_A_FORM, MEGABYTE
from bocage.foundation.ops.configuration import PROJECT_FOLDER, Configuration
from bocage.housing.feeds.parsing.feed_files import MAX_OCTETS as MAX_OF_A_DELIVERY
from bocage.housing.feeds.parsing.feed_files import MULTIPART_ROOM
from bocage.outreach.prospects.table_kinds import ProspectTable

SERVER = PROJECT_FOLDER / "deploy" / "server"
UNITS = sorted((SERVER / "systemd").iterdir())
SERVICES = ("bocage-database", "bocage-web", "bocage-worker")
LIMITS = {
    "form": MAX_OF_A_FORM,
    "list": ProspectTable.max_octets + MULTIPART_ROOM,
    "whole_stock": MAX_OF_A_DELIVERY + MULTIPART_ROOM,
}
ROOM_LEFT = 2 * MEGABYTE


def text_of(name):
    return (SERVER / name).read_text()


def test_each_variable_of_the_settings_exists():
    variables = {f"BOCAGE_{name.upper()}" for name in Configuration.model_fields} | {"DATABASE_URL"}

    assert set(re.findall(r"^#?([A-Z_]+)=", text_of("bocage.env"), re.MULTILINE)) <= variables


@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
def test_caddy_takes_as_much_as_the_application(name, limit):
    (megabytes,) = re.findall(
        rf"request_body @{name} {{\s+max_size (\d+)MB", text_of("bocage.caddy")
    )

    assert limit <= int(megabytes) * 1_000_000 <= limit + ROOM_LEFT


def test_nginx_takes_as_much_as_the_application():
    sizes = sorted(map(int, re.findall(r"client_max_body_size (\d+)m;", text_of("nginx.conf"))))

    for limit, megabytes in zip(sorted(LIMITS.values()), sizes, strict=True):
        assert limit <= megabytes * MEGABYTE <= limit + ROOM_LEFT


def test_nginx_says_itself_what_the_application_believes():
    configuration = text_of("nginx-proxy.conf")

    for header in ("Host", "X-Forwarded-Host", "X-Forwarded-For", "X-Forwarded-Proto"):
        assert f"proxy_set_header {header} $" in configuration


def test_old_versions_of_tls_are_spoken_by_neither():
    assert "protocols tls1.2 tls1.3" in text_of("bocage.caddy")
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in text_of("nginx.conf")


def test_whoever_gives_certificates_is_answered_though_other_addresses_are_refused():
    """A prefix of nginx comes after its patterns, except one with `^~`."""
    assert "location ^~ /.well-known/acme-challenge/ {" in text_of("nginx.conf")


def test_the_certificate_is_asked_for_as_the_readme_says():
    command = r"certbot certonly --webroot -w (\S+) -d \S+ --deploy-hook ['\"](.+?)['\"]"

    assert (
        re.search(command, text_of("install")).groups()
        == re.search(command, text_of("README.md")).groups()
    )
    assert "root /var/www/html;" in text_of("nginx.conf")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_runs_a_command_that_exists(service):
    started = re.compile(r"^ExecStart\w*=/opt/bocage/current/bin/bocage (\w+)", re.MULTILINE)
    commands = started.findall(text_of(f"systemd/{service}.service"))
    folder = PROJECT_FOLDER / "src/bocage/foundation/management/commands"
    assert commands
    assert [command for command in commands if not (folder / f"{command}.py").exists()] == []


@pytest.mark.parametrize("name", ["install", "bocage", "prove"])
def test_a_script_is_one_that_a_shell_reads(name):
    process = subprocess.run(["sh", "-n", SERVER / name], capture_output=True, check=False)

    assert process.returncode == 0, process.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="There is no systemd here")
def test_systemd_reads_the_units(tmp_path):
    """With programs that exist: those of a server do not exist here."""
    units = []
    for unit in UNITS:
        if unit.suffix == ".conf":
            continue
        unit_text = re.sub(r"/opt/bocage/current/bin/bocage", "/bin/true", unit.read_text())
        units.append(tmp_path / unit.name)
        units[-1].write_text(unit_text)
    drop_in = tmp_path / "bocage-.service.d"
    drop_in.mkdir()
    shutil.copy(SERVER / "systemd" / "hardening.conf", drop_in)

    process = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units],
        capture_output=True, text=True, check=False,
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip

    assert [line for line in process.stderr.splitlines() if "bocage" in line] == []
