"""Every address of the product, opened by everybody: what `matrix` declares is what happens."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.signals import got_request_exception
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoDbBlocker

from tests.people.holders import ACCOUNT, HOLDER, STRANGER
from tests.rights.driving import Answer, Caller, answer_to, product
from tests.rights.groups import OTHER, Group, Where
from tests.rights.matrix import ROOMS
from tests.rights.parts import asked_of, values_of
from tests.rights.roles import ROLES
from tests.rights.routes import PAGES, ROUTES
from tests.rights.world import Setting, Stage, made_setting

pytestmark = pytest.mark.django_db


EVERYBODY_ELSE = "everybody else"
PASSES = (Answer.OPENED, Answer.NO_METHOD)
"""Past the door: what takes no such request tells so to those alone who may be there."""


@pytest.fixture(scope="module")
def setting(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Setting]:
    """Made once in a process: what a call changes is undone, and the whole at the end."""
    in_french = translation.override(settings.LANGUAGE_CODE)
    with django_db_blocker.unblock(), in_french, transaction.atomic():
        yield made_setting()
        transaction.set_rollback(True)


@pytest.fixture
def stage(setting: Setting) -> Stage:
    """The setting, with people who live as long as one test."""
    return Stage(setting)


@pytest.fixture
def broken() -> Iterator[list[str]]:
    """What went wrong while answering."""
    told: list[str] = []

    def tell(**_options: Any) -> None:
        told.append(traceback.format_exc()[-700:])

    got_request_exception.connect(tell)
    yield told
    got_request_exception.disconnect(tell)


@pytest.fixture(scope="module")
def handler() -> Iterator[BaseHandler]:
    with product() as answering:
        yield answering


def insiders(stage: Stage, group: Group, who: frozenset[str]) -> dict[str, Caller]:
    """Who should get in: with an account alone, each role would say the same once more."""
    words = who - set(ROLES) if ACCOUNT in who else who
    return {
        word: stage.caller(word, group.holder)
        for word in sorted(words)
        if word != HOLDER or group.holder
    }


def outsiders(stage: Stage, group: Group, who: frozenset[str]) -> dict[str, Caller]:
    """Who should not: nobody, somebody with all that does not count, and who has the like."""
    found = {}
    if STRANGER not in who:
        found[STRANGER] = stage.caller(STRANGER)
    if ACCOUNT not in who:
        found[EVERYBODY_ELSE] = stage.without(who, near=group.where == Where.OVER)
    if OTHER not in who:
        found[OTHER] = stage.caller(OTHER)
    return found


def address_of(name: str, stage: Stage) -> str:
    if name == "wagtail_serve":  # Its part has no name.
        return reverse(name, args=[""])
    parts = stage.world.parts
    return reverse(name, kwargs=values_of(name, ROUTES[name], parts)) + asked_of(name, parts)


def faults_of(group: Group, name: str, stage: Stage, handler: BaseHandler) -> Iterator[str]:
    """What an address answers otherwise than the matrix says."""
    address = address_of(name, stage)
    opened = False
    for method, who in (("GET", group.who), ("POST", group.sends)):
        inside = answers_to(handler, method, address, insiders(stage, group, who))
        outside = answers_to(handler, method, address, outsiders(stage, group, who))
        if {*inside.values(), *outside.values()} == {Answer.NO_METHOD}:
            continue
        refusals = refusals_of(group, method, {*inside.values()})
        passed = {word for word, answer in inside.items() if answer in PASSES}
        if Answer.OPENED not in inside.values() and Answer.NO_METHOD in outside.values():
            passed = set()  # The address does not take it, whoever asks.
        opened = opened or bool(passed)
        if passed and not group.asleep:
            if group.where == Where.ANYWHERE and who & set(ROLES):
                inside["neighbour"] = answer_to(handler, stage.neighbour(who), method, address)
                passed |= {"neighbour"} if inside["neighbour"] in PASSES else set()
            yield from (
                f"{name}: {method} as {word} is {answer}"
                for word, answer in inside.items()
                if word not in passed
            )
        for word, answer in outside.items():
            expected = {Answer.SIGN_IN} if word == STRANGER else refusals
            if answer not in expected:
                yield f"{name}: {method} as {word} is {answer}, not {' or '.join(expected)}"
                if word == EVERYBODY_ELSE:
                    yield from who_gets_in(stage, who, handler, method, address)
    if not opened and not group.asleep:
        yield f"{name}: nobody gets in"


def who_gets_in(
    stage: Stage, who: frozenset[str], handler: BaseHandler, method: str, address: str
) -> Iterator[str]:
    """Which of the mandates that should not count opens an address alone."""
    for word, caller in stage.one_by_one():
        if word not in who:
            answer = answer_to(handler, caller, method, address)
            if answer in PASSES:
                yield f"  {word} is {answer}"


def refusals_of(group: Group, method: str, inside: set[Answer]) -> set[Answer]:
    """How somebody with an account is refused: what is not theirs does not exist, but for who may
    look and not touch; and all learn alike that an address takes no such request."""
    refusals = {Answer.HIDDEN}
    if method == "POST" and group.sends != group.who:
        refusals.add(Answer.REFUSED)
    if Answer.OPENED not in inside:
        refusals.add(Answer.NO_METHOD)
    return refusals


def answers_to(
    handler: BaseHandler, method: str, address: str, callers: dict[str, Caller]
) -> dict[str, Answer]:
    return {word: answer_to(handler, caller, method, address) for word, caller in callers.items()}


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_address_opens_to_those_whom_the_matrix_says(
    stage: Stage, handler: BaseHandler, broken: list[str], room: str
) -> None:
    faults = [
        fault
        for group in ROOMS[room]
        for name in group.names
        for fault in faults_of(group, name, stage, handler)
    ]

    assert "\n".join(faults) == ""
    assert broken == []


def test_route_has_one_row() -> None:
    rows = Counter(name for groups in ROOMS.values() for group in groups for name in group.names)

    assert {name for name, times in rows.items() if times > 1} == set()
    assert set(ROUTES) - set(rows) == set()
    assert set(rows) - set(ROUTES) == set()


def test_name_is_of_one_address() -> None:
    """Of two that share a name, links to either lead to one of them."""
    names = Counter(str(entry.name) for _route, entry in PAGES)

    assert {name for name, times in names.items() if times > 1} == set()
