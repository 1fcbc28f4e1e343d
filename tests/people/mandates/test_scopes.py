"""Scopes: one per node, even if requested concurrently, and the nodes that each covers."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections

from bocage.people.models import Partner, Role, Scope, ScopeKind
from bocage.people.operations.scopes import (
    create_partner,
    create_place_scope,
    instance_scope,
    move_place_scope,
    refresh_scopes,
    scope_of,
)
from bocage.people.policies import holds
from bocage.people.scopes.lineage import Lineage, lineage_of
from bocage.territory.imports.decoupage_administratif import (
    CommuneRow,
    DepartementRow,
    EpciRow,
    Reference,
)
from bocage.territory.operations.reference import import_territory
from tests.people.factories import MandateFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory, EpciFactory

pytestmark = pytest.mark.django_db


def test_scope_of_a_commune_knows_its_ancestors():
    commune = CommuneFactory(boitron=True)

    scope = scope_of(commune)

    assert scope.lineage == Lineage(
        kind="commune",
        scope_id=scope.pk,
        departement_id="61",
        epci_id=commune.epci_id,
        commune_id="61051",
    )
    assert str(scope) == "Boitron"


def test_scope_of_the_same_node_is_made_once():
    commune = CommuneFactory(boitron=True)
    nodes = [commune, commune.epci, commune.departement]

    first = [scope_of(node).pk for node in nodes] + [instance_scope().pk]
    second = [scope_of(node).pk for node in nodes] + [instance_scope().pk]

    assert first == second
    assert Scope.objects.count() == 4


def test_scope_of_an_intercommunality_hangs_where_most_people_live():
    epci = EpciFactory()
    CommuneFactory(epci=epci, population=900)
    CommuneFactory(
        code="72001", epci=epci, population=2000, departement=DepartementFactory(sarthe=True)
    )

    assert scope_of(epci).departement_id == "72"


def test_scope_of_an_intercommunality_without_commune_hangs_on_nothing():
    assert scope_of(EpciFactory()).departement_id is None


@pytest.mark.django_db(transaction=True)
def test_scope_asked_for_at_once_by_many_is_made_once():
    commune = CommuneFactory(boitron=True)
    start = Barrier(8)

    def ask(_number):
        try:
            start.wait()
            return scope_of(commune).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(ask, range(8)))

    assert len(keys) == 1
    assert Scope.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ScopeKind.INSTANCE, "departement_id": "61"},
        {"kind": ScopeKind.DEPARTEMENT},
        {"kind": ScopeKind.COMMUNE, "departement_id": "61"},
        {"kind": ScopeKind.PLACE, "departement_id": "61", "name": "La Grange"},
        {"kind": ScopeKind.PARTNER, "departement_id": "61"},
        {"kind": "continent"},
        {"kind": ScopeKind.INSTANCE, "name": "Le Bocage"},
    ],
)
def test_scope_of_another_shape_is_refused_by_the_database(fields):
    DepartementFactory()

    with pytest.raises(IntegrityError, match="people_scope"):
        Scope.objects.create(**fields)


def test_place_scope_follows_the_place_that_moves():
    scope = create_place_scope(commune=CommuneFactory(boitron=True), name="La Grange")

    move_place_scope(scope=scope, commune=CommuneFactory(essay=True), name="Le Lavoir")

    scope.refresh_from_db()
    assert (scope.commune_id, str(scope)) == ("61156", "Le Lavoir")


def test_partner_comes_with_its_scope():
    partner = create_partner(
        name=" CCI de l’Orne ", kind=Partner.Kind.CCI, departement=DepartementFactory()
    )

    assert str(partner.scope) == "CCI de l’Orne"
    assert partner.scope.departement_id == "61"


@pytest.mark.django_db(transaction=True)
def test_partner_without_its_scope_is_not_made(monkeypatch):
    def refuse(**_values):
        raise IntegrityError

    monkeypatch.setattr(Scope.objects, "create", refuse)

    with pytest.raises(IntegrityError):
        create_partner(name="CCI de l’Orne", kind=Partner.Kind.CCI)

    assert not Partner.objects.exists()


def test_refresh_follows_a_commune_that_changes_intercommunality():
    commune = CommuneFactory(boitron=True)
    scopes = [scope_of(commune), create_place_scope(commune=commune, name="La Grange")]
    untouched = scope_of(CommuneFactory(essay=True))
    commune.epci = EpciFactory(alencon=True)
    commune.save()

    assert refresh_scopes() == 2

    for scope in scopes:
        scope.refresh_from_db()
        assert scope.epci_id == commune.epci_id
    untouched.refresh_from_db()
    assert untouched.epci_id == untouched.commune.epci_id
    assert refresh_scopes() == 0


def reference_where_boitron_is_in(siren):
    return Reference(
        edition=2027,
        version="7.0.0",
        departements=[DepartementRow("61", "Orne", "28")],
        epcis=[EpciRow(siren, "CC nouvelle", "CC", ("61051",))],
        communes=[CommuneRow("61051", "Boitron", "61", siren, ("61500",), 349)],
        former_communes=[],
    )


def test_scopes_follow_an_import_that_moves_their_commune(run_tasks):
    scope = scope_of(CommuneFactory(boitron=True))
    mayor = MandateFactory(role=Role.ELECTED, scope=scope).person
    run_tasks()

    import_territory(reference=reference_where_boitron_is_in("200099999"), departements=["61"])
    run_tasks()

    scope.refresh_from_db()
    assert scope.epci_id == "200099999"
    assert holds(mayor, Role.ELECTED, scope.commune)


def test_an_import_that_changes_nothing_tells_nobody(run_tasks):
    reference = reference_where_boitron_is_in("200099999")
    import_territory(reference=reference, departements=["61"])
    run_tasks()

    import_territory(reference=reference, departements=["61"])

    assert run_tasks() == 0


def test_lineage_of_what_hangs_nowhere_is_a_mistake():
    with pytest.raises(TypeError, match="str hangs on no scope"):
        lineage_of("61051")


def test_covers_reads_nothing(django_assert_num_queries):
    scopes = [
        ScopeFactory(),
        ScopeFactory(of_departement=True),
        ScopeFactory(of_epci=True),
        ScopeFactory(of_commune=True, commune__boitron=True),
        ScopeFactory(of_place=True, commune__boitron=True),
    ]
    connection.queries_log.clear()

    with django_assert_num_queries(0):
        assert [scope.covers(scopes[-1]) for scope in scopes] == [True] * 5
        assert [scopes[-1].covers(scope) for scope in scopes] == [False] * 4 + [True]
