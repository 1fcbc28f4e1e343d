"""Published changes of figures: late facts, definitions, targets, mergers."""

from dataclasses import replace
from datetime import date, datetime
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import translation

from bocage.evidence import registry
from bocage.evidence.models import IndicatorDefinition, LateFact, NotedMerger, Target
from bocage.evidence.operations.snapshots import count_night
from bocage.welcome.models import SettlementProject
from tests.evidence.settled_households import add_settled_household
from tests.foundation.registry_entries import replace_entries
from tests.pages.page_text import text_of
from tests.territory.factories import CommuneFactory, EpciFactory, FormerCommuneFactory

pytestmark = pytest.mark.django_db

INDICATORS = frozenset({"settled_households", "settled_people", "settled_children", "settled_jobs"})

PARIS = ZoneInfo("Europe/Paris")
NIGHT, NEXT = date(2026, 7, 20), date(2026, 7, 21)
MAY = date(2026, 5, 1)


@pytest.fixture
def sees():
    return CommuneFactory(sees=True, epci=EpciFactory())


def add_settled_households(commune, households, day=date(2026, 5, 3)):
    return [add_settled_household(commune, day) for _number in range(households)]


def page(client, query=""):
    answer = client.get(reverse("evidence_changes") + query)
    assert answer.status_code == 200
    return text_of(answer)


def test_before_the_first_night_and_without_a_change_the_page_says_so(client):
    assert "Rien n’a changé" in page(client)
    count_night(NIGHT)
    assert "Rien n’a changé" in page(client)


def test_a_late_fact_is_reported_beside_the_figure_that_stays(client, sees):
    add_settled_households(sees, 6)
    count_night(NIGHT)
    add_settled_households(sees, 5)

    count_night(NEXT)

    text = page(client)
    assert "Mai 2026 : ce mois est clos" in text
    sentence = "« Ménages installés », %s, mai 2026 : 6 à la clôture"
    late = ", 11 avec ce qui est arrivé depuis."
    assert sentence % "Tout le territoire" + late in text
    assert sentence % "Orne" + ", changé depuis sans que l’écart soit dit." in text


def test_the_gap_of_a_late_fact_is_not_shown_where_few_came(client, sees):
    add_settled_households(sees, 6)
    count_night(NIGHT)
    add_settled_households(sees, 1)

    count_night(NEXT)

    text = page(client)
    assert "changé depuis sans que l’écart soit dit" in text
    assert "avec ce qui est arrivé depuis" not in text


def test_a_late_fact_of_few_households_is_not_reported(client, sees):
    add_settled_households(sees, 4)
    count_night(NIGHT)
    add_settled_households(sees, 1)

    count_night(NEXT)

    assert LateFact.objects.filter(level="departement").exists()
    assert "à la clôture" not in page(client)


def test_what_is_left_after_a_correction_is_not_shown_where_it_is_small(client, sees):
    removed = add_settled_households(sees, 6)[0:2]
    count_night(NIGHT)
    SettlementProject.objects.filter(pk__in=[project.pk for project in removed]).update(
        moved_in_on=date(2026, 6, 3)
    )

    count_night(NEXT)

    assert "Ménages installés" not in page(client)


def test_a_late_fact_whose_commune_is_secret_says_nothing_of_it(client, sees):
    essay = CommuneFactory(essay=True)
    add_settled_households(sees, 12, date(2025, 5, 3))
    add_settled_households(essay, 6, date(2025, 5, 3))
    count_night(NIGHT)
    add_settled_households(essay, 1, date(2025, 5, 3))

    count_night(NEXT)

    facts = LateFact.objects.filter(indicator="settled_households", span="year", is_reported=True)
    assert {(fact.level, fact.code, int(fact.numerator)) for fact in facts} == {
        ("instance", "", 19), ("departement", "61", 19), ("epci", "200035111", 19),
        ("commune", "61156", 7),
    }  # fmt: skip


@pytest.fixture
def other_words(monkeypatch):
    """Gives an indicator other words, as a release would; what it was comes back after the test."""
    before = {indicator.name: indicator for indicator in registry._indicators}

    def change(name, **fields):
        changed = {**before, name: replace(before[name], **fields)}
        replace_entries(monkeypatch, registry._indicators, changed)

    return change


