"""Dashboards: figures against targets and last year, filters of the address, and who sees what."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from bocage.evidence.dashboards.kinds import KINDS
from bocage.evidence.dashboards.rows import ALL_ROWS
from bocage.evidence.models import HiddenFigure, IndicatorCell, Night, Target
from bocage.evidence.registry import indicator_named, indicators
from bocage.people.models import Role
from tests.outreach.factories import CampaignFactory
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory, EpciFactory
from tests.welcome.pipeline.factories import coordinator, coordinator_of_epci
from tests.workspaces.factories import HostFactory, PlaceFactory

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")
NIGHT = date(2026, 6, 20)
YEAR, LAST_YEAR = date(2026, 1, 1), date(2025, 1, 1)


@pytest.fixture
def night():
    moment = datetime(2026, 6, 21, 1, 40, tzinfo=PARIS)
    return Night.objects.create(
        date=NIGHT, started_at=moment, finished_at=moment, indicators=1, cells_new=1,
        cells_replaced=0, late_facts_reported=0,
    )  # fmt: skip


@pytest.fixture
def boitron():
    return CommuneFactory(boitron=True, epci=EpciFactory())


def cell(level, code, value, *, name="settled_households", starts_on=YEAR, span="year", of=None):
    return IndicatorCell.objects.create(
        indicator=name, level=level, code=code, span=span, starts_on=starts_on,
        numerator=value, denominator=of, counted=max(1, int(of or value)), known_from=NIGHT,
    )  # fmt: skip


def target(level, code, value, *, name="settled_households", starts_on=YEAR, ends_on=None):
    return Target.objects.create(
        indicator=name, level=level, code=code, span="year", starts_on=starts_on, ends_on=ends_on,
        value=Decimal(value), set_at=timezone.now(),
    )  # fmt: skip


def enter(client, person):
    client.force_login(person)
    return client


def page(client, word, key, query=""):
    return client.get(reverse("dashboard", args=[word, key]) + query)


def elected(commune, role=Role.ELECTED):
    return MandateFactory(role=role, scope=ScopeFactory(of_commune=True, commune=commune)).person


def test_every_figure_of_every_dashboard_is_counted_there():
    for kind in KINDS:
        assert [
            indicator.name for indicator in kind.indicators() if kind.level not in indicator.levels
        ] == []
        assert kind.offered_themes()
        for level in kind.below:
            assert kind.columns_of(level, None), (kind.word, level)


def test_before_the_first_night_the_page_says_so(client, orne):
    assert "Pas encore de chiffre" in text_of(
        page(enter(client, coordinator()), "departement", "61")
    )


def test_a_figure_stands_against_its_target_and_last_year(client, night, orne):
    cell("departement", "61", 9)
    cell("departement", "61", 14, starts_on=LAST_YEAR)
    target("departement", "61", 20)

    text = text_of(page(enter(client, coordinator()), "departement", "61"))

    assert "2026, jusqu’au 20 juin 2026" in text
    assert "Objectif : 20 en retard" in text
    assert "14 sur tout 2025" in text


def test_the_word_says_how_a_figure_stands(client, night, orne):
    client = enter(client, coordinator())
    target("departement", "61", 20, starts_on=date(2024, 1, 1))
    for year, value, words in (
        (2026, 10, "en bonne voie"),
        (2025, 20, "objectif atteint"),
        (2024, 19, "objectif manqué"),
    ):
        cell("departement", "61", value, starts_on=date(year, 1, 1))
        assert words in text_of(page(client, "departement", "61", f"?periode={year}"))


def test_a_target_changed_in_mid_year_is_that_of_its_day(client, night, orne):
    cell("departement", "61", 9)
    target("departement", "61", 20, ends_on=date(2026, 6, 1))
    target("departement", "61", 30, starts_on=date(2026, 6, 1))
    client = enter(client, coordinator())

    assert "Objectif : 30" in text_of(page(client, "departement", "61"))
    night.date = date(2026, 5, 31)
    Night.objects.all().delete()
    night.save(force_insert=True)
    assert "Objectif : 20" in text_of(page(client, "departement", "61"))


def test_a_year_that_is_over_is_compared_in_words(client, night, orne):
    cell("departement", "61", 14, starts_on=LAST_YEAR)
    cell("departement", "61", 9, starts_on=date(2024, 1, 1))

    text = text_of(page(enter(client, coordinator()), "departement", "61", "?periode=2025"))

    assert "9 en 2024 · plus qu’en 2024" in text


def test_the_months_of_two_years_are_drawn_and_written(client, night, orne):
    for day, value in ((date(2025, 6, 1), 3), (date(2026, 3, 1), 2), (date(2026, 5, 1), 4)):
        cell("departement", "61", value, starts_on=day, span="month")

    answer = page(enter(client, coordinator()), "departement", "61")

    assert "Ménages installés : 6 en douze mois, 3 de plus que les douze d’avant" in text_of(answer)
    assert "juillet 2024" in text_of(answer)
    assert "juin 2024" not in text_of(answer)


def test_a_mayor_reads_her_arrivals_and_not_their_jobs(client, night, boitron):
    """Her commune's page lists who came; of their jobs she reads what everybody reads."""
    cell("commune", boitron.pk, 2)
    cell("commune", boitron.pk, 3, name="settled_jobs")
    hidden(boitron.pk, "settled_households")
    hidden(boitron.pk, "settled_jobs")
    target("commune", boitron.pk, 1, name="settled_jobs")

    text = text_of(page(enter(client, elected(boitron)), "commune", boitron.pk, "?theme=settling"))

    assert "Ménages installés : sa définition 2 " in text
    assert "Emplois arrivés : sa définition secret" in text
    assert "objectif atteint" not in text
    assert "Voir les ménages arrivés" in text


