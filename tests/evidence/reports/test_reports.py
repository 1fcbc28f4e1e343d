"""The report: its figures, its secrets, the nights of before, its document and its data."""

import csv
import io
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from bocage.evidence.models import HiddenFigure, Level, Target
from bocage.evidence.observing import PARIS
from bocage.evidence.operations.snapshots import count_night
from bocage.evidence.public_figures import WHOLE, Scope
from bocage.evidence.registry import indicator_named
from bocage.evidence.reports.document import report_data, report_pdf
from bocage.evidence.reports.figures import read_figures
from bocage.evidence.reports.requests import ReportPeriod, month_of, report_of, year_period
from bocage.people.models import Role
from bocage.welcome.models import SettlementProject
from tests.evidence.pdfs import is_accessible, tags_of, words_of
from tests.evidence.settled_households import add_settled_household
from tests.outreach.coordination import coordinator_of
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

INDICATORS = frozenset({"settled_households", "settled_people", "welcoming_communes"})

NIGHT = date(2026, 6, 20)
YEAR = year_period(2026)


@pytest.fixture
def communes(sources):
    return {
        trait: CommuneFactory(epci=sources, **{trait: True})
        for trait in ("boitron", "essay", "sees")
    }


@pytest.fixture
def counted_night(communes):
    """Thirty-three households: two in Boitron, which is secret, and others the year before."""
    for trait, households in (("boitron", 2), ("essay", 9), ("sees", 14)):
        for _number in range(households):
            add_settled_household(communes[trait], date(2026, 5, 3))
    for _number in range(8):
        add_settled_household(communes["sees"], date(2025, 5, 3))
    count_night(NIGHT)
    return communes


def figure(name, *, scope=WHOLE, period=YEAR, night=NIGHT):
    return read_figures(night, [scope], [period]).figure(indicator_named(name), scope, period)


def rows_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize(
    ("first", "until", "spans"),
    [
        (date(2025, 1, 1), date(2026, 1, 1), ["year"]),
        (date(2024, 11, 1), date(2026, 2, 1), ["month", "month", "year", "month"]),
        (date(2025, 3, 1), date(2025, 4, 1), ["month"]),
        (date(2024, 1, 1), date(2026, 1, 1), ["year", "year"]),
    ],
)
def test_a_period_is_made_of_whole_years_and_months(first, until, spans):
    period = ReportPeriod(first, until)

    assert [str(piece.span.value) for piece in period.pieces] == spans
    assert period.before.months == period.months


def test_periods_are_stated_in_both_languages():
    spring = ReportPeriod(date(2025, 3, 1), date(2025, 6, 1))
    assert str(spring) == "mars – mai 2025"
    assert str(year_period(2025)) == "2025"
    with translation.override("en"):
        assert str(spring) == "March – May 2025"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "2025",
        "2025-13",
        "2025-00",
        "0000-01",
        "9999-01",
        "２０２５-01",
        "2025-1",
        "x" * 500,
        "2025-01\x00",
    ],
)
def test_what_is_no_month_is_none(words):
    assert month_of(words) is None


def test_months_add_up_and_a_secret_one_hides_their_sum(communes):
    for month, households in ((1, 9), (2, 7), (3, 2)):
        for _number in range(households):
            add_settled_household(communes["sees"], date(2026, month, 3))
    count_night(NIGHT)

    name = "settled_households"
    winter = ReportPeriod(date(2026, 1, 1), date(2026, 2, 1))
    assert figure(name, period=winter).value == 9
    assert figure(name, period=ReportPeriod(date(2026, 1, 1), date(2026, 4, 1))).is_secret
    assert figure(name).value == 18
    sees = Scope(Level.COMMUNE, communes["sees"].pk)
    assert figure(name, scope=sees, period=winter).text == "—"


def test_what_there_was_before_the_first_night_is_unknown_and_not_zero(counted_night):
    assert figure("welcoming_communes").text == "0"
    assert figure("welcoming_communes", period=year_period(2025)).text == "—"


def test_a_report_of_before_keeps_the_figures_and_the_secrets_of_then(counted_night):
    boitron = Scope(Level.COMMUNE, counted_night["boitron"].pk)
    before = report_data(report_of(YEAR))
    for _number in range(6):
        add_settled_household(counted_night["boitron"], date(2026, 5, 9))
    SettlementProject.objects.filter(commune=counted_night["sees"]).first().delete()
    later = NIGHT + timedelta(days=9)
    count_night(later)

    again = report_data(report_of(YEAR, day=NIGHT + timedelta(days=3)))
    assert again == before
    assert figure("settled_households", scope=boitron, night=NIGHT).is_secret
    assert figure("settled_households", scope=boitron, night=later).value == 8
    assert report_data(report_of(YEAR)) != before


