"""Every URL of the product, opened by each caller: access is as `matrix` declares."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.core.signals import got_request_exception
from pytest_django import DjangoDbBlocker

from tests.lasting import undone_at_the_end
from tests.people.holders import ACCOUNT, HOLDER, STRANGER
from tests.rights.crossed import faults_of_crossed
from tests.rights.driving import (
    Answer,
    Caller,
    Visit,
    answer_to,
    knock,
    product,
    undone,
    visit,
    visit_for_good,
)
from tests.rights.groups import OTHER_HOLDER, Group, Reach
from tests.rights.hostile_parameters import MIN_READ_PARAMETERS, walk_of
from tests.rights.matrix import ROOMS
from tests.rights.roles import ROLES
from tests.rights.routes import PAGES, ROUTES
from tests.rights.world import Setting, Stage, made_setting

pytestmark = pytest.mark.django_db


EVERYBODY_ELSE = "everybody else"
PASSES = (Answer.OPENED, Answer.NO_METHOD)
"""Responses past the permission check: a wrong method is only reported to people with access."""


@pytest.fixture(scope="module")
def setting(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Setting]:
    """Made once in a process: what a call changes is undone, and the whole at the end."""
    with undone_at_the_end(django_db_blocker):
        yield made_setting()


@pytest.fixture
def stage(setting: Setting) -> Stage:
    """The setting, with people who live as long as one test."""
    return Stage(setting)


@pytest.fixture
def broken() -> Iterator[list[str]]:
    """Collects the errors raised while answering."""
    tracebacks: list[str] = []

    def tell(**_options: Any) -> None:
        tracebacks.append(traceback.format_exc()[-700:])

    got_request_exception.connect(tell)
    yield tracebacks
    got_request_exception.disconnect(tell)


@pytest.fixture(scope="module")
def handler() -> Iterator[BaseHandler]:
    with product() as answering:
        yield answering


def insiders(stage: Stage, group: Group, entitled: frozenset[str]) -> dict[str, Caller]:
    """Returns callers with access; if a mere account is enough, other roles would be redundant."""
    words = entitled - {*ROLES, OTHER_HOLDER} if ACCOUNT in entitled else entitled
    return {
        word: stage.caller(word, group.holder)
        for word in sorted(words)
        if word != HOLDER or group.holder
    }


def outsiders(stage: Stage, group: Group, entitled: frozenset[str]) -> dict[str, Caller]:
    """Returns callers without access: anonymous, a person with all other mandates, and another
    owner."""
    callers = {}
    if STRANGER not in entitled:
        callers[STRANGER] = stage.caller(STRANGER)
    if ACCOUNT not in entitled:
        callers[EVERYBODY_ELSE] = stage.without(entitled, near=group.reach == Reach.OVER)
    if OTHER_HOLDER not in entitled:
        callers[OTHER_HOLDER] = stage.caller(OTHER_HOLDER)
    return callers


def faults_of(group: Group, name: str, stage: Stage, handler: BaseHandler) -> Iterator[str]:
    """Yields the responses of a URL that differ from the matrix."""
    address = stage.address_of(name)
    opened = False
    for method, entitled in (("GET", group.readers), ("POST", group.senders)):
        callers = outsiders(stage, group, entitled)
        with undone():  # Once for all of them: who is refused changes nothing.
            visits = {
                word: visit_for_good(handler, caller, method, address)
                for word, caller in callers.items()
            }
        outside = {word: attempt.answer for word, attempt in visits.items()}
        is_decided = not any(visit.has_entered for visit in visits.values())
        inside = answers_within(
            handler, method, address, insiders(stage, group, entitled), is_decided=is_decided
        )
        if {*inside.values(), *outside.values()} == {Answer.NO_METHOD}:
            continue
        refusals = refusals_of(group, method, {*inside.values()})
        passed = {word for word, answer in inside.items() if answer in PASSES}
        if Answer.OPENED not in inside.values() and Answer.NO_METHOD in outside.values():
            passed = set()  # The URL does not accept this method from anybody.
        opened = opened or bool(passed)
        if passed and not group.asleep:
            if group.reach == Reach.ANYWHERE and entitled & set(ROLES):
                inside["neighbour"] = answer_to(handler, stage.neighbour(entitled), method, address)
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
                    yield from lone_openings(stage, entitled, handler, method, address)
    if not opened and not group.asleep:
        yield f"{name}: nobody gets in"


def lone_openings(
    stage: Stage, entitled: frozenset[str], handler: BaseHandler, method: str, address: str
) -> Iterator[str]:
    """Returns the mandates that open a URL alone although they should not."""
    for word, caller in stage.one_by_one():
        if word not in entitled:
            answer = answer_to(handler, caller, method, address)
            if answer in PASSES:
                yield f"  {word} is {answer}"


def refusals_of(group: Group, method: str, inside: set[Answer]) -> set[Answer]:
    """Returns the expected refusals of a person with an account: an object of others does not
    exist, unless they may read it; and everybody gets the same error for a method that is not
    accepted."""
    refusals = {Answer.HIDDEN}
    if method == "POST" and group.senders != group.readers:
        refusals.add(Answer.REFUSED)
    if Answer.OPENED not in inside:
        refusals.add(Answer.NO_METHOD)
    return refusals


def answers_within(
    handler: BaseHandler,
    method: str,
    address: str,
    callers: dict[str, Caller],
    *,
    is_decided: bool,
) -> dict[str, Answer]:
    """Returns the responses to callers with access.

    If access only depends on the permission check (`is_decided`: it stopped all others), one role
    gets the page, and the check passes for the others: they would get the same page. A page that
    reads mandates again is shown to each.
    """
    first: Visit | None = None
    answers = {}
    for word, caller in callers.items():
        if word in ROLES and is_decided and first and first.is_decided_at_the_door:
            answers[word] = knock(handler, caller, method, address) or first.answer
        else:
            result = visit(handler, caller, method, address)
            answers[word] = result.answer
            first = first or (result if word in ROLES else None)
    return answers


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


def test_page_answers_whatever_its_parameters_are(stage: Stage, handler: BaseHandler) -> None:
    walk = walk_of(handler, stage)

    assert "\n".join(walk.broken) == ""
    assert walk.parameters >= MIN_READ_PARAMETERS, "few were read: is the stage still set?"


def test_thing_is_not_found_under_another_than_its_own(stage: Stage, handler: BaseHandler) -> None:
    assert "\n".join(faults_of_crossed(handler, stage)) == ""


def test_route_has_one_row() -> None:
    rows = Counter(name for groups in ROOMS.values() for group in groups for name in group.names)

    assert {name for name, times in rows.items() if times > 1} == set()
    assert set(ROUTES) - set(rows) == set()
    assert set(rows) - set(ROUTES) == set()


def test_name_is_of_one_address() -> None:
    """If two URLs share a name, links to either lead to one of them."""
    names = Counter(str(entry.name) for _route, entry in PAGES)

    assert {name for name, times in names.items() if times > 1} == set()