def hidden(code, name, level="commune"):
    HiddenFigure.objects.create(
        indicator=name, level=level, code=code, span="year", starts_on=YEAR, known_from=YEAR
    )


def test_a_coordinator_reads_all_with_the_way_to_the_rows(client, night, boitron):
    cell("commune", boitron.pk, 3, name="settled_jobs")
    hidden(boitron.pk, "settled_jobs")

    answer = page(enter(client, coordinator()), "commune", boitron.pk, "?theme=settling")

    assert "Emplois arrivés : sa définition 3" in text_of(answer)
    address = reverse("project_list") + "?etape=settled&amp;etat=tous&amp;commune=61051"
    assert address in answer.content.decode()


def test_months_of_a_commune_are_read_by_who_reads_the_rows_alone(client, night, boitron):
    cell("commune", boitron.pk, 1, name="settled_jobs", starts_on=date(2026, 5, 1), span="month")
    address = ("commune", boitron.pk, "?theme=settling&periode=2026-05")

    assert "Emplois arrivés" not in text_of(page(enter(client, elected(boitron)), *address))
    assert "Emplois arrivés" in text_of(page(enter(client, coordinator()), *address))


def test_an_intercommunalite_over_two_departements_is_whole_for_its_own_people_alone(
    client, night, orne, boitron
):
    sarthe = DepartementFactory(sarthe=True)
    boitron.epci.departements.add(sarthe)
    cell("epci", boitron.epci_id, 3)
    hidden(boitron.epci_id, "settled_households", "epci")

    of_the_orne = text_of(page(enter(client, coordinator()), "intercommunalite", boitron.epci_id))
    beneath = text_of(page(client, "departement", "61"))
    own_coordinator = coordinator_of_epci(boitron.epci)
    of_the_epci = text_of(page(enter(client, own_coordinator), "intercommunalite", boitron.epci_id))

    assert "Ménages installés : sa définition secret" in of_the_orne
    assert "CC des Sources de l’Orne secret" in beneath or "l’Ornesecret" in beneath
    assert "Ménages installés : sa définition 3" in of_the_epci


