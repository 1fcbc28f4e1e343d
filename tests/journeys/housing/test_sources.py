"""A coordinator follows an agency; a notary's table is looked at; an owner offers a home."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from bocage.housing.models import Listing, OwnerOffer
from bocage.people.models import Role
from tests.housing.factories import SourceFactory
from tests.housing.feed_files import SAMPLES
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.people.factories import MandateFactory, ScopeFactory
from tests.territory.factories import CommuneFactory

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]

TABLE = "Réf;Transaction;Type;CP;Commune;Demandé\nA1;vente;maison;61400;Mortagne;145 000\n"


@pytest.fixture
def mortagne():
    return CommuneFactory(mortagne=True)


@pytest.fixture
def coordinator(mortagne):
    scope = ScopeFactory(of_departement=True, departement=mortagne.departement)
    return MandateFactory(
        role=Role.COORDINATOR, scope=scope, person__email="claire@orne.example"
    ).person


def test_a_coordinator_opens_a_source_and_brings_two_deliveries(
    page: Page, coordinator, sign_in, run_tasks
):
    sign_in(coordinator)
    page.goto("/espace/annonces/sources/")
    check_page(page)
    page.get_by_role("link", name="Ouvrir une source").first.click()
    page.get_by_label("Nom", exact=True).fill("Perche Immo")
    check_page(page)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", name="Perche Immo")).to_be_visible()
    check_page(page)

    for number, counts in ((1, "60"), (2, "dont 2 baisses de prix")):
        page.get_by_role("link", name="Déposer un fichier").click()
        page.get_by_label("Fichier").set_input_files(SAMPLES / f"perche-immo-{number}.zip")
        page.get_by_role("button", name="Déposer").click()
        expect(page.get_by_text("Lecture en cours")).to_be_visible()
        check_page(page)
        run_tasks()
        expect(page.get_by_text("suit cette livraison")).to_be_visible(timeout=15_000)
        expect(page.get_by_text(counts).first).to_be_visible()
        check_page(page)
        page.get_by_role("link", name="Perche Immo").click()
    expect(page.get_by_text("60 annonces sur le marché")).to_be_visible()


def test_a_table_is_looked_at_and_its_mapping_kept(page: Page, coordinator, sign_in, run_tasks):
    source = SourceFactory(name="Étude Lefranc", slug="etude", format="table", kind="notary")
    sign_in(coordinator)
    page.goto("/espace/annonces/sources/etude/deposer/")
    check_page(page)
    file = {"name": "biens.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.get_by_label("Fichier").set_input_files(files=[file])
    page.get_by_role("button", name="Déposer").click()
    expect(page.get_by_text("Dites quelle colonne porte")).to_be_visible()
    page.get_by_label("Demandé").select_option("price")
    page.get_by_role("button", name="Revoir l’aperçu").click()
    expect(page.get_by_text("Nouvelles : 1")).to_be_visible()
    check_page(page)
    assert not Listing.objects.exists()
    page.get_by_role("button", name="Appliquer").click()
    run_tasks()
    expect(page.get_by_text("suit cette livraison")).to_be_visible(timeout=15_000)
    assert source.listings.get().price_eur == 145_000


@screens("phone")
def test_an_owner_offers_a_home_that_is_read_before_it_shows(
    page: Page, coordinator, sign_in, mailbox
):
    page.goto("/proposer-un-logement/")
    check_page(page)
    page.get_by_label("Dans quelle commune ?").fill("Mortagne-au-Perche")
    page.get_by_label("Prix, ou loyer par mois (€)").fill("120000")
    page.get_by_label("Titre").fill("Maison de bourg")
    page.get_by_label("Votre nom").fill("Odile Lefranc")
    page.get_by_label("Votre adresse électronique").fill("odile@perche.example")
    page.get_by_label("Offre").select_option("sale")
    page.get_by_label("Bien", exact=True).select_option("house")
    page.get_by_role("button", name="Proposer ce logement").click()
    expect(page.get_by_role("heading", name="Regardez vos messages")).to_be_visible()
    check_page(page)

    owner = SimpleNamespace(email="odile@perche.example")
    body = mailbox.open_newest_to(owner, "Confirmez le logement que vous proposez")
    mailbox.press(body, "Confirmer")
    page.get_by_role("button", name="Oui, c’est bien moi").click()
    expect(page.get_by_text("votre adresse est confirmée")).to_be_visible()

    sign_in(coordinator)
    page.goto("/espace/")
    page.get_by_role("link", name="Relire l’offre").click()
    check_page(page)
    page.get_by_role("button", name="Montrer ce logement").click()
    expect(page.get_by_text("Le logement est montré")).to_be_visible()
    check_page(page)
    assert OwnerOffer.objects.get().listing.is_on_the_market
