"""Table of rights: role × scope × action, checked with mandates of the database.

Each role is held on each kind of scope where it may be: over the subject, on its nearest neighbour,
until yesterday, and from tomorrow. The first gives the rights of the table below; the others give
no more than a mere account.
"""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from rules.permissions import permissions

from bocage.people.models import Person, Role, ScopeKind
from bocage.people.policies import holds_anywhere
from tests.api.webhooks.rights import RIGHTS_OF_WEBHOOKS
from tests.evidence.rights import RIGHTS_OF_EVIDENCE
from tests.network.rights import RIGHTS_OF_THE_CLUB
from tests.outreach.rights import RIGHTS_OF_OUTREACH
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.people.holders import (
    ACCOUNT,
    ADMIN,
    CLUB_ORGANISERS,
    COORDINATORS,
    HOLDER,
    HOSTS,
    LEAD_MANAGERS,
    OF_THE_DEPARTEMENT,
    STRANGER,
    TOWN_HALLS,
    WITH_AN_ACCOUNT,
)
from tests.rights.grid import ROLE_SCOPE_PAIRS, MandateCase, Tree, ask, grid, subjects
from tests.rights.grid_document import document
from tests.territory.factories import CommuneFactory, DepartementFactory, EpciFactory
from tests.training.rights import RIGHTS_OF_THE_COURSE
from tests.welcome.rights import RIGHTS_OF_THE_WELCOME

pytestmark = pytest.mark.django_db