def test_a_night_counted_again_takes_its_secrets_back(communes):
    for _number in range(4):
        add_settled_household(communes["boitron"], date(2026, 5, 3))
    count_night(NIGHT - timedelta(days=1))
    fifth = add_settled_household(communes["boitron"], date(2026, 5, 3))
    count_night(NIGHT)
    assert not HiddenFigure.objects.known().filter(indicator="settled_households").exists()
    fifth.delete()

    count_night(NIGHT)

    assert HiddenFigure.objects.known().filter(indicator="settled_households").exists()
    assert figure("settled_households").is_secret


def test_a_night_without_secrets_is_not_offered(counted_night):
    assert report_of(YEAR, day=NIGHT - timedelta(days=1)) is None


def test_the_document_is_accessible_in_both_languages(counted_night):
    for language, title in (("fr", "Rapport annuel"), ("en", "Annual report")):
        with translation.override(language):
            pdf = report_pdf(report_of(YEAR))
        reader = PdfReader(BytesIO(pdf))
        assert is_accessible(pdf, language)
        assert title in reader.metadata.title
        assert [float(side) for side in reader.pages[0].mediabox[2:]] == pytest.approx(
            [595.28, 841.89], abs=0.1
        )
        assert len(reader.outline) >= 1
        figures = [tag for tag in tags_of(pdf) if tag.get("/S") == "/Figure"]
        assert figures
        assert all(tag.get("/Alt") for tag in figures)
        assert any(tag.get("/S") == "/TH" for tag in tags_of(pdf))


def test_the_document_says_what_the_data_says_and_no_secret(client, counted_night):
    address = reverse("evidence_report", args=[2026, "pdf"])
    text = words_of(client.get(address).content)
    rows = rows_of(client.get(reverse("evidence_report", args=[2026, "csv"])))

    values = {
        (row["indicator"], row["level"], row["code"]): row["value"]
        for row in rows
        if (row["span"], row["starts_on"]) == ("year", "2026-01-01")
    }
    assert values["settled_households", "instance", ""] == "25.0000"
    assert "Ménages installés 25 8" in text
    assert values["settled_households", "commune", counted_night["boitron"].pk] == ""
    assert "Boitron secret secret" in text
    assert "Essay secret secret" in text
    assert "Séès 14" in text or "Sées 14" in text


def target_of_households(value, *, first, until, set_on):
    Target.objects.create(
        indicator="settled_households",
        level="instance",
        span="year",
        value=value,
        starts_on=first,
        ends_on=until,
        set_at=datetime.combine(set_on, datetime.min.time(), PARIS),
    )


def test_a_target_is_the_one_that_was_known_that_night(counted_night):
    changed = NIGHT + timedelta(days=9)
    target_of_households(40, first=date(2026, 1, 1), until=changed, set_on=NIGHT)
    target_of_households(60, first=changed, until=None, set_on=changed)
    count_night(changed)

    for day, sentence in ((NIGHT, "objectif\u00a0: 40"), (changed, "objectif\u00a0: 60")):
        cards = report_data(report_of(YEAR, day=day))["key"]["cards"]
        [card] = [card for card in cards if card["label"] == "Ménages installés"]
        assert card["lines"] == ["8 l’année d’avant", sentence]


def test_what_came_late_is_notified_of_the_whole_and_not_of_few(communes):
    for _number in range(12):
        add_settled_household(communes["sees"], date(2025, 5, 3))
    count_night(date(2026, 7, 20))
    add_settled_household(communes["sees"], date(2025, 5, 20))
    count_night(date(2026, 7, 21))
    late = report_data(report_of(year_period(2025)))["late"]["rows"]
    [row] = [row["cells"] for row in late if row["cells"][0] == "Ménages installés"]
    assert row == ["Ménages installés", "2025", "12", "changé, sans que l’écart soit dit"]
    for _number in range(5):
        add_settled_household(communes["sees"], date(2025, 5, 21))
    count_night(date(2026, 7, 22))

    late = report_data(report_of(year_period(2025)))["late"]["rows"]

    [row] = [row["cells"] for row in late if row["cells"][0] == "Ménages installés"]
    assert row[2:] == ["12", "18"]
    epci = Scope(Level.EPCI, communes["sees"].epci_id)
    late = report_data(report_of(year_period(2025), epci))["late"]["rows"]
    assert all("écart" in row["cells"][3] for row in late)


