"""The same questions asked of any booking system that a description tells."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bench.peers.compare import NotAsDescribed, System, main
from tests.local_server import serving

PEERS = Path("bench/peers")
DESCRIPTION = """
name = "Carnet"
[log_in]
page = "/entrer"
having = "mot"
fields = { nom = "{user}", mot = "{password}" }
done = 302
[book]
page = "/salle/{room}?jour={day}"
having = "heure"
fields = { heure = "{hour}", jour = "{day}" }
done = 303
[read_day]
page = "/salle/{room}?jour={day}"
"""
PAGES = {
    "/entrer": '<form method="post"><input name="jeton" value="7"><input name="mot"></form>',
    "/salle": '<form method="post" action="/prendre"><input name="heure"></form>',
}


def carnet(*, books_twice=False):
    """A small booking system: one page to enter, one for a room, one that takes."""
    taken = set()

    def answer(handler):
        path = urlsplit(handler.path).path
        sent = parse_qs(handler.sent) if handler.command == "POST" else {}
        status, body = 200, next((b for p, b in PAGES.items() if path.startswith(p)), "")
        if sent and path == "/entrer":
            status = (
                302
                if (sent["nom"], sent["mot"], sent["jeton"]) == (["ada"], ["sésame"], ["7"])
                else 200
            )
        elif sent and path == "/prendre":
            slot = (sent["jour"][0], sent["heure"][0])
            status = 303 if slot not in taken or books_twice else 200
            taken.add(slot)
        handler.send_response(status)
        handler.send_header("Set-Cookie", "seance=1; Path=/")
        handler.send_header("Content-Length", str(len(body.encode())))
        handler.end_headers()
        handler.wfile.write(body.encode())

    return answer


@pytest.fixture
def description(tmp_path):
    path = tmp_path / "carnet.toml"
    path.write_text(DESCRIPTION, encoding="utf-8")
    return path


def run(description, site, *options):
    address = site.removesuffix("/agenda.ics")
    given = ["--user", "ada", "--password", "sésame", "--room", "7", "--bookings", "12"]
    return main([str(description), address, *given, "--readings", "3", "--json", *options])


def test_hours_are_booked_once_and_the_day_is_read(description, capsys):
    with serving(carnet()) as site:
        assert run(description, site) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert (figures["asked"], figures["booked"], figures["again.booked"]) == (12, 12, 0)
    assert figures["day.p95_ms"] >= figures["day.p50_ms"] > 0


def test_a_system_that_books_an_hour_twice_is_told(description):
    with serving(carnet(books_twice=True)) as site:
        assert run(description, site) == 1


def test_who_cannot_log_in_measures_nothing(description, capsys):
    with serving(carnet()) as site:
        assert run(description, site, "--password", "autre") == 2
    assert "logging in was answered 200" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "describes no system"),
        ("name = 3\x00", "describes no system"),
        (
            DESCRIPTION.replace('having = "heure"', 'having = "absent"'),
            "no form with the field absent",
        ),
        (DESCRIPTION.replace("{hour}", "{minute}"), "names what is not known"),
    ],
    ids=["empty", "not toml", "another form", "unknown name"],
)
def test_a_description_that_does_not_fit_is_told(description, capsys, text, said):
    description.write_text(text, encoding="utf-8")
    with serving(carnet()) as site:
        assert run(description, site) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("name", ["bocage.toml", "mrbs.toml"])
def test_the_descriptions_that_are_kept_are_whole(name):
    system = System.of(PEERS / name)
    assert system.book.page.startswith("/")


def test_a_description_that_is_not_there_is_told():
    with pytest.raises(NotAsDescribed):
        System.of(PEERS / "absent.toml")
