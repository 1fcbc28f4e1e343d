"""Every page and document about an object, with all its optional fields empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache as kept_for_each
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker

from bocage.outreach.editorial.page_cache import clear_page_cache
from bocage.people.models import Person
from tests.evidence.pdfs import words_of
from tests.lasting import undone_at_the_end
from tests.rights.driving import Caller
from tests.rights.matrix import ROOMS
from tests.rights.test_every_file import FILES, addresses_of
from tests.rights.test_every_route import insiders
from tests.rights.world import Setting, Stage, made_setting
from tests.sparse.emptied import empty_what_may_be
from tests.sparse.reading import EMPTY_MARK, save_text, words_in, wrong_in

NOT_READ = ("a label alone", "two spaces")
"""Faults ignored in pages with columns and in tables of documents, where they are normal."""

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def emptied(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Setting, Person]]:
    """The setting, and who has of everything that people have, once they were emptied."""
    with undone_at_the_end(django_db_blocker):
        setting = made_setting()
        other = Stage(setting).other_holder
        columns = empty_what_may_be()
        assert sum(map(len, columns.values())) > 300
        cache.clear()
        clear_page_cache()
        yield setting, other


@pytest.fixture
def stage(db: None, emptied: tuple[Setting, Person]) -> Stage:
    """The setting, with people who live as long as one test."""
    setting, other = emptied
    stage = Stage(setting)
    stage.other_holder = other
    return stage


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_pages_and_papers_say_nothing_of_what_is_missing(stage: Stage, room: str) -> None:
    read = dict(texts_of(stage, room))
    wrong = []
    for address, (text, page) in read.items():
        save_text(f"emptied/{room}", re.sub(r"\W+", "-", address).strip("-") or "home", text)
        findings = [finding for finding in wrong_in(text) if not finding.startswith(NOT_READ)]
        findings += [f"empty mark: {finding.group()}" for finding in EMPTY_MARK.finditer(page)]
        wrong += [f"{address} {finding}" for finding in findings]
    assert read
    assert wrong == []


def texts_of(stage: Stage, room: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yields the text of each URL of a room, opened by the first person with access, and its
    source."""
    browser_of = kept_for_each(Caller.browser)
    for group in ROOMS[room]:
        for name in group.names:
            papers = name in FILES
            addresses = list(addresses_of(name, stage)) if papers else [stage.address_of(name)]
            for address in addresses:
                for caller in insiders(stage, group, group.readers).values():
                    browser = browser_of(caller)
                    with transaction.atomic():
                        response = browser.get(address)
                        kind = response.headers.get("Content-Type", "").partition(";")[0]
                        content = b"".join(response) if response.status_code == 200 else b""
                        transaction.set_rollback(True)
                    assert response.status_code != 500, address
                    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                        break
                    if content and kind == "application/pdf":
                        yield address, (re.sub(r"( \.){3,}", "", words_of(content)), "")
                    if content and kind == "text/html":
                        page = content.decode()
                        yield address, (words_in(page), page)
                    if content:
                        break
