"""No page, list, board, file or operation of the API asks the database more often because there is
more in it.

Every address of the matrix of rights and of the API is read by somebody who may, twice: with the
world of the tests, which has one of most things, and with some more rows in each of its tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.core.handlers.base import BaseHandler
from django.db import connection, reset_queries, transaction
from django.http import HttpResponseBase
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bocage.network.models import Session, SessionFeedback
from bocage.people.api_scopes import ApiScope
from bocage.people.models import Role, ScopeKind
from bocage.territory.models import Commune
from bocage.welcome.models import CharterRequest, Relay, RelayReply
from tests.api.same_pages import same_as, things_of_everybody
from tests.api.test_reach_of_tokens import OPERATIONS, program_of
from tests.more_rows import Kind, write_more
from tests.people.factories import MandateFactory, PersonFactory
from tests.people.holders import ACCOUNT, HOLDER, STRANGER
from tests.rights.driving import MIDDLEWARE, Caller
from tests.rights.groups import OTHER, Group
from tests.rights.matrix import ROOMS
from tests.rights.test_every_route import address_of
from tests.rights.world import Stage, made_setting
from tests.statements import statements_of
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

FEWEST_READ = 600
BUDGET = 14
"""Statements of a page, once who asks is known."""
DEAR: dict[str, int] = {
    # Pages that ask every room, each of which has tables of its own.
    **dict.fromkeys(("known_data", "known_data_file", "known_data_document"), 30),
    **{"espace": 80, "instance_state": 25, "history_list_file": 20},
    # A household, a commune, a home or a stay, with all that rooms tell of it.
    **{"commune_detail": 32, "own_commune": 45, "commune_material": 32, "commune_sheet": 20},
    **{"project_file": 35, "own_project": 36, "meeting_material_signed": 34},
    **dict.fromkeys(("stay", "stay_sheet_file", "weekend", "weekend_sheet"), 24),
    **{"application_file": 22, "evidence_report": 23, "campaign_detail": 20, "asset_list": 22},
    # Pages that editors write: the site, its languages and its menus are read for each.
    **dict.fromkeys(("accessibility", "personal_data", "about", "public_assets"), 32),
    # The first page asks six rooms what the instance holds, and keeps the answer.
    **{"home": 40, "wagtail_serve": 40},
    **{"press": 34, "press_document": 34, "press_files": 38, "press_figures": 28},
    **{"api_list_assets": 25},
}
"""Addresses that may ask more than the others, and how much; they do not grow either."""
PARTS_MORE = {
    "mentor_propose": "the world has a mentor, who is the learner's already: none to propose",
    "project_file": "communes are compared where there are two",
}
"""Pages with a part that the world does not show: it may ask, each statement once."""
UNREAD = {
    "ready": "no worker beats in the tests",
    "oauth_authorize": "it answers what a program asks: see tests/people",
    "attendance_code": "no session is held at this minute: see tests/training",
    "material_file": "a file, which the world does not hold",
    "session_sheet_file": "a file, which the world does not hold",
    "enrolment_paper": "a file, which the world does not hold",
    "employer_document": "a file, which the world does not hold",
    "report_file": "a file, which the world does not hold",
    "ceremony_paper": "the ceremony of the world has not been planned",
}
"""Addresses that show nothing to anybody in the world of the tests."""
OTHER_PITCHES = "the copy of a session may have the pitch of another edition"
UNLIKELY = {
    "series_change": "the dates of its copies are not those of a rule",
    "programme_editor": OTHER_PITCHES,
    "programme_progress": OTHER_PITCHES,
    "programme_place": OTHER_PITCHES,
    "cohort_archive": "files of the copies of learners have the same names",
}
"""Pages that do not draw copies, which no operation would have written so."""
NEVER_MORE = {
    "foundation.InstanceSettings": "one row",
    "outreach.EditorialVersion": "one row",
    "evidence.IndicatorDefinition": "the code names them all",
    "training.AttendanceEntry": "each entry seals the one before: see tests/training",
    "training.AttendanceDetails": "part of an entry",
}
"""Tables that have no more rows the second time."""
NEAR = ("?commune=61051",)
WEEK = ("?vue=semaine",)
CHOICES = {
    **dict.fromkeys(("place_list", "home_list", "member_list"), NEAR),
    **dict.fromkeys(("host_board", "host_board_state"), WEEK),
}
"""What pages are asked besides, which is read otherwise."""
OF_A_DEPARTEMENT = "/espace/tableau-de-bord/departement/61/"
LIBRARIES = ("auth", "contenttypes", "wagtail", "taggit", "territory")
FIRST_TO_READ = (HOLDER, "coordinator of departement", "admin of instance")
MOST_READERS = 4
LAST_TO_READ = (OTHER, ACCOUNT, STRANGER)
LISTS = re.compile(r"\(\?(::\w+)?(, \?(::\w+)?)*\)")
"""The values among which one is looked for, however many."""
OK, ELSEWHERE = 200, (301, 302, 303, 405)

type Ask = Callable[[], HttpResponseBase]


class NobodyReads(Exception):
    """Who may read an address is shown nothing."""


@dataclass(frozen=True)
class Reading:
    """An address with who reads it, and what that asked of the database."""

    ask: Ask
    little: list[str]


def tables() -> list[Kind]:
    """Those of the product where a row is written for itself: not the history that triggers keep,
    nor what libraries and the territory hold."""
    return [
        kind
        for kind in apps.get_models(include_auto_created=True)
        if kind._meta.managed
        and not kind._meta.proxy
        and not kind._meta.parents
        and not hasattr(kind, "pgh_id")
        and not kind._meta.app_label.startswith(LIBRARIES)
    ]


def rows() -> dict[Kind, int]:
    return {kind: kind._base_manager.count() for kind in tables()}


def write_more_of_everything() -> None:
    """Some communes more beside each, and more of what the world has in its tables."""
    copies = {
        (Commune, commune.pk): [
            one.pk
            for one in CommuneFactory.create_batch(
                3, departement=commune.departement, epci=commune.epci
            )
        ]
        for commune in Commune.objects.select_related("departement", "epci")
    }
    write_more([kind for kind in tables() if kind._meta.label not in NEVER_MORE], copies=copies)


def statements(ask: Ask) -> tuple[int, list[str]]:
    """The status of an answer, which is drawn whole, and what it asked of the database."""
    reset_queries()
    with transaction.atomic():
        with CaptureQueriesContext(connection) as captured:
            response = ask()
            if response.streaming:
                b"".join(response.streaming_content)
        transaction.set_rollback(True)
    for close in response._resource_closers:
        close()
    return response.status_code, [LISTS.sub("(?)", one) for one in statements_of(captured)]


def product_that_draws() -> BaseHandler:
    """What answers, without the session of who asks: it is read for every page alike."""
    handler = BaseHandler()
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        handler.load_middleware()
    return handler


def readers(group: Group) -> list[str]:
    """Who may open the addresses of a group: who is shown most comes first."""
    who = group.who if group.holder else group.who - {HOLDER}
    first = [word for word in FIRST_TO_READ if word in who]
    last = [word for word in LAST_TO_READ if word in who]
    return [*first, *sorted(who - {*first, *last}), *last][:MOST_READERS]


def asks_of_pages(stage: Stage, handler: BaseHandler) -> Iterator[tuple[str, list[Ask]]]:
    """Every route of the matrix, with what each of those who may read it would ask."""

    def ask(caller: Caller, address: str) -> Ask:
        return lambda: handler.get_response(caller.request("GET", address))

    for groups in ROOMS.values():
        for group in groups:
            for name in () if group.asleep else group.names:
                callers = [stage.caller(word, group.holder) for word in readers(group)]
                for choice in ("", *CHOICES.get(name, ())):
                    address = address_of(name, stage) + choice
                    yield name + choice, [ask(caller, address) for caller in callers]
    coordinator = stage.caller("coordinator of departement")
    yield OF_A_DEPARTEMENT, [ask(coordinator, OF_A_DEPARTEMENT)]


def asks_of_the_api(stage: Stage) -> Iterator[tuple[str, list[Ask]]]:
    """Every operation that reads, asked by the programs of who has things and of who sees all."""
    things = things_of_everybody()
    admin = MandateFactory(role=Role.ADMIN, scope=stage.over[ScopeKind.INSTANCE]).person
    people = [things["booker"], admin]
    programs = [program_of(person, ApiScope.values) for person in people]

    def ask(program: Client, address: str) -> Ask:
        return lambda: program.get(address)

    for name, examples in same_as(things).items():
        method, path, _told = OPERATIONS[name]
        if method == "get":
            address = path.format(**examples[0][0])
            yield f"api_{name}", [ask(program, address) for program in programs]


def first_reading(asks: list[Ask]) -> Reading | None:
    """What the first asks who is shown something; nothing where the address only leads elsewhere or
    takes no such request.

    Raises:
        NobodyReads: all of them were refused.
    """
    for ask in asks:
        status, _cold = statements(ask)
        if status == OK:
            return Reading(ask, statements(ask)[1])
        if status in ELSEWHERE:
            return None
    raise NobodyReads


def read_all(asks: Iterable[tuple[str, list[Ask]]]) -> tuple[dict[str, Reading], set[str]]:
    """The reading of each address that shows something, and the addresses nobody was shown."""
    found: dict[str, Reading] = {}
    unread: set[str] = set()
    for name, asks_of_one in asks:
        try:
            reading = first_reading(asks_of_one)
        except NobodyReads:
            unread.add(name)
        else:
            if reading:
                found[name] = reading
    return found, unread


def read_again(reading: Reading) -> tuple[int, list[str]]:
    """The same with more: once more where it asked more, since what is kept between requests may
    have been told anew."""
    status, asked = statements(reading.ask)
    if len(asked) > len(reading.little):
        status, asked = statements(reading.ask)
    return status, asked


def add_what_the_world_lacks() -> None:
    """A row of what pages list beside other things, and the world of the matrix does not hold."""
    now, relay = timezone.now(), Relay.objects.earliest("pk")
    RelayReply.objects.create(
        relay=relay, person=PersonFactory(), state=RelayReply.State.MANDATE_OVER, received_at=now
    )
    CharterRequest.objects.create(commune=relay.commune, asked_by=PersonFactory(), asked_on=now)
    session = Session.objects.earliest("pk")
    face = SessionFeedback.Face.HAPPY
    SessionFeedback.objects.create(session=session, person=PersonFactory(), face=face, said_at=now)


@pytest.fixture
def _undone() -> Iterator[None]:
    """What is written, some of it against rules that are asked at the end, is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("_undone")
