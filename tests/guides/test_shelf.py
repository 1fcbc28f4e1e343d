"""Guides as pages of the site: every one renders, and its links work."""

import re
import tomllib
from pathlib import Path

import pytest
from django.test import Client

from bocage.foundation import written_guides
from bocage.guides import shelf
from bocage.people.models import Role
from tests.guides.passages import anchors_of

PROJECT = Path(__file__).parents[2]
LINK = re.compile(r'href="(/aide/[^"#]*)(?:#([^"]*))?"')
SHOWN = re.compile(r'src="([^"]*)"')


def test_every_role_has_its_page_and_its_sheet():
    pages = {*shelf.PAGE_OF_ROLE.values(), *shelf.PAGES_WITHOUT_A_MANDATE}

    assert set(shelf.PAGE_OF_ROLE) == set(Role.values)
    assert {f"roles/{page}" for page in pages} <= set(shelf.documents())
    assert {f"feuilles/{page}" for page in pages} <= set(shelf.documents())


def test_guide_leads_to_passages_that_are_there():
    dead = []
    for name in shelf.documents():
        for address, anchor in LINK.findall(shelf.render_shelf_document(name, "fr")):
            other = address.removeprefix("/aide/").strip("/")
            file = shelf.documents().get(other, "")
            if other and (not file or (anchor and anchor not in anchors_of(file))):
                dead.append((name, address, anchor))

    assert dead == []


@pytest.mark.django_db
def test_guide_shows_its_pictures(client: Client):
    page = client.get("/aide/roles/lieu/").content.decode()
    pictures = [path for path in SHOWN.findall(page) if path.startswith("/aide/images/")]

    assert len(pictures) == 2
    for address in pictures:
        answer = client.get(address)
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content)[8:12] == b"WEBP"


@pytest.mark.django_db
def test_help_names_every_guide(client: Client):
    page = client.get("/aide/").content.decode()

    for name in shelf.documents():
        if not name.startswith("feuilles/"):
            assert f'href="/aide/{name}/"' in page, name


def test_wheel_carries_the_guides_and_their_pictures():
    carried = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    files = carried["targets"]["wheel"]["force-include"]

    assert written_guides.CARRIED.name == "carried_documents"
    assert files == {
        f"docs/{folder}": f"bocage/foundation/carried_documents/{folder}"
        for folder in ("guides", "images", *shelf.OTHER_DOCUMENTS.values())
    }


def test_guides_stand_in_the_order_of_the_alphabet_accents_or_not():
    titles = [title for _name, title in shelf.guides()]

    ecrire = next(title for title in titles if title.startswith("Écrire"))
    assert titles.index(ecrire) < titles.index(
        next(title for title in titles if title.startswith("Préparer"))
    )
