"""Every document, table, archive and feed of the product, downloaded by a person with access and
parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import DjangoDbBlocker

from bocage.foundation import documents
from bocage.foundation.files.calls_apart import call_apart
from tests.databases.role_of_pages import in_the_role_of_pages
from tests.evidence.pdfs import words_of
from tests.foundation.files.test_documents import PAPERS
from tests.lasting import undone_at_the_end
from tests.reading_back import READERS, is_pdf_ua
from tests.rights.groups import Group
from tests.rights.matrix import ROOMS
from tests.rights.parts import values_of
from tests.rights.routes import ROUTES
from tests.rights.test_every_route import insiders
from tests.rights.world import Setting, Stage, made_setting

pytestmark = pytest.mark.django_db

ENDINGS = (".pdf", ".csv", ".xlsx", ".zip", ".atom", ".xml", "extension>")
CHOICES = {
    "extension": ("csv", "xlsx", "pdf"),
    "paper": (
        *("convocation", "contrat", "assiduite", "realisation"),
        *("invitation", "livret", "invitations", "deroule", "certificats"),
    ),
}
"""The parts of an address that choose among files: each is tried, and what is none is not there."""
OTHER_KINDS = {"sitemap", "sitemap_file", "open_data_catalogue", "report_file"}
"""XML that is not a feed; and the report submitted by a form, generated as `evidence_report` is."""
RELATIVE = re.compile(r"\b(aujourd.hui|demain|hier)\b", re.IGNORECASE)
"""Relative days, which a stored document must not mention."""
FILES = {name for name, route in ROUTES.items() if route.endswith(ENDINGS)} - OTHER_KINDS


@pytest.fixture(scope="module")
def setting(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Setting]:
    with undone_at_the_end(django_db_blocker):
        yield made_setting()


def addresses_of(name: str, stage: Stage) -> Iterator[str]:
    """The addresses of the files that a route leads to."""
    values = values_of(name, ROUTES[name], stage.world.parts)
    choice_part = next((part for part in CHOICES if part in values), None)
    for choice in CHOICES[choice_part] if choice_part else ("",):
        try:
            yield reverse(name, kwargs=values | ({choice_part: choice} if choice_part else {}))
        except NoReverseMatch:
            continue


def file_at(address: str, browser: Client) -> tuple[str, bytes]:
    """The kind and the content of a file, read to its last byte in the role of pages; nothing where
    there is none."""
    with transaction.atomic():
        response = browser.get(address)
        with in_the_role_of_pages():
            content = b"".join(response)
        transaction.set_rollback(True)
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return (kind, content) if response.status_code == 200 and kind in READERS else ("", b"")


def files_of(group: Group, name: str, stage: Stage) -> Iterator[tuple[str, str, bytes]]:
    """Yields the files of a route, downloaded by the first person with access to each."""
    for address in addresses_of(name, stage):
        for caller in insiders(stage, group, group.readers).values():
            kind, content = file_at(address, caller.browser())
            if kind:
                yield address, kind, content
                break


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_every_file_holds_what_its_readers_need(setting: Setting, room: str) -> None:
    """The client of the tests reads each back (`tests.reading_back`), and fails what lacks
    something. No name of this stage is without a font, so each document is PDF/UA-1."""
    stage = Stage(setting)
    templates, plain, relative, silent = set(), [], [], []
    documents._cache.clear()

    def recorded(read: Any, limits: Any, template: str, root: str, *arguments: Any) -> Any:
        templates.add(str(Path(template).relative_to(root)))
        return call_apart(read, limits, template, root, *arguments)

    with patch.object(documents, "call_apart", recorded):
        for group in ROOMS[room]:
            for name in FILES & set(group.names):
                files = list(files_of(group, name, stage))
                silent += [] if files else [name]
                papers = [file for file in files if file[1] == "application/pdf"]
                plain += [address for address, _kind, content in papers if not is_pdf_ua(content)]
                relative += [file[0] for file in papers if RELATIVE.search(words_of(file[2]))]

    assert plain == []
    assert relative == []
    assert silent == []
    assert templates == {
        str(path.relative_to(documents.TEMPLATES))
        for path in PAPERS
        if path.parent.parent.name == room
    }
