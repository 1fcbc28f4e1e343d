"""The recipes of the guide are run as they are written, against a running instance: with curl, by
Python, by Node, and at the addresses that spreadsheets are given."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from bocage.api.guides import guide_named
from bocage.foundation.written_guides import EXAMPLE, document_text
from bocage.people.models import Role
from bocage.people.operations.tokens import make_token
from bocage.people.tokens.scopes import ApiScope
from bocage.workspaces.models import Booking
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.relays.factories import RelayFactory, agreeing_project
from tests.workspaces.factories import PlaceFactory, ResourceFactory, day_ahead

pytestmark = pytest.mark.django_db(transaction=True)

DAY = "2026-12-03"
"""The day of the guide, which is past some day."""
NODE = Path(sys.executable).with_name("node")
APPS_SCRIPT = """
import { execFileSync } from "node:child_process";
const UrlFetchApp = {
  fetch: (address) => ({ getContentText: () => execFileSync("curl", ["-sf", address]).toString() }),
};
"""
"""Globals of Google Sheets that Node does not have."""


def recipes_of(heading):
    """The blocks of code below a heading of the guide, in their order."""
    guide = guide_named("recettes")
    section = document_text(f"guides/{guide.file}").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    blocks = re.findall(r"(?:^(?: {4}.*)?\n)+", section, re.M)
    return [re.sub(r"^ {4}", "", block, flags=re.M).strip() for block in blocks if block.strip()]


@pytest.fixture
def localized(live_server):
    """`here(recipe)`: a recipe with the address of the instance, for a day that is to come."""
    CommuneFactory(sees=True)
    ResourceFactory(place=PlaceFactory(boitron=True))

    def localize(recipe):
        return recipe.replace(EXAMPLE, live_server.url).replace(DAY, f"{day_ahead(2):%Y-%m-%d}")

    return localize


@pytest.fixture
def person():
    """Returns the owner of the programs: a person with an account."""
    return PersonFactory()


@pytest.fixture
def run(tmp_path, person):
    """`run(command)`: what a program writes, with a token of the person that opens everything."""
    every_scope = ApiScope.values
    _token, secret = make_token(by=person, person=person, name="Essai", scopes=every_scope, days=30)
    keys = tmp_path / "uuidgen"
    keys.write_text("#!/bin/sh\ncat /proc/sys/kernel/random/uuid\n")
    keys.chmod(0o755)
    environment = {**os.environ, "BOCAGE_TOKEN": secret}
    environment["PATH"] = f"{environment['PATH']}:{tmp_path}"

    def outcome(*command, text=""):
        completed = subprocess.run(
            command,
            input=text,
            env=environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert completed.returncode == 0, completed.stderr
        return completed.stdout

    return outcome


def test_curl_finds_reads_books_and_cancels(localized, run):
    find, read, book, cancel = map(localized, recipes_of("En ligne de commande, avec curl"))

    assert [load["place"]["slug"] for load in json.loads(run("sh", "-c", find))["matches"]] == [
        "telecentre-de-boitron"
    ]
    assert json.loads(run("sh", "-c", read))["name"] == "Sées"
    booked = json.loads(run("sh", "-c", book))
    assert booked["status"] == "confirmed"
    cancelled = json.loads(run("sh", "-c", cancel.replace("IDENTIFIANT", booked["id"])))
    assert cancelled["status"] == "cancelled"
    assert Booking.objects.get().status == "cancelled"


def test_python_lists_communes_and_books_or_says_what_is_free(localized, run):
    listed, booked, _answered = map(localized, recipes_of("En Python"))

    assert "61464 Sées 4168" in run(sys.executable, "-", text=listed).splitlines()
    assert run(sys.executable, "-", text=booked).startswith("Réservé\u00a0: http")
    refusal = run(sys.executable, "-", text=booked)
    assert "Réservé" not in refusal
    assert "Libre\u00a0: " in refusal
    assert Booking.objects.count() == 1


def test_python_of_a_town_hall_answers_about_the_household_that_waits(localized, run, person):
    *_earlier, answer = map(localized, recipes_of("En Python"))
    commune = CommuneFactory(sees=True)
    scope = ScopeFactory(of_commune=True, commune=commune)
    MandateFactory(role=Role.TOWN_HALL, scope=scope, person=person)
    relay = RelayFactory(project=agreeing_project(), commune=commune)

    assert str(relay.due_at.year) in run(sys.executable, "-", text=answer)
    relay.refresh_from_db()
    assert (relay.answer, relay.answered_by) == ("yes", person)


def test_javascript_of_a_page_reads_what_is_free(localized, run):
    [read] = map(localized, recipes_of("En JavaScript, dans une page"))

    output = run(str(NODE), "--input-type=module", "-", text=read)
    assert output.startswith("Télécentre de Boitron\u00a0: 1 libre(s) http")


def test_addresses_of_spreadsheets_answer(localized, run):
    imported, query, script = map(localized, recipes_of("Dans un tableur"))

    table = httpx.get(re.search(r'IMPORTDATA\("(.*?)"\)', imported)[1])
    assert table.headers["content-type"].startswith("text/csv")
    assert "Télécentre de Boitron" in table.text
    address, path = re.search(r'Contents\("(.*?)".*?RelativePath = "(.*?)"', query, re.S).groups()
    query_fields = dict(re.findall(r"(\w+) = \"(\w+)\"", query.split("Query = [")[1].split("]")[0]))
    assert httpx.get(f"{address}/{path}?{urlencode(query_fields)}").json()["items"] == []
    calling = 'console.log(JSON.stringify(INDICATEUR("settled_households")));'
    output = run(str(NODE), "--input-type=module", "-", text=APPS_SCRIPT + script + calling)
    assert json.loads(output) == []