def test_the_table_is_sorted_by_its_address_and_secrets_come_last(client, night, boitron):
    essay = CommuneFactory(essay=True, epci=boitron.epci)
    sees = CommuneFactory(sees=True, epci=boitron.epci)
    for commune, value in ((boitron, 9), (essay, 3), (sees, 12)):
        cell("commune", commune.pk, value, name="club_members", span="year")
    hidden(essay.pk, "club_members")
    person = MandateFactory(
        role=Role.CLUB_ORGANISER, scope=ScopeFactory(of_departement=True)
    ).person
    client = enter(client, person)

    def order(query):
        answer = page(client, "club", "61", f"?tableau=commune&{query}").content.decode()
        table = answer[answer.index("<tbody>", answer.index('id="dessous"')) :]
        return sorted(("Boitron", "Essay", "Sées"), key=table.index)

    assert order("tri=-club_members") == ["Sées", "Boitron", "Essay"]
    assert order("tri=club_members") == ["Essay", "Boitron", "Sées"]
    assert order("tri=nom") == ["Boitron", "Essay", "Sées"]


def test_a_table_is_narrowed_to_an_intercommunalite(client, night, boitron):
    CommuneFactory(mortagne=True, epci=EpciFactory(alencon=True))
    client = enter(client, coordinator())

    text = text_of(page(client, "departement", "61", f"?tableau=commune&dans={boitron.epci_id}"))

    assert "Boitron" in text
    assert "Mortagne" not in text


@pytest.mark.parametrize(
    "query",
    [
        "?periode=1789",
        "?periode=9999",
        "?periode=2026-13",
        "?periode=" + "9" * 5000,
        "?periode=%00",
        "?theme=secrets",
        "?theme=network&theme=",
        "?tableau=planete",
        "?dans=200000000",
        "?tri=%27%3B+DROP+TABLE",
        "?tri=-" + "x" * 5000,
        "?page=-1",
        "?page=1e9",
        "?periode=2026-07",
    ],
)
def test_what_makes_no_sense_in_an_address_is_left_aside(client, night, boitron, query):
    answer = page(enter(client, coordinator()), "departement", "61", query)

    assert answer.status_code == 200
    assert "2026" in text_of(answer)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("departement", "72"),
        ("departement", "999"),
        ("commune", "61051"),
        ("intercommunalite", "200035111"),
        ("club", "72"),
        ("lieu", "nulle-part"),
        ("campagne", "pas-un-identifiant"),
        ("formation", "9" * 40),
        ("instance", "tout"),
    ],
)
def test_what_is_beside_or_nowhere_is_not_found(client, night, boitron, word, key):
    DepartementFactory(sarthe=True)
    beside = elected(CommuneFactory(essay=True, epci=boitron.epci))

    assert page(enter(client, beside), word, key).status_code == 404


@pytest.mark.parametrize("path", ["departement/%00/", "planete/61/", "departement/61%27/"])
def test_a_hostile_address_is_not_found(client, orne, path):
    assert enter(client, coordinator()).get(f"/espace/tableau-de-bord/{path}").status_code == 404


def test_signed_out_one_is_asked_to_enter(client, orne):
    assert page(client, "departement", "61").status_code == 302


def test_each_mandate_finds_its_dashboard(client, night, boitron):
    place = PlaceFactory(commune=boitron, name="La Clairière")
    address = reverse("dashboards")

    host = enter(client, HostFactory(of=place)).get(address)
    assert host.url == reverse("dashboard", args=["lieu", place.slug])
    mayor = enter(client, elected(boitron, Role.TOWN_HALL)).get(address)
    assert mayor.url == reverse("dashboard", args=["commune", "61051"])
    text = text_of(enter(client, coordinator()).get(address))
    assert "Le club" in text
    assert enter(client, PersonFactory()).get(address).status_code == 404