def test_the_years_are_listed_with_what_is_provisional(client, counted_night):
    text = text_of(client.get(reverse("evidence_reports")))

    assert "2026Provisoire" in text.replace(" ", "")
    assert "2025Close" in text.replace(" ", "")


def test_before_the_first_night_there_is_no_report(client):
    assert "Pas encore de rapport" in text_of(client.get(reverse("evidence_reports")))
    assert client.get(reverse("evidence_report", args=[2026, "pdf"])).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "2024.pdf", "2027.pdf", "2199.csv", "1999.pdf", "99999.pdf", "2026.exe", "2026.pdf?nuit=x",
        "2026.pdf?nuit=2026-02-31", "2026.pdf?nuit=2020-01-01", "2026.pdf?nuit=%00", "-1.pdf",
    ],
)  # fmt: skip
def test_other_addresses_have_no_report(client, counted_night, address):
    assert client.get(f"/preuves/rapport/{address}").status_code == 404


@pytest.fixture
def coordinator(counted_night) -> Client:
    client = Client()
    client.force_login(coordinator_of(counted_night["sees"].departement))
    return client


def test_a_coordinator_chooses_period_scope_and_night(coordinator, counted_night):
    form = reverse("report_make")
    assert "2025-01" in coordinator.get(form).content.decode()
    query = {"du": "2026-01", "au": "2026-12", "perimetre": "instance"}
    query |= {"commune": "Sées", "nuit": "2026-06-25"}

    page = coordinator.get(form, query)

    assert page.status_code == 200
    assert "20 juin 2026" in text_of(page)
    pdf = coordinator.get(reverse("report_file", args=["pdf"]), query)
    assert pdf["Content-Type"] == "application/pdf"
    assert "Sées" in words_of(pdf.content)
    epci = {"du": "2026-01", "au": "2026-05", "perimetre": f"epci-{counted_night['sees'].epci_id}"}
    rows = rows_of(coordinator.get(reverse("report_file", args=["csv"]), epci))
    assert {row["level"] for row in rows} <= {"epci", "commune"}


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"du": "2026-05", "au": "2026-03"}, "Le dernier mois vient après le premier."),
        ({"du": "2018-01", "au": "2026-03"}, "Un rapport porte sur cinq ans au plus."),
        ({"du": "mai", "au": "2026-03"}, "Écrivez un mois"),
        ({"du": "2026-01", "au": "2026-03", "nuit": "2020-01-01"}, "Aucune nuit"),
        ({"du": "2030-01", "au": "2030-03"}, "commence après la nuit"),
        ({"du": "2026-01", "au": "2026-03", "commune": "#panic()"}, "Aucune commune"),
        ({"du": "2026-01", "au": "2026-03", "commune": "x" * 5000}, "80"),
        ({"du": "2026-01", "au": "2026-03", "perimetre": "epci-1"}, "epci-1"),
        ({"du": "", "au": ""}, "obligatoire"),
    ],
)
def test_the_form_refuses_in_sentences(coordinator, params, sentence):
    params = {"perimetre": "instance"} | params
    answer = coordinator.get(reverse("report_make"), params)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert coordinator.get(reverse("report_file", args=["pdf"]), params).status_code == 404


def test_the_form_is_of_those_who_answer_for_a_territory(client, counted_night):
    client.force_login(PersonFactory())
    assert client.get(reverse("report_make")).status_code == 404
    town_hall = ScopeFactory(of_commune=True)
    client.force_login(MandateFactory(role=Role.TOWN_HALL, scope=town_hall).person)
    assert client.get(reverse("report_make")).status_code == 200


def test_a_document_of_many_communes_asks_as_many_questions_as_one_of_few(
    counted_night, sources, django_assert_num_queries, django_assert_max_num_queries
):
    report_data(report_of(YEAR))
    with django_assert_max_num_queries(30) as few:
        report_data(report_of(YEAR))
    for number in range(12):
        commune = CommuneFactory(
            code=f"6190{number}" if number < 10 else f"619{number}", epci=sources
        )
        add_settled_household(commune, date(2026, 5, 3))
    count_night(NIGHT + timedelta(days=1))
    with django_assert_num_queries(len(few)):
        report_data(report_of(YEAR))
