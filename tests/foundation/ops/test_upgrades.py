"""An upgrade ends well, or leaves people what they had: every way that it can go."""

import http.server
import json
import os
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from bocage.foundation.upgrades import services as waiting
from bocage.foundation.upgrades.errors import UpgradeError
from bocage.foundation.upgrades.releases import newest_release
from bocage.foundation.upgrades.upgrading import Upgrader, Verdict
from bocage.foundation.upgrades.versions import Versions, version_of

BEFORE, AFTER = "0.1.0", "0.2.0"
COMMAND = """#!/bin/sh
mkdir -p "$BOCAGE_STATIC_DIR"
"""


class Answering(http.server.BaseHTTPRequestHandler):
    """Instance that answers whether its version works."""

    def do_GET(self):
        self.send_response(200 if self.server.serves_well() else 503)
        self.end_headers()

    def log_message(self, *_args):
        pass


class Instance:
    """Services of an instance, with settable version and failing step."""

    def __init__(self, versions):
        self.versions = versions
        self.running = BEFORE
        self.bad = set()
        self.failing = set()
        self.done = []
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.server.serves_well = lambda: self.running not in self.bad
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server.server_port

    def run(self, version, *command):
        self.done.append((version.name, command[0]))
        if command[0] in self.failing:
            raise UpgradeError(f"{command[0]} failed")
        return ""

    def restart(self):
        self.running = self.versions.current.name
        self.done.append((self.running, "restart"))

    @contextmanager
    def trial(self, version):
        if "trial" in self.failing:
            raise UpgradeError("it does not start")
        self.done.append((version.name, "trial"))
        yield self.port


def fill(folder: Path, _wheel: Path) -> None:
    command = folder / "bin" / "bocage"
    command.parent.mkdir(parents=True)
    command.write_text(COMMAND)
    command.chmod(0o755)


@pytest.fixture(autouse=True)
def _quick_looks(monkeypatch):
    monkeypatch.setattr(waiting, "BETWEEN_LOOKS_S", 0.001)


@pytest.fixture
def versions(tmp_path):
    installed = Versions(tmp_path / "opt", fill)
    installed.switch_to(installed.install(wheel(BEFORE)))
    return installed


@pytest.fixture
def instance(versions):
    fake_instance = Instance(versions)
    yield fake_instance
    fake_instance.server.shutdown()
    fake_instance.server.server_close()


@pytest.fixture
def upgrader(versions, instance, tmp_path):
    return Upgrader(versions, instance, tmp_path / "backups", 0.05, lambda _step: None)


def wheel(version: str) -> Path:
    return Path(f"bocage-{version}-py3-none-any.whl")


def test_a_version_that_serves_takes_the_place_of_the_one_before(upgrader, instance, versions):
    outcome = upgrader.upgrade(wheel(AFTER))

    assert (outcome.verdict, outcome.reason) == (Verdict.UPGRADED, "")
    assert versions.current.name == instance.running == AFTER
    assert versions.previous.name == BEFORE
    assert instance.done == [
        (BEFORE, "backup"), (AFTER, "migrate"), (AFTER, "trial"), (AFTER, "restart"),
    ]  # fmt: skip


@pytest.mark.parametrize("step", ["backup", "migrate", "trial"])
def test_what_fails_before_the_switch_is_seen_by_nobody(upgrader, instance, versions, step):
    instance.failing = {step}

    outcome = upgrader.upgrade(wheel(AFTER))

    assert (outcome.verdict, outcome.step) == (Verdict.REFUSED, step)
    assert versions.current.name == instance.running == BEFORE
    assert (BEFORE, "restart") not in instance.done


def test_a_version_that_does_not_serve_is_put_away_and_not_tried_again(
    upgrader, instance, versions
):
    @contextmanager
    def trial(_version):
        instance.running = BEFORE
        yield instance.port

    instance.trial, instance.bad = trial, {AFTER}

    outcome = upgrader.upgrade(wheel(AFTER))

    assert (outcome.verdict, outcome.step) == (Verdict.ROLLED_BACK, "switch")
    assert "/readyz 503" in outcome.reason
    assert versions.current.name == instance.running == BEFORE
    assert not versions.marker.exists()
    assert [outcome.after for outcome in upgrader.outcomes() if outcome.was_put_away] == [AFTER]


def test_no_version_that_serves_is_reported_as_such(upgrader, instance):
    instance.restart = lambda: setattr(instance, "bad", {BEFORE})

    assert upgrader.upgrade(wheel(AFTER)).verdict is Verdict.DOWN


@pytest.mark.parametrize(("bad", "serves"), [(set(), AFTER), ({AFTER}, BEFORE)])
def test_an_upgrade_that_a_power_cut_ended_is_judged_later(
    upgrader, instance, versions, bad, serves
):
    versions.marker.write_text(BEFORE)
    versions.switch_to(versions.install(wheel(AFTER)))
    instance.running, instance.bad = AFTER, bad

    upgrader.finish_interrupted_upgrade()

    assert versions.current.name == instance.running == serves
    assert upgrader.finish_interrupted_upgrade() is None


def test_a_power_cut_before_the_switch_leaves_nothing_to_judge(upgrader, versions):
    versions.marker.write_text(BEFORE)

    assert upgrader.finish_interrupted_upgrade() is None
    assert not versions.marker.exists()


def test_older_versions_go_but_the_one_before_stays(upgrader, versions):
    for version in (AFTER, "0.3.0", "0.4.0"):
        upgrader.upgrade(wheel(version))

    assert sorted(os.listdir(versions.root / "versions")) == ["0.3.0", "0.4.0"]


def test_the_version_in_use_is_never_installed_over(upgrader, versions):
    outcome = upgrader.upgrade(wheel(BEFORE))

    assert outcome.verdict is Verdict.REFUSED
    assert (versions.current / "bin" / "bocage").exists()


def test_each_outcome_is_written_down_with_its_moment(upgrader, versions):
    upgrader.upgrade(wheel(AFTER))

    (line,) = (versions.root / "upgrades.jsonl").read_text().splitlines()
    outcome = json.loads(line)
    assert outcome["verdict"] == "upgraded"
    assert outcome["at"].endswith("+00:00")


def test_what_is_no_wheel_of_ours_is_refused():
    for name in ("autre-0.2.0-py3-none-any.whl", "bocage-0.2.0.tar.gz", "bocage"):
        with pytest.raises(UpgradeError):
            version_of(Path(name))


def test_the_newest_release_is_taken_but_for_those_that_failed(tmp_path):
    source = tmp_path / "releases"
    source.mkdir()
    for version in ("0.1.0", "0.2.0", "0.10.0", "0.11.0", "0.12.0rc1"):
        (source / wheel(version)).touch()
    (source / "autre-9.0-py3-none-any.whl").touch()
    (source / "bocage-brouillon.whl").touch()

    def newest(after, without=()):
        release = newest_release(
            str(source), after=after, without=without, into=tmp_path / f"got-{after}"
        )
        return version_of(release) if release else None

    assert newest("0.1.0", {"0.11.0"}) == "0.10.0"
    assert newest("0.11.0") is None
