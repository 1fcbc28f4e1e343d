"""Same requests to any booking system that has a description."""

import json
from pathlib import Path
from threading import Barrier, Lock
from urllib.parse import parse_qs, urlsplit

import pytest

from bench.peers.compare import NotAsDescribed, System, main
from tests.servers.local_server import saying, serving

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

WITH_SCRIPTS = """
name = "Salles"
[log_in]
page = "/entrer"
having = "nom"
fields = { nom = "{user}" }
done = 302
[book]
page = "/salles/{room}"
token_meta = "jeton"
token_header = "X-Jeton"
to = "/api/{room}/prendre"
values = { heure = "{day} {hour}" }
done = 200
[read_day]
page = "/salles/{room}"
"""
PAGE_WITH_A_SCRIPT = """<head><meta charset="utf-8"><meta name="jeton" content="8"></head>
<form method="post"><input name="nom"></form>"""
RACERS = ["ada", "grace", "joan"]


def carnet(*, books_twice=False):
    """A small booking system: one page to enter, one for a room, one that takes."""
    booked_slots = set()

    def answer(handler):
        path = urlsplit(handler.path).path
        fields = parse_qs(handler.sent) if handler.command == "POST" else {}
        status, body = 200, next((b for p, b in PAGES.items() if path.startswith(p)), "")
        if fields and path == "/entrer":
            status = (
                302
                if (fields["nom"], fields["mot"], fields["jeton"]) == (["ada"], ["sésame"], ["7"])
                else 200
            )
        elif fields and path == "/prendre":
            slot = (fields["jour"][0], fields["heure"][0])
            status = 303 if slot not in booked_slots or books_twice else 200
            booked_slots.add(slot)
        handler.send_response(status)
        handler.send_header("Set-Cookie", "seance=1; Path=/")
        handler.send_header("Content-Length", str(len(body.encode())))
        handler.end_headers()
        handler.wfile.write(body.encode())

    return answer


def salles(take):
    """Runs a booking system whose pages post JSON: `take` decides whether a slot is given."""

    def answer(handler):
        status = 404 if handler.path == "/absent" else 200
        if handler.command == "POST" and handler.path == "/entrer":
            status = 302
        elif handler.command == "POST":
            call = (handler.path, handler.headers["X-Jeton"], handler.headers["Content-Type"])
            is_whole = call == ("/api/7/prendre", "8", "application/json")
            hour = json.loads(handler.sent)["heure"] if is_whole else ""
            status = (200 if take(hour) else 418) if is_whole else 403
        saying(status, PAGE_WITH_A_SCRIPT.encode())(handler)

    return answer


def once():
    """Returns a function that gives each slot once, whatever the concurrency."""
    booked_hours, lock = set(), Lock()

    def take(hour):
        with lock:
            is_free = hour not in booked_hours
            booked_hours.add(hour)
            return is_free

    return take


def once_looked_at(*, alone):
    """Looks whether an hour is free, then writes it; after the first so many requests, all the
    racers have looked before one of them writes."""
    booked_hours, all_have_looked = set(), Barrier(len(RACERS), timeout=5)
    requests = []

    def take(hour):
        requests.append(hour)
        is_free = hour not in booked_hours
        if len(requests) > alone:
            all_have_looked.wait()
        booked_hours.add(hour)
        return is_free

    return take


@pytest.fixture
def description(tmp_path):
    path = tmp_path / "carnet.toml"
    path.write_text(DESCRIPTION, encoding="utf-8")
    return path


def run(description, site, *options):
    address = site.removesuffix("/agenda.ics")
    arguments = ["--user", "ada", "--password", "sésame", "--room", "7", "--bookings", "12"]
    return main([str(description), address, *arguments, "--readings", "3", "--json", *options])


def test_hours_are_booked_once_and_the_day_is_read(description, capsys):
    with serving(carnet()) as site:
        assert run(description, site) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert (figures["asked"], figures["booked"], figures["again.booked"]) == (12, 12, 0)
    assert figures["day.p95_ms"] >= figures["day.p50_ms"] > 0


