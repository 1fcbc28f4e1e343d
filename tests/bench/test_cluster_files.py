"""The files of deploy/cluster are consistent, and a drill that cannot run reports why."""

import re
import subprocess
from configparser import ConfigParser
from pathlib import Path
from string import Template

import pytest
import yaml
from django.core.management import CommandError, call_command

from bench.cluster import command, programs
from bench.cluster.cluster import WITNESS, Cluster
from bench.cluster.programs import (
    CLUSTER_PACKAGES,
    DEPLOY,
    CannotDrill,
    Programs,
    find_programs,
)
from bench.commands import drill
from bocage.foundation.db.database import LIMITS_OF_PAGES
from bocage.foundation.ops.configuration import PROJECT_FOLDER, Configuration

FILES = sorted(path for path in DEPLOY.iterdir() if path.name not in {"README.md", "cluster.env"})
HAPROXY_FILES = ("haproxy-database.cfg", "haproxy-entry.cfg")
HAPROXY = PROJECT_FOLDER / ".tools" / "haproxy"


@pytest.fixture
def cluster(tmp_path):
    return Cluster(tmp_path, Programs(Path("/")))


def settings_of(name):
    lines = (DEPLOY / name).read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and line[0] != "#")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_name_that_a_file_holds_is_shown_in_the_settings(file):
    names = set(Template(file.read_text()).get_identifiers())

    assert names <= set(settings_of("cluster.env"))


def test_each_variable_of_bocage_exists():
    variables = {f"BOCAGE_{name.upper()}" for name in Configuration.model_fields} | {"DATABASE_URL"}

    assert set(settings_of("bocage.env")) <= variables


def test_a_primary_steps_down_before_it_is_replaced_and_before_pages_give_up(cluster):
    dcs = yaml.safe_load(cluster.render(WITNESS, "patroni.yml"))["bootstrap"]["dcs"]
    steps_down_s = dcs["loop_wait"] + dcs["retry_timeout"]

    assert dcs["synchronous_mode"] is True
    assert dcs["loop_wait"] + 2 * dcs["retry_timeout"] <= dcs["ttl"]
    assert steps_down_s < int(LIMITS_OF_PAGES["statement_timeout"].removesuffix("s"))


def test_the_pooler_sets_the_limits_that_pages_have_without_it(cluster):
    pooler = ConfigParser(comment_prefixes=(";", "#"), interpolation=None)
    pooler.read_string(cluster.render(WITNESS, "pgbouncer.ini"))

    assert pooler["pgbouncer"]["pool_mode"] == "transaction"
    assert int(pooler["pgbouncer"]["max_prepared_statements"]) > 0
    for pool in ("bocage", "bocage_replica"):
        assert "'SET ROLE bocage_web;" in pooler["databases"][pool]
    for name, value in LIMITS_OF_PAGES.items():
        assert f"SET {name} = ''{value}''" in pooler["databases"]["bocage"]


@pytest.fixture(scope="module")
def haproxy():
    """HAProxy, of the machine or where `make test` has unpacked it."""
    try:
        return find_programs(("haproxy",), HAPROXY, fetch=False)
    except CannotDrill:
        pytest.skip("Neither this machine nor .tools has HAProxy: see scripts/get_haproxy.py")


@pytest.mark.parametrize("name", HAPROXY_FILES)
def test_haproxy_reads_its_files(cluster, haproxy, tmp_path, name):
    file = tmp_path / name
    file.write_text(cluster.render(WITNESS, name))

    process = subprocess.run(
        [haproxy.path("haproxy"), "-c", "-f", file],
        capture_output=True, text=True, check=False, env=haproxy.environment,
    )  # fmt: skip

    assert process.returncode == 0, process.stderr


@pytest.mark.parametrize("name", HAPROXY_FILES)
def test_haproxy_sends_people_to_what_is_checked(cluster, name):
    sections = sections_of(cluster.render(WITNESS, name))
    backends = {title.partition(" ")[2] for title in sections}
    servers = {
        title: [line for line in lines if line[0] == "server"] for title, lines in sections.items()
    }

    assert {"global", "defaults"} <= set(sections)
    for title, lines in sections.items():
        assert title.partition(" ")[0] in {"global", "defaults", "listen", "frontend", "backend"}
        assert {line[1] for line in lines if line[0] == "default_backend"} <= backends
        if title.startswith(("listen", "backend")):
            assert len(servers[title]) == 2
            assert all(line[3:] == ["check"] for line in servers[title])
            assert len({line[2] for line in servers[title]}) == 2


def test_the_ports_of_one_file_are_those_that_the_others_ask(cluster):
    database = sections_of(cluster.render(WITNESS, "haproxy-database.cfg"))
    bound = {
        title: [line[1] for line in lines if line[0] == "bind"] for title, lines in database.items()
    }
    patroni = yaml.safe_load(cluster.render(WITNESS, "patroni.yml"))
    pooler = cluster.render(WITNESS, "pgbouncer.ini")

    assert bound["listen primary"] == ["127.0.0.1:5432"]
    assert bound["listen replica"] == ["127.0.0.1:5433"]
    assert "bocage = host=127.0.0.1 port=5432" in pooler
    assert "bocage_replica = host=127.0.0.1 port=5433" in pooler
    assert "@127.0.0.1:5432/" in settings_of("bocage.env")["DATABASE_URL"]
    checked = next(line for line in database["defaults"] if line[0] == "default-server")
    assert patroni["restapi"]["listen"].rpartition(":")[2] == checked[checked.index("port") + 1]


def sections_of(text):
    """The sections of a file of HAProxy, by their titles: the words of each of their lines."""
    sections = {}
    for line in text.splitlines():
        words = line.partition("#")[0].split()
        if words and not line[0].isspace():
            lines = sections.setdefault(" ".join(words), [])
        elif words:
            lines.append(words)
    return sections


def test_a_machine_that_lacks_the_programs_is_shown_which(monkeypatch, tmp_path):
    monkeypatch.setattr(programs, "Programs", lambda _root: Programs(tmp_path))

    with pytest.raises(CommandError, match=r"postgresql-17.*patroni.*etcd-server") as refused:
        call_command(drill.Command(), "failover", "--quick")
    assert refused.value.returncode == 2


def test_a_drill_of_a_cluster_asks_for_root(monkeypatch, tmp_path):
    monkeypatch.setattr(command, "find_programs", lambda *_args, **_options: Programs(tmp_path))
    monkeypatch.setattr(programs.os, "geteuid", lambda: 1000)

    with pytest.raises(CommandError, match="by root") as refused:
        call_command(drill.Command(), "failover", "--quick")
    assert refused.value.returncode == 2


def test_libraries_of_unpacked_programs_are_theirs_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "bocage.settings")

    environment = Programs(tmp_path).environment
    assert str(tmp_path) in environment["LD_LIBRARY_PATH"]
    assert "DJANGO_SETTINGS_MODULE" not in environment
    assert "LD_LIBRARY_PATH" not in Programs(Path("/")).environment
    assert Programs(tmp_path).lacks(CLUSTER_PACKAGES) == list(CLUSTER_PACKAGES)


@pytest.mark.parametrize("name", command.DEMANDING)
def test_a_demanding_drill_is_explained_to_who_keeps_the_server(name):
    document = (PROJECT_FOLDER / "docs" / "operations" / "drills.md").read_text()

    assert re.search(rf"^\| `{name}` \|", document, re.MULTILINE)