GRANTED = {
    "coordinator of departement": ADMIN,
    "coordinator of epci": ADMIN,
    "elected of epci": COORDINATORS,
    "elected of commune": COORDINATORS,
    "town_hall of commune": COORDINATORS,
    "host of place": COORDINATORS,
    "sponsor of commune": {*COORDINATORS, "elected of epci", "elected of commune"},
    "club_organiser of departement": ADMIN,
    "training_officer of partner": ADMIN,
    "editor of departement": ADMIN,
    "admin of instance": ADMIN,
}
TABLE = {
    ("people.see_mandates", "anything at all"): COORDINATORS,
    ("people.grant_mandate", "anything at all"): COORDINATORS,
    ("people.update_instance_settings", "the instance"): ADMIN,
    ("people.operate_instance", "the instance"): ADMIN,
    ("people.end_sessions", "a person"): ADMIN,
    ("people.update_profile", "a person"): {HOLDER},
    ("people.change_address", "a person"): {HOLDER},
    ("people.erase_person", "a person"): {HOLDER},
    ("people.make_token", "a person"): {HOLDER},
    ("people.declare_application", "a person"): {HOLDER},
    ("people.remove_application", "software that asks to act for people"): {HOLDER},
    ("people.withdraw_consent", "what was let to software"): {HOLDER},
    **{("people.open_service", f"the mandate of {name}"): {HOLDER} for name in GRANTED},
    ("people.revoke_token", "a personal token"): {HOLDER},
    **{("people.grant_mandate", name): granters for name, granters in GRANTED.items()},
    **{
        ("people.end_mandate", f"the mandate of {name}"): {*granters, HOLDER}
        for name, granters in GRANTED.items()
    },
    ("people.grant_entitlement", "the entitlement of club_member"): CLUB_ORGANISERS,
    ("people.grant_entitlement", "the entitlement of accompanied"): COORDINATORS,
    ("people.end_entitlement", "somebody who is club_member"): {*CLUB_ORGANISERS, HOLDER},
    ("people.end_entitlement", "somebody who is accompanied"): {*COORDINATORS, HOLDER},
    ("housing.judge_linkage", "a pair of listings"): COORDINATORS,
    ("housing.split_listing", "a listing"): COORDINATORS,
    ("housing.see_linkage", "doubtful pairs, anywhere"): COORDINATORS,
    ("workspaces.see_place", "a published place"): {STRANGER, ACCOUNT, *WITH_AN_ACCOUNT},
    ("workspaces.see_place", "a place in preparation"): HOSTS,
    ("workspaces.book", "a published place"): {ACCOUNT, *WITH_AN_ACCOUNT},
    ("workspaces.book", "a place in preparation"): set(),
    ("workspaces.book_for_somebody_else", "a published place"): HOSTS,
    ("workspaces.book_for_somebody_else", "a place in preparation"): HOSTS,
    ("workspaces.see_day", "a published place"): HOSTS,
    ("workspaces.see_day", "a place in preparation"): HOSTS,
    ("workspaces.write_to_visitors", "a published place"): HOSTS,
    ("workspaces.write_to_visitors", "a place in preparation"): HOSTS,
    ("workspaces.change_place", "a published place"): HOSTS,
    ("workspaces.change_place", "a place in preparation"): HOSTS,
    ("workspaces.set_prices", "a published place"): HOSTS,
    ("workspaces.set_prices", "a place in preparation"): HOSTS,
    ("workspaces.manage_accounts", "a published place"): HOSTS,
    ("workspaces.manage_accounts", "a place in preparation"): HOSTS,
    ("workspaces.see_report", "a published place"): HOSTS,
    ("workspaces.see_report", "a place in preparation"): HOSTS,
    ("workspaces.choose_how_to_pay", "a booking to come"): {*HOSTS, HOLDER},
    ("workspaces.choose_how_to_pay", "a booking that has begun"): {*HOSTS, HOLDER},
    ("workspaces.clear_people", "a published place"): HOSTS,
    ("workspaces.clear_people", "a place in preparation"): HOSTS,
    ("workspaces.note_booking", "a booking to come"): HOSTS,
    ("workspaces.note_booking", "a booking that has begun"): HOSTS,
    ("workspaces.see_booking", "a booking to come"): {*HOSTS, HOLDER},
    ("workspaces.see_booking", "a booking that has begun"): {*HOSTS, HOLDER},
    ("workspaces.cancel_booking", "a booking to come"): {*HOSTS, HOLDER},
    ("workspaces.cancel_booking", "a booking that has begun"): HOSTS,
    ("workspaces.move_booking", "a booking to come"): {*HOSTS, HOLDER},
    ("workspaces.move_booking", "a booking that has begun"): HOSTS,
    ("workspaces.change_guests", "a booking to come"): {*HOSTS, HOLDER},
    ("workspaces.change_guests", "a booking that has begun"): {*HOSTS, HOLDER},
    ("workspaces.see_series", "a series"): {*HOSTS, HOLDER},
    ("workspaces.change_series", "a series"): {*HOSTS, HOLDER},
    ("workspaces.answer_request", "a series"): HOSTS,
    ("workspaces.answer_question", "a series"): {HOLDER},
    ("workspaces.restore_booking", "a booking to come"): {*HOSTS, HOLDER},
    ("workspaces.restore_booking", "a booking that has begun"): {*HOSTS, HOLDER},
    ("workspaces.manage_address", "the address of a place"): HOSTS,
    ("workspaces.manage_address", "the calendar address of a person"): {HOLDER},
    ("workspaces.check_in", "a booking to come"): {*HOSTS, HOLDER},
    ("workspaces.check_in", "a booking that has begun"): {*HOSTS, HOLDER},
    ("workspaces.note_arrival", "a booking to come"): HOSTS,
    ("workspaces.note_arrival", "a booking that has begun"): HOSTS,
    ("workspaces.see_access_notes", "a booking to come"): set(),
    ("workspaces.see_access_notes", "a booking that has begun"): {HOLDER},
    ("workspaces.wait", "a published place"): {ACCOUNT, *WITH_AN_ACCOUNT},
    ("workspaces.wait", "a place in preparation"): set(),
    ("workspaces.see_waitlist", "a published place"): HOSTS,
    ("workspaces.see_waitlist", "a place in preparation"): HOSTS,
    ("workspaces.answer_offer", "an entry of a waiting list"): {HOLDER},
    ("workspaces.answer_request", "a booking to come"): HOSTS,
    ("workspaces.answer_request", "a booking that has begun"): HOSTS,
    ("workspaces.answer_question", "a booking to come"): {HOLDER},
    ("workspaces.answer_question", "a booking that has begun"): {HOLDER},
    ("workspaces.open_place", "a commune"): COORDINATORS,
    ("workspaces.open_place", "anywhere at all"): COORDINATORS,
    ("workspaces.see_territory_report", "anywhere at all"): COORDINATORS,
    ("housing.follow_sources", "any home to follow"): OF_THE_DEPARTEMENT,
    ("housing.open_source", "the departement"): OF_THE_DEPARTEMENT,
    ("housing.run_source", "a source of the departement"): OF_THE_DEPARTEMENT,
    ("housing.see_offers", "any home to follow"): COORDINATORS,
    ("housing.review_offer", "the offer of an owner"): COORDINATORS,
    ("housing.manage_search", "a saved search"): {HOLDER},
    ("housing.see_demand", "the demand in a commune"): LEAD_MANAGERS,
    ("housing.see_demand", "the demand anywhere at all"): LEAD_MANAGERS,
    ("housing.report_lead", "the leads of a commune"): {ACCOUNT, *WITH_AN_ACCOUNT},
    ("housing.manage_leads", "the leads of a commune"): LEAD_MANAGERS,
    ("housing.see_leads", "leads anywhere"): LEAD_MANAGERS,
    ("housing.see_territory_leads", "leads anywhere"): LEAD_MANAGERS,
    **{
        (right, f"a lead that {state}"): entitled
        for state, givers in (
            ("the town hall alone calls about", TOWN_HALLS),
            ("the welcome may call about", {*TOWN_HALLS, *(COORDINATORS - ADMIN)}),
        )
        for right, entitled in (
            ("housing.manage_lead", LEAD_MANAGERS),
            ("housing.see_lead", {*LEAD_MANAGERS, HOLDER}),
            ("housing.confirm_lead", {*LEAD_MANAGERS, HOLDER}),
            ("housing.ask_for_owner", set()),
            ("housing.release_owner", givers),
            ("housing.see_owner", {*givers, HOLDER}),
        )
    },
    **RIGHTS_OF_THE_WELCOME,
    **RIGHTS_OF_THE_CLUB,
    **RIGHTS_OF_THE_COURSE,
    **RIGHTS_OF_OUTREACH,
    **RIGHTS_OF_EVIDENCE,
    **RIGHTS_OF_WEBHOOKS,
}