def test_places_and_campaigns_have_their_dashboards(client, night, boitron):
    place = PlaceFactory(commune=boitron, name="La Clairière")
    campaign = CampaignFactory(departement=boitron.departement, name="Salon de Paris")
    cell("place", str(place.pk), 31, name="visits")
    cell("campaign", str(campaign.pk), 4, name="campaign_touches")

    host = enter(client, HostFactory(of=place))
    assert "Visites : sa définition 31" in text_of(page(host, "lieu", place.slug))
    client = enter(client, coordinator())
    assert "Échanges dus aux campagnes 4" in text_of(page(client, "campagne", campaign.pk))
    beneath = text_of(page(client, "departement", "61", "?tableau=lieu"))
    assert "La Clairière" in beneath
    assert "Salon de Paris" in text_of(page(client, "departement", "61", "?tableau=campagne"))


def test_a_partner_reads_what_its_programmes_brought(client, night):
    scope = ScopeFactory(of_partner=True)
    officer = MandateFactory(role=Role.TRAINING_OFFICER, scope=scope).person
    cell("partner", str(scope.partner_id), 3, name="learners")

    answer = enter(client, officer).get(reverse("dashboards"), follow=True)

    assert str(scope.partner) in text_of(answer)
    assert f"{indicator_named('learners').label} : sa définition 3" in text_of(answer)


def test_the_page_asks_as_many_questions_for_much_as_for_little(
    client, night, orne, django_assert_num_queries
):
    epci = EpciFactory()
    client = enter(client, coordinator())

    def fill(commune):
        for name in ("settled_households", "ceremonies_held", "hidden_homes_reported"):
            cell("commune", commune.pk, 6, name=name)
        for month in (1, 2, 3):
            cell("commune", commune.pk, 2, starts_on=date(2026, month, 1), span="month")

    fill(CommuneFactory(boitron=True, epci=epci))
    cell("departement", "61", 6)
    query = "?tableau=commune"
    page(client, "departement", "61", query)
    with django_assert_num_queries(QUESTIONS):
        page(client, "departement", "61", query)
    for _number in range(60):
        fill(CommuneFactory(epci=epci))
    for name in ("settled_jobs", "projects_received", "hidden_homes_reported"):
        cell("departement", "61", 40, name=name)
        target("departement", "61", 40, name=name)
    with django_assert_num_queries(QUESTIONS):
        page(client, "departement", "61", query)


QUESTIONS = 11


def test_the_page_is_whole_in_english(client, night, orne):
    cell("departement", "61", 9)
    target("departement", "61", 20)
    with translation.override("en"):
        text = text_of(page(enter(client, coordinator()), "departement", "61"))

    assert "Households settled" in text
    assert "behind" in text
    assert "Objectif" not in text


def test_a_stock_is_not_stated_to_have_been_nothing_before_the_first_night(client, night, orne):
    for month, value in ((5, 14), (6, 16)):
        day = date(2026, month, 1)
        cell("departement", "61", value, name="club_members", starts_on=day, span="month")
    person = MandateFactory(
        role=Role.CLUB_ORGANISER, scope=ScopeFactory(of_departement=True)
    ).person

    text = text_of(page(enter(client, person), "club", "61", "?periode=2026-06"))

    assert "Membres du club : 16 en juin 2026" in text
    assert "un an avant" not in text
    assert "avril 2026—" in text.replace(" ", "").replace("avril2026", "avril 2026")


def test_partners_are_beneath_their_departement(client, night, orne):
    scope = ScopeFactory(of_partner=True, partner__departement=orne, departement=orne)
    cell("partner", str(scope.partner_id), 3, name="learners")

    text = text_of(page(enter(client, coordinator()), "departement", "61", "?tableau=organisme"))

    assert str(scope.partner) in text
    assert page(client, "formation", scope.partner_id).status_code == 200


def test_every_row_behind_is_of_indicators_that_are_there():
    names = {indicator.name for indicator in indicators()}
    assert {name for rows in ALL_ROWS for name in rows.names} - names == set()


def test_an_administrator_reads_every_departement(client, night, boitron):
    cell("departement", "61", 9)
    DepartementFactory(sarthe=True)

    answer = enter(client, MandateFactory().person).get(reverse("dashboards"), follow=True)

    assert "Orne" in text_of(answer)
    assert "Sarthe" not in text_of(answer)
    assert reverse("dashboard", args=["departement", "61"]) in answer.content.decode()
