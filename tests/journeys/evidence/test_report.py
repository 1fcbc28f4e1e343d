"""A funder downloads the report and its data, and recomputes a figure by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bocage.evidence.operations.snapshots import count_night
from bocage.people.models import Person
from tests.evidence.pdfs import words_of
from tests.evidence.settled_households import add_settled_household
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.outreach.coordination import coordinator_of
from tests.territory.factories import CommuneFactory, EpciFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]


def test_a_funder_recomputes_a_figure_of_the_report_from_its_data(
    page: Page, live_server: Any
) -> None:
    epci = EpciFactory()
    for trait, households in (("boitron", 6), ("essay", 9), ("sees", 14)):
        commune = CommuneFactory(epci=epci, **{trait: True})
        for number in range(households):
            add_settled_household(commune, date(2025, 1 + number % 2, 3))
    count_night(date(2026, 3, 20))

    page.goto("/preuves/")
    page.get_by_role("link", name="Le rapport").first.click()
    expect(page.get_by_text("Close : ses chiffres")).to_be_visible()
    check_page(page)
    address = page.get_by_role("link", name="Le rapport (PDF) 2025").get_attribute("href")
    report = words_of(page.request.get(f"{live_server.url}{address}").body())
    with page.expect_download() as download:
        page.get_by_role("link", name="Ses données (CSV) 2025").click()
    data = download.value.path().read_text(encoding="utf-8-sig")
    rows = [
        row
        for row in csv.DictReader(io.StringIO(data), delimiter=";")
        if row["indicator"] == "settled_people" and row["starts_on"].startswith("2025")
    ]

    communes = [row for row in rows if (row["level"], row["span"]) == ("commune", "year")]
    months = [row for row in rows if (row["level"], row["span"]) == ("departement", "month")]
    by_communes = sum(float(row["value"]) for row in communes)
    by_months = sum(float(row["value"]) for row in months)
    assert len(communes) == 3
    assert by_communes == by_months == 116
    assert f"Personnes installées {by_communes:.0f} " in report


def test_a_coordinator_makes_the_report_of_a_commune_as_a_night_knew_it(
    page: Page, sign_in: Callable[[Person], None], live_server: Any
) -> None:
    boitron = CommuneFactory(boitron=True)
    for _number in range(7):
        add_settled_household(boitron, date(2025, 5, 3))
    count_night(date(2026, 3, 20))
    sign_in(coordinator_of(boitron.departement))

    page.goto("/espace/rapport/")
    check_page(page)
    page.get_by_label("Au mois de").fill("2024-12")
    page.get_by_role("button", name="Préparer ce rapport").click()
    expect(page.get_by_text("Le dernier mois vient après le premier.").first).to_be_visible()
    check_page(page)
    page.get_by_label("Au mois de").fill("2025-12")
    page.get_by_label("Ou sur une commune").fill("Boitron")
    page.get_by_role("button", name="Préparer ce rapport").click()
    expect(page.get_by_role("heading", name="Boitron · 2025")).to_be_visible()
    check_page(page)
    address = page.get_by_role("link", name="Le rapport (PDF)").get_attribute("href")
    report = words_of(page.request.get(f"{live_server.url}{address}").body())
    assert "Tel que connu la nuit du 20 mars 2026" in report
    assert "Ménages installés 7 " in report
