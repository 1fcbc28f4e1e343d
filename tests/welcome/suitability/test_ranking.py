"""Ranking of communes by the criteria of a household, each score with its facts."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, connections
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.housing.models import CommunePrice
from bocage.housing.prices.rents import MIN_HOMES
from bocage.territory.models import Commune, CommuneFact
from bocage.welcome.models import SuitabilityEvidence, SuitabilityRow
from bocage.welcome.projects.operations.projects import erase_project
from bocage.welcome.suitability.household_weights import School, SuitabilityCriteria
from bocage.welcome.suitability.operations.rows import refresh_suitability
from bocage.welcome.suitability.operations.suitability import (
    compare_communes,
    criteria_of_project,
    rank_communes,
    save_weights,
    unwish_commune,
    wish_commune,
)
from bocage.welcome.suitability.ranking_criteria.registry import (
    ranking_criteria,
    stored_numbers,
    stored_parts,
)
from tests.housing.factories import DwellingFactory
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.welcome.factories import ProjectFactory, coordinator_of
from tests.welcome.suitability.factories import CommuneFactFactory, three_communes
from tests.workspaces.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def criteria_of(**weights):
    return SuitabilityCriteria(weights=weights)


def names(ranked):
    return [commune.place.name for commune in ranked]


def reason(ranked, criterion):
    return next(reason for reason in ranked.reasons if reason.criterion.name == criterion)


def row(commune=None, **columns):
    return SuitabilityRow.objects.create(
        commune=commune or CommuneFactory(), departement_code="61", **columns
    )


def test_weights_decide_the_order():
    three_communes()
    assert names(rank_communes(criteria_of(fibre=3), limit=50)) == ["Boitron", "Sées", "L’Aigle"]
    assert names(rank_communes(criteria_of(health=3), limit=50)) == ["Sées", "Boitron", "L’Aigle"]


def test_a_score_is_the_weighed_mean_of_its_marks():
    three_communes()
    criteria = criteria_of(fibre=3, health=1)
    boitron = rank_communes(criteria, limit=1)[0]
    marks = {reason.criterion.name: reason.mark for reason in boitron.reasons}
    assert boitron.score == round((98 * 3 + marks["health"]) / 4)
    assert boitron.is_whole


def test_commune_without_facts_has_no_score_and_comes_last():
    boitron, _sees, l_aigle = three_communes()
    CommuneFact.objects.filter(commune=boitron, kind="fibre").update(value=0)
    refresh_suitability()
    ranked = rank_communes(criteria_of(fibre=1, paris=1), limit=50)
    last_commune = ranked[-1]
    assert (last_commune.place.code, last_commune.score, last_commune.known) == (
        l_aigle.code,
        None,
        0,
    )
    assert names(ranked)[-2] == "Boitron"
    assert reason(last_commune, "fibre").mark is None
    assert reason(last_commune, "fibre").missing == ("fibre",)


def test_a_missing_fact_counts_neither_as_zero_nor_as_a_gift():
    kinds = ("fibre", "paris_minutes")
    for code, name, values in (
        ("61901", "Bonne", (90, 60)),
        ("61902", "Inconnue", (90, None)),
        ("61903", "Mauvaise", (90, 210)),
    ):
        commune = CommuneFactory(code=code, name=name)
        for kind, value in zip(kinds, values, strict=True):
            if value is not None:
                CommuneFactFactory(commune=commune, kind=kind, value=value)
    refresh_suitability()
    ranked = rank_communes(criteria_of(fibre=1, paris=1), limit=50)
    assert names(ranked) == ["Bonne", "Inconnue", "Mauvaise"]
    # Known for one of two parts, at 90: the other counts as 50, for half of its weight.
    assert [ranked_commune.score for ranked_commune in ranked] == [95, round((90 + 25) / 1.5), 45]
    assert [(ranked_commune.known, len(ranked_commune.reasons)) for ranked_commune in ranked] == [
        (2, 2),
        (1, 2),
        (2, 2),
    ]


@pytest.mark.parametrize(
    ("marks", "score"),
    [
        ({}, None),
        ({"fibre": 0, "doctor": 0, "pharmacy": 0, "station": 0}, 0),
        ({"fibre": 100, "doctor": 100, "pharmacy": 100, "station": 100}, 100),
        # Weights of 4, 1, 1 and 2 eighths; unknown parts count as 50, for half of their weight.
        ({"fibre": 100}, 83),
        ({"fibre": 0}, 17),
        ({"fibre": 100, "doctor": 0, "station": 30}, 65),
        ({"station": 90}, 66),
    ],
)
def test_unknown_fact_draws_a_score_halfway_to_the_middle(marks, score):
    row(**marks)
    (ranked,) = rank_communes(criteria_of(fibre=2, health=1, station=1), limit=1)
    assert ranked.score == (score if score is None else pytest.approx(score, abs=1))


@pytest.mark.parametrize("mark", [0, 20, 50, 80, 100])
def test_a_fact_that_is_missing_is_never_worse_than_one_that_is_bad(mark):
    for code, station in (("61001", 0), ("61002", None), ("61003", 100)):
        row(CommuneFactory(code=code), fibre=mark, station=station)
    scores = {
        ranked.place.code: ranked.score
        for ranked in rank_communes(criteria_of(fibre=1, station=3), limit=3)
    }
    assert scores["61001"] <= scores["61002"] <= scores["61003"]


@pytest.mark.parametrize("mark", [0, 1, 99, 100])
def test_every_wish_at_its_heaviest_never_spills_over(mark):
    row(**dict.fromkeys(stored_parts(), mark), x=1, y=0, z=0)
    names = [criterion.name for criterion in ranking_criteria() if criterion.name != "price"]
    all_criteria = replace(criteria_of(**dict.fromkeys(names, 3)), schools=tuple(School.values))
    for criteria in (all_criteria, criteria_of(fibre=1), criteria_of(fibre=3, welcome=1)):
        assert rank_communes(criteria, limit=1)[0].score == pytest.approx(mark, abs=1)


def test_half_of_a_wish_may_be_known():
    CommuneFactFactory(kind="doctors", value=1)
    refresh_suitability()
    commune = rank_communes(criteria_of(health=2), limit=1)[0]
    assert reason(commune, "health").mark == 100
    assert reason(commune, "health").missing == ("pharmacy",)
    assert (commune.score, commune.known, commune.is_whole) == (83, 1, False)


def test_each_fact_tells_its_source_and_its_day():
    three_communes()
    boitron = rank_communes(criteria_of(fibre=3, health=1), limit=1)[0]
    assert reason(boitron, "fibre").facts == (
        {
            "kind": "fibre",
            "value": 98.0,
            "source": "Arcep",
            "on": "2024-01-01",
            "url": "https://insee.example/bpe",
        },
    )
    doctor, pharmacy = reason(boitron, "health").facts
    assert (doctor["in"], doctor["km"], doctor["value"]) == ("Sées", 8.7, 4.0)
    assert pharmacy["kind"] == "pharmacies"


@pytest.mark.parametrize(
    ("eur_m2", "budget", "mark"),
    [
        (1_000, 90_000, 100),
        (1_000, 67_500, 50),
        (1_000, 45_000, 0),
        (1, 50_000_000, 100),
        (100_000, 1_000, 0),
        (1_000, None, 100),
        (2_250, None, 50),
        (3_500, None, 0),
    ],
)
def test_a_price_is_judged_by_the_surface_that_the_budget_pays(eur_m2, budget, mark):
    row(price_eur_m2=eur_m2)
    (ranked,) = rank_communes(replace(criteria_of(price=3), budget_eur=budget), limit=1)
    assert reason(ranked, "price").mark == mark


@pytest.mark.parametrize(
    ("cents_m2", "rent", "mark"),
    [(1_000, 900, 100), (1_000, 675, 50), (1_000, 450, 0), (1_000, 1, 0), (1, 20_000, 100)],
)
def test_a_rent_is_judged_by_the_surface_that_the_monthly_budget_pays(cents_m2, rent, mark):
    row(rent_cents_m2=cents_m2)
    (ranked,) = rank_communes(replace(criteria_of(price=3), offer="rental", rent_eur=rent), limit=1)
    assert reason(ranked, "price").mark == mark


def test_a_price_is_shown_with_its_year_and_its_sales():
    boitron = CommuneFactory(boitron=True)
    add_sales(boitron)
    refresh_suitability()
    (ranked,) = rank_communes(criteria_of(price=3), limit=1)
    assert reason(ranked, "price").facts == (
        {"kind": "price_house", "value": 900, "sales": 9, "year": 2025, "source": "DVF"},
    )


def test_nearness_falls_from_100_at_a_wished_commune_to_0_at_40_kilometres():
    _boitron, sees, _l_aigle = three_communes()
    ranked = rank_communes(replace(criteria_of(near=3), wished=(sees.code,)), limit=50)
    assert names(ranked) == ["Sées", "Boitron", "L’Aigle"]
    for commune in ranked:
        kilometres = reason(commune, "near").facts[0]["km"]
        assert commune.score == pytest.approx(max(0, 100 - 2.5 * kilometres), abs=1)
    assert reason(ranked[0], "near").facts[0]["km"] == 0


def test_the_nearest_of_several_wished_communes_counts():
    boitron, sees, _l_aigle = three_communes()
    ranked = rank_communes(replace(criteria_of(near=3), wished=(boitron.code, sees.code)), limit=2)
    assert [commune.score for commune in ranked] == [100, 100]


def test_workspaces_and_homes_are_counted_from_own_rows():
    boitron, _sees, _l_aigle = three_communes()
    PlaceFactory(
        commune=boitron,
        latitude=boitron.latitude,
        longitude=boitron.longitude,
        position_source="host",
    )
    DwellingFactory(commune=boitron)
    refresh_suitability()
    first_commune = rank_communes(criteria_of(workspace=3, homes=1), limit=1)[0]
    assert first_commune.place.code == boitron.code
    assert reason(first_commune, "workspace").facts[0]["km"] == 0
    assert reason(first_commune, "homes").facts[0]["value"] == 1


def test_only_the_departement_that_is_asked_for_is_ranked():
    three_communes()
    CommuneFactory(code="72003", departement=DepartementFactory(sarthe=True))
    refresh_suitability()
    assert len(rank_communes(criteria_of(fibre=1), limit=50)) == 4
    assert [
        rank_commune.place.code
        for rank_commune in rank_communes(replace(criteria_of(fibre=1), departement="72"), limit=50)
    ] == ["72003"]


def test_no_wish_at_all_ranks_nobody_above_another():
    three_communes()
    ranked = rank_communes(criteria_of(), limit=50)
    assert [commune.score for commune in ranked] == [0, 0, 0]
    assert [commune.reasons for commune in ranked] == [(), (), ()]


def test_comparison_keeps_the_requested_order():
    boitron, sees, l_aigle = three_communes()
    comparison = compare_communes(criteria_of(fibre=1), [l_aigle, boitron, sees])
    assert names(comparison) == ["L’Aigle", "Boitron", "Sées"]


@pytest.mark.parametrize("communes", [1, 3])
def test_a_ranking_takes_as_many_queries_for_many(django_assert_num_queries, communes):
    for _number in range(communes):
        CommuneFactFactory(commune=CommuneFactory(), kind="fibre")
    refresh_suitability()
    with django_assert_num_queries(2):
        assert len(rank_communes(criteria_of(fibre=1), limit=50)) == communes


# The declarations.


def test_every_column_of_a_row_is_that_of_a_declaration():
    columns = {field.column for field in SuitabilityRow._meta.get_fields()}
    declared_columns = {*stored_parts(), *(number.column for number in stored_numbers())}
    assert columns == declared_columns | {"commune_id", "departement_code", "x", "y", "z"}


@pytest.mark.parametrize("value", [-1, 101])
def test_the_database_refuses_a_mark_beyond_its_scale(value):
    with pytest.raises(IntegrityError, match="fibre"):
        row(fibre=value)


def test_the_database_refuses_a_price_that_would_divide_by_zero():
    with pytest.raises(IntegrityError, match="price_eur_m2"):
        row(price_eur_m2=0)


# The rows.


def test_rows_that_stay_the_same_are_not_written_again():
    three_communes()
    assert refresh_suitability() == 0
    CommuneFact.objects.filter(commune="61051", kind="fibre").update(value=10)
    assert refresh_suitability() == 1
    assert SuitabilityRow.objects.get(commune="61051").fibre == 10


def test_a_commune_that_is_no_more_leaves_the_ranking():
    boitron, _sees, _l_aigle = three_communes()
    Commune.objects.filter(pk=boitron.pk).update(is_current=False)
    assert refresh_suitability() == 1
    assert "Boitron" not in names(rank_communes(criteria_of(fibre=1), limit=50))
    assert not SuitabilityEvidence.objects.filter(commune=boitron).exists()


def test_more_communes_than_are_read_at_once_are_all_made(monkeypatch):
    monkeypatch.setattr("bocage.welcome.suitability.operations.rows.BATCH_SIZE", 2)
    three_communes()
    assert SuitabilityRow.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_refreshes_at_once_follow_one_another():
    three_communes()
    CommuneFact.objects.filter(kind="fibre").update(value=10)
    barrier, changed_counts, failures = Barrier(2), [], []

    def refresh_in_thread():
        try:
            barrier.wait()
            changed_counts.append(refresh_suitability())
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=refresh_in_thread) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(changed_counts) == [0, 2]
    assert connection.is_usable()


# From a household.


def test_the_criteria_of_a_project_are_what_it_says():
    sees = CommuneFactory(sees=True)
    project = ProjectFactory(
        needs_fibre=True, needs_health=True, needs_station=False, setting="village"
    )
    project.communes.add(sees)
    criteria = criteria_of_project(project)
    assert criteria.weight("fibre") == 3
    assert criteria.weight("workspace") == 2
    assert criteria.weight("health") == 3
    assert criteria.weight("station") == 0
    assert criteria.weight("near") == 2
    assert (criteria.budget_eur, criteria.offer, criteria.setting) == (180_000, "sale", "village")
    assert (criteria.schools, criteria.wished) == (("primary",), ("61464",))


def test_tenant_is_not_ranked_by_sale_prices():
    criteria = criteria_of_project(ProjectFactory(home_wish="rent", rent_eur=600))
    assert (criteria.offer, criteria.budget_eur, criteria.rent_eur) == ("rental", None, 600)
    assert (criteria.parts("price"), criteria.weight("price")) == (("rent",), 2)


def test_tenant_without_a_budget_is_ranked_by_rents():
    criteria = criteria_of_project(ProjectFactory(home_wish="rent", rent_eur=None))
    assert (criteria.rent_eur, criteria.weight("price")) == (None, 1)


def test_renting_then_buying_is_ranked_by_both():
    criteria = criteria_of_project(
        ProjectFactory(home_wish="rent_then_buy", rent_eur=700, budget_eur=150_000)
    )
    assert (criteria.offer, criteria.rent_eur, criteria.budget_eur) == ("both", 700, 150_000)
    assert (criteria.parts("price"), criteria.parts("homes")) == (
        ("rent", "price"),
        ("rental", "sale"),
    )


def add_sales(commune):
    CommunePrice.objects.create(
        commune=commune,
        kind="house",
        year=2025,
        sales=9,
        median_eur_m2=900,
        low_eur_m2=800,
        high_eur_m2=1_000,
        imported_at=timezone.now(),
    )


def test_tenant_is_shown_rents_and_ranked_by_them():
    boitron, sees = CommuneFactory(boitron=True), CommuneFactory(sees=True)
    add_sales(sees)
    for commune, rent in ((boitron, 400), (sees, 700)):
        for number in range(MIN_HOMES):
            DwellingFactory(
                commune=commune, offer="rental", price_eur=rent + 50 * number, surface_m2=50
            )
    refresh_suitability()

    first_commune, second_commune = rank_communes(
        SuitabilityCriteria(weights={"price": 1}, offer="rental"), limit=2
    )

    assert [ranked_commune.place.code for ranked_commune in (first_commune, second_commune)] == [
        boitron.pk,
        sees.pk,
    ]
    assert (first_commune.score, second_commune.score) == (50, 0)
    (fact,) = first_commune.reasons[0].facts
    assert (fact["kind"], fact["value"], fact["homes"]) == ("rent", 10.0, MIN_HOMES)


def add_rents(commune, rent):
    DwellingFactory.create_batch(
        MIN_HOMES, commune=commune, offer="rental", price_eur=rent, surface_m2=50
    )


def test_a_rent_that_pays_the_surface_in_one_commune_only_ranks_it_first():
    boitron, sees = CommuneFactory(boitron=True), CommuneFactory(sees=True)
    add_rents(boitron, 750)
    add_rents(sees, 500)
    add_sales(sees)
    refresh_suitability()
    requested = SuitabilityCriteria(
        weights={"price": 1}, offer="rental", rent_eur=600, budget_eur=1_000, surface_m2=60
    )

    first_commune, second_commune = rank_communes(requested, limit=2)

    assert [
        (first_commune.place.code, first_commune.score),
        (second_commune.place.code, second_commune.score),
    ] == [
        (sees.pk, 100),
        (boitron.pk, 33),
    ]


def test_who_rents_before_they_buy_has_the_mean_of_what_a_rent_and_a_budget_pay():
    sees = CommuneFactory(sees=True)
    add_rents(sees, 500)
    add_sales(sees)
    refresh_suitability()
    requested = SuitabilityCriteria(
        weights={"price": 1}, offer="both", rent_eur=450, budget_eur=90_000, surface_m2=60
    )

    (ranked_commune,) = rank_communes(requested, limit=1)

    assert [fact["kind"] for fact in ranked_commune.reasons[0].facts] == ["rent", "price_house"]
    assert (ranked_commune.reasons[0].mark, ranked_commune.score) == (75, 75)


def test_rent_of_too_few_homes_is_not_known():
    boitron = CommuneFactory(boitron=True)
    add_sales(boitron)
    DwellingFactory.create_batch(MIN_HOMES - 1, commune=boitron, offer="rental", price_eur=600)
    refresh_suitability()

    (ranked,) = rank_communes(SuitabilityCriteria(weights={"price": 1}, offer="rental"), limit=1)

    assert (ranked.score, ranked.reasons[0].facts, ranked.reasons[0].missing) == (
        None,
        (),
        ("rent",),
    )


def test_the_weights_that_a_household_keeps_come_before_its_answers():
    person = PersonFactory()
    project = ProjectFactory(adults=[person], needs_fibre=True, needs_health=True)
    save_weights(by=person, project=project, weights={"fibre": 1, "station": 9, "paris": -4})
    project.refresh_from_db()

    criteria = criteria_of_project(project)
    assert [criteria.weight(name) for name in ("fibre", "station", "paris", "health")] == [
        1,
        3,
        0,
        0,
    ]
    assert criteria.budget_eur == 180_000

    save_weights(by=person, project=project, weights={})
    project.refresh_from_db()
    assert project.weights == {}
    assert criteria_of_project(project).weight("health") == 3


def test_a_wish_that_weights_kept_before_do_not_know_follows_the_answers():
    project = ProjectFactory(needs_fibre=True, weights={"health": 0, "castle": 3})
    criteria = criteria_of_project(project)
    assert (criteria.weight("fibre"), criteria.weight("health")) == (3, 0)
    assert "castle" not in criteria.weights


def test_nobody_keeps_weights_for_another_household_nor_for_one_that_is_gone():
    person = PersonFactory()
    project = ProjectFactory(adults=[person])
    for stranger in (PersonFactory(), coordinator_of(project)):
        with pytest.raises(NotAllowed):
            save_weights(by=stranger, project=project, weights={"fibre": 1})
    erase_project(by=person, project=project)
    with pytest.raises(NotAllowed):
        save_weights(by=person, project=project, weights={"fibre": 1})


def test_an_adult_of_the_household_wishes_a_commune_once():
    person, sees = PersonFactory(), CommuneFactory(sees=True)
    project = ProjectFactory(adults=[person])
    wish_commune(by=person, project=project, commune=sees)
    wish_commune(by=person, project=project, commune=sees)
    assert list(project.communes.all()) == [sees]
    unwish_commune(by=person, project=project, commune=sees)
    unwish_commune(by=person, project=project, commune=sees)
    assert not project.communes.exists()


@pytest.mark.parametrize("act", [wish_commune, unwish_commune])
def test_nobody_else_wishes_for_a_household(act):
    project, neighbour = ProjectFactory(), ProjectFactory()
    with pytest.raises(NotAllowed):
        act(
            by=neighbour.adults.get().person,
            project=project,
            commune=CommuneFactory(sees=True),
        )
