"""Documents of a ceremony: required content, and data that must not appear."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from bocage.territory.models import Commune, CommuneFact
from bocage.welcome.ceremonies.documents import (
    booklet_pdf,
    certificate_pdf,
    invitations_pdf,
    run_sheet_pdf,
)
from bocage.welcome.ceremonies.formatting import CeremonyFacts
from bocage.welcome.ceremonies.guests import guests_of
from bocage.workspaces.models import Place
from tests.housing.leads.factories import coordinator, town_hall
from tests.territory.factories import CommuneFactory
from tests.welcome.ceremonies.factories import CeremonyFactory, CeremonyGuestFactory
from tests.workspaces.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def pages_of(pdf):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_certificate_is_one_page_whatever_the_name():
    facts = CeremonyFacts.of(CeremonyFactory())

    for household in ("Lou", "Famille de Montmorency-Beaufort et Etchegoyhen #let x = 1"):
        assert len(pages_of(certificate_pdf(facts, household=household))) == 1
        assert household in pages_of(certificate_pdf(facts, household=household))[0]


def test_invitations_make_a_page_for_each_household_and_one_for_nobody():
    ceremony = CeremonyFactory()

    assert len(pages_of(invitations_pdf(ceremony, ["Famille A", "Famille B"]))) == 2
    assert len(pages_of(invitations_pdf(ceremony, []))) == 1


def test_run_sheet_says_who_is_not_to_be_presented_nor_photographed():
    ceremony = CeremonyFactory(invited=True)
    CeremonyGuestFactory(
        ceremony=ceremony,
        comes=True,
        agrees_to_be_presented=True,
        agrees_to_photos=True,
        presented_as="Deux potiers",
        project__name="Famille Argile",
    )
    CeremonyGuestFactory(ceremony=ceremony, comes=True, project__name="Famille Discrète")
    CeremonyGuestFactory(ceremony=ceremony, project__name="Famille Silence")
    guests = guests_of(ceremony, town_hall(ceremony.commune))

    text = " ".join(pages_of(run_sheet_pdf(ceremony, guests, silent=1)))

    assert "Deux potiers" in text
    assert "PAS DE PHOTO" in text
    assert "Nous accueillons : Famille Argile." in text.replace("\u00a0", " ")
    assert "Famille Silence" not in text


def test_booklet_tells_contacts_and_dated_figures():
    commune = CommuneFactory(boitron=True)
    town_hall(commune, person__name="Odile Prévost")
    coordinator(commune, person__name="Nadia Benali")
    CommuneFact.objects.create(
        commune=commune, kind="schools", value=1, source="Annuaire", dated_on=date(2026, 9, 1)
    )

    text = " ".join(pages_of(booklet_pdf(CeremonyFactory(commune=commune))))

    for expected in (
        "02 33 00 00 01",
        "Odile Prévost",
        "Nadia Benali",
        "Annuaire, au 1er septembre",
    ):
        assert expected in text
    assert "Aucun lieu de travail partagé" in text


def test_booklet_names_places_of_the_commune_first_and_measures_what_is_known():
    boitron, sees = CommuneFactory(boitron=True), CommuneFactory(sees=True)
    coordinates = {"latitude": boitron.latitude, "longitude": boitron.longitude}
    position = {"position_source": Place.PositionSource.values[0]}
    PlaceFactory(commune=sees, name="La Halle", **coordinates, **position)
    PlaceFactory(commune=boitron, name="Télécentre", latitude=48.62, longitude=0.2, **position)
    coordinator(boitron, person__name="Nadia Benali", person__phone="0261914012")
    CommuneFact.objects.create(
        commune=boitron,
        kind="nearest_station",
        value="1.1",
        source="SNCF",
        dated_on=date(2026, 9, 1),
    )
    ceremony = CeremonyFactory(commune=Commune.objects.get(pk=boitron.pk), words="Du cidre !")

    text = " ".join(pages_of(booklet_pdf(ceremony))).replace("\u00a0", " ")

    assert text.index("Télécentre") < text.index("La Halle")
    assert "1,1 km" in text
    assert "02 61 91 40 12" in text
    assert "cidre" not in text


def test_booklet_of_a_commune_of_which_nothing_is_known():
    commune = CommuneFactory(unlocated=True, population=None)

    text = " ".join(pages_of(booklet_pdf(CeremonyFactory(commune=commune, contact="", words=""))))

    assert "Aucun chiffre sourcé" in text
    assert "Aucun lieu de travail partagé" not in text
    assert "La position de la commune n’est pas connue ici" in text


def test_booklet_names_the_places_of_a_commune_without_position():
    commune = CommuneFactory(unlocated=True)
    PlaceFactory(commune=commune, name="Télécentre")

    text = " ".join(pages_of(booklet_pdf(CeremonyFactory(commune=commune))))

    assert "Télécentre sur place" in text


def test_booklet_never_denies_a_referent_whose_name_is_unknown():
    commune = CommuneFactory()
    town_hall(commune, person__name="")

    text = " ".join(pages_of(booklet_pdf(CeremonyFactory(commune=commune, contact=""))))

    assert "pas encore de référent" not in text
    assert "Poussez la porte de la mairie." in text


def test_papers_are_the_same_twice():
    facts = CeremonyFacts.of(CeremonyFactory())

    assert certificate_pdf(facts, household="Lou") == certificate_pdf(facts, household="Lou")