def test_a_definition_that_changes_is_kept_and_reported(client, sees, other_words):
    count_night(NIGHT)
    first = IndicatorDefinition.objects.get(indicator="settled_households")
    other_words("settled_households", method="On compte autrement.")

    count_night(NEXT)

    definitions = IndicatorDefinition.objects.filter(indicator="settled_households")
    assert [definition.known_from for definition in definitions] == [NEXT, NIGHT]
    assert IndicatorDefinition.objects.filter(known_from=NEXT).count() == 1
    text = page(client)
    assert "« Ménages installés » est défini autrement." in text
    assert "On compte autrement." in text
    assert " ".join(first.method.split()) in text


def test_an_indicator_that_comes_and_one_that_goes_are_reported(client, monkeypatch):
    indicators = {indicator.name: indicator for indicator in registry._indicators}

    def all_but(name):
        remaining = {key: value for key, value in indicators.items() if key != name}
        replace_entries(monkeypatch, registry._indicators, remaining)

    all_but("settled_children")
    count_night(NIGHT)
    all_but("settled_jobs")

    count_night(NEXT)

    text = page(client)
    assert "« Enfants installés » est un nouvel indicateur." in text
    assert "« Emplois arrivés » n’est plus compté." in text


def test_a_night_counted_again_notes_its_definitions_once(other_words):
    count_night(NIGHT)
    other_words("settled_households", method="On compte autrement.")
    count_night(NEXT)
    other_words("settled_households")

    count_night(NEXT)

    assert not IndicatorDefinition.objects.filter(known_from=NEXT).exists()


def test_definitions_in_another_language_are_the_same(sees):
    count_night(NIGHT)

    with translation.override("en"):
        count_night(NEXT)

    assert not IndicatorDefinition.objects.filter(known_from=NEXT).exists()


def test_a_target_that_changes_is_shown_without_who_set_it(client, sees):
    count_night(NIGHT)
    for month, until, value in ((1, date(2026, 7, 1), 40), (7, None, 55)):
        Target.objects.create(
            indicator="settled_households", level="departement", code="61", span="year",
            starts_on=date(2026, month, 1), ends_on=until, value=value,
            reason="Un secret de couloir", set_at=datetime(2026, month, 2, 9, tzinfo=PARIS),
        )  # fmt: skip

    text = page(client)

    assert "« Ménages installés », Orne : objectif de 40 par an à partir de janvier 2026." in text
    assert "l’objectif passe de 40 à 55 par an à partir de juillet 2026." in text
    assert "couloir" not in text


def test_communes_that_merge_are_reported_once(client, sees):
    boitron = CommuneFactory(boitron=True)
    count_night(NIGHT)
    merge(boitron, sees)

    count_night(NEXT)
    count_night(date(2026, 7, 22))

    assert list(NotedMerger.objects.values_list("code", "into", "noted_on")) == [
        ("61051", "61464", NEXT)
    ]
    assert "Boitron et Sées ne font plus qu’une commune, Sées." in page(client)


def merge(merged, into):
    """Reference data that list a commune no longer."""
    type(merged).objects.filter(pk=merged.pk).update(is_current=False)
    FormerCommuneFactory(code=merged.pk, name=merged.name, commune=into)


@pytest.mark.parametrize("query", ["?annee=1999", "?annee=x", "?annee=²", "?annee=" + "9" * 5000])
def test_a_year_without_figures_has_no_page(client, query):
    count_night(NIGHT)

    assert client.get(reverse("evidence_changes") + query).status_code == 404


def test_the_page_asks_as_many_questions_for_many_changes_as_for_few(
    client, sees, django_assert_num_queries
):
    add_settled_households(sees, 6)
    count_night(NIGHT)
    add_settled_households(sees, 1)
    count_night(NEXT)
    page(client)
    with django_assert_num_queries(9):
        page(client)
    add_settled_households(sees, 3)
    count_night(date(2026, 7, 22))
    with django_assert_num_queries(9):
        page(client)


def test_the_feed_has_an_entry_a_day(client, sees):
    add_settled_households(sees, 6)
    count_night(NIGHT)
    add_settled_households(sees, 5)
    count_night(NEXT)

    answer = client.get(reverse("evidence_changes_feed"))

    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    entries = feed.findall(f"{atom}entry")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert [entry.find(f"{atom}title").text for entry in entries] == [
        "21 juillet 2026",
        "20 juillet 2026",
    ]
    assert "11 avec ce qui est arrivé depuis" in entries[0].find(f"{atom}summary").text