def test_two_systems_are_asked_in_one_run_and_stand_side_by_side(description, tmp_path, capsys):
    second_description = tmp_path / "registre.toml"
    second_description.write_text(DESCRIPTION.replace("Carnet", "Registre"), encoding="utf-8")
    arguments = ["--user", "ada", "--password", "sésame", "--room", "7", "--bookings", "12"]

    with serving(carnet()) as site_a, serving(carnet(books_twice=True)) as site_b:
        sites = [site.removesuffix("/agenda.ics") for site in (site_a, site_b)]
        first = [str(description), sites[0], *arguments, "--readings", "3"]
        second = [str(second_description), sites[1], *arguments, "--readings", "3"]
        assert main([*first, "--and", *second]) == 1

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["Carnet", "Registre"]
    assert ["again.booked", "0", "12"] in lines


def test_a_system_that_books_an_hour_twice_is_reported(description):
    with serving(carnet(books_twice=True)) as site:
        assert run(description, site) == 1


def test_who_cannot_log_in_measures_nothing(description, capsys):
    with serving(carnet()) as site:
        assert run(description, site, "--password", "autre") == 2
    assert "logging in was answered 200" in capsys.readouterr().err


def test_a_page_that_posts_json_is_sent_its_token(description, capsys):
    description.write_text(WITH_SCRIPTS, encoding="utf-8")
    with serving(salles(once())) as site:
        assert run(description, site) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert (figures["asked"], figures["booked"], figures["again.booked"]) == (12, 12, 0)


def test_a_day_that_is_not_shown_is_not_measured(description, capsys):
    other_description = WITH_SCRIPTS.replace(
        '[read_day]\npage = "/salles/{room}"', '[read_day]\npage = "/absent"'
    )
    description.write_text(other_description, encoding="utf-8")
    with serving(salles(once())) as site:
        assert run(description, site) == 2
    assert "the day was answered 404" in capsys.readouterr().err


def test_who_asks_for_one_hour_at_once_has_it_alone(description, capsys):
    description.write_text(WITH_SCRIPTS, encoding="utf-8")
    with serving(salles(once())) as site:
        assert run(description, site, "--races", "4", "--racers", *RACERS) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    raced = {name: figures[f"race.{name}"] for name in ("people", "hours", "booked", "twice")}
    assert raced == {"people": 3, "hours": 4, "booked": 4, "twice": 0}


def test_a_system_that_looks_then_writes_is_shown_by_a_race(description, capsys):
    description.write_text(WITH_SCRIPTS, encoding="utf-8")
    with serving(salles(once_looked_at(alone=24))) as site:
        assert run(description, site, "--races", "2", "--racers", *RACERS) == 1
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert (figures["again.booked"], figures["race.booked"], figures["race.twice"]) == (0, 6, 2)


@pytest.mark.parametrize(
    "options", [("--racers", "ada"), ("--races", "0")], ids=["one racer", "no race"]
)
def test_a_race_that_is_none_is_refused(description, options):
    with pytest.raises(SystemExit):
        run(description, "http://127.0.0.1:9", *options)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "describes no system"),
        ("name = 3\x00", "describes no system"),
        (
            DESCRIPTION.replace('having = "heure"', 'having = "absent"'),
            "no form with the field absent",
        ),
        (DESCRIPTION.replace("{hour}", "{minute}"), "names what is not known"),
        (DESCRIPTION.replace('having = "heure"', 'to = "/api"'), "describes no system"),
        (
            DESCRIPTION.replace('having = "heure"', 'to = "/api"\ntoken_meta = "jeton"').replace(
                "fields = { heure", 'token_header = "X-Jeton"\nvalues = { heure'
            ),
            "no meta named jeton",
        ),
    ],
    ids=["empty", "not toml", "another form", "unknown name", "neither", "no token"],
)
def test_a_description_that_does_not_fit_is_reported(description, capsys, text, refusal):
    description.write_text(text, encoding="utf-8")
    with serving(carnet()) as site:
        assert run(description, site) == 2
    assert refusal in capsys.readouterr().err


@pytest.mark.parametrize("name", ["bocage.toml", "indico.toml", "mrbs.toml"])
def test_the_descriptions_that_are_kept_are_whole(name):
    system = System.of(PEERS / name)
    assert system.book.page.startswith("/")


def test_a_description_that_is_not_there_is_reported():
    with pytest.raises(NotAsDescribed):
        System.of(PEERS / "absent.toml")