def test_statements_of_every_address_are_few_and_do_not_grow_with_what_there_is() -> None:
    handler, stage = product_that_draws(), Stage(made_setting())
    add_what_the_world_lacks()
    read, unread = read_all([*asks_of_pages(stage, handler), *asks_of_the_api(stage)])
    few = rows()
    write_more_of_everything()
    many = rows()
    again = {name: read_again(reading) for name, reading in read.items() if name not in UNLIKELY}

    assert unread <= set(UNREAD), (
        f"{unread - set(UNREAD)}: shown to none of those who may read it. Have the world of the"
        " tests hold it (tests/journeys, tests/rights/more_parts.py), or say in UNREAD why not."
    )
    same = {kind._meta.label for kind, count in few.items() if count and many[kind] <= count}
    assert same <= set(NEVER_MORE), "no more rows than before: a list of it would not grow either"
    assert {name: status for name, (status, _asked) in again.items() if status != OK} == {}
    more = {
        name: Counter(asked) - Counter(read[name].little)
        for name, (_status, asked) in again.items()
        if len(asked) > len(read[name].little)
    }
    grown = {
        name: asked
        for name, asked in more.items()
        if name not in PARTS_MORE or max(asked.values()) > 1
    }
    assert grown == {}
    dear = {name: len(asked) for name, (_status, asked) in again.items()}
    assert {one: told for one, told in dear.items() if told > DEAR.get(one, BUDGET)} == {}
    assert len(read) > FEWEST_READ, "few addresses were read: is the stage still set?"