@pytest.fixture
def trees():
    """Returns Boitron and the scopes above it; and the nearest neighbour of each."""
    orne = DepartementFactory()
    epci, next_epci = EpciFactory(), EpciFactory(alencon=True)
    boitron = CommuneFactory(boitron=True, epci=epci)
    essay = CommuneFactory(essay=True, epci=epci)
    instance = ScopeFactory()
    here = Tree(
        instance=instance,
        departement=ScopeFactory(kind=ScopeKind.DEPARTEMENT, departement=orne),
        epci=ScopeFactory(kind=ScopeKind.EPCI, epci=epci, departement=orne),
        commune=ScopeFactory(of_commune=True, commune=boitron),
        place=ScopeFactory(of_place=True, commune=boitron),
        partner=ScopeFactory(of_partner=True),
    )
    beside = Tree(
        instance=instance,
        departement=ScopeFactory(
            kind=ScopeKind.DEPARTEMENT, departement=DepartementFactory(sarthe=True)
        ),
        epci=ScopeFactory(kind=ScopeKind.EPCI, epci=next_epci, departement=orne),
        commune=ScopeFactory(of_commune=True, commune=essay),
        place=ScopeFactory(of_place=True, commune=boitron),
        partner=ScopeFactory(of_partner=True),
    )
    return here, beside


def rights_of(person, tree, holder=None):
    """Returns the rights of a person, among all those of the table."""
    targets = (
        (subject, subject.make(tree, holder or PersonFactory.build())) for subject in subjects()
    )
    return {
        (right, subject.name)
        for subject, target in targets
        for right in subject.rights
        if ask(person, right, target)
    }


def table_of(*names):
    return {key for key, entitled in TABLE.items() if entitled & set(names)}


@pytest.mark.parametrize("case", MandateCase)
@pytest.mark.parametrize(("role", "kind"), ROLE_SCOPE_PAIRS)
def test_a_mandate_gives_what_the_table_says_and_only_where_and_while_it_holds(
    trees, role, kind, case
):
    here, beside = trees
    scope = (beside if case == MandateCase.BESIDE else here).scope(kind)
    dates = {MandateCase.ENDED: {"over": True}, MandateCase.NOT_BEGUN: {"not_begun": True}}
    mandate = MandateFactory(role=role, scope=scope, **dates.get(case, {}))
    person = Person.objects.get(pk=mandate.person_id)

    holds_over_it = case == MandateCase.OVER or (
        case == MandateCase.BESIDE and kind == ScopeKind.INSTANCE
    )
    hanging_nowhere = {
        (right, subject.name)
        for subject in subjects()
        for right in subject.rights
        if not subject.hangs
    }
    expected = table_of(f"{role.value} of {kind.value}")
    if case == MandateCase.BESIDE and not holds_over_it:
        expected = (expected & hanging_nowhere) | table_of(ACCOUNT)
    elif not holds_over_it:
        expected = table_of(ACCOUNT)
    assert rights_of(person, here) == expected


def test_strangers_accounts_and_holders_have_what_the_table_says(trees):
    here, _beside = trees
    person, holder = PersonFactory(), PersonFactory()

    assert rights_of(AnonymousUser(), here) == table_of(STRANGER)
    assert rights_of(person, here) == table_of(ACCOUNT)
    assert rights_of(holder, here, holder) == table_of(ACCOUNT, HOLDER)


def test_a_closed_account_has_no_right_whatever_it_held(trees):
    here, _beside = trees
    administrator = MandateFactory(person__is_active=False).person

    assert rights_of(administrator, here, administrator) == set()


def test_each_right_of_the_product_has_its_lines_in_the_table():
    assert {right for right, _subject in TABLE} == set(permissions)
    assert {(line.right, line.subject.name) for line in grid()} == set(TABLE)


def test_the_grid_of_the_document_says_what_the_table_says():
    granted = {
        (line.right, line.subject.name): {
            f"{role.value} of {kind.value}" for role, kind in line.entitled
        }
        | ({STRANGER} if line.strangers else set())
        | ({ACCOUNT} if line.signed_in else set())
        | ({HOLDER} if line.holder else set())
        for line in grid()
    }

    assert granted == TABLE
    assert [line for line in grid() if line.astray] == []


def test_the_grid_tells_a_right_that_goes_astray(monkeypatch):
    """A right that forgets where a mandate is held shows in the grid, and in the document."""
    anywhere = rules.predicate(
        lambda person, _place: holds_anywhere(person, Role.HOST), name="is_published"
    )
    monkeypatch.setitem(permissions, "workspaces.see_day", anywhere)

    assert {key for line in grid() for key in line.astray} == {
        (Role.HOST, ScopeKind.PLACE, MandateCase.BESIDE)
    }
    assert "- host of place, beside: `workspaces.see_day` on a published place\n" in document()
